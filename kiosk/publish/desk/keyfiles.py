"""The town's key pair as files: rdv.pub goes into site files, rdv.key opens requests and never leaves the office.

rdv.key is JSON. With a passphrase its 32 bytes are in a SecretBox (XSalsa20-Poly1305) under a key that Argon2id makes
of the passphrase, with libsodium's "moderate" costs: 256 MB, about a second.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.appointments.keys import KEY_BYTES, key_to_text
from kiosk.errors import KeysError
from kiosk.release.writing import flush

PRIVATE_NAME, PUBLIC_NAME = "rdv.key", "rdv.pub"
FORMAT = "kiosk-rdv-key-1"
_MOST_BYTES = 1 << 14
_MOST_MEMORY, _MOST_TURNS = 1 << 30, 20
_NONSENSE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


def make_pair(folder: Path, passphrase: bytes) -> str:
    """Write both files into a folder, which is made for one pair of eyes when it is not there. Returns the text of the
    public key. Raises KeysError when one of them is there already, or the disk refuses."""
    from nacl.public import PrivateKey

    key = PrivateKey.generate()
    text = key_to_text(bytes(key.public_key))
    secret = {"format": FORMAT, "public": text, **_locked(bytes(key), passphrase)}
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True)
            folder.chmod(0o700)
        _create(folder / PRIVATE_NAME, (json.dumps(secret, indent=1) + "\n").encode(), 0o600)
        _create(folder / PUBLIC_NAME, f"{text}\n".encode(), 0o644)
        flush(folder)
    except FileExistsError as error:
        said = "this is there already, and a key is never replaced. Choose another folder."
        raise KeysError(f"{error.filename}: {said}") from None
    except OSError as error:
        said = f"the keys cannot be written ({error.strerror}). Check the folder and its rights."
        raise KeysError(f"{error.filename or folder}: {said}") from None
    return text


def read_private(path: Path, passphrase: Callable[[str], bytes]) -> bytes:
    """The 32 bytes of a rdv.key; `passphrase` is asked, with the path, only when it is locked. Raises KeysError when
    others can read the file, it is no such key, or the passphrase is wrong."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            data = file.read(_MOST_BYTES) if stat.S_ISREG(mode) else b""
    except OSError as error:
        raise KeysError(f"{path}: this key cannot be read ({error.strerror}). Check the path and its rights.") from None
    if data.startswith(b"rdv1:"):
        raise KeysError(f"{path}: this is the public key, which opens nothing. Give {PRIVATE_NAME}.")
    if mode & 0o077:
        raise KeysError(f"{path}: others than you can read or write this private key. Run `chmod 600 {path}`.")
    try:
        found: dict[str, Any] = json.loads(data)
        if found["format"] != FORMAT:
            raise ValueError
        key = _unlocked(found, lambda: passphrase(str(path)))
        right = key is None or (len(key) == KEY_BYTES and key_to_text(_public(key)) == found["public"])
    except _NONSENSE:
        key, right = b"", False
    if key is None:
        raise KeysError(f"{path}: the passphrase is wrong, or the file is damaged. Try again.")
    if not right:
        raise KeysError(f"{path}: this is no private key of `kiosk desk keys`, or a damaged one. Take its copy.")
    return key


def _public(key: bytes) -> bytes:
    from nacl.public import PrivateKey

    return bytes(PrivateKey(key).public_key)


def _locked(key: bytes, passphrase: bytes) -> dict[str, Any]:
    from nacl import pwhash, secret, utils

    if not passphrase:
        return {"key": base64.b64encode(key).decode()}
    kdf = pwhash.argon2id
    salt = utils.random(kdf.SALTBYTES)
    turns, memory = kdf.OPSLIMIT_MODERATE, kdf.MEMLIMIT_MODERATE
    lock = kdf.kdf(secret.SecretBox.KEY_SIZE, passphrase, salt, opslimit=turns, memlimit=memory)
    box = bytes(secret.SecretBox(lock).encrypt(key))
    return {
        "salt": base64.b64encode(salt).decode(),
        "turns": turns,
        "memory": memory,
        "box": base64.b64encode(box).decode(),
    }


def _unlocked(found: dict[str, Any], passphrase: Callable[[], bytes]) -> bytes | None:
    """None when the passphrase does not fit."""
    from nacl import exceptions, pwhash, secret

    if "key" in found:
        return base64.b64decode(found["key"])
    salt, box = base64.b64decode(found["salt"]), base64.b64decode(found["box"])
    turns, memory = int(found["turns"]), int(found["memory"])
    if turns > _MOST_TURNS or memory > _MOST_MEMORY:
        raise ValueError
    lock = pwhash.argon2id.kdf(secret.SecretBox.KEY_SIZE, passphrase(), salt, opslimit=turns, memlimit=memory)
    with contextlib.suppress(exceptions.CryptoError):
        return secret.SecretBox(lock).decrypt(box)
    return None


def _create(path: Path, data: bytes, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(handle, mode)
            os.fsync(handle)
    except BaseException:
        path.unlink(missing_ok=True)
        raise

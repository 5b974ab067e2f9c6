"""The town's key pair as files: rdv.pub goes into site files, rdv.key opens requests and never leaves the office.

rdv.key is JSON. With a passphrase its 32 bytes are in a SecretBox (XSalsa20-Poly1305) under a key that Argon2id makes
of the passphrase, with libsodium's "moderate" costs: 256 MB, about a second.
"""

from __future__ import annotations

import base64
import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.appointments.keys import KEY_BYTES, key_to_text
from kiosk.disk import flush
from kiosk.errors import KeysError
from kiosk.publish.private_files import PRIVATE_MODE, PUBLIC_MODE, create, make_folder, read, refuse_exposed

PRIVATE_NAME, PUBLIC_NAME = "rdv.key", "rdv.pub"
FORMAT = "kiosk-rdv-key-1"
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
        make_folder(folder)
        create(folder / PRIVATE_NAME, (json.dumps(secret, indent=1) + "\n").encode(), PRIVATE_MODE)
        create(folder / PUBLIC_NAME, f"{text}\n".encode(), PUBLIC_MODE)
        flush(folder)
    except OSError as error:
        said = f"the keys cannot be written ({error.strerror}). Check the folder and its rights."
        raise KeysError(f"{error.filename or folder}: {said}") from None
    return text


def read_private(path: Path, passphrase: Callable[[str], bytes]) -> bytes:
    """The 32 bytes of a rdv.key; `passphrase` is asked, with the path, only when it is locked. Raises KeysError when
    others can read the file, it is no such key, or the passphrase is wrong."""
    data, mode = read(path)
    if data.startswith(b"rdv1:"):
        raise KeysError(f"{path}: this is the public key, which opens nothing. Give {PRIVATE_NAME}.")
    refuse_exposed(path, mode)
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

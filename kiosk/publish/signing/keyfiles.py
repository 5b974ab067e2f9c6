"""Keys as files: NAME.pem is the private half, for one pair of eyes; NAME.pub the public one, for everybody.

A private half is PKCS#8 in PEM, encrypted where a passphrase was given. A public half is JSON, as in the metadata.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from securesystemslib.signer import CryptoSigner, SSlibKey

from kiosk.disk import flush
from kiosk.errors import KeysError
from kiosk.publish.private_files import PRIVATE_MODE, PUBLIC_MODE, create, read, refuse_exposed

PRIVATE, PUBLIC, RETIRED = ".pem", ".pub", ".retired"
_ENCRYPTED = b"-----BEGIN ENCRYPTED PRIVATE KEY-----"
_KEYTYPE = "ed25519"


def new_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def signer_of(key: Ed25519PrivateKey) -> CryptoSigner:
    """The key id follows from the key alone, so that one key never counts as two."""
    return CryptoSigner(key, SSlibKey.from_crypto(key.public_key()))


def write_pair(folder: Path, name: str, key: Ed25519PrivateKey, passphrase: bytes) -> Path:
    """Write NAME.pem and NAME.pub to a folder; no passphrase, no encryption. Gives the path of NAME.pub. Raises
    KeysError when one of the two is there already, OSError."""
    encryption: KeySerializationEncryption = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    create(folder / f"{name}{PRIVATE}", key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption), PRIVATE_MODE)
    public = folder / f"{name}{PUBLIC}"
    described = signer_of(key).public_key
    text = json.dumps({"keyid": described.keyid, **described.to_dict()}, indent=1, sort_keys=True)
    create(public, f"{text}\n".encode(), PUBLIC_MODE)
    flush(folder)
    return public


def read_private(path: Path, passphrase: Callable[[str], bytes]) -> CryptoSigner:
    """The signer that a private key file holds; `passphrase` is asked, with the path, only when it is encrypted.
    Raises KeysError when the file can be read by others, is no ed25519 key, or the passphrase is wrong."""
    data, mode = read(path)
    if data.lstrip().startswith(b"{"):
        raise KeysError(f"{path}: this is a public key, and a private one is wanted. Give the file that ends in .pem.")
    refuse_exposed(path, mode)
    secret = passphrase(str(path)) if data.lstrip().startswith(_ENCRYPTED) else None
    try:
        key = load_pem_private_key(data, secret or None)
    except (ValueError, TypeError, UnsupportedAlgorithm):  # their texts may tell of the content
        if secret is not None:
            raise KeysError(f"{path}: the passphrase is wrong, or the file is damaged. Try again.") from None
        raise KeysError(f"{path}: this is no private key, or a damaged one. Take its copy.") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeysError(f"{path}: this is no ed25519 key. Make one with `kiosk keys new`.")
    return signer_of(key)


def read_public(path: Path) -> SSlibKey:
    """The key of a NAME.pub. Raises KeysError, also when it is a private one, or its id is not that of the key."""
    data, _ = read(path)
    if b"PRIVATE KEY" in data:
        raise KeysError(f"{path}: this is a private key; nobody else may have it. Give the file that ends in .pub.")
    try:
        told = json.loads(data)
        key = SSlibKey.from_crypto(Ed25519PublicKey.from_public_bytes(bytes.fromhex(told["keyval"]["public"])))
        right = told == {"keyid": key.keyid, **key.to_dict()}
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        right = False
    if not right:
        raise KeysError(f"{path}: this is no public key of `kiosk keys new`, or a damaged one. Ask for it again.")
    return key


def is_exposed(path: Path) -> bool:
    """Others than its owner can read or write the file."""
    try:
        return bool(path.stat().st_mode & 0o077)
    except OSError:
        return False


def retire(path: Path) -> None:
    """Take a pair out of use: its files get `.retired` behind their names."""
    for half in (path, path.with_suffix(PUBLIC)):
        with contextlib.suppress(FileNotFoundError):
            half.rename(half.with_name(half.name + RETIRED))

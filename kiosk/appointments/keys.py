"""The town's public key as text that can be pasted into a site file: "rdv1:" and 48 letters.

The text ends with a checksum, so that a letter lost in copying is told when the terminal starts, and not when the desk
cannot open what visitors asked. The private half is for kiosk.publish.desk alone.
"""

from __future__ import annotations

import base64
import hashlib
import re

from kiosk.errors import KeysError

PREFIX = "rdv1:"
KEY_BYTES = 32
_CHECK_BYTES = 4
_TEXT = re.compile(r"rdv1:([A-Za-z0-9_-]{48})", re.ASCII)


def key_to_text(key: bytes) -> str:
    """The text for a Curve25519 public key of 32 bytes."""
    return PREFIX + base64.urlsafe_b64encode(key + _check(key)).decode()


def key_from_text(text: str, where: str) -> bytes:
    """The 32 bytes. Raises KeysError, naming `where`."""
    found = _TEXT.fullmatch(text.strip())
    if found:
        data = base64.urlsafe_b64decode(found[1])
        key, check = data[:KEY_BYTES], data[KEY_BYTES:]
        if check == _check(key):
            return key
    raise KeysError(f"{where}: this is no public key of `kiosk desk keys`, or a letter of it is lost. Copy it again.")


def _check(key: bytes) -> bytes:
    return hashlib.blake2b(key, digest_size=_CHECK_BYTES, person=b"kiosk-rdv").digest()

"""Files for one pair of eyes, as private keys are: never readable by others, not even for a moment, never replaced."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from kiosk.errors import KeysError

PRIVATE_FOLDER_MODE, PRIVATE_MODE, PUBLIC_MODE = 0o700, 0o600, 0o644
MOST_BYTES = 1 << 16
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW


def make_folder(path: Path) -> None:
    """A folder for one pair of eyes, whatever the umask says; one that is there stays as it is. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_dir():
        path.mkdir(mode=PRIVATE_FOLDER_MODE)
        path.chmod(PRIVATE_FOLDER_MODE)


def create(path: Path, data: bytes, mode: int) -> None:
    """Write a file that is not there yet, and have it on the disk. Raises KeysError when it is there, OSError."""
    try:
        handle = os.open(path, _NEW, mode & PRIVATE_MODE)
    except FileExistsError:
        raise KeysError(f"{path}: this is there already, and a key is never replaced. Choose another name.") from None
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            if mode != PRIVATE_MODE:
                os.fchmod(handle, mode)
            os.fsync(handle)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def read(path: Path) -> tuple[bytes, int]:
    """The content of a key file, nothing for what is no file, and its rights. Raises KeysError."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            data = file.read(MOST_BYTES) if stat.S_ISREG(mode) else b""
    except OSError as error:
        raise KeysError(f"{path}: this key cannot be read ({error.strerror}). Check the path and its rights.") from None
    return data, mode


def refuse_exposed(path: Path, mode: int) -> None:
    """Raises KeysError when others than its owner can read or write a private key."""
    if mode & 0o077:
        raise KeysError(
            f"{path}: others than you can read or write this private key. Run `chmod 600 {path}`; where the stick "
            "knows no rights, copy it to a folder of your own first. If others were there, revoke the key."
        )

"""Changes to the disk that outlive a power cut. `Disk` is every change that a sync or an outbox makes, so that a test
can stop it before any one of them; `write_whole` is for whoever writes a file now and then.

A file is written whole, flushed, and only then given its name; a folder is flushed after a name in it changed. What
stands under its name is therefore whole after a power cut too.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from kiosk.errors import DiskError

Made = TypeVar("Made")
UNFINISHED = ".unfinished-"
PART = ".part"
"""How the name of what is being written ends."""


class Disk:
    """The real disk. Every method raises OSError when it refuses; `refused` makes that a DiskError."""

    def before(self, what: str) -> None:
        """Called before each change with what it is. A test stops the process here, or fills the disk."""

    def free(self, folder: Path) -> int:
        """How many bytes this user may still write there."""
        return shutil.disk_usage(folder).free

    def folder(self, path: Path) -> None:
        self.before("make a folder")
        path.mkdir(parents=True, exist_ok=True)

    def write(self, path: Path, data: bytes) -> None:
        """Have exactly `data` under this name, on the disk, or what was there before."""
        part = path.with_name(path.name + PART)
        self.before("write")
        part.unlink(missing_ok=True)  # whatever has this name may be another name of something that is read
        with part.open("xb") as stream:
            stream.write(data)
            stream.flush()
            self.before("flush")
            os.fsync(stream.fileno())
        self.rename(part, path)

    def append(self, path: Path, chunks: Iterator[bytes]) -> None:
        """Add to a file what comes, as far as it comes: whoever goes on with it checks the whole."""
        self.before("append")
        with path.open("ab") as stream:
            for chunk in chunks:
                self.before("append more")
                stream.write(chunk)

    def rename(self, source: Path, target: Path) -> None:
        """Give a file its name, or a folder one that nobody has, and have it on the disk."""
        self.before("rename")
        os.replace(source, target)
        self.flush(target.parent)

    def link(self, source: Path, target: Path) -> None:
        """The same file under another name; a copy where the disk knows no second names."""
        self.before("link")
        try:
            os.link(source, target)
        except FileExistsError:
            raise
        except OSError:
            shutil.copyfile(source, target)

    def point(self, link: Path, target: str) -> None:
        """Have a symbolic link lead to `target`, in one step."""
        part = link.with_name(link.name + PART)
        self.before("make a link")
        with contextlib.suppress(FileNotFoundError):
            part.unlink()
        os.symlink(target, part)
        self.rename(part, link)

    def make(self, path: Path, maker: Callable[[Path], Made]) -> Made:
        """Have `maker` write one file."""
        self.before("make a file")
        made = maker(path)
        self.before("made a file")
        return made

    def remove(self, path: Path) -> None:
        """A file, or a folder and all in it; nothing when it is not there."""
        self.before("remove")
        with contextlib.suppress(FileNotFoundError):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()

    def flush(self, path: Path) -> None:
        """Have a file or a folder on the disk before going on."""
        self.before("flush")
        flush(path)

    def flush_all(self, folder: Path) -> None:
        """Have every file and folder under `folder` on the disk."""
        self.before("flush all")
        os.sync()  # thousands of sounds: one by one takes minutes on a slow disk
        for path in (*folder.rglob("*"), folder):
            if path.is_dir():
                self.flush(path)


def flush(path: Path) -> None:
    """Have a file or a folder on the disk before going on. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some file systems flush no folder
            raise
    finally:
        os.close(handle)


def write_whole(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a file whole or not at all, from however many processes at once, and have it on the disk. Its folder is
    made; what a process that was killed leaves behind begins with UNFINISHED. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix=UNFINISHED, dir=path.parent)
    try:
        with open(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fchmod(handle, mode)
            os.fsync(handle)
        os.replace(draft, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(draft)
        raise
    flush(path.parent)


@contextlib.contextmanager
def refused(what: Path) -> Iterator[None]:
    """OSError as DiskError, with what to do about it."""
    try:
        yield
    except OSError as error:
        where = error.filename or what
        raise DiskError(f"{where}: the disk refuses ({error.strerror}). {_advice(error)}") from error


def _advice(error: OSError) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "Free some space; the next sync goes on."
        case errno.EROFS:
            return "Mount it so that it can be written; an SD card at its end becomes read-only: change it."
        case errno.EACCES | errno.EPERM:
            return "Give the user who syncs the right to write there."
        case _:
            return "Check the disk."

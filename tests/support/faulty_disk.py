"""A disk that stops, is full, or loses what was not flushed, before any change a test chooses."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.disk import Disk


class FaultyDisk(Disk):
    """Calls `fault()` before change number `at`, counted from 0. `changes` are what was done before."""

    def __init__(self, at: int | None = None, fault: Callable[[], None] = lambda: None) -> None:
        self.changes: list[str] = []
        self._at = at
        self._fault = fault

    def before(self, what: str) -> None:
        if len(self.changes) == self._at:
            self._fault()
        self.changes.append(what)


def full() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def read_only() -> None:
    raise OSError(errno.EROFS, "Read-only file system")


def killed() -> None:
    """kill -9: nothing of Python runs any more."""
    os._exit(9)


class PowerCutDisk(FaultyDisk):
    """A disk that, when the power goes, has lost each name and each byte that was not flushed."""

    def __init__(self, at: int) -> None:
        super().__init__(at, self._cut)
        self._unsafe: list[tuple[Path, Callable[[], None]]] = []

    def append(self, path: Path, chunks: Iterator[bytes]) -> None:
        size = path.stat().st_size if path.exists() else 0
        self._unsafe.append((path, lambda: os.truncate(path, size)))
        super().append(path, chunks)

    def rename(self, source: Path, target: Path) -> None:
        if not target.exists() and not target.is_symlink():
            self._unsafe.append((target, lambda: os.replace(target, source)))
        super().rename(source, target)

    def link(self, source: Path, target: Path) -> None:
        self._unsafe.append((target, target.unlink))
        super().link(source, target)

    def make(self, path: Path, maker: Callable[[Path], object]) -> object:
        self._unsafe.append((path, lambda: os.truncate(path, path.stat().st_size // 2)))
        return super().make(path, maker)

    def flush(self, path: Path) -> None:
        super().flush(path)
        self._unsafe = [(one, undo) for one, undo in self._unsafe if path not in (one, one.parent)]

    def flush_all(self, folder: Path) -> None:
        super().flush_all(folder)
        self._unsafe = [(one, undo) for one, undo in self._unsafe if folder not in one.parents]

    def _cut(self) -> None:
        for _, undo in reversed(self._unsafe):
            with contextlib.suppress(OSError):
                undo()
        os._exit(9)


def in_a_child(work: Callable[[], object]) -> int:
    """Run `work` in a process of its own. Returns its exit code: 0 when it came to its end, 1 when it raised."""
    child = os.fork()
    if child == 0:
        code = 1
        with contextlib.suppress(BaseException):
            work()
            code = 0
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

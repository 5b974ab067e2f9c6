"""The files of a repository: their names, how one is written whole, and which of the past are kept.

Whoever changes them holds the lock; whoever reads them over the network holds none, so the order of writing counts.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kiosk.disk import UNFINISHED, write_whole
from kiosk.errors import KeysError, UsageError
from kiosk.publish.signing.lifetimes import KEPT_VERSIONS
from kiosk.release.published import DOCUMENT_NAME, METADATA_NAME, TARGETS_NAME
from kiosk.release.writing import locked

Write = Callable[[Path, bytes], None]
TIMESTAMP_NAME = "timestamp.json"
_VERSIONED = re.compile(r"([1-9]\d{0,17})\.([a-z0-9-]{1,64})\.json", re.ASCII)


class Files:
    """A repository as files. `written` names what was written, in order, from its folder on."""

    def __init__(self, folder: Path, write: Write = write_whole) -> None:
        self.folder = folder
        self.metadata = folder / METADATA_NAME
        self.written: list[str] = []
        self._write = write
        self._index: dict[str, list[int]] = {}

    @contextlib.contextmanager
    def held(self, *, to_write: bool) -> Iterator[Files]:
        """Hold the repository while it is read or changed. Raises UsageError when the disk refuses."""
        try:
            if to_write:
                self.folder.mkdir(parents=True, exist_ok=True)
            with locked(self.folder) if self.folder.is_dir() else contextlib.nullcontext():
                if to_write:
                    self._sweep()
                self.written = []
                self._index = _index(self.metadata)
                yield self
        except OSError as error:
            raise UsageError(
                f"{error.filename or self.folder}: the repository cannot be {'written' if to_write else 'read'} "
                f"({error.strerror or error}). Check the disk and its rights."
            ) from error

    @contextlib.contextmanager
    def begun(self) -> Iterator[Files]:
        """Hold a repository to change it, if it has begun. Raises KeysError where nothing was ever published, before a
        folder is made or a key asked for, and UsageError when the disk refuses."""
        with self.held(to_write=False):
            if not self.versions("root"):
                raise KeysError(
                    f"{self.folder}: nothing was published there. Check the path; a new repository begins with "
                    "`kiosk publish`."
                )
        with self.held(to_write=True):
            yield self

    def versions(self, role: str) -> tuple[int, ...]:
        """Which versions of a role's metadata there are, the newest first."""
        return tuple(self._index.get(role, ()))

    def read(self, role: str, version: int) -> bytes | None:
        return _read(self.metadata / f"{version}.{role}.json")

    def timestamp(self) -> bytes | None:
        return _read(self.metadata / TIMESTAMP_NAME)

    def free(self, role: str, version: int) -> int:
        """The first version from `version` on that is not there: no file is ever written over."""
        while (self.metadata / f"{version}.{role}.json").exists():
            version += 1
        return version

    def put(self, role: str, version: int, data: bytes) -> None:
        self._put(self.metadata / f"{version}.{role}.json", data)
        self._index[role] = sorted({*self._index.get(role, ()), version}, reverse=True)

    def put_timestamp(self, data: bytes) -> None:
        self._put(self.metadata / TIMESTAMP_NAME, data)

    def document(self, territory: str, sha256: str) -> bytes | None:
        return _read(self._document(territory, sha256))

    def put_document(self, territory: str, data: bytes) -> None:
        sha256 = hashlib.sha256(data).hexdigest()
        if self.document(territory, sha256) != data:
            self._put(self._document(territory, sha256), data)

    def prune(self, role: str, in_force: int, *, later: bool) -> None:
        """Remove the metadata of a role that nobody reads any more; `later`: also what is newer than in force."""
        versions = self.versions(role)
        kept = {*[version for version in versions if version <= in_force][: KEPT_VERSIONS + 1]}
        for version in versions:
            if version not in kept and (later or version < in_force):
                (self.metadata / f"{version}.{role}.json").unlink(missing_ok=True)
                self._index[role].remove(version)

    def remove_documents(self, territory: str, hashes: Iterable[str]) -> None:
        for sha256 in hashes:
            self._document(territory, sha256).unlink(missing_ok=True)

    def _document(self, territory: str, sha256: str) -> Path:
        return self.folder / TARGETS_NAME / territory / f"{sha256}.{DOCUMENT_NAME}"

    def _put(self, path: Path, data: bytes) -> None:
        self._write(path, data)
        self.written.append(path.relative_to(self.folder).as_posix())

    def _sweep(self) -> None:
        for folder in (self.metadata, *(self.folder / TARGETS_NAME).glob("*/")):
            for path in folder.glob(f"{UNFINISHED}*"):
                path.unlink(missing_ok=True)


def versioned(folder: Path) -> Iterator[tuple[str, int, Path]]:
    """Role, version and path of every metadata file of a folder that has a version in its name."""
    if folder.is_dir():
        for path in folder.iterdir():
            if name := _VERSIONED.fullmatch(path.name):
                yield name[2], int(name[1]), path


def _index(folder: Path) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for role, version, _ in versioned(folder):
        index.setdefault(role, []).append(version)
    return {role: sorted(versions, reverse=True) for role, versions in index.items()}


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None

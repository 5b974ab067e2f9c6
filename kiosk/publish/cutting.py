"""A release cut into parts that travel, so that a terminal fetches what changed and little else."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from kiosk.directory.records import difference, to_shards
from kiosk.directory.store import open_directory
from kiosk.disk import write_whole
from kiosk.errors import BuildError, ContentError, DamagedError
from kiosk.release.clips import entry_of, index_lines, index_name, languages_with_clips, sound_path
from kiosk.release.published import (
    DOCUMENT_NAME,
    MOST_BYTES,
    Part,
    Patch,
    Published,
    from_list,
    part_of,
    to_list,
    unpack,
)
from kiosk.release.reading import DIRECTORY_NAME, Release

Step = Callable[[str, int, int], None]
MOST_PATCHES = 12
"""A terminal that was away for so many publications fetches whole shards instead."""


class ObjectStore:
    """The objects of a repository: written once, never changed. `added` counts the bytes of those that are new."""

    def __init__(self, repository: Path) -> None:
        self._repository = repository
        self.added = 0

    def add(self, content: bytes, *, pack: bool = True) -> Part:
        """Have a content in the repository. Raises BuildError when it cannot be written."""
        if len(content) > MOST_BYTES:
            raise BuildError(f"a part has {len(content)} bytes, {MOST_BYTES} at most can be published.")
        part, data = part_of(content, pack=pack)
        there = self._there(part)
        if there:  # packed by another zlib perhaps: others have signed the size it has
            return there
        self.write(part.path, data)
        return part

    def read(self, part: Part) -> bytes:
        """Raises BuildError when it is gone or damaged: then publishing whole shards again mends it."""
        try:
            return unpack(part, self.load(part.path))
        except (OSError, DamagedError) as error:
            raise BuildError(f"{part.path}: this object cannot be read ({error}).") from error

    def _there(self, part: Part) -> Part | None:
        """The same content as it already lies in the repository, when it is whole; what is damaged is written again."""
        try:
            data = self.load(part.path)
            found = replace(part, packed=len(data) if part.packed else 0)
            unpack(found, data)
        except (OSError, KeyError, DamagedError):
            return None
        self.used(part.path)
        return found

    def used(self, path: str) -> None:
        """What is needed again is not old; the file of somebody else keeps its date, and stays as it is needed."""
        with contextlib.suppress(OSError):
            os.utime(self._repository / path)

    def write(self, path: str, data: bytes) -> None:
        """Have the bytes that travel at a path of the repository."""
        target = self._repository / path
        try:
            write_whole(target, data)
            self.added += len(data)
        except OSError as error:
            raise BuildError(f"{target}: it cannot be written ({error.strerror}). Check disk and rights.") from error

    def load(self, path: str) -> bytes:
        """Raises OSError."""
        return (self._repository / path).read_bytes()


def cut(
    release: Release, territory: str, before: Published | None, store: ObjectStore, step: Step = lambda *_: None
) -> Published:
    """Put every part of a release into `store`. The publication is `before` itself when nothing changed, else the
    version after it. Raises BuildError, DirectoryError, ReleaseError."""
    files = _files(release, store)
    _sounds(release, store, step)
    step("cutting the records", 0, 0)
    directory = open_directory(release.directory_path)
    try:
        shards = to_shards(directory.every_place())
    finally:
        directory.close()
    parts = {name: store.add(content) for name, content in shards.items()}
    published = Published(
        version=before.version + 1 if before else 1,
        territory=territory,
        name=release.manifest.territory,
        built=release.manifest.built,
        demonstration=release.manifest.demonstration,
        languages=release.manifest.languages,
        places=release.manifest.places,
        services=release.manifest.services,
        files=files,
        records=store.add(to_list(parts)),
        records_bytes=sum(part.size for part in parts.values()),
        patches=_patches(before, parts, shards, store),
    )
    return before if before and before.same_content(published) else published


def _files(release: Release, store: ObjectStore) -> dict[str, Part]:
    """Every file that the manifest lists; the database and an older document are made on the terminal."""
    names = (name for name in release.manifest.files if name not in (DIRECTORY_NAME, DOCUMENT_NAME))
    return {name: store.add((release.path / name).read_bytes()) for name in names}


def _sounds(release: Release, store: ObjectStore, step: Step) -> None:
    for language in languages_with_clips(release.manifest.files):
        lines = list(index_lines((release.path / index_name(language)).read_bytes(), index_name(language)))
        for done, (_, line) in enumerate(lines):
            step(f"clips in {language}", done, len(lines))
            entry = entry_of(line, index_name(language))
            path = sound_path(release.path, language, entry.file)
            part = store.add(path.read_bytes(), pack=False)
            if part != Part(entry.sha256, entry.bytes):
                raise BuildError(f"{path}: this clip is not the one its index tells of. Make it again: `kiosk clips`.")


def _patches(
    before: Published | None, parts: Mapping[str, Part], shards: Mapping[str, bytes], store: ObjectStore
) -> tuple[Patch, ...]:
    """Those of `before`, and one from its records to these."""
    after = hashlib.sha256(to_list(parts)).hexdigest()
    if before is None or before.records.sha256 == after:
        return before.patches if before else ()
    try:
        old = {name: store.read(part) for name, part in from_list(store.read(before.records)).items()}
    except (BuildError, ContentError):
        return ()
    change = difference(old, shards, {name: part.packed for name, part in parts.items()})
    return (*before.patches, Patch(before.records.sha256, after, store.add(change)))[-MOST_PATCHES:]

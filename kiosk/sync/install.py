"""From objects to a release in force: built aside, checked, flushed, and one rename of a link.

Whenever it stops, `current` leads to a whole release, and the next sync clears away what was begun.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import itertools
import os
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from kiosk.directory.models import PHONE_KIND, Place
from kiosk.directory.records import from_shard
from kiosk.directory.write import write_directory
from kiosk.disk import PART, Disk
from kiosk.errors import BuildError, ContentError, DirectoryError, KioskError, ReleaseError
from kiosk.release import open_release
from kiosk.release.clips import entry_of, index_lines, index_name, languages_with_clips, sound_path
from kiosk.release.manifest import MANIFEST_NAME, FileEntry, Manifest
from kiosk.release.manifest import entry_of as file_entry
from kiosk.release.published import DOCUMENT_NAME, Part, Published, from_document, from_list
from kiosk.release.reading import DIRECTORY_NAME
from kiosk.release.state import CURRENT_NAME, RELEASES_NAME, installed
from kiosk.sync.objects import Objects, Step

DISK_FAULTS = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
KEPT = 2
"""How many releases before the one in force stay: one to fall back on, and one for a screen that still shows it."""


def sounds_of(published: Published, read: Callable[[Part], bytes]) -> Iterator[tuple[str, str, Part]]:
    """(language, file name, part) of every clip, from the indexes among the files. Raises ContentError."""
    for language in languages_with_clips(published.files):
        name = index_name(language)
        try:
            seen: set[str] = set()
            for _, line in index_lines(read(published.files[name]), name):
                entry = entry_of(line, name)
                if entry.file in seen:
                    raise ContentError(f"{name}: {entry.file} stands there twice. Make the clips again, and publish.")
                seen.add(entry.file)
                yield language, entry.file, Part(entry.sha256, entry.bytes)
        except ReleaseError as error:
            raise ContentError(str(error)) from error


class Installer:
    """`state` is the folder described in kiosk.release.state."""

    def __init__(self, state: Path, objects: Objects, disk: Disk) -> None:
        self._state = state
        self._releases = state / RELEASES_NAME
        self._objects = objects
        self._disk = disk

    def in_force(self) -> tuple[Published, Path] | None:
        """The publication that `current` holds and its folder, when every file of it is as it was published, sounds
        too."""
        release = self._state / CURRENT_NAME
        try:
            path = release.resolve(strict=True)
            open_release(path)
            published = from_document((path / DOCUMENT_NAME).read_bytes())
            for language, file, part in sounds_of(published, lambda part: self._named(path, published, part)):
                if file_entry(sound_path(path, language, file)) != FileEntry(part.bytes, part.sha256):
                    return None
        except (OSError, KioskError):
            return None
        return published, path

    def install(
        self,
        published: Published,
        document: bytes,
        check: Callable[[Path], object],
        step: Step,
    ) -> Path:
        """Build, check and put in force. Raises ContentError when the release cannot be shown, then nothing changed."""
        work = self._releases / f".{published.version}.new"
        self._remove_newer()
        try:
            self._prepare(work, published, document, check, step)
        except BaseException:
            with contextlib.suppress(OSError):
                self._disk.remove(work)
            raise
        release = self._releases / self._free_name(published.version)
        self._disk.rename(work, release)
        self._disk.point(self._state / CURRENT_NAME, f"{RELEASES_NAME}/{release.name}")
        return release

    def _prepare(
        self, work: Path, published: Published, document: bytes, check: Callable[[Path], object], step: Step
    ) -> None:
        """A whole release at `work`, checked, on the disk."""
        self._disk.remove(work)
        self._disk.folder(work)
        self._link_files(work, published, step)
        step("building the index", 0, 0)
        places = self._build(work, published)
        self._disk.write(work / DOCUMENT_NAME, document)
        self._write_manifest(work, published, places)
        step("checking the release", 0, 0)
        check(work)
        self._disk.flush_all(work)

    def clear_away(self) -> None:
        """Remove the releases that are not kept, half-made ones, and objects that nothing needs."""
        force = self._state / CURRENT_NAME
        kept = installed(self._state)[: KEPT + 1]
        if not kept or not force.exists():
            return
        current = force.resolve()
        for path in self._releases.iterdir():
            if path not in kept and path.resolve() != current:
                self._disk.remove(path)
        for path in self._state.glob(f"*{PART}"):
            self._disk.remove(path)
        wanted: set[Part] = set()
        for path in kept:
            try:
                published = from_document((path / DOCUMENT_NAME).read_bytes())
                shards = from_list(self._objects.read(published.records))
                wanted |= {*published.files.values(), published.records, *shards.values()}
                wanted |= {part for _, _, part in sounds_of(published, self._objects.read)}
            except (OSError, KioskError):
                return  # what it needs is not known: nothing is thrown away
        self._objects.sweep(wanted)

    @staticmethod
    def _named(release: Path, published: Published, part: Part) -> bytes:
        """A file of a release, by its part."""
        name = next(name for name, one in published.files.items() if one == part)
        return (release / name).read_bytes()

    def _remove_newer(self) -> None:
        """What was built and never came in force, because the machine stopped just then."""
        kept = installed(self._state)
        for path in self._releases.iterdir():
            if path not in kept:
                self._disk.remove(path)

    def _link_files(self, work: Path, published: Published, step: Step) -> None:
        sounds = (
            (sound_path(Path(), language, file).as_posix(), part)
            for language, file, part in sounds_of(published, self._objects.read)
        )
        made: set[Path] = {work}
        for done, (name, part) in enumerate(itertools.chain(published.files.items(), sounds)):
            target = work / name
            if target.parent not in made:
                self._disk.folder(target.parent)
                made.add(target.parent)
            step("linking", done, 0)
            self._disk.link(self._objects.path(part), target)

    def _build(self, work: Path, published: Published) -> list[Place]:
        try:
            places = [
                place
                for name, part in from_list(self._objects.read(published.records)).items()
                for place in from_shard(self._objects.read(part), name)
            ]
            self._disk.make(work / DIRECTORY_NAME, partial(write_directory, places=places))
        except DirectoryError as error:
            raise ContentError(f"the records cannot be read: {error}") from error
        except BuildError as error:
            if isinstance(error.__cause__, OSError):
                raise error.__cause__ from error
            if getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF in DISK_FAULTS:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(work / DIRECTORY_NAME)) from error
            raise ContentError(f"the index cannot be built: {error}") from error
        return places

    def _write_manifest(self, work: Path, published: Published, places: list[Place]) -> None:
        files = {name: FileEntry(part.bytes, part.sha256) for name, part in published.files.items()}
        for name in (DIRECTORY_NAME, DOCUMENT_NAME):
            files[name] = file_entry(work / name)
        manifest = Manifest(
            built=published.built.astimezone(dt.UTC),
            territory=published.name,
            demonstration=published.demonstration,
            languages=published.languages,
            places=sum(place.kind != PHONE_KIND for place in places),
            services=sum(len(place.services) for place in places if place.kind != PHONE_KIND),
            files=dict(sorted(files.items())),
        )
        self._disk.write(work / MANIFEST_NAME, manifest.to_json().encode())

    def _free_name(self, version: int) -> str:
        """`12`; `12.2` when a `12` stands there that the disk damaged, or that was given up."""
        names = (f"{version}" if again == 1 else f"{version}.{again}" for again in itertools.count(1))
        return next(name for name in names if not (self._releases / name).exists())

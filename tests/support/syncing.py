"""What tests of a sync share: releases that differ a little, a terminal's state, and a look at whether it is whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kiosk.directory.models import Place
from kiosk.directory.store import open_directory
from kiosk.directory.write import write_directory
from kiosk.disk import Disk
from kiosk.release import open_release
from kiosk.release.clips import entry_of, index_lines, index_name, languages_with_clips, sound_path
from kiosk.release.manifest import MANIFEST_NAME
from kiosk.release.manifest import entry_of as file_entry
from kiosk.release.published import DOCUMENT_NAME, from_document
from kiosk.release.reading import DIRECTORY_NAME
from kiosk.release.state import CURRENT_NAME
from kiosk.settings import Settings, parse_settings
from kiosk.sync.objects import Patience
from kiosk.sync.run import Effects, Outcome, SyncOptions, sync
from kiosk.sync.transport import Repository
from tests.support.releases import BUILT, write
from tests.support.signed_town import TERRITORY, MemoryRepository, SignedTown

NOW = dt.datetime.now(dt.UTC)
SITE = parse_settings(
    f'[site]\nname = "CCAS"\nlatitude = 50.7\nlongitude = 3.1\nlanguages = ["fr", "en"]\n'
    f'[sync]\nterritory = "{TERRITORY}"'
)


def some_places(count: int, communes: int = 4) -> list[Place]:
    return [
        Place(
            f"lieu--{number:05}",
            f"Espace numérique {number}",
            street=f"{number} rue du Beffroi",
            insee=f"59{number % communes:03}",
            latitude=50.7 + number / 1e5,
            longitude=3.1,
            phone="0320000000",
        )
        for number in range(count)
    ]


def small_release(out: Path, places: Iterable[Place], built: dt.datetime = BUILT, **parts: object) -> Path:
    """A release that opens, with these places; its guide has no path."""
    found = list(places)
    return write(out, len(found), built, write_directory=partial(write_directory, places=found), **parts)


def with_places(release: Path, out: Path, change: Callable[[list[Place]], Iterable[Place]], built: dt.datetime) -> Path:
    """A copy of a release with other places, made at another moment."""
    shutil.copytree(release, out)
    directory = open_directory(release / DIRECTORY_NAME)
    places = list(change(list(directory.every_place())))
    directory.close()
    write_directory(out / DIRECTORY_NAME, places)
    manifest = json.loads((out / MANIFEST_NAME).read_text())
    entry = file_entry(out / DIRECTORY_NAME)
    manifest["files"][DIRECTORY_NAME] = {"bytes": entry.bytes, "sha256": entry.sha256}
    manifest["built"] = built.isoformat()
    (out / MANIFEST_NAME).write_text(json.dumps(manifest))
    return out


@dataclass
class Terminal:
    """`slept` are the seconds it waited between tries; `ask` is what a sync does once it went well."""

    state: Path
    town: SignedTown
    settings: Settings = SITE
    repository: Repository | None = None
    now: dt.datetime = NOW
    slept: list[float] = field(default_factory=list)
    ask: Callable[[Path], None] | None = None

    def sync(self, disk: Disk | None = None) -> Outcome:
        repository = self.repository or MemoryRepository(self.town.files)
        territory = self.settings.sync.territory
        options = SyncOptions(self.settings, repository, territory, self.state, self.town.first_root)
        patience = Patience(self.slept.append, lambda: 0.5)
        return sync(options, Effects(disk or Disk(), patience, lambda: self.now, ask=self.ask))

    @property
    def version(self) -> int:
        """The version in force, 0 for none, after every file of it was hashed."""
        release = self.state / CURRENT_NAME
        return whole_version(release) if release.is_symlink() else 0

    def tree(self) -> dict[str, bytes]:
        """Every file and link of the state but the lock and what python-tuf keeps."""
        return {
            path.relative_to(self.state).as_posix(): path.read_bytes()
            for path in sorted(self.state.rglob("*"))
            if path.is_file() and "tuf" not in path.parts and path.name != "lock"
        }


def whole_version(release: Path) -> int:
    """The version of a release whose every hash was verified, sounds too. Raises what is wrong with it."""
    opened = open_release(release.resolve(strict=True))
    for language in languages_with_clips(opened.manifest.files):
        name = index_name(language)
        for _, line in index_lines((release / name).read_bytes(), name):
            entry = entry_of(line, name)
            data = sound_path(release, language, entry.file).read_bytes()
            assert hashlib.sha256(data).hexdigest() == entry.sha256
    return from_document((release / DOCUMENT_NAME).read_bytes()).version

"""Giving a release other clips: the same files, hard-linked beside it, and one swap, so that readers never see half."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.disk import flush
from kiosk.errors import ReleaseError
from kiosk.release.clips import ClipEntry, index_name, index_to_bytes, sound_path
from kiosk.release.leftovers import sweep, work_prefix
from kiosk.release.manifest import MANIFEST_NAME, entry_of, read_manifest
from kiosk.release.writing import locked, swap


@dataclass(frozen=True, slots=True)
class NewClips:
    """All clips of one language, and where the sound of each is now, by its file's name."""

    entries: tuple[ClipEntry, ...]
    sounds: Mapping[str, Path]


def add_clips(release: Path, clips: Mapping[str, NewClips]) -> None:
    """Give `release` these clips in the place of those it has in the same languages; other languages keep theirs.

    Raises ReleaseError when the disk refuses, or when the release is gone; then it is as it was. Two processes can
    do it at once, each with its languages.
    """
    work = None
    try:
        with locked(release.parent):
            sweep(release)
            manifest = read_manifest(release)
            work = Path(tempfile.mkdtemp(prefix=work_prefix(release), dir=release.parent))
            _link_all(release, work, set(clips))
            files = {name: entry for name, entry in manifest.files.items() if name not in map(index_name, clips)}
            for language, new in clips.items():
                _write(work, language, new)
                if new.entries:
                    files[index_name(language)] = entry_of(work / index_name(language))
            manifest = replace(manifest, files=dict(sorted(files.items())))
            (work / MANIFEST_NAME).write_text(manifest.to_json(), encoding="utf-8")
            os.sync()  # thousands of sounds: flushing them one by one takes minutes on a slow disk
            for path in (work / MANIFEST_NAME, work):
                flush(path)
            work.chmod(0o755)
            swap(work, release)
    except OSError as error:
        raise ReleaseError(
            f"{release}: its clips cannot be written there ({error}). Check the disk and its rights."
        ) from error
    finally:
        if work is not None:
            shutil.rmtree(work, ignore_errors=True)


def link_or_copy(source: Path, target: Path) -> None:
    """The same file under another name; a copy where the two names are on different disks. Raises OSError."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _link_all(release: Path, work: Path, languages: set[str]) -> None:
    """Every file of the release but its manifest and the clips of these languages."""
    left_out = {Path(MANIFEST_NAME), *(Path(index_name(code)) for code in languages)}
    folders = {sound_path(Path(), code, "") for code in languages}
    for source in sorted(release.rglob("*")):
        name = source.relative_to(release)
        target = work / name
        if name in left_out or name in folders or name.parent in folders:
            continue
        if source.is_dir():
            target.mkdir(exist_ok=True)
        else:
            link_or_copy(source, target)


def _write(work: Path, language: str, new: NewClips) -> None:
    if not new.entries:
        return
    sound_path(work, language, "").mkdir(parents=True)
    for name, source in new.sounds.items():
        link_or_copy(source, sound_path(work, language, name))
    (work / index_name(language)).write_bytes(index_to_bytes(new.entries))

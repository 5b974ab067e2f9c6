"""Writing a release whole or not at all: everything goes to a sibling folder, one rename makes it real."""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kiosk.disk import flush
from kiosk.errors import ReleaseError, UsageError
from kiosk.release.leftovers import sweep, work_prefix
from kiosk.release.manifest import MANIFEST_NAME, Manifest, entry_of
from kiosk.release.reading import (
    DIRECTORY_NAME,
    GUIDE_NAME,
    PICTOGRAMS_NAME,
    SITE_NAME,
    TRANSLATIONS_NAME,
    VOCABULARY_NAME,
)


def check_target(out: Path) -> None:
    """Refuse an output that is somebody's folder and not a release. Raises UsageError."""
    try:
        wrong = out.is_symlink() or (out.exists() and not out.is_dir())
        foreign = not wrong and out.is_dir() and any(out.iterdir()) and not (out / MANIFEST_NAME).exists()
    except OSError as error:
        raise UsageError(f"{out}: this cannot be written ({error.strerror}). Choose another --out.") from error
    if wrong:
        raise UsageError(f"{out}: this is not a directory. Choose another --out.")
    if foreign:
        raise UsageError(f"{out}: this directory holds something else than a release. Choose an empty or new --out.")


def write_release(
    out: Path,
    *,
    write_directory: Callable[[Path], None],
    guide_data: Mapping[str, Any],
    pictograms: Mapping[str, str],
    vocabulary: Mapping[str, Mapping[str, str]],
    translations: Mapping[str, bytes],
    site: str,
    languages: tuple[str, ...],
    territory: str,
    demonstration: bool,
    places: int,
    services: int,
    built: dt.datetime,
) -> None:
    """Write a release to `out`, replacing the one that stands there only when the new one is complete.

    `write_directory(path)` makes the SQLite file; `translations` maps a language to its compiled catalogue;
    `site` is the text of the site file it is made for, which whoever opens it without another one answers from.
    Raises UsageError when `out` holds something else than a release, ReleaseError when the disk refuses; on any
    failure `out` is untouched.
    """
    check_target(out)
    work = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        sweep(out)
        work = Path(tempfile.mkdtemp(prefix=work_prefix(out), dir=out.parent))
        write_directory(work / DIRECTORY_NAME)
        _write_json(work / GUIDE_NAME, guide_data)
        _write_json(work / PICTOGRAMS_NAME, pictograms)
        _write_json(work / VOCABULARY_NAME, vocabulary)
        (work / SITE_NAME).write_bytes(site.encode())
        (work / TRANSLATIONS_NAME).mkdir()
        for code, data in translations.items():
            (work / TRANSLATIONS_NAME / f"{code}.mo").write_bytes(data)
        files = {
            path.relative_to(work).as_posix(): entry_of(path) for path in sorted(work.rglob("*")) if path.is_file()
        }
        manifest = Manifest(built, territory, demonstration, languages, places, services, files)
        (work / MANIFEST_NAME).write_text(manifest.to_json(), encoding="utf-8")
        for path in [*work.rglob("*"), work]:
            flush(path)
        work.chmod(0o755)
        with locked(out.parent):
            swap(work, out)
    except OSError as error:
        raise ReleaseError(
            f"{out}: the release cannot be written there ({error}). Check the disk and its rights."
        ) from error
    finally:
        if work is not None:
            shutil.rmtree(work, ignore_errors=True)


def _write_json(path: Path, data: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True), encoding="utf-8")


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One process at a time changes what stands in `folder`. Where the disk knows no locks there is none."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def swap(work: Path, out: Path) -> None:
    """Put `work` at `out`. A rename cannot replace a full directory, so the old one steps aside first."""
    if not out.exists():
        work.rename(out)
        return
    aside = Path(tempfile.mkdtemp(prefix=work_prefix(out, old=True), dir=out.parent))
    try:
        out.rename(aside / "release")
        work.rename(out)
    finally:
        if not out.exists():
            (aside / "release").rename(out)
        shutil.rmtree(aside, ignore_errors=True)

"""Opening a release: verify every hash first, then read from it and from nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.errors import CatalogueError, KioskError, ReleaseError
from kiosk.i18n.catalogue import Catalogue, load_catalogue
from kiosk.release.manifest import MANIFEST_NAME, Manifest, read_manifest, verify

DIRECTORY_NAME = "directory.sqlite"
GUIDE_NAME = "guide.json"
TRANSLATIONS_NAME = "translations"
PICTOGRAMS_NAME = "pictograms.json"
VOCABULARY_NAME = "vocabulary.json"
SITE_NAME = "site.toml"


@dataclass(frozen=True)
class Release:
    """One complete, checked version of all content. `pictograms` maps a name to its path data; `vocabulary` maps
    "kinds", "labels"… to the French word of each code."""

    path: Path
    manifest: Manifest
    catalogue: Catalogue
    guide_data: dict[str, Any]
    pictograms: dict[str, str]
    vocabulary: dict[str, dict[str, str]]

    @property
    def directory_path(self) -> Path:
        return self.path / DIRECTORY_NAME

    @property
    def site_path(self) -> Path:
        """The site file it was built for."""
        return self.path / SITE_NAME


def open_release(path: Path) -> Release:
    """Open and verify the release at `path`, or the newest good one when `path` is a folder of releases.

    Raises ReleaseError (or CatalogueError) saying which file is wrong.
    """
    try:
        alone = (path / MANIFEST_NAME).exists() or not path.is_dir()
        candidates = [] if alone else [child for child in path.iterdir() if (child / MANIFEST_NAME).exists()]
    except OSError as error:
        raise ReleaseError(
            f"{path}: this release cannot be read ({error.strerror}). Check its name and rights."
        ) from error
    if not candidates:
        return _open(path)
    return newest_good(candidates)


def site_files(path: Path) -> list[Path]:
    """The site files of the release at `path`, or of a folder of releases, the last written first: unverified, to
    know whom to call when no release opens. Raises nothing; there may be none."""
    try:
        found = [each / SITE_NAME for each in (path, *path.iterdir()) if (each / SITE_NAME).is_file()]
        return sorted(found, key=lambda site: site.stat().st_mtime, reverse=True)
    except OSError:
        return []


def newest_good(candidates: list[Path]) -> Release:
    """The most recently built release among `candidates` that verifies. Raises ReleaseError when none does."""
    manifests: list[tuple[Manifest, Path]] = []
    faults: list[KioskError] = []
    for path in candidates:
        try:
            manifests.append((read_manifest(path), path))
        except ReleaseError as error:
            faults.append(error)
    for _, path in sorted(manifests, key=lambda pair: pair[0].built, reverse=True):
        try:
            return _open(path)
        except (ReleaseError, CatalogueError) as error:
            faults.append(error)
    raise ReleaseError("no release here is whole: " + " ".join(map(str, faults)))


def _open(path: Path) -> Release:
    manifest = read_manifest(path)
    for name in (DIRECTORY_NAME, GUIDE_NAME, PICTOGRAMS_NAME, VOCABULARY_NAME, SITE_NAME):
        if name not in manifest.files:
            raise ReleaseError(f"{path / MANIFEST_NAME}: it does not list {name}. Build the release again.")
    verify(path, manifest)
    return Release(
        path=path,
        manifest=manifest,
        catalogue=load_catalogue(path / TRANSLATIONS_NAME, manifest.languages),
        guide_data=_json(path / GUIDE_NAME),
        pictograms=_json(path / PICTOGRAMS_NAME),
        vocabulary=_json(path / VOCABULARY_NAME),
    )


def _json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ReleaseError(f"{path}: this file of the release cannot be read ({error}). Build it again.") from error
    if not isinstance(data, dict):
        raise ReleaseError(f"{path}: this file should hold one object, not {type(data).__name__}. Build it again.")
    return data

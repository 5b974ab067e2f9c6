"""Where a terminal keeps what it synced, and in which order the screen tries it.

STATE/releases/<version>   release directories, whole or not there; the newest and the two before. One that had to be
                           made again, because the disk damaged it, is called <version>.2
STATE/current              a symbolic link to the one in force, replaced by one rename
STATE/status.json          when the last try was, and what came of it
STATE/open_slots.json      which organisations have open appointments (see kiosk.release.open_slots)
STATE/objects, partial, tuf    what only the sync reads

The user who syncs owns all of it; the screen, another user, only reads `current`, `releases`
and `open_slots.json`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

CURRENT_NAME = "current"
RELEASES_NAME = "releases"
STATUS_NAME = "status.json"


def is_state(folder: Path) -> bool:
    """Whether `folder` is such a state, with at least one release in force."""
    return (folder / CURRENT_NAME).is_symlink()


def version_in_force(state: Path) -> int:
    """The version that `current` leads to; 0 when there is none. Costs one look at the link."""
    try:
        return version_of(Path(os.readlink(state / CURRENT_NAME)))
    except OSError:
        return 0


def name_in_force(state: Path) -> str:
    """The name of the release directory that `current` leads to, which also tells a release from the one that was made
    again in its place; empty when there is none. Costs one look at the link."""
    try:
        found = Path(os.readlink(state / CURRENT_NAME))
    except OSError:
        return ""
    return found.name if version_of(found) else ""


def version_of(release: Path) -> int:
    """The version a release directory of a state is named after; 0 for any other name."""
    return _made(release)[0]


def _made(release: Path) -> tuple[int, int]:
    """The version, and how many times it was made."""
    name = re.fullmatch(r"([0-9]{1,9})(?:\.([0-9]{1,4}))?", release.name, re.ASCII)
    return (int(name[1]), int(name[2] or 1)) if name else (0, 0)


def installed(state: Path) -> list[Path]:
    """The release directories of a state: the one in force, then the older ones, the newest first. One that is newer
    than the one in force is being installed, or was given up: it is not named. Raises nothing."""
    try:
        force = _made(Path(os.readlink(state / CURRENT_NAME)))
        found = {_made(path): path for path in (state / RELEASES_NAME).iterdir() if path.is_dir()}
    except OSError:
        return []
    return [found[made] for made in sorted(found, reverse=True) if (0, 0) < made <= force]

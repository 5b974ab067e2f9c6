"""What several commands share: --release and --site, and opening what they point at."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk import house
from kiosk.directory.models import NONE_CLOSED, IsClosed
from kiosk.directory.open_slots import closed_at
from kiosk.errors import UsageError
from kiosk.guide.content import Content, open_content
from kiosk.release.open_slots import read_open_slots
from kiosk.release.state import CURRENT_NAME, is_state
from kiosk.settings import load_settings

Context = Content
FIRST_YEAR, LAST_YEAR = 2000, 2100


def add_place_options(parser: argparse.ArgumentParser) -> None:
    """Add --release, the demonstration by default, and --site, the release's own by default."""
    parser.add_argument(
        "--release",
        type=Path,
        metavar="DIR",
        help="release to open, or folder of `kiosk sync` (default: the demonstration)",
    )
    parser.add_argument("--site", type=Path, metavar="FILE", help="site file (default: the release's own)")


def find_release(path: Path | None) -> Path:
    """The release asked for, that in force in a folder of `kiosk sync`, or the demonstration, which is built on first
    use."""
    if path is not None:
        return (path / CURRENT_NAME).resolve() if is_state(path) else path
    from kiosk.publish.demo import demonstration_release

    return demonstration_release(house.house(), house.cache())


def find_site(args: argparse.Namespace) -> Path | None:
    """The site file asked for; None for the own one of the release asked for; else the demonstration's."""
    return args.site or (None if args.release else house.demonstration_site())


def load_context(args: argparse.Namespace) -> Context:
    """Open settings, release, guide and directory. Raises the errors of each, which name what is wrong."""
    site = find_site(args)
    return open_content(load_settings(site) if site else None, find_release(args.release))


def closed_links(args: argparse.Namespace, at: dt.datetime) -> IsClosed:
    """Which booking links nobody can book at that moment, as the folder of `kiosk sync` has it; none for a release."""
    return closed_at(read_open_slots(args.release), at) if args.release else NONE_CLOSED


def parse_moment(text: str, zone: ZoneInfo) -> dt.datetime:
    """The aware moment that --at gives; one without a zone is on the clocks of `zone`. Raises UsageError."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--at {text!r} is not a moment. Write it like 2026-11-20T10:00.") from None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise UsageError(f"--at {text!r} is too far away. Give a year from {FIRST_YEAR} to {LAST_YEAR}.")
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)

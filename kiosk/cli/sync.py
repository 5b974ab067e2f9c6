"""`kiosk sync`: bring a terminal's releases up to date, apart from the screen."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import logging
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

from kiosk.cli.working import orderly_stop, progress
from kiosk.disk import Disk
from kiosk.errors import KeysError, KioskError, SettingsError
from kiosk.release.published import TERRITORY
from kiosk.release.state import STATUS_NAME
from kiosk.settings import Settings, load_settings
from kiosk.sync.lists import WebLists
from kiosk.sync.objects import Patience
from kiosk.sync.open_slots import AskOpenSlots
from kiosk.sync.run import Effects, Outcome, SyncOptions, sync
from kiosk.sync.status import after, clock_fault, last_try_to_bytes, read_last_try
from kiosk.sync.transport import FolderRepository, open_repository

STATE = Path("/var/lib/kiosk")
ROOT_NAME = "root.json"


def add_parser(subparsers: Any) -> None:
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "sync",
        help="fetch the newest publication and put it in force",
        description="Fetch the newest publication of this terminal's territory, check it, and put it in force. Run it "
        "as another user than the screen. Exit codes: 0 up to date, 2 bad usage or site file, 5 network, "
        "6 repository, 7 disk; after any of them the terminal goes on with what it has.",
    )
    parser.add_argument("--site", type=Path, required=True, metavar="FILE", help="site file of this terminal")
    parser.add_argument(
        "--from", dest="source", metavar="URL|DIR", help="repository (default: [sync] repository of the site file)"
    )
    parser.add_argument("--state", type=Path, default=STATE, metavar="DIR", help=f"where releases are kept ({STATE})")
    parser.add_argument(
        "--root",
        type=Path,
        metavar="FILE",
        help=f"root metadata to trust (default: DIR/{ROOT_NAME}, kept the first time)",
    )


def run(args: argparse.Namespace) -> int:
    """Sync and print one line. Whatever happens is written in the state for `kiosk status`."""
    os.umask(0o022)  # the screen, another user, reads what is written here
    logging.basicConfig(level=logging.WARNING, format="kiosk sync: %(message)s")
    disk, at = Disk(), _now()
    try:
        with orderly_stop(), progress() as step:
            patience = Patience(time.sleep, random.random)
            options = _options(args, disk)
            outcome = sync(options, Effects(disk, patience, _now, step, _ask(options, disk)))
    except KioskError as error:
        _keep(args.state, disk, at, str(error))
        raise
    except BaseException as stopped:
        _keep(args.state, disk, at, f"it was stopped before its end ({type(stopped).__name__}). The next one goes on.")
        raise
    _keep_root(args.root, args.state, disk)
    _keep(args.state, disk, at, "")
    print(_told(outcome))
    return 0


def _options(args: argparse.Namespace, disk: Disk) -> SyncOptions:
    settings = load_settings(args.site)
    where = args.source or settings.sync.repository
    if not where:
        raise SettingsError(f"{args.site}: [sync] repository is not given. Add it, or say --from URL or --from DIR.")
    root = _root(args.root, args.state)
    return SyncOptions(settings, open_repository(where), _territory(settings, args.site), args.state, root)


def _ask(options: SyncOptions, disk: Disk) -> AskOpenSlots | None:
    """What asks for open appointments. Nobody asks where publications come on a stick, for there is no network, nor for
    a demonstration, whose places are made up."""
    if isinstance(options.repository, FolderRepository) or options.settings.demonstration:
        return None
    return AskOpenSlots(WebLists(), disk, _now, time.monotonic, options.settings.helper.booking_url)


def _territory(settings: Settings, site: Path) -> str:
    territory = settings.sync.territory
    if not territory:
        raise SettingsError(f"{site}: [sync] territory is not given. Add the name its editor publishes it under.")
    if not TERRITORY.fullmatch(territory):
        raise settings.origin.wrong("sync", "territory", territory, "a name of small letters, digits and hyphens")
    return territory


def _root(given: Path | None, state: Path) -> bytes:
    """The root metadata to trust: the one given, else the one that was kept."""
    path = given or state / ROOT_NAME
    try:
        return path.read_bytes()
    except OSError as error:
        advice = "Correct --root." if given else "Give the 1.root.json of the editor with --root, once."
        raise KeysError(
            f"{path!s:.200}: the root metadata to trust cannot be read ({error.strerror}). {advice}"
        ) from error


def _keep_root(given: Path | None, state: Path, disk: Disk) -> None:
    """A root that a sync went well with is kept for the next times, in place of an older one."""
    if given:
        with contextlib.suppress(OSError):
            disk.write(state / ROOT_NAME, given.read_bytes())


def _keep(state: Path, disk: Disk, at: dt.datetime, error: str) -> None:
    """A status that cannot be written is no reason to fail: the journal has it too."""
    clock = clock_fault(state, at)
    if clock:
        print(f"kiosk sync: {clock}", file=sys.stderr)
    try:
        if state.is_dir():
            disk.write(state / STATUS_NAME, last_try_to_bytes(after(read_last_try(state), at, error, clock)))
    except OSError as refused:
        print(f"kiosk sync: the status cannot be kept ({refused.strerror}).", file=sys.stderr)


def _told(outcome: Outcome) -> str:
    if not outcome.changed:
        return f"version {outcome.version} is in force, nothing is newer"
    return f"version {outcome.version} is in force, {outcome.bytes / 1e6:.1f} MB fetched"


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)

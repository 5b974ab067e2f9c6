"""`kiosk status`: what a terminal shows, and how its last sync went."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kiosk.sync.status import Status, status_of

STATE = Path("/var/lib/kiosk")


def add_parser(subparsers: Any) -> None:
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "status",
        help="tell which release a terminal has, and how its last sync went",
        description="Tell which release is in force and how the last sync went. Exit codes: 0 something is installed, "
        "1 nothing is.",
    )
    parser.add_argument("--state", type=Path, default=STATE, metavar="DIR", help=f"where releases are kept ({STATE})")
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")


def run(args: argparse.Namespace) -> int:
    """Print what is installed. Raises nothing: an empty or missing state has version 0."""
    status = status_of(args.state)
    print(status.to_json() if args.json else _text(status, args.state))
    return 0 if status.version else 1


def _text(status: Status, state: Path) -> str:
    if status.version:
        lines = [f"version {status.version}, made {status.published}, {status.places} places"]
    else:
        lines = [f"{state}: nothing is installed"]
    if status.previous:
        lines.append(f"kept before it: {', '.join(map(str, status.previous))}")
    lines.append(
        f"last sync: {status.last_try or 'none'}" + (f", failed: {status.last_error}" if status.last_error else "")
    )
    if status.last_error and status.last_success:
        lines.append(f"last one that went well: {status.last_success}")
    if status.clock:
        lines.append(status.clock)
    return "\n".join(lines)

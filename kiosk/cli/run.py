"""`kiosk run`: show the kiosk on this screen."""

from __future__ import annotations

import argparse
import gc
import re
import signal
from pathlib import Path

from kiosk import house
from kiosk.cli.common import add_place_options, find_release, find_site
from kiosk.errors import UsageError
from kiosk.release.state import is_state

LARGEST = 7680
"""Pixels of the longer side of an 8K screen."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("run", help="show the kiosk on this screen")
    add_place_options(parser)
    parser.add_argument(
        "--state",
        type=Path,
        metavar="DIR",
        help="folder of `kiosk sync`: show its releases, and those that come",
    )
    parser.add_argument(
        "--screen-state",
        type=Path,
        metavar="FILE",
        help="where the screen notes the releases it fails on (default: kiosk/screen.json of the user's state folder)",
    )
    parser.add_argument("--windowed", action="store_true", help="stand in a window instead of filling the screen")
    parser.add_argument("--size", type=size, metavar="WxH", help="size in pixels, for example 1080x1920")
    parser.add_argument(
        "--lang", default="", metavar="CODE", help="language of the home screen (default: the site's first)"
    )


def size(text: str) -> tuple[int, int]:
    """(width, height) of "1080x1920", at most LARGEST each. Raises argparse's own error otherwise."""
    found = re.fullmatch(r"(\d{3,5})[x×](\d{3,5})", text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size such as 1080x1920")
    width, height = int(found[1]), int(found[2])
    if max(width, height) > LARGEST:
        raise argparse.ArgumentTypeError(f"{text!r} is too large: {LARGEST}x{LARGEST} at most")
    return width, height


def state_of(args: argparse.Namespace) -> Path | None:
    """The state asked for, by its own option or as --release; None for a release. Raises UsageError."""
    if args.state and args.release:
        raise UsageError("--state and --release both say what to show. Give one of them.")
    return args.state or (args.release if args.release and is_state(args.release) else None)


def run(args: argparse.Namespace) -> int:
    """Show the kiosk until its window is closed. Raises UsageError."""
    state = state_of(args)
    gc.set_threshold(50_000)  # starting makes much and leaves little garbage: looking for it took 5 % of the time
    from kiosk.app import RunOptions
    from kiosk.app import run as run_kiosk

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # inside Qt's loop, Python would never see Ctrl+C
    return run_kiosk(
        RunOptions(
            site=args.site if state else find_site(args),
            find_release=lambda: find_release(args.release),
            language=args.lang,
            windowed=args.windowed,
            size=args.size,
            state=state,
            screen_state=args.screen_state or house.state() / "screen.json",
        )
    )

"""`kiosk run`: show the kiosk on this screen."""

from __future__ import annotations

import argparse
import re

from kiosk import house
from kiosk.cli.common import add_place_options, find_release


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("run", help="show the kiosk on this screen")
    add_place_options(parser)
    parser.add_argument("--windowed", action="store_true", help="stand in a window instead of filling the screen")
    parser.add_argument("--size", type=size, metavar="WxH", help="size in pixels, for example 1080x1920")
    parser.add_argument(
        "--lang", default="", metavar="CODE", help="language of the home screen (default: the site's first)"
    )


def size(text: str) -> tuple[int, int]:
    """(width, height) of "1080x1920". Raises argparse's own error otherwise."""
    found = re.fullmatch(r"(\d{3,5})[x×](\d{3,5})", text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size such as 1080x1920")
    return int(found[1]), int(found[2])


def run(args: argparse.Namespace) -> int:
    from kiosk.app import RunOptions
    from kiosk.app import run as run_kiosk

    return run_kiosk(
        RunOptions(
            site=args.site or house.demonstration_site(),
            find_release=lambda: find_release(args.release),
            language=args.lang,
            windowed=args.windowed,
            size=args.size,
        )
    )

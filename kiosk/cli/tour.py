"""`kiosk tour`: walk a whole visit offscreen and leave a picture of every screen."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from kiosk.cli.common import add_place_options, find_release, find_site, parse_moment
from kiosk.cli.run import size
from kiosk.directory.opening import PARIS
from kiosk.settings import CHOICES

SIZES = [(1080, 1920), (1920, 1080)]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("tour", help="leave a picture of every screen of a visit")
    add_place_options(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the PNGs and tour.json go")
    parser.add_argument("--lang", default="all", metavar="CODE", help="one language, several with commas, or all")
    parser.add_argument("--size", type=size, action="append", metavar="WxH", help="size in pixels; can be given again")
    parser.add_argument("--path", default="", metavar="NEED/SITUATION/WAY", help="the path to walk")
    parser.add_argument("--at", metavar="MOMENT", help="the moment of the visit, 2026-11-20T10:00")
    parser.add_argument("--text", choices=CHOICES["text_size"], default="", help="size of the letters")
    parser.add_argument("--contrast", choices=CHOICES["contrast"], default="", help="contrast of the screen")
    parser.add_argument("--reach", choices=CHOICES["reach"], default="", help="low puts everything lower")


def run(args: argparse.Namespace) -> int:
    from kiosk.app.touring import TourOptions, tour

    look = {"text_size": args.text, "contrast": args.contrast, "reach": args.reach}
    stops = tour(
        TourOptions(
            site=find_site(args),
            find_release=lambda: find_release(args.release),
            out=args.out,
            sizes=args.size or SIZES,
            at=parse_moment(args.at, PARIS) if args.at is not None else dt.datetime.now(dt.UTC),
            languages=() if args.lang == "all" else tuple(args.lang.split(",")),
            path=args.path,
            look={name: value for name, value in look.items() if value},
        )
    )
    print(f"{len(stops)} pictures in {args.out}")
    return 0

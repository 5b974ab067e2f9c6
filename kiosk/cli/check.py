"""`kiosk check`: re-read the guide, the words and the translations, and say what to correct."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

from kiosk import house
from kiosk.cli.common import add_place_options, load_context
from kiosk.errors import UsageError


def add_parser(subparsers: Any) -> None:
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "check",
        help="re-read the guide, the words and the translations",
        description="Re-read everything a visitor sees, in French for whoever corrects it. Exit codes: 0 nothing but "
        "warnings, 1 errors, 2 bad usage.",
    )
    parser.add_argument("--quick", action="store_true", help="do not lay out the screens to measure words")
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.add_argument("--all", action="store_true", help="in the text, every finding and the paths of every code")
    add_place_options(parser)


def run(args: argparse.Namespace) -> int:
    """Print the report. What cannot be read is in it; raises UsageError when --release or --site is not there."""
    for option, path in (("--release", args.release), ("--site", args.site)):
        if path is not None and not path.exists():
            raise UsageError(f"{option} {path}: there is no such file. Correct the path.")
    from kiosk.publish.check.checks import CHECKS, check
    from kiosk.publish.check.report import as_json, as_text
    from kiosk.publish.check.shown import Shown
    from kiosk.publish.check.subject import load_subject

    package = Path(house.__file__).parent
    subject, faults = load_subject(house.house(), package, dt.datetime.now(dt.UTC), lambda: load_context(args))
    shown = Shown()
    screens = (shown.typefaces,) if args.quick else (shown.typefaces, shown.lengths)
    try:
        checked = check(subject, faults, (*CHECKS, *screens))
    finally:
        if subject.content:
            subject.content.directory.close()
    if args.json:
        escaped = not (sys.stdout.encoding or "").lower().startswith("utf")
        print(json.dumps(as_json(checked), ensure_ascii=escaped, indent=2))
    else:
        print(as_text(checked, args.all))
    return 1 if checked.errors else 0

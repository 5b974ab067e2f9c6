"""`kiosk booking`: tell what a link offers before it becomes a button or a code."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kiosk.directory.booking import explain
from kiosk.settings import load_settings


def add_parser(subparsers: Any) -> None:
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "booking",
        help="tell whether a link books an appointment",
        description="Tell whether a link books an appointment, is only a page, or is refused. Nothing is asked of the "
        "network. Exit codes: 0 it books, 1 it is a page or refused, 2 bad usage or site file.",
    )
    parser.add_argument("url", metavar="URL", help="the link, in quotes")
    parser.add_argument("--site", type=Path, metavar="FILE", help="site file whose booking_hosts count too")
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")


def run(args: argparse.Namespace) -> int:
    """Print the verdict. Raises SettingsError."""
    verdict = explain(args.url, load_settings(args.site).booking_hosts if args.site else ())
    if args.json:
        print(json.dumps(asdict(verdict)))
    else:
        print(f"{verdict.offers}{f' on {verdict.host}' if verdict.host else ''}: {verdict.why}")
    return 0 if verdict.offers == "booking" else 1

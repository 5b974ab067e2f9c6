"""`kiosk build`: published open data in, a release directory out."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import Any

from kiosk import house
from kiosk.cli.working import orderly_stop, progress
from kiosk.directory.helper import check_helper
from kiosk.errors import UsageError
from kiosk.publish.publication import gather, load_companions, publish
from kiosk.publish.report import check_report, write_report
from kiosk.release import check_target
from kiosk.settings import load_settings


def add_parser(subparsers: Any) -> None:
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "build",
        help="make a release from published open data",
        description="Make a release directory from published open data. The format of each source is recognised by "
        "its content. An existing release at DIR is replaced only when the new one is complete.",
    )
    parser.add_argument(
        "sources", nargs="+", type=Path, metavar="SOURCE", help="a CSV or JSON file of places or services"
    )
    parser.add_argument(
        "--site", type=Path, required=True, metavar="FILE", help="site file (example: content/demo/site.toml)"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="release directory to write")
    parser.add_argument(
        "--corrections",
        type=Path,
        metavar="FILE",
        help="a spreadsheet of what is known better here (example: content/corrections-exemple.csv)",
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="write what happened to every row, as JSON")


def run(args: argparse.Namespace) -> int:
    """Build and print one closing line, and one more about the corrections; which of these were not used, or should be
    looked at, is told on standard error. Raises SourceError or BuildError (nothing written to --out), UsageError when
    --out holds something else than a release or --report cannot be written, and the errors of the site file, the
    guide and the vocabulary. SIGTERM ends it with exit code 143 and nothing half-written."""
    settings = load_settings(args.site)
    check_helper(settings)
    check_target(args.out)
    corrections = [args.corrections] if args.corrections is not None else []
    _check_report(args.report, [*args.sources, *corrections])
    companions = load_companions(house.house(), settings.languages)
    with orderly_stop():
        with progress() as step:
            assembled = gather(args.sources, settings, house.house(), step, corrections=args.corrections)
        if not assembled.places and args.report is not None and args.out.resolve() not in args.report.resolve().parents:
            write_report(args.report, assembled.report)
        publish(assembled, companions, settings, args.out, dt.datetime.now(dt.UTC))
        if args.report is not None:
            write_report(args.report, assembled.report)
    print(assembled.report.closing_line(args.out))
    if corrections:
        print(assembled.report.corrections_line())
        for told in filter(None, map(str, assembled.report.corrections)):
            print(told, file=sys.stderr)
    return 0


def _check_report(report: Path | None, sources: list[Path]) -> None:
    if report is None:
        return
    check_report(report)
    if report.resolve() in {source.resolve() for source in sources}:
        raise UsageError(f"{report}: this is one of the files read. Give --report another name.")

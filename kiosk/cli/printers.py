"""`kiosk printers`: how the printers of a site are, and what staff should correct in how they are set up."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk import house
from kiosk.paper.printers.making import printers
from kiosk.paper.printers.printer import Printer
from kiosk.settings import Settings, load_settings
from kiosk.stats.counters import FILE_NAME, SLIPS, read_days

WEEK = dt.timedelta(days=6)


def add_parser(subparsers: Any) -> None:
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "printers",
        help="tell how the printers of a site are",
        description="Ask every printer of a site how it is, and tell what to correct in how it is set up. Prints "
        "nothing on paper. Exit codes: 0 a slip can be printed, 1 none can, 2 bad usage or site file.",
    )
    parser.add_argument("--site", type=Path, metavar="FILE", help="site file (default: the demonstration's)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")


def run(args: argparse.Namespace) -> int:
    """Raises SettingsError."""
    settings = load_settings(args.site or house.demonstration_site())
    found = [_asked(printer, settings) for printer in printers(settings)]
    today = dt.datetime.now(ZoneInfo(settings.timezone)).date()
    days = read_days(house.state() / FILE_NAME)
    slips = {day: days.get(day, {}).get(SLIPS, 0) for day in (today - WEEK + dt.timedelta(days=n) for n in range(7))}
    first = next((one["name"] for one in found if one["usable"]), None)
    if args.json:
        told = {"prints": first, "printers": found, "slips": {str(day): number for day, number in slips.items()}}
        print(json.dumps(told, ensure_ascii=not (sys.stdout.encoding or "").lower().startswith("utf"), indent=2))
    else:
        print("\n".join(_text(settings, found, first, slips[today], sum(slips.values()))))
    return 0 if first else 1


def _asked(printer: Printer, settings: Settings) -> dict[str, Any]:
    site, state = settings.printing.printers[printer.name], printer.state()
    return {
        "name": printer.name,
        "kind": site.kind,
        "where": site.queue or site.address,
        "paper": site.paper,
        "state": state.value,
        "usable": state.usable,
        "faults": printer.faults(),
    }


def _text(settings: Settings, found: list[dict[str, Any]], first: str | None, today: int, week: int) -> list[str]:
    lines = [f"site  {settings.name}", f"slips {today} today, {week} in seven days", ""]
    if not found:
        return [*lines, "No printer: [printing] order is empty. Visitors see codes, and no button to print."]
    for one in found:
        lines.append(f"{one['name']}  {one['kind']} {one['where']}, {one['paper']}: {_said(one['state'])}")
        lines += [f"    {fault}" for fault in one["faults"]]
    lines.append("")
    lines.append(f"Slips come out of: {first}." if first else "No slip can be printed now: visitors see no button.")
    return lines


def _said(state: str) -> str:
    return "it does not say how it is, and is used" if state == "unknown" else state

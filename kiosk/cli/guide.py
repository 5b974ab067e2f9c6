"""`kiosk guide`: the whole guide in the terminal, or as one page to print and discuss around a table.

Without --release it reads content/guide as it stands, so that an agent sees at once what was just changed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gettext
import io
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from kiosk import house
from kiosk.cli.common import parse_moment
from kiosk.errors import UsageError
from kiosk.guide.load import guide_from_json
from kiosk.guide.pictogram import path_of
from kiosk.guide.printed_html import Look, printed_html
from kiosk.guide.printed_text import Paint, plain, printed_text
from kiosk.guide.tree import Guide
from kiosk.i18n.catalogue import Words
from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE
from kiosk.release import open_release
from kiosk.settings import Settings, load_settings

WIDTH, LEAST_WIDTH, MOST_WIDTH = 72, 40, 100
COLOURS = {"question": "1", "tile": "1;36", "urgent": "1;31"}


@dataclass(frozen=True, slots=True)
class Source:
    """`settings` are those of the site the guide is for, None when it is printed for no site."""

    guide: Guide
    words: Words
    pictograms: Mapping[str, str]
    settings: Settings | None


def add_parser(subparsers: Any) -> None:
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "guide",
        help="print the whole guide, in the terminal or as a page to discuss on paper",
        description="Print every need, situation and way of the guide. Without --release, content/guide is read as it "
        "stands now.",
    )
    parser.add_argument("--html", type=Path, metavar="FILE", help="write one HTML page with the pictograms, to print")
    parser.add_argument("--lang", default=SOURCE_LANGUAGE, metavar="CODE", help="language to print (default: fr)")
    parser.add_argument("--fiches", action="store_true", help="in the terminal, print each fiche too")
    parser.add_argument("--at", metavar="DAY", help="day of printing on the page, like 2026-11-20 (default: today)")
    parser.add_argument("--release", type=Path, metavar="DIR", help="print the guide of this release")
    parser.add_argument("--site", type=Path, metavar="FILE", help="site whose name stands on the page")


def run(args: argparse.Namespace) -> int:
    """Print, or write the page and say so. Raises UsageError for a language or a file it cannot take, and the errors
    of the guide, the translations, the release and the site file."""
    if args.html is not None:
        _check_page(args.html)
    source = _of_release(args) if args.release else _of_house(args)
    zone = ZoneInfo(source.settings.timezone) if source.settings else None
    moment = parse_moment(args.at, zone or ZoneInfo("Europe/Paris")) if args.at else dt.datetime.now(zone)
    if args.html is None:
        width, paint = _terminal(sys.stdout, os.environ)
        print(printed_text(source.guide, source.words, width, args.fiches, paint), end="")
        return 0
    where = source.settings.name if source.settings else ""
    _write(args.html, printed_html(source.guide, source.words, _look(source), moment.date(), where))
    print(f"{args.html}: {len(source.guide.needs)} needs, {sum(1 for _ in source.guide.paths())} paths")
    return 0


def _of_house(args: argparse.Namespace) -> Source:
    from kiosk.publish.publication import load_companions
    from kiosk.publish.translations import compile_translations

    if args.lang not in LANGUAGES:
        raise UsageError(f"--lang {args.lang!r} is not a language of the kiosk. Known: {', '.join(LANGUAGES)}.")
    settings = load_settings(args.site) if args.site else None
    companions = load_companions(house.house(), (SOURCE_LANGUAGE,))
    words = Words(LANGUAGES[args.lang])
    translations = compile_translations(house.translations(), (args.lang,), strict=False)
    if compiled := translations.get(args.lang):
        words = Words(LANGUAGES[args.lang], gettext.GNUTranslations(io.BytesIO(compiled)))
    return Source(companions.guide, words, companions.pictograms, settings)


def _of_release(args: argparse.Namespace) -> Source:
    release = open_release(args.release)
    codes = release.catalogue.codes
    if args.lang not in codes:
        raise UsageError(f"--lang {args.lang!r}: this release does not speak it. It speaks {', '.join(codes)}.")
    settings = load_settings(args.site or release.site_path)
    return Source(guide_from_json(release.guide_data), release.catalogue[args.lang], release.pictograms, settings)


def _look(source: Source) -> Look:
    controls = sorted((house.assets() / "pictograms").glob("*.svg"))
    return Look(
        source.pictograms,
        {path.stem: path_of(path.read_text(encoding="utf-8"), path.stem) for path in controls},
        (house.assets() / "print" / "guide.css").read_text(encoding="utf-8"),
    )


def _terminal(out: TextIO, environment: Mapping[str, str]) -> tuple[int, Paint]:
    """The width to write in, and colours where a terminal that has them is watched (https://no-color.org)."""
    if not out.isatty():
        return WIDTH, plain
    width = min(max(shutil.get_terminal_size((WIDTH, 24)).columns, LEAST_WIDTH), MOST_WIDTH)
    coloured = not environment.get("NO_COLOR") and environment.get("TERM", "dumb") != "dumb"
    return width, _coloured if coloured else plain


def _coloured(role: str, line: str) -> str:
    indent = len(line) - len(line.lstrip())
    return f"{line[:indent]}\x1b[{COLOURS[role]}m{line[indent:]}\x1b[0m"


def _check_page(path: Path) -> None:
    """A mistyped name must not cost a file of the content."""
    if path.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"--html {path}: this is not the name of a page. Give one that ends in .html.")


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"--html {path}: this file cannot be written ({error.strerror}). Choose another.") from error

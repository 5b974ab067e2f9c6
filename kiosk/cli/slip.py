"""`kiosk slip`: the slip of a place, as a visitor would take it away, into a PDF or a picture."""

from __future__ import annotations

import argparse
import datetime as dt
import errno
import os
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk import house
from kiosk.cli.asking import ask, check_language, path_named
from kiosk.cli.common import Context, add_place_options, closed_links, load_context, parse_moment
from kiosk.directory.models import IsClosed, Result
from kiosk.disk import write_whole
from kiosk.errors import UsageError
from kiosk.guide.tree import Path as GuidePath
from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.paper.sizes import PAPERS, Paper
from kiosk.paper.slip import Slip

MOST = 100
"""Places of a path among which --place may choose."""
KINDS = (".pdf", ".png")


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("slip", help="draw the slip of a place, into a PDF or a picture")
    parser.add_argument("path", metavar="NEED/SITUATION/WAY", help="one answer to each question")
    parser.add_argument("--place", default="", metavar="ID", help="place of that path (default: the first)")
    parser.add_argument("--lang", default="fr", metavar="CODE", help="language of the visitor (default: fr)")
    parser.add_argument("--paper", default="80mm", metavar="SIZE", help=f"{', '.join(PAPERS)} (default: 80mm)")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="a .pdf, or a .png of 203 dpi")
    parser.add_argument("--at", metavar="MOMENT", help="as if it were 2026-11-20T10:00 (default: now)")
    answers = parser.add_mutually_exclusive_group()
    answers.add_argument("--with-answers", dest="answers", action="store_true", help="print what the visitor asked")
    answers.add_argument(
        "--without-answers",
        dest="answers",
        action="store_false",
        help="leave that out (default: printed, unless the path is for people in danger)",
    )
    parser.set_defaults(answers=None)
    add_place_options(parser)


def run(args: argparse.Namespace) -> int:
    """Write the slip and say so. Raises UsageError for a path, a place, a language, a paper, a moment or a file it
    cannot take."""
    if args.paper not in PAPERS:
        raise UsageError(f"--paper {args.paper!r}: there is no such paper. Choose one of {', '.join(PAPERS)}.")
    if args.out.suffix.lower() not in KINDS:
        raise UsageError(f"--out {args.out}: neither a PDF nor a picture. Give a name that ends in .pdf or .png.")
    paper = PAPERS[args.paper]
    context = load_context(args)
    try:
        zone = ZoneInfo(context.settings.timezone)
        at = parse_moment(args.at, zone) if args.at is not None else dt.datetime.now(zone)
        check_language(args.lang, context)
        path = path_named(args.path, context)
        is_closed = closed_links(args, at)
        result = _place(args.place, ask(context, path, args.lang, at, MOST, is_closed).results, path)
    finally:
        context.directory.close()
    data, pages = _drawn(_slip(context, path, result, args.lang, at, args.answers, is_closed), paper, args.out)
    _write(args.out, data)
    print(f"{args.out}: {result.place.name}, {paper.name}, {pages} {'page' if pages == 1 else 'pages'}")
    return 0


def _place(asked: str, results: tuple[Result, ...], path: GuidePath) -> Result:
    if not asked:
        return results[0]
    found = next((result for result in results if result.place.id == asked), None)
    if found is None:
        known = ", ".join(result.place.id for result in results[:3])
        raise UsageError(f"--place {asked!r}: {path.id} does not lead there. It leads to {known}.")
    return found


def _slip(
    context: Context,
    path: GuidePath,
    result: Result,
    language: str,
    at: dt.datetime,
    answers: bool | None,
    is_closed: IsClosed,
) -> Slip:
    from kiosk.ui.icons import load_icons
    from kiosk.ui.viewmodels.moment import Moment
    from kiosk.ui.viewmodels.qr import place_codes
    from kiosk.ui.viewmodels.slip import SlipSource, answers_on, derive_slip

    release, settings = context.release, context.settings
    source = SlipSource(
        # A slip of a day before the release was made is no clock that is wrong.
        moment=Moment(at, settings, min(release.manifest.built, at)),
        guide=context.guide,
        vocabulary=release.vocabulary,
        pictograms=release.pictograms,
        icons=load_icons(house.assets() / "pictograms"),
        demonstration=release.manifest.demonstration,
    )
    words = release.catalogue[language]
    codes = place_codes(result, source.moment, words, is_closed)
    french = release.catalogue[SOURCE_LANGUAGE]
    told = answers_on(answers, path)
    return derive_slip(source, result, path, words, french, code=codes[0] if codes else None, answers=told)


def _drawn(slip: Slip, paper: Paper, out: Path) -> tuple[bytes, int]:
    """The bytes of the file, and how many pages there are."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from kiosk.ui.slip import draw, draw_pages, png, to_pdf
    from kiosk.ui.window import application

    application()
    pages = len(draw_pages(slip, paper))
    return (to_pdf(slip, paper) if out.suffix.lower() == ".pdf" else png(draw(slip, paper))), pages


def _write(path: Path, data: bytes) -> None:
    try:
        if not path.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        write_whole(path, data)
    except OSError as error:
        raise UsageError(f"--out {path}: this file cannot be written ({error.strerror}). Choose another.") from error

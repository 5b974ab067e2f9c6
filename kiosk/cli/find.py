"""`kiosk find`: ask the guide from a shell, without a screen."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.cli import found
from kiosk.cli.asking import ask, check_language, path_named
from kiosk.cli.common import add_place_options, closed_links, load_context, parse_moment
from kiosk.errors import UsageError


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("find", help="ask the guide from a shell")
    parser.add_argument("path", nargs="?", metavar="NEED/SITUATION/WAY", help="one answer to each question")
    parser.add_argument("--list", action="store_true", help="print every path of the guide, and ask nothing")
    parser.add_argument("--all", action="store_true", help="ask every path, and count the dead ends")
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.add_argument("--lang", default="fr", metavar="CODE", help="language of the visitor (default: fr)")
    parser.add_argument("--at", metavar="MOMENT", help="as if it were 2026-11-20T10:00 (default: now)")
    parser.add_argument("--limit", type=int, default=9, metavar="N", help="at most so many places (default: 9)")
    add_place_options(parser)


def run(args: argparse.Namespace) -> int:
    """Print what was asked for. Raises UsageError for a path, a language or a moment nobody knows."""
    if sum(map(bool, (args.path, args.list, args.all))) != 1:
        raise UsageError("find takes one of: a path NEED/SITUATION/WAY, --list, --all.")
    if args.limit < 1:
        raise UsageError(f"--limit {args.limit}: at least one place has to be asked for. Give 1 or more.")
    context = load_context(args)
    try:
        zone = ZoneInfo(context.settings.timezone)
        at = parse_moment(args.at, zone) if args.at is not None else dt.datetime.now(zone)
        check_language(args.lang, context)
        if args.list:
            paths = [found.path_as_json(path, context.release.catalogue) for path in context.guide.paths()]
            print(_json(paths) if args.json else found.paths_as_text(paths, args.lang))
        elif args.all:
            summary = found.summary_as_json(
                (path.id, ask(context, path, args.lang, at, args.limit)) for path in context.guide.paths()
            )
            print(_json(summary) if args.json else found.summary_as_text(summary))
        else:
            path = path_named(args.path, context)
            is_closed = closed_links(args, at)
            answer = ask(context, path, args.lang, at, args.limit, is_closed)
            words = context.release.catalogue[args.lang]
            fiche = context.guide.fiches[path.way.fiche]
            if args.json:
                print(_json(found.answer_as_json(path, answer, fiche, words, is_closed)))
            else:
                print(found.answer_as_text(path, answer, fiche, at, words, is_closed))
    finally:
        context.directory.close()
    return 0


def _json(value: object) -> str:
    """JSON with its letters as they are, or escaped where the output cannot hold them all."""
    return json.dumps(value, ensure_ascii=not (sys.stdout.encoding or "").lower().startswith("utf"), indent=2)

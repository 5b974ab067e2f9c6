"""`kiosk words`: bring the translators' files up to date with every string of the product."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kiosk import house


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("words", help="collect the strings to translate into translations/*.po")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; say what is missing and exit 1 if anything is"
    )


def run(args: argparse.Namespace) -> int:
    """Renew the template and every language, then say what is to be looked at, 20 lines at most. Raises
    CatalogueError when a file is malformed: then none is changed."""
    from kiosk.publish.publication import load_companions
    from kiosk.publish.review import review
    from kiosk.publish.translations import Fault, in_lines
    from kiosk.publish.words import collect, faults, languages_to_translate, renew, template

    companions = load_companions(house.house(), ("fr",))
    messages = collect(companions.guide, companions.vocabulary, Path(house.__file__).parent)
    folder = house.translations()
    before = {folder / f"{code}.po": code for code in languages_to_translate()}
    files = {path: renew(_bytes_of(path), code, messages) for path, code in before.items()}
    files[folder / "kiosk.pot"] = template(messages)
    stale = [path for path, text in files.items() if text != _bytes_of(path)]
    told = [Fault(str(path), 0, "", "this file is not up to date, run `kiosk words`") for path in stale if args.check]
    for path, code in before.items():
        told += faults(code, files[path], messages, str(path))
    if not args.check:
        for path in stale:
            path.write_bytes(files[path])
    if told:
        print(in_lines(told, "translations to look at:"), file=sys.stderr)
    reviews = [review(code, files[path], messages) for path, code in before.items()]
    for one in reviews:
        print(f"{one.code}: {one.translated} of {one.total} translated, {one.reread} re-read by a speaker")
    print(f"{len(messages)} strings, {len(told)} to look at")
    return 1 if told and args.check else 0


def _bytes_of(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""

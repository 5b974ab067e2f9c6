"""`kiosk words`: bring the translators' files up to date with every string of the product."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kiosk import house

MOST_TOLD = 20


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("words", help="collect the strings to translate into translations/*.po")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; say what is missing and exit 1 if anything is"
    )


def run(args: argparse.Namespace) -> int:
    from kiosk.publish.publication import load_companions
    from kiosk.publish.words import collect, faults, languages_to_translate, renew

    companions = load_companions(house.house(), ("fr",))
    messages = collect(companions.guide, companions.vocabulary, Path(house.__file__).parent)
    told: list[str] = []
    for code in languages_to_translate():
        path = house.translations() / f"{code}.po"
        before = path.read_bytes() if path.exists() else b""
        after = renew(before, code, messages)
        told += faults(code, after, messages)
        if args.check and after != before:
            told.append(f"{code}: {path.name} is not up to date, run `kiosk words`")
        elif after != before:
            path.write_bytes(after)
    for fault in told[:MOST_TOLD]:
        print(fault, file=sys.stderr)
    if len(told) > MOST_TOLD:
        print(f"… and {len(told) - MOST_TOLD} more", file=sys.stderr)
    print(f"{len(messages)} strings, {len(told)} to look at")
    return 1 if told and args.check else 0

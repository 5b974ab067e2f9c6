"""`kiosk words`: bring the translators' files up to date with every string of the product."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import disk, house
from kiosk.errors import CatalogueError

if TYPE_CHECKING:
    from kiosk.publish.extraction import Message


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("words", help="collect the strings to translate into translations/*.po")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; say what is missing and exit 1 if anything is"
    )
    parser.add_argument(
        "--retire", action="store_true", help="renew even when more than a third of a file's translations go out of use"
    )


def run(args: argparse.Namespace) -> int:
    """Renew the template and every language, then say what is to be looked at, 20 lines at most. Raises
    CatalogueError when a file is malformed, or would lose much: then none is changed."""
    from kiosk.publish.publication import load_companions
    from kiosk.publish.review import review
    from kiosk.publish.translations import Fault, in_lines
    from kiosk.publish.words import collect, faults

    companions = load_companions(house.house(), ("fr",))
    messages = collect(companions.guide, companions.vocabulary, Path(house.__file__).parent)
    before = files_of(house.translations())
    files = renewed(before, messages, args.retire)
    stale = [path for path, text in files.items() if text != before[path]]
    told = [Fault(str(path), 0, "", "this file is not up to date, run `kiosk words`") for path in stale if args.check]
    languages = {path: path.stem for path in files if path.suffix == ".po"}
    for path, code in languages.items():
        told += faults(code, files[path], messages, str(path))
    if not args.check:
        for path in stale:
            write_whole(path, files[path])
    if told:
        print(in_lines(told, "translations to look at:"), file=sys.stderr)
    reviews = [review(code, files[path], messages) for path, code in languages.items()]
    for one in reviews:
        print(f"{one.code}: {one.translated} of {one.total} translated, {one.reread} re-read by a speaker")
    print(f"{len(messages)} strings, {len(told)} to look at")
    return 1 if told and args.check else 0


def files_of(folder: Path) -> dict[Path, bytes]:
    """Every language's file, then the template: what each holds, nothing when it is not there yet. Raises
    CatalogueError when the folder is not there, or something else stands where a file should."""
    from kiosk.publish.words import languages_to_translate

    if not folder.is_dir():
        raise CatalogueError(f"{folder}: this folder is not there. Restore it with the translators' files.")
    names = [*(f"{code}.po" for code in languages_to_translate()), "kiosk.pot"]
    return {folder / name: _bytes_of(folder / name) for name in names}


def renewed(before: Mapping[Path, bytes], messages: Sequence[Message], retire: bool = False) -> dict[Path, bytes]:
    """What the same files should hold. Raises CatalogueError when one is malformed, or, unless told to `retire`, when
    more than a third of its translations would go out of use."""
    from kiosk.publish.words import refuse_loss, renew, template

    files: dict[Path, bytes] = {}
    for path, po in before.items():
        if path.suffix == ".pot":
            files[path] = template(messages)
            continue
        refuse_loss(po, path.stem, messages, str(path), retire)
        files[path] = renew(po, path.stem, messages)
    return files


def write_whole(path: Path, data: bytes) -> None:
    """Write a file wholly or not at all. Raises CatalogueError."""
    try:
        disk.write_whole(path, data)
    except OSError as error:
        raise CatalogueError(f"{path}: this file cannot be written ({error}). It was left as it is.") from error


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise CatalogueError(f"{path}: this file cannot be read ({error}). Mend or restore it.") from error

"""The translators' `.po` files, compiled to what a release carries."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.errors import CatalogueError
from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_LINE = re.compile(rb'\s*(?:#.*|(?:msg[a-z_]+(?:\[\d+\])?\s+)?"(?:[^"\\]|\\.)*")?\s*')


def read_translations(po: bytes, code: str, where: str) -> Catalog:
    """The catalogue of a translator's file. Raises CatalogueError, naming `where`, when it is malformed.

    Babel drops the first and last letter of a text whose quotes are missing: such a line is looked for first.
    """
    from babel.messages.pofile import PoFileError, read_po

    for number, line in enumerate(po.split(b"\n"), 1):
        if not _LINE.fullmatch(line):
            raise CatalogueError(
                f"{where}, line {number}: a quote is missing here, or a word too much. Correct that line."
            )
    try:
        return read_po(io.BytesIO(po), locale=code, abort_invalid=True)
    except (ValueError, LookupError, PoFileError) as error:
        raise CatalogueError(f"{where}: this file cannot be read ({error}). Mend or restore it.") from error


def compile_translations(folder: Path, codes: Iterable[str]) -> dict[str, bytes]:
    """Language code → gettext `.mo` bytes, for every code but French, from `folder/<code>.po`.

    Doubtful ("fuzzy") translations are left out: French is better than a guess.
    Raises CatalogueError when a language is unknown or its file is missing or malformed.
    """
    from babel.messages.mofile import write_mo

    compiled = {}
    for code in codes:
        if code == SOURCE_LANGUAGE:
            continue
        if code not in LANGUAGES:
            raise CatalogueError(f"{code!r} is not a language of the kiosk. Known: {', '.join(LANGUAGES)}.")
        path = folder / f"{code}.po"
        try:
            catalogue = read_translations(path.read_bytes(), code, str(path))
        except OSError as error:
            raise CatalogueError(f"{path}: this file cannot be read ({error}). Mend or restore it.") from error
        target = io.BytesIO()
        write_mo(target, catalogue, use_fuzzy=False)
        compiled[code] = target.getvalue()
    return compiled

"""The translators' `.po` files, checked and compiled to what a release carries.

A release is not built with a string that could not be shown: an empty translation, a plural form that is missing,
`{placeholders}` that are not those of the French. All such faults are told at once, each with its file and line.
A string that a file does not hold at all is no fault here: it stays French, and `kiosk words --check` tells it.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.errors import CatalogueError, TranslationError
from kiosk.i18n.catalogue import placeholders
from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from babel.messages.catalog import Message as Entry

    from kiosk.publish.extraction import Message

MOST_TOLD = 20
_LINE = re.compile(rb'\s*(?:#.*|(?:msg[a-z_]+(?:\[\d+\])?\s+)?"(?:[^"\\]|\\.)*")?\s*')
_KEYWORD = re.compile(rb"\s*(msgid|msgstr)(?:\[(\d+)\])?\s")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the translation of the French `text`; `line` is 0 when the file does not hold it."""

    file: str
    line: int
    text: str
    said: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.said}." if self.line else f"{self.file}: {self.said}."


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
    except PoFileError as error:
        what = str(error).removesuffix(f" on {error.lineno}")
        raise CatalogueError(f"{where}, line {error.lineno + 1}: {what}. Mend or restore it.") from error
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        raise CatalogueError(f"{where}: this file cannot be read ({error}). Mend or restore it.") from error


def entry_of(catalogue: Catalog, message: Message) -> Entry | None:
    """The entry of a message; None when there is none, or one of which only the singular is the same."""
    entry = catalogue.get(message.text)
    wanted = (message.text, message.plural) if message.plural else message.text
    return entry if entry is not None and entry.id == wanted else None


def is_translated(entry: Entry) -> bool:
    """Whether every form of an entry is written."""
    return all(_forms(entry))


def damage(catalogue: Catalog, po: bytes, code: str, where: str) -> list[Fault]:
    """Every string of a file, as `read_translations` read it, that could not be shown. Doubtful ones are left out:
    they are never carried."""
    lines = _msgstr_lines(po)
    told = list(_header_faults(catalogue, po, code, where))
    for entry in catalogue:
        if not entry.id or entry.fuzzy:
            continue
        places = lines.get(entry.lineno or 0, {})
        french = entry.id[0] if isinstance(entry.id, tuple) else entry.id
        for index, said in _entry_faults(entry):
            told.append(Fault(where, places.get(index) or max(places.values(), default=entry.lineno), french, said))
    return sorted(told, key=lambda fault: fault.line)


def compile_translations(folder: Path, codes: Iterable[str]) -> dict[str, bytes]:
    """Language code → gettext `.mo` bytes, for every code but French, from `folder/<code>.po`.

    Doubtful ("fuzzy") translations are left out: French is better than a guess.
    Raises CatalogueError when a language is unknown or its file is missing or malformed, and TranslationError, which
    tells them all, when there are strings that could not be shown.
    """
    compiled: dict[str, bytes] = {}
    told: list[Fault] = []
    for code in codes:
        if code == SOURCE_LANGUAGE:
            continue
        if code not in LANGUAGES:
            raise CatalogueError(f"{code!r} is not a language of the kiosk. Known: {', '.join(LANGUAGES)}.")
        path = folder / f"{code}.po"
        try:
            po = path.read_bytes()
        except OSError as error:
            raise CatalogueError(f"{path}: this file cannot be read ({error}). Mend or restore it.") from error
        catalogue = read_translations(po, code, str(path))
        told += damage(catalogue, po, code, str(path))
        compiled[code] = _compiled(catalogue, str(path))
    if told:
        raise TranslationError(in_lines(told, "translations could not be shown, so nothing was built. Correct them:"))
    return compiled


def in_lines(told: list[Fault], title: str) -> str:
    """All faults under a title, one on a line, MOST_TOLD at most."""
    more = [f"… and {len(told) - MOST_TOLD} more."] if len(told) > MOST_TOLD else []
    return "\n".join([f"{len(told)} {title}", *map(str, told[:MOST_TOLD]), *more])


def _compiled(catalogue: Catalog, where: str) -> bytes:
    """The bytes of a `.mo`, read back: a rule for plurals that no terminal could follow is found here."""
    from babel.messages.mofile import write_mo

    target = io.BytesIO()
    try:
        write_mo(target, catalogue, use_fuzzy=False)
        gettext.GNUTranslations(io.BytesIO(target.getvalue()))
    except (ValueError, LookupError, TypeError) as error:
        raise CatalogueError(f"{where}: its header cannot be used ({error}). Restore it with `kiosk words`.") from error
    return target.getvalue()


def _entry_faults(entry: Entry) -> Iterator[tuple[int, str]]:
    """(which form, what is wrong with it)."""
    forms = _forms(entry)
    if not any(forms):
        french = entry.id[0] if isinstance(entry.id, tuple) else entry.id
        yield 0, f"{french!r} is not translated"
        return
    if isinstance(entry.id, tuple):
        *_, source = entry.id
        optional = frozenset({"n"})
    else:
        source, optional = entry.id, frozenset()
    needed = placeholders(source)
    for index, form in enumerate(forms):
        if not form:
            yield index, f"the plural form {index} of {source!r} is missing ({len(forms)} are needed)"
        elif not needed - optional <= placeholders(form) <= needed or (_fills(source) and not _fills(form)):
            names = " ".join(f"{{{name}}}" for name in sorted(needed)) or "none"
            yield index, f"{form!r} does not have the placeholders of {source!r}, {names}"


def _forms(entry: Entry) -> tuple[str, ...]:
    return tuple(entry.string) if isinstance(entry.string, (tuple, list)) else (entry.string or "",)


def _fills(text: str) -> bool:
    """Whether values can be put into a text."""
    try:
        text.format(**dict.fromkeys(placeholders(text), "7"))
    except (LookupError, ValueError, AttributeError, TypeError):
        return False
    return True


def _header_faults(catalogue: Catalog, po: bytes, code: str, where: str) -> Iterator[Fault]:
    """A file whose header allows fewer plural forms than its language has."""
    from babel import UnknownLocaleError
    from babel.messages.plurals import get_plural

    if not any(isinstance(entry.id, tuple) for entry in catalogue):
        return
    try:
        needed = get_plural(code).num_plurals
    except (UnknownLocaleError, ValueError):
        return
    if catalogue.num_plurals < needed:
        line = next((number for number, text in enumerate(po.split(b"\n"), 1) if b"nplurals" in text), 1)
        yield Fault(where, line, "", f"the header tells {catalogue.num_plurals} plural forms, {code} has {needed}")


def _msgstr_lines(po: bytes) -> Mapping[int, Mapping[int, int]]:
    """Line of each msgid → plural form → line of its msgstr, all counted from 1."""
    lines: dict[int, dict[int, int]] = {}
    current: dict[int, int] = {}
    for number, line in enumerate(po.split(b"\n"), 1):
        keyword = _KEYWORD.match(line)
        if keyword and keyword[1] == b"msgid":
            current = lines.setdefault(number, {})
        elif keyword:
            current[int(keyword[2] or 0)] = number
    return lines

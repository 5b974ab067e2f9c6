"""The translators' `.po` files, checked and compiled to what a release carries.

A release is not built with a string that could not be shown: a blank translation, a control character, a plural form
that is missing, `{placeholders}` that are not those of the French, another rule for plurals than the language's. All
such faults are told at once, each with its file and line. A string that a file does not hold at all is no fault here:
it stays French, and `kiosk words --check` tells it.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.errors import CatalogueError, TranslationError
from kiosk.i18n.catalogue import placeholders
from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE
from kiosk.i18n.writing import is_blank, unfit_sign
from kiosk.publish.plurals import lone_forms, number_fault, other_rule, rule_fault
from kiosk.publish.po_lines import header_line, header_of, msgstr_lines, parts_of, refuse_twice, text_of

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from babel.messages.catalog import Message as Entry

    from kiosk.publish.extraction import Message

MOST_TOLD = 20


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
    """The catalogue of a translator's file. Raises CatalogueError, naming `where` and the line, if it is malformed."""
    from babel.messages.pofile import PoFileError, read_po

    text = text_of(po, where)
    parts = parts_of(text, where)
    refuse_twice(parts, where)
    header = header_of(parts)
    if wrong := number_fault(header.text if header else ""):
        raise CatalogueError(f"{where}, line {header_line(text, parts, 'nplurals')}: {wrong}. Correct the header.")
    try:
        catalogue = read_po(text.split("\n"), locale=code, abort_invalid=True)
    except PoFileError as error:
        what = str(error).removesuffix(f" on {error.lineno}")
        raise CatalogueError(f"{where}, line {error.lineno + 1}: {what}. Mend or restore it.") from error
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        raise CatalogueError(f"{where}: this file cannot be read ({error}). Mend or restore it.") from error
    if catalogue.charset not in ("utf-8", "utf8"):
        raise CatalogueError(
            f"{where}, line {header_line(text, parts, 'charset')}: the header tells charset={catalogue.charset}. "
            "Save the file in UTF-8 and write charset=utf-8 there."
        )
    if wrong := rule_fault(catalogue.num_plurals, catalogue.plural_expr):
        raise CatalogueError(f"{where}, line {header_line(text, parts, 'plural=')}: {wrong}. Correct the header.")
    return catalogue


def entry_of(catalogue: Catalog, message: Message) -> Entry | None:
    """The entry of a message; None when there is none, or one of which only the singular is the same."""
    entry = catalogue.get(message.text)
    return entry if entry is not None and entry.id == id_of(message) else None


def id_of(message: Message) -> str | tuple[str, str]:
    """What a message is known by in a `.po` file."""
    return (message.text, message.plural) if message.plural else message.text


def is_translated(entry: Entry) -> bool:
    """Whether every form of an entry is written."""
    return not any(is_blank(form, french_of(entry)) for form in forms_of(entry))


def french_of(entry: Entry) -> str:
    """The French of an entry, its singular when it counts."""
    return entry.id[0] if isinstance(entry.id, tuple) else entry.id


def forms_of(entry: Entry) -> tuple[str, ...]:
    return tuple(entry.string) if isinstance(entry.string, (tuple, list)) else (entry.string or "",)


def damage(catalogue: Catalog, po: bytes, code: str, where: str) -> list[Fault]:
    """Every string of a file, as `read_translations` read it, that could not be shown. Doubtful ones are left out:
    they are never carried."""
    text = text_of(po, where)
    parts = parts_of(text, where)
    lines = msgstr_lines(parts)
    told: list[Fault] = []
    counts = any(isinstance(entry.id, tuple) for entry in catalogue)
    if counts and (said := other_rule(catalogue.num_plurals, catalogue.plural_expr, code)):
        told.append(Fault(where, header_line(text, parts, "nplurals"), "", said))
    for entry in catalogue:
        if not entry.id or entry.fuzzy:
            continue
        places = lines.get(entry.lineno or 0, {})
        for index, said in entry_faults(entry, catalogue):
            line = places.get(index) or max(places.values(), default=entry.lineno)
            told.append(Fault(where, line, french_of(entry), said))
    return sorted(told, key=lambda fault: fault.line)


def compile_translations(folder: Path, codes: Iterable[str], strict: bool = True) -> dict[str, bytes]:
    """Language code → gettext `.mo` bytes, for every code but French, from `folder/<code>.po`.

    Doubtful ("fuzzy") translations are left out: French is better than a guess.
    Raises CatalogueError when a language is unknown or its file is missing, malformed or without a string, and
    TranslationError, which tells them all, when there are strings that could not be shown; when not `strict`, they are
    carried, and `Words` shows French in their place.
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
        if not len(catalogue):
            raise CatalogueError(f"{path}, line 1: this file holds no string. Restore it, or run `kiosk words`.")
        told += damage(catalogue, po, code, str(path))
        compiled[code] = _compiled(catalogue, str(path))
    if told and strict:
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


def entry_faults(entry: Entry, catalogue: Catalog) -> Iterator[tuple[int, str]]:
    """(which form, what is wrong with it), of an entry of `catalogue`."""
    forms, french = forms_of(entry), french_of(entry)
    blank = [is_blank(form, french) for form in forms]
    if all(blank):
        yield 0, f"{french!r} is not translated"
        return
    plural = isinstance(entry.id, tuple)
    source = entry.id[-1] if plural else entry.id
    lone = lone_forms(catalogue.plural_expr) if plural else frozenset()
    needed = placeholders(source)
    names = " ".join(f"{{{name}}}" for name in sorted(needed)) or "none"
    for index, form in enumerate(forms):
        optional = {"n"} if index in lone else set()
        if blank[index]:
            yield index, f"the plural form {index} of {source!r} is missing ({len(forms)} are needed)"
        elif sign := unfit_sign(form):
            yield index, f"the translation of {french!r} holds the control character {sign}, take it out"
        elif not needed - optional <= placeholders(form) <= needed or (_fills(source) and not _fills(form)):
            yield index, f"{form!r} does not have the placeholders of {source!r}, {names}"


def _fills(text: str) -> bool:
    """Whether values can be put into a text."""
    try:
        text.format(**dict.fromkeys(placeholders(text), "7"))
    except (LookupError, ValueError, AttributeError, TypeError):
        return False
    return True

"""Keeps the translators' files, `translations/<code>.po` and their template `kiosk.pot`, up to date with the product.

What a translator wrote is kept, with who has read it; a string that is new or has changed arrives empty; one that is
gone goes. The files stay the same, byte for byte, while the product does.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from kiosk import __version__
from kiosk.i18n.catalogue import placeholders
from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE
from kiosk.publish.extraction import Message, collect, python_messages
from kiosk.publish.review import DRAFT, REREAD, honest_comments
from kiosk.publish.translations import Fault, damage, entry_of, is_translated, read_translations

if TYPE_CHECKING:
    from babel.messages.catalog import Message as Entry

__all__ = [
    "Message",
    "collect",
    "faults",
    "languages_to_translate",
    "placeholders",
    "python_messages",
    "renew",
    "template",
]

HEADER = f"""# {{language}}: the words of the kiosk.
# A string that bears the comment "{DRAFT}", or none, has not been re-read by a speaker.
# When one has, write "{REREAD}" in its place."""
TEMPLATE_HEADER = """# The words of the kiosk, in French: the template of every translation."""
STAMP = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""Files are remade often: a date that moves would be the only change in most of them."""
FORMATS = frozenset({"python-brace-format", "python-format"})


def renew(po: bytes, code: str, messages: Iterable[Message]) -> bytes:
    """The `.po` file of language `code` with exactly these messages. Raises CatalogueError when it is malformed."""
    known = read_translations(po, code, f"translations/{code}.po")
    catalogue = _empty(code, HEADER.format(language=LANGUAGES[code].endonym))
    if catalogue.locale is not None:
        catalogue.mime_headers = [("Plural-Forms", known.plural_forms)]
    for message in messages:
        _add(catalogue, message, entry_of(known, message))
    return _written(catalogue)


def template(messages: Iterable[Message]) -> bytes:
    """`kiosk.pot`, from which usual tools begin a language."""
    catalogue = _empty(None, TEMPLATE_HEADER)
    for message in messages:
        _add(catalogue, message, None)
    return _written(catalogue)


def faults(code: str, po: bytes, messages: Iterable[Message], where: str = "") -> list[Fault]:
    """What is wrong with a language, in the order of its file: strings that are missing, doubtful, or damaged."""
    where = where or f"translations/{code}.po"
    catalogue = read_translations(po, code, where)
    wanted = list(messages)
    texts = {message.text for message in wanted}
    told = [fault for fault in damage(catalogue, po, code, where) if fault.text in texts or not fault.text]
    for message in wanted:
        entry = entry_of(catalogue, message)
        if entry is None:
            told.append(Fault(where, 0, message.text, f"{message.text!r} is not there: run `kiosk words`"))
        elif entry.fuzzy:
            said = f"the translation of {message.text!r} is marked doubtful"
            told.append(Fault(where, entry.lineno or 0, message.text, said))
    return sorted(told, key=lambda fault: fault.line)


def languages_to_translate() -> list[str]:
    return [code for code in LANGUAGES if code != SOURCE_LANGUAGE]


def _empty(code: str | None, header: str) -> Catalog:
    return Catalog(
        locale=code,
        domain="kiosk",
        header_comment=header,
        project="kiosk",
        version=__version__,
        copyright_holder="the kiosk's contributors",
        msgid_bugs_address="none",
        last_translator=DRAFT,
        language_team="none",
        fuzzy=False,
        creation_date=STAMP,
        revision_date=STAMP,
    )


def _add(catalogue: Catalog, message: Message, before: Entry | None) -> None:
    kept = before if before is not None and (is_translated(before) or any(before.string)) else None
    catalogue.add(
        (message.text, message.plural) if message.plural else message.text,
        string=kept.string if kept else "",
        locations=[(message.where, None)],
        auto_comments=[message.comment] if message.comment else [],
        user_comments=honest_comments(before) if before is not None else [],
        flags=(kept.flags - FORMATS) if kept else (),
    )


def _written(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False, sort_output=False)
    return out.getvalue()

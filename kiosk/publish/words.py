"""Keeps the translators' files, `translations/<code>.po` and their template `kiosk.pot`, up to date with the product.

What a translator wrote is kept, with who has read it; a string that is new or has changed arrives empty. The
translation of one that is gone is kept out of use ("#~"), and comes back with its French. The files stay the same, byte
for byte, while the product does.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import write_po

from kiosk import __version__
from kiosk.errors import CatalogueError
from kiosk.i18n.catalogue import placeholders
from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE
from kiosk.publish.extraction import Message, collect, python_messages
from kiosk.publish.review import DRAFT, REREAD, honest_comments
from kiosk.publish.translations import Fault, damage, entry_of, forms_of, id_of, is_translated, read_translations

__all__ = [
    "Message",
    "collect",
    "faults",
    "languages_to_translate",
    "placeholders",
    "python_messages",
    "refuse_loss",
    "renew",
    "template",
]

HEADER = f"""# {{language}}: the words of the kiosk.
# A string that bears the comment "{DRAFT}", or none, has not been re-read by a speaker.
# When one has, write "{REREAD}" in its place; `kiosk words` adds a mark to it.
# A string that changes after that is a draft again: write it anew, without the mark."""
TEMPLATE_HEADER = """# The words of the kiosk, in French: the template of every translation."""
STAMP = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""Files are remade often: a date that moves would be the only change in most of them."""
FORMATS = frozenset({"python-brace-format", "python-format"})
DOUBTFUL = "was marked doubtful when it went out of use"
"""What is out of use bears no flags in a `.po` file: this comment keeps the doubt."""
UNKNOWN = ("", "FULL NAME <EMAIL@ADDRESS>", "LANGUAGE <LL@li.org>")
_HIDDEN = re.compile(rb"^[ \t]*#.*\bmsg(?:id|str)\b", re.MULTILINE)


def renew(po: bytes, code: str, messages: Iterable[Message]) -> bytes:
    """The `.po` file of language `code` with exactly these messages in use. Raises CatalogueError when malformed."""
    known = read_translations(po, code, f"translations/{code}.po")
    catalogue = _empty(code, HEADER.format(language=LANGUAGES[code].endonym))
    catalogue.last_translator = _told(known.last_translator, DRAFT)
    catalogue.language_team = _told(known.language_team, "none")
    if catalogue.locale is not None:
        catalogue.mime_headers = [("Plural-Forms", known.plural_forms)]
    unused = {_key(entry): entry for entry in known.obsolete.values() if any(forms_of(entry))}
    unused |= {_key(entry): entry for entry in known if entry.id and any(forms_of(entry))}
    for message in messages:
        before = unused.pop((id_of(message), ""), None) or entry_of(known, message)
        _add(catalogue, message, before, honest_comments(before, known) if before is not None else [])
    catalogue.obsolete = {str(key): _retired(entry, known) for key, entry in unused.items()}
    return _written(catalogue)


def refuse_loss(po: bytes, code: str, messages: Iterable[Message], where: str, retire: bool = False) -> None:
    """Raises CatalogueError, naming `where`, when a renewal would put more than a third of the translations of a file
    out of use and nobody asked to `retire` them, or when a file reads as empty and is not."""
    known = read_translations(po, code, where)
    kept = [entry for entry in known if entry.id and is_translated(entry)]
    if not len(known) and not known.obsolete and po.strip() and (b"\nmsgid" not in b"\n" + po or _HIDDEN.search(po)):
        raise CatalogueError(f"{where}, line 1: no string could be read in this file, and it is not empty. Restore it.")
    wanted = {id_of(message) for message in messages}
    gone = sum(entry.id not in wanted for entry in kept)
    if gone * 3 > len(kept) and not retire:
        raise CatalogueError(
            f"{where}: {gone} of its {len(kept)} translations would go out of use. Restore what they translate, or, "
            "if it has changed on purpose, run `kiosk words --retire`, which keeps them at the end of the file."
        )


def template(messages: Iterable[Message]) -> bytes:
    """`kiosk.pot`, from which usual tools begin a language."""
    catalogue = _empty(None, TEMPLATE_HEADER)
    for message in messages:
        _add(catalogue, message, None, [])
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


def _told(value: str, otherwise: str) -> str:
    """What a translator wrote in a header, on one line."""
    value = " ".join(value.split())
    return otherwise if value in UNKNOWN else value


def _key(entry: Entry) -> tuple[str | tuple[str, ...], str]:
    return entry.id, entry.context or ""


def _retired(entry: Entry, known: Catalog) -> Entry:
    """An entry out of use, with its state and its doubt."""
    comments = honest_comments(entry, known)
    doubt = [DOUBTFUL] if entry.fuzzy and DOUBTFUL not in comments else []
    return Entry(entry.id, entry.string, user_comments=[*comments, *doubt], context=entry.context)


def _add(catalogue: Catalog, message: Message, before: Entry | None, comments: list[str]) -> None:
    kept = before if before is not None and any(forms_of(before)) else None
    flags = (kept.flags - FORMATS) if kept else set()
    catalogue.add(
        id_of(message),
        string=kept.string if kept else "",
        locations=[(message.where, None)],
        auto_comments=[message.comment] if message.comment else [],
        user_comments=[comment for comment in comments if comment != DOUBTFUL],
        flags=flags | ({"fuzzy"} if DOUBTFUL in comments else set()),
    )


def _written(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False, sort_output=False)
    return out.getvalue()

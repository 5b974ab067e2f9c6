"""Collects every string a visitor can see into the translators' files, `translations/<code>.po`.

Strings come from Python (`t("…")` and `N_("…")`), from the guide, and from the vocabulary of the directory. What a
translator wrote is kept; a string that is new arrives empty; one that is gone goes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from kiosk import __version__
from kiosk.guide.messages import guide_messages
from kiosk.guide.tree import Guide
from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE
from kiosk.publish.translations import read_translations

KEYWORDS = {"t": None, "N_": None}
HEADER = """# {language}: the words of the kiosk.
# A string that bears the comment "machine draft" has not been re-read by a speaker.
# Take the comment away when one has."""
STAMP = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""Files are remade often: a date that moves would be the only change in most of them."""


@dataclass(frozen=True, slots=True)
class Message:
    """A French string, where it stands, and what a translator should know about it."""

    text: str
    where: str
    comment: str = ""


def python_messages(package: Path) -> Iterator[Message]:
    """Strings marked in the Python files of `package`."""
    for path in sorted(package.rglob("*.py")):
        with path.open("rb") as stream:
            for _, text, comments, _ in extract("python", stream, KEYWORDS, ["Translators:"]):
                if isinstance(text, str) and text:
                    yield Message(text, path.relative_to(package.parent).as_posix(), " ".join(comments))


def collect(guide: Guide, vocabulary: Mapping[str, Mapping[str, str]], package: Path) -> list[Message]:
    """Every string of the product, each once, in a stable order."""
    found: Iterable[Message] = (
        *python_messages(package),
        *(Message(text, "content/guide", comment) for text, comment in guide_messages(guide)),
        *(Message(text, "content/vocabulary", kind) for kind, words in vocabulary.items() for text in words.values()),
    )
    return list({message.text: message for message in reversed(list(found))}.values())[::-1]


def renew(po: bytes, code: str, messages: Iterable[Message]) -> bytes:
    """The `.po` file of language `code` with exactly these messages. Raises CatalogueError when it is malformed."""
    catalogue = Catalog(
        locale=code,
        domain="kiosk",
        header_comment=HEADER.format(language=LANGUAGES[code].endonym),
        project="kiosk",
        version=__version__,
        copyright_holder="the kiosk's contributors",
        msgid_bugs_address="none",
        last_translator="machine draft",
        language_team="none",
        fuzzy=False,
        creation_date=STAMP,
        revision_date=STAMP,
    )
    known = read_translations(po, code, f"translations/{code}.po")
    for message in messages:
        before = known.get(message.text)
        catalogue.add(
            message.text,
            string=before.string if before else "",
            locations=[(message.where, None)],
            auto_comments=[message.comment] if message.comment else [],
            user_comments=before.user_comments if before else [],
            flags=(before.flags - {"python-brace-format", "python-format"}) if before else (),
        )
    out = io.BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False, sort_output=False)
    return out.getvalue()


def placeholders(text: str) -> frozenset[str]:
    """The `{names}` of a string."""
    import string

    try:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)
    except ValueError:
        return frozenset({"malformed"})


def faults(code: str, po: bytes, messages: Iterable[Message]) -> list[str]:
    """What is wrong with a language: strings missing, doubtful, or whose placeholders differ from the French."""
    catalogue = read_translations(po, code, f"translations/{code}.po")
    told = []
    for message in messages:
        entry = catalogue.get(message.text)
        if entry is None or not entry.string:
            told.append(f"{code}: {message.text!r} is not translated")
        elif entry.fuzzy:
            told.append(f"{code}: the translation of {message.text!r} is marked doubtful")
        elif placeholders(str(entry.string)) != placeholders(message.text):
            told.append(f"{code}: {entry.string!r} does not have the placeholders of {message.text!r}")
    return told


def languages_to_translate() -> list[str]:
    return [code for code in LANGUAGES if code != SOURCE_LANGUAGE]

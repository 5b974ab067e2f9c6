"""Every word of the product, in every language: complete, up to date, and marked where no speaker has read it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from kiosk.cli import main
from kiosk.i18n.catalogue import load_catalogue
from kiosk.publish.publication import load_companions
from kiosk.publish.review import is_state
from kiosk.publish.translations import compile_translations
from kiosk.publish.words import Message, collect, languages_to_translate, placeholders

LETTERS = {"ar": "\u0600-\u06ff", "fa": "\u0600-\u06ff", "uk": "\u0400-\u04ff", "ru": "\u0400-\u04ff"}
"""The script a language is written in, where it is not the Latin one."""


@pytest.fixture(scope="module")
def messages(repository: Path) -> list[Message]:
    companions = load_companions(repository, ("fr",))
    return collect(companions.guide, companions.vocabulary, repository / "kiosk")


def catalogue_of(repository: Path, code: str) -> Catalog:
    return read_po(io.BytesIO((repository / "translations" / f"{code}.po").read_bytes()), locale=code)


def written(catalogue: Catalog, french: str) -> str:
    """The translation of a string; empty when there is none, which the first test tells."""
    entry = catalogue.get(french)
    return str(entry.string) if entry else ""


def test_the_files_are_complete_and_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    """`kiosk words --check` finds nothing missing, nothing doubtful, no placeholder that differs, no file to renew."""
    code = main(["words", "--check"])
    said = capsys.readouterr()
    assert (code, said.err) == (0, "")
    assert said.out.endswith(" 0 to look at\n")


@pytest.mark.parametrize("code", languages_to_translate())
def test_placeholders_are_filled_in_every_language(repository: Path, messages: list[Message], code: str) -> None:
    """What a visitor sees never holds a brace: every string is filled with the names the French has."""
    compiled = compile_translations(repository / "translations", (code,))
    assert list(compiled) == [code]
    catalogue = catalogue_of(repository, code)
    for message in messages:
        values = dict.fromkeys(placeholders(message.text), "7")
        translated = written(catalogue, message.text)
        assert "{" not in (translated.format(**values) if values else translated), message.text


@pytest.mark.parametrize("code", languages_to_translate())
def test_drafts_by_machine_are_marked(repository: Path, messages: list[Message], code: str) -> None:
    """The one comment a string may bear is its state, spelt as the head of the file explains it."""
    catalogue = catalogue_of(repository, code)
    entries = [entry for entry in (catalogue.get(message.text) for message in messages) if entry]
    assert '"machine draft", or none, has not been re-read by a speaker' in catalogue.header_comment
    assert [comment for entry in entries for comment in entry.user_comments if not is_state(comment)] == []


NAMES = {"a label that a place bears", "Caf, RSA, prime d'activité", "Caf, Caisse d'allocations familiales"}
"""Networks, by the sort they have in the vocabulary, and benefits: said as they are written on doors and letters."""


@pytest.mark.parametrize("code", LETTERS)
def test_a_language_is_written_in_its_own_letters(repository: Path, messages: list[Message], code: str) -> None:
    """A sentence in another script holds its own letters: no French was left where words should be."""
    import re

    catalogue, own = catalogue_of(repository, code), re.compile(f"[{LETTERS[code]}]")
    french = [
        m.text
        for m in messages
        if catalogue.get(m.text)
        and m.comment not in NAMES
        and m.text not in NAMES
        and len(re.sub(r"\{.*?\}", "", m.text).split()) > 3
        and not own.search(written(catalogue, m.text))
    ]
    assert french == []


def test_the_release_carries_every_language(demonstration: Path) -> None:
    """What is on the terminal is what the translators wrote: the button to a human differs in each."""
    words = load_catalogue(demonstration / "translations", ("fr", *languages_to_translate()))
    assert len({words[code]("Parler à quelqu'un") for code in words.codes}) == len(words.codes)

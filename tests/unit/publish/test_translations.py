"""Translators' files become what a release carries, or are refused with the line that is wrong."""

from __future__ import annotations

import gettext
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import CatalogueError
from kiosk.publish.translations import compile_translations, read_translations

HEAD = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
GOOD = HEAD + b'# machine draft\nmsgid "Retour"\nmsgstr "Back"\n\n#, fuzzy\nmsgid "Langues"\nmsgstr "Tongues"\n'


def test_what_is_sure_is_compiled(tmp_path: Path) -> None:
    """A translation is carried, a doubtful one is not: French is better than a guess."""
    (tmp_path / "en.po").write_bytes(GOOD)
    compiled = compile_translations(tmp_path, ("fr", "en"))
    assert list(compiled) == ["en"]
    words = gettext.GNUTranslations(io.BytesIO(compiled["en"]))
    assert (words.gettext("Retour"), words.gettext("Langues")) == ("Back", "Langues")


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    """A site that asks for a language nobody has: which, and those there are."""
    with pytest.raises(CatalogueError, match=r"'xx' is not a language.*fr, en, ar, uk"):
        compile_translations(tmp_path, ("fr", "xx"))


@pytest.mark.parametrize(
    ("line", "number"),
    [
        (b"msgstr Back", 6),
        (b'msgstr "Back', 6),
        (b'msgstr Back"', 6),
        (b'msgstr "Ba"ck"', 6),
        (b"<<<<<<< HEAD", 6),
        (b'msgstr ""\n"Back', 7),
        (b'msgstr "Back\\"', 6),
    ],
)
def test_a_missing_quote_is_found_on_its_line(line: bytes, number: int) -> None:
    """A quote forgotten, doubled or escaped away, or the marks of a merge: the line of it, and not half a word."""
    with pytest.raises(CatalogueError, match=f"^en.po, line {number}: a quote is missing"):
        read_translations(HEAD + b'msgid "Retour"\n' + line + b"\n", "en", "en.po")


@pytest.mark.parametrize(
    "text",
    [
        b'msgstr "Back \\"here\\""',
        b'msgstr ""\n"Ba"\n"ck"',
        b'  msgstr  "Back" \r',
        b'msgstr "Back"\n#~ msgid "Gone"\n#~ msgstr "Parti"',
    ],
)
def test_every_way_of_writing_a_line_is_read(text: bytes) -> None:
    """Escaped quotes, several lines, spaces, line ends of another system, and what is out of use."""
    read_translations(HEAD + b'msgid "Retour"\n' + text, "en", "en.po")


@given(st.binary(max_size=80), st.integers(0, len(GOOD)))
def test_any_file_is_read_or_refused(noise: bytes, at: int) -> None:
    """Bytes put anywhere into a good file: it is read, or the sentence names it."""
    try:
        read_translations(GOOD[:at] + noise + GOOD[at:], "en", "en.po")
    except CatalogueError as error:
        assert str(error).startswith("en.po")

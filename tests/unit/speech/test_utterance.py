from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.utterance import MAX_CHARACTERS, PIECE, Line, Utterance, clean, pieces, to_say


def test_clean_cuts_and_strips() -> None:
    """What no voice can say is taken out, and a text without end is cut."""
    assert clean("a\x00b\n\t c\ud800 \x1b") == "a b c"
    assert len(clean("a" * 20_000)) == MAX_CHARACTERS


def test_pieces_end_with_sentences() -> None:
    """A long text is cut after its sentences when it has any."""
    text = "Un. Deux trois. Quatre"
    assert [text[start:end] for start, end in pieces(text, 12)] == ["Un.", "Deux trois.", "Quatre"]


@given(st.text(max_size=300), st.integers(1, 50))
def test_pieces_lose_nothing(text: str, limit: int) -> None:
    """Pieces are short and in order, none is empty, and together they hold every sign but white space."""
    cut = list(pieces(text, limit))
    assert all(0 < end - start <= limit for start, end in cut)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(cut))
    assert "".join("".join(text[start:end] for start, end in cut).split()) == "".join(text.split())


def test_a_line_says_a_part_of_what_is_shown() -> None:
    """The words of a line are those of its span; without one they are the whole text."""
    text = "En français : bonjour"
    assert Line("a", text).words == text
    assert Line("a", text, "fr", 14).words == "bonjour"


def test_every_line_goes_to_the_voice_in_its_own_language() -> None:
    """A line without a language has that of the utterance; empty lines and mere signs of layout are left out."""
    lines = (Line("a", "Hello"), Line("b", "  "), Line("c", "Le Havre", "fr"), Line("d", "\u2068\u2069"))
    said = to_say(Utterance("en", lines))
    assert [(line.key, line.words, line.language) for line in said] == [("a", "Hello", "en"), ("c", "Le Havre", "fr")]


@given(st.text(max_size=1200), st.integers(0, 20))
def test_what_is_said_stands_in_what_is_shown(text: str, start: int) -> None:
    """However long the text, each line to say is a short span of it, after the start of the line and in order."""
    said = to_say(Utterance("fr", (Line("a", text, "", start),)))
    assert all(line.text == text and start <= line.start < (line.end or 0) <= line.start + PIECE for line in said)
    assert [line.start for line in said] == sorted(line.start for line in said)


def test_a_text_without_end_is_cut() -> None:
    """No more than MAX_CHARACTERS of a line are said."""
    said = to_say(Utterance("fr", (Line("a", "mot " * 5000),)))
    assert 9000 < sum(len(line.words) for line in said) <= MAX_CHARACTERS

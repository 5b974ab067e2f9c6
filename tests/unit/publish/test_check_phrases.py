"""Lists of words, found in every form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.publish.check.phrases import Finder, contains, phrases
from kiosk.publish.check.prose import sentences, tokens, words


@pytest.mark.parametrize(
    ("listed", "text", "there"),
    [
        ("usager", "Les usagères", True),
        ("bénéficiaire", "BENEFICIAIRES", True),
        ("éligib*", "L’éligibilité", True),
        ("éligib*", "élire", False),
        ("=téléphoner", "le téléphone", False),
        ("=téléphoner", "Je veux téléphoner.", True),
        ("prise en charge", "vos prises en charge", True),
        ("prise en charge", "une prise, en charge", False),
        ("social", "les logements sociaux", True),
        ("afin de", "Afin d'aller", False),
        ("médiateur", "Une médiatrice", True),
        ("compléter", "Complétez la page.", True),
        ("fournir", "Vous fournissez", True),
        ("via|par le biais", "par le biais d'un ami", True),
        ("sœur", "Ma soeur", True),
    ],
)
def test_forms(listed: str, text: str, there: bool) -> None:
    """Plural, feminine, verbs, accents, elision, ligatures; phrases only where no sign cuts them."""
    assert contains(text, phrases(listed)) is there


def test_longer_wordings_win() -> None:
    """A phrase that holds a shorter one is told once."""
    finder = Finder([(wording, name) for name in ("aide", "aide sociale") for wording in phrases(name)])
    assert list(finder("Une aide sociale, une aide")) == [("aide sociale", "aide sociale"), ("aide", "aide")]


@given(st.text(max_size=60))
def test_an_empty_or_odd_list_finds_nothing_odd(text: str) -> None:
    """Any text may stand in a list, and what is found stands in the text."""
    listed = phrases(text)
    found = list(Finder((wording, 1) for wording in listed)(text))
    assert all(part in text for part, _ in found)


@pytest.mark.parametrize(
    ("text", "count"),
    [("J'ai faim", 2), ("l'eau", 1), ("Le 0 800 23 13 13", 2), ("Ouvre à {time} !", 3), ("Où ?", 1), ("", 0)],
)
def test_words_are_counted_by_their_spaces(text: str, count: int) -> None:
    """An elision, a number with its spaces and a placeholder are one word; a lone mark is none."""
    assert len(words(text)) == count


def test_sentences() -> None:
    """They end at a mark followed by a space, so that a decimal or a web address is not cut."""
    assert sentences("Venez. Où ? Sur a.fr, pour 3.50 euros") == ["Venez.", "Où ?", "Sur a.fr, pour 3.50 euros"]


@given(st.text(max_size=80))
def test_tokens_know_their_place(text: str) -> None:
    """Tokens follow each other, without overlap, and their parts of the text hold a letter or digit."""
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert any(map(str.isalnum, text[token.start : token.end]))
        end = token.end

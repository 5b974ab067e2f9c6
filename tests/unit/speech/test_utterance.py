from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.i18n.languages import LANGUAGES, Language
from kiosk.speech.utterance import MAX_CHARACTERS, clean, pieces, spoken

NBSP = "\N{NO-BREAK SPACE}"
NNBSP = "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", "Appelez le 03 53 01 02 03.", "Appelez le 03, 53, 01, 02, 03."),
        ("fr", "Appelez le 0353010203.", "Appelez le 03, 53, 01, 02, 03."),
        ("fr", f"+33 3{NBSP}53 01 02 03", "03, 53, 01, 02, 03"),
        ("uk", "03.53.01.02.03", "03, 53, 01, 02, 03"),
        ("fr", "Le 3919 est gratuit", "Le 39 19 est gratuit"),
        ("fr", "3000 € par mois", "3000 € par mois"),
        ("fr", "En 2026", "En 2026"),
        ("fr", "09:00-12:00", "9 heures à 12 heures"),
        ("fr", "de 9h30 à 12 h", "de 9 heures 30 à 12 heures"),
        ("fr", "01:00", "1 heure"),
        ("en", "09:00-12:30", "9:00 to 12:30"),
        ("uk", "09:00–12:00", "9:00 до 12:00"),
        ("fr", f"12{NNBSP}km", "12 kilomètres"),
        ("fr", "1,2 km", "1,2 kilomètre"),
        ("fr", "350 m", "350 mètres"),
        ("fr", "5 min", "5 min"),
        ("fr", "M. Petit, 12 rue Basse", "M. Petit, 12 rue Basse"),
        ("en", "12 km", "12 kilometres"),
        ("uk", "12 км", "12 кілометрів"),
        ("ar", "12 كم", "12 كيلومترًا"),
        ("fr", "https://www.rdv-service-public.fr/org/12?x=1", "rdv-service-public point fr"),
        ("en", "www.example.org", "example dot org"),
        ("fr", "accueil@ville.fr", "accueil@ville.fr"),
        ("xx", "09:00", "09:00"),
    ],
)
def test_spoken_forms(language: str, text: str, said: str) -> None:
    """Numbers, times, distances and links are said as a person would say them."""
    assert spoken(text, language) == said


@given(st.text(max_size=200), st.sampled_from([*LANGUAGES, "xx"]))
def test_spoken_never_fails(text: str, language: str) -> None:
    """Any text has a spoken form, on one line and without control characters."""
    said = spoken(text, language)
    assert all(unicodedata.category(sign) not in ("Cc", "Cs") for sign in said)


@given(st.from_regex(r"[ 0-9:hkm.,€/@-]{0,40}", fullmatch=True), st.sampled_from([*LANGUAGES]))
def test_spoken_numbers_never_fail(text: str, language: str) -> None:
    """Any heap of digits and units has a spoken form, and that form is not empty unless the text was."""
    assert bool(spoken(text, language)) == bool(text.strip())


def test_clean_cuts_and_strips() -> None:
    """What no voice can say is taken out, and a text without end is cut."""
    assert clean("a\x00b\n\t c\ud800 \x1b") == "a b c"
    assert len(clean("a" * 20_000)) == MAX_CHARACTERS


def test_pieces_end_with_sentences() -> None:
    """A long text is cut after its sentences when it has any."""
    assert pieces("Un. Deux trois. Quatre", 12) == ["Un.", "Deux trois.", "Quatre"]


@given(st.text(max_size=300), st.integers(1, 50))
def test_pieces_lose_nothing(text: str, limit: int) -> None:
    """Pieces are short, none is empty, and together they hold every sign but white space."""
    cut = pieces(text, limit)
    assert all(0 < len(piece) <= limit for piece in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())


def test_a_language_without_words_of_its_own_is_still_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more line in LANGUAGES is enough: signs stand where its words for a point and a span are not given."""
    monkeypatch.setitem(LANGUAGES, "de", Language("de", "Deutsch", "de_DE", "de"))
    assert spoken("ccas.fr", "de").split() == ["ccas", ".", "fr"]
    assert spoken("09:00-12:00", "de") == "9:00 - 12:00"
    monkeypatch.setitem(LANGUAGES, "de", Language("de", "Deutsch", "de_DE", "de", dot="Punkt", to="bis"))
    assert (spoken("ccas.fr", "de"), spoken("09:00-12:00", "de")) == ("ccas Punkt fr", "9:00 bis 12:00")

"""Mending of single values: text, names, numbers, dates, positions, links."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.publish import clean
from kiosk.publish.readable import LONGEST_NAME, readable_name, readable_street, readable_town

TODAY = dt.date(2026, 6, 1)
ANYTHING = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text(), max_size=2))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  deux \u00a0\u202f mots\n", "deux mots"),
        ("d\x92Insertion", "d’Insertion"),
        ("L&#39;Atelier &amp; co", "L'Atelier & co"),
        ("nul\x00s", "nul s"),
        ("\ud800bord", "bord"),
        (2820.0, "2820"),
        (59200, "59200"),
        ("null", ""),
        ("-", ""),
        (None, ""),
        (True, ""),
        (["a"], ""),
        (float("nan"), ""),
    ],
)
def test_text_is_one_clean_line(raw: object, text: str) -> None:
    """Spaces, control characters, entities, lone surrogates and placeholders of every kind are put right."""
    assert clean.clean_text(raw) == text


@given(ANYTHING)
def test_no_value_breaks_the_cleaning(value: object) -> None:
    """Whatever JSON holds, cleaning gives text that can be written as UTF-8, and never raises."""
    for function in (clean.clean_text, readable_name, readable_town, readable_street, clean.url, clean.identifier):
        found = function(value)
        assert found.encode() is not None and "\n" not in found
    assert clean.postcode(value) == "" or len(clean.postcode(value)) == 5
    assert clean.siret(value) == "" or len(clean.siret(value)) == 14
    assert len(readable_name(value)) <= LONGEST_NAME
    day = clean.date(value, TODAY)
    assert day is None or clean.OLDEST <= day <= TODAY


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("59200", "59200"),
        (2820, "02820"),
        ("02820", "02820"),
        (59200.0, "59200"),
        ("59", ""),
        ("00000", ""),
        ("5920A", ""),
        ("59200 CEDEX", "59200"),
        ("F-59200", "59200"),
        ("59200 Lille Cedex 9", "59200"),
        ("59200/59100", ""),
        ("591234", ""),
    ],
)
def test_postcode(raw: object, code: str) -> None:
    """A postcode that was a number gets its zero back; anything else is dropped."""
    assert clean.postcode(raw) == code


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("13\u202f000\u202f725\u202f500\u202f016", "13000725500016"),
        ("0" * 14, ""),
        ("1", ""),
        ("13000725500016", "13000725500016"),
    ],
)
def test_siret(raw: str, number: str) -> None:
    """Narrow spaces are taken out; fourteen zeros and "1" are no SIRET."""
    assert clean.siret(raw) == number


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("15/03/2021", dt.date(2021, 3, 15)),
        ("2022-06-16", dt.date(2022, 6, 16)),
        ("2025-01-31T10:20:30.000Z", dt.date(2025, 1, 31)),
        ("31/02/2021", None),
        ("2031-01-01", None),
        ("1970-01-01", None),
        ("hier", None),
        ("99999999999-01-01", None),
    ],
)
def test_dates(raw: str, day: dt.date | None) -> None:
    """Three ways to write a day; the impossible, the future and the last century are no days."""
    assert clean.date(raw, TODAY) == day


@pytest.mark.parametrize(
    ("given_position", "mended"),
    [
        ((50.72, 3.15), (50.72, 3.15, "")),
        (("50,72", "3,15"), (50.72, 3.15, "")),
        ((3.15, 50.72), (50.72, 3.15, "swapped")),
        ((55.5, -21.1), (-21.1, 55.5, "swapped")),
        ((-21.1, 55.5), (-21.1, 55.5, "")),
        ((0, 0), (None, None, "impossible")),
        ((50.72, None), (None, None, "impossible")),
        (("nord", "est"), (None, None, "impossible")),
        ((float("inf"), 3), (None, None, "impossible")),
        ((None, ""), (None, None, "missing")),
    ],
)
def test_positions(given_position: tuple[object, object], mended: tuple[object, object, str]) -> None:
    """Swapped coordinates are put right, overseas France is France, the rest is dropped and said."""
    assert clean.mend_position(*given_position) == mended


@given(st.floats(41.2, 51.2), st.floats(-5.4, 9.7))
def test_a_position_and_its_swap_are_the_same_place(latitude: float, longitude: float) -> None:
    """Wherever in metropolitan France, exchanging the two numbers changes nothing in the end."""
    straight = clean.mend_position(latitude, longitude)
    assert straight[2] == ""
    assert clean.mend_position(longitude, latitude) == (*straight[:2], "swapped")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("ESCALE", "Escale"),
        ("MJC", "MJC"),
        ("CCAS DU NOUVION EN THIERACHE", "CCAS du Nouvion en Thiérache"),
        ("FRANCE SERVICES DE SOLRE-LE-CHATEAU", "France Services de Solre-le-Château"),
        ("MEDIATHEQUE L'ODYSSEE", "Médiathèque l'Odyssée"),
        ("Bibliotheque   Municipale", "Bibliothèque Municipale"),
        ("Agence Pôle Emploi CONDE SUR ESCAUT", "Agence Pôle Emploi Conde sur Escaut"),
        ("Ccas de Feignies", "CCAS de Feignies"),
        ("Union nationale (UNADEV)", "Union nationale (UNADEV)"),
        ("AFP2i", "AFP2i"),
    ],
)
def test_names_are_readable(raw: str, name: str) -> None:
    """Capitals come down, acronyms stay, the accents of usual words come back."""
    assert readable_name(raw) == name


def test_a_long_name_is_cut_at_a_word() -> None:
    """134 characters become at most 120, without a broken word, and the cut is shown."""
    name = readable_name("Centre d'information " * 7)
    assert len(name) <= LONGEST_NAME
    assert name.endswith(("d'information…", "Centre…"))


@pytest.mark.parametrize(
    ("raw", "town"),
    [
        ("LE COUDRAY-SAINT-GERMER", "Le Coudray-Saint-Germer"),
        ("VILLENEUVE D ASCQ", "Villeneuve d'Ascq"),
        ("LILLE CEDEX 9", "Lille"),
        ("L'ISLE-ADAM", "L'Isle-Adam"),
        ("59200 Tourcoing", "Tourcoing"),
        ("Le Nouvion-en-Thiérache", "Le Nouvion-en-Thiérache"),
        ("59200", ""),
    ],
)
def test_towns_are_readable(raw: str, town: str) -> None:
    """Town names as they are written on a sign, without CEDEX or postcode."""
    assert readable_town(raw) == town


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("https://ville.fr/ccas", "https://ville.fr/ccas"),
        ("www.ville.fr", "https://www.ville.fr"),
        ("http:", ""),
        ("http://www,ville.fr", ""),
        ("javascript:alert(1)", ""),
        ("mailto:a@b.fr", ""),
        ("https://ville.fr/?mail=a@b.fr", ""),
        ("voir le site", ""),
        ("http://[", ""),
    ],
)
def test_links(raw: str, url: str) -> None:
    """Only whole http and https addresses are links."""
    assert clean.url(raw) == url

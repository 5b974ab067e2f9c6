"""Distances, days, hours and phone numbers, as each language writes them."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.i18n.formats import (
    format_date_only,
    format_day,
    format_distance,
    format_list,
    format_number,
    format_phone,
    format_span,
    format_time,
    format_weekday,
)
from kiosk.i18n.languages import LANGUAGES

DAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("metres", "french"),
    [(0, "0 m"), (254, "250 m"), (994, "990 m"), (996, "1 km"), (1234, "1,2 km"), (9960, "10 km"), (12400, "12 km")],
)
def test_french_distances(metres: int, french: str) -> None:
    """Tens of metres, then tenths of kilometres, then whole ones."""
    assert format_distance(metres, "fr").replace("\u202f", " ") == french


FRIDAYS = {
    "fr": ("vendredi 20 novembre 2026", "vendredi"),
    "en": ("Friday, 20 November 2026", "Friday"),
    "ar": ("الجمعة، 20 نوفمبر 2026", "الجمعة"),
    "uk": ("пʼятниця, 20 листопада 2026 р.", "пʼятниця"),
    "ru": ("пятница, 20 ноября 2026 г.", "пятница"),
    "ro": ("vineri, 20 noiembrie 2026", "vineri"),
    "es": ("viernes, 20 de noviembre de 2026", "viernes"),
    "pt": ("sexta-feira, 20 de novembro de 2026", "sexta-feira"),
    "it": ("venerdì 20 novembre 2026", "venerdì"),
    "pl": ("piątek, 20 listopada 2026", "piątek"),
    "tr": ("20 Kasım 2026 Cuma", "Cuma"),
    "fa": ("جمعه ۲۰ نوامبر ۲۰۲۶", "جمعه"),
}
DISTANCES = {
    "fr": ("250 m", "1,2 km"),
    "en": ("250 m", "1.2 km"),
    "ar": ("250 مترًا", "1.2 كم"),
    "uk": ("250 м", "1,2 км"),
    "ru": ("250 м", "1,2 км"),
    "ro": ("250 m", "1,2 km"),
    "es": ("250 m", "1,2 km"),
    "pt": ("250 m", "1,2 km"),
    "it": ("250 m", "1,2 km"),
    "pl": ("250 m", "1,2 km"),
    "tr": ("250 m", "1,2 km"),
    "fa": ("۲۵۰ متر", "۱٫۲ کیلومتر"),
}
LISTS = {
    "fr": "a, b et c",
    "en": "a, b and c",
    "ar": "a وb وc",
    "uk": "a, b і c",
    "ru": "a, b и c",
    "ro": "a, b și c",
    "es": "a, b y c",
    "pt": "a, b e c",
    "it": "a, b e c",
    "pl": "a, b i c",
    "tr": "a, b ve c",
    "fa": "a،\u200f b، و c",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_distances_of_every_language(code: str) -> None:
    """Each language has its own comma, digits and name of the unit; a distance is one word that never breaks."""
    written = [format_distance(metres, code) for metres in (254, 1234)]
    assert not any(" " in text for text in written)
    assert tuple(text.replace("\u00a0", " ").replace("\u202f", " ") for text in written) == DISTANCES[code]


@pytest.mark.parametrize("code", LANGUAGES)
def test_days_of_every_language(code: str) -> None:
    """A date is written with its weekday, its month in the right case and its year; a weekday stands alone."""
    assert (format_day(DAY, code).replace("\u202f", " "), format_weekday(DAY, code)) == FRIDAYS[code]


@pytest.mark.parametrize("code", LANGUAGES)
def test_lists_of_every_language(code: str) -> None:
    """Members are joined as in a sentence; one is itself, none is nothing."""
    assert format_list(["a", "b", "c"], code) == LISTS[code]
    assert (format_list(["a"], code), format_list([], code)) == ("a", "")


def test_whole_numbers() -> None:
    """Thousands are parted as each language does it, in its digits."""
    assert [format_number(12, code) for code in ("fr", "ar", "fa")] == ["12", "12", "۱۲"]
    assert format_number(12345, "fr").replace("\u202f", " ") == "12 345"
    assert [format_number(12345, code) for code in ("en", "it", "fa")] == ["12,345", "12.345", "۱۲٬۳۴۵"]


@given(st.integers(-(10**9), 10**9), st.sampled_from(sorted(LANGUAGES)))
def test_every_number_reads_back(number: int, code: str) -> None:
    """All the digits of a number are there, in one kind of digits."""
    digits = [sign for sign in format_number(number, code) if sign.isdigit()]
    assert int("".join(digits)) == abs(number)
    assert {ord(sign) - int(sign) for sign in digits} == {ord(LANGUAGES[code].zero)}


def test_a_span_ends_at_24_when_it_ends_at_midnight() -> None:
    """Midnight opens as 00:00 and closes as 24:00."""
    assert format_span(dt.time(9, 5), dt.time(12)) == "09:05-12:00"
    assert format_span(dt.time(0), dt.time(0)) == "00:00-24:00"


def test_hours_stand_as_on_the_door() -> None:
    """Four digits and a colon in every language, in the digits of the language."""
    assert format_time(dt.time(9, 5)) == format_time(dt.datetime(2026, 1, 1, 9, 5)) == "09:05"
    assert {format_time(dt.time(17), code) for code in LANGUAGES if code != "fa"} == {"17:00"}
    assert format_time(dt.time(17), "fa") == "۱۷:۰۰"
    assert format_span(dt.time(9), dt.time(0), "fa") == "۰۹:۰۰-۲۴:۰۰"


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("+33353010012", "03 53 01 00 12"),
        ("0033 3 53 01 00 12", "03 53 01 00 12"),
        ("+33(0)353010012", "03 53 01 00 12"),
        ("03.53.01.00.12", "03 53 01 00 12"),
        ("+590590123456", "05 90 12 34 56"),
        ("3939", "39 39"),
        ("115", "115"),
        ("+44 20 7946 0000", "+44 20 7946 0000"),
        ("voir le site", "voir le site"),
        ("", ""),
    ],
)
def test_phone_numbers_are_written_as_dialled(written: str, dialled: str) -> None:
    """Pairs of digits for French numbers; anything else is left as it was."""
    assert format_phone(written) == dialled


@given(st.text(max_size=20))
def test_no_text_upsets_the_phone_format(text: str) -> None:
    """Any text comes back as a text, and formatting what is formatted changes nothing."""
    assert format_phone(format_phone(text)) == format_phone(text)


@given(st.integers(0, 2_000_000), st.sampled_from(sorted(LANGUAGES)))
def test_every_distance_has_digits(metres: int, language: str) -> None:
    """No distance is without a number in any language."""
    assert any(character.isdigit() for character in format_distance(metres, language))


def test_babel_is_not_loaded_before_it_is_needed() -> None:
    """Importing the formats costs nothing at start."""
    code = "import sys, kiosk.i18n.formats; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_first_of_the_month_is_written_as_in_french() -> None:
    """The first of May is "1er" in French alone."""
    assert format_day(dt.date(2026, 5, 1), "fr") == "vendredi 1er mai 2026"
    assert format_day(dt.date(2026, 5, 11), "fr") == "lundi 11 mai 2026"
    assert format_day(dt.date(2026, 5, 1), "es") == "viernes, 1 de mayo de 2026"


def test_a_date_without_its_weekday() -> None:
    """Day, month and year in the words, order and digits of the language; the first of the month in French."""
    day = dt.date(2026, 11, 12)
    assert format_date_only(day, "fr") == "12 novembre 2026"
    assert format_date_only(dt.date(2026, 11, 1), "fr") == "1er novembre 2026"
    assert format_date_only(dt.date(2026, 11, 21), "fr") == "21 novembre 2026"
    assert format_date_only(day, "en") == "12 November 2026"
    assert format_date_only(day, "ar") == "12 نوفمبر 2026"
    assert format_date_only(day, "fa") == "۱۲ نوامبر ۲۰۲۶"

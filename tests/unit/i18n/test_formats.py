"""Distances, days, hours and phone numbers, as each language writes them."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.i18n.formats import format_day, format_distance, format_phone, format_span, format_time, format_weekday
from kiosk.i18n.languages import LANGUAGES

DAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("metres", "french"),
    [(0, "0 m"), (254, "250 m"), (994, "990 m"), (996, "1 km"), (1234, "1,2 km"), (9960, "10 km"), (12400, "12 km")],
)
def test_french_distances(metres: int, french: str) -> None:
    """Tens of metres, then tenths of kilometres, then whole ones."""
    assert format_distance(metres, "fr").replace("\u202f", " ") == french


def test_distances_of_other_languages() -> None:
    """Each language has its own comma and its own name of the unit, and the digits of the signs in France."""
    assert format_distance(1234, "en") == "1.2\u00a0km" or format_distance(1234, "en") == "1.2 km"
    assert format_distance(12000, "uk").replace("\u00a0", " ") == "12 км"
    assert format_distance(12000, "ar").startswith("12")


def test_days_in_full() -> None:
    """A date is written with its weekday, its month's name and its year."""
    assert format_day(DAY, "fr") == "vendredi 20 novembre 2026"
    assert format_weekday(DAY, "fr") == "vendredi"
    assert "November 2026" in format_day(DAY, "en")
    assert format_weekday(DAY, "ar") == "الجمعة"


def test_a_span_ends_at_24_when_it_ends_at_midnight() -> None:
    """Midnight opens as 00:00 and closes as 24:00."""
    assert format_span(dt.time(9, 5), dt.time(12)) == "09:05-12:00"
    assert format_span(dt.time(0), dt.time(0)) == "00:00-24:00"


def test_hours_stand_as_on_the_door() -> None:
    """Four digits and a colon in every language."""
    assert format_time(dt.time(9, 5)) == format_time(dt.datetime(2026, 1, 1, 9, 5)) == "09:05"


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

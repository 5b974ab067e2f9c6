"""The public holidays of France have their names on their days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from kiosk.directory.holidays import easter, holiday_on

YEAR = {
    (1, 1): "le jour de l'An",
    (4, 6): "le lundi de Pâques",
    (5, 1): "la fête du Travail",
    (5, 8): "le 8 mai",
    (5, 14): "l'Ascension",
    (5, 25): "le lundi de Pentecôte",
    (7, 14): "la fête nationale",
    (8, 15): "l'Assomption",
    (11, 1): "la Toussaint",
    (11, 11): "le 11 novembre",
    (12, 25): "Noël",
}


def days_of(year: int) -> list[dt.date]:
    first = dt.date(year, 1, 1)
    return [day for number in range(366) if (day := first + dt.timedelta(number)).year == year]


def test_the_eleven_days_of_a_year() -> None:
    """2026: eleven days and no other, each by its name."""
    assert {(day.month, day.day): holiday_on(day) for day in days_of(2026) if holiday_on(day)} == YEAR


@pytest.mark.parametrize("year", [2025, 2027, 2030, 2038, 2060, 2076])
def test_the_names_fall_on_the_days_of_the_opening_hours(year: int) -> None:
    """The library that reads opening hours knows the same days, so that no holiday is without a name."""
    library = OpeningHours("PH", country="FR")
    known = {day for day in days_of(year) if library.is_open(dt.datetime.combine(day, dt.time(12)))}
    assert {day for day in days_of(year) if holiday_on(day)} == known


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1943, 4, 25), (1961, 4, 2), (2008, 3, 23), (2024, 3, 31), (2026, 4, 5), (2285, 3, 22)]
)
def test_easter(year: int, month: int, day: int) -> None:
    """Known Easters, the earliest and the latest among them."""
    assert easter(year) == dt.date(year, month, day)


@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    """Between 22 March and 25 April, on a Sunday, in every year."""
    sunday = easter(year)
    assert sunday.weekday() == 6
    assert dt.date(year, 3, 22) <= sunday <= dt.date(year, 4, 25)


def test_two_holidays_on_one_day_have_one_name() -> None:
    """Ascension on 1 May (2008): the day has one name, the fixed one."""
    assert holiday_on(dt.date(2008, 5, 1)) == "la fête du Travail"

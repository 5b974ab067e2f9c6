"""The line about the door: open until, closed and opens when, call first."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from kiosk.directory.models import Opening
from kiosk.directory.words import opening_line
from kiosk.i18n.catalogue import Words, french_only
from kiosk.i18n.languages import LANGUAGES

PARIS = ZoneInfo("Europe/Paris")
AT = dt.datetime(2026, 11, 20, 10, 0, tzinfo=PARIS)


def moment(day: int, hour: int, month: int = 11) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("opening", "line"),
    [
        (Opening(True, next_change=moment(20, 17)), "Ouvert maintenant, jusqu'à 17:00"),
        (Opening(True, next_change=moment(21, 2)), "Ouvert maintenant, jusqu'à 02:00"),
        (Opening(True, next_change=moment(23, 2)), "Ouvert maintenant"),
        (Opening(True), "Ouvert maintenant"),
        (Opening(False, next_change=moment(20, 14)), "Fermé. Ouvre aujourd'hui à 14:00"),
        (Opening(False, next_change=moment(21, 9)), "Fermé. Ouvre demain à 09:00"),
        (Opening(False, next_change=moment(23, 9)), "Fermé. Ouvre lundi à 09:00"),
        (Opening(False, next_change=moment(26, 9)), "Fermé. Ouvre jeudi à 09:00"),
        (Opening(False, next_change=moment(27, 9)), "Fermé. Ouvre le vendredi 27 novembre 2026 à 09:00"),
        (Opening(False), "Fermé"),
        (Opening(None, doubt="unknown"), "Appelez avant de venir"),
        (Opening(None, doubt="unreadable"), "Appelez avant de venir"),
        (Opening(None, doubt="holiday"), "C'est un jour férié. Appelez avant de venir"),
        (Opening(False, doubt="closure"), "Fermé pour le moment"),
        (
            Opening(False, next_change=moment(1, 9, 12), doubt="closure"),
            "Fermé pour le moment. Ouvre le mardi 1 décembre 2026",
        ),
    ],
)
def test_the_line_about_the_door(opening: Opening, line: str) -> None:
    """Each state of a door has its own easy words."""
    assert opening_line(opening, AT, french_only()["fr"]) == line


def test_tomorrow_is_counted_on_the_clocks_of_the_site() -> None:
    """At 23:30 in UTC it is already tomorrow in Paris: what opens that day opens today."""
    at = dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC)
    opening = Opening(False, next_change=moment(21, 9))
    assert opening_line(opening, at, french_only()["fr"]) == "Fermé. Ouvre aujourd'hui à 09:00"


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_the_line_exists_in_every_language(code: str) -> None:
    """No language fails on a weekday or a date."""
    for opening in (Opening(False, next_change=moment(23, 9)), Opening(False, next_change=moment(30, 9))):
        assert "09:00" in opening_line(opening, AT, Words(LANGUAGES[code]))

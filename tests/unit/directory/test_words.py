"""The line about the door: open until, closed and opens when, call first."""

from __future__ import annotations

import datetime as dt
import gettext
import io
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from kiosk.directory.helper import HELPER_ID
from kiosk.directory.models import PHONE_KIND, Opening, Place
from kiosk.directory.opening import opening_at
from kiosk.directory.words import opening_line, span_words
from kiosk.i18n.catalogue import Words, french_only
from kiosk.i18n.formats import own_digits
from kiosk.i18n.languages import LANGUAGES
from tests.support.releases import mo

PARIS = ZoneInfo("Europe/Paris")
PLACE = Place("p", "P", phone="03 53 01 00 12")
AT = dt.datetime(2026, 11, 20, 10, 0, tzinfo=PARIS)
CHRISTMAS = dt.datetime(2026, 12, 25, 10, 0, tzinfo=PARIS)


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
        (Opening(False, doubt="closure"), "Fermé pour le moment"),
        (
            Opening(False, next_change=moment(1, 9, 12), doubt="closure"),
            "Fermé pour le moment. Ouvre le mardi 1er décembre 2026",
        ),
    ],
)
def test_the_line_about_the_door(opening: Opening, line: str) -> None:
    """Each state of a door has its own easy words."""
    assert opening_line(PLACE, opening, AT, french_only()["fr"]) == line


@pytest.mark.parametrize(
    ("place", "unknown", "holiday"),
    [
        (PLACE, "Appelez avant de venir", "C'est un jour férié : Noël. Appelez avant de venir"),
        (Place("p", "P"), "On ne connaît pas les heures.", "C'est un jour férié : Noël. On ne connaît pas les heures."),
        (
            Place("t", "T", kind=PHONE_KIND, phone="115"),
            "Vous pouvez appeler.",
            "C'est un jour férié : Noël. On ne connaît pas les heures.",
        ),
        (Place(HELPER_ID, "H", phone="03 53 01 00 12"), "", "C'est un jour férié : Noël. Appelez avant de venir"),
    ],
)
def test_calling_before_coming_is_said_where_it_can_be_done(place: Place, unknown: str, holiday: str) -> None:
    """No call to a place without a number, no coming to a voice, and nothing of a helper one stands in front of."""
    assert opening_line(place, Opening(None, doubt="unknown"), AT, french_only()["fr"]) == unknown
    assert opening_line(place, Opening(None, doubt="holiday"), CHRISTMAS, french_only()["fr"]) == holiday


@pytest.mark.parametrize(
    ("hours", "line"),
    [
        ("24/7", "Ouvert jour et nuit"),
        ("Mo-Su 00:00-24:00", "Ouvert jour et nuit"),
        ("Fr 00:00-24:00", "Ouvert maintenant, jusqu'à 00:00"),
    ],
)
def test_a_door_that_never_closes_is_open_day_and_night(hours: str, line: str) -> None:
    """Only a door that is open all day and has no closing to announce."""
    opening = opening_at(Place("p", "P", hours=hours), AT)
    assert opening_line(PLACE, opening, AT, french_only()["fr"]) == line


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [((9, 5), (12, 0), "de 09:05 à 12:00"), ((19, 0), (0, 0), "de 19:00 à 24:00"), ((0, 0), (0, 0), "jour et nuit")],
)
def test_a_span_in_words(opens: tuple[int, int], closes: tuple[int, int], words: str) -> None:
    """A night ends at 24:00, and a whole day has words of its own."""
    assert span_words(dt.time(*opens), dt.time(*closes), french_only()["fr"]) == words


def test_tomorrow_is_counted_on_the_clocks_of_the_site() -> None:
    """At 23:30 in UTC it is already tomorrow in Paris: what opens that day opens today."""
    at = dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC)
    opening = Opening(False, next_change=moment(21, 9))
    assert opening_line(PLACE, opening, at, french_only()["fr"]) == "Fermé. Ouvre aujourd'hui à 09:00"


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_the_line_exists_in_every_language(code: str) -> None:
    """No language fails on a weekday or a date."""
    for opening in (Opening(False, next_change=moment(23, 9)), Opening(False, next_change=moment(30, 9))):
        assert own_digits("09:00", code) in opening_line(PLACE, opening, AT, Words(LANGUAGES[code]))


def test_the_holiday_is_named_in_every_language() -> None:
    """The name of the holiday is a word of the catalogue, put into the sentence of the same language."""
    words = {"Noël": "Christmas", "C'est un jour férié : {holiday}. Appelez avant de venir": "{holiday}: call first"}
    english = Words(LANGUAGES["en"], gettext.GNUTranslations(io.BytesIO(mo("en", words))))
    assert opening_line(PLACE, Opening(None, doubt="holiday"), CHRISTMAS, english) == "Christmas: call first"


def test_a_holiday_without_a_name_is_a_doubt_like_another() -> None:
    """Nothing is said of a holiday on a day that is none."""
    assert opening_line(PLACE, Opening(None, doubt="holiday"), AT, french_only()["fr"]) == "Appelez avant de venir"


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (replace(PLACE, phone="0353010012"), "Appelez avant de venir"),
        (replace(PLACE, phone=""), "Demandez les heures à l'accueil."),
        (Place("t", "T", kind="telephone", phone="115"), "Vous pouvez appeler."),
        (Place("helper", "H"), ""),
    ],
)
def test_a_wrong_clock_says_what_one_can_do(place: Place, line: str) -> None:
    """Call where there is a number, ask at the desk where there is none; the desk itself says nothing."""
    assert opening_line(place, Opening(None, doubt="clock"), AT, french_only()["fr"]) == line

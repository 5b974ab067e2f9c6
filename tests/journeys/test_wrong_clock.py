"""A visit on a terminal whose clock is wrong: nothing says open or closed, nothing is called old for it."""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path

import pytest

from kiosk.directory.words import ASK, CALL, CALL_FIRST
from kiosk.flow import Screen
from kiosk.flow import events as ev
from tests.support.kiosks import FRIDAY, WEEK, Stage, stage
from tests.support.visitor import Visitor

BUILT = FRIDAY - WEEK
YEARS = (1970, 2000, 2040)
DOORS = ("Ouvert", "Fermé", "Ouvre ")


def at(year: int) -> dt.datetime:
    return dt.datetime(year, 11, 20, 9, tzinfo=dt.UTC)


def doors(visitor: Visitor) -> list[str]:
    """What the screen says of doors."""
    return [name for name in visitor.names() if any(word in name for word in DOORS)]


def visit(shown: Stage, visitor: Visitor, path_id: str) -> list[str]:
    """Walk to every place of the first page of a path, then to the helper; what was said of doors on the way."""
    path = shown.content.guide.path(path_id)
    assert path is not None
    said = doors(visitor)
    for label in path.labels:
        visitor.press(label)
    said += doors(visitor)
    for result in shown.kiosk.navigator.session.shown:
        shown.kiosk.navigator.happen(ev.PlaceChosen(result.place.id))
        said += doors(visitor)
        visitor.press("Retour")
    visitor.press("Parler à quelqu'un")
    return said + doors(visitor)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("urgent", [False, True])
def test_no_door_is_open_or_closed(
    demonstration: Path, year: int, urgent: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """Cards, places and helper of real paths: call first, or ask at the desk; the staff is told once."""
    with caplog.at_level(logging.WARNING), stage(demonstration, at=at(year), built=BUILT) as shown:
        path = next(path for path in shown.content.guide.paths() if path.urgent or not urgent)
        assert visit(shown, Visitor(shown), path.id) == []
    told = [record.getMessage() for record in caplog.records if "clock" in record.getMessage()]
    assert len(told) == 1 and str(year) in told[0] and "2026-11-13" in told[0] and "battery" in told[0]


def test_with_a_clock_that_is_right_doors_are_told(demonstration: Path) -> None:
    """The same visit at a moment one can believe says what is open."""
    with stage(demonstration, at=FRIDAY, built=BUILT) as shown:
        assert visit(shown, Visitor(shown), "papiers/etat/aides") != []


@pytest.mark.parametrize("year", YEARS)
def test_what_to_do_instead_is_said_on_every_card(demonstration: Path, year: int) -> None:
    """Every card of every path says to call, or to ask; where there are no hours at all, what it said before."""
    with stage(demonstration, at=at(year), built=BUILT) as shown:
        t = shown.content.release.catalogue["fr"]
        for path in shown.content.guide.paths():
            for result in shown.search(path.ask, "fr").results:
                assert result.opening.open is None and result.opening.next_change is None
                assert result.opening.doubt in ("clock", "unknown", "unreadable"), result.place.id
        visitor = Visitor(shown)
        for label in shown.content.guide.path("papiers/etat/aides").labels:  # type: ignore[union-attr]
            visitor.press(label)
        names = visitor.names()
        assert sum(names.count(t(words)) for words in (CALL_FIRST, ASK, CALL)) >= 3


@pytest.mark.parametrize("year", YEARS)
def test_the_order_of_places_is_the_same_whatever_a_wrong_clock_says(demonstration: Path, year: int) -> None:
    """Ranking counts on no door: at any wrong hour the answers come in one order."""
    orders = []
    for hour in (3, 10, 15):
        with stage(demonstration, at=at(year).replace(hour=hour), built=BUILT) as shown:
            path = shown.content.guide.path("papiers/etat/aides")
            assert path is not None
            orders.append([result.place.id for result in shown.search(path.ask, "fr").results])
    assert orders[0] == orders[1] == orders[2] and len(orders[0]) > 3


@pytest.mark.parametrize("year", YEARS)
def test_nothing_is_old_because_the_clock_is_wrong(demonstration: Path, year: int) -> None:
    """The home screen gives the date and no more; a place that was fresh when the release was made is no old one."""
    with stage(demonstration, at=at(year), built=BUILT) as shown:
        visitor = Visitor(shown)
        assert "Informations du 13 novembre 2026" in visitor.names()
        for label in shown.content.guide.path("papiers/etat/aides").labels:  # type: ignore[union-attr]
            visitor.press(label)
        fresh = [
            result.place.id
            for result in shown.kiosk.navigator.session.answer.results  # type: ignore[union-attr]
            if result.place.updated and (BUILT.date() - result.place.updated).days <= 365
        ]
        assert fresh
        for place in fresh:
            shown.kiosk.navigator.happen(ev.PlaceChosen(place))
            if shown.kiosk.navigator.session.screen is Screen.PLACE:
                assert not visitor.sees("Cette information est ancienne")
                visitor.press("Retour")


def test_the_plain_week_is_shown_without_today(demonstration: Path) -> None:
    """From Monday on, only days with hours, under a title that promises no day: of use to whoever knows the day."""
    with stage(demonstration, at=at(2000), built=BUILT) as shown:
        visitor = Visitor(shown)
        for label in shown.content.guide.path("papiers/etat/aides").labels:  # type: ignore[union-attr]
            visitor.press(label)
        place = next(r.place for r in shown.kiosk.navigator.session.shown if r.place.hours.startswith("Mo-"))
        visitor.press(place.name)
        names = visitor.names()
        assert "Les heures de la semaine" in names and "Les prochains jours" not in names
        days = [
            name for name in names if name in ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
        ]
        assert days and days[0] == "lundi"

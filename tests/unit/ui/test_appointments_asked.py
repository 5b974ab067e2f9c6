"""What the screens ask of the appointments: when, with what, and who is told what came."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.flow import Screen, advance, fresh_session, wishes
from kiosk.flow import events as ev
from kiosk.flow.session import Session
from kiosk.flow.wish import Outcome, Wish
from kiosk.flow.wishes import WishEvent
from kiosk.ui.appointments import Asking
from kiosk.ui.jobs import ManualJobs
from tests.support.wishes import SLOTS, FakeAppointments
from tests.unit.ui.test_navigator import GUIDE

HOME = fresh_session("fr")
HELP = replace(HOME, screen=Screen.HELP)
CONFIRM = replace(HOME, need="need", screen=Screen.CONFIRM, wish=Wish(SLOTS, slot=SLOTS[1], name="Zoé"))
SENDING = replace(CONFIRM, wish=replace(CONFIRM.wish, sending=True))


class Office:
    """An Asking with its jobs, and what it told."""

    def __init__(self, appointments: FakeAppointments | None) -> None:
        self.told: list[WishEvent] = []
        self.jobs = ManualJobs()
        self.asking = Asking(appointments, GUIDE, self.jobs, self.told.append)

    def step(self, before: Session, after: Session) -> list[WishEvent]:
        self.asking.follow(before, after)
        self.jobs.drain()
        return self.told


@pytest.fixture
def fake() -> FakeAppointments:
    return FakeAppointments()


def test_help_asks_what_is_free(fake: FakeAppointments) -> None:
    """Each time it is opened; not while one stays there, and not where there are no appointments."""
    assert Office(fake).step(HOME, HELP) == [wishes.SlotsOffered(SLOTS)]
    assert Office(fake).step(HELP, replace(HELP, language="ar")) == []
    assert Office(None).step(HOME, HELP) == Office(None).step(CONFIRM, SENDING) == []


def test_a_request_tells_what_was_chosen(fake: FakeAppointments) -> None:
    assert Office(fake).step(CONFIRM, SENDING) == [wishes.WishAnswered(Outcome("B7-042", SLOTS[1], True))]
    assert fake.asked == [(SLOTS[1], "need", ("Besoin",), "fr", "Zoé", "")]


def test_after_a_half_hour_was_taken_the_others_are_asked_for_anew(fake: FakeAppointments) -> None:
    after = advance(SENDING, wishes.WishAnswered(Outcome(taken=True)))
    assert Office(fake).step(SENDING, after) == [wishes.SlotsOffered(SLOTS)]


def test_a_failure_offers_nothing_and_sends_nothing(fake: FakeAppointments, caplog: pytest.LogCaptureFixture) -> None:
    """And the log, which has the failure, has not the name."""
    fake.fails = True
    assert Office(fake).step(HOME, HELP) == [wishes.SlotsOffered(())]
    assert Office(fake).step(CONFIRM, SENDING) == [wishes.WishAnswered(Outcome())]
    assert "the disk is gone" in caplog.text and "Zoé" not in caplog.text


def test_what_came_is_told_to_nobody_else(fake: FakeAppointments) -> None:
    """A visit that ended before the answer; the next visitor, who asks too, gets their own alone."""
    office = Office(fake)
    office.asking.follow(CONFIRM, SENDING)
    office.asking.follow(SENDING, advance(SENDING, ev.Expired()))
    other = replace(SENDING, wish=replace(SENDING.wish, slot=SLOTS[0]))
    assert office.step(replace(other, wish=replace(other.wish, sending=False)), other) == [
        wishes.WishAnswered(Outcome("B7-042", SLOTS[0], True))
    ]
    assert len(fake.asked) == 2

"""Appointments for tests of the screens: half-hours that are free, and a town that gives numbers as a test says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kiosk.directory.opening import PARIS
from kiosk.flow import Screen, wishes
from kiosk.flow import events as ev
from kiosk.flow.wish import Outcome
from tests.support.kiosks import Stage

TUESDAY = dt.date(2026, 11, 24)


def half_hours(day: dt.date, count: int, first: int = 9) -> tuple[dt.datetime, ...]:
    """So many half-hours of a day, one after the other."""
    start = dt.datetime.combine(day, dt.time(first), PARIS)
    return tuple(start + n * dt.timedelta(minutes=30) for n in range(count))


SLOTS = (
    *half_hours(dt.date(2026, 11, 20), 2, 11),
    *half_hours(dt.date(2026, 11, 23), 3, 14),
    *half_hours(TUESDAY, 14),
    *half_hours(dt.date(2026, 12, 1), 1),
)
"""Two days on the first page, a day on three, and a day alone."""


@dataclass
class FakeAppointments:
    """`outcome` is what comes of asking; None for a number with the half-hour that was asked for."""

    free: tuple[dt.datetime, ...] = SLOTS
    outcome: Outcome | None = None
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    fails: bool = False

    def slots(self) -> tuple[dt.datetime, ...]:
        if self.fails:
            raise OSError("the disk is gone")
        return self.free

    def request(self, slot: dt.datetime, *about: Any) -> Outcome:
        self.asked.append((slot, *about))
        if self.fails:
            raise OSError("the disk is gone")
        return self.outcome or Outcome("B7-042", slot, True)


def wish_walk(shown: Stage, language: str, name: str = "Marie", phone: str = "0639981234") -> Iterator[str]:
    """Go through every screen of an appointment in `language`, yielding the name of each once it is shown."""
    go, jobs, told = shown.kiosk.navigator.happen, shown.jobs, shown.kiosk.navigator
    path = next(iter(shown.content.guide.paths()))
    go(ev.StartedAgain())
    go(ev.LanguageChosen(language))
    for step in (path.need, path.situation, path.way):
        go(ev.TileChosen(step.id))
    jobs.drain()
    go(ev.HelpAsked())
    jobs.drain()
    yield "help"
    go(wishes.AppointmentAsked())
    yield "slots"
    for n in range(1, len(told.session.wish.pages)):
        go(ev.PageTurned(1))
        yield f"slots-{n + 1}"
    go(wishes.SlotChosen(told.session.wish.shown[0].slots[0]))
    yield "contact"
    go(wishes.ContactChosen("name"))
    yield "letters"
    go(wishes.KeysTurned())
    yield "letters-2"
    for sign in name:
        go(wishes.SignTyped(sign))
    yield "letters-typed"
    go(wishes.TypingDone())
    go(wishes.ContactChosen("phone"))
    yield "digits"
    for sign in phone[:6]:
        go(wishes.SignTyped(sign))
    yield "digits-missing"
    for sign in phone[6:]:
        go(wishes.SignTyped(sign))
    go(wishes.TypingDone())
    yield "contact-typed"
    go(wishes.ContactChosen(""))
    yield "confirm"
    go(wishes.WishSent())
    yield "sending"
    jobs.drain()
    assert told.session.screen is Screen.DONE
    yield "done"
    if told.session.printer:
        go(ev.PrintChanged("failed", True, "out of paper"))
        yield "done-failed"
        go(ev.SlipAsked())
        jobs.drain()
        yield "paper"
        go(ev.WentBack())
    go(ev.HelpAsked())
    jobs.drain()
    yield "help-again"
    go(ev.StartedAgain())


def impossible_walk(shown: Stage, language: str) -> Iterator[str]:
    """The screens on which something has gone wrong: the hour is gone, all are, nothing can be sent."""
    go, jobs = shown.kiosk.navigator.happen, shown.jobs
    fake = shown.appointments
    assert isinstance(fake, FakeAppointments)
    for outcome, free, step in (
        (Outcome(taken=True), SLOTS[3:], "slots-taken"),
        (Outcome(taken=True), (), "slots-none"),
        (Outcome(), SLOTS, "impossible"),
    ):
        fake.free = SLOTS
        go(ev.StartedAgain())
        go(ev.LanguageChosen(language))
        go(ev.HelpAsked())
        jobs.drain()
        go(wishes.AppointmentAsked())
        go(wishes.SlotChosen(SLOTS[0]))
        go(wishes.ContactChosen(""))
        fake.outcome, fake.free = outcome, free
        go(wishes.WishSent())
        jobs.drain()
        yield step
    fake.outcome, fake.free = None, SLOTS
    go(ev.StartedAgain())

"""Asks for the free half-hours when somebody looks for help, and for the one that was chosen; both as jobs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Protocol

from kiosk.flow import Screen, Session
from kiosk.flow.wish import Outcome
from kiosk.flow.wishes import SlotsOffered, WishAnswered, WishEvent
from kiosk.guide.tree import Guide
from kiosk.ui.jobs import Jobs
from kiosk.ui.viewmodels.need import need_of


class Appointments(Protocol):
    """Both may be slow, and raise nothing that a visitor should see: a failure offers nothing, or sends nothing."""

    def slots(self) -> tuple[dt.datetime, ...]:
        """The free half-hours as aware moments on the wall clocks of the site; none when nothing can be offered."""

    def request(
        self, slot: dt.datetime, need: str, labels: tuple[str, ...], language: str, name: str, phone: str
    ) -> Outcome:
        """Ask for one. `need` is a path of the guide, as far as it was chosen, and `labels` its words in French."""


class Asking:
    """`happen` takes what has come, on the screen's own thread."""

    def __init__(
        self, appointments: Appointments | None, guide: Guide, jobs: Jobs, happen: Callable[[WishEvent], None]
    ) -> None:
        self._appointments = appointments
        self._guide = guide
        self._jobs = jobs
        self._happen = happen
        self._visit = object()

    def follow(self, before: Session, session: Session) -> None:
        """Start what the step from `before` to `session` asks for. What a visit asked for is told to no other."""
        if session.fresh and not before.fresh:
            self._visit = object()
        if self._appointments is None:
            return
        if session.wish.sending and not before.wish.sending:
            self._send(session)
        elif (session.screen is Screen.HELP and before.screen is not Screen.HELP) or (
            session.wish.taken and not before.wish.taken
        ):
            self._start(self._appointments.slots, SlotsOffered, ())

    def _send(self, session: Session) -> None:
        appointments, wish, slot = self._appointments, session.wish, session.wish.slot
        if appointments is None or slot is None:
            return
        need, labels = need_of(session, self._guide)

        def ask() -> Outcome:
            return appointments.request(slot, need, labels, session.language, wish.name, wish.phone)

        self._start(ask, WishAnswered, Outcome())

    def _start(self, work: Callable[[], Any], event: Callable[[Any], WishEvent], nothing: object) -> None:
        visit = self._visit

        def tell(found: object) -> None:
            if visit is self._visit:
                self._happen(event(found))

        self._jobs.start(work, tell, lambda: tell(nothing))

"""What can happen while an appointment is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from kiosk.flow.bare import Bare
from kiosk.flow.wish import Outcome


@dataclass(frozen=True, slots=True)
class SlotsOffered:
    """The free half-hours of this site, as they are now: aware starts, the first one first; none for no offer."""

    slots: tuple[dt.datetime, ...]


class AppointmentAsked(Bare):
    """ "Demander un rendez-vous ici" was pressed."""


@dataclass(frozen=True, slots=True)
class SlotChosen:
    """A half-hour was touched: its aware start."""

    slot: dt.datetime


class NextDayAsked(Bare):
    """The half-hours of the day after were asked for."""


@dataclass(frozen=True, slots=True)
class ContactChosen:
    """ "name" or "phone" is to be typed; empty to go on with what there is."""

    what: str


@dataclass(frozen=True, slots=True)
class SignTyped:
    """Never shown by repr(): no log repeats what somebody typed."""

    sign: str = field(repr=False)


class SignErased(Bare):
    pass


class KeysTurned(Bare):
    """Other letters were asked for."""


class TypingDone(Bare):
    pass


class WishSent(Bare):
    """ "Envoyer ma demande" was pressed."""


@dataclass(frozen=True, slots=True)
class WishAnswered:
    """What came of the request that was sent."""

    outcome: Outcome


WishEvent = (
    SlotsOffered
    | AppointmentAsked
    | SlotChosen
    | NextDayAsked
    | ContactChosen
    | SignTyped
    | SignErased
    | KeysTurned
    | TypingDone
    | WishSent
    | WishAnswered
)

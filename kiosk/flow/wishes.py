"""What can happen while an appointment is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from kiosk.flow.wish import Outcome


@dataclass(frozen=True, slots=True)
class SlotsOffered:
    """The free half-hours of this site, as they are now: aware starts, the first one first; none for no offer."""

    slots: tuple[dt.datetime, ...]


@dataclass(frozen=True, slots=True)
class AppointmentAsked:
    """ "Demander un rendez-vous ici" was pressed."""


@dataclass(frozen=True, slots=True)
class SlotChosen:
    slot: dt.datetime


@dataclass(frozen=True, slots=True)
class NextDayAsked:
    """The half-hours of the day after were asked for."""


@dataclass(frozen=True, slots=True)
class ContactChosen:
    """ "name" or "phone" is to be typed; empty to go on with what there is."""

    what: str


@dataclass(frozen=True, slots=True)
class SignTyped:
    """Never shown by repr(): no log repeats what somebody typed."""

    sign: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignErased:
    pass


@dataclass(frozen=True, slots=True)
class KeysTurned:
    """Other letters were asked for."""


@dataclass(frozen=True, slots=True)
class TypingDone:
    pass


@dataclass(frozen=True, slots=True)
class WishSent:
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

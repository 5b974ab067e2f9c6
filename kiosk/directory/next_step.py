"""What somebody can honestly do next to reach a place: book, call, walk in now, write, or come later; best first.

A booking page, then the phone, then the door, then the post box: the first two save a walk for nothing. The phone
comes first where what is known may be wrong: the record is past its date, or nobody can say whether the door is open.
Nothing is made up: a door is walked to "now" only when its hours say so, and a step that does not exist is not named.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass

from kiosk.directory.booking import booking_host
from kiosk.directory.helper import HELPER_ID, HELPER_KIND
from kiosk.directory.models import NONE_CLOSED, PHONE_KIND, IsClosed, Opening, Place
from kiosk.settings import PHONE

WALK_IN = "se-presenter"
"""The way of contact (data·inclusion v1) of a place one may simply come to."""
WAYS = ("book", "call", "walk", "write", "come-later")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
"""What HTML takes for an address of e-mail (input type=email), with a dot in its host."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """`way` is one of WAYS. `target` is the link, the number as the directory writes it, or the e-mail; empty for a
    door. `host` is that of a booking. `until` is when an open door closes, or the moment from which one can come
    later; None when that is not known. `now` tells whether it can be done at once: nobody answers a closed place."""

    way: str
    target: str = ""
    host: str = ""
    until: dt.datetime | None = None
    now: bool = True


def next_steps(
    place: Place,
    opening: Opening,
    *,
    booking_hosts: Collection[str] = (),
    today: dt.date | None = None,
    old_after_days: int = 365,
    is_closed: IsClosed = NONE_CLOSED,
) -> tuple[NextStep, ...]:
    """Every step there is for a place, a result's place or the helper, best first; may be empty.

    `today` is the day to count the record's age from, None when that is of no interest; `is_closed` tells of a booking
    link that its organisation has no open slot (see kiosk.directory.open_slots).
    """
    steps = (
        _book(place, booking_hosts, is_closed),
        _call(place, opening),
        _walk(place, opening),
        _write(place),
        _later(place, opening),
    )
    found = [step for step in steps if step]
    if is_doubtful(place, opening, today, old_after_days):
        found.sort(key=lambda step: step.way != "call")
    return tuple(found)


def is_doubtful(place: Place, opening: Opening, today: dt.date | None, old_after_days: int) -> bool:
    """Whether one should call before anything else. What the kiosk itself says of its helper and of phone services
    does not age; a door that is closed for now is known to be closed."""
    if place.kind in (PHONE_KIND, HELPER_KIND):
        return False
    if today is not None and (place.updated is None or today - place.updated > dt.timedelta(days=old_after_days)):
        return True
    return opening.doubt not in ("", "closure")


def _book(place: Place, booking_hosts: Collection[str], is_closed: IsClosed) -> NextStep | None:
    host = booking_host(place.booking_url, booking_hosts)
    return NextStep("book", place.booking_url, host) if host and not is_closed(place.booking_url) else None


def _call(place: Place, opening: Opening) -> NextStep | None:
    number = place.phone.strip()
    return NextStep("call", number, now=opening.open is not False) if PHONE.fullmatch(number) else None


def _walk(place: Place, opening: Opening) -> NextStep | None:
    """The helper of this very site stands in front of the visitor, whatever is known of the hours."""
    here = place.id == HELPER_ID and opening.open is None
    if has_door(place) and (opening.open or here):
        return NextStep("walk", until=opening.next_change)
    return None


def _write(place: Place) -> NextStep | None:
    email = place.email.strip()
    return NextStep("write", email) if _EMAIL.fullmatch(email) else None


def _later(place: Place, opening: Opening) -> NextStep | None:
    if has_door(place) and opening.open is False and opening.next_change:
        return NextStep("come-later", until=opening.next_change, now=False)
    return None


def has_door(place: Place) -> bool:
    """Whether one may simply come: some service says so, or none says how it is to be asked."""
    ways = {way for service in place.services for way in service.contacts}
    return place.kind != PHONE_KIND and (not ways or WALK_IN in ways)

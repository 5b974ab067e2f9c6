"""What a helper's calendar says, read from iCalendar (RFC 5545) and made into bare hours.

The convention, as agents read it in deploy/rendez-vous.md:
- an event whose title or one of whose categories begins with "Permanence" tells when one is received;
- every other event is busy time, unless it is marked as free (TRANSP:TRANSPARENT) or cancelled; a whole day too;
- a VFREEBUSY's periods are busy time, those of FBTYPE=FREE left out.
A time without a zone is a wall clock of the site (section 3.3.5, form 1: wherever the reader is).

A calendar is read whole or not at all: an event that cannot be understood might be the one that is busy. VAVAILABILITY
(RFC 7953) and RANGE=THISANDFUTURE are such: they are refused by name.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.appointments.agenda import Agenda
from kiosk.appointments.event import A_DAY, Event, aware, event_of, wall_of
from kiosk.appointments.recurrence import TooMuchError, walls
from kiosk.appointments.spans import Span, merged
from kiosk.errors import CalendarError

MOST_BYTES = 20_000_000
MOST_EVENTS = 30_000
MOST_SECONDS = 30.0
"""For all recurring events together."""
PERMANENCE = "permanence"
CALLED_OFF = re.compile(r"\b(?:annul|cancel|reporte|supprime)")
"""In a title without accents: "annulée", "reportée", "Cancelled"; not "report d'un paiement"."""
_NONSENSE = (ValueError, TypeError, LookupError, AttributeError, RecursionError, ArithmeticError)
_ADVICE = "Correct it in the calendar; until then nothing new is taken from it."


def read_calendar(
    data: bytes, where: str, zone: ZoneInfo, now: dt.datetime, days: int, clock: Callable[[], float] = time.monotonic
) -> Agenda:
    """The agenda of the next `days` days and a day more. `zone` is the site's; `clock` gives seconds that only go
    forward. Raises CalendarError, which names `where` and what in it is wrong; no other error."""
    from icalendar import Calendar

    if len(data) > MOST_BYTES:
        raise CalendarError(f"{where}: the calendar has more than {MOST_BYTES:,} bytes. Export a shorter time of it.")
    try:
        found = Calendar.from_ical(data)
        components = found.walk() if found.name == "VCALENDAR" else []
    except _NONSENSE:  # whose texts repeat the line, which may be a name
        raise CalendarError(
            f"{where}: this is no iCalendar file, or a damaged one. Give the .ics address or file of the calendar."
        ) from None
    if not components:
        raise CalendarError(f"{where}: this is not a whole calendar, it begins with {found.name}. Export it again.")
    low, high = now - A_DAY, now + (days + 2) * A_DAY
    busy, receives = _spans(components, where, zone, (low, high), clock)
    until = min(high, _told_until(components, zone) or high)
    return Agenda(now, until, merged(busy), None if receives is None else merged(receives))


def _told_until(components: list[Any], zone: ZoneInfo) -> dt.datetime | None:
    """The end of the time that free/busy components speak of: after it, silence is no free hour."""
    ends = [
        aware(component["DTEND"], zone)
        for component in components
        if component.name == "VFREEBUSY" and "DTEND" in component
    ]
    return max(ends, default=None)


def _spans(
    components: list[Any], where: str, zone: ZoneInfo, window: Span, clock: Callable[[], float]
) -> tuple[list[Span], list[Span] | None]:
    busy: list[Span] = []
    receives: list[Span] = []
    named = False
    events: dict[str, list[Event]] = defaultdict(list)
    for count, component in enumerate(components):
        if count > MOST_EVENTS:
            raise CalendarError(f"{where}: the calendar has more than {MOST_EVENTS:,} events. Export a shorter time.")
        if component.name == "VAVAILABILITY":
            raise CalendarError(f"{where}: it has a VAVAILABILITY, which is not read. Use events named Permanence.")
        try:
            if component.name == "VFREEBUSY":
                busy += _periods(component, zone)
            elif component.name == "VEVENT":
                event = event_of(component, zone)
                events[event.uid or f"\0{count}"].append(event)
        except _NONSENSE as error:
            raise _wrong(where, component, error) from None
    began = clock()
    for group in events.values():
        for event in group:
            named = named or is_permanence(event)
            try:
                spans = list(_times(event, group, window))
            except _NONSENSE as error:
                raise _wrong(where, event.component, error) from None
            if is_permanence(event):
                receives += spans
            elif not event.transparent:
                busy += spans
            if clock() - began > MOST_SECONDS:
                raise CalendarError(f"{where}: reading it takes more than {MOST_SECONDS:.0f} s. Export a shorter time.")
    return busy, receives if named else None


def _times(event: Event, group: list[Event], window: Span) -> Iterator[Span]:
    """Where one event stands in the window; times that an override moves are left to the override."""
    if event.cancelled or is_called_off(event):
        return
    if is_permanence(event) and event.whole_days:
        raise TooMuchError("a permanence has hours, and this one is of whole days")
    zone = event.start.tzinfo
    low, high = (wall_of(moment, zone) for moment in window)
    others = group if event.instance is None and event.instance_day is None else []
    gone = {other.instance for other in others if other.instance is not None}
    gone_days = event.less_days | {other.instance_day for other in others if other.instance_day is not None}
    starts = [wall.replace(tzinfo=zone) for wall in walls(event.start, event.rules, low - event.longest, high)]
    for start in [*starts, *event.more]:
        moment = start.astimezone(dt.UTC)
        if moment not in gone and moment not in event.less and start.date() not in gone_days:
            yield moment, event.end_of(start)
    yield from ((starts, ends) for starts, ends in event.periods if starts not in gone | event.less)


def is_permanence(event: Event) -> bool:
    return any(_plain(text).startswith(PERMANENCE) for text in event.titles)


def is_called_off(event: Event) -> bool:
    """A permanence whose title says so, as agents write it: "Permanence annulée"."""
    return is_permanence(event) and any(CALLED_OFF.search(_plain(text)) for text in event.titles)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).casefold().strip()


def _periods(component: Any, zone: ZoneInfo) -> Iterator[Span]:
    from kiosk.appointments.event import many

    for period in many(component.get("FREEBUSY")):
        if period.params.get("TZID"):
            raise TooMuchError("its FREEBUSY names a time zone, and must be in UTC (RFC 5545, section 3.8.2.6)")
        if str(period.params.get("FBTYPE", "BUSY")).upper() != "FREE":
            start, end = period.dt if hasattr(period, "dt") else (period.start, period.end)
            start = aware(start, zone)
            yield start, start + end if isinstance(end, dt.timedelta) else aware(end, zone)


def _wrong(where: str, component: Any, error: Exception) -> CalendarError:
    """The event is named by its day, never by its title: the text of an error is logged."""
    named = ""
    with contextlib.suppress(*_NONSENSE):
        named = f" of {component.get('DTSTART').dt:%d/%m/%Y}"
    return CalendarError(f"{where}: a {component.name}{named} is not understood: {_short(error)}. {_ADVICE}")


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:80].rstrip(".") or type(error).__name__

"""A visit somebody decides on, for the calendar of their phone: iCalendar (RFC 5545).

The moment is in UTC (3.3.5, form 2): a phone shows it on its own clocks, and no VTIMEZONE has to travel along, which
TZID would need (3.2.19). UID and DTSTAMP are mandatory (3.6.1): both are made of the place and the hour of the visit
alone, so that nothing tells who scanned the code, or when, and two people who go there at that hour hold the same.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

from kiosk.directory.models import Place
from kiosk.paper.texts import escaped, lines, one_line, shortened, size

LASTS = dt.timedelta(minutes=30)
SHORTEST = 24
"""Bytes under which neither the name nor the address is cut: then there is no event."""


def event(place: Place, start: dt.datetime, room: int) -> str:
    """The event of coming to `place` at the aware moment `start`, in at most `room` bytes; "" when it does not fit. Of
    what is too long, the complement of the street goes first, then the address is cut, then the name. Raises ValueError
    for a naive moment."""
    if start.tzinfo is None:
        raise ValueError("a visit needs an aware moment")
    name, where = one_line(place.name), one_line(place.address)
    text = _text(place, start, name, where)
    if size(text) > room:
        where = one_line(replace(place, complement="").address)
        text = _text(place, start, name, where)
    if (over := size(text) - room) > 0:
        where = shortened(where, max(SHORTEST, size(where) - over))
        text = _text(place, start, name, where)
    if (over := size(text) - room) > 0:
        name = shortened(name, max(SHORTEST, size(name) - over))
        text = _text(place, start, name, where)
    return text if name and size(text) <= room else ""


def _text(place: Place, start: dt.datetime, name: str, where: str) -> str:
    begins = _utc(start)
    identity = hashlib.sha256(f"{place.id}\n{begins}".encode(errors="replace")).hexdigest()[:12]
    return lines(
        (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//kiosk//FR",
            "BEGIN:VEVENT",
            f"UID:{identity}",
            f"DTSTAMP:{begins}",
            f"DTSTART:{begins}",
            f"DTEND:{_utc(start + LASTS)}",
            f"SUMMARY:{escaped(name)}",
            *((f"LOCATION:{escaped(where)}",) if where else ()),
            "END:VEVENT",
            "END:VCALENDAR",
        )
    )


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")

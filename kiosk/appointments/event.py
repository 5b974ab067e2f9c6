"""One event of a calendar, as far as its hours go (RFC 5545, section 3.6.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.appointments.recurrence import TooMuchError
from kiosk.appointments.spans import Span

A_DAY = dt.timedelta(days=1)
LONGEST = 400 * A_DAY
_TIMES = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})


@dataclass(frozen=True)
class Event:
    """`start` is aware. It lasts `real` by a stopwatch and `wall` on wall clocks, which differ in the nights when
    clocks move: the standard takes the first (section 3.8.5.3), calendars on screens show the second, so the later end
    counts. `instance` is the moment, in UTC, of the time that this event stands in for, or `instance_day` its day, as
    some programs write it; `less` are moments in UTC at which it does not take place, `less_days` days."""

    component: Any = field(repr=False)
    uid: str
    titles: tuple[str, ...] = field(repr=False)
    start: dt.datetime
    real: dt.timedelta
    wall: dt.timedelta
    whole_days: bool = False
    transparent: bool = False
    cancelled: bool = False
    instance: dt.datetime | None = None
    instance_day: dt.date | None = None
    rules: tuple[Any, ...] = ()
    more: tuple[dt.datetime, ...] = ()
    periods: tuple[Span, ...] = ()
    less: frozenset[dt.datetime] = frozenset()
    less_days: frozenset[dt.date] = frozenset()

    @property
    def longest(self) -> dt.timedelta:
        return max(self.real, self.wall) + A_DAY

    def end_of(self, start: dt.datetime) -> dt.datetime:
        """In UTC, of the time that starts so."""
        return max(start.astimezone(dt.UTC) + self.real, (start + self.wall).astimezone(dt.UTC))


def event_of(component: Any, zone: ZoneInfo) -> Event:
    """Raises ValueError, and what icalendar raises, for times that make no sense. A time without a zone is one of
    `zone`."""
    for name, problem in component.errors:
        if str(name).upper() in _TIMES:
            raise ValueError(f"{name}: {problem}")
    if "EXRULE" in component:
        raise TooMuchError("it has an EXRULE")
    written = _one(component, "DTSTART")
    whole_days = not isinstance(written.dt, dt.datetime)
    start = aware(written, zone)
    real, wall = _length(component, start, whole_days, zone)
    if not (dt.timedelta(0) <= real <= LONGEST and dt.timedelta(0) <= wall <= LONGEST):
        raise ValueError("it ends before it starts, or lasts more than a year")
    less, less_days = _exceptions(component, zone, whole_days)
    more, periods = _dates(component, zone)
    instance, instance_day = _instance(component, zone, whole_days)
    return Event(
        component=component,
        uid=str(component.get("UID", "")),
        titles=tuple(_titles(component)),
        start=start,
        real=real,
        wall=wall,
        whole_days=whole_days,
        transparent=str(component.get("TRANSP", "")).upper() == "TRANSPARENT",
        cancelled=str(component.get("STATUS", "")).upper() == "CANCELLED",
        instance=instance,
        instance_day=instance_day,
        rules=tuple(many(component.get("RRULE"))),
        more=more,
        periods=periods,
        less=less,
        less_days=less_days,
    )


def aware(value: Any, zone: ZoneInfo) -> dt.datetime:
    """A moment with its zone; a day is its midnight in `zone`. Raises ValueError for a zone that nobody knows."""
    found = getattr(value, "dt", value)
    named = getattr(value, "params", {}).get("TZID")
    if not isinstance(found, dt.datetime):
        if not isinstance(found, dt.date):
            raise ValueError(f"{found!r:.40} is no moment")
        return dt.datetime.combine(found, dt.time(0), zone)
    if found.tzinfo is None and named:
        raise ValueError(f"the time zone {str(named)!r:.40} is unknown")
    return found.replace(tzinfo=zone) if found.tzinfo is None else found


def wall_of(moment: dt.datetime, zone: dt.tzinfo | None) -> dt.datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def many(value: Any) -> list[Any]:
    """A property that may be there never, once or often."""
    return [] if value is None else value if isinstance(value, list) else [value]


def _one(component: Any, name: str) -> Any:
    found = many(component.get(name))
    if len(found) != 1:
        raise ValueError(f"it has {len(found)} {name}")
    return found[0]


def _length(component: Any, start: dt.datetime, whole_days: bool, zone: ZoneInfo) -> tuple[dt.timedelta, dt.timedelta]:
    """(real, wall); whole days are those of wall clocks, one may have 23 hours."""
    if "DTEND" in component:
        end = aware(_one(component, "DTEND"), zone)
        wall = wall_of(end, start.tzinfo) - start.replace(tzinfo=None)
        real = end.astimezone(dt.UTC) - start.astimezone(dt.UTC)
        return (dt.timedelta(0) if whole_days and wall > dt.timedelta(0) else real), max(wall, dt.timedelta(0))
    length = _one(component, "DURATION").dt if "DURATION" in component else A_DAY * whole_days
    return (dt.timedelta(0) if whole_days and length > dt.timedelta(0) else length), length


def _exceptions(component: Any, zone: ZoneInfo, whole_days: bool) -> tuple[frozenset[dt.datetime], frozenset[dt.date]]:
    moments, days = set(), set()
    for value in _values(component, "EXDATE"):
        if isinstance(value.dt, dt.datetime):
            moments.add(aware(value, zone).astimezone(dt.UTC))
        else:
            days.add(value.dt)
    return frozenset(moments), frozenset(days)


def _dates(component: Any, zone: ZoneInfo) -> tuple[tuple[dt.datetime, ...], tuple[Span, ...]]:
    moments, periods = [], []
    for value in _values(component, "RDATE"):
        if isinstance(value.dt, tuple):
            start = aware(value.dt[0], zone).astimezone(dt.UTC)
            end = value.dt[1]
            periods.append((start, start + end if isinstance(end, dt.timedelta) else aware(end, zone)))
        else:
            moments.append(aware(value, zone))
    return tuple(moments), tuple(periods)


def _values(component: Any, name: str) -> Iterator[Any]:
    """The single values of a property whose lines hold lists; the zone of a line holds for each."""
    for line in many(component.get(name)):
        named = line.params.get("TZID")
        for value in line.dts:
            if named and isinstance(value.dt, dt.datetime) and value.dt.tzinfo is None:
                raise ValueError(f"the time zone {str(named)!r:.40} is unknown")
            yield value


def _instance(component: Any, zone: ZoneInfo, whole_days: bool) -> tuple[dt.datetime | None, dt.date | None]:
    """(moment in UTC, day), one of them at the most: of which time this one takes the place. A day alone, where times
    have hours, is any time of that day: the standard wants a moment there (section 3.8.4.4)."""
    if "RECURRENCE-ID" not in component:
        return None, None
    value = _one(component, "RECURRENCE-ID")
    if value.params.get("RANGE"):
        raise TooMuchError("it changes all times from one on (RANGE)")
    if not whole_days and not isinstance(value.dt, dt.datetime):
        return None, value.dt
    return aware(value, zone).astimezone(dt.UTC), None


def _titles(component: Any) -> Iterable[str]:
    yield from map(str, many(component.get("SUMMARY")))
    for categories in many(component.get("CATEGORIES")):
        yield from map(str, getattr(categories, "cats", ()))

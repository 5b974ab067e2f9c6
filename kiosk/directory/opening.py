"""Whether a place is open, when that changes, and when this cannot be said.

Pure: the moment comes in, in any time zone; everything answered is on the wall clocks of `timezone`.
OSM hours are read by `opening_hours` with French public holidays. On such a day, hours that say nothing of
holidays are worth nothing: the answer is "call first", and no change is announced on that day either.

A span is (opens, closes) and holds from `opens` up to, not including, `closes`. A closing time of 00:00 is
midnight at the end of the day; a place open through the night has one span that ends so and, the next day,
one that starts at 00:00.

Traps: the library takes only naive datetimes or ones with a ZoneInfo (never `datetime.UTC`), so it is asked
about whole naive days; the difference of two datetimes of one zone is a difference of wall clocks, wrong on
the two nights when clocks move, so distances in time are taken in UTC.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, ParserError, State

from kiosk.directory.models import Opening, Place

Spans = tuple[tuple[dt.time, dt.time], ...]

PARIS = ZoneInfo("Europe/Paris")
MIDNIGHT = dt.time(0, 0)
HORIZON_DAYS = 62
"""A change farther than this is not announced."""

_ONE_DAY = dt.timedelta(days=1)
_NOT_ANSWERABLE = re.compile(r'"|\bSH\b')
"""Comments ("on appointment") make hours conditional; school holidays are unknown to the library."""
_PUBLIC_HOLIDAY = re.compile(r"\bPH\b")
_DATED_CLOSING = re.compile(r"\s*(?:\d{4}|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|easter).*(?:off|closed)\s*$")


def opening_at(place: Place, at: dt.datetime, timezone: ZoneInfo = PARIS) -> Opening:
    """What is known of the doors of `place` at that moment; a naive `at` is a wall clock of `timezone`.

    `next_change` is, for an open place, when it closes; otherwise the first opening that is certain. It is
    within the next HORIZON_DAYS (counted, during a closure, from its last day), else None. `today` is empty
    when the day is in doubt.
    """
    local = _local(at, timezone)
    day = local.date()
    spans, doubt = _day(place, day)
    if doubt == "closure":
        return Opening(False, (), _first_opening_after_closure(place, local), doubt)
    if doubt == "holiday":
        return Opening(None, (), _first_opening(place, local), doubt)
    if doubt:
        return Opening(None, doubt=doubt)
    now = local.time()
    for span in spans:
        if covers(span, now):
            return Opening(True, spans, _closing(place, local, span[1]))
    return Opening(False, spans, _first_opening(place, local))


def untimed(place: Place) -> Opening:
    """What is known of the doors of `place` when nobody knows what day or hour it is."""
    return Opening(None, doubt="clock" if place.hours and _parsed(place.hours) else _hours_doubt(place))


def week_of(place: Place, at: dt.datetime, timezone: ZoneInfo = PARIS) -> tuple[tuple[dt.date, Spans], ...]:
    """Seven days from the day of `at`, each with its spans: none when closed, or when `doubt_on` that day."""
    first = _local(at, timezone).date()
    return tuple((day, _day(place, day)[0]) for day in (first + number * _ONE_DAY for number in range(7)))


def doubt_on(place: Place, day: dt.date) -> str:
    """Why the hours of that day cannot be trusted, in the codes of `Opening.doubt`; "" when they can."""
    return _day(place, day)[1]


def covers(span: tuple[dt.time, dt.time], moment: dt.time) -> bool:
    opens, closes = span
    return opens <= moment and (closes == MIDNIGHT or moment < closes)


def _local(at: dt.datetime, timezone: ZoneInfo) -> dt.datetime:
    return at.replace(tzinfo=timezone) if at.tzinfo is None else at.astimezone(timezone)


def _day(place: Place, day: dt.date) -> tuple[Spans, str]:
    """(spans, doubt); the spans are empty when there is a doubt."""
    if _closure_over(place, day):
        return (), "closure"
    if not place.hours:
        return (), _hours_doubt(place)
    return _day_of_hours(place.hours, day)


def _hours_doubt(place: Place) -> str:
    """Why there are no hours to count on, of a place that has none that can be read."""
    return "unreadable" if place.hours or place.hours_text else "unknown"


def _closure_over(place: Place, day: dt.date) -> tuple[dt.date, dt.date] | None:
    return next((closure for closure in place.closures if closure[0] <= day <= closure[1]), None)


def _first_opening_after_closure(place: Place, local: dt.datetime) -> dt.datetime | None:
    day = local.date()
    while closure := _closure_over(place, day):
        if closure[1].year == dt.MAXYEAR:  # closed for good
            return None
        day = closure[1] + _ONE_DAY
    return _first_opening(place, dt.datetime.combine(day, MIDNIGHT, local.tzinfo))


def _closing(place: Place, local: dt.datetime, closes: dt.time) -> dt.datetime | None:
    """When a place open at `local` closes; None when that is not known, or not within the horizon."""
    day = local.date()
    for _ in range(HORIZON_DAYS):
        if closes != MIDNIGHT:
            return _within_horizon(_wall(day, closes, local), local)
        day += _ONE_DAY
        spans, doubt = _day(place, day)
        if doubt == "holiday":
            return None
        if not spans or spans[0][0] != MIDNIGHT:
            return _wall(day, MIDNIGHT, local)
        closes = spans[0][1]
    return None


def _first_opening(place: Place, local: dt.datetime) -> dt.datetime | None:
    """The first opening at or after `local` on a day that is not in doubt, else None."""
    today, now = local.date(), local.time()
    for number in range(HORIZON_DAYS + 1):
        day = today + number * _ONE_DAY
        for opens, _ in _day(place, day)[0]:
            if number or opens >= now:
                return _within_horizon(_wall(day, opens, local), local)
    return None


def _within_horizon(moment: dt.datetime, local: dt.datetime) -> dt.datetime | None:
    return moment if moment - local <= HORIZON_DAYS * _ONE_DAY else None


def _wall(day: dt.date, time: dt.time, local: dt.datetime) -> dt.datetime:
    """That wall clock in the zone of `local`; on the days when clocks move, the second of two equal ones when
    `local` is past the first, and an hour later when the clock skips it."""
    moment = dt.datetime.combine(day, time, local.tzinfo)
    if day == local.date():
        moment = moment.replace(fold=local.fold)
    return moment.astimezone(dt.UTC).astimezone(local.tzinfo)


@lru_cache(maxsize=16384)
def _day_of_hours(hours: str, day: dt.date) -> tuple[Spans, str]:
    parsed = _parsed(hours)
    if parsed is None:
        return (), "unreadable"
    spans = _spans(parsed, day)
    if _is_holiday(day) and not _speaks_of(hours, day, spans):
        return (), "holiday"
    return spans, ""


@lru_cache(maxsize=4096)
def _parsed(hours: str) -> OpeningHours | None:
    if _NOT_ANSWERABLE.search(hours):
        return None
    try:
        return OpeningHours(hours, country="FR")
    except (ParserError, ValueError):
        return None


def _spans(parsed: OpeningHours, day: dt.date) -> Spans:
    start = dt.datetime.combine(day, MIDNIGHT)
    return tuple(
        (begins.time(), ends.time())
        for begins, ends, state, _ in parsed.intervals(start, start + _ONE_DAY)
        if state == State.OPEN
    )


@lru_cache(maxsize=1024)
def _is_holiday(day: dt.date) -> bool:
    return bool(_spans(OpeningHours("PH", country="FR"), day))


def _speaks_of(hours: str, day: dt.date, spans: Spans) -> bool:
    """Whether the hours mean this holiday: they name public holidays, or never close, or a dated closing
    ("Dec 25 off", "Aug off") is what shuts the place that day."""
    if hours == "24/7" or _PUBLIC_HOLIDAY.search(hours):
        return True
    rules = hours.split(";")
    undated = [rule for rule in rules if not _DATED_CLOSING.match(rule)]
    if not undated or len(undated) == len(rules):
        return False
    parsed = _parsed(";".join(undated))
    return parsed is not None and _spans(parsed, day) != spans

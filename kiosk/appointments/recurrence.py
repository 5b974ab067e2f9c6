"""When a recurring event takes place (RFC 5545, section 3.8.5), on the wall clocks of the zone it is written in.

The rule is walked on wall clocks without a zone and the zone is put on afterwards, so that a permanence at nine stays
at nine when clocks move; an hour that the clocks skip or repeat is read as section 3.3.5 says, the offset before the
gap, the first of two (which is what `fold=0` does).

Traps: dateutil walks a rule from its beginning, and a rule that matches nothing until the year 9999. So rules of hours,
minutes and seconds are refused, a beginning long past is moved nearer where that changes nothing, and whoever calls
counts the time.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from typing import Any

MOST_TIMES = 20_000
"""Of one event, before the window ends."""
_STEP_DAYS = {"DAILY": 1, "WEEKLY": 7}
_A_DAY = dt.timedelta(days=1)
_PARTS = frozenset({"FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST"}) | {
    f"BY{part}" for part in ("SECOND", "MINUTE", "HOUR", "DAY", "MONTHDAY", "YEARDAY", "WEEKNO", "MONTH", "SETPOS")
}


class TooMuchError(ValueError):
    """A rule that is refused: its text says what is not taken."""


def walls(start: dt.datetime, rules: Iterable[Any], low: dt.datetime, high: dt.datetime) -> Iterator[dt.datetime]:
    """The wall clocks, in order and without a zone, at which an event that first takes place at `start` takes place by
    its rules (icalendar's RRULE values), from `low` to `high`. `start` itself is always one (RFC 5545, section
    3.8.5.3). Raises TooMuchError, ValueError."""
    zone = start.tzinfo
    first = start.replace(tzinfo=None)
    found = {first} if low <= first <= high else set()
    for rule in rules:
        found.update(_walls(first, zone, rule, low, high))
    yield from sorted(found)


def _walls(
    first: dt.datetime, zone: dt.tzinfo | None, rule: Any, low: dt.datetime, high: dt.datetime
) -> Iterator[dt.datetime]:
    from dateutil.rrule import rrulestr

    parts = {str(name).upper(): value if isinstance(value, list) else [value] for name, value in rule.items()}
    frequency = str(parts.get("FREQ", [""])[0]).upper()
    if frequency not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise TooMuchError(f"it recurs {frequency or 'without a frequency'}")
    if unknown := sorted(parts.keys() - _PARTS):
        raise TooMuchError(f"its rule has {unknown[0]}")
    if int(parts.get("INTERVAL", [1])[0]) < 1:
        raise TooMuchError("its rule has an INTERVAL under 1")
    until = _until(parts.pop("UNTIL", [None])[0], zone)
    high = min(high, until) if until else high
    begins = first if "COUNT" in parts else _nearer(first, parts, frequency, low)
    text = ";".join(f"{name}={','.join(map(_text, value))}" for name, value in parts.items())
    times = itertools.takewhile(lambda wall: wall <= high, rrulestr(text, dtstart=begins))
    for count, wall in enumerate(times):
        if count >= MOST_TIMES:
            raise TooMuchError(f"it takes place more than {MOST_TIMES:,} times")
        if wall >= max(low, first):
            yield wall


def _nearer(first: dt.datetime, parts: dict[str, list[Any]], frequency: str, low: dt.datetime) -> dt.datetime:
    """A beginning nearer to `low` from which the rule goes on in the same steps."""
    days = _STEP_DAYS.get(frequency, 0) * int(parts.get("INTERVAL", [1])[0])
    if days <= 0 or first >= low:
        return first
    return first + max(0, (low - first) // _A_DAY // days - 1) * days * _A_DAY


def _until(value: Any, zone: dt.tzinfo | None) -> dt.datetime | None:
    """The last wall clock that a rule allows: UNTIL is in UTC where the event has a zone (section 3.3.10)."""
    if value is None:
        return None
    if not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time.max)
    if value.tzinfo is None:
        return value
    return value.astimezone(zone).replace(tzinfo=None) if zone else value.replace(tzinfo=None)


def _text(value: Any) -> str:
    """icalendar writes a weekday as "MO" and a month as a number; a leap month ("5L", RFC 7529) is not taken."""
    text = str(value)
    if not text.lstrip("+-").isalnum():
        raise TooMuchError(f"its rule has {text!r:.20}")
    return text

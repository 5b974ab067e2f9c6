"""Moments and half-hours. A half-hour is known by its index: half-hours since 1970 in UTC, which no clock change moves.

Every offset of a French time zone is a whole number of half-hours, so the grid is the one of the wall clocks too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

Span = tuple[dt.datetime, dt.datetime]
"""(starts, ends), both aware; it holds up to, not including, its end."""

HALF_HOUR = dt.timedelta(minutes=30)
_SECONDS = 1800
_SLOT = "%Y%m%dT%H%MZ"
SLOT_NAME = re.compile(r"[0-9]{8}T[0-9]{2}[03]0Z", re.ASCII)


def index_of(moment: dt.datetime) -> int:
    """The half-hour in which an aware moment is."""
    return int(moment.timestamp() // _SECONDS)


def index_from(moment: dt.datetime) -> int:
    """The first half-hour that starts at `moment` or after it."""
    return -int(-moment.timestamp() // _SECONDS)


def start_of(index: int) -> dt.datetime:
    """When a half-hour starts, in UTC."""
    return dt.datetime.fromtimestamp(index * _SECONDS, dt.UTC)


def touched(spans: Iterable[Span], first: int, last: int) -> set[int]:
    """The half-hours from `first` to `last` of which some part is in a span."""
    found: set[int] = set()
    for starts, ends in spans:
        if starts < ends:
            found.update(range(max(first, index_of(starts)), min(last + 1, index_from(ends))))
    return found


def inside(spans: Iterable[Span], first: int, last: int) -> set[int]:
    """The half-hours from `first` to `last` that lie whole in one span, or in several that touch."""
    found: set[int] = set()
    for starts, ends in merged(spans):
        found.update(range(max(first, index_from(starts)), min(last + 1, index_of(ends))))
    return found


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time in as few spans as can be, in order; empty ones left out."""
    out: list[Span] = []
    for starts, ends in sorted(span for span in spans if span[0] < span[1]):
        if out and starts <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], ends)
        else:
            out.append((starts, ends))
    return tuple(out)


def slot_name(slot: dt.datetime) -> str:
    """How a half-hour is written in file names and addresses: "20261123T0930Z"."""
    return slot.astimezone(dt.UTC).strftime(_SLOT)


def slot_of(name: str) -> dt.datetime:
    """The start, in UTC, that `slot_name` wrote. Raises ValueError for anything else."""
    if not SLOT_NAME.fullmatch(name):
        raise ValueError(f"{name!r:.40} is no half-hour")
    return dt.datetime.strptime(name, _SLOT).replace(tzinfo=dt.UTC)

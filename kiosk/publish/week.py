"""Comparing two writings of opening hours by what they mean."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

_MONDAY = dt.datetime(2024, 6, 3)
"""A week without a public holiday, so that only the weekly hours count."""


def same_week(one: str, other: str) -> bool:
    """Whether two OSM opening_hours open and close at the same moments of a usual week; never raises."""
    if "".join(one.split()) == "".join(other.split()):
        return True
    week = _week(one)
    return week is not None and week == _week(other)


@lru_cache(maxsize=4096)
def _week(hours: str) -> tuple[tuple[dt.datetime, dt.datetime, str], ...] | None:
    from opening_hours import OpeningHours

    try:
        spans = OpeningHours(hours).intervals(start=_MONDAY, end=_MONDAY + dt.timedelta(days=7))
        return tuple((start, end, str(state)) for start, end, state, _ in spans)
    except Exception:  # what the parser raises is not one of Python's own families
        return None

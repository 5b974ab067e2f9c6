"""A week of opening spans, and how it is written in OSM `opening_hours`.

Spans are (start, end) minutes of the day, 0 ≤ start < end ≤ 1440, sorted and apart from one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Spans = tuple[tuple[int, int], ...]

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def tidy_spans(spans: Iterable[tuple[int, int]]) -> Spans:
    """The spans with touching neighbours joined. An empty result means that they make no sense: none
    given, out of order, overlapping, running past midnight, or starting in the dead of night."""
    tidy: list[tuple[int, int]] = []
    for start, end in spans:
        if not EARLIEST <= start < end <= 24 * 60 or (tidy and start < tidy[-1][1]):
            return ()
        if tidy and start == tidy[-1][1]:
            tidy[-1] = (tidy[-1][0], end)
        else:
            tidy.append((start, end))
    return tuple(tidy)


EARLIEST = 5 * 60
"""Before five in the morning a written hour is a slip ("2h-5h" for the afternoon), not an opening."""


def week_to_osm(week: Mapping[int, Spans]) -> str:
    """`week` maps a day (0 is Monday) to its spans; a day absent or without spans is closed. Days with equal
    hours share one rule, consecutive days become a range. A week without any opening gives ""."""
    rules: dict[Spans, list[int]] = {}
    for day in range(7):
        spans = week.get(day, ())
        if spans:
            rules.setdefault(spans, []).append(day)
    return "; ".join(f"{_days(days)} {_times(spans)}" for spans, days in rules.items())


def _days(days: list[int]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}" for run in runs)


def _times(spans: Spans) -> str:
    return ",".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"

"""The free half-hours that this terminal may offer. Pure: the moment, the agenda and what is taken come in.

A half-hour is free when it lies whole in the time that is received, touches nothing busy, is on no public holiday of
France, starts at least `notice` from now, on one of the next `days` days, and nobody has it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kiosk.appointments.agenda import Agenda
from kiosk.appointments.spans import Span, index_from, index_of, inside, start_of, touched
from kiosk.directory.holidays import holiday_on
from kiosk.directory.models import Place
from kiosk.directory.opening import MIDNIGHT, week_of

A_DAY = dt.timedelta(days=1)
_HALF_HOURS_A_DAY = 48


@dataclass(frozen=True, slots=True)
class Rule:
    """`hours` are the helper's, as OSM opening_hours; this terminal is `terminal`, from 1, of `terminals`."""

    zone: ZoneInfo
    hours: str = ""
    days: int = 14
    notice: dt.timedelta = dt.timedelta(hours=1)
    terminal: int = 1
    terminals: int = 1


def free_slots(
    agenda: Agenda | None, rule: Rule, now: dt.datetime, taken: Collection[dt.datetime] = ()
) -> tuple[dt.datetime, ...]:
    """Their starts, on the wall clocks of the site, the first one first. Without an agenda nothing is known to be busy,
    and the helper's hours count. `now` and `taken` are aware."""
    first = index_from(now + rule.notice)
    last = index_of(_end_of_day(now, rule)) - 1
    if agenda is not None:
        last = min(last, index_of(agenda.until) - 1)
    receives = agenda.receives if agenda and agenda.receives is not None else _hours(rule, now)
    free = inside(receives, first, last) - {index_of(slot) for slot in taken}
    if agenda is not None:
        free -= touched(agenda.busy, first, last)
    starts = (start_of(index).astimezone(rule.zone) for index in sorted(free) if is_mine(index, rule))
    return tuple(start for start in starts if not holiday_on(start.date()))


def is_mine(index: int, rule: Rule) -> bool:
    """Whether a half-hour is in this terminal's share. The shares are even, and change places every day, so that none
    has all the whole hours."""
    return (index + index // _HALF_HOURS_A_DAY) % rule.terminals == rule.terminal - 1


def _end_of_day(now: dt.datetime, rule: Rule) -> dt.datetime:
    return _at(now.astimezone(rule.zone).date() + (rule.days + 1) * A_DAY, MIDNIGHT, rule.zone)


def _hours(rule: Rule, now: dt.datetime) -> list[Span]:
    """When the helper receives on the days that are looked at; nothing when their hours cannot be told."""
    place = Place("helper", "", hours=rule.hours)
    spans: list[Span] = []
    for week in range(rule.days // 7 + 1):
        for day, opened in week_of(place, now + week * 7 * A_DAY, rule.zone):
            for opens, closes in opened:
                last_day = day if closes != MIDNIGHT else day + A_DAY
                spans.append((_at(day, opens, rule.zone), _at(last_day, closes, rule.zone)))
    return spans


def _at(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    """In UTC: comparing and adding on wall clocks goes wrong on the nights when they move."""
    return dt.datetime.combine(day, time, zone).astimezone(dt.UTC)

"""Which half-hours are free: the pure rule, with helpers' hours, an agenda, and shares between terminals."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.appointments.agenda import Agenda, agenda_from_bytes, agenda_to_bytes
from kiosk.appointments.slots import Rule, free_slots
from kiosk.appointments.spans import HALF_HOUR, index_of, inside, merged, slot_name, slot_of, start_of, touched
from kiosk.directory.holidays import holiday_on
from kiosk.errors import CalendarError
from tests.support.appointments import HOURS, NOW, PARIS

RULE = Rule(PARIS, HOURS, days=14)
UNTIL = NOW + dt.timedelta(days=60)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, minute, tzinfo=PARIS)


def agenda(*busy: tuple[dt.datetime, dt.datetime], receives: tuple | None = None) -> Agenda:
    return Agenda(NOW, UNTIL, busy, receives)


def test_the_helpers_hours_are_cut_into_half_hours() -> None:
    """A whole day of hours has all of its half-hours, none over noon; a weekend has none."""
    monday = [slot for slot in free_slots(None, RULE, NOW) if slot.date() == dt.date(2026, 11, 23)]
    assert [f"{slot:%H:%M}" for slot in monday] == [
        *("09:00", "09:30", "10:00", "10:30", "11:00", "11:30"),
        *("14:00", "14:30", "15:00", "15:30", "16:00", "16:30"),
    ]
    assert not [slot for slot in free_slots(None, RULE, NOW) if slot.weekday() > 4]


def test_nothing_is_offered_sooner_than_the_notice() -> None:
    """At 10:07 the first half-hour is 11:30, for 11:07 has begun; at 10:00 it is 11:00."""
    assert free_slots(None, RULE, NOW)[0] == at(20, 11, 30)
    assert free_slots(None, RULE, at(20, 10))[0] == at(20, 11)
    assert free_slots(None, replace(RULE, notice=dt.timedelta(0)), NOW)[0] == at(20, 10, 30)


def test_the_last_day_is_whole() -> None:
    """Fourteen days from now, until the evening of that day."""
    assert free_slots(None, RULE, NOW)[-1] == at(4, 16, 30, month=12)


def test_what_is_busy_or_taken_is_not_offered() -> None:
    """A quarter of an hour takes its half-hour; an end on the grid leaves the next one free."""
    busy = (at(23, 9, 45), at(23, 10))
    found = free_slots(agenda(busy, (at(23, 14), at(23, 16))), RULE, NOW, {at(23, 11).astimezone(dt.UTC)})
    monday = [f"{slot:%H:%M}" for slot in found if slot.date() == dt.date(2026, 11, 23)]
    assert monday == ["09:00", "10:00", "10:30", "11:30", "16:00", "16:30"]


def test_permanences_replace_the_helpers_hours() -> None:
    """Only whole half-hours of the grid; a permanence that starts at ten past begins with the next one."""
    found = free_slots(agenda(receives=((at(24, 18, 10), at(24, 19, 45)),)), RULE, NOW)
    assert found == (at(24, 18, 30), at(24, 19))
    assert free_slots(agenda(receives=()), RULE, NOW) == ()


def test_public_holidays_are_free_of_appointments() -> None:
    """25 December is a Friday, and nobody receives, whatever the calendar says."""
    now = at(21, 9, month=12)
    every_day = Agenda(now, now + dt.timedelta(days=60), (), ((now, now + dt.timedelta(days=20)),))
    days = {slot.date() for slot in free_slots(every_day, RULE, now)}
    assert dt.date(2026, 12, 24) in days and dt.date(2026, 12, 25) not in days and dt.date(2027, 1, 1) not in days


def test_nothing_is_offered_beyond_what_was_looked_at() -> None:
    """An agenda that ends tomorrow offers nothing for the day after."""
    short = Agenda(NOW, at(23, 10))
    assert max(free_slots(short, RULE, NOW)) == at(23, 9, 30)


@pytest.mark.parametrize("day", [dt.datetime(2026, 10, 25), dt.datetime(2027, 3, 28)])
def test_a_night_on_which_clocks_move_has_its_real_half_hours(day: dt.datetime) -> None:
    """25 hours have 50 half-hours, 23 have 46."""
    start = day.replace(tzinfo=PARIS)
    end = (day + dt.timedelta(days=1)).replace(tzinfo=PARIS)
    real = Agenda(start, end + dt.timedelta(days=2), (), ((start, end),))
    rule = Rule(PARIS, days=2, notice=dt.timedelta(0))
    found = free_slots(real, rule, start - dt.timedelta(hours=5))
    assert len(found) == (50 if day.month == 10 else 46) and len({slot.astimezone(dt.UTC) for slot in found}) == len(
        found
    )


@given(st.integers(1, 20))
def test_shares_divide_the_half_hours_between_terminals(terminals: int) -> None:
    """Every half-hour is offered by exactly one terminal, and none is left out."""
    shares = [free_slots(None, replace(RULE, terminal=n, terminals=terminals), NOW) for n in range(1, terminals + 1)]
    assert sorted(slot for share in shares for slot in share) == list(free_slots(None, RULE, NOW))


def test_shares_change_places_every_day() -> None:
    """Of two terminals, none has all the whole hours."""
    minutes = {(slot.date(), slot.minute) for slot in free_slots(None, replace(RULE, terminal=1, terminals=2), NOW)}
    assert {minute for _, minute in minutes} == {0, 30}


moments = st.datetimes(dt.datetime(2026, 10, 1), dt.datetime(2027, 4, 30)).map(
    lambda naive: naive.replace(tzinfo=dt.UTC)
)
spans = st.tuples(moments, st.timedeltas(dt.timedelta(0), dt.timedelta(days=3))).map(
    lambda one: (one[0], one[0] + one[1])
)


@given(moments, st.lists(spans, max_size=8), st.lists(spans, max_size=8), st.integers(1, 4))
def test_whatever_the_agenda_a_free_half_hour_is_free(now: dt.datetime, busy: list, receives: list, n: int) -> None:
    """It lies in a permanence, meets nothing busy, is on the grid, not soon, not late, and on no holiday."""
    rule = replace(RULE, terminal=1, terminals=n)
    found = free_slots(Agenda(now, now + dt.timedelta(days=60), tuple(busy), tuple(receives)), rule, now)
    for slot in found:
        start, end = slot.astimezone(dt.UTC), slot.astimezone(dt.UTC) + HALF_HOUR
        assert any(a <= start and end <= b for a, b in merged(receives))
        assert all(end <= a or b <= start for a, b in busy if a < b)
        assert start >= now + rule.notice and slot.minute in (0, 30) and not holiday_on(slot.date())
        assert (slot.date() - now.astimezone(PARIS).date()).days <= rule.days


@given(st.lists(spans, max_size=6))
def test_half_hours_touched_and_inside_agree(some: list) -> None:
    """What lies inside is touched too, and names lead back to moments."""
    first, last = index_of(dt.datetime(2026, 10, 1, tzinfo=dt.UTC)), index_of(dt.datetime(2027, 5, 5, tzinfo=dt.UTC))
    assert inside(some, first, last) <= touched(some, first, last)
    for index in sorted(touched(some, first, last))[:3]:
        assert index_of(start_of(index)) == index and slot_of(slot_name(start_of(index))) == start_of(index)


@given(st.lists(spans, max_size=6), st.none() | st.lists(spans, max_size=6))
def test_an_agenda_is_read_back(busy: list, receives: list | None) -> None:
    """To the second, its spans joined."""
    whole = Agenda(NOW.replace(second=0), UNTIL, tuple(busy), None if receives is None else tuple(receives))
    read = agenda_from_bytes(agenda_to_bytes(whole), "x")
    assert read.until == whole.until and (read.receives is None) == (receives is None)


@given(st.binary(max_size=60) | st.sampled_from([b"{}", b"[]", b'{"read": 1}', b"null"]))
def test_a_damaged_agenda_is_one_sentence(data: bytes) -> None:
    """It names the file and what to do."""
    with pytest.raises(CalendarError, match=r"agenda\.json: .* Remove it"):
        agenda_from_bytes(data, "agenda.json")

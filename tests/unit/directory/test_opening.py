from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.models import Opening, Place
from kiosk.directory.opening import MIDNIGHT, PARIS, covers, doubt_on, opening_at, untimed, week_of

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
OFFICE = "Mo-Fr 09:00-12:00,13:30-17:00"


def place(hours: str = OFFICE, **more: object) -> Place:
    return Place(id="p", name="CCAS", hours=hours, **more)  # type: ignore[arg-type]


def paris(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=PARIS)


def times(*clocks: str) -> tuple[tuple[dt.time, dt.time], ...]:
    parsed = [dt.time.fromisoformat(clock) for clock in clocks]
    return tuple(zip(parsed[::2], parsed[1::2], strict=True))


@pytest.mark.parametrize(
    ("at", "is_open", "change"),
    [
        ("2026-11-20T08:59", False, "2026-11-20T09:00"),
        ("2026-11-20T09:00", True, "2026-11-20T12:00"),
        ("2026-11-20T11:59:59", True, "2026-11-20T12:00"),
        ("2026-11-20T12:00", False, "2026-11-20T13:30"),
        ("2026-11-20T17:00", False, "2026-11-23T09:00"),
    ],
)
def test_an_ordinary_friday(at: str, is_open: bool, change: str) -> None:
    """Open from the first minute of a span up to, not including, its last; the change is the next edge."""
    opening = opening_at(place(), paris(at))
    assert opening == Opening(is_open, times("09:00", "12:00", "13:30", "17:00"), paris(change))


def test_the_moment_may_come_in_any_zone() -> None:
    """The same instant gives the same answer, and a naive one is a wall clock of the site."""
    utc = dt.datetime(2026, 11, 20, 8, 30, tzinfo=dt.UTC)
    same = opening_at(place(), utc)
    assert same.open is True
    assert same == opening_at(place(), dt.datetime(2026, 11, 20, 9, 30))
    assert same == opening_at(place(), utc.astimezone(ZoneInfo("Asia/Tokyo")))
    assert opening_at(place(), utc, ZoneInfo("America/Guadeloupe")).open is False


def test_a_later_rule_replaces_a_day() -> None:
    """On the Wednesday it names, the second rule alone counts."""
    hours = "Mo-Fr 09:00-12:00; We 14:00-17:00"
    assert opening_at(place(hours), paris("2026-11-18T10:00")).open is False
    assert opening_at(place(hours), paris("2026-11-18T15:00")).open is True


@pytest.mark.parametrize("day", ["2026-04-06", "2026-05-01", "2026-11-11", "2026-12-25"])
def test_hours_that_say_nothing_of_holidays_are_not_believed_on_one(day: str) -> None:
    """On a public holiday the answer is "cannot say", and no change is announced on that day."""
    at = paris(f"{day}T10:00")
    opening = opening_at(place(), at)
    assert (opening.open, opening.today, opening.doubt) == (None, (), "holiday")
    assert opening.next_change is not None and opening.next_change.date() > at.date()
    assert doubt_on(place(), at.date()) == "holiday"


def test_the_next_opening_is_never_on_an_unconfirmed_holiday() -> None:
    """Before Easter Monday and before 1 May, the next certain opening is after the holiday."""
    assert opening_at(place(), paris("2026-04-03T18:00")).next_change == paris("2026-04-07T09:00")
    assert opening_at(place(), paris("2026-04-30T18:00")).next_change == paris("2026-05-04T09:00")


@pytest.mark.parametrize(
    ("hours", "is_open"),
    [
        (f"{OFFICE}; PH off", False),
        ("Mo-Fr,PH 09:00-12:00", True),
        ("24/7", True),
        (f"{OFFICE}; Dec 25 off", False),
        (f"{OFFICE}; Dec 24-Jan 02 off", False),
        (f"{OFFICE}; Dec 24 off", None),
        ("Nov-Dec Mo-Fr 09:00-12:00", None),
        ("Mo-Su 00:00-24:00", None),
    ],
)
def test_hours_that_speak_of_the_holiday_are_believed(hours: str, is_open: bool | None) -> None:
    """Christmas is certain for hours that name public holidays or that date, or that never close."""
    opening = opening_at(place(hours), paris("2026-12-25T10:00"))
    assert opening.open is is_open
    assert opening.doubt == ("holiday" if is_open is None else "")


def test_a_closure_shuts_a_place_until_its_last_day() -> None:
    """Both ends are closed days; the change announced is the first opening after the last of them."""
    shut = place(closures=((dt.date(2026, 12, 24), dt.date(2027, 1, 2)),))
    for day in ("2026-12-24", "2026-12-25", "2027-01-02"):
        assert opening_at(shut, paris(f"{day}T10:00")) == Opening(False, (), paris("2027-01-04T09:00"), "closure")
    assert opening_at(shut, paris("2026-12-23T18:00")).next_change == paris("2027-01-04T09:00")
    assert opening_at(shut, paris("2027-01-04T10:00")).open is True


def test_a_long_closure_still_says_when_it_ends() -> None:
    """The horizon of 62 days counts from the end of closures that follow one another; before them it hides it."""
    shut = place(closures=((dt.date(2026, 7, 16), dt.date(2026, 8, 31)), (dt.date(2026, 6, 15), dt.date(2026, 7, 15))))
    assert opening_at(shut, paris("2026-06-16T10:00")).next_change == paris("2026-09-01T09:00")
    assert opening_at(shut, paris("2026-06-12T18:00")).next_change is None


def test_a_place_closed_for_good_has_no_next_change() -> None:
    """A closure up to the last day of the calendar is not an error."""
    shut = place(closures=((dt.date(2026, 1, 1), dt.date.max),))
    assert opening_at(shut, paris("2026-11-20T10:00")) == Opening(False, (), None, "closure")


@pytest.mark.parametrize(
    ("hours", "text", "doubt"),
    [
        ("", "", "unknown"),
        ("", "voir le site", "unreadable"),
        ("Tu 12:30", "", "unreadable"),
        ('Mo-Fr 09:00-12:00 "sur rendez-vous"', "", "unreadable"),
        (f"{OFFICE}; SH off", "", "unreadable"),
        ("Mo \ud800", "", "unreadable"),
    ],
)
def test_without_readable_hours_nothing_is_claimed(hours: str, text: str, doubt: str) -> None:
    """No hours, hours as text, and hours that depend on something else are told apart from closed."""
    opening = opening_at(place(hours, hours_text=text), paris("2026-11-20T10:00"))
    assert opening == Opening(None, doubt=doubt)


def test_open_day_and_night() -> None:
    """A place that never closes has one span from midnight to midnight and no change to announce."""
    assert opening_at(place("24/7"), paris("2026-11-20T03:00")) == Opening(True, ((MIDNIGHT, MIDNIGHT),), None)


def test_a_night_shelter_spans_midnight() -> None:
    """The evening belongs to one day and the early morning to the next; closing is in the morning."""
    shelter = place("Mo-Su 19:00-08:00")
    assert opening_at(shelter, paris("2026-11-19T23:00")) == Opening(
        True, times("00:00", "08:00", "19:00", "00:00"), paris("2026-11-20T08:00")
    )
    assert opening_at(shelter, paris("2026-11-20T07:59")).open is True
    assert opening_at(shelter, paris("2026-11-20T08:00")).next_change == paris("2026-11-20T19:00")


def test_the_closing_of_a_night_before_a_holiday_is_not_announced() -> None:
    """What happens after midnight on an unconfirmed holiday is not known, so no hour is given."""
    assert opening_at(place("Mo-Su 19:00-08:00"), paris("2026-04-30T23:00")).next_change is None


def test_a_night_before_a_closure_ends_at_midnight() -> None:
    """A closure that starts tomorrow shuts a place open through the night at midnight."""
    shelter = place("Mo-Su 19:00-08:00", closures=((dt.date(2026, 11, 20), dt.date(2026, 11, 20)),))
    assert opening_at(shelter, paris("2026-11-19T23:00")).next_change == paris("2026-11-20T00:00")


@pytest.mark.parametrize(
    ("at", "change"),
    [("2026-03-28T18:00", "2026-03-29T10:00:00+02:00"), ("2026-10-24T18:00", "2026-10-25T10:00:00+01:00")],
)
def test_changes_keep_to_wall_clocks_when_clocks_move(at: str, change: str) -> None:
    """On the last Sundays of March and October ten o'clock is ten o'clock by the new offset."""
    opening = opening_at(place("Su 10:00-12:00"), paris(at))
    assert opening.next_change == dt.datetime.fromisoformat(change)


def test_hours_in_the_night_when_clocks_move_stay_in_the_future() -> None:
    """A skipped hour gives a real moment, and in the hour struck twice the change is never in the past."""
    early = opening_at(place("Su 02:30-06:00"), paris("2026-03-29T01:00")).next_change
    assert early is not None and early.astimezone(dt.UTC) == dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC)
    second = paris("2026-10-25T02:10").replace(fold=1)
    late = opening_at(place("Su 01:00-02:30"), second).next_change
    assert late is not None and late.astimezone(dt.UTC) - second.astimezone(dt.UTC) == dt.timedelta(minutes=20)


def test_far_openings_are_not_announced() -> None:
    """An opening more than 62 days away is not a change worth saying."""
    assert opening_at(place("Dec 01-Dec 31 10:00-12:00"), paris("2026-09-29T10:00")).next_change is None
    assert opening_at(place("Dec 01-Dec 31 10:00-12:00"), paris("2026-09-30T10:00")).next_change is not None


def test_one_day_a_month_says_when_it_comes_round() -> None:
    """Past the first Friday of a month, the next one is announced, even when it is a month and a half away."""
    assert opening_at(place("Fr[1] 09:00-12:00"), paris("2026-11-20T10:00")).next_change == paris("2026-12-04T09:00")
    assert opening_at(place("Mo[5] 09:00-12:00"), paris("2026-06-30T10:00")).next_change == paris("2026-08-31T09:00")


def test_the_week_starts_today_and_leaves_doubtful_days_empty() -> None:
    """Seven days in order, with spans only where they are certain."""
    week = week_of(place(closures=((dt.date(2026, 11, 13), dt.date(2026, 11, 13)),)), paris("2026-11-10T23:59"))
    assert [day.isoformat() for day, _ in week] == [f"2026-11-{day}" for day in range(10, 17)]
    full = times("09:00", "12:00", "13:30", "17:00")
    assert [spans for _, spans in week] == [full, (), full, (), (), (), full]


moments = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2035, 1, 1), timezones=st.sampled_from([dt.UTC, PARIS]))
PIECES = "Mo Su PH Dec 25 easter off - , ; 09:00-12:00 22:00-06:00 24/7 week 2026 [1] +"
pieces = st.sampled_from(PIECES.split())


@given(st.text(st.characters()) | st.lists(pieces).map("".join) | st.lists(pieces).map(" ".join), st.text(), moments)
def test_any_hours_give_an_answer(hours: str, text: str, at: dt.datetime) -> None:
    """Whatever the strings, there is an opening and a week, and a change is ahead and on a day without doubt."""
    here = place(hours, hours_text=text)
    opening = opening_at(here, at)
    assert len(week_of(here, at)) == 7
    assert (opening.open is None) == (opening.doubt != "")
    if opening.next_change is not None:
        assert opening.next_change.astimezone(dt.UTC) > at.astimezone(dt.UTC)
        assert opening.next_change.time() == MIDNIGHT or doubt_on(here, opening.next_change.date()) == ""


spans = st.lists(st.integers(0, 24 * 4 - 1), min_size=2, max_size=6, unique=True).map(
    lambda ticks: sorted(ticks)[: len(ticks) // 2 * 2]
)


def written(ticks: list[int]) -> str:
    clocks = [f"{tick // 4:02d}:{tick % 4 * 15:02d}" for tick in ticks]
    return ",".join(f"{opens}-{closes}" for opens, closes in zip(clocks[::2], clocks[1::2], strict=True))


@given(st.dictionaries(st.integers(0, 6), spans, min_size=1), moments)
def test_open_means_inside_a_span(week: dict[int, list[int]], at: dt.datetime) -> None:
    """For any simple week, open at a moment is the same as the wall clock standing in a span of that day."""
    hours = "; ".join(f"{DAYS[day]} {written(ticks)}" for day, ticks in week.items())
    local = at.astimezone(PARIS)
    ticks = week.get(local.weekday(), [])
    minute = local.hour * 60 + local.minute
    expected = any(a * 15 <= minute < b * 15 for a, b in zip(ticks[::2], ticks[1::2], strict=True))
    opening = opening_at(place(f"{hours}; PH off"), at)
    if doubt_on(place(hours), local.date()) == "holiday":
        assert opening.open is False
    else:
        assert opening.open is expected
        assert expected == any(covers(span, local.time()) for span in opening.today)


@pytest.mark.parametrize(
    ("hours", "hours_text", "doubt"),
    [
        ("Mo-Fr 09:00-12:00", "", "clock"),
        ("24/7", "", "clock"),
        ('Mo-Fr 09:00-12:00 "sur rendez-vous"', "", "unreadable"),
        ("", "le matin", "unreadable"),
        ("", "", "unknown"),
    ],
)
def test_without_a_clock_no_door_is_open_or_closed(hours: str, hours_text: str, doubt: str) -> None:
    """Whatever the hours are, nothing is said of now; what was in doubt before keeps its own reason."""
    assert untimed(Place("p", "P", hours=hours, hours_text=hours_text)) == Opening(None, doubt=doubt)

"""A helper's calendar is read whole, or refused in one sentence that names the file and what is wrong."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.appointments.agenda import Agenda
from kiosk.appointments.calendar import read_calendar
from kiosk.errors import CalendarError
from tests.support.appointments import NOW, PARIS, calendar, event

WEEK = "RRULE:FREQ=WEEKLY"


def read(*events: str, days: int = 30, now: dt.datetime = NOW) -> Agenda:
    return read_calendar(calendar(*events), "agenda.ics", PARIS, now, days)


def shown(spans: tuple | None) -> list[str]:
    """The spans on the wall clocks of Paris."""
    local = [(starts.astimezone(PARIS), ends.astimezone(PARIS)) for starts, ends in spans or ()]
    return [f"{starts:%d/%m %H:%M}-{ends:%H:%M}" for starts, ends in local]


def refused(data: bytes) -> str:
    with pytest.raises(CalendarError) as caught:
        read_calendar(data, "agenda.ics", PARIS, NOW, 30)
    said = str(caught.value)
    assert said.startswith("agenda.ics: ") and said.endswith(".") and "\n" not in said and len(said) < 250
    return said


def test_events_are_busy_time_and_permanences_are_not() -> None:
    """By title or category, capitals aside; what is marked free or cancelled does not count."""
    found = read(
        event(
            "DTSTART;TZID=Europe/Paris:20261123T090000", "DTEND;TZID=Europe/Paris:20261123T120000", title="PERMANENCE"
        ),
        event("DTSTART:20261124T080000Z", "DURATION:PT1H", "CATEGORIES:Accueil,Permanence du mardi", uid="2"),
        event("DTSTART:20261123T083000Z", "DTEND:20261123T084500Z", title="Mme Durand", uid="3"),
        event("DTSTART:20261123T100000Z", "DTEND:20261123T110000Z", "TRANSP:TRANSPARENT", uid="4"),
        event("DTSTART:20261123T100000Z", "DTEND:20261123T110000Z", "STATUS:CANCELLED", uid="5"),
    )
    assert shown(found.busy) == ["23/11 09:30-09:45"]
    assert shown(found.receives) == ["23/11 09:00-12:00", "24/11 09:00-10:00"]


def test_a_permanence_that_is_called_off_in_its_title_receives_nobody() -> None:
    """As agents write it, capitals and accents aside; the others of its series stay."""
    when = ("DTSTART;TZID=Europe/Paris:20261123T090000", "DTEND;TZID=Europe/Paris:20261123T120000")
    assert read(event(*when, title="Permanence ANNULÉE - agent malade")).receives == ()
    kept = event(*when, title="Permanence : report d'un paiement")
    assert shown(read(kept).receives) == ["23/11 09:00-12:00"]
    moved = event(*when, "RECURRENCE-ID;TZID=Europe/Paris:20261123T090000", title="Permanence annulee")
    assert shown(read(event(*when, "RRULE:FREQ=WEEKLY;COUNT=2", title="Permanence"), moved).receives) == [
        "30/11 09:00-12:00"
    ]


def free_busy(*lines: str) -> bytes:
    return calendar("\n".join(("BEGIN:VFREEBUSY", "UID:f", "DTSTAMP:20261120T000000Z", *lines, "END:VFREEBUSY")))


def test_free_busy_in_a_time_zone_is_refused() -> None:
    """It must be in UTC; read on other clocks, a busy hour would be offered."""
    said = refused(free_busy("FREEBUSY;TZID=America/New_York:20261123T040000/PT1H"))
    assert "UTC" in said


def test_after_the_end_of_free_busy_nothing_is_free() -> None:
    """Two days are told: the agenda goes no further."""
    data = free_busy("DTSTART:20261120T000000Z", "DTEND:20261122T000000Z", "FREEBUSY:20261120T090000Z/PT1H")
    found = read_calendar(data, "agenda.ics", PARIS, NOW, 30)
    assert found.until == dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


def test_without_permanences_the_helpers_hours_count() -> None:
    """None, and not "never": a permanence that is over keeps being the rule."""
    assert read(event("DTSTART:20261123T083000Z", "DURATION:PT15M")).receives is None
    past = event("DTSTART:20250106T083000Z", "DURATION:PT3H", title="Permanence")
    assert read(past).receives == ()


def test_a_permanence_at_nine_stays_at_nine_when_clocks_move() -> None:
    """Weekly over the last Sunday of March: nine on the wall, before and after."""
    now = dt.datetime(2027, 3, 20, 10, tzinfo=PARIS)
    weekly = event("DTSTART;TZID=Europe/Paris:20260105T090000", "DURATION:PT2H", WEEK, title="Permanence")
    found = read(weekly, days=14, now=now)
    assert shown(found.receives) == [f"{day} 09:00-11:00" for day in ("22/03", "29/03", "05/04")]
    assert [starts.hour for starts, _ in found.receives or ()] == [8, 7, 7]


def test_an_hour_that_clocks_skip_or_repeat_is_read_as_the_standard_says() -> None:
    """RFC 5545, 3.3.5: the offset before the gap, the first of two."""
    skipped = event("DTSTART;TZID=Europe/Paris:20270328T023000", "DURATION:PT30M")
    found = read(skipped, now=dt.datetime(2027, 3, 20, tzinfo=PARIS))
    assert found.busy[0][0] == dt.datetime(2027, 3, 28, 1, 30, tzinfo=dt.UTC)
    twice = event("DTSTART;TZID=Europe/Paris:20261025T023000", "DURATION:PT30M")
    found = read(twice, now=dt.datetime(2026, 10, 20, tzinfo=PARIS))
    assert found.busy[0][0] == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)


def test_in_a_night_when_clocks_move_the_later_end_counts() -> None:
    """From noon to noon every day, through a day of 25 hours: busy without a gap."""
    daily = event(
        "DTSTART;TZID=Europe/Paris:20260713T120000", "DTEND;TZID=Europe/Paris:20260714T120000", "RRULE:FREQ=DAILY"
    )
    assert len(read(daily, now=dt.datetime(2026, 10, 20, tzinfo=PARIS)).busy) == 1
    short = event("DTSTART;TZID=Europe/Paris:20270328T013000", "DURATION:PT2H")
    (found,) = read(short, now=dt.datetime(2027, 3, 20, tzinfo=PARIS)).busy
    assert found[1] - found[0] == dt.timedelta(hours=2)


def test_dates_taken_out_and_put_in_are_followed() -> None:
    """EXDATE in the zone, in UTC and as a day; RDATE as a moment and as a period."""
    found = read(
        event(
            "DTSTART;TZID=Europe/Paris:20261102T090000",
            "DTEND;TZID=Europe/Paris:20261102T100000",
            "RRULE:FREQ=DAILY;COUNT=26",
            "EXDATE;TZID=Europe/Paris:20261123T090000,20261124T090000",
            "EXDATE:20261125T080000Z",
            "EXDATE;VALUE=DATE:20261126",
            "RDATE;TZID=Europe/Paris:20261205T140000",
            "RDATE;VALUE=PERIOD:20261206T130000Z/PT30M,20261207T130000Z/20261207T133000Z",
        )
    )
    assert shown(found.busy)[1:] == [
        *("20/11 09:00-10:00", "21/11 09:00-10:00", "22/11 09:00-10:00", "27/11 09:00-10:00"),
        *("05/12 14:00-15:00", "06/12 14:00-14:30", "07/12 14:00-14:30"),
    ]


def test_a_time_that_was_moved_or_cancelled_leaves_its_place() -> None:
    """RECURRENCE-ID with the same UID stands in for one time of the series."""
    found = read(
        event("DTSTART;TZID=Europe/Paris:20261123T090000", "DURATION:PT1H", WEEK + ";COUNT=3"),
        event("RECURRENCE-ID;TZID=Europe/Paris:20261130T090000", "DTSTART:20261201T130000Z", "DURATION:PT1H"),
        event("RECURRENCE-ID:20261207T080000Z", "DTSTART:20261207T080000Z", "DURATION:PT1H", "STATUS:CANCELLED"),
    )
    assert shown(found.busy) == ["23/11 09:00-10:00", "01/12 14:00-15:00"]


def test_a_time_that_is_named_by_its_day_leaves_its_place_too() -> None:
    """As some programs write it, against the standard: moved, and cancelled."""
    found = read(
        event("DTSTART;TZID=Europe/Paris:20261123T090000", "DURATION:PT1H", WEEK + ";COUNT=3", title="Permanence"),
        event("RECURRENCE-ID;VALUE=DATE:20261130", "DTSTART:20261201T130000Z", "DURATION:PT1H", title="Permanence"),
        event("RECURRENCE-ID;VALUE=DATE:20261207", "DTSTART:20261207T080000Z", "DURATION:PT1H", "STATUS:CANCELLED"),
    )
    assert shown(found.receives) == ["23/11 09:00-10:00", "01/12 14:00-15:00"]


def test_whole_days_are_days_of_the_site() -> None:
    """DTEND is not included; no DTEND is one day; they recur too."""
    found = read(
        event("DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261125"),
        event("DTSTART;VALUE=DATE:20261130", "RRULE:FREQ=YEARLY;UNTIL=20300101", uid="2"),
    )
    assert shown(found.busy) == ["23/11 00:00-00:00", "30/11 00:00-00:00"]
    assert [ends - starts for starts, ends in found.busy] == [dt.timedelta(days=2), dt.timedelta(days=1)]


def test_until_is_a_moment_in_utc() -> None:
    """RFC 5545, 3.3.10: nine in Paris on 30 November is the last time."""
    found = read(event("DTSTART;TZID=Europe/Paris:20261123T090000", "DURATION:PT1H", WEEK + ";UNTIL=20261130T080000Z"))
    assert shown(found.busy) == ["23/11 09:00-10:00", "30/11 09:00-10:00"]


def test_times_without_a_zone_are_those_of_the_site() -> None:
    """RFC 5545, 3.3.5, form 1."""
    assert shown(read(event("DTSTART:20261123T090000", "DTEND:20261123T100000")).busy) == ["23/11 09:00-10:00"]


def test_zones_of_outlook_and_zones_of_the_file_are_known() -> None:
    """ "Romance Standard Time", and a VTIMEZONE with a name of its own."""
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Chez nous\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0300\n"
        "TZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE"
    )
    found = read(
        zone,
        event("DTSTART;TZID=Romance Standard Time:20261123T090000", "DURATION:PT1H"),
        event("DTSTART;TZID=Chez nous:20261124T090000", "DURATION:PT1H", uid="2"),
    )
    assert shown(found.busy) == ["23/11 09:00-10:00", "24/11 07:00-08:00"]


def test_free_busy_files_are_read() -> None:
    """RFC 5545, 3.6.4: several periods, with an end or a length; FREE is left out."""
    found = read(
        "BEGIN:VFREEBUSY\nUID:1\nFREEBUSY;FBTYPE=BUSY-TENTATIVE:20261123T080000Z/PT1H,20261123T100000Z/"
        "20261123T103000Z\nFREEBUSY:20261124T080000Z/PT1H\nFREEBUSY;FBTYPE=FREE:20261125T080000Z/PT1H\nEND:VFREEBUSY"
    )
    assert shown(found.busy) == ["23/11 09:00-10:00", "23/11 11:00-11:30", "24/11 09:00-10:00"]
    assert found.receives is None


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["DTSTART;TZID=Europe/Pari:20261123T090000", "DURATION:PT1H"], "time zone 'Europe/Pari' is unknown"),
        (["DTSTART:20261123T090000Z", "EXDATE;TZID=Nulle/Part:20261123T090000", WEEK], "'Nulle/Part' is unknown"),
        (["DTSTART:2026-11-23"], "DTSTART"),
        (["DURATION:PT1H"], "0 DTSTART"),
        (["DTSTART:20261123T090000Z", "DTSTART:20261124T090000Z"], "2 DTSTART"),
        (["DTSTART:20261123T090000Z", "DTEND:20261122T090000Z"], "ends before it starts"),
        (["DTSTART:20261123T090000Z", "DURATION:P999D"], "more than a year"),
        (["DTSTART:20261123T090000Z", "RRULE:FREQ=SECONDLY"], "recurs SECONDLY"),
        (["DTSTART:20261123T090000Z", "RRULE:FREQ=HOURLY;COUNT=3"], "recurs HOURLY"),
        (["DTSTART:20261123T090000Z", "RRULE:FREQ=SOMETIMES"], "RRULE"),
        (["DTSTART:20261123T090000Z", "RRULE:FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24)))
          + ";BYMINUTE=" + ",".join(map(str, range(60)))], "more than 20,000 times"),
        (["DTSTART:20261123T090000Z", "RRULE:FREQ=DAILY;RSCALE=HEBREW"], "RSCALE"),
        (["DTSTART:20261123T090000Z", "RRULE:FREQ=WEEKLY;INTERVAL=0;BYMONTH=2;BYMONTHDAY=30"], "INTERVAL under 1"),
        (["DTSTART:20261123T090000Z", WEEK, "EXRULE:FREQ=MONTHLY"], "EXRULE"),
        (["DTSTART:20261123T090000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261123T090000Z"], "RANGE"),
    ],
)  # fmt: skip
def test_an_event_that_is_not_understood_refuses_the_calendar(lines: list[str], says: str) -> None:
    """It might be the one that is busy. The title, which may be somebody's name, is never told."""
    said = refused(calendar(event("DTSTART:20261124T090000Z"), event(*lines, title="Gwendoline", uid="2")))
    assert says in said and "Gwendoline" not in said


def test_a_permanence_of_whole_days_is_refused() -> None:
    """Nobody receives from midnight to midnight."""
    assert "whole days" in refused(calendar(event("DTSTART;VALUE=DATE:20261123", title="Permanence")))


@pytest.mark.parametrize("frequency", ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
def test_an_endless_recurrence_ends_with_the_window(frequency: str) -> None:
    """Since 1970, for ever, and one that never takes place."""
    began = time.perf_counter()
    found = read(event("DTSTART;TZID=Europe/Paris:19701120T090000", "DURATION:PT1H", f"RRULE:FREQ={frequency}"))
    assert found.busy or frequency in ("MONTHLY", "YEARLY")
    assert time.perf_counter() - began < 2


def test_every_second_week_stays_the_same_week() -> None:
    """The far beginning is moved nearer by whole steps."""
    lines = ("DTSTART;TZID=Europe/Paris:20200106T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH")
    assert {line[:5] for line in shown(read(event(*lines), days=20).busy)} == {"19/11", "30/11", "03/12"}


def test_rules_that_never_hold_are_given_up_after_a_time() -> None:
    """30 February: the time that all rules may take together is limited."""
    clock = iter(range(0, 10_000, 20))
    data = calendar(*(event("DTSTART:20261123T090000Z", "DURATION:PT1H", uid=str(n)) for n in range(5)))
    with pytest.raises(CalendarError, match="takes more than 30 s"):
        read_calendar(data, "agenda.ics", PARIS, NOW, 30, lambda: float(next(clock)))


def test_ten_thousand_events_are_read() -> None:
    """Half of them weekly and endless, in less than half a minute."""
    events = [
        event(
            f"DTSTART;TZID=Europe/Paris:2025{1 + n % 12:02}{1 + n % 28:02}T{8 + n % 10:02}0000",
            "DURATION:PT30M",
            *([WEEK] if n % 2 else []),
            uid=str(n),
        )
        for n in range(10_000)
    ]
    began = time.perf_counter()
    assert len(read(*events).busy) > 100
    assert time.perf_counter() - began < 28


def test_too_much_is_refused_before_it_is_read() -> None:
    """More bytes than a calendar has."""
    assert "20,000,000 bytes" in refused(b"x" * 20_000_001)


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00", b"<!doctype html><html>login</html>", b"BEGIN:VCALENDAR\r\n",
     b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", b"END:VCALENDAR\r\n", calendar(event("DTSTART:20261123T090000Z"))[:-40],
     calendar() * 2,
     calendar("BEGIN:VFREEBUSY\nFREEBUSY:never\nEND:VFREEBUSY"), calendar("BEGIN:VAVAILABILITY\nEND:VAVAILABILITY")],
)  # fmt: skip
def test_what_is_no_calendar_is_said_to_be_none(data: bytes) -> None:
    """A web page, half a file, two calendars, nothing at all."""
    refused(data)


LINES = st.sampled_from(
    ["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "TRANSP", "SUMMARY", "DTSTART;TZID=X",
     "DTSTART;VALUE=DATE", "RDATE;VALUE=PERIOD", "END", "BEGIN", "UID"]
)  # fmt: skip
VALUES = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ["20261123T090000Z", "20261123T090000", "20261123", "00010101T000000", "99991231T235959Z", "PT1H", "-P1D",
     "P9999999D", "FREQ=WEEKLY", "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;INTERVAL=-3", "FREQ=MONTHLY;BYDAY=-9MO",
     "FREQ=YEARLY;BYMONTH=13", "VCALENDAR", "VEVENT", "FREQ=DAILY;UNTIL=x",
     "20261123T090000Z/PT1H", "PERMANENCE", "FREQ=DAILY;COUNT=-1"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.tuples(LINES, VALUES), max_size=6))
@example([("DTSTART", "00010101T000000"), ("RRULE", "FREQ=DAILY")])
@example([("DTSTART", "99991231T235959Z"), ("RRULE", "FREQ=DAILY")])
@example([("DTSTART", "20261123"), ("DTEND", "20261123T090000Z")])
@example([("DTSTART", "20261123T090000Z"), ("RRULE", "FREQ=DAILY;INTERVAL=0")])
def test_any_event_is_read_or_refused(lines: list[tuple[str, str]]) -> None:
    """An agenda, or a CalendarError; never anything else."""
    data = calendar(event(*(f"{name}:{value}" for name, value in lines)))
    try:
        read_calendar(data, "agenda.ics", PARIS, NOW, 30)
    except CalendarError as error:
        assert str(error).startswith("agenda.ics: ")


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes) -> None:
    """Garbage is a CalendarError."""
    refused(data)

"""A clock is believed unless it cannot be right, seen from the day the release was made."""

from __future__ import annotations

import datetime as dt
import logging

import pytest

from kiosk.release.clock import LONGEST, SLACK, ClockWatch, clock_doubt

BUILT = dt.datetime(2026, 11, 12, 9, tzinfo=dt.UTC)
TOKYO = dt.timezone(dt.timedelta(hours=9))


@pytest.mark.parametrize(
    ("now", "doubt"),
    [
        (dt.datetime(1970, 1, 1, tzinfo=dt.UTC), "behind"),
        (dt.datetime(2000, 1, 1, tzinfo=dt.UTC), "behind"),
        (BUILT - SLACK - dt.timedelta(seconds=1), "behind"),
        (BUILT - SLACK, ""),
        (BUILT, ""),
        (BUILT.astimezone(TOKYO), ""),
        (BUILT + dt.timedelta(days=400), ""),
        (BUILT + LONGEST, ""),
        (BUILT + LONGEST + dt.timedelta(seconds=1), "ahead"),
        (dt.datetime(2040, 1, 1, tzinfo=dt.UTC), "ahead"),
    ],
)
def test_behind_by_a_day_or_ahead_by_three_years(now: dt.datetime, doubt: str) -> None:
    """A day of slack before, three years after; time zones make no difference."""
    assert clock_doubt(now, BUILT) == doubt


def test_the_staff_is_told_once_what_to_do(caplog: pytest.LogCaptureFixture) -> None:
    """What the clock says, the newest date one can trust, and the battery; again only after it was right."""
    watch = ClockWatch(BUILT)
    wrong = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    with caplog.at_level(logging.WARNING):
        assert [watch.doubt(wrong), watch.doubt(wrong), watch.doubt(BUILT)] == ["behind", "behind", ""]
    assert len(caplog.records) == 1
    assert all(part in caplog.text for part in ("2000-01-01 00:00", "2026-11-12 09:00", "Set the clock", "battery"))
    with caplog.at_level(logging.WARNING):
        watch.doubt(wrong)
    assert len(caplog.records) == 2

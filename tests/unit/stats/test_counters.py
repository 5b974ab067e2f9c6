"""Counters: how often, on which day, and nothing else."""

from __future__ import annotations

import datetime as dt
import json
import logging
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.stats.counters import KEPT_DAYS, SLIPS, Counters, read_days

DAY = dt.date(2026, 11, 20)


def test_a_day_has_its_number(tmp_path: Path) -> None:
    """Counted in several runs, told by day."""
    path = tmp_path / "state" / "counters.json"
    for day, times in ((DAY, 2), (DAY + dt.timedelta(days=1), 1), (DAY, 1)):
        counters = Counters(path, lambda day=day: day)  # type: ignore[misc]
        for _ in range(times):
            counters.count(SLIPS)
    assert read_days(path) == {DAY: {"slips": 3}, DAY + dt.timedelta(days=1): {"slips": 1}}


def test_nothing_but_days_and_numbers_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "counters.json"
    Counters(path, lambda: DAY).count(SLIPS)
    assert json.loads(path.read_text()) == {"2026-11-20": {"slips": 1}}


def test_what_is_old_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "counters.json"
    for day in (DAY, DAY + dt.timedelta(days=KEPT_DAYS), DAY + dt.timedelta(days=KEPT_DAYS + 1)):
        Counters(path, lambda day=day: day).count(SLIPS)  # type: ignore[misc]
    assert DAY not in read_days(path) and len(read_days(path)) == 2


def test_a_disk_that_refuses_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It is said once."""
    (tmp_path / "state").write_text("a file, where a folder should be")
    counters = Counters(tmp_path / "state" / "counters.json", lambda: DAY)
    with caplog.at_level(logging.WARNING):
        counters.count(SLIPS)
        counters.count(SLIPS)
    assert len([record for record in caplog.records if "cannot be written" in record.message]) == 1


@given(
    st.binary(max_size=300)
    | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda x: json.dumps(x).encode())
)
def test_a_damaged_file_begins_anew(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "counters.json"
        path.write_bytes(data)
        Counters(path, lambda: DAY).count(SLIPS)
        assert read_days(path)[DAY][SLIPS] >= 1

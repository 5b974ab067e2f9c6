"""What a week costs the network, in bytes that are counted and not timed; bench_sync.py has the times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.directory.models import Place
from tests.support.signed_town import MemoryRepository, SignedTown, publish_release
from tests.support.syncing import Terminal, with_places
from tests.support.territory import a_week_later, made_up_places

pytestmark = pytest.mark.usefixtures("unasked")

PLACES = 10_000
BUILT = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)


def test_a_week_costs_a_twentieth_and_no_change_three_small_requests(tmp_path: Path, demonstration: Path) -> None:
    """2 % of 10,000 places, drawn at random over all communes: at most 5 % of the full download, which is the guide,
    the words of twelve languages and the records. A day without news costs at most 3 requests, and less than 4 KB."""
    places = made_up_places(PLACES)

    def release(name: str, change: Callable[[list[Place]], list[Place]], days: int) -> Path:
        return with_places(demonstration, tmp_path / name, change, BUILT + dt.timedelta(days=days))

    town = SignedTown()
    publish_release(town, release("now", lambda phones: [*phones, *places], 0))
    terminal = Terminal(tmp_path / "state", town)

    def cost() -> tuple[int, int]:
        terminal.repository = MemoryRepository(town.files)
        terminal.sync()
        return terminal.repository.come, len(terminal.repository.asked)

    full, _ = cost()
    later = list(a_week_later(places))
    assert sum(one != two for one, two in zip(places, later, strict=True)) == PLACES // 50
    publish_release(town, release("later", lambda phones: [*phones, *later], 7))
    week, requests = cost()
    nothing, looks = cost()
    assert terminal.version == 2
    assert week <= full * 0.05, (week, full)
    assert requests <= 8 and looks <= 3 and nothing < 4096

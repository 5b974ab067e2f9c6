"""The screen knows which booking links are closed from what a sync left, and from nothing else."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from kiosk.app.closed_links import ClosedLinks
from kiosk.release.open_slots import OPEN_SLOTS_NAME, OpenList, OpenSlots, to_bytes

NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
HOST = "rdv.anct.gouv.fr"
LINK = f"https://{HOST}/org/12"


def leave(state: Path, slots: OpenSlots) -> None:
    """What a sync leaves: a whole file in the place of the one before."""
    draft = state / ".draft"
    draft.write_bytes(to_bytes(slots))
    os.replace(draft, state / OPEN_SLOTS_NAME)


def lists(ids: set[str], gone: set[str]) -> OpenSlots:
    return OpenSlots(NOW, {HOST: {"59": OpenList(NOW, frozenset(ids), frozenset(), frozenset(gone))}})


def test_a_link_closes_and_opens_with_each_sync(tmp_path: Path) -> None:
    """The running screen follows the file: no list, open, closed, open again, list gone."""
    links = ClosedLinks(tmp_path, lambda: NOW)
    assert not links.is_closed(LINK)
    leave(tmp_path, lists({"12"}, set()))
    assert not links.is_closed(LINK)
    leave(tmp_path, lists(set(), {"12"}))
    assert links.is_closed(LINK)
    leave(tmp_path, lists({"12"}, set()))
    assert not links.is_closed(LINK)
    leave(tmp_path, lists(set(), {"12"}))
    (tmp_path / OPEN_SLOTS_NAME).unlink()
    assert not links.is_closed(LINK)


def test_old_lists_and_nonsense_close_nothing(tmp_path: Path) -> None:
    """A list of last month says nothing, nor does a file that is none."""
    leave(tmp_path, lists(set(), {"12"}))
    assert not ClosedLinks(tmp_path, lambda: NOW + dt.timedelta(days=30)).is_closed(LINK)
    (tmp_path / OPEN_SLOTS_NAME).write_bytes(b"\xff{")
    assert not ClosedLinks(tmp_path, lambda: NOW).is_closed(LINK)


def test_without_a_state_nothing_is_closed() -> None:
    """The demonstration has no sync."""
    assert not ClosedLinks(None, lambda: NOW).is_closed(LINK)

"""Whatever stops a terminal, wherever: a number that was shown has its request, no number comes twice, and the receiver
has each request once.

Each test walks every change that asking, or sending, makes to the disk; see kiosk.disk.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.appointments.outbox import Outbox
from kiosk.appointments.request import open_sealed
from kiosk.disk import Disk
from kiosk.errors import AppointmentError, DiskError
from tests.support.appointments import KEY, NOW, Terminal, receiving
from tests.support.faulty_disk import FaultyDisk, PowerCutDisk, full, in_a_child, killed, read_only

STOPS = pytest.mark.parametrize("disk", [lambda at: FaultyDisk(at, killed), PowerCutDisk], ids=["kill -9", "power cut"])


def kept(terminal: Terminal) -> list[str]:
    """The numbers of the requests that wait."""
    waiting = Outbox(terminal.folder, Disk()).waiting()
    return [open_sealed(one.path.read_bytes(), bytes(KEY)).number for one in waiting]


def shelved(shelf: Path) -> list[str]:
    """The numbers of the requests that the receiver has."""
    return sorted(open_sealed(path.read_bytes(), bytes(KEY)).number for path in shelf.rglob("*.sealed"))


def asks(terminal: Terminal) -> int:
    """How many changes asking makes to the disk."""
    disk = FaultyDisk()
    terminal.ask(disk)
    return len(disk.changes)


@STOPS
@pytest.mark.parametrize("before", [0, 1])
def test_asking_may_be_stopped_anywhere(tmp_path: Path, disk: Callable[[int], Disk], before: int) -> None:
    """Before every change, on a new terminal and on one that has a number: what was shown is kept, and the next number
    is a new one."""
    counted = Terminal(tmp_path / "counted")
    for _ in range(before):
        counted.ask()
    count = asks(counted)
    assert count > 6
    for at in range(count + 1):
        terminal = Terminal(tmp_path / f"state-{at}")
        for _ in range(before):
            terminal.ask()
        shown = tmp_path / f"shown-{at}"

        def ask(terminal: Terminal = terminal, at: int = at, shown: Path = shown) -> None:
            shown.write_text(terminal.ask(disk(at)).number)

        assert in_a_child(ask) == (0 if at == count else 9)
        seen = [shown.read_text()] if shown.exists() else []
        assert set(seen) <= set(kept(terminal))
        next_number = terminal.ask().number
        assert next_number not in seen and kept(terminal).count(next_number) == 1
        assert len(set(kept(terminal))) == len(kept(terminal))
        assert not list((terminal.folder / "outbox").glob("*.part"))
        slots = [one.slot for one in Outbox(terminal.folder, Disk()).waiting()]
        assert len(set(slots)) == len(slots)


@pytest.mark.parametrize("fault", [full, read_only])
def test_a_disk_that_refuses_is_told_and_gives_no_number(tmp_path: Path, fault: Callable[[], None]) -> None:
    """Before every change: an error, with which nothing was asked for, or a slip whose request is kept."""
    for at in range(asks(Terminal(tmp_path / "counted"))):
        terminal = Terminal(tmp_path / f"state-{at}")
        try:
            slip = terminal.ask(FaultyDisk(at, fault))
        except AppointmentError as error:
            assert "the disk refuses" in str(error) and "Gwendoline" not in str(error)
        else:
            assert slip.number in kept(terminal)
        assert terminal.ask().number in kept(terminal)


@pytest.fixture
def start(tmp_path: Path) -> Callable[[int], Terminal]:
    """A fresh terminal at each call, with two requests that wait; each has a desk of its own at the receiver."""
    whole = Terminal(tmp_path / "start")
    whole.ask()
    whole.ask()

    def fresh(at: int) -> Terminal:
        shutil.copytree(whole.folder, tmp_path / f"state-{at}")
        return replace(
            whole,
            folder=tmp_path / f"state-{at}",
            options=replace(whole.options, desk=f"desk{at}" if at >= 0 else "counted"),
        )

    return fresh


def sends(terminal: Terminal, address: str) -> int:
    """How many changes an exchange makes to the disk."""
    disk = FaultyDisk()
    replace(terminal, address=address).exchange(disk)
    return len(disk.changes)


@STOPS
def test_sending_may_be_stopped_anywhere(
    tmp_path: Path, start: Callable[[int], Terminal], disk: Callable[[int], Disk]
) -> None:
    """Before every change: nothing is lost, the receiver has each request once, and no half-hour is free again."""
    with receiving(tmp_path / "shelf") as address:
        for at in range(sends(start(-1), address)):
            terminal = replace(start(at), address=address)
            slots = {one.slot for one in Outbox(terminal.folder, Disk()).waiting()}
            assert in_a_child(lambda terminal=terminal, at=at: terminal.exchange(disk(at))) == 9
            assert not slots & set(terminal.appointments().offer(NOW).slots)
            done = terminal.exchange()
            assert (done.waiting, done.error) == (0, "")
            assert shelved(tmp_path / "shelf" / f"desk{at}") == ["B7-001", "B7-002"]
            assert not slots & set(terminal.appointments().offer(NOW).slots)


@pytest.mark.parametrize("fault", [full, read_only])
def test_sending_from_a_disk_that_refuses_loses_nothing(
    tmp_path: Path, start: Callable[[int], Terminal], fault: Callable[[], None]
) -> None:
    """Before every change: a DiskError; the next exchange sends what is left."""
    with receiving(tmp_path / "shelf") as address:
        for at in range(sends(start(-1), address)):
            terminal = replace(start(at), address=address)
            with pytest.raises(DiskError, match="the disk refuses"):
                terminal.exchange(FaultyDisk(at, fault))
            assert terminal.exchange().waiting == 0
            assert shelved(tmp_path / "shelf" / f"desk{at}") == ["B7-001", "B7-002"]

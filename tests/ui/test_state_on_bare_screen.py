"""`kiosk run --state` as a whole process on an X server: what it does when it dies, and what one sees of a switch."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.bare_screen import BareScreen, bare_screen
from tests.support.home_page import EDGE, GROUND, PORTRAIT, shows_home
from tests.support.processes import started, wait_until
from tests.support.states import State

pytestmark = pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is not on this machine")

QUICK = """
import sys
from pathlib import Path
from kiosk.app import RunOptions, run
state = Path(sys.argv[1])
run(RunOptions(None, lambda: state, state=state, look_seconds=0.2))
"""
"""The same screen, which looks every 0.2 s instead of every 30."""


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[BareScreen]:
    with bare_screen(tmp_path, PORTRAIT) as screen:
        yield screen


def environment(screen: BareScreen, repository: Path, folder: Path) -> dict[str, str]:
    asked = {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(repository)}
    return {**os.environ, **asked, "XDG_STATE_HOME": str(folder / "own")}


def test_a_screen_that_dies_twice_on_a_release_shows_the_one_before(
    bare: BareScreen, tmp_path: Path, repository: Path, demonstration: Path
) -> None:
    """Killed twice within its first minute: the third start shows the older release and says so."""
    state = State(tmp_path / "state", demonstration)
    state.add("1")
    state.add("2")
    command = [sys.executable, "-m", "kiosk", "run", "--release", str(state.path)]
    mark, log = tmp_path / "own" / "kiosk" / "screen.json", tmp_path / "log.txt"
    for counts in ({"2": 1}, {"2": 2}, {"1": 1, "2": 2}):
        with started(command, environment(bare, repository, tmp_path), log) as process:
            wait_until(lambda: shows_home(bare), 60, process)
            assert json.loads(mark.read_text())["attempts"] == counts
            process.send_signal(signal.SIGKILL)
            process.wait(10)
        wait_until(lambda: not shows_home(bare), 10)
        assert ("failed again and again on release 2" in log.read_text()) == ("1" in counts)


def test_a_screen_that_is_asked_to_end_did_not_fail(
    bare: BareScreen, tmp_path: Path, repository: Path, demonstration: Path
) -> None:
    """SIGTERM in its first minute, as a restart sends it: it ends at once, in good order, and leaves no mark."""
    state = State(tmp_path / "state", demonstration)
    state.add("1")
    mark = tmp_path / "mine.json"
    command = [sys.executable, "-m", "kiosk", "run", "--state", str(state.path), "--screen-state", str(mark)]
    with started(command, environment(bare, repository, tmp_path), tmp_path / "log.txt") as process:
        wait_until(lambda: shows_home(bare), 60, process)
        assert json.loads(mark.read_text())["attempts"] == {"1": 1}
        process.terminate()
        assert process.wait(10) == 0
    assert json.loads(mark.read_text())["attempts"] == {}
    assert (tmp_path / "log.txt").read_text() == ""


def test_one_sees_nothing_of_a_switch_but_the_new_date(
    bare: BareScreen, tmp_path: Path, repository: Path, demonstration: Path
) -> None:
    """While three releases take each other's place, every instant shows the ground of a home screen, never black."""
    state = State(tmp_path / "state", demonstration)
    state.add("1", "2026-11-01T09:00:00+00:00")
    command = [sys.executable, "-c", QUICK, str(state.path)]
    pictures: set[bytes] = set()
    with started(command, environment(bare, repository, tmp_path), tmp_path / "log.txt") as process:
        wait_until(lambda: shows_home(bare), 60, process)
        for number, day in (("2", 2), ("3", 13), ("4", 24)):
            pictures.add(masthead(bare))
            state.add(number, f"2026-11-{day:02}T09:00:00+00:00")
            end = time.monotonic() + 3
            while time.monotonic() < end and masthead(bare) in pictures:
                assert [bare.colour(spot) for spot in EDGE] == [GROUND] * len(EDGE)
            steady = time.monotonic() + 0.5
            while time.monotonic() < steady:
                assert [bare.colour(spot) for spot in EDGE] == [GROUND] * len(EDGE)
            assert masthead(bare) not in pictures and shows_home(bare)
    assert (tmp_path / "log.txt").read_text() == ""


def masthead(screen: BareScreen) -> bytes:
    """The pixels where the date stands: a new release has others."""
    top, bottom = int(screen.height * 0.01), int(screen.height * 0.08)
    start = screen.start + top * screen.line_bytes
    return bytes(screen.memory[start : start + (bottom - top) * screen.line_bytes])

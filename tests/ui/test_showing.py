"""Which release is on the screen, and how the next one takes its place: between two visits, with no gap."""

from __future__ import annotations

import datetime as dt
import gc
import os
from pathlib import Path

import pytest

from kiosk.app.sources import StateReleases
from kiosk.release.marks import Marks
from kiosk.ui.kiosk import BrokenKiosk, Kiosk
from tests.support.layout import texts
from tests.support.processes import pss_mib
from tests.support.releases import change_manifest
from tests.support.showings import gone, screen, turn, turn_for, windows
from tests.support.states import State, damage

SWITCHES = 20
MOST_GROWTH_MIB = 4
"""What 20 switches may leave behind. Measured: less than 0.1; one kiosk that is kept weighs more than 2."""


@pytest.fixture
def state(tmp_path: Path, demonstration: Path) -> State:
    found = State(tmp_path / "state", demonstration)
    found.add("11", "2026-11-01T09:00:00+00:00")
    found.add("12")
    return found


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    return tmp_path / "screen.json"


def words() -> list[str]:
    """What is written on the screen."""
    return [item.property("text") for item in texts(windows()[0])]


def test_the_release_in_force_is_shown(state: State) -> None:
    """Of several releases, the one that `current` leads to, with the day it was made on its home screen."""
    with screen(state.path) as showing:
        assert showing.name == "12"
        assert "Informations du 12 novembre 2026" in words()


def test_a_damaged_release_gives_way_to_the_one_before(state: State, caplog: pytest.LogCaptureFixture) -> None:
    """What does not verify is not shown; the log says which file is wrong."""
    damage(state.path / "releases" / "12")
    with screen(state.path) as showing:
        assert showing.name == "11"
    assert "release 12 does not open" in caplog.text and "guide.json" in caplog.text


def test_a_site_that_wants_more_languages_gets_an_older_release(state: State, tmp_path: Path) -> None:
    """The site file asks for a language that the newest release lacks: the one before has it."""
    change_manifest(state.path / "releases" / "12", lambda data: data.update(languages=["fr", "en"]))
    with screen(state.path) as showing:
        assert showing.name == "11"


def test_no_release_at_all_is_a_number_to_call_until_one_comes(
    tmp_path: Path, demonstration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty state: the broken screen; a release that is brought then stands there within the next try."""
    state = State(tmp_path / "state", demonstration)
    with screen(state.path) as showing:
        assert isinstance(showing.kiosk, BrokenKiosk)
        assert "kiosk sync" in capsys.readouterr().err
        state.add("1")
        turn(lambda: showing.name == "1" and len(windows()) == 1)


def test_a_mark_stands_from_before_the_window_until_it_has_stood(state: State, marks: Path) -> None:
    """The attempt is on the disk while the screen might still fail, and is gone once it has stood."""
    with screen(state.path, screen_state=marks, stand_seconds=0.3) as showing:
        assert Marks(marks).attempts == {"12": 1}
        turn(lambda: Marks(marks).attempts == {})
        assert showing.name == "12"


def test_a_window_that_is_closed_at_once_did_not_fail(state: State, marks: Path) -> None:
    """Whoever closes the screen in good order leaves no failure behind."""
    with screen(state.path, screen_state=marks):
        assert Marks(marks).attempts == {"12": 1}
    assert Marks(marks).attempts == {}


def test_two_failures_leave_a_release_for_the_one_before(
    state: State, marks: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Marks of two processes that died on it: the older one is shown, and the log says so in one sentence."""
    Marks(marks).begin("12", ["12", "11"])
    with screen(state.path, screen_state=marks) as showing:
        assert showing.name == "12"
    for _ in range(2):
        Marks(marks).begin("12", ["12", "11"])
    with screen(state.path, screen_state=marks) as showing:
        assert showing.name == "11"
    told = [record for record in caplog.records if "failed again and again on release 12" in record.getMessage()]
    assert len(told) == 1


def test_when_all_failed_the_newest_is_tried_all_the_same(state: State, marks: Path) -> None:
    """Something that may fail is better than a screen that says nothing."""
    for name in ("11", "11", "12", "12"):
        Marks(marks).begin(name, ["12", "11"])
    with screen(state.path, screen_state=marks) as showing:
        assert showing.name == "12"


def test_a_place_for_marks_that_cannot_be_written_stops_nothing(
    state: State, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The file is a folder, or its disk takes nothing: the release is shown, the log says what to look at."""
    (tmp_path / "taken").write_text("")
    with screen(state.path, screen_state=tmp_path / "taken" / "screen.json") as showing:
        assert showing.name == "12"
    assert "cannot be written" in caplog.text


def test_a_newer_release_takes_its_place_at_home(state: State) -> None:
    """Nobody is there: the next look opens it, shows it, then closes the one before; one window is always there."""
    with screen(state.path) as showing:
        before = windows()[0]
        state.add("13", "2026-11-19T09:00:00+00:00")
        showing.look()
        seen = {1}

        def switched() -> bool:
            seen.add(len(windows()))
            return showing.name == "13" and windows() != [before] and len(windows()) == 1

        turn(switched)
        assert seen == {1, 2}
        assert "Informations du 19 novembre 2026" in words()


def test_a_home_screen_that_stands_for_weeks_says_that_it_has_become_old(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody touched it since the day the release was fresh: it warns all the same."""
    moments = [dt.datetime(2026, 11, 13, 9, tzinfo=dt.UTC)]
    monkeypatch.setattr("kiosk.app.showing.now", lambda: moments[-1])
    with screen(state.path) as showing:
        assert "Informations du 12 novembre 2026" in words()
        moments.append(dt.datetime(2027, 1, 13, 9, tzinfo=dt.UTC))
        showing.look()
        turn_for(0.05)
        assert "Ces informations datent du 12 novembre 2026. Appelez avant de venir." in words()


def test_nothing_happens_while_nothing_changes(state: State) -> None:
    """A look at an unchanged link opens nothing."""
    with screen(state.path) as showing:
        window = windows()[0]
        for _ in range(5):
            showing.look()
            turn_for(0.02)
        assert windows() == [window] and not showing._opening


@pytest.mark.parametrize("who", ["chose a tile", "listens", "touched", "chose a language"])
def test_nothing_happens_while_somebody_is_there(state: State, who: str) -> None:
    """A visit, a reading, a finger a moment ago: the release stays, and changes once nobody is left."""
    with screen(state.path) as showing:
        assert isinstance(showing.kiosk, Kiosk)
        navigator = showing.kiosk.navigator
        need = showing.kiosk.screens._content.guide.needs[0].id
        {
            "chose a tile": lambda: navigator.chooseTile(need),
            "listens": navigator.listen,
            "touched": navigator.touched,
            "chose a language": lambda: navigator.chooseLanguage("ar"),
        }[who]()
        state.add("13")
        showing.look()
        turn_for(0.1)
        showing.look()
        assert showing.name == "12" and not showing._opening
        navigator.startAgain()
        showing.kiosk.voice.stop()
        gone(showing)
        showing.look()
        turn(lambda: showing.name == "13")


def test_a_visit_that_begins_while_a_release_is_opened_is_not_disturbed(state: State) -> None:
    """What was opened waits until nobody is there; when something newer came meanwhile, that one is shown."""
    with screen(state.path) as showing:
        state.add("13")
        showing.look()
        assert showing._opening and isinstance(showing.kiosk, Kiosk)
        showing.kiosk.navigator.talk()
        turn(lambda: not showing._opening)
        assert showing.name == "12" and showing._ready is not None
        state.add("14")
        showing.kiosk.navigator.startAgain()
        showing.look()
        turn(lambda: showing.name == "14" and len(windows()) == 1)


def test_a_newer_release_that_does_not_open_changes_nothing(state: State, caplog: pytest.LogCaptureFixture) -> None:
    """It is told once, however often one looks; the next version is tried."""
    with screen(state.path) as showing:
        damage(state.add("13"))
        for _ in range(4):
            showing.look()
            turn(lambda: not showing._opening)
        assert showing.name == "12"
        assert caplog.text.count("release 13 does not open") == 1
        state.add("13.2")
        showing.look()
        turn(lambda: showing.name == "13.2")


def test_a_newer_release_that_cannot_be_shown_changes_nothing(
    state: State, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Its window cannot be made: the one before stays, its directory is still open."""
    with screen(state.path) as showing:
        kiosk = showing.kiosk
        state.add("13")

        def refuse(*_: object) -> None:
            raise RuntimeError("no window")

        with monkeypatch.context() as patch:
            patch.setattr("kiosk.app.showing.Kiosk.__init__", refuse)
            showing.look()
            turn(lambda: "release 13 could not be shown" in caplog.text)
        assert showing.kiosk is kiosk and len(windows()) == 1


def test_a_release_it_failed_on_is_not_taken_up_again(
    state: State, marks: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It came into force while the screen runs, and failed twice before: the one before stays."""
    state.add("13")
    state.point("12")
    with screen(state.path, screen_state=marks) as showing:
        assert isinstance(showing._source, StateReleases)
        state.point("13")
        for _ in range(2):
            showing._source.begin("13")
        showing.look()
        turn_for(0.05)
        assert showing.name == "12" and caplog.text.count("release 13") == 1


def test_twenty_switches_leave_nothing_behind(state: State) -> None:
    """Windows, files and memory are after twenty switches what they were after three."""
    with screen(state.path) as showing:
        for number in range(13, 13 + 3 + SWITCHES):
            state.add(str(number))
            showing.look()
            turn(lambda name=str(number): showing.name == name and len(windows()) == 1)  # type: ignore[misc]
            gc.collect()
            if number == 15:
                before = pss_mib([os.getpid()]), len(os.listdir("/proc/self/fd"))
        after = pss_mib([os.getpid()]), len(os.listdir("/proc/self/fd"))
    assert after[1] <= before[1]
    assert after[0] - before[0] < MOST_GROWTH_MIB

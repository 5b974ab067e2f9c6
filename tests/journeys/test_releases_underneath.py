"""A visit while releases come and go underneath: one visit sees one release, whatever happens to the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.app.showing import Showing
from kiosk.flow import Screen
from kiosk.guide.content import Content
from kiosk.speech.library import ClipLibrary
from kiosk.speech.speaker import Speaker
from kiosk.speech.stretch import stretch
from kiosk.speech.tiers import Tiers
from kiosk.ui.kiosk import Kiosk
from kiosk.ui.voice import MakeSpeaker
from tests.support.clips import add_sound, entry_for, ogg, tone
from tests.support.kiosks import Clock, FakeSpeaker, Stage
from tests.support.players import FakePlayer, FakeVoice
from tests.support.showings import gone, screen, turn, windows
from tests.support.states import State
from tests.support.visitor import Visitor


@pytest.fixture
def state(tmp_path: Path, demonstration: Path) -> State:
    found = State(tmp_path / "state", demonstration)
    found.add("11", "2026-11-01T09:00:00+00:00")
    found.add("12")
    return found


@dataclass
class Waiting:
    """Real jobs, waited for: the visitor looks at what a search found."""

    showing: Showing

    def drain(self) -> None:
        assert isinstance(self.showing.kiosk, Kiosk)
        navigator = self.showing.kiosk.navigator
        turn(lambda: not navigator.session.searching)


def visitor_of(showing: Showing) -> tuple[Visitor, Stage]:
    kiosk = showing.kiosk
    assert isinstance(kiosk, Kiosk)
    content = kiosk.screens._content
    jobs = Waiting(showing)
    stage = Stage(kiosk, content, jobs, FakeSpeaker(), Clock(), lambda ask, language: ask)  # type: ignore[arg-type]
    return Visitor(stage), stage


@dataclass
class Voices:
    """Clips of the release that is shown, and a live voice behind them, that a test can ask what they did."""

    live: FakeVoice
    player: FakePlayer

    def speaker_for(self, content: Content) -> MakeSpeaker:
        tiers = Tiers(ClipLibrary(content.release.path), self.live, stretch)  # type: ignore[arg-type]
        return lambda lit, missing: Speaker(tiers, self.player, lit, missing, rest_s=0.0)


@pytest.fixture
def voices() -> Iterator[Voices]:
    yield Voices(FakeVoice(), FakePlayer())


def test_a_whole_visit_on_a_release_that_is_deleted_meanwhile(state: State) -> None:
    """Five newer releases, the older ones gone: the three taps, the place and the helper are as before; afterwards the
    newest is shown."""
    with screen(state.path, look_seconds=0.02) as showing:
        visitor, stage = visitor_of(showing)
        path = stage.content.guide.path("papiers/etat/aides")
        assert path is not None
        need, situation, way = path.labels
        visitor.press(need)
        for number in range(13, 18):
            state.add(str(number))
        for name in ("11", "12", "13", "14"):
            state.remove(name)
        visitor.press(situation)
        visitor.press(way)
        session = stage.kiosk.navigator.session
        assert session.screen is Screen.RESULTS and session.shown
        place = session.shown[0].place
        visitor.press(place.name)
        assert visitor.sees(place.street)
        visitor.press("Langues")
        visitor.press("العربية")
        visitor.press(stage.content.release.catalogue["ar"]("Parler à quelqu'un"))
        assert visitor.sees(stage.content.settings.helper.name)
        assert showing.name == "12" and len(windows()) == 1
        stage.kiosk.navigator.startAgain()
        gone(showing)
        turn(lambda: showing.name == "17" and len(windows()) == 1)
        visitor, stage = visitor_of(showing)
        visitor.press(stage.content.guide.needs[0].label)
        assert stage.kiosk.navigator.session.need == stage.content.guide.needs[0].id


def test_speech_falls_back_when_the_clips_are_gone(state: State, voices: Voices, demonstration: Path) -> None:
    """The clip of a tile is there until its release is deleted; then a live voice says the same tile."""
    label = "Mon logement"
    sound = ogg(tone())
    release = state.path / "releases" / "12"
    add_sound(release, "fr", entry_for(label, sound), sound)
    with screen(state.path, speaker_for=voices.speaker_for) as showing:
        visitor, _ = visitor_of(showing)
        visitor.press(f"Écouter : {label}")
        turn(lambda: bool(voices.player.played))
        assert label not in voices.live.asked
        visitor.press("Arrêter")
        state.add("13")
        state.remove("12")
        visitor.press(f"Écouter : {label}")
        turn(lambda: label in voices.live.asked)
        assert showing.name == "12"

"""Whatever is touched, in whatever order, one voice speaks at most, and of what is on the screen."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.flow import IdleRule, Session
from kiosk.speech.speaker import Speaker
from kiosk.speech.utterance import Line
from kiosk.ui.jobs import ManualJobs
from kiosk.ui.navigator import Navigator
from kiosk.ui.reader import Reader
from kiosk.ui.voice import Voice
from kiosk.ui.window import application, turn
from tests.support.players import FakePlayer, FakeVoice
from tests.unit.ui.test_navigator import ANSWER, GUIDE

TOUCHES: dict[str, Callable[[Navigator], None]] = {
    "listen": lambda n: n.listen(),
    "hear the title": lambda n: n.hear("title"),
    "hear a tile": lambda n: n.hear("tile"),
    "tile need": lambda n: n.chooseTile("need"),
    "tile situation": lambda n: n.chooseTile("sit"),
    "tile way": lambda n: n.chooseTile("way"),
    "place": lambda n: n.choosePlace("p1"),
    "next page": lambda n: n.turn(1),
    "back": lambda n: n.back(),
    "home": lambda n: n.startAgain(),
    "talk": lambda n: n.talk(),
    "voice": lambda n: n.askSpeech(),
    "read everything": lambda n: n.readAloud(True),
    "read on demand": lambda n: n.readAloud(False),
    "faster": lambda n: n.speed(1),
    "louder": lambda n: n.volume(1),
    "Arabic": lambda n: n.chooseLanguage("ar"),
    "nobody": lambda n: n.nobody_there(),
    "anywhere": lambda n: None,
}


class TalkingScreens:
    """Every screen says which one it is, in three lines of its own."""

    def __init__(self) -> None:
        self.name = ""
        self.count = 0

    def show(self, session: Session) -> None:
        self.count += 1
        self.name = f"{self.count}-{session.screen}"

    @property
    def spoken(self) -> tuple[Line, ...]:
        keys = ("title", "tile", "tile:0", "sample")
        return tuple(Line(key, f"{self.name} {key}") for key in keys)


@settings(deadline=None, max_examples=120)
@given(st.lists(st.sampled_from([*TOUCHES, "the clip ends", "a moment"]), max_size=25))
def test_never_two_utterances_and_never_of_another_screen(steps: list[str]) -> None:
    """After each touch what sounds, if anything does, is of the screen that is shown; two clips never overlap; and the
    whole screen can still be read at the end."""
    application()
    screens, player, speaking = TalkingScreens(), FakePlayer(), FakeVoice()
    now = [0.0]
    voice = Voice(lambda lit, missing: Speaker(speaking, player, lit, missing, rest_s=0.0), lambda: "Pas de voix")
    jobs = ManualJobs()
    navigator = Navigator(
        guide=GUIDE,
        screens=screens,  # type: ignore[arg-type]
        reader=Reader(screens, voice),  # type: ignore[arg-type]
        jobs=jobs,
        search=lambda ask, language: ANSWER,
        idle=IdleRule(90, 20),
        monotonic=lambda: now[0],
    )
    try:
        for step in steps:
            now[0] += 10
            if step == "the clip ends":
                player.end()
            elif step == "a moment":
                jobs.drain()
                turn()
            else:
                if step != "nobody":
                    navigator.touched()
                TOUCHES[step](navigator)
            current = player.current
            assert current is None or current[0].startswith(screens.name), (step, current, screens.name)
        voice.stop()
        now[0] += 10
        navigator.touched()
        navigator.listen()
        for line in screens.spoken:
            player.await_playing(line.text)
            player.end()
        assert player.overlaps == 0
    finally:
        voice.close()
        for ours in (navigator, voice):  # else a thread of the speaker may be the one that frees them
            shiboken6.delete(ours)

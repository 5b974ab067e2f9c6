from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.speech.speaker import Speaker
from kiosk.speech.utterance import Line, Lit, Utterance
from tests.support.players import WAIT_S, FakePlayer, FakeVoice, NullPlayer
from tests.support.processes import wait_until


class Rig:
    def __init__(self, late_s: float = 3.0) -> None:
        self.voice, self.player = FakeVoice(), FakePlayer()
        self.lines: list[str | None] = []
        self.words: list[str] = []
        self.missing: list[str] = []
        self.told = threading.Condition()
        self.speaker = Speaker(self.voice, self.player, self._lit, self._unavailable, late_s=late_s, rest_s=0.01)

    def _lit(self, lit: Lit | None) -> None:
        """Keys each time they change, words as they come."""
        key = lit.key if lit else None
        with self.told:
            if self.lines[-1:] != [key]:
                self.lines.append(key)
            if lit and lit.end:
                self.words.append(lit.text[lit.start : lit.end])
            self.told.notify_all()

    def _unavailable(self, language: str) -> None:
        with self.told:
            self.missing.append(language)
            self.told.notify_all()

    def await_told(self, what: Callable[[], bool]) -> None:
        with self.told:
            assert self.told.wait_for(what, WAIT_S), (self.lines, self.missing)


def utterance(*texts: str, language: str = "fr") -> Utterance:
    return Utterance(language, tuple(Line(f"key {text}", text) for text in texts))


@pytest.fixture
def rig() -> Iterator[Rig]:
    made = Rig()
    yield made
    made.speaker.close()


def test_lines_in_order(rig: Rig) -> None:
    """Lines are said in order, each lit as it starts, dark at the end, the device at rest."""
    rig.speaker.say(utterance("un", "", "deux"))
    for text in ("un", "deux"):
        rig.player.await_playing(text)
        rig.player.end()
    rig.await_told(lambda: rig.lines[-1:] == [None])
    assert rig.lines == ["key un", "key deux", None]
    rig.player.await_rest()


def test_next_line_is_made_while_one_plays(rig: Rig) -> None:
    """The sound of line two is asked for while line one still plays."""
    rig.speaker.say(utterance("un", "slow"))
    rig.player.await_playing("un")
    assert rig.voice.slow.wait(WAIT_S)
    assert rig.player.current is not None
    rig.voice.gate.set()
    rig.player.end()
    rig.player.await_playing("slow")


def test_say_cuts(rig: Rig) -> None:
    """A new utterance silences the old one before `say` returns, and takes its place."""
    rig.speaker.say(utterance("un", "deux"))
    rig.player.await_playing("un")
    rig.speaker.say(utterance("trois"))
    assert rig.player.current is None or rig.player.current[0] == "trois"
    rig.player.await_playing("trois")
    assert "deux" not in rig.player.played


def test_the_end_is_always_told(rig: Rig) -> None:
    """An utterance with nothing to hear ends too, and the device sleeps."""
    for said in (utterance(), utterance("bad")):
        rig.lines.clear()
        rig.speaker.say(said)
        rig.await_told(lambda: rig.lines == [None])
    rig.player.await_rest()


def test_a_cut_is_not_an_end(rig: Rig) -> None:
    """Cut by another, an utterance tells no end: the light goes from its line to the new one."""
    rig.speaker.say(utterance("un"))
    rig.player.await_playing("un")
    rig.await_told(lambda: rig.lines == ["key un"])
    rig.speaker.say(utterance("deux"))
    rig.player.await_playing("deux")
    rig.await_told(lambda: rig.lines == ["key un", "key deux"])


def test_stop_is_immediate(rig: Rig) -> None:
    """When `stop` returns nothing plays, even while the next line is being made, and nothing comes after."""
    rig.speaker.say(utterance("un", "slow"))
    rig.player.await_playing("un")
    assert rig.voice.slow.wait(WAIT_S)
    rig.speaker.stop()
    assert rig.player.current is None
    rig.voice.gate.set()
    rig.await_told(lambda: rig.lines[-1:] == [None])
    rig.player.await_rest()
    assert rig.player.played == ["un"]


def test_stop_before_the_first_sound(rig: Rig) -> None:
    """Stopped while its first line is being made, an utterance is never heard nor lit; its end is told."""
    rig.speaker.say(utterance("slow"))
    assert rig.voice.slow.wait(WAIT_S)
    rig.speaker.stop()
    rig.voice.gate.set()
    rig.await_told(lambda: rig.lines == [None])
    rig.player.await_rest()
    assert rig.player.played == []


def test_the_late_end_of_a_cut_clip_means_nothing(rig: Rig) -> None:
    """The end of a clip that was cut, told too late, does not push the new utterance on."""
    rig.speaker.say(utterance("un"))
    rig.player.await_playing("un")
    assert rig.player.current is not None
    late_end = rig.player.current[1]
    rig.speaker.say(utterance("deux", "trois"))
    rig.player.await_playing("deux")
    late_end()
    with rig.player.changed:
        assert not rig.player.changed.wait_for(lambda: "trois" in rig.player.played, 0.1)
    rig.player.end()
    rig.player.await_playing("trois")


def test_a_failing_line_is_skipped(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    """A line that fails is silent, the others are said, and the log has a warning without any word of it."""
    with caplog.at_level(logging.WARNING):
        rig.speaker.say(utterance("bad", "deux"))
        rig.player.await_playing("deux")
        rig.player.end()
        rig.await_told(lambda: rig.lines[-1:] == [None])
    assert rig.lines == ["key deux", None]
    assert "not said" in caplog.text
    assert "bad" not in caplog.text.replace("failed", "")


def test_no_voice_is_told_once(rig: Rig) -> None:
    """A language without a voice is told once, and nothing is played."""
    rig.speaker.say(utterance("un", "deux", language="xx"))
    rig.await_told(lambda: rig.missing == ["xx"])
    rig.speaker.say(utterance("trois"))
    rig.player.await_playing("trois")
    assert rig.player.played == ["trois"]
    assert rig.missing == ["xx"]


def test_words_are_lit_as_they_are_heard(rig: Rig) -> None:
    """A word is lit when its sound has come out of the loudspeaker, not before, whatever was handed to the device."""
    rig.speaker.say(utterance("un deux trois"))
    rig.player.await_playing("un deux trois")
    rig.await_told(lambda: rig.words == ["un"])
    rig.player.heard_ms = 99
    rig.player.heard_ms = 120
    rig.await_told(lambda: rig.words == ["un", "deux"])
    rig.player.heard_ms = 250
    rig.await_told(lambda: rig.words == ["un", "deux", "trois"])


def test_a_part_of_a_text_lights_its_own_words(rig: Rig) -> None:
    """Marks count in what is said; the light counts in what is shown."""
    text = "Source : Ville haute"
    rig.speaker.say(Utterance("ar", (Line("a", text, "fr", 9),)))
    rig.player.await_playing("Ville haute")
    rig.player.heard_ms = 500
    rig.await_told(lambda: rig.words[-1:] == ["haute"])


def test_each_line_has_its_own_language(rig: Rig) -> None:
    """A line in a language without a voice is left out and the others are said; the screen is told only when the
    language of the screen has none, or when nothing at all could be said."""
    name = Line("key name", "name", "xx")
    rig.speaker.say(Utterance("fr", (name, Line("key deux", "deux"))))
    rig.player.await_playing("deux")
    rig.player.end()
    rig.await_told(lambda: rig.lines == ["key deux", None])
    rig.player.await_rest()
    assert rig.missing == []
    rig.speaker.say(Utterance("fr", (name,)))
    rig.await_told(lambda: rig.missing == ["xx"])
    rig.speaker.say(Utterance("xx", (Line("key un", "un"), Line("key deux", "deux", "fr"))))
    rig.await_told(lambda: rig.missing == ["xx", "xx"])
    assert rig.player.played == ["deux"], "no name is said alone on a screen that nothing reads"


def test_a_voice_that_is_prepared_says_nothing(rig: Rig) -> None:
    """Prepared: a device is looked for, the voice of the language started; nothing is played, lit or told; then it
    speaks as ever."""
    rig.speaker.prepare("uk")
    with rig.player.changed:
        assert rig.player.changed.wait_for(lambda: rig.player.found, WAIT_S)
    rig.speaker.say(utterance("un"))
    rig.player.await_playing("un")
    assert (rig.voice.warmed, rig.player.played, rig.missing) == (["uk"], ["un"], [])


def test_when_every_line_fails_the_screen_is_told(rig: Rig) -> None:
    """A voice that reads the language but fails on all there is to say: said on the screen as when there is none."""
    rig.speaker.say(utterance("bad", "bad"))
    rig.await_told(lambda: rig.missing == ["fr"])
    assert rig.player.played == []


def test_a_voice_that_is_not_ready_is_in_the_log_at_once(caplog: pytest.LogCaptureFixture) -> None:
    """Staff find it before a visitor listens; nobody is told on the screen."""
    rig = Rig()
    rig.voice.broken = "espeak-ng is missing"
    rig.speaker.prepare("fr")
    wait_until(lambda: "espeak-ng is missing" in caplog.text, WAIT_S)
    assert rig.missing == []
    rig.speaker.forget("fr")
    wait_until(lambda: rig.voice.forgotten == 1, WAIT_S)
    rig.speaker.close()


def test_the_voice_is_tuned(rig: Rig) -> None:
    """The pace is that of the next line made, the loudness that of every sound from now on."""
    rig.speaker.tune(1.26, 0.5)
    rig.speaker.say(utterance("un"))
    rig.player.await_playing("un")
    assert (rig.voice.speeds, rig.player.gains) == ([1.26], [0.5])


def test_a_broken_callback_does_not_end_speech() -> None:
    """A callback that raises ends its utterance only."""
    player, calls = FakePlayer(), []

    def broken(lit: Lit | None) -> None:
        calls.append(lit)
        if lit and lit.key == "key un":
            raise RuntimeError

    speaker = Speaker(FakeVoice(), player, broken)
    speaker.say(utterance("un"))
    with player.changed:
        assert player.changed.wait_for(lambda: player.played == ["un"], WAIT_S)
    speaker.say(utterance("deux"))
    player.await_playing("deux")
    speaker.close()


def test_a_lost_clip_does_not_hold_the_speaker() -> None:
    """When a device never tells the end, the speaker goes on by itself."""
    rig = Rig(late_s=0.01)
    rig.speaker.say(utterance("un", "deux"))
    rig.await_told(lambda: rig.lines[-1:] == [None])
    assert rig.player.played == ["un", "deux"]
    rig.speaker.close()


def test_close_is_final(rig: Rig) -> None:
    """After close nothing is said, closing again does nothing, and worker and device were let go."""
    rig.speaker.say(utterance("un"))
    rig.player.await_playing("un")
    rig.speaker.close()
    rig.speaker.close()
    rig.speaker.say(utterance("deux"))
    assert rig.voice.closed and rig.player.current is None
    assert not rig.speaker._thread.is_alive()
    assert rig.player.played == ["un"]


def test_null_player_runs_through() -> None:
    """With the null player an utterance lights every line and ends by itself."""
    lines: list[str | None] = []
    over = threading.Event()

    def on_lit(lit: Lit | None) -> None:
        lines.append(lit.key if lit else None)
        if lit is None:
            over.set()

    speaker = Speaker(FakeVoice(), NullPlayer(), on_lit)
    speaker.say(utterance("un", "deux"))
    assert over.wait(WAIT_S)
    assert list(dict.fromkeys(lines)) == ["key un", "key deux", None]
    speaker.close()


def test_a_long_line_keeps_its_light(rig: Rig) -> None:
    """A long line is said in pieces, lit once."""
    rig.speaker.say(Utterance("fr", (Line("long", "Phrase. " * 60),)))
    played = 0
    while len(rig.player.played) < 2 or played < 2:
        with rig.player.changed:
            assert rig.player.changed.wait_for(lambda: rig.player.current is not None, WAIT_S)
        rig.player.end()
        played += 1
    rig.await_told(lambda: rig.lines[-1:] == [None])
    assert rig.lines == ["long", None]
    assert "".join(rig.player.played).count("Phrase.") == 60


STEPS = st.lists(st.sampled_from(["say", "stop", "end", "settle"]), max_size=15)


@settings(deadline=None, max_examples=80)
@given(STEPS, st.integers(1, 3))
def test_never_two_and_the_last_wins(steps: list[str], length: int) -> None:
    """Whatever is touched, in whatever order, two clips never sound together and the last thing said is said whole."""
    rig = Rig()
    playing = ""
    for number, step in enumerate(steps):
        if step == "say":
            playing = f"{number} a"
            rig.speaker.say(utterance(playing, f"{number} b"))
        elif step == "stop":
            playing = ""
            rig.speaker.stop()
            assert rig.player.current is None
        elif step == "end":
            rig.player.end()
            playing = ""
        elif playing:
            rig.player.await_playing(playing)
    last = [f"last {number}" for number in range(length)]
    rig.speaker.say(utterance(*last))
    for text in last:
        rig.player.await_playing(text)
        rig.player.end()
    rig.await_told(lambda: rig.lines[-1:] == [None] and f"key {last[-1]}" in rig.lines)
    assert rig.player.played[-length:] == last
    before = len(rig.player.played)
    rig.speaker.stop()
    rig.speaker.close()
    assert len(rig.player.played) == before
    assert rig.player.overlaps == 0

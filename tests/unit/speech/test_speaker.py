from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.errors import NoVoiceError, SpeechError
from kiosk.speech.clips import Clip
from kiosk.speech.player import RATE_HZ, NullPlayer
from kiosk.speech.speaker import Speaker
from kiosk.speech.utterance import Line, Utterance

WAIT_S = 10


class FakeSynthesiser:
    """The clip of a text is the text. "bad" fails; the language "xx" has no voice; "slow" waits for `gate`."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.slow = threading.Event()
        self.asked: list[str] = []
        self.closed = False

    def synthesise(self, text: str, language: str) -> Clip:
        self.asked.append(text)
        if text == "slow":
            self.slow.set()
            assert self.gate.wait(WAIT_S)
        if text == "bad":
            raise SpeechError("failed")
        if language == "xx":
            raise NoVoiceError("no voice")
        return Clip(text.encode(), RATE_HZ)

    def close(self) -> None:
        self.closed = True
        self.gate.set()


class FakePlayer:
    """Plays a clip until the test ends it, and notes when two would sound together."""

    audible = True

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.current: tuple[str, Callable[[], None]] | None = None
        self.played: list[str] = []
        self.overlaps = 0
        self.awake = False

    def wake(self, rate_hz: int = RATE_HZ) -> None:
        self.awake = True

    def play(self, clip: Clip, on_done: Callable[[], None]) -> None:
        with self.changed:
            self.overlaps += self.current is not None
            self.current = (clip.pcm.decode(), on_done)
            self.played.append(clip.pcm.decode())
            self.changed.notify_all()

    def stop(self) -> None:
        with self.changed:
            self.current = None

    def rest(self) -> None:
        with self.changed:
            self.awake = False
            self.changed.notify_all()

    def close(self) -> None:
        self.rest()

    def await_playing(self, text: str) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.current is not None and self.current[0] == text, WAIT_S), text

    def await_rest(self) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: not self.awake, WAIT_S)

    def end(self) -> None:
        with self.changed:
            current, self.current = self.current, None
        if current is not None:
            current[1]()


class Rig:
    def __init__(self, **options: float) -> None:
        self.synthesiser, self.player = FakeSynthesiser(), FakePlayer()
        self.lines: list[str | None] = []
        self.missing: list[str] = []
        self.told = threading.Condition()
        self.speaker = Speaker(self.synthesiser, self.player, self._line, self._unavailable, **options)

    def _line(self, key: str | None) -> None:
        with self.told:
            self.lines.append(key)
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
    assert rig.synthesiser.slow.wait(WAIT_S)
    assert rig.player.current is not None
    rig.synthesiser.gate.set()
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
    assert rig.synthesiser.slow.wait(WAIT_S)
    rig.speaker.stop()
    assert rig.player.current is None
    rig.synthesiser.gate.set()
    rig.await_told(lambda: rig.lines[-1:] == [None])
    rig.player.await_rest()
    assert rig.player.played == ["un"]


def test_stop_before_the_first_sound(rig: Rig) -> None:
    """Stopped while its first line is being made, an utterance is never heard nor lit; its end is told."""
    rig.speaker.say(utterance("slow"))
    assert rig.synthesiser.slow.wait(WAIT_S)
    rig.speaker.stop()
    rig.synthesiser.gate.set()
    rig.player.await_rest()
    assert (rig.player.played, rig.lines) == ([], [None])


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


def test_a_broken_callback_does_not_end_speech() -> None:
    """A callback that raises ends its utterance only."""
    player, calls = FakePlayer(), []

    def broken(key: str | None) -> None:
        calls.append(key)
        if key == "key un":
            raise RuntimeError

    speaker = Speaker(FakeSynthesiser(), player, broken)
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
    assert rig.synthesiser.closed and rig.player.current is None
    assert not rig.speaker._thread.is_alive()
    assert rig.player.played == ["un"]


def test_null_player_runs_through() -> None:
    """With the null player an utterance lights every line and ends by itself."""
    lines: list[str | None] = []
    over = threading.Event()

    def on_line(key: str | None) -> None:
        lines.append(key)
        if key is None:
            over.set()

    speaker = Speaker(FakeSynthesiser(), NullPlayer(), on_line)
    speaker.say(utterance("un", "deux"))
    assert over.wait(WAIT_S)
    assert lines == ["key un", "key deux", None]
    assert not speaker.audible
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

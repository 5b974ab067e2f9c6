"""Speech through a real sound server: it is heard, it stops, and it survives the loss of its card."""

from __future__ import annotations

import math
import threading
import time
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.speech.clips import Clip, Mark
from kiosk.speech.player import RATE_HZ, RETRY_S, SoundPlayer
from kiosk.speech.speaker import Speaker
from kiosk.speech.utterance import Line, Lit, Utterance
from tests.support.processes import wait_until
from tests.support.sound_server import Ear, SoundServer, sound_server

SECONDS = 2.0


class Tone:
    """Every text is a tone of SECONDS, with a word each half second."""

    def clip(self, text: str, language: str, speed: float = 1.0) -> Clip:
        samples = (round(12000 * math.sin(0.2 * n)) for n in range(int(SECONDS * RATE_HZ)))
        marks = tuple(Mark(500 * n, n, n + 1) for n in range(4))
        return Clip(array("h", samples).tobytes(), RATE_HZ, marks)

    def warm(self, language: str) -> None: ...
    def forget(self) -> None: ...
    def close(self) -> None: ...


class Heard:
    """A speaker on a real player, the words it lit, and the end of each utterance."""

    def __init__(self) -> None:
        self.words: list[int] = []
        self.over = threading.Event()
        self.skipped_s = 0.0
        self.player = SoundPlayer(clock=lambda: time.monotonic() + self.skipped_s)
        self.speaker = Speaker(Tone(), self.player, self._lit)

    def _lit(self, lit: Lit | None) -> None:
        if lit is None:
            self.over.set()
        elif lit.end:
            self.words.append(lit.start)

    def say(self) -> float:
        self.words.clear()
        self.over.clear()
        self.speaker.say(Utterance("fr", (Line("a", "abcd"),)))
        return time.monotonic()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    with sound_server(tmp_path, monkeypatch) as server:
        yield server


@pytest.fixture
def heard() -> Iterator[Heard]:
    heard = Heard()
    yield heard
    heard.speaker.close()


def test_it_is_heard_and_it_stops(server: SoundServer, heard: Heard) -> None:
    """The tone comes out of the loudspeaker; after `stop` nothing does, nor a remainder of it when speech begins again:
    a device that sleeps must have run empty."""
    ear = Ear(server)
    begun = heard.say()
    wait_until(lambda: ear.first_sound(begun) is not None, 10)
    heard.speaker.stop()
    stopped = time.monotonic()
    assert heard.over.wait(10)
    wait_until(lambda: not heard.player._running, 10)
    last = ear.last_sound(stopped)
    assert last is None or last - stopped < 0.2
    asleep = time.monotonic()
    heard.player.wake()
    time.sleep(0.3)
    assert ear.first_sound(asleep) is None
    ear.close()


def test_a_card_pulled_out_while_speaking(server: SoundServer, heard: Heard, caplog: pytest.LogCaptureFixture) -> None:
    """The server dies in the middle of a text: all its words are lit all the same, staff find it in the log, and
    `audible` tells. When it is back the next text is heard."""
    ear = Ear(server)
    begun = heard.say()
    wait_until(lambda: ear.first_sound(begun) is not None, 10)
    assert heard.player.audible
    server.kill()
    assert heard.over.wait(15)
    assert heard.words == [0, 1, 2, 3]
    assert not heard.player.audible
    assert "no sound card answers" in caplog.text
    ear.close()
    server.start()
    heard.skipped_s += RETRY_S + 1
    ear = Ear(server)
    begun = heard.say()
    wait_until(lambda: ear.first_sound(begun) is not None, 10)
    assert heard.player.audible and heard.over.wait(15)
    ear.close()


def test_words_are_lit_when_they_are_heard(server: SoundServer) -> None:
    """Four tones with silence between them: each word is lit within 80 ms of the moment its tone is heard."""

    class Beeps(Tone):
        def clip(self, text: str, language: str, speed: float = 1.0) -> Clip:
            beep = [round(12000 * math.sin(0.2 * n)) for n in range(int(0.2 * RATE_HZ))]
            quiet = [0] * int(0.2 * RATE_HZ)
            return Clip(
                array("h", (beep + quiet) * 4).tobytes(), RATE_HZ, tuple(Mark(400 * n, n, n + 1) for n in range(4))
            )

    ear = Ear(server)
    lit_at: list[float] = []
    over = threading.Event()

    def on_lit(lit: Lit | None) -> None:
        if lit is None:
            over.set()
        elif lit.end:
            lit_at.append(time.monotonic())

    speaker = Speaker(Beeps(), SoundPlayer(), on_lit)
    begun = time.monotonic()
    speaker.say(Utterance("fr", (Line("a", "abcd"),)))
    assert over.wait(15)
    wait_until(lambda: len(ear.onsets(begun)) >= 4, 10)
    late = [lit - heard for lit, heard in zip(lit_at, ear.onsets(begun), strict=True)]
    assert all(abs(each) < 0.08 for each in late), late
    speaker.close()
    ear.close()

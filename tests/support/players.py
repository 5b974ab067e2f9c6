"""Voices and players for tests."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable

from kiosk.errors import NoVoiceError, SpeechError
from kiosk.speech.clips import Clip, Mark
from kiosk.speech.player import RATE_HZ

WAIT_S = 10


class FakeVoice:
    """The clip of a text is the text, a word every 100 ms. "bad" fails; the language "xx" has no voice; "slow" waits
    for `gate`."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.slow = threading.Event()
        self.asked: list[str] = []
        self.speeds: list[float] = []
        self.warmed: list[str] = []
        self.forgotten = 0
        self.broken = ""
        self.closed = False

    def clip(self, text: str, language: str, speed: float = 1.0) -> Clip:
        self.asked.append(text)
        self.speeds.append(speed)
        if text == "slow":
            self.slow.set()
            assert self.gate.wait(WAIT_S)
        if text == "bad":
            raise SpeechError("failed")
        if language == "xx":
            raise NoVoiceError("no voice")
        words = re.finditer(r"\S+", text)
        marks = tuple(Mark(100 * number, word.start(), word.end()) for number, word in enumerate(words))
        return Clip(text.encode(), RATE_HZ, marks)

    def warm(self, language: str) -> None:
        self.warmed.append(language)
        if self.broken:
            raise NoVoiceError(self.broken)

    def forget(self) -> None:
        self.forgotten += 1

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
        self.heard_ms = 0.0
        self.gains: list[float] = []
        self.found = False

    def louden(self, gain: float) -> None:
        self.gains.append(gain)

    def find(self) -> None:
        with self.changed:
            self.found = True
            self.changed.notify_all()

    def wake(self, rate_hz: int = 0) -> None:
        self.awake = True

    def play(self, clip: Clip, on_done: Callable[[], None]) -> None:
        with self.changed:
            self.overlaps += self.current is not None
            self.current = (clip.pcm.decode(errors="replace"), on_done)
            self.heard_ms = 0.0
            self.played.append(clip.pcm.decode(errors="replace"))
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


class NullPlayer:
    """Hears everything, plays nothing: each clip is over as soon as it begins."""

    audible = False
    heard_ms = 0.0

    def louden(self, gain: float) -> None: ...
    def find(self) -> None: ...
    def wake(self, rate_hz: int = 0) -> None: ...
    def stop(self) -> None: ...
    def rest(self) -> None: ...
    def close(self) -> None: ...

    def play(self, clip: Clip, on_done: Callable[[], None]) -> None:
        on_done()

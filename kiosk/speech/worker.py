"""The speech worker, a process of its own: `python -m kiosk.speech.worker`. It speaks `kiosk.speech.wire`.

It lives apart because espeak can hang or crash on a text, and pyttsx3 prints and waits as it likes. Nothing that is
said is logged or reaches a disk: the sound goes through a file in memory that dies with the process.

Traps of pyttsx3 2.99 that shape this file:
- the first `runAndWait` returns before the sound is whole: the end is awaited by an event of our own;
- `runAndWait` stops the driver before it begins, which now and then cancels the new text and leaves an empty file, when
  espeak still reports the one before: so the driver's `stop` is taken out, as nothing else needs it;
- properties set through the engine are queued and their errors lost: the driver is asked directly;
- it prints on standard output, which is therefore taken away from it.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import time
import wave
from collections.abc import Callable
from typing import Any

from kiosk.errors import KioskError, NoVoiceError, SpeechError
from kiosk.speech.clips import Clip, word_marks
from kiosk.speech.voices import find_voice, wanted_voice
from kiosk.speech.wire import encode

NICENESS = 5
BUSY_EVERY_S = 0.3
LONGEST_S = 60.0


class Engine:
    """espeak-ng behind pyttsx3, one text at a time. Raises SpeechError when there is no espeak-ng."""

    def __init__(self, still_busy: Callable[[], None]) -> None:
        try:
            import pyttsx3
            from pyttsx3.drivers import _espeak
            from pyttsx3.drivers.espeak import EspeakDriver

            self._engine = pyttsx3.init("espeak")
        except Exception as error:  # whatever pyttsx3 raises here means the same
            raise SpeechError(f"espeak-ng cannot be started ({error}). Install the package espeak-ng.") from error
        self._espeak, self._driver = _espeak, EspeakDriver
        self._voices = [(voice.id, (voice.languages or [""])[0]) for voice in self._engine.getProperty("voices")]
        self._still_busy = still_busy
        self._events: list[tuple[int, int]] = []
        self._finished = threading.Event()
        self._memory = os.memfd_create("clip")
        self._file = f"/proc/self/fd/{self._memory}"
        driver = self._engine.proxy._driver
        driver.stop = lambda: None
        self._on_sound = driver._onSynth
        _espeak.SetSynthCallback(self._listen)

    def synthesise(self, text: str, language: str, words_per_minute: int) -> Clip:
        """Raises NoVoiceError when no voice of this machine reads `language`, SpeechError when espeak fails."""
        self._choose(find_voice(wanted_voice(language), self._voices))
        self._driver.setProperty("rate", words_per_minute)
        self._events.clear()
        self._finished.clear()
        os.ftruncate(self._memory, 0)
        self._engine.save_to_file(text, self._file)
        self._engine.runAndWait()
        if not self._finished.wait(LONGEST_S):
            raise SpeechError("espeak-ng does not come to an end of this text.")
        with wave.open(self._file, "rb") as sound:
            clip = Clip(sound.readframes(sound.getnframes()), sound.getframerate(), word_marks(text, self._events))
        os.ftruncate(self._memory, 0)
        return clip

    def _choose(self, voice: str) -> None:
        try:
            self._driver.setProperty("voice", voice)
        except ValueError as error:
            raise NoVoiceError(f"espeak-ng refuses its own voice {voice!r}. Install espeak-ng again.") from error
        if self._driver.getProperty("voice") != voice:
            raise NoVoiceError(f"espeak-ng took another voice than {voice!r}. Install espeak-ng again.")

    def _listen(self, sound: Any, count: int, events: Any) -> int:
        at, over = 0, False
        while events[at].type != self._espeak.EVENT_LIST_TERMINATED:
            if events[at].type == self._espeak.EVENT_WORD:
                self._events.append((events[at].audio_position, events[at].text_position - 1))
            over = over or events[at].type == self._espeak.EVENT_MSG_TERMINATED
            at += 1
        self._still_busy()
        try:
            return self._on_sound(sound, count, events)
        finally:
            if over:
                self._finished.set()


class Worker:
    """Answers requests one after the other, on a pipe nobody else writes to."""

    def __init__(self, out_fd: int) -> None:
        self._out_fd = out_fd
        self._current = 0
        self._last_sign = 0.0

    def run(self, requests: queue.SimpleQueue[bytes]) -> None:
        try:
            engine = Engine(self._still_busy)
        except SpeechError as error:
            self._send(encode({"ready": False, "error": str(error)}))
            return
        self._send(encode({"ready": True}))
        while True:
            self._send(self._answer(engine, json.loads(requests.get())))

    def _answer(self, engine: Engine, request: dict[str, Any]) -> bytes:
        self._current, self._last_sign = request["id"], time.monotonic()
        try:
            clip = engine.synthesise(request["text"], request["language"], request["rate"])
        except (KioskError, OSError, EOFError, ValueError, wave.Error) as error:
            kind = "voice" if isinstance(error, NoVoiceError) else "failure"
            reason = str(error) if isinstance(error, KioskError) else type(error).__name__
            return encode({"id": self._current, "error": reason, "kind": kind})
        header = {"id": self._current, "rate_hz": clip.rate_hz, "channels": 1, "marks": clip.marks}
        return encode({**header, "samples": len(clip.pcm) // 2}, clip.pcm)

    def _still_busy(self) -> None:
        """A sign of life during a long text. Called from espeak's thread, only while the main one waits for it."""
        now = time.monotonic()
        if now - self._last_sign > BUSY_EVERY_S:
            self._last_sign = now
            self._send(encode({"id": self._current, "busy": True}))

    def _send(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            left = left[os.write(self._out_fd, left) :]


def _read_requests(requests: queue.SimpleQueue[bytes]) -> None:
    """Ends the process with its parent, even while espeak works: the end of standard input is the parent's death.

    (Linux's parent-death signal would not do: it fires when the *thread* that spawned the child ends.)
    """
    for line in sys.stdin.buffer:
        requests.put(line)
    os._exit(0)


def main() -> None:
    out_fd = os.dup(1)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    os.nice(NICENESS)
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read_requests, args=(requests,), daemon=True).start()
    Worker(out_fd).run(requests)


if __name__ == "__main__":
    main()

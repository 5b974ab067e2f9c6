"""The supervisor of a speech worker: starts it when first needed, and again whenever it dies or hangs."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Protocol

import kiosk
from kiosk.errors import NoVoiceError, SpeechError
from kiosk.speech.clips import SILENCE, Clip, Mark
from kiosk.speech.utterance import clean
from kiosk.speech.voices import check_language
from kiosk.speech.wire import Channel, GoneError, Message, SilentError

SILENCE_S = 2.0
START_S = 10.0
LONGEST_S = 60.0
DEATHS = 3
_REMEMBERED = 1000


class Child(Protocol):
    """What is asked of a child process; `subprocess.Popen[bytes]`, unbuffered, is one."""

    @property
    def stdin(self) -> IO[bytes] | None: ...
    @property
    def stdout(self) -> IO[bytes] | None: ...
    def poll(self) -> int | None: ...
    def kill(self) -> None: ...
    def wait(self) -> int: ...


def spawn_worker(engine: str = "espeak") -> Child:
    """A real worker, with this interpreter and this very kiosk package; `engine` is one of `engines.MODULES`."""
    package = str(Path(kiosk.__file__).resolve().parents[1])
    path = os.pathsep.join(part for part in (package, os.environ.get("PYTHONPATH", "")) if part)
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "kiosk.speech.worker", engine],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env={**os.environ, "PYTHONPATH": path},
    )


class ProcessSynthesiser:
    """Texts to clips, one at a time, from any thread.

    A worker silent for `silence_s` seconds is killed; one found dead is replaced and asked again. A text on
    which DEATHS workers were lost is set aside: it is refused from then on, so that it cannot silence the others.
    Texts are remembered by their hash only.
    """

    def __init__(
        self,
        spawn: Callable[[], Child] = spawn_worker,
        *,
        words_per_minute: int = 140,
        silence_s: float = SILENCE_S,
        start_s: float = START_S,
    ) -> None:
        self._spawn = spawn
        self._rate = words_per_minute
        self._silence_s = silence_s
        self._start_s = start_s
        self._one_at_a_time = threading.Lock()
        self._child: Child | None = None
        self._channel: Channel | None = None
        self._closed = False
        self._number = 0
        self._engine = ""
        self._deaths: OrderedDict[int, int] = OrderedDict()

    @property
    def engine(self) -> str:
        """The engine and its version, as the worker told it; empty as long as none was started."""
        return self._engine

    def synthesise(self, text: str, language: str, speed: float = 1.0, voice: str = "") -> Clip:
        """The sound of `text`; silence for an empty one. `voice` is the path of a voice, or empty for the engine's own.

        Raises NoVoiceError when nothing reads `language` here, SpeechError when the worker fails on this text.
        """
        text = clean(text)
        check_language(language, voice)
        if not text:
            return SILENCE
        with self._one_at_a_time:
            return _clip(self._attempt(text, language, speed, voice))

    def prepare(self, language: str, voice: str = "") -> str:
        """Have a worker ready to speak `language`, saying nothing. Returns what identifies the voice.

        Raises the errors of `synthesise`.
        """
        check_language(language, voice)
        with self._one_at_a_time:
            return str(self._attempt("", language, 1.0, voice).header.get("voice", ""))

    def renew(self) -> None:
        """End the worker and all it remembers; the next text starts another. Waits for the text in hand."""
        with self._one_at_a_time:
            self._drop()

    def close(self) -> None:
        """Kill the worker, even at work: whoever waits for it gets a SpeechError. Can be called from any thread."""
        self._closed = True
        child = self._child
        if child is not None:
            child.kill()
        with self._one_at_a_time:
            self._drop()

    def _attempt(self, text: str, language: str, speed: float, voice: str) -> Message:
        known = hash((voice, language, text))
        request = {"text": text, "language": language, "voice": voice, "speed": speed, "words_per_minute": self._rate}
        while self._deaths.get(known, 0) < DEATHS:
            channel = self._ready()
            try:
                answer = self._ask(channel, request)
            except SilentError:
                self._count(known)
                raise SpeechError(f"the voice hung on a text of {len(text)} characters and was restarted.") from None
            except GoneError:
                self._count(known)
                continue
            self._deaths.pop(known, None)
            _refuse(answer.header)
            return answer
        raise SpeechError(f"a text of {len(text)} characters ended the voice {DEATHS} times and is set aside.")

    def _ask(self, channel: Channel, request: dict[str, Any]) -> Message:
        self._number += 1
        channel.send({"id": self._number, **request}, self._silence_s)
        deadline = time.monotonic() + LONGEST_S
        while time.monotonic() < deadline:
            answer = channel.receive(self._silence_s)
            if answer.header.get("id") != self._number:
                raise GoneError("an answer to something else")
            if not answer.header.get("busy"):
                return answer
        raise SilentError

    def _ready(self) -> Channel:
        if self._child is not None and self._child.poll() is not None:
            self._drop()
        if self._channel is None:
            self._start()
        assert self._channel is not None
        return self._channel

    def _start(self) -> None:
        if self._closed:
            raise SpeechError("the voice is closed.")
        try:
            child = self._child = self._spawn()
        except OSError as error:
            raise SpeechError(f"the speech worker cannot be started ({error}).") from error
        assert child.stdin is not None and child.stdout is not None
        channel = Channel(child.stdout.fileno(), child.stdin.fileno())
        if self._closed:
            child.kill()
        try:
            hello = channel.receive(self._start_s).header
        except (SilentError, GoneError) as error:
            self._drop()
            raise SpeechError("the speech worker does not start. Try `python -m kiosk.speech.worker`.") from error
        if hello.get("ready") is not True:
            self._drop()
            raise NoVoiceError(str(hello.get("error") or "the speech worker has no engine. Install espeak-ng."))
        self._engine = str(hello.get("engine") or "")
        self._channel = channel

    def _count(self, known: int) -> None:
        self._drop()
        if self._closed:
            raise SpeechError("the voice is closed.") from None
        self._deaths[known] = self._deaths.get(known, 0) + 1
        self._deaths.move_to_end(known)
        while len(self._deaths) > _REMEMBERED:
            self._deaths.popitem(last=False)

    def _drop(self) -> None:
        child, self._child, self._channel = self._child, None, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()
        child.wait()


def _refuse(header: dict[str, Any]) -> None:
    if "error" in header:
        kind = NoVoiceError if header.get("kind") == "voice" else SpeechError
        raise kind(str(header["error"]))


def _clip(answer: Message) -> Clip:
    header = answer.header
    try:
        marks = tuple(Mark(*(int(part) for part in mark)) for mark in header["marks"])
        return Clip(answer.sound, max(1, int(header["rate_hz"])), marks)
    except (KeyError, TypeError, ValueError) as error:
        raise SpeechError("the speech worker gave an answer without a sound.") from error

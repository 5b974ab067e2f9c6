"""Live voices: any text, said now, by the engine that the site chose for its language."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Mapping
from typing import NamedTuple

from kiosk.errors import SpeechError
from kiosk.speech.clips import SILENCE, Clip
from kiosk.speech.process import ProcessSynthesiser, spawn_worker
from kiosk.speech.spoken import spoken
from kiosk.speech.voices import choice

WORDS_PER_MINUTE = 140


class Voice(NamedTuple):
    """What reads a language: the engine with its version, and what identifies the voice."""

    engine: str
    identifier: str


def real_engine(name: str, words_per_minute: int) -> ProcessSynthesiser:
    """A worker process for an engine of `engines.MODULES`, not yet started."""
    return ProcessSynthesiser(functools.partial(spawn_worker, name), words_per_minute=words_per_minute)


class LiveVoices:
    """One worker process for each engine that is needed, started when it is. Any thread can call.

    `choices` are a site's: a language code and "espeak-ng", "clips" or the path of a Piper voice.
    """

    def __init__(
        self,
        choices: Mapping[str, str],
        words_per_minute: int = WORDS_PER_MINUTE,
        make: Callable[[str, int], ProcessSynthesiser] = real_engine,
    ) -> None:
        self._choices = choices
        self._rate = words_per_minute
        self._make = make
        self._lock = threading.Lock()
        self._engines: dict[str, ProcessSynthesiser] = {}
        self._closed = False

    def clip(self, text: str, language: str, speed: float = 1.0) -> Clip:
        """The sound of `text`, as written on a screen; its marks count in `text`. Silence when there is nothing to say.

        Raises NoVoiceError when no live voice reads `language` here, SpeechError when the voice fails on this text.
        """
        engine, voice = choice(self._choices, language)
        said = spoken(text, language)
        if not said.text:
            return SILENCE
        clip = self._engine(engine).synthesise(said.text, language, speed, voice)
        return Clip(clip.pcm, clip.rate_hz, said.marks(clip.marks))

    def warm(self, language: str) -> Voice:
        """Be ready to speak `language`, and tell who will. Takes a tenth of a second, or a few with a Piper voice: not
        for the thread of the screen. Raises the errors of `clip`."""
        engine, voice = choice(self._choices, language)
        process = self._engine(engine)
        identifier = process.prepare(language, voice)
        return Voice(process.engine, identifier)

    def forget(self) -> None:
        """End the workers, which know what was said; the next text starts new ones."""
        with self._lock:
            engines = list(self._engines.values())
        for engine in engines:
            engine.renew()

    def close(self) -> None:
        """End the workers, even at work: whoever waits for one gets a SpeechError."""
        with self._lock:
            self._closed = True
            engines = list(self._engines.values())
        for engine in engines:
            engine.close()

    def _engine(self, name: str) -> ProcessSynthesiser:
        with self._lock:
            if self._closed:
                raise SpeechError("the voices are closed.")
            if name not in self._engines:
                self._engines[name] = self._make(name, self._rate)
            return self._engines[name]

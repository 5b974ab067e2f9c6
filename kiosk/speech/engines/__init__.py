"""The engines that make speech. Each lives in a worker process of its own, and only there is it imported.

An engine's module has `start(still_busy) -> Engine`, which raises NoVoiceError when the engine is not on this machine.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kiosk.speech.clips import Clip

StillBusy = Callable[[], None]
"""A sign of life for the supervisor, which takes an engine silent for two seconds for a hung one."""

MODULES = {"espeak": "kiosk.speech.engines.espeak", "piper": "kiosk.speech.engines.piper"}


class Engine(Protocol):
    """One text at a time, from one thread."""

    name: str
    """The engine and its version, for staff: "espeak-ng 1.51"."""

    def choose(self, language: str, voice: str) -> str:
        """Be ready to speak `language` (a code of the product), with `voice` where a site chose one by its file.

        Returns what identifies the voice. Raises NoVoiceError when no voice of that very language is there.
        """
        ...

    def say(self, text: str, speed: float, words_per_minute: int) -> Clip:
        """`text` in the voice chosen last; marks of the words the engine announced. Raises SpeechError."""
        ...

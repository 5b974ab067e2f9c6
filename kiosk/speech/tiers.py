"""Which sound a text has: a clip of the release, else a live voice, else none. Never another language's voice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kiosk.speech.ahead import Voice
from kiosk.speech.clips import Clip


class Clips(Protocol):
    """What is asked of the clips of a release; `kiosk.speech.library.ClipLibrary` is the real one."""

    def load(self, language: str) -> None: ...
    def clip(self, text: str, language: str) -> Clip | None: ...


class Tiers:
    """`stretch(clip, speed)` plays a clip at another speed, at the same pitch."""

    def __init__(self, clips: Clips, live: Voice, stretch: Callable[[Clip, float], Clip]) -> None:
        self._clips = clips
        self._live = live
        self._stretch = stretch

    def clip(self, text: str, language: str, speed: float = 1.0) -> Clip:
        """The sound of `text`, as written on a screen; its marks count in `text`.

        Raises NoVoiceError when nothing here reads `language`, SpeechError when the voice fails on this text.
        """
        found = self._clips.clip(text, language)
        if found is None:
            return self._live.clip(text, language, speed)
        return found if speed == 1.0 else self._stretch(found, speed)

    def warm(self, language: str) -> object:
        """Have the clips and the live voice of `language` ready. Raises NoVoiceError or SpeechError."""
        self._clips.load(language)
        return self._live.warm(language)

    def forget(self) -> None:
        """Leave behind the processes that know what was said."""
        self._live.forget()

    def close(self) -> None:
        self._live.close()

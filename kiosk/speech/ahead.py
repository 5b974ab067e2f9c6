"""The sound of a line is made while the one before is heard, in a thread of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol

from kiosk.errors import NoVoiceError, SpeechError
from kiosk.speech.clips import Clip
from kiosk.speech.utterance import Line

log = logging.getLogger(__name__)

Making = Future[Clip | None] | None
"""A sound that is being made, or none."""


class Voice(Protocol):
    """Makes the sound of a line; `kiosk.speech.tiers.Tiers` is the real one."""

    def clip(self, text: str, language: str, speed: float = 1.0) -> Clip:
        """Raises NoVoiceError or SpeechError."""
        ...

    def warm(self, language: str) -> object:
        """Have the voice of a language ready. Raises NoVoiceError or SpeechError."""
        ...

    def forget(self) -> None:
        """Leave behind whatever knows what was said."""
        ...

    def close(self) -> None: ...


class Ahead:
    """One sound is made at a time. Nothing that is said is kept, nor logged."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._thread = ThreadPoolExecutor(1, "voice")
        self._closed = False

    def warm(self, language: str) -> None:
        """Have the voice of a language ready, some time soon. What is missing is in the log before anybody listens."""
        self._submit(lambda: self._warm(language))

    def forget(self, language: str) -> None:
        """Leave behind all that knows what was said, then have the voice of `language` ready again."""

        def renew() -> None:
            self._voice.forget()
            self._warm(language)

        self._submit(renew)

    def begin(self, line: Line, speed: float, wanted: Callable[[], bool]) -> Making:
        """Begin to make the sound of a line, unless nobody wants it any more when its turn comes."""
        return self._submit(lambda: self._voice.clip(line.words, line.language, speed) if wanted() else None)

    def result(self, making: Making, language: str) -> Clip | None:
        """The sound, once it is made; None when there is none. Raises NoVoiceError when nothing reads `language`."""
        try:
            return making.result() if making is not None else None
        except NoVoiceError:
            raise
        except SpeechError as error:
            reason = str(error)
        except Exception as error:  # cancelled by `close`, or a fault of the voice
            reason = type(error).__name__
        if not self._closed:
            log.warning("a line in %r is not said: %s", language, reason)
        return None

    def close(self) -> None:
        """End the voice, even at work."""
        self._closed = True
        self._voice.close()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _warm(self, language: str) -> None:
        try:
            self._voice.warm(language)
        except Exception as error:  # told again, by the right name, when somebody listens
            if not self._closed:
                log.warning("the voice of %r is not ready: %s", language, error)

    def _submit(self, work: Callable[[], Any]) -> Future[Any] | None:
        try:
            return self._thread.submit(work)
        except RuntimeError:  # closed meanwhile
            return None

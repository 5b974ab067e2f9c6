"""The voice as the screen knows it: which word is lit, whether it speaks, and what to say when it cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.speech.speaker import Lit
from kiosk.speech.utterance import Utterance
from kiosk.ui.view import View


class Speaks(Protocol):
    """What the voice needs of a speaker; `kiosk.speech.speaker.Speaker` is the real one."""

    def say(self, utterance: Utterance) -> None: ...
    def stop(self) -> None: ...
    def tune(self, speed: float, gain: float) -> None: ...
    def prepare(self, language: str) -> None: ...
    def close(self) -> None: ...


MakeSpeaker = Callable[[Callable[[Lit | None], None], Callable[[str], None]], Speaks]


@dataclass(frozen=True, slots=True)
class VoiceProps:
    """text[start:end] of the thing `key` is being heard; `message` is what the screen says when a language has no voice
    here."""

    key: str = ""
    text: str = ""
    start: int = 0
    end: int = 0
    speaking: bool = False
    message: str = ""


class Voice(QObject):
    """Makes its speaker when it is told to prepare, or on the first word."""

    _heard = Signal(object)
    _unavailable = Signal(str)

    def __init__(self, make_speaker: MakeSpeaker, no_voice: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_speaker = make_speaker
        self._no_voice = no_voice
        self._speaker: Speaks | None = None
        self._tuned = (1.0, 1.0)
        self._wanted = False
        self._props = VoiceProps()
        self.view = View(self._props)
        self._heard.connect(self._on_lit, Qt.ConnectionType.QueuedConnection)
        self._unavailable.connect(self._on_unavailable, Qt.ConnectionType.QueuedConnection)

    @property
    def props(self) -> VoiceProps:
        return self._props

    def say(self, utterance: Utterance) -> None:
        self._wanted = True
        self._show(VoiceProps(speaking=True))
        self._made().say(utterance)

    def prepare(self, language: str) -> None:
        """Be ready to speak `language` at once; done elsewhere, but it keeps a core busy for a moment."""
        self._made().prepare(language)

    def stop(self) -> None:
        self._wanted = False
        if self._speaker is not None:
            self._speaker.stop()
        self._show(VoiceProps())

    def tune(self, speed: float, gain: float) -> None:
        """How fast and how loud from now on; see `Speaker.tune`."""
        if (speed, gain) != self._tuned:
            self._tuned = (speed, gain)
            if self._speaker is not None:
                self._speaker.tune(speed, gain)

    def close(self) -> None:
        if self._speaker is not None:
            self._speaker.close()
            self._speaker = None

    def _made(self) -> Speaks:
        if self._speaker is None:
            self._speaker = self._make_speaker(self._heard.emit, self._unavailable.emit)
            self._speaker.tune(*self._tuned)
        return self._speaker

    def _on_lit(self, lit: Lit | None) -> None:
        # The end of the utterance before may be told after this one was asked for: a line that follows mends it.
        if not self._wanted:
            return
        if lit is None:
            self._show(VoiceProps(message=self._props.message))
        else:
            self._show(VoiceProps(lit.key, lit.text, lit.start, lit.end, True))

    def _on_unavailable(self, language: str) -> None:
        if self._wanted:
            self._show(VoiceProps(message=self._no_voice()))

    def _show(self, props: VoiceProps) -> None:
        self._props = props
        self.view.show(props)

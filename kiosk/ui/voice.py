"""The voice as the screen knows it: which line is lit, whether it speaks, and what to say when it cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.speech.utterance import Utterance
from kiosk.ui.view import View


class Speaks(Protocol):
    """What the voice needs of a speaker; `kiosk.speech.speaker.Speaker` is the real one."""

    def say(self, utterance: Utterance) -> None: ...
    def stop(self) -> None: ...
    def close(self) -> None: ...


MakeSpeaker = Callable[[Callable[[str | None], None], Callable[[str], None]], Speaks]


@dataclass(frozen=True, slots=True)
class VoiceProps:
    """`key` is the line being said, `message` what the screen says when a language has no voice here."""

    key: str = ""
    speaking: bool = False
    message: str = ""


class Voice(QObject):
    """Makes its speaker on the first word, so that a kiosk nobody listens to starts no voice."""

    _line = Signal(object)
    _unavailable = Signal(str)

    def __init__(self, make_speaker: MakeSpeaker, no_voice: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_speaker = make_speaker
        self._no_voice = no_voice
        self._speaker: Speaks | None = None
        self._wanted = False
        self._props = VoiceProps()
        self.view = View(self._props)
        self._line.connect(self._on_line, Qt.ConnectionType.QueuedConnection)
        self._unavailable.connect(self._on_unavailable, Qt.ConnectionType.QueuedConnection)

    @property
    def props(self) -> VoiceProps:
        return self._props

    def say(self, utterance: Utterance) -> None:
        if self._speaker is None:
            self._speaker = self._make_speaker(self._line.emit, self._unavailable.emit)
        self._wanted = True
        self._show(VoiceProps(speaking=True))
        self._speaker.say(utterance)

    def stop(self) -> None:
        self._wanted = False
        if self._speaker is not None:
            self._speaker.stop()
        self._show(VoiceProps())

    def close(self) -> None:
        if self._speaker is not None:
            self._speaker.close()
            self._speaker = None

    def _on_line(self, key: str | None) -> None:
        # The end of the utterance before may be told after this one was asked for: a line that follows mends it.
        if self._wanted:
            self._show(VoiceProps(key or "", speaking=bool(key), message="" if key else self._props.message))

    def _on_unavailable(self, language: str) -> None:
        if self._wanted:
            self._show(VoiceProps(message=self._no_voice()))

    def _show(self, props: VoiceProps) -> None:
        self._props = props
        self.view.show(props)

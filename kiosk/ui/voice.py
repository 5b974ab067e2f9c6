"""The voice as the screen knows it: which word is lit, whether it speaks, and what to say when it cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6 import QtCore
from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.speech.utterance import Lit, Utterance
from kiosk.ui.view import View

MESSAGE_MS = 20_000
"""How long the screen says that it cannot read, when nobody touches it."""


class Speaks(Protocol):
    """What the voice needs of a speaker; `kiosk.speech.speaker.Speaker` is the real one."""

    def say(self, utterance: Utterance) -> None: ...
    def stop(self) -> None: ...
    def tune(self, speed: float, gain: float) -> None: ...
    def prepare(self, language: str) -> None: ...
    def forget(self, language: str) -> None: ...
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

    ended = Signal()
    """A reading has come to its end by itself."""

    def __init__(
        self,
        make_speaker: MakeSpeaker,
        no_voice: Callable[[], str],
        speaks: bool = True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._speaks = speaks
        self._used = False
        self._gone = QTimer(self)
        self._gone.setSingleShot(True)
        self._gone.setInterval(MESSAGE_MS)
        self._gone.timeout.connect(self.stop)
        self._make_speaker = make_speaker
        self._no_voice = no_voice
        self._speaker: Speaks | None = None
        self._tuned = (1.0, 1.0)
        self._wanted = False
        self._props = VoiceProps()
        self.view = View(self._props)

    @property
    def props(self) -> VoiceProps:
        return self._props

    def say(self, utterance: Utterance) -> None:
        self._wanted = True
        self._used = True
        self._show(VoiceProps(utterance.lines[0].key, speaking=True))
        self._made().say(utterance)

    def prepare(self, language: str) -> None:
        """Be ready to speak `language` at once; done elsewhere, but it keeps a core busy for a moment."""
        if self._speaks:
            self._made().prepare(language)

    def forget(self, language: str) -> None:
        """The visit is over: nothing keeps what was said in it, and `language` is ready for the next one."""
        if self._used and self._speaker is not None:
            self._used = False
            self._speaker.forget(language)

    def stop(self) -> None:
        self._gone.stop()
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
            queued = QtCore.Qt.ConnectionType.QueuedConnection  # naming `Qt` takes 18 ms: not at the start
            self._heard.connect(self._on_lit, queued)
            self._unavailable.connect(self._on_unavailable, queued)
            self._speaker = self._make_speaker(self._heard.emit, self._unavailable.emit)
            self._speaker.tune(*self._tuned)
        return self._speaker

    def _on_lit(self, lit: Lit | None) -> None:
        # The end of the utterance before may be told after this one was asked for: a line that follows mends it.
        if not self._wanted:
            return
        if lit is None:
            self._show(VoiceProps(message=self._props.message))
            self.ended.emit()
        else:
            self._show(VoiceProps(lit.key, lit.text, lit.start, lit.end, True))

    def _on_unavailable(self, language: str) -> None:
        if self._wanted:
            self._show(VoiceProps(message=self._no_voice()))
            self._gone.start()

    def _show(self, props: VoiceProps) -> None:
        self._props = props
        self.view.show(props)

"""The speaker: says one utterance at a time, line after line, and tells which line is being said.

One thread of its own makes the sound of a line while the one before is played. Whatever fails ends in silence
and a warning in the log, which never holds a word of what was said.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, Protocol

from kiosk.errors import NoVoiceError, SpeechError
from kiosk.speech.clips import Clip
from kiosk.speech.player import Player
from kiosk.speech.utterance import Line, Utterance, pieces, spoken

LATE_S = 3.0
"""A clip not over so long after its end was lost by its device."""
JOIN_S = 3.0

log = logging.getLogger(__name__)


class Synthesiser(Protocol):
    def synthesise(self, text: str, language: str) -> Clip:
        """Raises NoVoiceError or SpeechError."""
        ...

    def close(self) -> None: ...


class Speaker:
    """`say`, `stop` and `close` return at once and never raise; any thread can call them.

    Callbacks come from the speaker's own thread and must not wait for it: `on_line(key)` when a line starts (once
    for neighbours of one key), `on_line(None)` when nothing is said any more, nor about to be,
    `on_unavailable(language)` when no voice reads a language. A call made just before `say` or `stop` can still
    be on its way when they return.
    """

    def __init__(
        self,
        synthesiser: Synthesiser,
        player: Player,
        on_line: Callable[[str | None], None],
        on_unavailable: Callable[[str], None] = lambda language: None,
        *,
        late_s: float = LATE_S,
    ) -> None:
        self._synthesiser = synthesiser
        self._player = player
        self._on_line = on_line
        self._on_unavailable = on_unavailable
        self._late_s = late_s
        self._changed = threading.Condition()
        self._turn = 0
        self._wanted: Utterance | None = None
        self._clip_over = False
        self._closed = False
        self._lit: str | None = None
        self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
        self._thread.start()

    @property
    def audible(self) -> bool:
        """False once it is known that nobody can hear: no sound card."""
        return self._player.audible

    def say(self, utterance: Utterance) -> None:
        """Say this now: what was being said is cut, what was waiting is forgotten."""
        self._turn_to(utterance)

    def stop(self) -> None:
        """Silence now."""
        self._turn_to(None)

    def close(self) -> None:
        """Silence for ever: ends the thread, the worker and the device. Waits JOIN_S seconds at most."""
        with self._changed:
            already, self._closed = self._closed, True
            self._turn_to(None)
        if already:
            return
        self._synthesiser.close()
        self._thread.join(JOIN_S)
        self._player.close()

    def _turn_to(self, utterance: Utterance | None) -> None:
        with self._changed:
            self._turn += 1
            self._wanted = None if self._closed else utterance
            self._player.stop()
            self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._wanted is not None or self._closed)
                if self._closed:
                    return
                turn, utterance, self._wanted = self._turn, self._wanted, None
            assert utterance is not None
            voiced = True
            try:
                voiced = self._speak(turn, utterance)
            except Exception as error:  # a broken callback or driver must not end all speech
                log.warning("speech was cut short: %s", type(error).__name__)
            self._end(turn)
            if not voiced and turn == self._turn:
                self._tell(self._on_unavailable, utterance.language)

    def _speak(self, turn: int, utterance: Utterance) -> bool:
        """Until the end or until another turn. False when no voice reads its language."""
        lines = _to_say(utterance)
        self._player.wake()
        try:
            clip = self._clip_of(turn, lines[0], utterance.language) if lines else None
            for number, line in enumerate(lines):
                if clip is not None and not self._start(turn, line, clip):
                    return True
                following = lines[number + 1] if number + 1 < len(lines) else None
                ready = self._clip_of(turn, following, utterance.language) if following else None
                if clip is not None and not self._finish(turn, clip):
                    return True
                clip = ready
        except NoVoiceError as error:
            log.warning("nothing reads the language %r here: %s", utterance.language, error)
            return False
        return True

    def _clip_of(self, turn: int, line: Line, language: str) -> Clip | None:
        """The sound of a line; None when it has none, or when nobody waits for it any more."""
        if turn != self._turn:
            return None
        try:
            return self._synthesiser.synthesise(line.text, language)
        except NoVoiceError:
            raise
        except SpeechError as error:
            if not self._closed:
                log.warning("a line in %r is not said: %s", language, error)
            return None

    def _start(self, turn: int, line: Line, clip: Clip) -> bool:
        with self._changed:
            if turn != self._turn:
                return False
            self._clip_over = False
            self._player.play(clip, lambda: self._over(turn))
        if line.key != self._lit:
            self._lit = line.key
            self._on_line(line.key)
        return True

    def _finish(self, turn: int, clip: Clip) -> bool:
        with self._changed:
            told = self._changed.wait_for(lambda: self._clip_over or turn != self._turn, clip.seconds + self._late_s)
            if turn != self._turn:
                return False
        if not told:
            log.warning("the sound device lost a clip: it is closed and will be opened again")
            self._player.close()
            self._player.wake()
        return True

    def _over(self, turn: int) -> None:
        with self._changed:
            if turn == self._turn:
                self._clip_over = True
                self._changed.notify_all()

    def _end(self, turn: int) -> None:
        """Dark and at rest, unless another utterance waits already: its own first line then takes the light."""
        self._lit = None
        with self._changed:
            if turn == self._turn:
                self._player.stop()
            if self._wanted is not None:
                return
        self._tell(self._on_line, None)
        self._player.rest()

    def _tell(self, callback: Callable[[Any], None], what: str | None) -> None:
        try:
            callback(what)
        except Exception as error:  # the listener's own trouble
            log.warning("speech could not tell its state: %s", type(error).__name__)


def _to_say(utterance: Utterance) -> list[Line]:
    """The utterance as a voice takes it: spoken forms, long lines in pieces, empty ones left out."""
    return [
        Line(line.key, piece) for line in utterance.lines for piece in pieces(spoken(line.text, utterance.language))
    ]

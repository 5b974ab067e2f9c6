"""The speaker: says one utterance at a time, line after line, and tells which word is being heard.

One thread of its own follows what is played; another makes the sound of the next line meanwhile. Whatever fails ends in
silence and a warning in the log, which never holds a word of what was said.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from kiosk.errors import NoVoiceError
from kiosk.speech.ahead import Ahead, Making, Voice
from kiosk.speech.clips import Clip
from kiosk.speech.player import Player
from kiosk.speech.utterance import Line, Lit, Utterance, to_say

FOLLOW_S = 0.05
"""How often what is played is looked at when no word is due before."""
LATE_S = 3.0
"""A clip not over so long after its end was lost by its device."""
REST_S = 1.0
"""How long the device runs on after the last sound."""
JOIN_S = 3.0

log = logging.getLogger(__name__)


class Speaker:
    """`say`, `stop`, `tune`, `prepare`, `forget` and `close` return at once and never raise; any thread can call them.

    Callbacks come from the speaker's own thread and must not wait for it: `on_lit(lit)` when a line or a word of it
    begins, `on_lit(None)` when nothing is said any more, nor about to be, `on_unavailable(language)` when an utterance,
    or the part of it in the language of the screen, could not be read for want of a voice. A call made just before
    `say` or `stop` can still be on its way when they return.
    """

    def __init__(
        self,
        voice: Voice,
        player: Player,
        on_lit: Callable[[Lit | None], None],
        on_unavailable: Callable[[str], None] = lambda language: None,
        *,
        late_s: float = LATE_S,
        rest_s: float = REST_S,
    ) -> None:
        self._ahead = Ahead(voice)
        self._player = player
        self._on_lit = on_lit
        self._on_unavailable = on_unavailable
        self._late_s = late_s
        self._rest_s = rest_s
        self._speed = 1.0
        self._changed = threading.Condition()
        self._turn = 0
        self._wanted: Utterance | None = None
        self._clip_over = False
        self._closed = False
        self._preparing = False
        self._lit: Lit | None = None
        self._told: set[str] = set()
        self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
        self._thread.start()

    def say(self, utterance: Utterance) -> None:
        """Say this now: what was being said is cut, what was waiting is forgotten."""
        self._turn_to(utterance)

    def stop(self) -> None:
        """Silence now."""
        self._turn_to(None)

    def prepare(self, language: str) -> None:
        """Load the sound library, look for a device and start the voice of `language`: the first word comes sooner."""
        with self._changed:
            self._preparing = not self._closed
            self._changed.notify_all()
        self._ahead.warm(language)

    def forget(self, language: str) -> None:
        """The visit is over: end the processes that know what was said, and have `language` ready again."""
        self._ahead.forget(language)

    def tune(self, speed: float, gain: float) -> None:
        """How fast the next lines are said, 1 being the voice's own pace; how loud all is from now on, 0 to 1."""
        self._speed = speed
        self._player.louden(gain)

    def close(self) -> None:
        """Silence for ever: ends the threads, the workers and the device. Waits JOIN_S seconds at most."""
        with self._changed:
            already, self._closed = self._closed, True
            self._turn_to(None)
        if already:
            return
        self._ahead.close()
        self._thread.join(JOIN_S)
        self._player.close()

    def _turn_to(self, utterance: Utterance | None) -> None:
        with self._changed:
            self._turn += 1
            self._wanted = None if self._closed else utterance
            self._player.stop()
            self._changed.notify_all()

    def _run(self) -> None:
        while not self._closed:
            self._next()

    def _next(self) -> None:
        """Wait for the next thing to do, and do it. What was said leaves with this frame: nothing keeps it."""
        with self._changed:
            self._changed.wait_for(lambda: self._wanted is not None or self._closed or self._preparing)
            preparing, self._preparing = self._preparing and self._wanted is None, False
            turn, utterance, self._wanted = self._turn, self._wanted, None
        if preparing and not self._closed:
            self._player.find()
        if utterance is None or self._closed:
            return
        unread: set[str] = set()
        try:
            unread = self._speak(turn, utterance)
        except Exception as error:  # a broken callback or driver must not end all speech
            log.warning("speech was cut short: %s", type(error).__name__)
        if unread and turn == self._turn:
            self._tell(self._on_unavailable, min(unread, key=lambda code: code != utterance.language))
        self._end(turn)

    def _speak(self, turn: int, utterance: Utterance) -> set[str]:
        """Until the end or until another turn. The languages to tell that no voice reads them: that of the utterance,
        or whichever when nothing at all could be said, be it that the voice failed on every line."""
        lines = to_say(utterance)
        own = utterance.language
        unread: set[str] = set()
        said: set[str] = set()
        following = self._begin(turn, lines, 0)
        self._player.wake()
        for number, line in enumerate(lines):
            clip = self._result(following, line.language, unread)
            if turn != self._turn:
                return set()
            following = self._begin(turn, lines, number + 1)
            # French names alone, on a screen whose language nothing reads, would tell nobody anything.
            if clip is None or (own in unread and own not in said):
                continue
            said.add(line.language)
            if not self._play(turn, line, clip):
                return set()
        if lines and not said and turn == self._turn:
            return unread or {own}
        return unread if own in unread else set()

    def _begin(self, turn: int, lines: list[Line], number: int) -> Making:
        if number >= len(lines):
            return None
        return self._ahead.begin(lines[number], self._speed, lambda: turn == self._turn)

    def _result(self, making: Making, language: str, unread: set[str]) -> Clip | None:
        """The sound of a line; None when it has none. A language that nothing reads is added to `unread`."""
        try:
            return self._ahead.result(making, language)
        except NoVoiceError as error:
            if language not in self._told:
                self._told.add(language)
                log.warning("nothing reads the language %r here: %s", language, error)
            unread.add(language)
            return None

    def _play(self, turn: int, line: Line, clip: Clip) -> bool:
        """Play a line and light its words as they are heard. False when another turn has begun."""
        self._player.wake(clip.rate_hz)  # it may wait for a device, which nobody else must wait for
        with self._changed:
            if turn != self._turn:
                return False
            self._clip_over = False
            self._player.play(clip, lambda: self._over(turn))
        self._light(Lit(line.key, line.text))
        marks = list(clip.marks)
        end = time.monotonic() + clip.seconds + self._late_s
        while True:
            heard = self._player.heard_ms
            word = None
            while marks and marks[0].ms <= heard:
                word = marks.pop(0)
            if word is not None:
                self._light(Lit(line.key, line.text, line.start + word.start, line.start + word.end))
            pause = min(FOLLOW_S, max(0.001, (marks[0].ms - heard) / 1000)) if marks else FOLLOW_S
            with self._changed:
                self._changed.wait_for(lambda: self._clip_over or turn != self._turn, pause)
                if turn != self._turn:
                    return False
                if self._clip_over:
                    return True
            self._player.wake(clip.rate_hz)
            if time.monotonic() > end:
                log.warning("the sound device lost a clip: it is closed and will be opened again")
                self._player.close()
                self._player.wake()
                return True

    def _light(self, lit: Lit) -> None:
        if lit != self._lit:
            self._lit = lit
            self._on_lit(lit)

    def _over(self, turn: int) -> None:
        with self._changed:
            if turn == self._turn:
                self._clip_over = True
                self._changed.notify_all()

    def _end(self, turn: int) -> None:
        """Dark, then at rest, unless another utterance waits already: its own first line then takes the light.

        A device that is stopped keeps what it holds and lets it out when it starts again: it first runs empty.
        """
        self._lit = None
        with self._changed:
            if turn == self._turn:
                self._player.stop()
            if self._wanted is not None:
                return
        self._tell(self._on_lit, None)
        with self._changed:
            if self._changed.wait_for(lambda: self._wanted is not None or self._closed, self._rest_s):
                return
        self._player.rest()

    def _tell(self, callback: Callable[[Any], None], what: Any) -> None:
        try:
            callback(what)
        except Exception as error:  # the listener's own trouble
            log.warning("speech could not tell its state: %s", type(error).__name__)

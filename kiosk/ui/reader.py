"""Reads the screen aloud: all of it, one thing of it, or each new screen by itself; as fast and loud as was chosen."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace

from kiosk.flow import SPEEDS, VOLUMES, Session
from kiosk.speech.utterance import Line, Utterance
from kiosk.ui.screens import Screens
from kiosk.ui.viewmodels.keyboard import key_pressed
from kiosk.ui.voice import Voice

DECIBELS = 3.0
"""Between two steps of loudness; the last step is the whole sound."""

Settled = Callable[[Callable[[], None]], None]


def at_once(call: Callable[[], None]) -> None:
    """For a screen that is laid out as soon as it is shown."""
    call()


def gain_of(volume: int) -> float:
    """What samples are multiplied by at a step of VOLUMES."""
    return float(10 ** (-DECIBELS * (VOLUMES - 1 - volume) / 20))


class Reader:
    """`seen()` are the names of the buttons that can be pressed now; `settled(call)` calls back once the screen that
    was shown last has been laid out."""

    def __init__(
        self,
        screens: Screens,
        voice: Voice,
        seen: Callable[[], Container[str]] = frozenset,
        settled: Settled = at_once,
    ) -> None:
        self._screens = screens
        self._voice = voice
        self._seen = seen
        self._settled = settled
        self._session: Session | None = None
        self._hushed: str | None = None
        self._heard = False

    @property
    def busy(self) -> bool:
        return self._voice.props.speaking

    @property
    def place(self) -> tuple[str, str, int]:
        """How far the reading is: what stays the same between two looks is stuck."""
        props = self._voice.props
        return props.key, props.text, props.start

    def stop(self) -> None:
        self._hushed = None
        self._voice.stop()

    def touched(self) -> None:
        """Speech gives way to a touch, wherever it was (EN 301 549 v3.2.1, 5.1.3.5). The button under that touch, when
        it is the one that would have stopped it, has then nothing left to do."""
        hushed = self._voice.props.key if self.busy else None
        if self.busy or self._voice.props.message:
            self.stop()
        self._hushed = hushed

    def tune(self, session: Session) -> None:
        """Speak from now on as fast and as loud as `session` wants."""
        self._voice.tune(SPEEDS[session.speed], gain_of(session.volume))

    def listen(self, session: Session) -> None:
        """Read the whole screen, or fall silent."""
        hushed, self._hushed = self._hushed, None
        if self.busy:
            self.stop()
        elif hushed is None:
            self._read_all(session)

    def hear(self, session: Session, key: str) -> None:
        """Read one thing and what is under it ("bring" and "bring:0"…), or fall silent when it is being read."""
        hushed, self._hushed = self._hushed, None
        if _under(key, self._voice.props.key):
            self.stop()
        elif hushed is None or not _under(key, hushed):
            self._say(session, lambda line: _under(key, line.key))

    def sample(self, session: Session) -> None:
        """Let the voice be heard as it is now."""
        from kiosk.ui.viewmodels.speech import SAMPLE

        self._say(session, lambda line: line.key == SAMPLE)

    def follow(self, before: Session, session: Session) -> None:
        """For who chose to hear everything: read a screen that is new, once it is there and has its answer. Who
        listened to anything in this visit hears the warning, too. After the visit, nothing is left of what was said."""
        self._session = session
        if session.fresh and not before.fresh:
            self._heard = False
            self._voice.forget(session.language)
        elif session.language != before.language:
            self._voice.prepare(session.language)
        warned = session.warned and not before.warned and self._heard
        if not (session.aloud or warned) or session.searching or (before.warned and not session.warned):
            return
        if pressed := key_pressed(before.wish, session.wish, session.language):
            self.tell(before, session, pressed)
            return
        if replace(before, speed=session.speed, volume=session.volume) != session:
            self._settled(lambda: self._read_all(session) if self._session is session else None)

    def tell(self, before: Session, session: Session, key: str) -> None:
        """For who chose to hear everything: one thing of the screen has changed by itself."""
        if session.aloud and not session.warned and before != session:
            self._say(session, lambda line: _under(key, line.key))

    def _read_all(self, session: Session) -> None:
        seen = self._seen()
        self._say(session, lambda line: not line.when_seen or line.text in seen)

    def _say(self, session: Session, wanted: Callable[[Line], bool]) -> None:
        lines = tuple(line for line in self._screens.spoken if wanted(line))
        if lines:
            self._heard = True
            self._voice.say(Utterance(session.language, lines))


def _under(key: str, other: str) -> bool:
    return other == key or other.startswith(f"{key}:")

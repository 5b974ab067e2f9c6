"""An open line to a thermal printer, and what was heard on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.paper.printers import escpos
from kiosk.paper.printers.escpos_link import Link

ANSWER_S = 0.6
"""An answer to DLE EOT takes milliseconds; a slow line, and a printer that warms up, some more."""
_QUESTIONS = (escpos.PAPER, escpos.OFFLINE_CAUSE, escpos.PRINTER)


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds that only go on, and how to let some pass."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Line:
    """An open link, and what was heard on it. Closes as a context."""

    def __init__(self, link: Link, clock: Clock) -> None:
        self.link = link
        self.ear = escpos.Ear()
        self._now = clock.now

    def __enter__(self) -> Line:
        return self

    def __exit__(self, *_: object) -> None:
        self.link.close()

    def listen(self, within_s: float, enough: Callable[[], bool]) -> bool:
        """Hear what comes, until it is enough. Raises PrintError when the printer is gone."""
        deadline = self._now() + within_s
        while not enough() and (left := deadline - self._now()) > 0:
            self.ear.hear(self.link.read(left))
        return enough()

    def ask(self) -> dict[int, int]:
        """The printer's answers to DLE EOT, by question; the first that stays unanswered is the last asked."""
        found: dict[int, int] = {}
        for question in _QUESTIONS:
            self.ear.hear(self.link.read(0))
            self.ear.status = None
            self.link.write(escpos.ask(question), ANSWER_S)
            if not self.listen(ANSWER_S, lambda: self.ear.status is not None):
                break
            assert self.ear.status is not None
            found[question] = self.ear.status
        return found

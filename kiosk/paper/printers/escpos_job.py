"""A slip on its way into a thermal printer, a band at a time, never far ahead of the paper."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Protocol

from kiosk.errors import PrintError
from kiosk.paper.printers import escpos
from kiosk.paper.printers.escpos_line import ANSWER_S, Clock, Line
from kiosk.paper.printers.escpos_link import Link
from kiosk.paper.printers.printer import (
    PRINTED,
    SENDING,
    SENT,
    SENT_AND_NO_MORE,
    Progress,
    Reason,
    Stage,
    State,
    failed,
    reason_of,
)
from kiosk.paper.printers.sheet import Sheet

STEP_S = 0.2
QUIET_S = 0.8
"""Nothing taken and nothing answered for so long: the printer is asked what is wrong."""
DEAF_S = 5.0
"""Everything taken, nothing wrong, and not one marker answered: it is one of those that do not know them."""
AHEAD = 2
"""Bands sent and not yet printed: one would stop the paper after each, and show."""


class Owner(Protocol):
    """The printer of a job: `owed` are the bytes that may be missing of a picture cut short."""

    owed: int
    clock: Clock

    def line(self) -> Line: ...
    def listened(self, answers: dict[int, int]) -> State: ...


class EscposJob:
    """See `Job`. Holds the line from its first step until it is over, or closed."""

    def __init__(self, printer: Owner, sheet: Sheet) -> None:
        self._printer = printer
        self._now = printer.clock.now
        self._line: Line | None = None
        self._left: Iterator[bytes] = _pieces(sheet)
        self._piece = b""
        self._sent = 0
        self._last = False
        self._deaf = False
        self._moved_at = self._heard_at = self._now()
        self._heard = 0
        self._doubt = State.READY

    @property
    def open(self) -> bool:
        """Whether the job holds the line."""
        return self._line is not None

    def follow(self) -> Progress:
        """See `Job`."""
        try:
            progress = self._begin() if self._line is None else self._further(self._line)
        except PrintError as error:
            progress = failed(Reason.OFFLINE, str(error))
        if progress.stage is Stage.FAILED:
            self.cancel()
        elif progress.over:
            self._leave().close()
        return progress

    def cancel(self) -> None:
        """See `Job`. Takes back what has not left; the printer may wait for the rest of a picture, which is owed."""
        if self._line is not None:
            self._printer.owed = escpos.LONGEST
            self._leave().drop()

    def _leave(self) -> Link:
        """Leave the line to others."""
        assert self._line is not None
        line, self._line = self._line, None
        return line.link

    def _begin(self) -> Progress:
        line = self._line = self._printer.line()
        state = self._printer.listened(line.ask())
        if not state.usable:
            return failed(reason_of(state))
        line.link.write(escpos.RESET, ANSWER_S)
        self._moved_at = self._heard_at = self._now()
        return SENDING

    def _further(self, line: Line) -> Progress:
        deadline = self._now() + STEP_S
        while self._now() < deadline and not self._last and (self._deaf or self._sent - self._heard < AHEAD):
            if not self._push(line, deadline):
                break
            self._listen(line, 0)
        if self._sent > self._heard:
            self._listen(line, max(0.0, deadline - self._now()))
        if self._last and self._heard >= self._sent:
            return self._after(line)
        if self._now() - self._moved_at > QUIET_S or self._deaf:
            return self._doubted(line)
        return SENT if self._last else SENDING

    def _push(self, line: Line, deadline: float) -> bool:
        """Send what the printer takes of the next piece; True when that was all of it."""
        if not self._piece:
            self._piece = next(self._left, b"")
            if not self._piece:
                self._last = True
                return False
        taken = line.link.write(self._piece, max(0.0, deadline - self._now()))
        if taken:
            self._moved_at = self._now()
        self._piece = self._piece[taken:]
        self._sent += not self._piece
        return not self._piece

    def _listen(self, line: Line, within_s: float) -> None:
        before = line.ear.markers
        line.listen(within_s, lambda: line.ear.markers > before) if within_s else line.ear.hear(line.link.read(0))
        if line.ear.markers > before:
            self._moved_at = self._heard_at = self._now()
        self._heard = line.ear.markers

    def _doubted(self, line: Line) -> Progress:
        """Nothing was heard for a while: ask. Twice the same bad answer, because pixels can look like a question."""
        answers = line.ask()
        state = self._printer.listened(answers)
        if not state.usable and state is self._doubt:
            return failed(reason_of(state))
        self._doubt = state
        if not self._heard and self._now() - self._heard_at > DEAF_S and state.usable:
            self._deaf = True
        if self._deaf and self._last and state.usable:
            return SENT_AND_NO_MORE
        return SENT if self._last else SENDING

    def _after(self, line: Line) -> Progress:
        """Every marker was answered: it is out. The paper may have ended with it, which the next `state` will tell."""
        with contextlib.suppress(PrintError):
            self._printer.listened(line.ask())
        return PRINTED


def _pieces(sheet: Sheet) -> Iterator[bytes]:
    for band in escpos.bands(sheet):
        yield band + escpos.MARKER
    yield escpos.FEED_AND_CUT + escpos.MARKER

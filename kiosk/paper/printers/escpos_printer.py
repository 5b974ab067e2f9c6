"""A thermal printer that the kiosk drives itself, a band of the picture at a time."""

from __future__ import annotations

import time
from collections.abc import Callable

from kiosk.errors import PrintError
from kiosk.paper.printers import escpos
from kiosk.paper.printers.escpos_job import EscposJob
from kiosk.paper.printers.escpos_line import ANSWER_S, Line
from kiosk.paper.printers.escpos_link import Link
from kiosk.paper.printers.printer import State
from kiosk.paper.printers.sheet import Sheet

DRAIN_S = 1.5
"""What a printer that is ready still holds is on paper after this time."""


class EscposPrinter:
    """A printer at `address` (see `Link`). Paper is asked for before and after; one that never answers is UNKNOWN.

    A job holds the line: `state` says BUSY meanwhile.
    """

    def __init__(self, name: str, address: str, *, opened: Callable[[str], Link] = Link) -> None:
        self._name = name
        self._address = address
        self._opened = opened
        self._job: EscposJob | None = None
        self.answers = False
        self.owed = 0

    @property
    def name(self) -> str:
        """See `Printer`."""
        return self._name

    def state(self) -> State:
        """See `Printer`."""
        if self._job is not None and self._job.open:
            return State.BUSY
        try:
            with self.line() as line:
                return self.listened(line.ask())
        except PrintError:
            return State.OFFLINE

    def send(self, sheet: Sheet) -> EscposJob:
        """See `Printer`."""
        self._job = EscposJob(self, sheet)
        return self._job

    def purge(self) -> bool:
        """See `Printer`. One that cannot say that it forgot is empty when it is ready and stays so. One that never
        answered anything is told to forget, and believed: nothing more can be done."""
        if self._job is not None:
            self._job.close()
        try:
            with self.line() as line:
                return self._purged(line)
        except PrintError:
            return False

    def faults(self) -> list[str]:
        """See `Printer`."""
        try:
            with self.line() as line:
                self.listened(line.ask())
        except PrintError as error:
            return [f"{self._name}: {error}"]
        if self.answers:
            return []
        return [
            f"{self._name}: this printer never says how it is. Nobody will know that its paper is out, and the end "
            "of a slip that was cut may come out with the next roll: tear it off. Better take one that answers."
        ]

    def line(self) -> Line:
        """Open the line. Raises PrintError."""
        return Line(self._opened(self._address))

    def listened(self, answers: dict[int, int]) -> State:
        """The state these answers mean. Silence of a printer that can speak is a hang, of another it is nothing."""
        if not answers and self.answers:
            return State.OFFLINE
        self.answers = self.answers or bool(answers)
        return escpos.state(answers)

    def _purged(self, line: Line) -> bool:
        if self.owed:  # a picture cut short: what is sent next would be taken for its pixels
            self.owed -= line.link.write(bytes(self.owed), ANSWER_S)
        line.link.write(escpos.CLEAR, ANSWER_S)
        if line.listen(ANSWER_S, lambda: line.ear.cleared > 0):
            self.owed = 0
            self.answers = True
            return True
        whole = escpos.RESET + escpos.MARKER
        if self.owed or line.link.write(whole, ANSWER_S) < len(whole):
            return False
        if line.listen(ANSWER_S, lambda: line.ear.markers > 0):
            return True
        answers = line.ask()
        if not answers:
            return not self.answers
        if self.listened(answers) is not State.READY:
            return False
        time.sleep(DRAIN_S)
        return escpos.state(line.ask()) is State.READY

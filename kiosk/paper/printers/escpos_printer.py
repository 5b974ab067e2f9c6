"""A thermal printer that the kiosk drives itself, a band of the picture at a time."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.errors import PrintError
from kiosk.paper.printers import escpos
from kiosk.paper.printers.escpos_job import EscposJob
from kiosk.paper.printers.escpos_line import ANSWER_S, Clock, Line
from kiosk.paper.printers.escpos_link import Link
from kiosk.paper.printers.printer import State
from kiosk.paper.printers.sheet import Sheet

DRAIN_S = 1.5
"""What a printer that is ready still holds is on paper after this time."""
KEEPS = (
    "It knows no order to forget: the end of a slip that was cut may come out with the next roll. Tear it off. "
    "Better take a printer that knows DLE DC4 (function 8)."
)


class EscposPrinter:
    """A printer at `address` (see `Link`). Paper is asked for before and after; one that never answers is UNKNOWN.

    A job holds the line: `state` says BUSY meanwhile.
    """

    def __init__(
        self, name: str, address: str, *, opened: Callable[[str], Link] = Link, clock: Clock | None = None
    ) -> None:
        self._name = name
        self._address = address
        self._opened = opened
        self.clock = clock or Clock()
        self._job: EscposJob | None = None
        self.answers = False
        self.owed = escpos.LONGEST  # nobody knows what a kiosk that lost its power was sending

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
            self._job.cancel()
        try:
            with self.line() as line:
                return self._purged(line)
        except PrintError:
            return False

    def faults(self) -> list[str]:
        """See `Printer`."""
        try:
            with self.line() as line:
                state = self.listened(line.ask())
                forgets = state is State.READY and self._forgot(line)
        except PrintError as error:
            return [f"{self._name}: {error}"]
        if not self.answers:
            return [f"{self._name}: this printer never says how it is. Nobody will know that its paper is out. {KEEPS}"]
        return [f"{self._name}: {KEEPS}"] if state is State.READY and not forgets else []

    def line(self) -> Line:
        """Open the line. Raises PrintError."""
        return Line(self._opened(self._address), self.clock)

    def listened(self, answers: dict[int, int]) -> State:
        """The state these answers mean. Silence of a printer that can speak is a hang, of another it is nothing."""
        if not answers and self.answers:
            return State.OFFLINE
        self.answers = self.answers or bool(answers)
        return escpos.state(answers)

    def _forgot(self, line: Line) -> bool:
        """Tell it to forget all that it holds; whether it says that it did."""
        line.link.write(escpos.CLEAR, ANSWER_S)
        forgot = line.listen(ANSWER_S, lambda: line.ear.cleared > 0)
        self.answers = self.answers or forgot
        return forgot

    def _purged(self, line: Line) -> bool:
        if self._forgot(line):
            self.owed = 0
            return True
        if self.owed:  # a picture cut short: what is sent next would be taken for its pixels
            self.owed -= line.link.write(bytes(self.owed), ANSWER_S)
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
        self.clock.sleep(DRAIN_S)
        return escpos.state(line.ask()) is State.READY

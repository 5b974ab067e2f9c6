"""The one place that prints: a slip at a time, away from the screen's thread, and none beyond its visit."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.paper.printers.debts import Debts
from kiosk.paper.printers.printer import Job, Printer, Progress, Reason, Stage, State, choose, failed, reason_of
from kiosk.paper.printers.sheet import Sheet

PER_VISIT = 3
DEADLINE_S = 45.0
STEP_S = 0.25

Told = Callable[[Progress], None]
Offered = Callable[[str | None], None]


@dataclass(eq=False)
class _Slip:
    printer: Printer
    sheet: Sheet
    told: Told
    visit: int
    started: float = 0.0
    job: Job | None = None
    last: Progress | None = None


class PrintDesk:
    """Slips of one visit at a time, on `printers` in order of preference.

    A printer that was given something, and every printer at the start, owes to be emptied: after a failure, and when
    the visit ends. As long as it has not said that it is empty, nothing is offered or printed there. So a slip whose
    visit is over, or which is slower than `deadline_s`, never comes out in front of somebody else. Three things are
    beyond it: a printer that took a whole slip and goes on by itself when it has paper again, whatever it is told to
    cancel; an ESC/POS printer that knows no order to forget, where what it holds comes out with the next roll
    (`Printer.faults` names it); and one that is given paper while the kiosk cannot reach it: 12 mm at the most.

    `counted()` is called once for each slip that came out, as far as anyone knows, and is told nothing of it.
    Methods may be called from any thread and return at once; callbacks are called by the desk's own thread, in order.
    What a visit asked for is not told once that visit has ended.
    """

    def __init__(
        self,
        printers: Sequence[Printer],
        *,
        counted: Callable[[], None] = lambda: None,
        per_visit: int = PER_VISIT,
        deadline_s: float = DEADLINE_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._printers = tuple(printers)
        self._counted = counted
        self._per_visit = per_visit
        self._deadline_s = deadline_s
        self._clock = clock
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._closing = False
        self._visit = 0
        self._taken = 0
        self._slip: _Slip | None = None
        self._looks: list[tuple[int, Offered]] = []
        self._used: set[Printer] = set()
        self._debts = Debts(self._printers, clock)
        self._states: dict[str, State] = {}

    @property
    def left(self) -> int:
        """Slips that this visit may still ask for."""
        with self._lock:
            return self._per_visit - self._taken

    @property
    def busy(self) -> bool:
        """Whether a slip of this visit is under way."""
        with self._lock:
            return self._slip is not None and self._slip.visit == self._visit

    @property
    def states(self) -> dict[str, State]:
        """What each printer last said when it was looked at, by name: for staff."""
        with self._lock:
            return dict(self._states)

    def look(self, offered: Offered) -> None:
        """Ask the printers. `offered` gets the name of the one to draw a slip for, or None: no slip can be offered."""
        with self._lock:
            self._looks.append((self._visit, offered))
        self._wake.set()

    def print(self, printer: str, sheet: Sheet, told: Told) -> bool:
        """Print a slip drawn for this printer; `told` hears of each change until one is `over`.

        False, and nothing happens, when this visit has had its slips, one is under way, or nothing has this name.
        """
        found = next((one for one in self._printers if one.name == printer), None)
        with self._lock:
            if found is None or self._slip is not None or self._taken >= self._per_visit or self._closing:
                return False
            self._taken += 1
            self._slip = _Slip(found, sheet, told, self._visit, self._clock())
        self._wake.set()
        return True

    def end_session(self) -> None:
        """The visit ended: stop its slip, empty the printers, forget it. The next visit may begin at once."""
        with self._lock:
            self._visit += 1
            self._taken = 0
            self._looks.clear()
            self._debts.owe(*self._used)
            self._used.clear()
        self._wake.set()

    def start(self) -> None:
        """Begin, with a thread that does nothing but `turn`."""
        self._thread = threading.Thread(target=self._work, name="printing", daemon=True)
        self._thread.start()

    def close(self, wait_s: float = 3.0) -> None:
        """End the visit and the thread, which tries once more to empty what is not."""
        self.end_session()
        self._closing = True
        self._wake.set()
        if self._thread is None:
            self.turn()
        else:
            self._thread.join(wait_s)

    def turn(self) -> float | None:
        """Do one thing that is due. Returns the seconds to wait for the next; None when nothing is due before a call.

        What a callback raises goes to sys.excepthook."""
        slip = self._slip
        if slip is not None and slip.visit != self._visit:
            self._stop(slip)
        self._debts.settle()
        if slip is not None and self._slip is slip:
            self._further(slip)
        elif self._looks:
            self._answer()
        if self._slip is not None:
            return STEP_S
        return 0.0 if self._looks else self._debts.wait()

    def _further(self, slip: _Slip) -> None:
        if slip.job is None:
            state = self._ask(slip.printer)
            if slip.printer in self._debts:
                self._end(slip, failed(Reason.UNSURE))
                return
            if not state.usable:
                self._end(slip, failed(reason_of(state)))
                return
            with self._lock:
                if slip.visit != self._visit:
                    return
                self._used.add(slip.printer)
            slip.job = slip.printer.send(slip.sheet)
            return
        if self._clock() - slip.started >= self._deadline_s:
            self._stop(slip, failed(Reason.TOO_LONG))
            return
        progress = slip.job.follow()
        if progress.stage is Stage.FAILED:
            self._stop(slip, progress)
        elif progress.over:
            self._end(slip, progress)
        elif progress != slip.last:
            slip.last = progress
            self._tell(slip, progress)

    def _stop(self, slip: _Slip, progress: Progress | None = None) -> None:
        if slip.job is not None:
            slip.job.cancel()
        self._end(slip, progress or failed(Reason.ENDED))

    def _end(self, slip: _Slip, progress: Progress) -> None:
        with self._lock:
            self._slip = None
            current = slip.visit == self._visit
            if progress.stage is Stage.FAILED:
                if slip.job is not None:
                    self._debts.owe(slip.printer)
                if current:
                    self._taken -= 1
            elif not current:
                self._debts.owe(slip.printer)
        if progress.stage is not Stage.FAILED:
            _call(self._counted)
        self._tell(slip, progress)

    def _tell(self, slip: _Slip, progress: Progress) -> None:
        if slip.visit == self._visit:
            _call(slip.told, progress)

    def _answer(self) -> None:
        with self._lock:
            looks, self._looks = self._looks, []
        found = choose((one for one in self._printers if one not in self._debts), self._ask)
        for visit, offered in looks:
            if visit == self._visit:
                _call(offered, found.name if found else None)

    def _ask(self, printer: Printer) -> State:
        state = printer.state()
        with self._lock:
            self._states[printer.name] = state
        return state

    def _work(self) -> None:
        while not self._closing:
            wait = self.turn()
            self._wake.wait(wait)
            self._wake.clear()
        self.turn()


def _call(callback: Callable[..., None], *arguments: object) -> None:
    try:
        callback(*arguments)
    except Exception:
        # The thread that empties the printers outlives whatever a screen does wrong.
        sys.excepthook(*sys.exc_info())

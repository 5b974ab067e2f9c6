"""Printers that are to be emptied before anything else is printed there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kiosk.paper.printers.printer import Printer

FIRST_WAIT_S, LONGEST_WAIT_S = 0.25, 8.0
"""Between two attempts to empty a printer; the wait doubles."""


@dataclass(frozen=True)
class _Debt:
    due: float = 0.0
    wait: float = FIRST_WAIT_S


class Debts:
    """Which printers owe to be emptied, and when to try. From any thread; `settle` from one only."""

    def __init__(self, printers: Iterable[Printer], clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._debts = {printer: _Debt() for printer in printers}

    def owe(self, *printers: Printer) -> None:
        """From now on these owe, whatever was found out before."""
        with self._lock:
            self._debts.update({printer: _Debt() for printer in printers})

    def __contains__(self, printer: object) -> bool:
        return printer in self._debts

    def settle(self) -> None:
        """Try to empty each printer whose time has come. One that came to owe again meanwhile goes on owing."""
        with self._lock:
            due = [(printer, debt) for printer, debt in self._debts.items() if debt.due <= self._clock()]
        for printer, debt in due:
            empty = printer.purge()
            with self._lock:
                if self._debts.get(printer) is not debt:
                    continue
                if empty:
                    del self._debts[printer]
                else:
                    self._debts[printer] = _Debt(self._clock() + debt.wait, min(2 * debt.wait, LONGEST_WAIT_S))

    def wait(self) -> float | None:
        """Seconds until the next attempt; None when nothing is owed."""
        with self._lock:
            return min((max(0.0, debt.due - self._clock()) for debt in self._debts.values()), default=None)

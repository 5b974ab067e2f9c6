"""Thermal printers and their lines in a time that only the test lets pass, where all happens in its order."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.errors import PrintError
from kiosk.paper.printers.escpos_line import Clock
from kiosk.paper.printers.escpos_link import CONNECT_S
from kiosk.paper.printers.escpos_printer import EscposPrinter
from tests.support.thermal_head import ThermalHead

TICK_S = 0.02
ROOM = 1200
"""Bytes under way to a printer, and as many that it holds: some bands of a narrow slip."""


class Hours:
    """The time of the test. `later` plans what is to happen; `each` is called for every tick."""

    def __init__(self) -> None:
        self.now = 0.0
        self.each: list[Callable[[], None]] = []
        self._plans: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count()

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.now, self.go_by)

    def later(self, seconds: float, what: Callable[[], None]) -> None:
        heapq.heappush(self._plans, (self.now + seconds, next(self._numbers), what))

    def go_by(self, seconds: float) -> None:
        end = self.now + seconds
        while self.now < end:
            self.now = min(end, self.now + TICK_S)
            while self._plans and self._plans[0][0] <= self.now:
                heapq.heappop(self._plans)[2]()
            for one in self.each:
                one()


@dataclass
class ThermalPort:
    """A printer on a network. `printed` gets each row as it comes out.

    `on` is whether it has power; `cable` whether what is sent arrives; `speed` how many rows it prints in a tick.
    """

    hours: Hours
    printed: Callable[[ThermalPort, bytes], None]
    head: ThermalHead = field(default_factory=ThermalHead)
    on: bool = True
    cable: bool = True
    speed: int = 4
    under_way: bytearray = field(default_factory=bytearray)
    line: _Line | None = None
    withheld: float = 0.0
    """When it held back what it has, and nobody could tell it to forget that, for the last time."""

    def printer(self, name: str) -> EscposPrinter:
        return EscposPrinter(name, "tcp://printer", opened=self.opened, clock=self.hours.clock)  # type: ignore[arg-type]

    def opened(self, address: str) -> _Line:
        if not (self.on and self.cable):
            self.hours.go_by(CONNECT_S if not self.cable else 0.01)
            raise PrintError(address)
        self.line = _Line(self)
        return self.line

    def switch(self, on: bool) -> None:
        """Off, it forgets what it holds, and nobody sends again what was under way."""
        if self.on and not on:
            self.head.power_cut()
            self.under_way.clear()
            self.line = None
        self.on = on

    def kiosk_gone(self) -> None:
        """What the terminal had not yet sent is lost with its power."""
        self.under_way.clear()
        self.line = None

    def tick(self) -> None:
        if self.head.hung or (self.head.stopped and not self.cable):
            self.withheld = self.hours.now
        if not self.on or self.head.hung:
            return
        if self.cable and (room := ROOM - len(self.head.held)) > 0:
            self.head.receive(bytes(self.under_way[:room]))
            del self.under_way[:room]
        rows = self.speed
        while rows and self.head.step():
            for row in self.head.rows:
                self.printed(self, row)
                rows -= 1
            self.head.rows.clear()
        if self.line is not None and self.cable:
            self.line.inbox += self.head.said
        self.head.said.clear()


class _Line:
    """The kiosk's end, with the calls of `Link`."""

    def __init__(self, port: ThermalPort) -> None:
        self._port = port
        self.inbox = bytearray()

    def write(self, data: bytes, within_s: float) -> int:
        hours, sent = self._port.hours, 0
        deadline = hours.now + within_s
        while True:
            self._check()
            room = max(0, ROOM - len(self._port.under_way))
            self._port.under_way += data[sent : sent + room]
            sent = min(len(data), sent + room)
            if sent == len(data) or hours.now >= deadline:
                return sent
            hours.go_by(min(TICK_S, deadline - hours.now))

    def read(self, within_s: float) -> bytes:
        hours = self._port.hours
        deadline = hours.now + within_s
        while True:
            self._check()
            if self.inbox or hours.now >= deadline:
                heard = bytes(self.inbox)
                self.inbox.clear()
                return heard
            hours.go_by(min(TICK_S, deadline - hours.now))

    def drop(self) -> None:
        self._port.under_way.clear()
        self.close()

    def close(self) -> None:
        if self._port.line is self:
            self._port.line = None

    def _check(self) -> None:
        if self._port.line is not self:
            raise PrintError("gone")

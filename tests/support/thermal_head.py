"""What a thermal printer does with the bytes it is given: a row at a time, and no thread, line or clock of its own."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

CLEAR = b"\x10\x14\x08\x01\x03\x20\x01\x06\x02\x08"


@dataclass
class ThermalHead:
    """`rows` are the raster rows that came out since the last cut, as bytes; `slips` are those that were cut. `said`
    is what it answers.

    Faults: `paper` rows until the roll is empty (None: it never is), `cover_open`, `mute` (prints, answers nothing),
    `no_markers` (knows neither GS r nor DLE DC4), `prints` False (takes everything and prints nothing), `hung` (does
    nothing).
    """

    rows: list[bytes] = field(default_factory=list)
    slips: list[list[bytes]] = field(default_factory=list)
    paper: int | None = None
    cover_open: bool = False
    mute: bool = False
    no_markers: bool = False
    hung: bool = False
    prints: bool = True
    asked: int = 0
    said: bytearray = field(default_factory=bytearray)
    held: bytearray = field(default_factory=bytearray)
    """Received, and not yet printed."""
    _begun: bytes = b""
    _stride: int = 0
    _left: int = 0

    @property
    def stopped(self) -> bool:
        return self.cover_open or self.paper == 0

    def power_cut(self) -> None:
        """It forgets what it holds."""
        self.held.clear()
        self.said.clear()
        self._begun, self._left = b"", 0

    def receive(self, data: bytes) -> None:
        """Real-time commands are obeyed on reception, also when they are only pixels that look like one."""
        data = self._begun + data
        at = 0
        while at < len(data):
            if data[at] != 0x10:
                after = data.find(0x10, at)
                after = len(data) if after < 0 else after
                self.held += data[at:after]
                at = after
            elif CLEAR.startswith(data[at : at + len(CLEAR)]) or data[at : at + 2] == b"\x10\x04":
                if len(data) - at < (3 if data[at + 1 : at + 2] == b"\x04" else len(CLEAR)):
                    break
                at += self._obey(data[at : at + len(CLEAR)])
            else:
                self.held.append(data[at])
                at += 1
        self._begun = data[at:]

    def step(self) -> bool:
        """Print one row, or obey the command that stands first. False when there is nothing it can do."""
        if not self.held or self.stopped or self.hung:
            return False
        taken = self._row() if self._left else self._command(bytes(self.held[:16]))
        del self.held[:taken]
        return taken > 0

    def _row(self) -> int:
        if len(self.held) < self._stride:
            return 0
        if self.prints:
            self.rows.append(bytes(self.held[: self._stride]))
        self._left -= 1
        if self.paper:
            self.paper -= 1
        return self._stride

    def _command(self, data: bytes) -> int:
        """The bytes of the command that stands first; 0 when some are missing."""
        if data[:1] == b"\x00":
            return 1
        if data[:2] == b"\x1b@":
            return 2
        if data[:2] == b"\x10\x04":
            return 3
        if data[: len(CLEAR)] == CLEAR:
            return len(CLEAR)
        if data[:3] == b"\x1dr\x01":
            if self.prints and not self.no_markers:
                self._say(b"\x00")
            return 3
        if data[:3] == b"\x1dVB" and len(data) > 3:
            self.slips.append(self.rows)
            self.rows = []
            return 4
        if data[:3] == b"\x1dv0" and len(data) >= 8:
            self._stride, self._left = struct.unpack_from("<HH", data, 4)
            return 8
        if len(data) < 8:
            return 0
        raise AssertionError(f"no command of a slip: {data[:8]!r}")

    def _obey(self, data: bytes) -> int:
        if data[1] == 0x04:
            self.asked += 1
            self._say(bytes([self._status(data[2])]))
            self.held += data[:3]
            return 3
        if self.no_markers:
            self.held += data
        else:
            self.held.clear()
            self._left = 0
            self._say(b"\x37\x25\x00")
        return len(CLEAR)

    def _status(self, what: int) -> int:
        empty = self.paper == 0
        return 0x12 | {1: 8 * self.stopped, 2: 4 * self.cover_open + 0x20 * empty, 4: 0x6C * empty}.get(what, 0)

    def _say(self, data: bytes) -> None:
        if not self.mute:
            self.said += data

"""A thermal printer on a TCP port: it answers, keeps what it has no paper for, and draws its raster."""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import threading
import time
from collections.abc import Iterator

CLEAR = b"\x10\x14\x08\x01\x03\x20\x01\x06\x02\x08"


class ThermalPrinter:
    """`rows` are the raster rows that came out, as bytes; `slips` are those that were cut.

    Faults: `paper` rows until the roll is empty (None: it never is), `cover_open`, `mute` (prints, answers nothing),
    `no_markers` (knows neither GS r nor DLE DC4), `prints` False (takes everything and prints nothing), `hung` (reads
    nothing). `row_s` is how long a row takes.
    """

    def __init__(self) -> None:
        self.rows: list[bytes] = []
        self.slips: list[list[bytes]] = []
        self.paper: int | None = None
        self.cover_open = self.mute = self.no_markers = self.hung = False
        self.prints = True
        self.row_s = 0.0
        self.asked = 0
        self._buffer = bytearray()
        self._begun = b""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ended = False
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self._listener.getsockname()[1]}"

    @property
    def stopped(self) -> bool:
        return self.cover_open or self.paper == 0

    def close(self) -> None:
        self._ended = True
        self._thread.join(5)
        self._listener.close()

    def _serve(self) -> None:
        while not self._ended:
            if select.select([self._listener], [], [], 0.01)[0] and not self.hung:
                line = self._listener.accept()[0]
                with line, contextlib.suppress(OSError):
                    self._attend(line)
            self._print(None)

    def _attend(self, line: socket.socket) -> None:
        while not self._ended:
            if not self.hung and select.select([line], [], [], 0.005)[0]:
                data = line.recv(1024)
                if not data:
                    return
                self._receive(data, line)
            self._print(line)

    def _receive(self, data: bytes, line: socket.socket) -> None:
        """Real-time commands are obeyed on reception, also when they are only pixels that look like one."""
        data = self._begun + data
        at = 0
        while at < len(data):
            if data[at] != 0x10:
                after = data.find(0x10, at)
                after = len(data) if after < 0 else after
                self._buffer += data[at:after]
                at = after
            elif CLEAR.startswith(data[at : at + len(CLEAR)]) or data[at : at + 2] == b"\x10\x04":
                if len(data) - at < (3 if data[at + 1 : at + 2] == b"\x04" else len(CLEAR)):
                    break
                at += self._obey(data[at : at + len(CLEAR)], line)
            else:
                self._buffer.append(data[at])
                at += 1
        self._begun = data[at:]

    def _obey(self, data: bytes, line: socket.socket) -> int:
        if data[1] == 0x04:
            self.asked += 1
            self._say(line, bytes([self._status(data[2])]))
            self._buffer += data[:3]
            return 3
        if self.no_markers:
            self._buffer += data
        else:
            self._buffer.clear()
            self._say(line, b"\x37\x25\x00")
        return len(CLEAR)

    def _status(self, what: int) -> int:
        empty = self.paper == 0
        return 0x12 | {1: 8 * self.stopped, 2: 4 * self.cover_open + 0x20 * empty, 4: 0x6C * empty}.get(what, 0)

    def _say(self, line: socket.socket | None, data: bytes) -> None:
        if line is not None and not self.mute:
            with contextlib.suppress(OSError):
                line.sendall(data)

    def _print(self, line: socket.socket | None) -> None:
        while self._buffer and not self.stopped and not self.hung:
            taken = self._command(bytes(self._buffer[:70_000]), line)
            if not taken:
                return
            del self._buffer[:taken]

    def _command(self, data: bytes, line: socket.socket | None) -> int:
        """Obey the command that stands first; returns its bytes, 0 when some are missing or the paper is."""
        if data[:2] == b"\x1b@":
            return 2
        if data[:2] == b"\x10\x04":
            return 3
        if data[: len(CLEAR)] == CLEAR:
            return len(CLEAR)
        if data[:3] == b"\x1dr\x01":
            if self.prints and not self.no_markers:
                self._say(line, b"\x00")
            return 3
        if data[:3] == b"\x1dVB" and len(data) > 3:
            self.slips.append(self.rows)
            self.rows = []
            return 4
        if data[:3] == b"\x1dv0" and len(data) >= 8:
            return self._raster(data)
        if len(data) < 8:
            return 0
        raise AssertionError(f"no command of a slip: {data[:8]!r}")

    def _raster(self, data: bytes) -> int:
        stride, count = struct.unpack_from("<HH", data, 4)
        if len(data) < 8 + stride * count:
            return 0
        for row in range(count):
            if self.stopped:  # the rest of the band waits for paper
                self._buffer[:] = (
                    b"\x1dv0\x00" + struct.pack("<HH", stride, count - row) + self._buffer[8 + stride * row :]
                )
                return 0
            time.sleep(self.row_s)
            if self.prints:
                self.rows.append(data[8 + stride * row : 8 + stride * (row + 1)])
            if self.paper:
                self.paper -= 1
        return 8 + stride * count


@contextlib.contextmanager
def thermal_printer() -> Iterator[ThermalPrinter]:
    """A printer until the block ends."""
    printer = ThermalPrinter()
    try:
        yield printer
    finally:
        printer.close()

"""A thermal printer on a TCP port: it answers, keeps what it has no paper for, and draws its raster."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
import time
from collections.abc import Iterator

from tests.support.thermal_head import ThermalHead


class ThermalPrinter(ThermalHead):
    """A head that is spoken to on a port. `row_s` is how long a row takes. While it is `hung` it reads nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.row_s = 0.0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ended = False
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self._listener.getsockname()[1]}"

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
                self.receive(data)
                self._tell(line)
            self._print(line)

    def _print(self, line: socket.socket | None) -> None:
        before = len(self.rows)
        while self.step():
            self._tell(line)
            if self.row_s and len(self.rows) != before:
                time.sleep(self.row_s)
                before = len(self.rows)

    def _tell(self, line: socket.socket | None) -> None:
        said = bytes(self.said)
        self.said.clear()
        if said and line is not None:
            with contextlib.suppress(OSError):
                line.sendall(said)


@contextlib.contextmanager
def thermal_printer() -> Iterator[ThermalPrinter]:
    """A printer until the block ends."""
    printer = ThermalPrinter()
    try:
        yield printer
    finally:
        printer.close()

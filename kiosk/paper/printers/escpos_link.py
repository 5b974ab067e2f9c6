"""The line to a thermal printer: a TCP port, or a device file of Linux (USB through usblp, or serial)."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import struct
import termios
import time
import tty
from urllib.parse import parse_qs, urlsplit

from kiosk.errors import PrintError

PORT = 9100
CONNECT_S = 2.0
_AT_ONCE = struct.pack("ii", 1, 0)
"""A close that sends nothing more (SO_LINGER of socket(7))."""


class Link:
    """Bytes out and in, never waiting longer than told. Close it when done: most printers serve one at a time."""

    def __init__(self, address: str) -> None:
        """`address`: "tcp://host:9100", "/dev/usb/lp0" or "/dev/ttyUSB0?baud=19200". Raises PrintError."""
        self._address = address
        self._socket: socket.socket | None = None
        try:
            if address.startswith("tcp://"):
                parts = urlsplit(address)
                self._socket = socket.create_connection((parts.hostname or "", parts.port or PORT), CONNECT_S)
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._file = self._socket.fileno()
            else:
                self._file = _opened(address)
            os.set_blocking(self._file, False)
        except (OSError, ValueError, termios.error) as error:
            raise self._gone(error) from error

    def write(self, data: bytes, within_s: float) -> int:
        """Send; returns how many bytes were taken within the time, be it fewer. Raises PrintError when it is gone."""
        deadline, sent = time.monotonic() + within_s, 0
        while sent < len(data):
            try:
                ready = select.select([], [self._file], [], max(0.0, deadline - time.monotonic()))[1]
                if not ready:
                    break
                sent += os.write(self._file, data[sent : sent + 4096])
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    break
                time.sleep(0.005)
            except OSError as error:
                raise self._gone(error) from error
        return sent

    def read(self, within_s: float) -> bytes:
        """What came within the time, at the first sign; nothing when nothing did. Raises PrintError when it is gone."""
        try:
            if not select.select([self._file], [], [], within_s)[0]:
                return b""
            data = os.read(self._file, 4096)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise self._gone(error) from error
        if not data and self._socket is not None:
            raise self._gone("it closed the connection")
        if not data:
            time.sleep(min(within_s, 0.02))  # usblp is always ready to read nothing
        return data

    def drop(self) -> None:
        """Close it, and take back all that has not left yet: a cable that is put back would bring it to the printer."""
        with contextlib.suppress(OSError, termios.error):
            if self._socket is not None:
                self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
            elif os.isatty(self._file):
                termios.tcflush(self._file, termios.TCOFLUSH)
        self.close()

    def close(self) -> None:
        """Let the next one in."""
        if self._socket is not None:
            self._socket.close()
        else:
            os.close(self._file)

    def _gone(self, why: object) -> PrintError:
        return PrintError(f"{self._address}: this printer cannot be reached ({why}). Look at its cable and power.")


def _opened(address: str) -> int:
    path, _, options = address.partition("?")
    file = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    if os.isatty(file):
        tty.setraw(file)
        speed = getattr(termios, "B" + parse_qs(options).get("baud", ["9600"])[0])
        modes = termios.tcgetattr(file)
        modes[4] = modes[5] = speed
        termios.tcsetattr(file, termios.TCSANOW, modes)
    return file

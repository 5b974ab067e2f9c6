"""Keeps Qt's VNC server on this machine.

Qt's `vnc` platform listens on every network interface, without a password, and has no option for the address
(read in the plugin of Qt 6.12: it knows `port`, `size` and `mmsize`). A kiosk must not be driven from the street,
so the listening socket is replaced, under the same file descriptor, by one bound to 127.0.0.1.

The plugin opens its socket in the first turn of the event loop after the application is made: give it that one turn
at once, before anything is shown, then confine it.
"""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path

from kiosk.errors import ScreenError

_DEFAULT_PORT = 5900
_BACKLOG = 5


def vnc_port(platform: str) -> int | None:
    """The TCP port that QT_QPA_PLATFORM (`vnc:size=1080x1920:port=5901`) asks to serve, None for other platforms."""
    name, _, options = platform.partition(":")
    if name != "vnc":
        return None
    found = re.search(r"port=(\d+)", options)
    return int(found[1]) if found else _DEFAULT_PORT


def confine_to_loopback(port: int) -> None:
    """Make whatever this process listens with on `port` reachable from 127.0.0.1 only.

    Call it after one `processEvents()`, before any window is shown. Raises ScreenError when nothing listens on that
    port, or when it cannot be bound again: the caller must then stop, because the screen would be open to all.
    """
    descriptors = [number for number, bound in _listening() if bound == port]
    if not descriptors:
        raise ScreenError(f"Nothing listens on port {port}: another program may hold it. Choose another port for VNC.")
    for number in descriptors:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as confined:
            confined.setblocking(False)
            confined.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            os.dup2(confined.fileno(), number, inheritable=False)
            try:
                confined.bind(("127.0.0.1", port))
                confined.listen(_BACKLOG)
            except OSError as error:
                raise ScreenError(f"Port {port} could not be kept to this machine: {error.strerror}.") from error


def _listening() -> Iterator[tuple[int, int]]:
    """File descriptor and port of every TCP socket this process listens with."""
    for entry in list(Path("/proc/self/fd").iterdir()):
        try:
            seen = socket.socket(fileno=os.dup(int(entry.name)))
        except OSError:
            continue
        with seen:
            if seen.family not in (socket.AF_INET, socket.AF_INET6) or seen.type != socket.SOCK_STREAM:
                continue
            if seen.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                yield int(entry.name), seen.getsockname()[1]

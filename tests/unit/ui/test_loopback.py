"""Whatever serves the screen over the network serves this machine only."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import ScreenError
from kiosk.ui.loopback import confine_to_loopback, vnc_port

VNC_APPLICATION = """
import os, sys
from PySide6.QtGui import QGuiApplication
from kiosk.ui.loopback import confine_to_loopback, vnc_port
application = QGuiApplication([])
application.processEvents()
confine_to_loopback(vnc_port(os.environ["QT_QPA_PLATFORM"]))
print("ready", flush=True)
application.exec()
"""


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def open_to_all() -> Iterator[socket.socket]:
    """A socket that listens on every interface, as Qt's VNC server does."""
    with socket.socket(socket.AF_INET6) as listening:
        listening.bind(("::", 0))
        listening.listen()
        yield listening


@pytest.mark.parametrize(
    ("platform", "port"),
    [("vnc:size=1080x1920:port=5901", 5901), ("vnc", 5900), ("vnc:port=1", 1), ("xcb", None), ("offscreen", None)],
)
def test_port_is_read_from_the_platform(platform: str, port: int | None) -> None:
    """Only the vnc platform has a port, Qt's default when none is given."""
    assert vnc_port(platform) == port


@given(st.text())
def test_any_platform_text_is_read(platform: str) -> None:
    """Whatever the variable holds, the answer is a port or None."""
    port = vnc_port(platform)
    assert port is None or port >= 0


def test_listening_socket_is_confined(open_to_all: socket.socket) -> None:
    """The same descriptor listens on 127.0.0.1 afterwards, and on nothing else."""
    port = open_to_all.getsockname()[1]
    confine_to_loopback(port)
    with socket.socket(fileno=os.dup(open_to_all.fileno())) as now:
        assert now.family == socket.AF_INET
        assert now.getsockname() == ("127.0.0.1", port)
        assert not os.get_blocking(now.fileno())
    with socket.create_connection(("127.0.0.1", port), timeout=2):
        pass
    with pytest.raises(OSError), socket.create_connection(("::1", port), timeout=2):
        pass


def test_nothing_to_confine_is_an_error() -> None:
    """A port that nobody listens on means that the screen is not served: say so."""
    port = free_port()
    with pytest.raises(ScreenError, match=str(port)):
        confine_to_loopback(port)


def test_qt_serves_only_this_machine() -> None:
    """Qt's own VNC server answers on 127.0.0.1 and refuses the other addresses of the machine."""
    port = free_port()
    environment = os.environ | {"QT_QPA_PLATFORM": f"vnc:size=100x100:port={port}", "QT_QUICK_BACKEND": "software"}
    with subprocess.Popen(
        [sys.executable, "-c", VNC_APPLICATION], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as served:
        try:
            assert served.stdout is not None
            assert served.stdout.readline() == b"ready\n"
            with socket.create_connection(("127.0.0.1", port), timeout=5) as viewer:
                assert viewer.recv(4) == b"RFB "
            with pytest.raises(OSError), socket.create_connection(("::1", port), timeout=2):
                pass
            with pytest.raises(OSError), socket.create_connection(("127.0.0.2", port), timeout=2):
                pass
        finally:
            served.kill()

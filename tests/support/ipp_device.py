"""ippeveprinter, a printer that speaks IPP as network printers do, which jams and runs empty when a test says so."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.paper.printers import ipp_client as ipp
from kiosk.paper.printers.ipp_client import IppClient
from tests.support.print_jobs import until

# Its answer to a job: reasons are set through standard error, as drivers do. "print" is the mode without a fault.
COMMAND = """#!/bin/sh
mode=$(cat OUT/mode)
if [ "$mode" != print ]; then
  echo "STATE: +$mode" >&2
  while [ "$(cat OUT/mode)" != print ]; do sleep 0.05; done
  echo "STATE: -$mode" >&2
fi
cp "$1" "$(mktemp OUT/job-XXXXXX)"
"""
# ippeveprinter does not start without a system bus, even when it is told to announce nothing there.
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><listen>unix:path=PATH</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""


@dataclass
class IppDevice:
    """`out` holds what was printed."""

    out: Path
    port: int

    @property
    def uri(self) -> str:
        return f"ipp://localhost:{self.port}/ipp/print"

    def client(self, user: str = "kiosk") -> IppClient:
        return IppClient(self.uri, user=user)

    def mode(self, mode: str) -> None:
        """ "print", or the reason for which the next jobs wait: "media-empty", "media-jam", "cover-open"…"""
        (self.out / "mode").write_text(mode)

    def printed(self) -> list[bytes]:
        return [path.read_bytes() for path in self.out.glob("job-*")]


@contextlib.contextmanager
def ipp_device(folder: Path) -> Iterator[IppDevice]:
    """A printer until the block ends. Skips the test where ippeveprinter is not installed."""
    for tool, package in (("ippeveprinter", "cups-ipp-utils"), ("dbus-daemon", "dbus-daemon")):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not on this machine (Debian's {package})")
    (folder / "spool").mkdir(parents=True)
    (folder / "out").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        device = IppDevice(folder / "out", free.getsockname()[1])
    device.mode("print")
    command = folder / "command"
    command.write_text(COMMAND.replace("OUT", str(device.out)))
    command.chmod(0o755)
    (folder / "bus.conf").write_text(BUS.replace("PATH", str(folder / "bus")))
    arguments = ["ippeveprinter", "-n", "localhost", "-p", str(device.port), "-r", "off", "-f", "application/pdf"]
    arguments += ["-c", str(command), "-d", str(folder / "spool"), "-s", "60,0", "printer"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder / 'bus'}"}
    with contextlib.ExitStack() as ending:
        bus = subprocess.Popen(["dbus-daemon", "--nofork", f"--config-file={folder / 'bus.conf'}"], **quiet)
        ending.callback(_end, bus)
        until((folder / "bus").exists)
        ending.callback(_end, subprocess.Popen(arguments, env=environment, **quiet))
        until(lambda: _answers(device), 10)
        yield device
        device.mode("print")


def _answers(device: IppDevice) -> bool:
    with contextlib.suppress(Exception):
        return device.client().call(ipp.GET_PRINTER).worked
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()

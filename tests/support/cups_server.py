"""A real CUPS of the test's own, on a socket in a folder of its own, whose printer is a script that obeys the test."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from kiosk.paper.printers import ipp_client as ipp
from kiosk.paper.printers.ipp_client import IppClient
from kiosk.paper.printers.ipp_printer import CupsQueue, cups_client
from tests.support.print_jobs import until

LIBRARY = Path("/usr/lib/cups")
PAUSE_PRINTER, RESUME_PRINTER = 0x10, 0x11
# As delivered for the jobs of visitors; what administers asks for no password here.
POLICY = """
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess default
JobPrivateValues default
<Limit Send-Document Release-Job Hold-Job Cancel-My-Jobs Purge-Jobs Set-Job-Attributes Cancel-Job>
Require user @OWNER @SYSTEM
Order deny,allow
</Limit>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
QUEUE = """<Printer {name}>
DeviceURI {device}
State Idle
Accepting Yes
Shared No
ErrorPolicy {policy}
</Printer>
"""
# print: writes what it gets; swallow: takes it; empty: waits for paper; fail: gives up; slow, hang: as they say.
BACKEND = """#!/bin/sh
[ $# = 0 ] && exit 0
mode=$(cat OUT/mode)
case $mode in
  empty)
    echo "STATE: +media-empty-error" >&2
    while [ "$(cat OUT/mode)" = empty ]; do sleep 0.05; done
    echo "STATE: -media-empty-error" >&2;;
  fail) exit 1;;
  stop) exit 4;;
  slow) sleep 1.2;;
  hang) exec sleep 1000;;
  swallow) exec cat > /dev/null;;
esac
cat "${6:--}" > "OUT/.$1" && mv "OUT/.$1" "OUT/job-$1"
"""


class CupsServer:
    """`out` is where the script of the queues puts what was printed, as job-1, job-2…"""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "out"
        self.socket = str(folder / "sock")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        arguments = [
            "cupsd",
            "-f",
            "-c",
            str(self.folder / "etc/cupsd.conf"),
            "-s",
            str(self.folder / "etc/files.conf"),
        ]
        self._process = subprocess.Popen(arguments, env={**os.environ, "PATH": os.environ["PATH"] + ":/usr/sbin"})
        until(lambda: Path(self.socket).exists(), 10)
        until(self._answers, 10)

    def stop(self) -> None:
        """As when the power goes: nothing of it is asked to end well."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def client(self, queue: str) -> IppClient:
        return cups_client(queue, self.socket)

    def queue(self, queue: str) -> CupsQueue:
        return CupsQueue("accueil", self.client(queue))

    def mode(self, mode: str) -> None:
        """What the script does from now on."""
        (self.out / "mode").write_text(mode)

    def printed(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self.out.glob("job-*"), key=lambda path: path.stat().st_mtime_ns)]

    def spooled(self) -> list[str]:
        """The files of the spool that hold a slip."""
        return [path.name for path in (self.folder / "spool").iterdir() if path.name.startswith("d")]

    def _answers(self) -> bool:
        with contextlib.suppress(Exception):
            return self.client("ticket").call(ipp.GET_PRINTER).worked
        return False


@contextlib.contextmanager
def cups_server(
    queues: dict[str, tuple[str, str]], ppds: dict[str, Path] | None = None, backends: Collection[Path] = ()
) -> Iterator[CupsServer]:
    """A CUPS until the block ends. `queues`: name → (device, error policy); the device "fake:/" is the script;
    `backends` are others it may use beside IPP.

    Skips the test where CUPS is not installed."""
    if shutil.which("cupsd", path=os.environ["PATH"] + ":/usr/sbin") is None:
        pytest.skip("CUPS is not on this machine (Debian's cups-daemon)")
    # CUPS runs printers as another user, who must get here: pytest's own folders are closed.
    folder = Path(tempfile.mkdtemp(prefix="kiosk-cups-"))
    server = CupsServer(folder)
    try:
        _furnish(server, queues, ppds or {})
        for backend in backends:
            (folder / "bin/backend" / backend.name).symlink_to(backend)
        server.start()
        yield server
    finally:
        with contextlib.suppress(AssertionError):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _furnish(server: CupsServer, queues: dict[str, tuple[str, str]], ppds: dict[str, Path]) -> None:
    folder = server.folder
    folder.chmod(0o755)
    for name in ("etc/ppd", "state", "cache", "spool", "tmp", "out", "bin/backend"):
        (folder / name).mkdir(parents=True)
    server.out.chmod(0o777)
    (folder / "tmp").chmod(0o777)
    server.mode("print")
    for part in LIBRARY.iterdir():
        if part.name != "backend":
            (folder / "bin" / part.name).symlink_to(part)
    (folder / "bin/backend/ipp").symlink_to(LIBRARY / "backend/ipp")
    script = folder / "bin/backend/fake"
    script.write_text(BACKEND.replace("OUT", str(server.out)))
    script.chmod(0o755)
    places = {"ServerRoot": "etc", "ServerBin": "bin", "StateDir": "state", "CacheDir": "cache", "RequestRoot": "spool"}
    places |= {"TempDir": "tmp", "ErrorLog": "error_log", "AccessLog": "access_log", "PageLog": "page_log"}
    files = "".join(f"{key} {folder / value}\n" for key, value in places.items())
    (folder / "etc/files.conf").write_text(files + "FileDevice Yes\n")
    (folder / "etc/cupsd.conf").write_text(f"Listen {server.socket}\nBrowsing Off\nDirtyCleanInterval 1\n{POLICY}")
    (folder / "etc/printers.conf").write_text(
        "".join(QUEUE.format(name=name, device=device, policy=policy) for name, (device, policy) in queues.items())
    )
    for name, ppd in ppds.items():
        shutil.copyfile(ppd, folder / f"etc/ppd/{name}.ppd")

"""What a program and all its children cost this machine, read from /proc (proc(5))."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

PROC = Path("/proc")


def family(leader: int) -> list[int]:
    """Process `leader`, its descendants, and whoever shares its session: a child that lost its parent still does."""
    stats = {pid: fields for pid in _numbers(PROC) if (fields := _stat(pid))}
    members = {pid for pid, fields in stats.items() if pid == leader or int(fields[3]) == leader}
    while more := {pid for pid, fields in stats.items() if int(fields[1]) in members} - members:
        members |= more
    return sorted(members)


def pss_mib(pids: Sequence[int]) -> float:
    """Memory in MiB, each shared page divided among those who share it."""
    return sum(_field(PROC / str(pid) / "smaps_rollup", "Pss:") for pid in pids) / 1024


def cpu_seconds(pids: Sequence[int]) -> float:
    """User and system time spent so far, in seconds, to the clock tick (10 ms)."""
    ticks = sum(int(fields[11]) + int(fields[12]) for pid in pids if (fields := _stat(pid)))
    return ticks / os.sysconf("SC_CLK_TCK")


def wake_ups(pids: Sequence[int]) -> dict[Path, int]:
    """How often each of their threads has gone to sleep by itself so far, and so has been woken."""
    threads = (path for pid in pids for path in (PROC / str(pid) / "task").glob("*/status"))
    return {path: _field(path, "voluntary_ctxt_switches:") for path in threads}


@contextmanager
def started(command: Sequence[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`command` for the time of the block, in a session of its own; then all its family is ended."""
    with log.open("wb") as told:
        process = subprocess.Popen(command, env=environment, stdout=told, stderr=told, start_new_session=True)
    try:
        yield process
    finally:
        members = family(process.pid)
        for wanted in (signal.SIGTERM, signal.SIGKILL):
            for pid in members:
                with suppress(ProcessLookupError):
                    os.kill(pid, wanted)
            with suppress(TimeoutError, subprocess.TimeoutExpired):
                process.wait(5)
                wait_until(lambda: not any(map(_stat, members)), 5)
                break


def wait_until(
    seen: Callable[[], bool], seconds: float, of: subprocess.Popen[bytes] | None = None, every: float = 0.004
) -> float:
    """Ask `seen` until it is true. Returns that moment, of `time.monotonic`.

    Raises TimeoutError after `seconds`, or as soon as the program `of` which it is expected has ended.
    """
    end = time.monotonic() + seconds
    while not seen():
        if of is not None and of.poll() is not None:
            raise TimeoutError(f"the program ended with {of.returncode} before that")
        if time.monotonic() > end:
            raise TimeoutError(f"nothing seen in {seconds:g} s")
        time.sleep(every)
    return time.monotonic()


def _numbers(folder: Path) -> list[int]:
    return [int(entry.name) for entry in folder.iterdir() if entry.name.isdigit()]


def _stat(pid: int) -> list[str]:
    """Fields of /proc/PID/stat from the third (the state) on; empty when the process is gone or a zombie."""
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return []
    return [] if fields[0] in "ZX" else fields


def _field(path: Path, name: str) -> int:
    try:
        text = path.read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith(name)), 0)

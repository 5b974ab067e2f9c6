"""Slips to print in tests: pictures whose rows all differ, and a way to see a job through."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from kiosk.paper.printers.printer import Job, Progress
from kiosk.paper.printers.sheet import Sheet


def noise(height: int = 400, *, width: int = 576, seed: int = 1, bits: int = 1) -> Sheet:
    """A sheet of noise: any bit out of its place shows."""
    size = height * (width if bits == 8 else (width + 7) // 8)
    return Sheet(width, height, random.Random(seed).randbytes(size), bits=bits)


def followed(job: Job, *, within_s: float = 15.0, pause_s: float = 0.02) -> list[Progress]:
    """Every different progress of a job, to its last. Fails when that does not come in time."""
    deadline, seen = time.monotonic() + within_s, []
    while time.monotonic() < deadline:
        progress = job.follow()
        if not seen or seen[-1] != progress:
            seen.append(progress)
        if progress.over:
            return seen
        time.sleep(pause_s)
    raise AssertionError(f"not over after {within_s} s: {seen}")


def until(true: Callable[[], object], within_s: float = 5.0) -> None:
    """Wait for something. Fails when it does not become true in time."""
    deadline = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)

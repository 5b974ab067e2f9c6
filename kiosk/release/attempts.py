"""Which release of a state the screen tries first, given how often it tried each one in vain.

An attempt begins before a release is shown, and is over once it has stood on the screen for a while. What is left is
an attempt that ended with its process: a failure. Pure; `kiosk.release.marks` keeps the counts on the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

MOST_FAILURES = 2
"""A release that failed so often is left for the one before: once may have been the mains."""

Attempts = Mapping[str, int]
"""The name of a release directory → the attempts that were begun and have not stood."""


def in_order(candidates: Sequence[Path], attempts: Attempts) -> list[Path]:
    """`candidates`, the newest first, in the order they are to be tried: those that failed too often come last, for
    an old or doubtful release is better than none."""
    return sorted(candidates, key=lambda path: is_given_up(path.name, attempts))


def is_given_up(name: str, attempts: Attempts) -> bool:
    return attempts.get(name, 0) >= MOST_FAILURES


def begun(attempts: Attempts, name: str) -> Attempts:
    """The counts once `name` is about to be shown."""
    return {**attempts, name: attempts.get(name, 0) + 1}


def stood(attempts: Attempts, name: str) -> Attempts:
    """The counts once `name` has shown that it can stand."""
    return {known: count for known, count in attempts.items() if known != name}


def known(attempts: Attempts, names: Iterable[str]) -> Attempts:
    """The counts of the releases that are still there."""
    there = set(names)
    return {name: count for name, count in attempts.items() if name in there}

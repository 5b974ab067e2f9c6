"""Opening what arrived: every file is opened or said not to open, and half-hours that were asked for twice are found.

Of two requests for one half-hour the one that was made first has it, by the terminals' clocks; both are kept in sight.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.appointments.request import SEALED_BYTES, Request, open_sealed
from kiosk.appointments.sealed_name import SUFFIX, SealedName
from kiosk.errors import SealError, UsageError


@dataclass(frozen=True, slots=True)
class HalfHour:
    """All that ask for one half-hour of one desk, the one that was made first at the front."""

    desk: str
    slot: dt.datetime
    requests: tuple[Request, ...]

    @property
    def is_conflict(self) -> bool:
        return len(self.requests) > 1


@dataclass(frozen=True, slots=True)
class Opened:
    """`problems` are sentences about files that do not open, or do not say what their names say; `repeated` are slip
    numbers that two requests have."""

    half_hours: tuple[HalfHour, ...]
    problems: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()

    @property
    def conflicts(self) -> tuple[HalfHour, ...]:
        return tuple(each for each in self.half_hours if each.is_conflict)


def sealed_files(paths: Iterable[Path]) -> list[Path]:
    """The files given, and those that end in .sealed in the folders given. Raises UsageError for a path that is not
    there."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(sorted(path.rglob(f"*{SUFFIX}"))))
        elif path.exists():
            found[path] = None
        else:
            raise UsageError(f"{path}: there is no such file or folder. Check the path.")
    return list(found)


def open_all(files: Iterable[Path], private_key: bytes) -> Opened:
    """A file that was copied to several folders counts once. Raises nothing: what does not open is a problem."""
    requests: dict[str, Request] = {}
    problems = []
    for path in files:
        try:
            with path.open("rb") as stream:
                request = open_sealed(stream.read(SEALED_BYTES + 1), private_key)
        except SealError as error:
            problems.append(f"{path.name}: {error}.")
            continue
        except OSError as error:
            problems.append(f"{path.name}: it cannot be read ({error.strerror}).")
            continue
        if path.name.endswith(SUFFIX) and path.name != str(SealedName(request.slot, request.id)):
            problems.append(f"{path.name}: it holds the request of another name; what it holds counts.")
        requests[request.id] = request
    return Opened(_by_slot(requests.values()), tuple(problems), _repeated(requests.values()))


def _by_slot(requests: Iterable[Request]) -> tuple[HalfHour, ...]:
    groups: dict[tuple[dt.datetime, str], list[Request]] = {}
    for request in sorted(requests, key=lambda each: (each.slot, each.desk, each.made, each.id)):
        groups.setdefault((request.slot, request.desk), []).append(request)
    return tuple(HalfHour(desk, slot, tuple(group)) for (slot, desk), group in groups.items())


def _repeated(requests: Iterable[Request]) -> tuple[str, ...]:
    counts = Counter(request.number for request in requests)
    return tuple(sorted(number for number, count in counts.items() if count > 1))

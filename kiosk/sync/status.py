"""What the last tries came to: kept in the state for `kiosk status` and for whoever watches a fleet."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from kiosk.errors import KioskError
from kiosk.release.clock import clock_doubt
from kiosk.release.manifest import Manifest, read_manifest
from kiosk.release.state import STATUS_NAME, installed, version_of


@dataclass(frozen=True, slots=True)
class LastTry:
    """ISO moments in UTC, empty when there was none. `last_error` is empty when the last try went well."""

    last_try: str = ""
    last_success: str = ""
    last_error: str = ""
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """`version` is 0 and `published` empty when nothing is installed; `previous` are the versions kept before it."""

    version: int
    published: str
    places: int
    last_try: str
    last_success: str
    last_error: str
    clock: str
    previous: list[int] = field(default_factory=list)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def read_last_try(state: Path) -> LastTry:
    """Of a file that is missing or makes no sense, nothing is known."""
    try:
        data: Any = json.loads((state / STATUS_NAME).read_text(encoding="utf-8"))
        return LastTry(**{name: str(data.get(name, "")) for name in LastTry.__slots__})
    except (OSError, ValueError, AttributeError, RecursionError):
        return LastTry()


def after(last: LastTry, at: dt.datetime, error: str, clock: str) -> LastTry:
    """The last try is now the one at the aware moment `at`; `error` is empty when it went well."""
    moment = at.astimezone(dt.UTC).isoformat(timespec="seconds")
    tried = replace(last, last_try=moment, last_error=error, clock=clock)
    return tried if error else replace(tried, last_success=moment)


def last_try_to_bytes(last: LastTry) -> bytes:
    return (json.dumps(asdict(last), ensure_ascii=False, indent=1) + "\n").encode()


def status_of(state: Path) -> Status:
    """What is installed and how the last try went. Raises nothing: a folder with nothing in it has version 0."""
    releases, last = installed(state), read_last_try(state)
    manifest = _manifest(releases[0]) if releases else None
    return Status(
        version=version_of(releases[0]) if releases else 0,
        published=manifest.built.isoformat(timespec="seconds") if manifest else "",
        places=manifest.places if manifest else 0,
        previous=[version_of(path) for path in releases[1:]],
        **asdict(last),
    )


def clock_fault(state: Path, now: dt.datetime) -> str:
    """What to tell staff when the clock cannot be right, seen from the release in force; else empty."""
    releases = installed(state)
    manifest = _manifest(releases[0]) if releases else None
    if manifest is None or not clock_doubt(now, manifest.built):
        return ""
    says, made = (moment.astimezone(dt.UTC).isoformat(" ", "minutes") for moment in (now, manifest.built))
    return f"the clock says {says}, and what is installed was made on {made}: set the clock, or change its battery."


def _manifest(release: Path) -> Manifest | None:
    try:
        return read_manifest(release)
    except KioskError:
        return None

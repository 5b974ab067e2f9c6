"""What a build did with every row: the JSON report an agent or a script reads, and the closing line."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kiosk.disk import write_whole
from kiosk.errors import BuildError, UsageError
from kiosk.publish.corrections_model import Outcome
from kiosk.publish.records import Rejection

LONGEST_VALUE = 200
"""Characters of a rejected value that are kept in the report."""


@dataclass(frozen=True, slots=True)
class Report:
    """`read`: rows of all sources. `kept`: rows that became part of a place or of a service. `merged`: how many
    records were joined to another. `places`, `services`: what the sources gave the directory (the phone services of
    the guide are not counted). `rejected`: rows left out and fields dropped. `fields_dropped`: how many of these are
    fields of rows that were kept. `warnings`: what was mended, and what a person should look at. `formats`: source →
    its format. `kept_by_source`: source → how many of its rows are in `kept`. `corrections`: what became of each
    line of the agent's corrections."""

    read: int = 0
    kept: int = 0
    merged: int = 0
    places: int = 0
    services: int = 0
    rejected: tuple[Rejection, ...] = ()
    fields_dropped: int = 0
    warnings: tuple[str, ...] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    kept_by_source: Mapping[str, int] = field(default_factory=dict)
    corrections: tuple[Outcome, ...] = ()

    def to_json(self) -> str:
        data = asdict(self)
        data["rejected"] = [rejection | {"value": _cut(rejection["value"])} for rejection in data["rejected"]]
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

    def closing_line(self, out: Path) -> str:
        return (
            f"read {self.read:,} rows: kept {self.kept:,}, merged {self.merged:,}, rejected {self.read - self.kept:,}, "
            f"{self.fields_dropped:,} fields dropped; {self.places:,} places, {self.services:,} services in {out}"
        )

    def corrections_line(self) -> str:
        """The closing line of the corrections."""
        used = sum(outcome.used for outcome in self.corrections)
        return f"corrections: {used:,} used, {len(self.corrections) - used:,} not used"


def check_report(path: Path) -> None:
    """Refuse a report that could not be written, before anything else is. Raises UsageError; creates nothing."""
    try:
        if path.is_dir():
            raise UsageError(f"{path}: this is a directory. Give --report the name of a file.")
        folder = next(parent for parent in path.absolute().parents if parent.exists())
        handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=folder)
        os.close(handle)
        os.unlink(draft)
    except OSError as error:
        raise UsageError(f"{path}: the report cannot be written ({error.strerror}). Give another --report.") from error


def write_report(path: Path, report: Report) -> None:
    """Write the report as JSON, in one step. Raises BuildError when it cannot be written."""
    try:
        write_whole(path, report.to_json().encode(errors="backslashreplace"))
    except OSError as error:
        raise BuildError(f"{path}: the report cannot be written ({error.strerror}). Give another --report.") from error


def _cut(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"

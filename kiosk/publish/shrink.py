"""A guard against publishing half a directory: what the sources give now, beside what they gave last time.

A producer's export that lost a département, or a CSV cut short where nothing could tell, still reads well. Whoever
publishes keeps what each source gave after a success, and compares before the next one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.disk import write_whole
from kiosk.errors import BuildError, SourceError, UsageError
from kiosk.publish.report import Report

MAX_SHRINK = 0.2
"""The share that may go between two publications without a person saying so."""
_HAIR = 1e-9
"""0.8 of 15 is 12.000000000000002 in some orders of reckoning."""


@dataclass(frozen=True, slots=True)
class Given:
    """`places` of the directory in all, and source → its rows that were kept."""

    places: int
    rows: Mapping[str, int]


def given(report: Report) -> Given:
    return Given(report.places, dict(report.kept_by_source))


def check_max_shrink(share: float) -> None:
    """Raises UsageError unless 0 ≤ share ≤ 1."""
    if not 0 <= share <= 1:
        raise UsageError(f"--max-shrink {share:g}: a share is between 0 and 1. Give 0.2 for a fifth.")


def check_shrink(now: Given, before: Given | None, max_shrink: float = MAX_SHRINK) -> None:
    """Raises SourceError when a source, or all of them together, give fewer than (1 - max_shrink) of what they gave
    `before`; None is the first publication. A source that is new, or no longer asked, is not compared."""
    check_max_shrink(max_shrink)
    if before is None:
        return
    pairs = [
        (f"{name} gives {now.rows[name]:,} rows, and gave {rows:,} last time", now.rows[name], rows)
        for name, rows in sorted(before.rows.items())
        if name in now.rows
    ]
    pairs.append(
        (f"all sources give {now.places:,} places, and gave {before.places:,} last time", now.places, before.places)
    )
    fewer = [said for said, is_now, was in pairs if is_now < was * (1 - max_shrink) - _HAIR]
    if fewer:
        raise SourceError(
            f"{'; '.join(fewer)}. More than {max_shrink:.0%} fewer is not published unasked. "
            "Look at the report and at the source; if it is meant, publish once with --max-shrink 1."
        )


def load_given(path: Path) -> Given | None:
    """What `save_given` wrote; None when there is no such file. Raises SourceError when it is malformed."""
    try:
        data = json.loads(path.read_bytes())
        read = Given(data["places"], dict(data["sources"]))
        for number in (read.places, *read.rows.values()):
            if type(number) is not int or number < 0:
                raise ValueError(f"{number!r} is no count")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        raise SourceError(
            f"{path}: what the sources gave last time cannot be read ({why}). Restore it, or remove it to publish "
            "without comparing."
        ) from error
    return read


def save_given(path: Path, given: Given) -> None:
    """Write it, in one step; call it after a success only. Raises BuildError when it cannot be written."""
    text = json.dumps({"places": given.places, "sources": dict(given.rows)}, ensure_ascii=False, indent=1)
    try:
        write_whole(path, f"{text}\n".encode(errors="backslashreplace"))
    except OSError as error:
        raise BuildError(f"{path}: what the sources gave cannot be kept ({error.strerror}).") from error

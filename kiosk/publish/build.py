"""Sources → places and a report. Nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.directory.models import Place
from kiosk.publish.choose import Prefer
from kiosk.publish.join import join_services
from kiosk.publish.merge import merge
from kiosk.publish.records import Mending, Record, Rejection, ServiceRow
from kiosk.publish.report import Report
from kiosk.publish.source import SourceRead, read_source
from kiosk.publish.vocabulary import Vocabulary

Step = Callable[[str, int, int], None]
"""Called before each piece of work with what it is, how many are done, and how many there are."""

Reader = Callable[[Path, Vocabulary], SourceRead]


@dataclass(frozen=True, slots=True)
class Assembled:
    """`places` is empty when nothing was usable; the report tells why."""

    places: tuple[Place, ...]
    report: Report


def no_step(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def assemble(
    sources: Sequence[Path],
    vocabulary: Vocabulary,
    books: Prefer,
    *,
    read: Reader = read_source,
    step: Step = no_step,
) -> Assembled:
    """Read every source, join services to their structures, and make each place once.

    `books(url)` tells whether a link really books an appointment. The places do not depend on the order of
    `sources`. Raises SourceError when one of them cannot be read at all, or has a format nobody knows.
    """
    records: list[Record] = []
    service_rows: list[ServiceRow] = []
    rejections: list[Rejection] = []
    mendings: list[Mending] = []
    formats: dict[str, str] = {}
    rows = 0
    for done, path in enumerate(_each_once(sources)):
        step(f"reading {path.name}", done, len(sources) + 2)
        source = read(path, vocabulary)
        rows += source.rows
        formats[source.name or str(path)] = source.format
        for item in source.items:
            if isinstance(item, Record):
                records.append(item)
            elif isinstance(item, Rejection):
                rejections.append(item)
            elif isinstance(item, Mending):
                mendings.append(item)
            else:
                service_rows.append(item)
    step("joining services to their places", len(sources), len(sources) + 2)
    joined, refused = join_services(records, service_rows)
    step("finding what is the same place", len(sources) + 1, len(sources) + 2)
    merged = merge(joined, books, vocabulary.departements)
    lost = {(rejection.file, rejection.row) for rejection in refused}
    kept = {(record.file, record.row) for record in joined}
    kept |= {(row.file, row.row) for row in service_rows} - lost
    kept_of = Counter(file for file, _ in kept)
    rejected = (*rejections, *refused, *merged.rejections)
    report = Report(
        read=rows,
        kept=len(kept),
        merged=len(joined) - len(merged.places),
        places=len(merged.places),
        services=sum(len(place.services) for place in merged.places),
        rejected=tuple(sorted(rejected, key=lambda one: (one.file, one.row, one.field, one.value, one.reason))),
        fields_dropped=sum((rejection.file, rejection.row) in kept for rejection in rejected),
        warnings=(*sorted(map(str, mendings)), *merged.warnings),
        formats=formats,
        kept_by_source={name: kept_of[name] for name in formats},
    )
    return Assembled(merged.places, report)


def _each_once(sources: Sequence[Path]) -> list[Path]:
    """A file named twice is read once."""
    return list({path.resolve(): path for path in reversed(sources)}.values())[::-1]

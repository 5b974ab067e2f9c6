"""Services that come in a file of their own, given to the structures they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kiosk.publish.branches import branches, elsewhere, given_at, has_address, lone_place
from kiosk.publish.records import Record, Rejection, ServiceRow


def join_services(
    records: Iterable[Record], service_rows: Iterable[ServiceRow]
) -> tuple[list[Record], list[Rejection]]:
    """The records with their services added, and a rejection for each service that is nowhere.

    A service finds its structure by `Place.id`, or by the source's own identifier when that names one place only.
    One that is given elsewhere than at its structure makes a record of its own (see `branches`), and so does one
    with an address whose structure is unknown. A service given only at a distance always stays at its structure.
    """
    records = list(records)
    by_id = {record.place.id: index for index, record in reversed(list(enumerate(records)))}
    by_source = _unique_source_ids(records)
    here: defaultdict[int, list[ServiceRow]] = defaultdict(list)
    away: defaultdict[int, list[ServiceRow]] = defaultdict(list)
    more, rejections = [], []
    for row in service_rows:
        index = by_id.get(row.structure_key)
        if index is None:
            index = by_source.get(row.structure_key.partition("--")[2] or row.structure_key)
        if index is not None:
            apart = row.own is not None and not row.remote and elsewhere(row.own, records[index].place)
            (away if apart else here)[index].append(row)
        elif row.own is not None and has_address(row.own):
            more.append(lone_place(row, row.own))
        else:
            reason = "the structure of this service is in no source, and it has no address: the row is left out"
            rejections.append(Rejection(row.file, row.row, "structure_id", row.structure_key, reason))
    for index, rows in away.items():
        more.extend(branches(records[index].place, rows))
    for index, rows in here.items():
        place = records[index].place
        joined = dict.fromkeys((*place.services, *(given_at(row, place) for row in rows)))
        records[index] = replace(records[index], place=replace(place, services=tuple(joined)))
    return [*records, *more], rejections


def _unique_source_ids(records: Iterable[Record]) -> dict[str, int]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, int] = {}
    for index, record in enumerate(records):
        for source in record.place.sources:
            found[source.id].add(record.place.id)
            first.setdefault(source.id, index)
    return {key: first[key] for key, places in found.items() if len(places) == 1}

"""Services that come in a file of their own, given to the structures they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kiosk.directory.models import Place, Service
from kiosk.publish.readers.place import contacts_of
from kiosk.publish.records import Record, Rejection, ServiceRow


def join_services(
    records: Iterable[Record], service_rows: Iterable[ServiceRow]
) -> tuple[list[Record], list[Rejection]]:
    """The records with their services added, and a rejection for each service whose structure is unknown.

    A service finds its structure by `Place.id`, or by the source's own identifier when that names one place only.
    A service that names no way of contact takes those of its place, one that is free like its place says so.
    """
    records = list(records)
    by_id = {record.place.id: index for index, record in reversed(list(enumerate(records)))}
    by_source = _unique_source_ids(records)
    found: defaultdict[int, list[Service]] = defaultdict(list)
    rejections = []
    for row in service_rows:
        index = by_id.get(row.structure_key)
        if index is None:
            index = by_source.get(row.structure_key.partition("--")[2] or row.structure_key)
        if index is None:
            reason = "the structure of this service is in no source: the row is left out"
            rejections.append(Rejection(row.file, row.row, "structure_id", row.structure_key, reason))
        else:
            found[index].append(_of_place(row.service, records[index].place))
    for index, services in found.items():
        place = records[index].place
        joined = tuple(dict.fromkeys((*place.services, *services)))
        records[index] = replace(records[index], place=replace(place, services=joined))
    return records, rejections


def _unique_source_ids(records: Iterable[Record]) -> dict[str, int]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, int] = {}
    for index, record in enumerate(records):
        for source in record.place.sources:
            found[source.id].add(record.place.id)
            first.setdefault(source.id, index)
    return {key: first[key] for key, places in found.items() if len(places) == 1}


def _of_place(service: Service, place: Place) -> Service:
    return replace(
        service,
        contacts=service.contacts or contacts_of(place),
        free=place.free if service.free is None else service.free,
    )

"""Services that are given elsewhere than at the head office of their structure: places of their own.

Sending somebody to the head office for a class held in another town is worse than telling nothing. Such a place is
called "STRUCTURE – town", or "– street" when the town does not tell it apart, else "– service".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kiosk.directory.geo import distance_m
from kiosk.directory.models import Place, Service
from kiosk.publish.names import normalised
from kiosk.publish.positions import street_key
from kiosk.publish.readable import with_ending
from kiosk.publish.readers.place import contacts_of
from kiosk.publish.records import Record, ServiceRow

SAME_SPOT_M = 50.0
"""Two positions nearer than this are one spot, however its address is written."""
ELSEWHERE_M = 200.0


def has_address(place: Place) -> bool:
    """Whether one can go there: a position, or a street and a postcode."""
    return place.position is not None or bool(place.street and place.postcode)


def elsewhere(own: Place, home: Place) -> bool:
    """Whether `own` is not at `home`: more than 200 m away, another postcode, or another street."""
    if own.position is not None and home.position is not None:
        apart = distance_m(own.position, home.position)
        if apart <= SAME_SPOT_M or apart > ELSEWHERE_M:
            return apart > ELSEWHERE_M
    if not own.postcode:
        return False
    if own.postcode != home.postcode:
        return True
    if not home.street:
        return bool(own.street) and home.position is None
    return bool(own.street) and street_key(own.street) != street_key(home.street)


def lone_place(row: ServiceRow, own: Place) -> Record:
    """The place of a service whose structure nobody knows, under the name of the service."""
    return Record(replace(own, services=(given_at(row, own),)), row.file, row.row)


def branches(home: Place, rows: Iterable[ServiceRow]) -> list[Record]:
    """One place for each spot where services of the structure at `home` are given. Every row has a place `own`."""
    groups: list[list[tuple[ServiceRow, Place]]] = []
    told = [(row, row.own) for row in rows if row.own is not None]
    for row, own in sorted(told, key=lambda one: _fullest_first(one[1])):
        group = next((group for group in groups if not elsewhere(own, group[0][1])), None)
        if group is None:
            groups.append([(row, own)])
        else:
            group.append((row, own))
    heads = [group[0][1] for group in groups]
    common = Counter(normalised(detail) for place in (home, *heads) for detail in set(_details(place)))
    return [_branch(home, group, common) for group in groups]


def given_at(row: ServiceRow, place: Place) -> Service:
    """The service as it is given at a place: with the place's ways of contact when it names none, free like it when
    nothing else is said. A service given only at a distance is not one to walk to."""
    ways = row.service.contacts or contacts_of(place)
    if row.remote:
        ways = _from_afar(ways) or _from_afar(contacts_of(place))
    return replace(row.service, contacts=ways, free=place.free if row.service.free is None else row.service.free)


def _from_afar(ways: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(way for way in ways if way != "se-presenter")


def _fullest_first(own: Place) -> tuple[object, ...]:
    age = -own.updated.toordinal() if own.updated else 0
    return own.position is None, not own.street, age, own.id, repr(own)


def _branch(home: Place, group: Sequence[tuple[ServiceRow, Place]], common: Counter[str]) -> Record:
    row, head = group[0]
    ending = next((detail for detail in _details(head) if common[normalised(detail)] <= 1), head.name)
    timed = min((own for _, own in group), key=lambda own: (not own.hours, not own.hours_text))
    place = replace(
        head,
        name=with_ending(home.name, ending),
        kind=home.kind,
        phone=next((own.phone for _, own in group if own.phone), home.phone),
        email=home.email,
        website=home.website,
        hours=timed.hours,
        hours_text=timed.hours_text,
    )
    services = dict.fromkeys(given_at(one, place) for one, _ in group)
    return Record(replace(place, services=tuple(services)), row.file, row.row)


def _details(place: Place) -> list[str]:
    both = ", ".join(filter(None, (place.street, place.city)))
    return [detail for detail in (place.city, place.street, both) if detail]

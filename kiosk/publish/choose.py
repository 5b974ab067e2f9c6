"""The best of what several sources say about one place, field by field.

Address and name come from the *head*: the record with the most presentable name, then with a position, then the
newest, then the fullest. What ages (hours, phone, links) comes from the newest record that has it. Lists are united.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from urllib.parse import urlsplit

from kiosk.directory.geo import Position, distance_m
from kiosk.directory.models import Place, Source
from kiosk.publish.grid import median_position
from kiosk.publish.names import normalised
from kiosk.publish.records import Record
from kiosk.publish.services import union_of_services

SHARED_PHONE = 5
"""A number given by this many places of different names answers for none of them in particular."""
LONGEST_NAME = 80
UNKNOWN_KIND = "autre"

Prefer = Callable[[str], bool]


def quality(record: Record) -> tuple[object, ...]:
    """Sort key: the best record of a place first, and a total order whatever files the records came from."""
    place = record.place
    filled = sum(bool(getattr(place, field.name)) for field in fields(place))
    told = (_name_rank(place.name), place.position is None, _age(record), -filled)
    return (*told, place.id, record.file, record.row, record.siret, repr(place))


def newest(record: Record) -> tuple[object, ...]:
    return _age(record), *quality(record)


def _age(record: Record) -> int:
    return -record.place.updated.toordinal() if record.place.updated else 0


def _name_rank(name: str) -> int:
    if not 3 <= len(name) <= LONGEST_NAME or not any(map(str.isalpha, name)):
        return 2
    return int(name.isupper() or name.islower())


def merged_place(records: Sequence[Record], call_centres: frozenset[str], books: Prefer) -> Place:
    """The one place these records speak of, all of one postcode.

    `call_centres` are numbers in the form of `phone_key`; `books(url)` tells whether a link really books.
    """
    best = [record.place for record in sorted(records, key=quality)]
    fresh = [record.place for record in sorted(records, key=newest)]
    head = best[0]
    position = _position(best)
    street = next((p for p in best if p.street), head)
    hours = _first(p.hours for p in fresh)
    services = union_of_services(service for place in best for service in place.services)
    charges = [p.free for p in best if p.free is not None] + [s.free for s in services if s.free is not None]
    return replace(
        head,
        kind=_first((p.kind for p in best if p.kind != UNKNOWN_KIND), UNKNOWN_KIND),
        street=street.street,
        complement=street.complement,
        city=_first(p.city for p in best),
        insee=_first(p.insee for p in best),
        latitude=position[0] if position else None,
        longitude=position[1] if position else None,
        phone=_preferred((p.phone for p in fresh), lambda phone: not is_call_centre(phone, call_centres)),
        email=_first(p.email for p in fresh),
        website=_preferred((p.website for p in fresh), _is_a_page),
        booking_url=_preferred((p.booking_url for p in fresh), books),
        hours=hours,
        hours_text="" if hours else _first(p.hours_text for p in fresh),
        closures=tuple(sorted({closure for p in best for closure in p.closures})),
        labels=_united(p.labels for p in best),
        languages=_united(p.languages for p in best),
        supports=_united(p.supports for p in best),
        access=_united(p.access for p in best),
        mobile=any(p.mobile for p in best),
        accessibility_url=_first(p.accessibility_url for p in fresh),
        free=all(charges) if charges else None,
        updated=max((p.updated for p in best if p.updated), default=None),
        sources=_sources(best),
        services=services,
        note=_first(p.note for p in fresh),
    )


def phone_key(phone: str) -> str:
    """A French number without spaces, dots or country code: "0320000000"."""
    digits = re.sub(r"\D", "", phone.replace("(0)", ""))
    if phone.strip().startswith(("+33", "0033")):
        return "0" + digits.removeprefix("00").removeprefix("33")
    return digits


def call_centres(records: Iterable[Record]) -> frozenset[str]:
    """The numbers that many places of different names give as their own."""
    users: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for record in records:
        if record.place.phone:
            users[phone_key(record.place.phone)].add((normalised(record.place.name), record.place.postcode))
    return frozenset(phone for phone, names in users.items() if len(names) >= SHARED_PHONE)


def is_call_centre(phone: str, shared: frozenset[str]) -> bool:
    """Short numbers (3646) and special ones (08…) are nobody's own desk, nor is a number shared by many places."""
    key = phone_key(phone)
    return len(key) <= 4 or key.startswith("08") or key in shared


def _position(best: Sequence[Place]) -> Position | None:
    """The head's position; with three or more witnesses, the one nearest to their middle."""
    found = [place.position for place in best if place.position is not None]
    if len(found) < 3:
        return found[0] if found else None
    middle = median_position(found)
    return min(found, key=lambda point: distance_m(point, middle))


def _sources(best: Sequence[Place]) -> tuple[Source, ...]:
    newest_of: dict[tuple[str, str], Source] = {}
    for source in (source for place in best for source in place.sources):
        key = (source.name, source.id)
        known = newest_of.get(key)
        if known is None or (source.updated and (known.updated is None or known.updated < source.updated)):
            newest_of[key] = source
    return tuple(sorted(newest_of.values(), key=attrgetter("name", "id")))


def _first(values: Iterable[str], default: str = "") -> str:
    return next((value for value in values if value), default)


def _preferred(values: Iterable[str], prefer: Prefer) -> str:
    found = [value for value in values if value]
    return next(filter(prefer, found), _first(found))


def _is_a_page(url: str) -> bool:
    """A page about the place says more than the home page of a whole network."""
    return urlsplit(url).path.strip("/") != ""


def _united(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({value for values in lists for value in values}))

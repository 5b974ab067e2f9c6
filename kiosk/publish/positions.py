"""Positions that cannot be true are dropped; missing positions and towns are taken from records that know them.

A position outside the box of its postcode's département is dropped, whatever its neighbours say. The others are
judged against their neighbours: the median of the records of the same postcode when at least three
have one, else that of the département. Without that many witnesses they are believed. A bus carries the postcode
of its head office while its stops are elsewhere, so a mobile place is only held against the département.

A place that no source places anywhere keeps no position. The middle of its town would be an invented place to
walk to, and a distance that is not true; without a position it is listed with its address and no distance.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace

from kiosk.directory.geo import Position, distance_m
from kiosk.directory.models import Place
from kiosk.publish.departements import Box, departement, is_outside
from kiosk.publish.grid import median_position
from kiosk.publish.names import normalised, plain
from kiosk.publish.records import Record, Rejection

WITNESSES = 3
TOWN_WITNESSES = 2
POSTCODE_KM = 30.0
DEPARTEMENT_KM = 150.0
VAST_KM = {"973": 450.0, "987": 2000.0, "988": 600.0}
"""Guyane, Polynésie française and Nouvelle-Calédonie are wider than any département of Europe."""
SAME_ADDRESS_M = 200.0


def drop_far_positions(
    records: Sequence[Record], boxes: Mapping[str, Box] | None = None
) -> tuple[list[Record], list[Rejection]]:
    """The records without the positions that cannot be true, and one rejection for each. `boxes` tells where the
    départements are."""
    boxes = boxes or {}
    witnesses = [record for record in records if not _outside(record.place, boxes)]
    towns = _medians(witnesses, lambda place: place.postcode)
    departements = _medians(witnesses, lambda place: departement(place.postcode))
    kept, rejections = [], []
    for record in records:
        place = record.place
        reason = ""
        if place.position is not None and place.postcode:
            town = None if place.mobile else towns.get(place.postcode)
            county = departements.get(departement(place.postcode))
            if _outside(place, boxes):
                reason = f"not in the département of {place.postcode}: the position was dropped"
            elif town is not None:
                reason = _too_far(place.position, town, POSTCODE_KM, f"the other places of {place.postcode}")
            elif county is not None:
                code = departement(place.postcode)
                limit = VAST_KM.get(code, DEPARTEMENT_KM)
                reason = _too_far(place.position, county, limit, f"the other places of département {code}")
        if reason:
            value = f"{place.latitude}, {place.longitude}"
            rejections.append(Rejection(record.file, record.row, "latitude, longitude", value, reason))
            record = replace(record, place=replace(place, latitude=None, longitude=None))
        kept.append(record)
    return kept, rejections


def _outside(place: Place, boxes: Mapping[str, Box]) -> bool:
    return place.position is not None and is_outside(place.position, place.postcode, boxes)


def fill_positions(records: Sequence[Record]) -> list[Record]:
    """Give each record without position the one other records have for the very same address and postcode.

    The address must name one spot (a house number, or a square), and the records that have it must agree
    within 200 m.
    """
    known: dict[Hashable, set[Position]] = defaultdict(set)
    for record in records:
        spot = address_key(record.place)
        if spot and record.place.position is not None:
            known[spot].add(record.place.position)
    agreed = {}
    for spot, points in known.items():
        middle = median_position(points)
        nearest = min(sorted(points), key=lambda point: distance_m(point, middle))
        if all(distance_m(nearest, point) <= SAME_ADDRESS_M for point in points):
            agreed[spot] = nearest
    filled = []
    for record in records:
        if record.place.position is None:
            point = agreed.get(address_key(record.place) or ())
            if point is not None:
                record = replace(record, place=replace(record.place, latitude=point[0], longitude=point[1]))
        filled.append(record)
    return filled


def fill_towns(records: Sequence[Record]) -> list[Record]:
    """Give each record without town the one that all other records of its postcode name, when at least two do; not
    to a town hall or CCAS named after another village."""
    named: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        if record.place.city:
            named[record.place.postcode][normalised(record.place.city)].append(record.place.city)
    filled = []
    for record in records:
        towns = list(named[record.place.postcode].values()) if record.place.postcode else []
        if not record.place.city and len(towns) == 1 and len(towns[0]) >= TOWN_WITNESSES:
            town = max(sorted(set(towns[0])), key=towns[0].count)
            if not _of_another_town(record.place.name, town):
                record = replace(record, place=replace(record.place, city=town))
        filled.append(record)
    return filled


_TOWN_OWNED = re.compile(
    r"(?:mairie|commune|ville|hotel de ville|ccas|centre communal d action sociale)(?: (?:de la|des|de|du|d))?\b *(.*)"
)


def _of_another_town(name: str, town: str) -> bool:
    owned = _TOWN_OWNED.match(plain(name))
    return owned is not None and owned[1] not in plain(town) and plain(town) not in plain(name)


_SPOT = re.compile(r"\d|^(place|parvis|square|hotel ville|mairie)\b")
_NOISE = frozenset(plain("de du des d la le les l et cs bp").split())
_SHORT = {
    "all": "allee",
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "bvd": "boulevard",
    "che": "chemin",
    "chem": "chemin",
    "pl": "place",
    "rte": "route",
    "sq": "square",
    "st": "saint",
    "ste": "sainte",
}


def address_key(place: Place) -> tuple[str, str] | None:
    """What two writings of one address have in common; None when the address does not name one spot."""
    street = street_key(place.street)
    return (place.postcode, street) if place.postcode and _SPOT.search(street) else None


def street_key(street: str) -> str:
    """What two writings of one street have in common: abbreviations written out, no small words."""
    words = (_SHORT.get(word, word) for word in plain(street).split())
    return " ".join(word for word in words if word not in _NOISE)


def _medians(records: Sequence[Record], key: Callable[[Place], str]) -> dict[str, Position]:
    points: dict[str, list[Position]] = defaultdict(list)
    for record in records:
        if record.place.position is not None and not record.place.mobile:
            points[key(record.place)].append(record.place.position)
    return {name: median_position(found) for name, found in points.items() if len(found) >= WITNESSES}


def _too_far(point: Position, middle: Position, limit_km: float, whom: str) -> str:
    km = distance_m(point, middle) / 1000
    return f"{km:.0f} km away from {whom}: the position was dropped" if km > limit_km else ""

"""Rows of one name and postcode that are surely two places.

Villages share postcodes, and a row called "Bibliothèque municipale" stands in each of them. Two rows are told apart
when their towns differ and they are more than 1 km from each other, or when one file lists both, at different
addresses more than 300 m apart. In doubt they are one place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import combinations

from kiosk.directory.geo import distance_m
from kiosk.publish.names import normalised
from kiosk.publish.records import Record

OTHER_TOWN_M = 1000.0
SAME_FILE_M = 300.0
MOST_ROWS = 128
"""A name with more rows than this in one postcode is not taken apart: the comparison is quadratic."""


def tell_apart(same: Sequence[Record]) -> list[list[Record]]:
    """The groups of records, out of those of one name and postcode, that are one place each.

    The closest rows are put together first, and a group never takes a row that is surely not one of its own;
    the result does not depend on the order given.
    """
    spots: dict[Hashable, list[Record]] = defaultdict(list)
    for record in same:
        place = record.place
        spots[(place.position, normalised(place.city), normalised(place.street))].append(record)
    if len(spots) == 1 or len(same) > MOST_ROWS:
        return [list(same)]
    groups = {index: spots[spot] for index, spot in enumerate(sorted(spots, key=repr))}
    owner = {index: index for index in groups}
    pairs = sorted((*_apart(groups[a][0], groups[b][0]), a, b) for a, b in combinations(groups, 2))
    for _, _, a, b in pairs:
        left, right = sorted((owner[a], owner[b]))
        if left != right and not any(_two_places(x, y) for x in groups[left] for y in groups[right]):
            groups[left] = groups[left] + groups.pop(right)
            owner = {index: left if at == right else at for index, at in owner.items()}
    return list(groups.values())


def _apart(a: Record, b: Record) -> tuple[bool, float]:
    """Sort key of a pair: same town or street first, then by distance in metres, an unknown one last."""
    here, there = a.place, b.place
    far = distance_m(here.position, there.position) if here.position and there.position else float("inf")
    same = normalised(here.city) == normalised(there.city) or normalised(here.street) == normalised(there.street)
    return not same, far


def _two_places(a: Record, b: Record) -> bool:
    here, there = a.place, b.place
    if a.file == b.file and here.id == there.id:
        return False
    towns = {normalised(here.city), normalised(there.city)} - {""}
    if here.position is None or there.position is None:
        return len(towns) == 2
    far = distance_m(here.position, there.position)
    if len(towns) == 2:
        return far > OTHER_TOWN_M
    return a.file == b.file and far > SAME_FILE_M and normalised(here.street) != normalised(there.street)

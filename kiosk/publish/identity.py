"""Which records are the same place.

Two rows with the same name (without case, accents or signs, and with usual acronyms) and postcode are one place,
unless `homonyms` is sure they are two. Beyond that key, records are joined only when everything says so: the same
SIRET, postcode, street and house number, the same telling words in the name, and two files (a file that lists two
names means two places). A group that grew over 1 km or 8 names by such steps is taken apart again.

Groups that merely look like one place (like names, and one SIRET, one address or less than 60 m) stay apart and are
named, so that a person can decide: files geocoded to the middle of a town put hundreds of places at one point, and
what a wrong merge takes away nobody can see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kiosk.directory.geo import distance_m
from kiosk.publish.grid import around, cell
from kiosk.publish.homonyms import tell_apart
from kiosk.publish.names import name_key, tokens
from kiosk.publish.positions import address_key
from kiosk.publish.records import Record

LOOKALIKE_M = 60.0
SAME_OWNER_M = 150.0
WIDEST_M = 1000.0
MOST_NAMES = 8
LARGEST_BUCKET = 64
"""A SIRET, an address or a spot shared by more records than this does not tell which place it is."""

Group = list[Record]
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Identified:
    """The records of each place, and the pairs of groups (by index) that look like one place but may not be."""

    groups: list[Group]
    lookalikes: list[tuple[int, int]]


def same_places(records: Sequence[Record]) -> Identified:
    """Put the records of one place together. Their order changes nothing but the order of the groups."""
    named: dict[tuple[str, str], Group] = defaultdict(list)
    for record in records:
        named[name_key(record.place.name), record.place.postcode].append(record)
    groups = [group for same in named.values() for group in tell_apart(same)]
    parents = list(range(len(groups)))
    files = [{record.file for record in group} for group in groups]
    for left, right in _pairs(groups, _siret_keys, _proven):
        if files[left].isdisjoint(files[right]):
            low, high = sorted((_root(parents, left), _root(parents, right)))
            parents[high] = low
    joined: dict[int, list[int]] = defaultdict(list)
    for index in range(len(groups)):
        joined[_root(parents, index)].append(index)
    out: list[Group] = []
    for members in joined.values():
        together = [record for index in members for record in groups[index]]
        out.extend([together] if len(members) == 1 or _sensible(together) else [groups[index] for index in members])
    return Identified(out, sorted(_pairs(out, _spot_keys, _look_alike)))


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index


def _sensible(records: Sequence[Record]) -> bool:
    if len({name_key(record.place.name) for record in records}) > MOST_NAMES:
        return False
    points = [record.place.position for record in records if record.place.position is not None]
    if not points:
        return True
    south, west = min(point[0] for point in points), min(point[1] for point in points)
    north, east = max(point[0] for point in points), max(point[1] for point in points)
    return distance_m((south, west), (north, east)) <= WIDEST_M


Keys = Callable[[Record, Words], Iterator[tuple[Hashable, list[Hashable]]]]
"""For a record: each key it is found under, with all keys under which its likes may be."""
Test = Callable[[Record, Record, Words, Words], bool]


def _pairs(groups: Sequence[Group], keys: Keys, test: Test) -> set[tuple[int, int]]:
    """Pairs of groups holding two records for which `test` is true, found through shared keys."""
    words = {id(record): tokens(record.place.name, record.place.city) for group in groups for record in group}
    buckets: dict[Hashable, list[tuple[int, Record]]] = defaultdict(list)
    for index, group in enumerate(groups):
        for record in group:
            if not record.place.mobile and words[id(record)]:
                for own, _ in keys(record, words[id(record)]):
                    buckets[own].append((index, record))
    found: set[tuple[int, int]] = set()
    for index, group in enumerate(groups):
        for record in group:
            if record.place.mobile or not words[id(record)]:
                continue
            for _, others in keys(record, words[id(record)]):
                for bucket in (buckets.get(other, []) for other in others):
                    if len(bucket) > LARGEST_BUCKET:
                        continue
                    for there, candidate in bucket:
                        pair = (index, there)
                        if there <= index or pair in found:
                            continue
                        if test(record, candidate, words[id(record)], words[id(candidate)]):
                            found.add(pair)
    return found


def _siret_keys(record: Record, words: Words) -> Iterator[tuple[Hashable, list[Hashable]]]:
    if record.siret:
        key = (record.siret, record.place.postcode)
        yield key, [key]


def _spot_keys(record: Record, words: Words) -> Iterator[tuple[Hashable, list[Hashable]]]:
    yield from _siret_keys(record, words)
    address = address_key(record.place)
    if address is not None:
        yield address, [address]
    point = record.place.position
    if point is not None:
        for word in words:
            yield (cell(point, LOOKALIKE_M), word), [(square, word) for square in around(point, LOOKALIKE_M)]


def _proven(a: Record, b: Record, words_a: Words, words_b: Words) -> bool:
    """For two records of one SIRET and postcode."""
    address = address_key(a.place)
    numbered = address is not None and any(map(str.isdigit, address[1]))
    return numbered and address == address_key(b.place) and words_a == words_b and _within(a, b, SAME_OWNER_M)


def _look_alike(a: Record, b: Record, words_a: Words, words_b: Words) -> bool:
    limit = SAME_OWNER_M if a.siret and a.siret == b.siret else LOOKALIKE_M
    return a.place.postcode == b.place.postcode and _within(a, b, limit) and alike(words_a, words_b)


def _within(a: Record, b: Record, limit_m: float) -> bool:
    here, there = a.place.position, b.place.position
    return here is None or there is None or distance_m(here, there) <= limit_m


def alike(a: Words, b: Words) -> bool:
    """Whether the telling words of two names are the same, but for one more beside two or a slip of the pen."""
    if a == b:
        return True
    if {word for word in a if word.isdigit()} != {word for word in b if word.isdigit()}:
        return False
    common, every = len(a & b), len(a | b)
    if common >= 2 and every == common + 1:
        return True
    left, right = " ".join(sorted(a)), " ".join(sorted(b))
    return min(len(left), len(right)) >= 8 and SequenceMatcher(None, left, right, autojunk=False).ratio() >= 0.92

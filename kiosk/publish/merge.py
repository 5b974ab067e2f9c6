"""Records of every source → the places of the directory, each once, with a name and an id of its own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from kiosk.directory.geo import distance_m
from kiosk.directory.models import Place
from kiosk.publish.choose import Prefer, call_centres, merged_place, newest, quality
from kiosk.publish.departements import Box
from kiosk.publish.identity import same_places
from kiosk.publish.names import normalised
from kiosk.publish.positions import drop_far_positions, fill_positions, fill_towns
from kiosk.publish.records import Record, Rejection
from kiosk.publish.week import same_week

FAR_APART_M = 2000.0


@dataclass(frozen=True, slots=True)
class Merged:
    """`places` in a stable order (postcode, name, id); `warnings` are sentences for the agent."""

    places: tuple[Place, ...]
    warnings: tuple[str, ...]
    rejections: tuple[Rejection, ...]


def merge(records: Sequence[Record], books: Prefer, boxes: Mapping[str, Box] | None = None) -> Merged:
    """Make one place of all records that speak of it, whatever the order of files and rows.

    Rows that say exactly the same are one witness. Far-off positions are dropped first and returned as rejections.
    `books(url)` tells whether a link really books, `boxes` where each département is. No two places of the result
    have the same id, nor the same normalised name and postcode.
    """
    ordered = sorted(records, key=quality)
    distinct = {(record.place, record.siret): record for record in reversed(ordered)}
    believed, rejections = drop_far_positions(list(distinct.values())[::-1], boxes)
    identified = same_places(fill_positions(fill_towns(believed)))
    shared = call_centres(believed)
    places = [merged_place(group, shared, books) for group in identified.groups]
    pairs = zip(identified.groups, places, strict=True)
    warnings = [warning for group, place in pairs for warning in _disagreements(group, place)]
    for left, right in identified.lookalikes:
        a, b = sorted((_called(places[left]), _called(places[right])))
        warnings.append(f"{a} and {b} may be the same place; they were kept apart because nothing proves it.")
    named = _with_own_names(places)
    unique, id_warnings = _with_own_ids(named)
    order = sorted(unique, key=lambda place: (place.postcode, normalised(place.name), place.id))
    return Merged(tuple(order), tuple(sorted({*warnings, *id_warnings})), tuple(rejections))


def _called(place: Place) -> str:
    return f"“{place.name}” ({' '.join(filter(None, (place.postcode, place.city)))}, {place.id})"


def _disagreements(group: Sequence[Record], merged: Place) -> Iterable[str]:
    told = [record.place for record in sorted(group, key=newest)]
    other = next((place for place in told if place.hours and not same_week(place.hours, merged.hours)), None)
    if other is not None:
        yield (
            f"{_called(merged)}: the sources disagree on the hours: {merged.hours!r} was kept, "
            f"{other.sources[0].name} says {other.hours!r}."
        )
    if merged.position is not None:
        far = max(distance_m(merged.position, place.position) for place in told if place.position is not None)
        if far > FAR_APART_M:
            yield f"{_called(merged)}: the sources put it at points {far / 1000:.1f} km apart."


def _with_own_names(places: Sequence[Place]) -> list[Place]:
    """Homonyms of one postcode get what tells them apart in their names: the town, else the street, else a number."""
    names: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        names[normalised(place.name), place.postcode].append(index)
    taken = {key for key, indexes in names.items() if len(indexes) == 1}
    out = list(places)
    for (_, postcode), indexes in sorted(names.items()):
        if len(indexes) == 1:
            continue
        same = [places[index] for index in indexes]
        common = Counter(normalised(detail) for place in same for detail in set(_details(place)))
        for index, place in zip(indexes, same, strict=True):
            telling = (detail for detail in _details(place) if common[normalised(detail)] == 1)
            numbers = (str(number) for number in count(1))
            for detail in chain(telling, numbers):
                name = f"{place.name} – {detail}"
                if (normalised(name), postcode) not in taken:
                    break
            taken.add((normalised(name), postcode))
            out[index] = replace(place, name=name)
    return out


def _details(place: Place) -> list[str]:
    both = ", ".join(filter(None, (place.street, place.city)))
    return [detail for detail in (place.city, place.street, both) if normalised(detail)]


def _with_own_ids(places: Sequence[Place]) -> tuple[list[Place], list[str]]:
    """An id given twice in a source stays with the first place; the others get their name and postcode added."""
    owners: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        owners[place.id].append(place)
    out, warnings = [], []
    for place_id, same in owners.items():
        same.sort(key=lambda place: (place.postcode, normalised(place.name)))
        out.append(same[0])
        for place in same[1:]:
            out.append(replace(place, id=f"{place_id}--{place.postcode}-{normalised(place.name)}"))
        if len(same) > 1:
            names = ", ".join(f"“{place.name}”" for place in same)
            warnings.append(f"the id {place_id} stands for {len(same)} different places in its source: {names}.")
    return out, warnings

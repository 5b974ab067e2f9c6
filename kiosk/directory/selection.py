"""A query turned into the numbers a directory knows its offers by."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from kiosk.directory.models import Query
from kiosk.directory.offers import Offer, narrowing_of


class Known(NamedTuple):
    """An offer of this directory, its number and its facet's, and how many places with a position make it."""

    offer: Offer
    number: int
    facet: int
    places: int


class Selection:
    """The offers that answer a query: `runs` are spans of neighbouring facet numbers, `whole` says that they
    hold nothing else, `entries` counts their entries."""

    def __init__(self, offers: Mapping[str, Sequence[Known]], query: Query) -> None:
        asked = [known for facet in dict.fromkeys(query.facets) for known in offers.get(facet, ())]
        narrowing = narrowing_of(query)
        if narrowing:
            chosen = [known for known in asked if narrowing.lets(known.offer.publics, known.offer.contacts)]
        else:
            chosen = asked
        self.numbers = [known.number for known in chosen]
        self.entries = sum(known.places for known in chosen)
        self.whole = len(chosen) == len(asked)
        self.runs = _runs({known.facet for known in chosen})

    @property
    def as_json(self) -> str:
        return json.dumps(self.numbers)


def _runs(numbers: Collection[int]) -> list[tuple[int, int]]:
    """Spans of neighbours: {1, 2, 3, 7} → [(1, 3), (7, 7)]."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs

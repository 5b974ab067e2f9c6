"""The nearest entries of an R*Tree, which only knows boxes: grow a circle until it holds enough.

The circle starts small, grows by what its own density promises while it holds too few, and goes half the way
back when it holds more than anybody would read, as at the edge of a large town.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from kiosk.directory.geo import Circle, Position, circle_around, distance_m

START_M = 500.0
CAP = 1000
"""A circle is read up to this many rows; one that reaches it is too large."""

LEAST_GROWTH, MOST_GROWTH = 1.3, 4.0

EVERY_ROW = 1 << 40
FINEST_M = 20.0
"""Circles less apart than this are not told apart."""

Found = dict[int, float]
"""Place number → distance in metres, give or take the rounding of the R*Tree (under 3 m in France)."""

Rows = Callable[[Circle, int], Sequence[tuple[int, float, float]]]
"""(circle, cap) → at most `cap` rows of place number, latitude, longitude; a place may have several."""


def nearest_rows(rows: Rows, centre: Position, wanted: int, within_m: float, cap: int = CAP) -> Found:
    """At least the `wanted` nearest places within `within_m` metres, or all there are; `wanted` is under `cap`.

    Where `cap` rows stand in a ring of FINEST_M, the places of that ring are any of them.
    """
    inside: Found = {}
    too_few, radius, too_many = 0.0, min(START_M, within_m), math.inf
    while True:
        circle = circle_around(centre, radius)
        read = rows(circle, cap if circle.is_flat else EVERY_ROW)
        full = circle.is_flat and len(read) >= cap
        if full and radius - too_few > FINEST_M:
            too_many, radius = radius, (too_few + radius) / 2
            continue
        spots = {number: (latitude, longitude) for number, latitude, longitude in read}
        found = {number: distance_m(centre, spot) for number, spot in spots.items()}
        if full:
            return found | inside
        inside = {number: metres for number, metres in found.items() if metres <= radius}
        if len(inside) >= wanted or radius >= within_m:
            return inside
        too_few = radius
        radius = min(within_m, _next_radius(radius, too_many, wanted, len(inside)))


def _next_radius(too_few: float, too_many: float, wanted: int, inside: int) -> float:
    if too_many - too_few <= FINEST_M:
        return too_many
    promised = too_few * min(MOST_GROWTH, max(LEAST_GROWTH, math.sqrt(2 * wanted / max(1, inside))))
    return promised if too_many == math.inf else min(promised, (too_few + too_many) / 2)

"""Distances on the globe, and circles in a form an R*Tree can look for."""

from __future__ import annotations

import math
from dataclasses import dataclass

EARTH_RADIUS_M = 6_371_008.8
DEGREE_M = math.pi * EARTH_RADIUS_M / 180
"""Length of one degree of latitude, in metres."""

MARGIN = 1.002
"""Circles are drawn this much too large, so that neither rounding to 32 bits nor a flat map loses a point."""

FLAT_M = 200_000.0
"""Up to this radius the error of a flat map, drawn as narrow as its narrowest parallel, is within MARGIN."""

Position = tuple[float, float]
"""(latitude, longitude), WGS84 degrees."""


def distance_m(a: Position, b: Position) -> float:
    """Great-circle distance in metres (haversine)."""
    latitude_a, latitude_b = math.radians(a[0]), math.radians(b[0])
    half = (
        math.sin((latitude_b - latitude_a) / 2) ** 2
        + math.cos(latitude_a) * math.cos(latitude_b) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half)))


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle as SQLite can look for it: a box of degrees, and a flat test that leaves its corners out.

    Every point of the circle is in the box and passes the test
    `(latitude - centre)² + (longitude - centre)² * squeeze <= reach`, in square degrees; a few points just outside
    do too. Where a flat map will not do (over FLAT_M, over a pole, over the 180th meridian) the test lets all pass.
    """

    south: float
    north: float
    west: float
    east: float
    centre: Position
    squeeze: float
    reach: float

    @property
    def is_flat(self) -> bool:
        """Whether the flat test tells anything."""
        return self.reach < math.inf


def circle_around(centre: Position, radius_m: float) -> Circle:
    """The circle of `radius_m` metres around `centre`."""
    height = radius_m * MARGIN / DEGREE_M + 1e-5
    south, north = centre[0] - height, centre[0] + height
    if south > -90 and north < 90:
        narrowest = math.cos(math.radians(max(abs(south), abs(north))))
        west, east = centre[1] - height / narrowest, centre[1] + height / narrowest
        if west >= -180 and east <= 180:
            if radius_m > FLAT_M:
                return Circle(south, north, west, east, centre, 0.0, math.inf)
            return Circle(south, north, west, east, centre, narrowest**2, height**2)
    return Circle(south, north, -181.0, 181.0, centre, 0.0, math.inf)

"""Distances on the globe, and the box of degrees that surely holds a circle."""

from __future__ import annotations

import math

EARTH_RADIUS_M = 6_371_008.8
DEGREE_M = math.pi * EARTH_RADIUS_M / 180
"""Length of one degree of latitude, in metres."""

MARGIN = 1.001
"""Boxes are this much too large, so that rounding to 32 bits never loses a point of the circle."""

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


def box_around(centre: Position, radius_m: float) -> tuple[float, float, float, float]:
    """(south, north, west, east) in degrees. Where the circle would cross a pole or the 180th meridian, the box
    goes all the way round instead."""
    height = radius_m * MARGIN / DEGREE_M + 1e-5
    south, north = centre[0] - height, centre[0] + height
    if south <= -90 or north >= 90:
        return south, north, -181.0, 181.0
    width = height / math.cos(math.radians(max(abs(south), abs(north))))
    west, east = centre[1] - width, centre[1] + width
    if west < -180 or east > 180:
        return south, north, -181.0, 181.0
    return south, north, west, east

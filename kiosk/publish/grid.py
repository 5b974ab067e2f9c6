"""Squares of a grid laid over the globe, to find near points without comparing all; and the middle of some points."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from statistics import median

from kiosk.directory.geo import DEGREE_M, Position


def median_position(positions: Iterable[Position]) -> Position:
    """The median latitude and the median longitude, each on its own: one far-off point does not move it."""
    points = list(positions)
    return median(point[0] for point in points), median(point[1] for point in points)


def cell(point: Position, size_m: float) -> tuple[int, int]:
    """The square of about `size_m` metres a point falls in: row from the south, column within that row."""
    row = _row(point, size_m)
    return row, _column(point, row, size_m)


def around(point: Position, size_m: float) -> Iterator[tuple[int, int]]:
    """Every square that may hold a point within `size_m` of this one. Rows have columns of their own width, so
    the column is found again in each row."""
    middle = _row(point, size_m)
    for row in (middle - 1, middle, middle + 1):
        column = _column(point, row, size_m)
        yield from ((row, column - 1), (row, column), (row, column + 1))


def _row(point: Position, size_m: float) -> int:
    return math.floor(point[0] * DEGREE_M / size_m)


def _column(point: Position, row: int, size_m: float) -> int:
    latitude = max(-89.9, min(89.9, row * size_m / DEGREE_M))
    return math.floor(point[1] * DEGREE_M * math.cos(math.radians(latitude)) / size_m)

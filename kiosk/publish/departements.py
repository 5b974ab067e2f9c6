"""Where each département is, roughly: a box of degrees, enough to tell a position that cannot be true.

Extents are those of the land, rounded outwards, from `content/vocabulary/departements.csv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.directory.geo import Position
from kiosk.errors import VocabularyError
from kiosk.publish.clean import number
from kiosk.publish.tables import table

MARGIN = 0.15
"""Degrees. Some towns on a border have the postcode of the other side."""
SHARED_PREFIXES = {"20": ("2A", "2B"), "971": ("971", "977", "978")}
"""Postcodes that more than one département begins with: Corsica, and the islands that left Guadeloupe."""
COLUMNS = ("code", "nom", "lat_min", "lat_max", "lon_min", "lon_max")


@dataclass(frozen=True, slots=True)
class Box:
    """WGS84 degrees. No French territory crosses the 180th meridian."""

    south: float
    north: float
    west: float
    east: float

    def holds(self, point: Position) -> bool:
        """Whether the point is inside, or less than MARGIN outside."""
        return (
            self.south - MARGIN <= point[0] <= self.north + MARGIN
            and self.west - MARGIN <= point[1] <= self.east + MARGIN
        )


def load_departements(path: Path) -> dict[str, Box]:
    """Code → box. VocabularyError names the file and line of an extent that is none."""
    found = {}
    for line, row in table(path, COLUMNS):
        edges = [number(row[column]) for column in COLUMNS[2:]]
        south, north, west, east = (edge if edge is not None else float("nan") for edge in edges)
        if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):
            raise VocabularyError(f"{path}, line {line}: {row['code']!r} has no box of degrees; mend its four numbers.")
        found[row["code"]] = Box(south, north, west, east)
    return found


def departement(postcode: str) -> str:
    """The first two digits of a postcode, three overseas; empty when there is no postcode."""
    return postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]


def is_outside(point: Position, postcode: str, boxes: Mapping[str, Box]) -> bool:
    """Whether a point is surely in none of the départements its postcode may belong to. False for one not in the
    table."""
    prefix = departement(postcode)
    candidates = [boxes[code] for code in SHARED_PREFIXES.get(prefix, (prefix,)) if code in boxes]
    return bool(candidates) and not any(box.holds(point) for box in candidates)

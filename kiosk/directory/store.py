"""The directory, read-only: a file of a release, or a database in memory.

One connection behind one lock: searches run one at a time, from whichever thread asks. Reading needs nothing
but the standard library.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kiosk.directory.geo import Circle, Position, distance_m
from kiosk.directory.models import PHONE_KIND, Place, Query
from kiosk.directory.nearest import Found, Rows, nearest_rows
from kiosk.directory.offers import Offer
from kiosk.directory.rows import COLUMNS, place_of
from kiosk.directory.schema import OFFER_BITS, OFFER_MASK, TABLES, VERSION
from kiosk.directory.selection import Known, Selection
from kiosk.errors import DirectoryError

Row = tuple[Any, ...]
_DAMAGE = (sqlite3.Error, ValueError, TypeError, KeyError, AttributeError)
"""What a database that was overwritten in places makes Python raise."""

FETCH_ALL = 800
"""Up to this many entries, all of them are fetched and sorted instead of growing a circle."""

ROUNDING_M = 3.0
"""How far the 32 bits of the R*Tree may move a place: one on the edge is looked for a little beyond it."""

_PLACE_COLUMNS = ", ".join(f'"{name}"' for name in COLUMNS)
_IN_LIST = "(SELECT value FROM json_each(?))"
_CIRCLE = (
    f"SELECT id >> {OFFER_BITS}, south, west FROM spot WHERE facet_from >= ? AND facet_to <= ? "
    "AND north >= ? AND south <= ? AND east >= ? AND west <= ? "
    "AND (south - ?) * (south - ?) + (west - ?) * (west - ?) * ? <= ?"
)
_NARROWED = f" AND (id & {OFFER_MASK}) IN {_IN_LIST}"


class Directory:
    """The places of one territory. Every method raises DirectoryError when the file turns out to be damaged."""

    def __init__(self, connection: sqlite3.Connection, name: str = "directory", fetch_all: int = FETCH_ALL) -> None:
        self._connection = connection
        self._fetch_all = fetch_all
        self._name = name
        self._lock = threading.Lock()
        codes_in = cache(_codes_in)  # some hundred of them stand in thousands of offers
        with self._reading():
            self._facets: dict[int, str] = dict(connection.execute("SELECT number, code FROM facet"))
            self._offers: dict[str, list[Known]] = {code: [] for code in self._facets.values()}
            for number, facet, publics, contacts, places in connection.execute(
                "SELECT number, facet, publics, contacts, places FROM offer"
            ):
                code = self._facets[facet]
                self._offers[code].append(
                    Known(Offer(code, codes_in(publics), codes_in(contacts)), number, facet, places)
                )
            self._count = connection.execute("SELECT count(*) FROM place").fetchone()[0]
            connection.execute("SELECT id FROM spot LIMIT 1").fetchall()

    def count(self) -> int:
        """How many places there are, phone services included."""
        return self._count

    def facets(self) -> tuple[str, ...]:
        """Every theme and digital service that some place offers."""
        return tuple(self._facets.values())

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def place(self, place_id: str) -> Place | None:
        rows = self._rows(f"SELECT {_PLACE_COLUMNS} FROM place WHERE id = ?", (place_id,))
        return self._place(rows[0]) if rows else None

    @cached_property
    def phones(self) -> tuple[Place, ...]:
        """Every phone service, in the order of their ids."""
        rows = self._rows(f"SELECT {_PLACE_COLUMNS} FROM place WHERE kind = ? ORDER BY number", (PHONE_KIND,))
        return tuple(map(self._place, rows))

    def every_place(self) -> Iterator[Place]:
        """Every place, phone services included, in the order of their ids."""
        return map(self._place, self._rows(f"SELECT {_PLACE_COLUMNS} FROM place ORDER BY number", ()))

    def nearest(self, query: Query, position: Position, limit: int, within_m: float) -> list[tuple[Place, float]]:
        """At most `limit` places that answer `query` within `within_m` metres of `position`, with their exact
        distance in metres, nearest first and then by id."""
        selection = Selection(self._offers, query)
        if not selection.numbers:
            return []
        with _saying_damage(self._name):
            found = self._found(selection, position, limit, within_m)
            wanted = sorted((metres, number) for number, metres in found.items())[:limit]
            places = self._places([number for _, number in wanted])
            measured = [(place, distance_m(position, place.position)) for place in places if place.position]
        inside = [(place, metres) for place, metres in measured if metres <= within_m]
        return sorted(inside, key=lambda pair: (pair[1], pair[0].id))

    def unplaced(self, query: Query, limit: int) -> list[Place]:
        """At most `limit` places without a position that answer `query`, by id."""
        selection = Selection(self._offers, query)
        sql = f"SELECT DISTINCT place FROM unplaced WHERE offer IN {_IN_LIST} ORDER BY place LIMIT ?"
        return self._places([number for (number,) in self._rows(sql, (selection.as_json, limit))])

    def _found(self, selection: Selection, position: Position, limit: int, within_m: float) -> Found:
        if selection.entries <= self._fetch_all:
            return self._all_of(selection, position)
        return nearest_rows(self._circle_reader(selection), position, limit, within_m + ROUNDING_M)

    def _all_of(self, selection: Selection, position: Position) -> Found:
        sql = (
            "SELECT DISTINCT number, latitude, longitude FROM entry JOIN place ON place.number = entry.place "
            f"WHERE offer IN {_IN_LIST}"
        )
        return {
            number: distance_m(position, (latitude, longitude))
            for number, latitude, longitude in self._rows(sql, (selection.as_json,))
        }

    def _circle_reader(self, selection: Selection) -> Rows:
        narrowing = () if selection.whole else (selection.as_json,)

        def read(circle: Circle, cap: int) -> list[tuple[int, float, float]]:
            box = (circle.south, circle.north, circle.west, circle.east)
            latitude, longitude = circle.centre
            centre = (latitude, latitude, longitude, longitude)
            values = (*box, *centre, circle.squeeze, circle.reach, *narrowing)
            sql = _CIRCLE + (_NARROWED if narrowing else "") + " LIMIT ?"
            rows: list[tuple[int, float, float]] = []
            for first, last in selection.runs:
                rows += self._rows(sql, (first, last, *values, cap - len(rows)))
                if len(rows) >= cap:
                    break
            return rows

        return read

    def _places(self, numbers: Sequence[int]) -> list[Place]:
        """The places with these numbers, in the order of their ids."""
        if not numbers:
            return []
        sql = f"SELECT {_PLACE_COLUMNS} FROM place WHERE number IN {_IN_LIST} ORDER BY number"
        return list(map(self._place, self._rows(sql, (json.dumps(numbers),))))

    def _place(self, row: Row) -> Place:
        with _saying_damage(self._name):
            return place_of(row)

    def _rows(self, sql: str, values: Sequence[object]) -> list[Row]:
        with self._reading():
            return self._connection.execute(sql, values).fetchall()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock, _saying_damage(self._name):
            yield


def open_directory(path: Path) -> Directory:
    """Open a directory file, which nobody changes while it is open.

    Raises DirectoryError when it is missing, damaged, not a directory, or of another version.
    """
    if not path.is_file():
        raise DirectoryError(f"{path}: there is no such file. Build the release again with `kiosk build`.")
    with _saying_damage(str(path)):
        address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
    try:
        _check(connection, path)
        return Directory(connection, str(path))
    except DirectoryError:
        connection.close()
        raise


def memory_directory(places: Iterable[Place], fetch_all: int = FETCH_ALL) -> Directory:
    """The directory of `places`, in memory. Raises BuildError when two have the same id."""
    from kiosk.directory.write import fill

    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    fill(connection, places)
    return Directory(connection, "directory in memory", fetch_all)


def _codes_in(text: str) -> frozenset[str]:
    return frozenset(json.loads(text))


def _check(connection: sqlite3.Connection, path: Path) -> None:
    with _saying_damage(str(path)):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and version != VERSION:
        raise DirectoryError(
            f"{path}: this directory has version {version}, this kiosk reads {VERSION}. Build the release again."
        )
    missing = sorted(TABLES - tables)
    if missing:
        raise DirectoryError(f"{path}: this directory lacks the table {missing[0]!r}. Build the release again.")


@contextmanager
def _saying_damage(name: str) -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise DirectoryError(
            f"{name}: this directory cannot be read ({error}). Build or fetch the release again."
        ) from error

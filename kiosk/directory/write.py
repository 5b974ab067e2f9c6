"""Writing a directory: at the office when a release is built, in memory for tests and small tools."""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import pairwise
from pathlib import Path

from kiosk.directory.models import PHONE_KIND, Place
from kiosk.directory.offers import Offer, offers_of
from kiosk.directory.rows import TYPES, row_of
from kiosk.directory.schema import CREATE_INDEXES, OFFER_MASK, PLACE, VERSION
from kiosk.errors import BuildError


def write_directory(path: Path, places: Iterable[Place]) -> None:
    """Write the directory of `places` to `path`, replacing it in one step once it is complete.

    Raises BuildError when two places have the same id, or the file cannot be written.
    """
    draft = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        connection = sqlite3.connect(draft, isolation_level=None)
        try:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536")
            fill(connection, places)
        finally:
            connection.close()
        os.replace(draft, path)
    except (OSError, sqlite3.Error) as error:
        raise BuildError(f"{path}: the directory cannot be written ({error}). Check disk and rights.") from error
    finally:
        draft.unlink(missing_ok=True)


def fill(connection: sqlite3.Connection, places: Iterable[Place]) -> None:
    """Create every table in an empty database. Raises BuildError when two places have the same id."""
    ordered = sorted(places, key=lambda place: place.id)
    for place, following in pairwise(ordered):
        if place.id == following.id:
            raise BuildError(f"two places have the id {place.id!r} ({place.name}; {following.name}). Merge them first.")
    made: list[Collection[Offer]] = [() if place.kind == PHONE_KIND else offers_of(place) for place in ordered]
    distinct = sorted(set().union(*made), key=_offer_order)
    offers = {offer: number for number, offer in enumerate(distinct, 1)}
    facets = {code: number for number, code in enumerate(dict.fromkeys(offer.facet for offer in distinct), 1)}
    if len(offers) > OFFER_MASK:
        raise BuildError(f"the places make {len(offers)} different offers, {OFFER_MASK} at most can be stored.")
    _write_tables(connection, ordered, facets, offers, _counts(ordered, made))
    connection.executescript(CREATE_INDEXES)
    connection.execute("BEGIN")
    _write_indexes(connection, ordered, made, facets, offers)
    connection.execute("COMMIT")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _offer_order(offer: Offer) -> tuple[str, list[str], list[str]]:
    return offer.facet, sorted(offer.publics), sorted(offer.contacts)


def _counts(places: list[Place], made: list[Collection[Offer]]) -> Counter[Offer]:
    """Offer → how many places with a position make it."""
    return Counter(offer for place, offers in zip(places, made, strict=True) if place.position for offer in offers)


def _write_tables(
    connection: sqlite3.Connection,
    places: list[Place],
    facets: dict[str, int],
    offers: dict[Offer, int],
    counts: Counter[Offer],
) -> None:
    from sqlite_utils import Database

    database = Database(connection)
    place_table = database["place"]
    place_table.create({"number": int, **TYPES}, pk="number", not_null={"id", "name"})
    rows = ({"number": number, **row_of(place)} for number, place in enumerate(places, 1))
    place_table.insert_all(rows, batch_size=1000)
    place_table.create_index(["id"], unique=True)
    database["facet"].create({"number": int, "code": str}, pk="number")
    database["facet"].insert_all({"number": number, "code": code} for code, number in facets.items())
    database["offer"].create({"number": int, "facet": int, "publics": str, "contacts": str, "places": int}, pk="number")
    database["offer"].insert_all(
        {
            "number": number,
            "facet": facets[offer.facet],
            "publics": json.dumps(sorted(offer.publics)),
            "contacts": json.dumps(sorted(offer.contacts)),
            "places": counts[offer],
        }
        for offer, number in offers.items()
    )


def _write_indexes(
    connection: sqlite3.Connection,
    places: list[Place],
    made: list[Collection[Offer]],
    facets: dict[str, int],
    offers: dict[Offer, int],
) -> None:
    entries, unplaced, spots = [], [], []
    for number, (place, place_offers) in enumerate(zip(places, made, strict=True), 1):
        for offer in place_offers:
            pair = (offers[offer], number)
            if place.position is None:
                unplaced.append(pair)
                continue
            entries.append(pair)
            facet, (latitude, longitude) = facets[offer.facet], place.position
            spots.append((facet, latitude, longitude, number * PLACE + offers[offer]))
    connection.executemany("INSERT INTO entry VALUES (?, ?)", sorted(entries))
    connection.executemany("INSERT INTO unplaced VALUES (?, ?)", sorted(unplaced))
    connection.executemany(
        "INSERT INTO spot VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((key, south, south, west, west, facet, facet) for facet, south, west, key in sorted(spots)),
    )

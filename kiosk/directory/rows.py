"""A place as one row of the `place` table, and back.

Every field of Place is a column of the same name, so that a person can read the file with any SQLite tool.
Fields that hold several values are JSON in a text column, and empty text when they hold none.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from kiosk.directory.models import Place, Service, Source

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_load = json.JSONDecoder().decode
_SERVICE_FIELDS = tuple(field.name for field in fields(Service))


def _texts_in(values: tuple[str, ...]) -> str:
    return _dump(list(values)) if values else ""


def _texts_out(text: str) -> tuple[str, ...]:
    return tuple(_load(text)) if text else ()


def _day_in(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _day_out(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _bool_in(value: bool | None) -> int | None:
    return None if value is None else int(value)


def _bool_out(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _closures_in(closures: tuple[tuple[dt.date, dt.date], ...]) -> str:
    return _dump([[first.isoformat(), last.isoformat()] for first, last in closures]) if closures else ""


def _closures_out(text: str) -> tuple[tuple[dt.date, dt.date], ...]:
    if not text:
        return ()
    return tuple((dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in _load(text))


def _sources_in(sources: tuple[Source, ...]) -> str:
    return _dump([[source.name, source.id, _day_in(source.updated)] for source in sources]) if sources else ""


def _sources_out(text: str) -> tuple[Source, ...]:
    if not text:
        return ()
    return tuple(Source(name, identifier, _day_out(updated)) for name, identifier, updated in _load(text))


def _services_in(services: tuple[Service, ...]) -> str:
    if not services:
        return ""
    rows = ({name: getattr(service, name) for name in _SERVICE_FIELDS} for service in services)
    return _dump([{name: value for name, value in row.items() if value not in ((), "", None)} for row in rows])


def _services_out(text: str) -> tuple[Service, ...]:
    if not text:
        return ()
    return tuple(
        Service(
            themes=tuple(row.get("themes", ())),
            services=tuple(row.get("services", ())),
            publics=tuple(row.get("publics", ())),
            contacts=tuple(row.get("contacts", ())),
            name=row.get("name", ""),
            free=row.get("free"),
            booking_url=row.get("booking_url", ""),
        )
        for row in _load(text)
    )


_Codec = tuple[Callable[[Any], Any], Callable[[Any], Any], type]
_TEXTS: _Codec = (_texts_in, _texts_out, str)
_CODECS: dict[str, _Codec] = {
    "closures": (_closures_in, _closures_out, str),
    "labels": _TEXTS,
    "languages": _TEXTS,
    "supports": _TEXTS,
    "access": _TEXTS,
    "mobile": (_bool_in, bool, int),
    "free": (_bool_in, _bool_out, int),
    "updated": (_day_in, _day_out, str),
    "sources": (_sources_in, _sources_out, str),
    "services": (_services_in, _services_out, str),
}

COLUMNS = tuple(field.name for field in fields(Place))
TYPES: dict[str, type] = {
    name: float if name in ("latitude", "longitude") else _CODECS[name][2] if name in _CODECS else str
    for name in COLUMNS
}
"""Column → Python type, for the table's creation."""

_ENCODERS = tuple((name, _CODECS[name][0] if name in _CODECS else None) for name in COLUMNS)
_DECODERS = tuple((COLUMNS.index(name), codec[1]) for name, codec in _CODECS.items())


def row_of(place: Place) -> dict[str, Any]:
    """Column → value, in the order of COLUMNS."""
    return {name: encode(getattr(place, name)) if encode else getattr(place, name) for name, encode in _ENCODERS}


def place_of(values: tuple[Any, ...]) -> Place:
    """The place whose columns, in the order of COLUMNS, hold `values`.

    Raises ValueError, TypeError or KeyError when a column holds something `row_of` never writes.
    """
    fields_of_place = list(values)
    for index, decode in _DECODERS:
        fields_of_place[index] = decode(fields_of_place[index])
    return Place(*fields_of_place)

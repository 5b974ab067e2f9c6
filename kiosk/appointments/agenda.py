"""What a terminal keeps of a helper's calendar: when they are busy, when they receive. No title, no name, no place."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kiosk.appointments.spans import Span, merged
from kiosk.errors import CalendarError

AGENDA_NAME = "agenda.json"
_NONSENSE = (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError)


@dataclass(frozen=True, slots=True)
class Agenda:
    """`read` is when the calendar was read, `until` how far it was looked at; both aware. `receives` are the
    permanences, None when the calendar names none: then the helper's own hours count."""

    read: dt.datetime
    until: dt.datetime
    busy: tuple[Span, ...] = ()
    receives: tuple[Span, ...] | None = None


def agenda_to_bytes(agenda: Agenda) -> bytes:
    data = {
        "read": _written(agenda.read),
        "until": _written(agenda.until),
        "busy": _pairs(agenda.busy),
        "receives": None if agenda.receives is None else _pairs(agenda.receives),
    }
    return (json.dumps(data) + "\n").encode()


def agenda_from_bytes(data: bytes, where: str) -> Agenda:
    """Raises CalendarError, naming `where`, when it makes no sense."""
    try:
        found: dict[str, Any] = json.loads(data)
        receives = found["receives"]
        return Agenda(
            _moment(found["read"]),
            _moment(found["until"]),
            _spans(found["busy"]),
            None if receives is None else _spans(receives),
        )
    except _NONSENSE as error:
        raise CalendarError(
            f"{where}: what was kept of the calendar makes no sense ({type(error).__name__}). "
            "Remove it and run `kiosk appointments sync`."
        ) from None


def _pairs(spans: Iterable[Span]) -> list[list[str]]:
    return [[_written(starts), _written(ends)] for starts, ends in merged(spans)]


def _written(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")


def _spans(pairs: Any) -> tuple[Span, ...]:
    return tuple((_moment(starts), _moment(ends)) for starts, ends in pairs)


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no time zone")
    return moment

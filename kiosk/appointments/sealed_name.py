"""What a sealed request is called wherever it lies: its half-hour, and an id that means nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kiosk.appointments.request import REQUEST_ID
from kiosk.appointments.spans import slot_name, slot_of

SUFFIX = ".sealed"
_BETWEEN = "--"


@dataclass(frozen=True, slots=True, order=True)
class SealedName:
    """`slot` is aware; `id` has 32 hexadecimal digits. As a text it is the name of a file."""

    slot: dt.datetime
    id: str

    def __str__(self) -> str:
        return f"{slot_name(self.slot)}{_BETWEEN}{self.id}{SUFFIX}"


def sealed_name_of(file_name: str) -> SealedName | None:
    """The name that is written so; None for any other file."""
    slot, _, request_id = file_name.removesuffix(SUFFIX).partition(_BETWEEN)
    if not file_name.endswith(SUFFIX) or not REQUEST_ID.fullmatch(request_id):
        return None
    try:
        return SealedName(slot_of(slot), request_id)
    except ValueError:
        return None

"""What a reader gives: one row of one source as one record, cleaned, in the one vocabulary.

A reader never decides whether two records are one place, and never drops a row in silence: what it cannot
use becomes a Rejection. Only the fields named by a reader's allow-list are ever looked at, so nothing about
a person who works there can come through.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.directory.models import Place, Service


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row left out, or one field of a row that was dropped: where, which value, and why (in English)."""

    file: str
    row: int
    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mending:
    """A field that was put right and is used: where, the value as it was, and what was done (in English)."""

    file: str
    row: int
    field: str
    value: str
    done: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}, {self.field}: {self.done} ({self.value})."


@dataclass(frozen=True, slots=True)
class Record:
    """A place as one source tells it. `place.sources` has exactly one entry; `siret` is 14 digits or empty."""

    place: Place
    file: str
    row: int
    siret: str = ""


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service from a file of its own, to be joined to the structure whose place has the id `structure_key`.

    `own` is where, when and under which number the service itself is, named after it; None when its row gives no
    address. `remote`: it is only given at a distance.
    """

    structure_key: str
    service: Service
    file: str
    row: int
    own: Place | None = None
    remote: bool = False

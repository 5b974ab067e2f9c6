"""One source file → what it says. The format is recognised by content, never by the file's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import SourceError
from kiosk.publish.readers.aidants_connect import AidantsConnect
from kiosk.publish.readers.data_inclusion import ServicesV1, StructuresV1
from kiosk.publish.readers.data_inclusion_v0 import ServicesV0, StructuresV0
from kiosk.publish.readers.france_services import FranceServices
from kiosk.publish.readers.mednum import ANCT_CARTO, MEDNUM_V0, MEDNUM_V1
from kiosk.publish.readers.reader import Item, Reader
from kiosk.publish.readers.regional_map import RegionalMap
from kiosk.publish.readers.sheet import Sheet, open_sheet
from kiosk.publish.readers.town_sheet import TownSheet
from kiosk.publish.vocabulary import Vocabulary

READERS: tuple[Reader, ...] = (
    FranceServices(),
    AidantsConnect(),
    RegionalMap(),
    TownSheet(),
    ANCT_CARTO,
    ServicesV1(),
    ServicesV0(),
    StructuresV1(),
    StructuresV0(),
    MEDNUM_V1,
    MEDNUM_V0,
)
"""In the order they are asked: the most particular first."""


@dataclass(frozen=True, slots=True)
class SourceRead:
    """What a file gave. `rows` counts every data row, also those left out. `name`: how reports call it, where that is
    not its path."""

    format: str
    rows: int
    items: list[Item]
    name: str = ""


def read_source(path: Path, vocabulary: Vocabulary, today: dt.date | None = None, name: str = "") -> SourceRead:
    """Read one file whole. `today` is the last day an update can bear (default: the day of the call), `name` how errors
    and reports call the file (default: its path).

    Raises SourceError when the file as a whole cannot be read, or its format is not known.
    """
    sheet = open_sheet(path, today or dt.date.today(), name)
    reader = recognise(sheet)
    items = [*sheet.broken, *reader.read(sheet, vocabulary)]
    return SourceRead(reader.name, len(sheet.rows) + len(sheet.broken), items, name)


def detect(path: Path) -> Reader:
    """The reader of a file. Raises SourceError as `read_source` does."""
    return recognise(open_sheet(path, dt.date.today()))


def recognise(sheet: Sheet, readers: Sequence[Reader] = READERS) -> Reader:
    """The first reader that knows the sheet. SourceError says what was found and what is known."""
    for reader in readers:
        if reader.recognises(sheet):
            return reader
    columns = sorted(sheet.columns)
    seen = ", ".join(column[:40] for column in columns[:20]) + (", …" if len(columns) > 20 else "")
    known = "; ".join(f"{reader.name} ({reader.signs})" for reader in readers)
    raise SourceError(
        f"{sheet.file}: the format of this source is not known ({sheet.shape}, columns: {seen or 'none'}). "
        f"Known formats: {known}."
    )

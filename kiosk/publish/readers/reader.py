"""The interface behind which every format stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from kiosk.publish.readers.row import Row
from kiosk.publish.readers.sheet import Sheet
from kiosk.publish.records import Mending, Record, Rejection, ServiceRow
from kiosk.publish.vocabulary import Vocabulary

Item = Record | ServiceRow | Rejection | Mending


class Reader(Protocol):
    """One wire format. `name` is shown to the technician, `signs` says by what the format is known."""

    name: str
    signs: str

    def recognises(self, sheet: Sheet) -> bool:
        """Whether a file is of this format, from its columns and values, never from its name."""
        ...

    def read(self, sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Item]:
        """What each row gives, and a rejection for all that is not used. Never raises for a bad row."""
        ...


def each(rows: Iterable[Row], make: Callable[[Row], Record | ServiceRow | None]) -> Iterator[Item]:
    """What `make` gives for each row, followed by what was refused and mended of that row."""
    for row in rows:
        item = make(row)
        if item is not None:
            yield item
        yield from row.refused
        yield from row.mended

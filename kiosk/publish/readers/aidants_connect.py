"""The JSON of Aidants Connect: an address and nothing to call.

SIRET and identifiers have narrow spaces in them (U+202F), the postcode is a number without its first zero, the
town is inside the address or nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.publish.readers.place import record_of
from kiosk.publish.readers.reader import Item, each
from kiosk.publish.readers.row import Row, allow, rows_of
from kiosk.publish.readers.sheet import Sheet
from kiosk.publish.readers.words import Words
from kiosk.publish.records import Record
from kiosk.publish.vocabulary import Vocabulary

SOURCE = "Aidants Connect"

ALLOWED = allow(
    id="Data pass ID",
    name=("Name", "Nom"),
    siret="SIRET",
    street="Adresse",
    postcode="Code postal",
    city=("commune", "Ville"),
    updated="date_maj",
)
_WITH_TOWN = re.compile(r"(.*?)[\s,]*\b(\d{5})[\s,]+([^\d,][^\d]*)", re.ASCII)


class AidantsConnect:
    name = "Aidants Connect"
    signs = "Data pass ID, Name, SIRET, Adresse, Code postal"

    def recognises(self, sheet: Sheet) -> bool:
        return sheet.has("SIRET", "Adresse", "Code postal") and sheet.any_of("Data pass ID", "Nombre de mandats")

    def read(self, sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Item]:
        def make(row: Row) -> Record | None:
            address = _WITH_TOWN.fullmatch(row.text("street"))
            if address is not None:
                street, _, town = address.groups()
                row.replace(street=street, city=row.raw("city") or town)
            return record_of(row, Words({}), vocabulary, source=SOURCE, labels=("aidants-connect",))

        return each(rows_of(sheet, ALLOWED), make)

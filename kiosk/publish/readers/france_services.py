"""The CSV of the France services network: one column of hours a day, remarks in prose that are never read."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.publish.readers import fields
from kiosk.publish.readers.place import record_of
from kiosk.publish.readers.reader import Item, each
from kiosk.publish.readers.row import Row, allow, rows_of
from kiosk.publish.readers.sheet import Sheet
from kiosk.publish.readers.words import Coded, words_of
from kiosk.publish.records import Record
from kiosk.publish.vocabulary import Vocabulary

SOURCE = "France services"

ALLOWED = allow(
    id="id_fs",
    name="lib_fs",
    street="adresse",
    complement="complement_adresse",
    insee="insee_com",
    postcode="code_postal",
    city="lib_com",
    latitude="latitude",
    longitude="longitude",
    email="mail",
    phone="telephone",
    mobile="itinerance",
    monday="h_lundi",
    tuesday="h_mardi",
    wednesday="h_mercredi",
    thursday="h_jeudi",
    friday="h_vendredi",
    saturday="h_samedi",
    sunday="h_dimanche",
)
DAYS = {
    "Mo": "monday",
    "Tu": "tuesday",
    "We": "wednesday",
    "Th": "thursday",
    "Fr": "friday",
    "Sa": "saturday",
    "Su": "sunday",
}
CODED = (Coded("mobile", "itinerance", "mobile"),)


class FranceServices:
    name = "France services"
    signs = "id_fs, lib_fs, code_postal, and h_lundi to h_samedi"

    def recognises(self, sheet: Sheet) -> bool:
        return sheet.has("lib_fs") and sheet.any_of("id_fs", "h_lundi", "lib_com")

    def read(self, sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Item]:
        def make(row: Row) -> Record | None:
            words = words_of(row, vocabulary, ("france-services",), CODED)
            hours = fields.hours_by_day(row, DAYS)
            return record_of(
                row, words, vocabulary, source=SOURCE, labels=("france-services",), kind="france-services", hours=hours
            )

        return each(rows_of(sheet, ALLOWED), make)

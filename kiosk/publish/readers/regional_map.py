"""The CSV of the regional map of Hauts-de-France.

Its address columns come from a geocoder that sometimes answered another town: where the address as written names
another postcode and another town, the written one is believed and the position is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.publish import clean
from kiosk.publish.names import plain
from kiosk.publish.readers import fields
from kiosk.publish.readers.place import record_of
from kiosk.publish.readers.reader import Item, each
from kiosk.publish.readers.row import Row, allow, rows_of
from kiosk.publish.readers.sheet import Sheet
from kiosk.publish.readers.words import Coded, words_of
from kiosk.publish.records import Record
from kiosk.publish.vocabulary import Vocabulary

SOURCE = "Carte régionale"

ALLOWED = allow(
    id="id",
    name="nom",
    place_type="type_lieu",
    siret="siret",
    written_address="adresse_brut",
    street_number="adresse_numero",
    street="adresse_rue",
    postcode="adresse_code_postal",
    insee="adresse_code_insee",
    city="adresse_commune",
    latitude="latitude",
    longitude="longitude",
    mobile="itinerant",
    phone="contact_telephone",
    email="contact_email",
    website="contact_web",
    hours="horaires_ouverture_osm",
    hours_text="horaires_ouverture_brut",
    publics="public_cible",
    contacts="modalites_acces",
    ways="modalites_accompagnement",
    fees="tarifs",
    services="services",
    labels="labels",
)
CODED = (
    Coded("publics", "public_cible", "public", ",|;"),
    Coded("contacts", "modalites_acces", "contact"),
    Coded("ways", "modalites_accompagnement", "accompagnement"),
    Coded("fees", "conditions_acces", "frais"),
    Coded("services", "services", "service"),
    Coded("labels", "labels_nationaux", "label"),
    Coded("mobile", "itinerance", "mobile"),
)
PLACE_TYPE = (Coded("place_type", "type_lieu", "lieu", "|"),)
STANDARDS = ("carte-regionale", "mednum-v0", "mednum-v1", "france-services")

_WRITTEN = re.compile(r"(.*?)[\s,]*\b(\d{5})\s+(\D.*)", re.ASCII)


class RegionalMap:
    name = "carte régionale"
    signs = "nom, adresse_code_postal, adresse_commune and horaires_ouverture_brut or type_lieu"

    def recognises(self, sheet: Sheet) -> bool:
        addressed = sheet.has("nom", "adresse_code_postal", "adresse_commune")
        return addressed and sheet.any_of("horaires_ouverture_brut", "horaires_ouverture_osm", "type_lieu")

    def read(self, sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Item]:
        def make(row: Row) -> Record | None:
            _believe_written(row)
            words = words_of(row, vocabulary, STANDARDS, (*CODED, *PLACE_TYPE))
            hours = fields.hours(row, expect_osm=False)
            return record_of(row, words, vocabulary, source=SOURCE, hours=hours, fallback=STANDARDS[0])

        return each(rows_of(sheet, ALLOWED), make)


def _believe_written(row: Row) -> None:
    written = _WRITTEN.fullmatch(row.text("written_address"))
    if written is None:
        return
    street, code, town = written.groups()
    same_town = plain(row.text("city")) in plain(town) or clean.postcode(code) == clean.postcode(row.raw("postcode"))
    if same_town and row.text("city"):
        return
    if row.text("city"):
        row.refuse("latitude", "placed in another town than the address as written: position dropped", f"{code} {town}")
    row.replace(street=street, postcode=code, city=town, street_number=None, insee=None, latitude=None, longitude=None)

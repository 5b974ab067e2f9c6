"""The sheet an agent fills for the town ("feuille de la commune"), which can say what no open data can: languages,
closures, the stops of a bus.

CSV, ";", several values in a cell separated by "|". Codes are the canonical ones or their French labels.
`horaires` is OSM or written French; `fermetures` is "2026-12-24/2027-01-02|…", both days included; `langues` are
BCP 47 codes; `arret` makes the row one stop of a bus.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from kiosk.publish.names import plain
from kiosk.publish.readable import readable_name, with_ending
from kiosk.publish.readers.place import record_of
from kiosk.publish.readers.reader import Item, each
from kiosk.publish.readers.row import Row, allow, rows_of
from kiosk.publish.readers.sheet import Sheet
from kiosk.publish.readers.words import Coded, words_of
from kiosk.publish.records import Record
from kiosk.publish.vocabulary import Vocabulary

SOURCE = "Feuille de la commune"

ALLOWED = allow(
    id="id",
    name="nom",
    place_type="type",
    street="adresse",
    complement="complement",
    postcode="code_postal",
    city="commune",
    latitude="latitude",
    longitude="longitude",
    phone="telephone",
    email="courriel",
    website="site_web",
    booking="rendez_vous",
    hours="horaires",
    closures="fermetures",
    languages="langues",
    themes="themes",
    services="services",
    publics="publics",
    contacts="contacts",
    fees="frais",
    labels="labels",
    stop="arret",
    updated="date_maj",
)
CODED = (
    Coded("place_type", "type", "lieu", "|"),
    Coded("themes", "themes", "theme", "|"),
    Coded("services", "services", "service", "|"),
    Coded("publics", "publics", "public", "|"),
    Coded("contacts", "contacts", "contact", "|"),
    Coded("fees", "frais", "frais", "|"),
    Coded("labels", "labels", "label", "|"),
)
STANDARDS = ("feuille-de-la-commune",)
OWN_COLUMNS = ("fermetures", "langues", "arret", "rendez_vous", "contacts")
LONGEST_CLOSURE = dt.timedelta(days=400)

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Z]{2}|\d{3}))?", re.ASCII)
_CLOSURE = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*/\s*(\d{4}-\d\d-\d\d))?", re.ASCII)


class TownSheet:
    name = "feuille de la commune"
    signs = "nom, code_postal and two of fermetures, langues, arret, rendez_vous, contacts"

    def recognises(self, sheet: Sheet) -> bool:
        return sheet.has("nom", "code_postal") and sum(sheet.has(column) for column in OWN_COLUMNS) >= 2

    def read(self, sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Item]:
        def make(row: Row) -> Record | None:
            words = words_of(row, vocabulary, STANDARDS, CODED)
            kind = next(iter(words.of("lieu")), "")
            record = record_of(row, words, vocabulary, source=SOURCE, kind=kind)
            return None if record is None else _with_local_knowledge(record, row)

        return each(rows_of(sheet, ALLOWED), make)


def _with_local_knowledge(record: Record, row: Row) -> Record:
    place = replace(record.place, languages=_languages(row), closures=_closures(row))
    stop = readable_name(row.raw("stop"))
    if stop:
        name = with_ending(place.name, f"arrêt {stop}")
        place = replace(place, id=f"{place.id}--{plain(stop).replace(' ', '-')}", name=name, mobile=True)
    return replace(record, place=place)


def _languages(row: Row) -> tuple[str, ...]:
    found = []
    for code in row.many("languages", "|,;"):
        if not _LANGUAGE.fullmatch(code):
            row.refuse("languages", "not a BCP 47 code such as ar, uk or pt-BR: dropped", code)
        elif code != "fr":
            found.append(code)
    return tuple(found)


def _closures(row: Row) -> tuple[tuple[dt.date, dt.date], ...]:
    found = []
    for text in row.many("closures", "|;,"):
        days = _closure(text)
        if days is None:
            row.refuse("closures", "not a closure such as 2026-12-24/2027-01-02: dropped", text)
        else:
            found.append(days)
    return tuple(sorted(set(found)))


def _closure(text: str) -> tuple[dt.date, dt.date] | None:
    match = _CLOSURE.fullmatch(text)
    if match is None:
        return None
    try:
        first = dt.date.fromisoformat(match[1])
        last = dt.date.fromisoformat(match[2] or match[1])
    except ValueError:
        return None
    return (first, last) if first <= last <= first + LONGEST_CLOSURE else None

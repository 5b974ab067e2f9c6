"""data·inclusion v1: structures and services, JSON, JSON lines or CSV.

Each row is validated with the models of `data-inclusion-schema`. The required prose (`description`) is never kept, so
a stand-in is validated in its place: one only looks for the words of everyday needs in it. A field the schema refuses
is dropped; a row is left out when it has no identifier or name. The package is imported when a first file of this
format is read: it is slow to load.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kiosk.directory.models import Service
from kiosk.publish import clean
from kiosk.publish.offer import Offer
from kiosk.publish.readable import readable_name
from kiosk.publish.readers import fields
from kiosk.publish.readers.place import identified, own_id, place_id, record_of, whereabouts
from kiosk.publish.readers.reader import Item, each
from kiosk.publish.readers.row import Allowed, Row, allow, rows_of
from kiosk.publish.readers.sheet import Sheet
from kiosk.publish.readers.words import Coded, words_of
from kiosk.publish.records import Record, ServiceRow
from kiosk.publish.scrubbing import scrub_name
from kiosk.publish.vocabulary import Vocabulary

SOURCE = "data·inclusion"
STANDARDS = ("data-inclusion-v1", "data-inclusion-v0")
LISTS = "|;,"

STRUCTURES = allow(
    source="source",
    id="id",
    name="nom",
    presentation="description",
    updated="date_maj",
    siret="siret",
    city="commune",
    postcode="code_postal",
    insee="code_insee",
    street="adresse",
    complement="complement_adresse",
    latitude="latitude",
    longitude="longitude",
    phone="telephone",
    email="courriel",
    website="site_web",
    hours="horaires_accueil",
    accessibility="accessibilite_lieu",
    networks="reseaux_porteurs",
)
CODED_STRUCTURES = (Coded("networks", "reseaux_porteurs", "label", LISTS),)

SERVICES = allow(
    source="source",
    structure="structure_id",
    id="id",
    name="nom",
    presentation="description",
    updated="date_maj",
    themes="thematiques",
    fees="frais",
    publics="publics",
    receptions="modes_accueil",
    contacts="modes_mobilisation",
    askers="mobilisable_par",
    booking="lien_mobilisation",
    city="commune",
    postcode="code_postal",
    insee="code_insee",
    street="adresse",
    complement="complement_adresse",
    latitude="latitude",
    longitude="longitude",
    phone="telephone",
    hours="horaires_accueil",
)
CODED_SERVICES = (
    Coded("themes", "thematiques", "theme", LISTS),
    Coded("fees", "frais", "frais", LISTS),
    Coded("publics", "publics", "public", LISTS),
    Coded("contacts", "modes_mobilisation", "contact", LISTS),
)
LIST_WORDS = frozenset({"networks", "themes", "publics", "receptions", "contacts", "askers"})
CODED_WORDS = frozenset({"networks", "themes", "publics", "contacts", "fees"})
"""Words whose values the vocabulary judges too: it knows older values and speaks of them one by one."""
PRIVATE_WORDS = frozenset({"phone", "email"})
MENDED_FIRST = {"siret": clean.siret, "postcode": clean.postcode, "insee": clean.insee}
"""Codes that are judged as we read them: without their spaces, and as text when they were numbers."""
STAND_IN = "(description non lue)"

ONLY_STRUCTURES = ("reseaux_porteurs", "accessibilite_lieu", "horaires_accueil")
NOT_STRUCTURES = ("horaires_ouverture", "antenne", "rna", "typologie", "labels_nationaux", "thematiques")
NOT_SERVICES = ("types", "profils", "prise_rdv", "frais_autres", "presentation_resume")
"""Columns of v0 that tell its files from a v1 file without any of its own optional columns."""
ONLY_SERVICES = (
    "mobilisable_par",
    "modes_mobilisation",
    "lien_mobilisation",
    "zone_eligibilite",
    "frais_precisions",
    "publics",
    "type",
)


class StructuresV1:
    name = "data·inclusion v1, structures"
    signs = "source, id, nom and one of reseaux_porteurs, accessibilite_lieu, horaires_accueil"

    def recognises(self, sheet: Sheet) -> bool:
        if not sheet.has("id", "nom", "source") or sheet.any_of("structure_id", "services", "pivot"):
            return False
        if sheet.any_of(*ONLY_STRUCTURES):
            return True
        named = any("--" in str(value) for value in sheet.values("id"))
        return named and sheet.has("date_maj") and not sheet.any_of(*NOT_STRUCTURES)

    def read(self, sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Item]:
        from data_inclusion.schema.v1 import Structure

        def make(row: Row) -> Record | None:
            _validate(row, Structure, STRUCTURES)
            if not row.text("id"):
                return _left_out(row, "id", "a structure needs an identifier")
            words = words_of(row, vocabulary, STANDARDS, CODED_STRUCTURES)
            return record_of(row, words, vocabulary, source=_source(row))

        return each(rows_of(sheet, STRUCTURES), make)


class ServicesV1:
    name = "data·inclusion v1, services"
    signs = "structure_id, nom and one of mobilisable_par, modes_mobilisation, lien_mobilisation, publics, type"

    def recognises(self, sheet: Sheet) -> bool:
        least = sheet.has("description", "date_maj") and not sheet.any_of(*NOT_SERVICES)
        return sheet.has("structure_id", "nom") and (least or sheet.any_of(*ONLY_SERVICES))

    def read(self, sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Item]:
        from data_inclusion.schema.v1 import Service as Model

        def make(row: Row) -> ServiceRow | None:
            _validate(row, Model, SERVICES)
            askers = row.many("askers", LISTS)
            if askers and "usagers" not in askers:
                return _left_out(row, "askers", "only professionals can ask for this service")
            return service_row(row, vocabulary, STANDARDS, CODED_SERVICES)

        return each(rows_of(sheet, SERVICES), make)


def service_row(
    row: Row, vocabulary: Vocabulary, standards: tuple[str, ...], coded: tuple[Coded, ...]
) -> ServiceRow | None:
    """One service of a file of services, of either version; None when it names no structure or has no name."""
    structure = own_id(row, "structure")
    if not structure:
        return _left_out(row, "structure", "a service needs the identifier of its structure")
    name = readable_name(row.raw("name"))
    if not name:
        return _left_out(row, "name", "a service needs a name")
    words = words_of(row, vocabulary, standards, coded)
    told = vocabulary.everyday.of_service(name, row.text("presentation"))
    offer = vocabulary.complete(words.offer + Offer(told))
    service = Service(
        themes=offer.themes,
        services=offer.services,
        publics=words.publics,
        contacts=words.of("contact"),
        name=name,
        free=words.free,
        booking_url=fields.link(row, "booking"),
    )
    source = _source(row)
    own = replace(whereabouts(row), name=name, kind=vocabulary.kind_of(name))
    return ServiceRow(
        place_id(source, structure) if source else structure,
        service,
        row.file,
        row.number,
        own=identified(row, own, source) if own.postcode or own.position else None,
        remote=row.many("receptions", LISTS) == ["a-distance"],
    )


def _source(row: Row) -> str:
    """The producer named by the row, or by its identifier ("dora--42")."""
    prefix, _, rest = row.text("id").partition("--")
    return scrub_name(row.text("source"))[:60] or (prefix if rest else SOURCE)


def _left_out(row: Row, word: str, reason: str) -> None:
    row.refuse(word, f"{reason}: the row is left out")


def _validate(row: Row, model: Any, allowed: Allowed) -> None:
    """Take away the values the schema refuses and say so. Coded values are left to the vocabulary, a name to its
    own rules (too long is cut, not refused)."""
    from pydantic import ValidationError

    words = {names[0]: word for word, names in allowed.items()}
    try:
        model.model_validate(_as_published(row, allowed))
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_context=False, include_input=False):
            word = words.get(str(problem["loc"][0]) if problem["loc"] else "", "")
            _take_away(row, word, str(problem["type"]))


def _take_away(row: Row, word: str, problem: str) -> None:
    if not word or row.raw(word) is None or word in CODED_WORDS or word in ("name", "source"):
        return
    reason = f"refused by the data·inclusion schema ({problem}): dropped"
    if word in PRIVATE_WORDS:
        row.refuse_privately(word, reason)
    elif word not in ("latitude", "longitude", "updated", "hours", "postcode", "website", "booking"):
        row.refuse(word, reason)
    else:
        return
    row.replace(**{word: None})


def _as_published(row: Row, allowed: Allowed) -> Mapping[str, object]:
    values: dict[str, object] = {}
    for word, names in allowed.items():
        raw = row.raw(word)
        if word == "presentation":
            values[names[0]] = STAND_IN
        elif word in LIST_WORDS:
            values[names[0]] = row.many(word, LISTS) or None
        elif word == "updated":
            values[names[0]] = clean.date(raw, row.today) or row.text(word) or None
        elif word in MENDED_FIRST:
            values[names[0]] = MENDED_FIRST[word](raw) or row.text(word) or None
        else:
            values[names[0]] = raw if isinstance(raw, float | int) else row.text(word) or None
    return values

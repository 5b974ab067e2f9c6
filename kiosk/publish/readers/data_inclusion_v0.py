"""data·inclusion v0: structures and services as they were published until 2024, and the files made from them.

Themes may be bare families ("mobilite"); labels, publics and services may be lists or text separated by ";".
Nothing in v0 says who can ask for a service, and its phone may be one that is not for the public: it is not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.publish.readers.data_inclusion import LISTS, service_row
from kiosk.publish.readers.place import record_of
from kiosk.publish.readers.reader import Item, each
from kiosk.publish.readers.row import Row, allow, rows_of
from kiosk.publish.readers.sheet import Sheet
from kiosk.publish.readers.words import Coded, words_of
from kiosk.publish.records import Record, ServiceRow
from kiosk.publish.vocabulary import Vocabulary

SOURCE = "data·inclusion"
STANDARDS = ("data-inclusion-v0", "data-inclusion-v1", "mednum-v0")

STRUCTURES = allow(
    id="id",
    source="source",
    siret="siret",
    name="nom",
    presentation="presentation_resume",
    city="commune",
    postcode="code_postal",
    insee="code_insee",
    street="adresse",
    complement="complement_adresse",
    latitude="latitude",
    longitude="longitude",
    typology="typologie",
    phone="telephone",
    email="courriel",
    website="site_web",
    hours="horaires_ouverture",
    accessibility="accessibilite",
    updated="date_maj",
    labels=("labels_nationaux", "labels_nat"),
    themes="thematiques",
    services="services",
    publics=("publics_accueillis", "profils"),
    fees=("conditions_acces", "frais"),
    ways="modalites_accompagnement",
    booking="prise_rdv",
)
CODED_STRUCTURES = (
    Coded("labels", "labels_nationaux", "label", LISTS),
    Coded("themes", "thematiques", "theme", LISTS),
    Coded("services", "thematiques", "theme", LISTS),
    Coded("publics", "profils", "public", LISTS),
    Coded("fees", "frais", "frais", LISTS),
    Coded("ways", "modalites_accompagnement", "accompagnement", LISTS),
)

SERVICES = allow(
    id="id",
    structure="structure_id",
    source="source",
    name="nom",
    presentation="presentation_resume",
    themes="thematiques",
    fees="frais",
    publics="profils",
    contacts="modes_orientation_beneficiaire",
    receptions="modes_accueil",
    booking="prise_rdv",
    city="commune",
    postcode="code_postal",
    insee="code_insee",
    street="adresse",
    complement="complement_adresse",
    latitude="latitude",
    longitude="longitude",
    updated="date_maj",
)
CODED_SERVICES = (
    Coded("themes", "thematiques", "theme", LISTS),
    Coded("fees", "frais", "frais", LISTS),
    Coded("publics", "profils", "public", LISTS),
    Coded("contacts", "modes_orientation_beneficiaire", "contact", LISTS),
)

ONLY_STRUCTURES = ("horaires_ouverture", "antenne", "rna", "_di_surrogate_id", "labels_nat")
ONLY_SERVICES = ("types", "profils", "prise_rdv", "frais_autres", "modes_orientation_beneficiaire", "thematiques")


class StructuresV0:
    name = "data·inclusion v0, structures"
    signs = "id, nom and one of horaires_ouverture, antenne, rna"

    def recognises(self, sheet: Sheet) -> bool:
        return sheet.has("id", "nom") and sheet.any_of(*ONLY_STRUCTURES) and not sheet.has("structure_id")

    def read(self, sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Item]:
        def make(row: Row) -> Record | None:
            words = words_of(row, vocabulary, STANDARDS, CODED_STRUCTURES)
            return record_of(row, words, vocabulary, source=SOURCE)

        return each(rows_of(sheet, STRUCTURES), make)


class ServicesV0:
    name = "data·inclusion v0, services"
    signs = "structure_id, nom and one of types, profils, prise_rdv, thematiques"

    def recognises(self, sheet: Sheet) -> bool:
        return sheet.has("structure_id", "nom") and sheet.any_of(*ONLY_SERVICES)

    def read(self, sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Item]:
        def make(row: Row) -> ServiceRow | None:
            return service_row(row, vocabulary, STANDARDS, CODED_SERVICES)

        return each(rows_of(sheet, SERVICES), make)

"""The places of digital help: the standard v1 and v0, CSV or JSON, and the API of the ANCT (route "carto").

v1 separates values with "|", v0 with ";", and files in between have the columns of one and the separator of the
other: both separators are taken everywhere. The API gives lists, the address as an object, and people under
`mediateurs`, which is in no allow-list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.publish.readers.place import record_of
from kiosk.publish.readers.reader import Item, each
from kiosk.publish.readers.row import Allowed, Row, allow, rows_of
from kiosk.publish.readers.sheet import Sheet
from kiosk.publish.readers.words import Coded, words_of
from kiosk.publish.records import Record
from kiosk.publish.vocabulary import Vocabulary

DEFAULT_SOURCE = "Médiation numérique"

V1 = allow(
    id="id",
    siret="pivot",
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
    email=("courriels", "courriel"),
    website="site_web",
    hours="horaires",
    source="source",
    mobile="itinerance",
    updated="date_maj",
    services="services",
    publics="publics_specifiquement_adresses",
    supports="prise_en_charge_specifique",
    fees="frais_a_charge",
    programmes="dispositif_programmes_nationaux",
    labels="formations_labels",
    contacts="modalites_acces",
    ways="modalites_accompagnement",
    accessibility="fiche_acces_libre",
    booking="prise_rdv",
)
CODED_V1 = (
    Coded("services", "services", "service"),
    Coded("publics", "publics_specifiquement_adresses", "public"),
    Coded("supports", "prise_en_charge_specifique", "soutien"),
    Coded("fees", "frais_a_charge", "frais"),
    Coded("programmes", "dispositif_programmes_nationaux", "label"),
    Coded("labels", "formations_labels", "label"),
    Coded("contacts", "modalites_acces", "contact"),
    Coded("ways", "modalites_accompagnement", "accompagnement"),
    Coded("mobile", "itinerance", "mobile"),
)

V0 = allow(
    id="id",
    siret="pivot",
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
    email=("courriel", "courriels"),
    website="site_web",
    hours="horaires",
    source="source",
    updated="date_maj",
    services="services",
    publics="publics_accueillis",
    fees=("conditions_acces", "conditions_access"),
    labels="labels_nationaux",
    ways="modalites_accompagnement",
    accessibility="accessibilite",
    booking="prise_rdv",
)
CODED_V0 = (
    Coded("services", "services", "service"),
    Coded("publics", "publics_accueillis", "public"),
    Coded("fees", "conditions_acces", "frais"),
    Coded("labels", "labels_nationaux", "label"),
    Coded("ways", "modalites_accompagnement", "accompagnement"),
)

CARTO = dict(V1) | allow(
    street_number="adresse.numero_voie",
    street_repetition="adresse.repetition",
    street="adresse.nom_voie",
    city="adresse.commune",
    postcode="adresse.code_postal",
    insee="adresse.code_insee",
)

ONLY_V1 = (
    "publics_specifiquement_adresses",
    "prise_en_charge_specifique",
    "frais_a_charge",
    "dispositif_programmes_nationaux",
    "formations_labels",
    "autres_formations_labels",
    "modalites_acces",
    "fiche_acces_libre",
    "courriels",
    "itinerance",
)
ONLY_V0 = (
    "conditions_acces",
    "conditions_access",
    "labels_nationaux",
    "labels_autres",
    "publics_accueillis",
    "cle_ban",
    "accessibilite",
)


@dataclass(frozen=True, slots=True)
class Mednum:
    """One edition of the standard: which columns tell it apart, which are read, which equivalences come first."""

    name: str
    signs: str
    own_columns: tuple[str, ...]
    other_columns: tuple[str, ...]
    allowed: Allowed
    coded: tuple[Coded, ...]
    standards: tuple[str, ...]

    def recognises(self, sheet: Sheet) -> bool:
        own, others = (sum(map(sheet.has, columns)) for columns in (self.own_columns, self.other_columns))
        return sheet.has("nom", "services") and sheet.any_of("code_postal", "commune") and own > 0 and own >= others

    def read(self, sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Item]:
        def make(row: Row) -> Record | None:
            words = words_of(row, vocabulary, self.standards, self.coded)
            return record_of(row, words, vocabulary, source=DEFAULT_SOURCE)

        return each(rows_of(sheet, self.allowed), make)


@dataclass(frozen=True, slots=True)
class Carto(Mednum):
    """The same places as the ANCT's API gives them."""

    def recognises(self, sheet: Sheet) -> bool:
        return sheet.has("nom", "adresse.code_postal") and sheet.any_of("adresse.nom_voie", "adresse.commune")


MEDNUM_V1 = Mednum(
    "médiation numérique v1",
    "nom, services, code_postal and one of frais_a_charge, modalites_acces, courriels, itinerance…",
    ONLY_V1,
    ONLY_V0,
    V1,
    CODED_V1,
    ("mednum-v1", "mednum-v0"),
)
MEDNUM_V0 = Mednum(
    "médiation numérique v0",
    "nom, services, code_postal and one of conditions_acces, labels_nationaux, publics_accueillis…, or pivot",
    (*ONLY_V0, "pivot"),
    (),
    V0,
    CODED_V0,
    ("mednum-v0", "mednum-v1"),
)
ANCT_CARTO = Carto(
    "ANCT DataSpace",
    "nom and adresse as an object with code_postal and nom_voie",
    (),
    (),
    CARTO,
    CODED_V1,
    ("anct-dataspace", "mednum-v0"),
)

"""Each wire format: known by its content, read into the one vocabulary, odd values reported and never fatal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest
from reader_samples import (
    AIDANTS_ROW,
    CARTO_ROW,
    FRANCE_SERVICES_ROW,
    MEDNUM_V0_ROW,
    MEDNUM_V1_ROW,
    REGIONAL_ROW,
    SAMPLES,
    SERVICE_V0_ROW,
    SERVICE_V1_ROW,
    STRUCTURE_V0_ROW,
    STRUCTURE_V1_ROW,
    TOWN_ROW,
    Sample,
)

from kiosk.directory.models import Place
from kiosk.publish.records import Mending, Record, Rejection, ServiceRow
from kiosk.publish.source import SourceRead, detect, read_source
from kiosk.publish.vocabulary import Vocabulary, load_vocabulary

TODAY = dt.date(2026, 6, 1)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(Path(__file__).parents[3] / "content" / "vocabulary")


class Desk:
    """Reads rows of one format as if they stood in a file."""

    def __init__(self, folder: Path, vocabulary: Vocabulary) -> None:
        self._folder = folder
        self._vocabulary = vocabulary

    def read(self, base: Mapping[str, object], *changes: Mapping[str, object], shape: str = "json") -> SourceRead:
        rows = [{**base, **change} for change in changes] or [base]
        return read_source(Sample("", shape, base).file(self._folder, rows), self._vocabulary, TODAY)

    def place(self, base: Mapping[str, object], shape: str = "json", **changes: object) -> Place:
        (record,) = [item for item in self.read(base, changes, shape=shape).items if isinstance(item, Record)]
        return record.place

    def refused(self, base: Mapping[str, object], shape: str = "json", **changes: object) -> list[tuple[str, str]]:
        items = self.read(base, changes, shape=shape).items
        return [(item.field, item.value) for item in items if isinstance(item, Rejection)]


@pytest.fixture
def desk(tmp_path: Path, vocabulary: Vocabulary) -> Desk:
    return Desk(tmp_path, vocabulary)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.format} {sample.shape}")
def test_a_format_is_known_by_its_content(sample: Sample, vocabulary: Vocabulary, tmp_path: Path) -> None:
    """Whatever the file is called, each sample is recognised and its one row is used."""
    path = sample.file(tmp_path).rename(tmp_path / "données.bin")
    assert detect(path).name == sample.format
    read = read_source(path, vocabulary, TODAY)
    assert (read.format, read.rows) == (sample.format, 1)
    assert sum(isinstance(item, Record | ServiceRow) for item in read.items) == 1


@pytest.mark.parametrize("shape", [",", ";", "json"])
def test_mednum_v1(desk: Desk, shape: str) -> None:
    """The standard of 2024: "|" between values, several contacts, publics, supports, languages and programmes."""
    place = desk.place(MEDNUM_V1_ROW, shape)
    assert place.id == "hubik--structure-1"
    assert place.street == "12 bis Rue des Peupliers" and place.city == "Tourcoing"
    assert place.position == (50.7249, 3.1576)
    assert (place.email, place.website) == ("accueil@atelier.example", "https://atelier.example/")
    assert place.labels == ("aidants-connect", "conseiller-numerique", "ordi-3-0")
    assert place.languages == ("en",) and "surdite" in place.supports
    assert place.mobile and place.free is True and place.kind == "tiers-lieu"
    assert place.access == ("en-autonomie", "a-distance")
    assert place.accessibility_url == "https://acceslibre.example/erp/1/"
    (service,) = place.services
    assert service.publics == ("jeunes", "femmes") and service.contacts == ("se-presenter", "telephoner")
    assert {"Aide aux démarches administratives", "Loisirs et créations numériques"} <= set(service.services)
    assert "numerique--acceder-a-des-services-en-ligne" in service.themes
    assert place.sources[0].name == "Hubik" and place.sources[0].updated == dt.date(2024, 4, 2)


@pytest.mark.parametrize("shape", [",", "json"])
def test_mednum_v0(desk: Desk, shape: str) -> None:
    """The standard of 2022 with its misspelt column: ";" between values, 15 services become 9, zeros are no SIRET."""
    place = desk.place(MEDNUM_V0_ROW, shape)
    assert place.name == "Escale Numérique" and place.city == "Le Coudray-Saint-Germer"
    assert place.labels == ("conseiller-numerique", "france-services") and place.kind == "france-services"
    assert place.access == ("a-ma-place",) and place.supports == ("illettrisme",) and place.free is True
    assert place.phone == "+33344000001" and place.website == "https://www.escale.example.fr"
    assert "Accès internet et matériel informatique" in place.services[0].services
    (record,) = [x for x in desk.read(MEDNUM_V0_ROW, shape=shape).items if isinstance(x, Record)]
    assert record.siret == "" and record.row == (1 if shape == "json" else 2)


def test_swapped_coordinates_are_mended_and_said(desk: Desk) -> None:
    """The position is put right: a mending that shows both numbers as they were, and no rejection."""
    assert desk.place(MEDNUM_V0_ROW).position == (49.42, 1.84)
    assert desk.refused(MEDNUM_V0_ROW) == []
    (mending,) = [item for item in desk.read(MEDNUM_V0_ROW).items if isinstance(item, Mending)]
    assert (mending.row, mending.field, mending.value) == (1, "latitude", "1.84, 49.42")
    assert "exchanged" in str(mending) and "row 1" in str(mending)


def test_the_columns_of_one_edition_with_the_separator_of_the_other(desk: Desk) -> None:
    """Files between the editions exist: v1 columns and ";"."""
    place = desk.place(MEDNUM_V1_ROW, frais_a_charge="Gratuit sous condition;Payant", typologie="CCAS;MUNI")
    assert place.kind == "ccas" and place.free is None


def test_a_place_that_receives_nobody_is_left_out(desk: Desk) -> None:
    """ "Ce lieu n'accueille pas de public", with either apostrophe, is one rejection and no record."""
    for value in ("Téléphoner|Ce lieu n'accueille pas de public", "Ce lieu n’accueille pas de public"):
        (item,) = desk.read(MEDNUM_V1_ROW, {"modalites_acces": value}).items
        assert isinstance(item, Rejection) and "public is not received" in item.reason


def test_unknown_values_are_refused_one_by_one(desk: Desk) -> None:
    """A value nobody knows goes to the report with its column; the rest of the field and the row stay."""
    change = {"services": "Aide aux démarches administratives|Voyance", "labels_nationaux": "CNFS"}
    assert desk.refused(MEDNUM_V1_ROW, **change) == [("services", "Voyance")]
    assert "Aide aux démarches administratives" in desk.place(MEDNUM_V1_ROW, **change).services[0].services


def test_the_anct_route(desk: Desk) -> None:
    """Lists instead of separators, the address as an object, an ISO date-time, numbers that may be null."""
    place = desk.place(CARTO_ROW)
    assert place.street == "17 bis Grande Rue" and (place.postcode, place.city) == ("59100", "Roubaix")
    assert place.updated == dt.date(2025, 1, 31) and place.free is False
    assert place.services[0].contacts == ("utiliser-lien-mobilisation",)
    bare = {"numero_voie": "null", "repetition": None, "nom_voie": "Le Bourg", "commune": "X", "code_postal": "59100"}
    assert desk.place(CARTO_ROW, adresse=bare, latitude=None, services=None).street == "Le Bourg"


def test_data_inclusion_v1_structures(desk: Desk) -> None:
    """The identifier is kept as published; networks tell the kind and the labels."""
    place = desk.place(STRUCTURE_V1_ROW)
    assert place.id == "dora--42" and place.kind == "mission-locale" and place.labels == ("aidants-connect",)
    assert place.hours == "Mo-Fr 08:30-12:30; PH off"
    assert "trouver-un-emploi--repondre-a-des-offres-demploi" in place.services[0].themes


def test_data_inclusion_v1_with_nothing_but_the_required(desk: Desk) -> None:
    """Files that leave out empty fields are still known: the least a structure and a service can be."""
    structure = {key: STRUCTURE_V1_ROW[key] for key in ("source", "id", "nom", "date_maj", "code_postal")}
    service = {key: SERVICE_V1_ROW[key] for key in ("source", "structure_id", "id", "nom", "description", "date_maj")}
    assert desk.read(structure).format == "data·inclusion v1, structures"
    assert desk.read({**structure, "_di_surrogate_id": "x", "reseaux_porteurs": []}).format.startswith(
        "data·inclusion v1"
    )
    assert desk.read(service).format == "data·inclusion v1, services"


def test_data_inclusion_v1_lists_written_as_text(desk: Desk) -> None:
    """A CSV export writes lists in several ways; all are the same list."""
    ways = ('["mission-locale", "aidants-connect"]', "['mission-locale' 'aidants-connect']", "{caf,aidants-connect}")
    for text in ways:
        assert desk.place(STRUCTURE_V1_ROW, ",", reseaux_porteurs=text).labels == ("aidants-connect",)


def test_the_schema_refuses_fields_and_the_row_stays(desk: Desk) -> None:
    """A value the data·inclusion schema refuses is reported with its column, without what may be a person's."""
    change = {"siret": "12", "courriel": "pas un courriel", "reseaux_porteurs": ["caf", "inconnu"]}
    assert sorted(desk.refused(STRUCTURE_V1_ROW, **change)) == [
        ("courriel", "(not kept)"),
        ("reseaux_porteurs", "inconnu"),
        ("siret", "12"),
    ]
    assert desk.place(STRUCTURE_V1_ROW, **change).email == ""


def test_data_inclusion_v1_services(desk: Desk) -> None:
    """A service keeps its name, codes, link and the identifier of its structure; prose is not needed."""
    (item,) = desk.read(SERVICE_V1_ROW, {"description": "x"}).items
    assert isinstance(item, ServiceRow)
    assert item.structure_key == "dora--42" and item.service.name == "Aide au permis"
    assert item.service.themes == ("mobilite--preparer-un-permis",) and item.service.free is True
    assert item.service.publics == ("jeunes", "demandeurs-emploi") and item.service.contacts == ("telephoner",)
    assert item.service.booking_url == "https://mission.example.fr/permis"


def test_what_only_professionals_can_ask_for_is_left_out(desk: Desk) -> None:
    """Such a service is one rejection; one that says nothing of it, or names users too, stays."""
    (item,) = desk.read(SERVICE_V1_ROW, {"mobilisable_par": ["professionnels"]}).items
    assert isinstance(item, Rejection) and item.field == "mobilisable_par" and "professionals" in item.reason
    (kept,) = desk.read(SERVICE_V1_ROW, {"mobilisable_par": None, "publics": ["tous-publics"]}).items
    assert isinstance(kept, ServiceRow) and kept.service.publics == ()


def test_data_inclusion_v0(desk: Desk) -> None:
    """Bare families give way to their leaves; adults mean everybody; "3646" is a phone; themes and services meet."""
    place = desk.place(STRUCTURE_V0_ROW)
    assert place.id == "odspep--100-odspep" and place.kind == "france-services" and place.phone == "3646"
    assert place.services[0].publics == () and place.updated == dt.date(2016, 8, 5)
    assert "Maîtrise des outils numériques du quotidien" in place.services[0].services
    assert "numerique--acquerir-un-equipement" not in place.services[0].themes
    (item,) = desk.read(SERVICE_V0_ROW).items
    assert isinstance(item, ServiceRow) and item.structure_key == "odspep--100-odspep"
    assert len(item.service.themes) == 6 and item.service.publics == ("seniors",)


def test_the_regional_map(desk: Desk) -> None:
    """Written hours are understood, "Tout public" means everybody, rows without identifier get a lasting one."""
    place = desk.place(REGIONAL_ROW, ",")
    assert place.hours == "Mo-Fr 09:00-12:00" and place.street == "10 Rue Gresset" and place.kind == "mediatheque"
    assert place.services[0].publics == ()
    assert place.id == desk.place(REGIONAL_ROW, ",", contact_telephone="").id
    assert place.id != desk.place(REGIONAL_ROW, ",", nom="Autre").id


def test_the_regional_map_geocoded_elsewhere(desk: Desk) -> None:
    """The address as written wins over the geocoder's town, and the position that is not there is dropped."""
    geocoded = {"adresse_commune": "Verquin", "adresse_code_postal": "62131"}
    change = {"adresse_brut": "131 Grand Rue 62321 Boulogne-sur-Mer", **geocoded}
    place = desk.place(REGIONAL_ROW, ",", **change)
    assert (place.street, place.postcode, place.city) == ("131 Grand Rue", "62321", "Boulogne-sur-Mer")
    assert place.position is None
    assert ("latitude", "62321 Boulogne-sur-Mer") in desk.refused(REGIONAL_ROW, ",", **change)


def test_france_services(desk: Desk) -> None:
    """One column of hours a day, a phone with spaces, a bus, and what every France services promises."""
    place = desk.place(FRANCE_SERVICES_ROW, ",")
    assert place.hours.startswith("Mo 09:30-12:30,13:30-16:00; Tu 09:30-12:30; Fr 09:00-13:00")
    assert place.phone == "+33359731820" and place.mobile and place.labels == ("france-services",)
    assert "Aide aux démarches administratives" in place.services[0].services


def test_france_services_hours_that_contradict_themselves_stay_text(desk: Desk) -> None:
    """Hours nobody can be certain of are shown as written, and reported."""
    place = desk.place(FRANCE_SERVICES_ROW, ",", h_lundi="09:00 - 16:30 / 13:30 - 16:30")
    assert place.hours == "" and "lundi : 09:00 - 16:30 / 13:30 - 16:30" in place.hours_text


def test_aidants_connect(desk: Desk) -> None:
    """Narrow spaces in numbers, a postcode that lost its zero, the town inside the address."""
    (record,) = [item for item in desk.read(AIDANTS_ROW).items if isinstance(item, Record)]
    place = record.place
    assert record.siret == "30457621801147" and place.id == "aidants-connect--3725"
    assert (place.street, place.postcode) == ("139 Rue Leon Beauchamp", "02820")
    assert place.city == "La Chapelle-d'Armentières" and place.updated == dt.date(2021, 3, 15)


def test_the_town_sheet(desk: Desk) -> None:
    """Closures, languages, a bus stop, French labels as codes, written hours, decimal commas."""
    place = desk.place(TOWN_ROW, ";")
    assert place.name == "Le bus des services – arrêt Gare" and place.id.endswith("--bus-1--gare") and place.mobile
    assert place.kind == "bus" and place.position == (50.72, 3.15)
    assert place.closures[0] == (dt.date(2026, 12, 24), dt.date(2027, 1, 2))
    assert place.closures[1] == (dt.date(2027, 5, 14), dt.date(2027, 5, 14))
    assert place.languages == ("ar", "uk") and place.hours == "Tu 09:00-12:00"
    assert {"mobilite--preparer-un-permis", "remobilisation--lien-social"} <= set(place.services[0].themes)
    assert place.services[0].contacts == ("se-presenter", "telephoner")


def test_the_type_in_the_town_sheet(desk: Desk) -> None:
    """A typology code, our own code or its French label say the same."""
    kinds = {desk.place(TOWN_ROW, ";", type=written).kind for written in ("CSC", "centre-social", "Centre social")}
    assert kinds == {"centre-social"}


def test_typing_errors_in_the_town_sheet(desk: Desk) -> None:
    """Each slip is reported with its column and value, and the row is kept."""
    change = {"fermetures": "2027-01-02/2026-12-24|Noël", "langues": "arabe|ar", "type": "cantine", "themes": "dormir"}
    assert desk.refused(TOWN_ROW, ";", **change) == [
        ("type", "cantine"),
        ("themes", "dormir"),
        ("langues", "arabe"),
        ("fermetures", "2027-01-02/2026-12-24"),
        ("fermetures", "Noël"),
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"nom": ""}, "nom"),
        ({"nom": "265 901 785 00"}, "nom"),
        ({"code_postal": "", "latitude": None}, "code_postal"),
    ],
)
def test_a_row_without_the_least_is_left_out(desk: Desk, change: Mapping[str, object], field: str) -> None:
    """A name, and a postcode or a position: without them there is no record, and the last rejection says why."""
    items = desk.read(MEDNUM_V0_ROW, change).items
    rejections = [item for item in items if not isinstance(item, Mending)]
    assert all(isinstance(item, Rejection) for item in rejections)
    assert isinstance(rejections[-1], Rejection) and rejections[-1].field == field
    assert rejections[-1].reason.endswith("left out")


def test_odd_values_are_dropped_and_said(desk: Desk) -> None:
    """Dates of the future, links that are none, mobiles: each is a rejection of its field, in order of the row."""
    change = {"date_maj": "2031-01-01", "prise_rdv": "voir Paul", "telephone": "0612345678", "code_postal": "5920"}
    fields = dict(desk.refused(MEDNUM_V0_ROW, **change))
    assert fields.keys() == {"date_maj", "prise_rdv", "telephone"}
    assert fields["telephone"] == "(not kept)" and fields["date_maj"] == "2031-01-01"
    assert desk.place(MEDNUM_V0_ROW, **change).postcode == "05920"


def test_broken_osm_hours_become_text(desk: Desk) -> None:
    """Hours that no rule can read are kept as written, without contacts, and reported."""
    prose = "Horaires variables. Demander à M. Paul au 0320000000"
    place = desk.place(MEDNUM_V0_ROW, horaires=prose)
    assert (place.hours, place.hours_text) == ("", "Horaires variables")
    assert [field for field, _ in desk.refused(MEDNUM_V0_ROW, horaires=prose)] == ["horaires"]


def test_rows_are_numbered_as_a_person_counts(desk: Desk, tmp_path: Path, vocabulary: Vocabulary) -> None:
    """In CSV the line where the row starts, cells with line breaks and empty lines counted; in JSON its rank."""
    two_lines = {**MEDNUM_V1_ROW, "presentation_detail": "une\ndeux\ntrois"}
    text = Sample("", ",", MEDNUM_V1_ROW).bytes([two_lines, MEDNUM_V1_ROW]).decode()
    path = tmp_path / "a.csv"
    path.write_text(text + "\n\n" + text.splitlines()[-1] + "\n", encoding="utf-8", newline="")
    records = [item for item in read_source(path, vocabulary, TODAY).items if isinstance(item, Record)]
    assert [record.row for record in records] == [2, 5, 8]
    ranks = [item.row for item in desk.read(MEDNUM_V1_ROW, {}, {}).items if isinstance(item, Record)]
    assert ranks == [1, 2]


NARROW = "\u202f"


@pytest.mark.parametrize("siret", ["130 030 133 00016", f"130{NARROW}030{NARROW}133{NARROW}00016"])
def test_data_inclusion_v1_codes_are_mended_before_the_schema_sees_them(desk: Desk, siret: str) -> None:
    """A SIRET with spaces, codes that are numbers: nothing of it is refused."""
    change = {"siret": siret, "code_postal": 59000, "code_insee": 59350}
    (record,) = desk.read(STRUCTURE_V1_ROW, change).items
    assert isinstance(record, Record) and record.siret == "13003013300016"
    assert (record.place.postcode, record.place.insee) == ("59000", "59350")


def test_where_a_data_inclusion_service_is(desk: Desk) -> None:
    """Its own address, hours and landline come with it; a mobile phone never does; no address is no place."""
    address = {"adresse": "9 rue de Lille", "code_postal": "59200", "commune": "TOURCOING"}
    told = {**address, "latitude": 50.72, "longitude": 3.16, "horaires_accueil": "Mo 09:00-12:00"}
    (item,) = desk.read(SERVICE_V1_ROW, {**told, "modes_accueil": ["a-distance"]}).items
    assert isinstance(item, ServiceRow) and item.own is not None and item.remote
    assert (item.own.name, item.own.id, item.own.address) == (
        "Aide au permis",
        "dora--s1",
        "9 rue de Lille, 59200 Tourcoing",
    )
    assert (item.own.position, item.own.hours, item.own.phone) == ((50.72, 3.16), "Mo 09:00-12:00", "+33320000003")
    (item, refused) = desk.read(SERVICE_V1_ROW, {**told, "telephone": "0612345678"}).items
    assert isinstance(item, ServiceRow) and item.own is not None and item.own.phone == "" and not item.remote
    assert isinstance(refused, Rejection) and (refused.field, refused.value) == ("telephone", "(not kept)")
    (item,) = desk.read(SERVICE_V1_ROW).items
    assert isinstance(item, ServiceRow) and item.own is None
    (item,) = desk.read(SERVICE_V0_ROW, {**address, "telephone": "0320000009"}).items
    assert isinstance(item, ServiceRow) and item.own is not None
    assert (item.own.street, item.own.phone) == ("9 rue de Lille", "")


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://rdv.anct.gouv.fr/org/17 25", ""),
        ("https://a.example/x https://b.example/y", "https://a.example/x"),
        ("pas encore | https://b.example/y", "https://b.example/y"),
    ],
)
def test_a_link_with_a_space_is_no_link(desk: Desk, written: str, link: str) -> None:
    """It would lead to another page: "/org/17 25" is not the page of organisation 17. Two links are two links."""
    assert desk.place(MEDNUM_V1_ROW, prise_rdv=written).booking_url == link


def test_a_link_with_a_user_name_is_shown_without_it(desk: Desk) -> None:
    """The report's value stays readable, and nobody's login is in it."""
    change = {"prise_rdv": "https://jean.dupont:secret@evil.example/org/12"}
    assert ("prise_rdv", "https://(hidden)@evil.example/org/12") in desk.refused(MEDNUM_V1_ROW, **change)
    change = {"prise_rdv": "https://www.rdv.example/prendre_rdv?user_email=jean.dupont@mail.example"}
    assert ("prise_rdv", "https://www.rdv.example/prendre_rdv?user_email=") in desk.refused(MEDNUM_V1_ROW, **change)

"""The demonstration directory is content kept by hand: these tests hold what every screen and path counts on."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import unicodedata
from collections import defaultdict
from math import cos, hypot, radians
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from data_inclusion.schema import v1
from opening_hours import OpeningHours, ParserError

from kiosk.directory.models import Ask, Place, Query, Result
from kiosk.directory.search import search
from kiosk.directory.store import Directory, memory_directory
from kiosk.publish.demo import demonstration_sources
from kiosk.publish.publication import gather
from kiosk.publish.vocabulary import Vocabulary, load_vocabulary
from kiosk.settings import TABLES, load_settings

HOUSE = Path(__file__).parents[3]
DEMO = Path(__file__).parents[3] / "content" / "demo"
SITE = load_settings(DEMO / "site.toml")
STRUCTURES = json.loads((DEMO / "data-inclusion-structures.json").read_text(encoding="utf-8"))
SERVICES = json.loads((DEMO / "data-inclusion-services.json").read_text(encoding="utf-8"))
FILES = sorted(path for path in DEMO.iterdir() if path.is_file())
TODAY = dt.date(2026, 11, 20)
FICTION = ("019900", "026191", "035301", "046571", "053649")
"""First six digits of the numbers that the French regulator keeps for films and books."""
CLOSED_DOORS = "Ce lieu n'accueille pas de public"
DIGITAL_SERVICES = {
    "Aide aux démarches administratives",
    "Maîtrise des outils numériques du quotidien",
    "Insertion professionnelle via le numérique",
    "Utilisation sécurisée du numérique",
    "Parentalité et éducation avec le numérique",
    "Loisirs et créations numériques",
    "Compréhension du monde numérique",
    "Accès internet et matériel informatique",
    "Acquisition de matériel informatique à prix solidaire",
}


def rows(name: str, delimiter: str) -> list[dict[str, str]]:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter, strict=True))


MEDNUM = rows("lieux-mediation-numerique.csv", ",")
SHEET = rows("feuille-de-la-commune.csv", ";")
ASKABLE = [service for service in SERVICES if "usagers" in service["mobilisable_par"]]


def key(row: dict) -> tuple[str, str]:
    """What makes two rows one place; each stop of the bus is its own."""
    name = unicodedata.normalize("NFKD", row["nom"] + row.get("arret", "")).casefold()
    return re.sub(r"[^a-z0-9]", "", name), row["code_postal"]


def km_away(row: dict) -> float:
    """Kilometres from the site on a flat earth, which is exact enough here; infinite without a position."""
    if not row.get("latitude"):
        return float("inf")
    north, east = float(row["latitude"]) - SITE.latitude, float(row["longitude"]) - SITE.longitude
    return hypot(north, east * cos(radians(SITE.latitude))) * 111.2


def is_near(row: dict) -> bool:
    return km_away(row) <= SITE.territory.near_km


def many(cell: str) -> list[str]:
    return [value for value in cell.split("|") if value]


def understood(hours: str) -> bool:
    try:
        OpeningHours(hours, country="FR")
    except ParserError:
        return False
    return True


def all_hours() -> list[str]:
    cells = [row.get("horaires_accueil", "") for row in STRUCTURES + SERVICES]
    cells += [row["horaires"] for row in MEDNUM + SHEET] + [SITE.helper.hours]
    return [cell for cell in cells if cell]


def links() -> set[str]:
    return {url for path in FILES for url in re.findall(r"https?://[^\s\"|;,]+", path.read_text(encoding="utf-8"))}


def test_site_file_is_a_demonstration_and_writes_every_key() -> None:
    """The example site file says it is a demonstration, and no known key is missing from it."""
    text = (DEMO / "site.toml").read_text(encoding="utf-8")
    assert SITE.demonstration and SITE.helper.desk and SITE.helper.booking_url
    tables = {name: getattr(SITE, name) for name in TABLES}
    skipped = {*tables, "origin"}
    names = [name for table in (SITE, *tables.values()) for name in table.__dataclass_fields__ if name not in skipped]
    assert [
        name for name in names if not re.search(rf"^({name} = |\[\w+\.{name}(\.\w+)?\]$)", text, re.MULTILINE)
    ] == []
    assert [name for name in tables if f"[{name}]" not in text] == []


def test_there_are_about_eighty_places_and_three_hundred_services() -> None:
    """The made-up town has its size: about 80 distinct places, about 280 services, some told by three files."""
    told_by = defaultdict(set)
    for name, table in (("di", STRUCTURES), ("mednum", MEDNUM), ("sheet", SHEET)):
        for row in table:
            told_by[key(row)].add(name)
    assert 75 <= len(told_by) <= 90
    offering = [row for row in SHEET if row["themes"] or row["services"]]
    assert 260 <= len(ASKABLE) + len(MEDNUM) + len(offering) <= 300
    assert sum(len(files) == 3 for files in told_by.values()) >= 5
    assert sum(len(files) == 2 for files in told_by.values()) >= 12


def test_identifiers_are_unique_and_services_have_their_structure() -> None:
    """No identifier is given twice in a file, and every service belongs to a structure of the other file."""
    for table in (STRUCTURES, SERVICES, MEDNUM, SHEET):
        assert len({row["id"] for row in table}) == len(table)
    assert {row["structure_id"] for row in SERVICES} == {row["id"] for row in STRUCTURES}


@pytest.mark.parametrize("row", STRUCTURES, ids=lambda row: row["id"])
def test_structures_are_valid(row: dict) -> None:
    """Every structure is a valid data·inclusion v1 structure, warnings of the schema included."""
    v1.Structure.model_validate(row, context={"ignore_warnings": False})
    assert set(row) <= set(v1.Structure.model_fields)


@pytest.mark.parametrize("row", SERVICES, ids=lambda row: row["id"])
def test_services_are_valid(row: dict) -> None:
    """Every service is a valid data·inclusion v1 service and names nobody."""
    v1.Service.model_validate(row, context={"ignore_warnings": False})
    assert set(row) <= set(v1.Service.model_fields) - {"contact_nom_prenom"}


def test_every_theme_is_offered_near_the_site() -> None:
    """Each of the 69 themes is offered to visitors by at least two places in the near circle."""
    near = {key(row) for row in STRUCTURES + MEDNUM + SHEET if is_near(row)}
    places = {row["id"]: key(row) for row in STRUCTURES}
    offers = [(places[service["structure_id"]], service["thematiques"]) for service in ASKABLE]
    offers += [(key(row), many(row["themes"])) for row in SHEET]
    offered = defaultdict(set)
    for place, themes in offers:
        if place in near:
            for theme in themes:
                offered[theme].add(place)
    assert set(offered) == {theme.value for theme in v1.Thematique}
    assert [theme for theme, places in offered.items() if len(places) < 2] == []


def test_every_digital_service_is_offered_near_the_site() -> None:
    """Each of the 9 digital services is offered by at least two open places in the near circle."""
    offered = defaultdict(set)
    for row in filter(is_near, MEDNUM + SHEET):
        if row.get("modalites_acces") != CLOSED_DOORS:
            for service in many(row["services"]):
                offered[service].add(row["id"])
    assert set(offered) == DIGITAL_SERVICES
    assert [name for name, places in offered.items() if len(places) < 2] == []


def test_codes_of_the_town_sheet_are_published_ones() -> None:
    """Themes, publics and ways of contact of the town sheet are data·inclusion slugs."""
    assert {value for row in SHEET for value in many(row["publics"])} <= {public.value for public in v1.Public}
    contacts = {value for row in SHEET for value in many(row["contacts"])}
    assert contacts <= {contact.value for contact in v1.ModeMobilisation}


def test_all_publics_and_contacts_are_there() -> None:
    """Every public and every way of contact of the vocabulary is used by a service visitors can ask for."""
    assert {value for row in ASKABLE for value in row["publics"]} == {public.value for public in v1.Public}
    contacts = {value for row in ASKABLE for value in row["modes_mobilisation"]}
    assert contacts == {contact.value for contact in v1.ModeMobilisation}


def test_phones_ring_nowhere() -> None:
    """Every telephone number is one of those kept for fiction."""
    cells = [row.get("telephone", "") for row in STRUCTURES + SERVICES + MEDNUM + SHEET] + [SITE.helper.phone]
    found = [re.sub(r"^\+33", "0", re.sub(r"\s", "", cell)) for cell in cells if cell]
    assert len(found) >= 60
    assert [number for number in found if len(number) != 10 or not number.startswith(FICTION)] == []


def test_hosts_belong_to_nobody() -> None:
    """Every link and e-mail goes to a host that cannot exist, or to a booking site with a demonstration address."""
    for url in links():
        parts = urlsplit(url)
        if not parts.hostname.endswith(".example"):
            assert parts.hostname in SITE.booking_hosts
            assert parts.path.startswith("/org/ext/59/demonstration-")
    mails = {mail for path in FILES for mail in re.findall(r"[\w.-]+@[\w.-]+", path.read_text(encoding="utf-8"))}
    assert mails and all(mail.endswith(".clairtilleul.example") for mail in mails)


def test_hours_are_valid_or_plainly_written() -> None:
    """What looks like OSM opening hours parses; written French hours are there too, convertible or not."""
    written = {hours for hours in all_hours() if not re.match(r"(Mo|Tu|We|Th|Fr|Sa|Su|PH|[A-Z][a-z]{2}-|24/7)", hours)}
    assert all(understood(hours) for hours in all_hours() if hours not in written)
    assert not any(understood(hours) for hours in written)
    assert len([hours for hours in written if re.search(r"\d+h", hours)]) == 2
    assert len([hours for hours in written if not re.search(r"\d", hours)]) == 4


@pytest.mark.parametrize(
    "pattern",
    [r"12:\d\d,1[34]:", r"Sa [\d:]+-12:00", r"-(19|20):[03]0", r"We\[1\] 14:00-17:00", r"Jul-Aug", r"PH off", r"PH 1"],
)
def test_kinds_of_hours(pattern: str) -> None:
    """Lunch breaks, Saturday mornings, evenings, once a month, summer, and both ways to speak of holidays exist."""
    assert any(re.search(pattern, hours) for hours in all_hours())


def test_most_hours_do_not_speak_of_holidays() -> None:
    """As in real files, most places say nothing of public holidays."""
    hours = [cell for cell in all_hours() if understood(cell)]
    assert sum("PH" in cell for cell in hours) < len(hours) / 3


def test_closures_around_today_and_at_christmas() -> None:
    """Some places are closed on the day of the demonstration, others at Christmas; every closure is in order."""
    spans = [span.split("/") for row in SHEET for span in many(row["fermetures"])]
    closures = [(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in spans]
    assert all(first <= last for first, last in closures)
    assert sum(first <= TODAY <= last for first, last in closures) >= 2
    assert sum(first <= dt.date(2026, 12, 29) <= last for first, last in closures) >= 4


def test_languages_are_told() -> None:
    """The town sheet says which languages are spoken, eleven of them, at many places."""
    told = [set(many(row["langues"])) for row in SHEET if row["langues"]]
    assert set().union(*told) == {"en", "ar", "uk", "ro", "pt", "tr", "pl", "es", "it", "fa", "ru"}
    assert len(told) >= 20


def test_bookings_real_and_not() -> None:
    """A dozen links really book; two or three are plain home pages; one is not secure."""
    cells = [row.get("lien_mobilisation", "") for row in ASKABLE]
    cells += [row["prise_rdv"] for row in MEDNUM] + [row["rendez_vous"] for row in SHEET]
    given = {cell for cell in cells if cell}
    books = {url for url in given if urlsplit(url).hostname in SITE.booking_hosts}
    assert {urlsplit(url).hostname for url in books} == set(SITE.booking_hosts)
    assert len(books) >= 12
    assert len([url for url in given - books if urlsplit(url).path == "/"]) >= 2
    assert [url for url in given if url.startswith("http://")] != []


def test_the_bus_stops_at_four_places() -> None:
    """One bus, four stops near the site, each with a position and a half day of its own."""
    stops = [row for row in SHEET if row["arret"]]
    assert {row["nom"] for row in stops} == {"Bus des droits"}
    for column in ("arret", "latitude", "longitude", "horaires"):
        assert len({row[column] for row in stops}) == 4
    assert all(is_near(row) for row in stops)


def test_what_must_be_left_out_is_there() -> None:
    """A place without public, a service and a whole structure only for professionals wait to be left out."""
    assert [row["nom"] for row in MEDNUM if row["modalites_acces"] == CLOSED_DOORS] != []
    hidden = {row["structure_id"] for row in SERVICES} - {row["structure_id"] for row in ASKABLE}
    assert len(hidden) == 1
    assert {row["structure_id"] for row in SERVICES if row not in ASKABLE} > hidden


def test_places_without_position_and_far_away() -> None:
    """One structure has no position, and some places stand in neighbouring towns, 8 to 20 km away."""
    assert [row["id"] for row in STRUCTURES if "latitude" not in row] == ["catalogue-des-services--abri"]
    for row in STRUCTURES + MEDNUM:
        if row["code_postal"] != "59999":
            assert 8 <= km_away(row) <= 20
    assert {row["code_postal"] for row in STRUCTURES + MEDNUM} == {"59999", "59998", "59997"}


def test_charges_labels_and_accessibility() -> None:
    """Free and not free, the national labels, the special needs and the accessibility pages are all there."""
    assert {row["frais"] for row in ASKABLE} == {"gratuit", "payant"}
    charges = {value for row in MEDNUM for value in many(row["frais_a_charge"])}
    assert charges == {"Gratuit", "Gratuit sous condition", "Payant"}
    labels = {value for row in MEDNUM for value in many(row["dispositif_programmes_nationaux"])}
    assert {"France Services", "Aidants Connect", "Conseillers numériques"} <= labels
    assert len({value for row in MEDNUM for value in many(row["prise_en_charge_specifique"])}) >= 6
    assert sum(bool(row.get("accessibilite_lieu")) for row in STRUCTURES) >= 8
    assert sum(bool(row["fiche_acces_libre"]) for row in MEDNUM) >= 3


def test_dates_are_mostly_fresh() -> None:
    """Most facts are less than a year old on the day of the demonstration, a few more than two; none is to come."""
    dates = [dt.date.fromisoformat(row["date_maj"]) for row in STRUCTURES + SERVICES + MEDNUM + SHEET]
    ages = [(TODAY - date).days for date in dates]
    assert min(ages) >= 0
    assert sum(age <= 365 for age in ages) > 0.85 * len(ages)
    assert 3 <= sum(age > 2 * 365 for age in ages) <= 15


FRIDAY_10 = dt.datetime(2026, 12, 11, 10, 0, tzinfo=ZoneInfo(SITE.timezone))
"""An ordinary morning: no holiday, no closure."""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(HOUSE / "content" / "vocabulary")


@pytest.fixture(scope="module")
def places() -> tuple[Place, ...]:
    return gather(demonstration_sources(HOUSE), SITE, HOUSE).places


@pytest.fixture(scope="module")
def directory(places: tuple[Place, ...]) -> Directory:
    return memory_directory(places)


def found(directory: Directory, query: Query) -> list[Result]:
    answer = search(
        directory,
        Ask(query),
        position=(SITE.latitude, SITE.longitude),
        territory=SITE.territory,
        language="fr",
        at=FRIDAY_10,
        helper=Place("helper", SITE.helper.name, latitude=SITE.latitude, longitude=SITE.longitude),
    )
    return [result for result in answer.results if result.rung == "here"]


def test_every_everyday_need_is_answered_near_and_now(directory: Directory, vocabulary: Vocabulary) -> None:
    """For each of them, on an ordinary morning, a place that is open comes first."""
    for code in vocabulary.codes("quotidien"):
        results = found(directory, Query(themes=(code,)))
        assert results and results[0].opening.open, code


@pytest.mark.parametrize(
    ("themes", "words", "first"),
    [
        ("quotidien--se-laver", "laver", "Laverie solidaire Le Tambour|Accueil de jour La Halte du Canal"),
        ("quotidien--accueil-de-jour", "bagage", "Accueil de jour La Halte du Canal"),
        ("quotidien--adresse-postale", "adresse", "CCAS de Clairtilleul"),
        ("quotidien--etat-civil", "passeport", "Hôtel de ville de Clairtilleul"),
        ("quotidien--ecole", "cantine", "Hôtel de ville de Clairtilleul"),
        ("quotidien--logement-social", "logement social", "Maison de l’habitat"),
        ("quotidien--ecrivain-public", "lettre", "Écrivain public La Plume"),
        ("quotidien--interprete", "interprete", "Accueil des personnes exilées Le Pont|Hôpital du Canal, maternité"),
        ("logement-hebergement--se-maintenir-dans-le-logement", "punaises", "Service d’hygiène"),
        ("sante--acces-aux-soins", "vaccin", "Service d’hygiène|Centre de santé municipal"),
        ("sante--acces-aux-soins", "dents", "Centre de santé municipal"),
        ("sante--acces-aux-soins", "lunettes", "Centre de santé municipal"),
        ("sante--acces-aux-soins", "mutuelle", "CCAS de Clairtilleul"),
        ("sante--addictions", "jeux", "Centre de soins en addictologie"),
        ("sante--sante-sexuelle", "avortement", "Centre de santé sexuelle"),
        ("famille--prise-en-charge-personne-dependante", "teleassistance", "CCAS de Clairtilleul"),
        ("equipement-et-alimentation--electromenager", "bebe", "Boutique solidaire Les Petits Trésors"),
        ("mobilite--financer-ma-mobilite", "bus", "Agence de transport ClairBus"),
        (
            "difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire",
            "plainte",
            "Commissariat de police",
        ),
        (
            "difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire",
            "conciliateur",
            "Point-justice",
        ),
        (
            "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives",
            "impot",
            "Centre des finances publiques",
        ),
        (
            "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives",
            "sejour",
            "Sous-préfecture|Accueil des personnes exilées|France services",
        ),
        (
            "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives",
            "retraite",
            "Assurance retraite|France services",
        ),
    ],
)
def test_what_people_ask_for_has_its_place(directory: Directory, themes: str, words: str, first: str) -> None:
    """The first answer near the terminal, on an ordinary morning, is a place whose service says so."""
    results = found(directory, Query(themes=(themes,), words=(words,)))
    assert results[0].place.name.startswith(tuple(first.split("|")))


def test_a_day_centre_for_the_ill_is_no_shelter(directory: Directory, places: tuple[Place, ...]) -> None:
    """The demonstration holds the trap of the real files: one name for two very different places."""
    first_page = found(directory, Query(themes=("famille--soutien-aidants",), words=("alzheimer",)))[:3]
    assert "EHPAD Les Marronniers" in {result.place.name for result in first_page}
    homes = {place.name for place in places for one in place.services if "quotidien--accueil-de-jour" in one.themes}
    assert homes == {"Accueil de jour La Halte du Canal"}

"""The everyday needs that no published theme covers: where they are found, and what only looks like them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_samples import MEDNUM_V1_ROW, SERVICE_V1_ROW, STRUCTURE_V0_ROW, STRUCTURE_V1_ROW, TOWN_ROW, Sample

from kiosk.directory.models import Place, Service
from kiosk.errors import VocabularyError
from kiosk.publish.everyday import load_everyday
from kiosk.publish.offer import EVERYDAY, is_everyday
from kiosk.publish.records import Record, ServiceRow
from kiosk.publish.source import read_source
from kiosk.publish.vocabulary import load_vocabulary

FOLDER = Path(__file__).parents[3] / "content" / "vocabulary"
VOCABULARY = load_vocabulary(FOLDER)
TODAY = dt.date(2026, 6, 1)


def read(base: Mapping[str, object], folder: Path, **changes: object) -> list[object]:
    shape = ";" if base is TOWN_ROW else "json"
    return read_source(Sample("", shape, base).file(folder, [{**base, **changes}]), VOCABULARY, TODAY).items


def place(base: Mapping[str, object], folder: Path, **changes: object) -> Place:
    (record,) = [item for item in read(base, folder, **changes) if isinstance(item, Record)]
    return record.place


def service(folder: Path, **changes: object) -> Service:
    (row,) = [item for item in read(SERVICE_V1_ROW, folder, **changes) if isinstance(item, ServiceRow)]
    return row.service


def everyday(told: Place | Service) -> set[str]:
    services = told.services if isinstance(told, Place) else (told,)
    return {code.removeprefix("quotidien--") for one in services for code in one.themes if is_everyday(code)}


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("DOMICILIATION", ["adresse-postale"]),
        ("Élection de domicile pour personnes sans domicile stable", ["adresse-postale"]),
        ("Accueil de jour La Péniche", ["accueil-de-jour"]),
        ("Douches et laverie du Vieux Port", ["se-laver"]),
        ("Bains-douches", ["se-laver"]),
        ("Permanences d'écrivaines publiques", ["ecrivain-public"]),
        ("Ecrivain public", ["ecrivain-public"]),
        ("Mon coffre-fort numérique", ["coffre-fort-numerique"]),
        ("Photocopies et impression de documents", ["imprimer"]),
        ("Demande de logement social (enregistrement)", ["logement-social"]),
        ("Interprétariat et médiation", ["interprete"]),
        ("Carte nationale d'identité, passeport", ["etat-civil"]),
        ("Inscriptions scolaires", ["ecole"]),
    ],
)
def test_the_name_of_a_service_tells(name: str, codes: list[str]) -> None:
    """However it is typed, a service that names an everyday need answers it."""
    assert VOCABULARY.everyday.of_service(name) == tuple(f"quotidien--{code}" for code in codes)


@pytest.mark.parametrize(
    "name",
    [
        "Accueil de jour Alzheimer Les Mésanges",
        "Accueil de jour thérapeutique",
        "Accueil de jour pour adultes autistes",
        "Passeport compétences",
        "PASSEPORT CULTURE",
        "Atelier : apprendre à rédiger des courriers sur ordinateur",
        "Aide à la rédaction de CV et lettre de motivation",
        "Fonds d'aide, cantine scolaire des enfants",
        "Agent de propreté et d'hygiène, formation",
        "Imprimantes 3D",
        "Domiciliation d'entreprises",
        "Mairie, chantier d'insertion",
        "Atelier mobilité (Morsbronn-les-Bains)",
        "Accueil",
        "",
    ],
)
def test_what_only_looks_like_it(name: str) -> None:
    """A day centre for the ill is no shelter, a pass for culture no passport, a course no public writer."""
    assert VOCABULARY.everyday.of_service(name) == ()


@pytest.mark.parametrize("name", ["Mairie de Fay", "Commune d'Aunelle", "Hôtel de ville", "Aunelle Mairie"])
def test_a_town_hall_is_known_by_its_name(name: str) -> None:
    """Papers of identity and the school are what a town hall is for."""
    assert VOCABULARY.everyday.of_place(name) == ("quotidien--etat-civil", "quotidien--ecole")
    assert VOCABULARY.everyday.of_service(name) == ()


@pytest.mark.parametrize(
    "name",
    [
        "Ancienne mairie de Fay",
        "Salle des fêtes de la mairie",
        "Tiers-lieu face à la mairie",
        "CCAS de la ville de Fay",
        "Médiathèque de la mairie",
        "Maison de la ville écocitoyenne",
        "Salle des bains douches",
    ],
)
def test_a_place_beside_the_town_hall_is_none(name: str) -> None:
    """The hall for feasts, the old building and the library give no identity cards."""
    assert VOCABULARY.everyday.of_place(name) == ()


def test_a_presentation_is_read_sentence_by_sentence() -> None:
    """What excludes a motif only does so in its own sentence."""
    found = VOCABULARY.everyday.of_service
    assert found("Se poser", "Un lieu pour se poser. On peut laver son linge.") == ("quotidien--se-laver",)
    assert found("Maison", "Un accueil de jour. Un atelier pour enfants.") == ("quotidien--accueil-de-jour",)
    assert found("Maison", "Un accueil de jour pour enfants.") == ()


def test_a_presentation_leaves_no_other_trace(tmp_path: Path) -> None:
    """Prose says that there are showers; not a word of it is kept."""
    told = {"description": "Des douches chaudes. Demandez Plantin au premier."}
    assert everyday(service(tmp_path, **told)) == {"se-laver"}
    assert everyday(place(STRUCTURE_V1_ROW, tmp_path, **told)) == {"se-laver"}
    resume = {"presentation_resume": told["description"]}
    for base, prose in ((STRUCTURE_V1_ROW, told), (STRUCTURE_V0_ROW, resume), (MEDNUM_V1_ROW, resume)):
        assert "se-laver" in everyday(place(base, tmp_path, **prose))
        assert "Plantin" not in repr(read(base, tmp_path, **prose))
    assert "Plantin" not in repr(read(SERVICE_V1_ROW, tmp_path, **told))


def test_a_ccas_gives_an_address_whatever_its_source_names(tmp_path: Path) -> None:
    """The law gives it to every CCAS (CASF L264-1): the code stands in a service of its own, for everybody."""
    told = place(MEDNUM_V1_ROW, tmp_path, nom="CCAS de Fay", typologie="CCAS")
    named, own = told.services
    assert named.publics == ("jeunes", "femmes") and everyday(named) == set()
    assert own == Service(themes=("quotidien--adresse-postale",), contacts=("se-presenter", "telephoner"))


def test_what_a_ccas_runs_is_no_ccas(tmp_path: Path) -> None:
    """A residence carried by the network of the CCAS is a residence, and gives nobody an address for their mail."""
    told = place(STRUCTURE_V1_ROW, tmp_path, nom="Résidence autonomie Le Lac", reseaux_porteurs=["ccas-cias"])
    assert (told.kind, everyday(told)) == ("residence-seniors", set())
    told = place(STRUCTURE_V1_ROW, tmp_path, nom="Maison Le Lac", reseaux_porteurs=["ccas-cias"])
    assert (told.kind, everyday(told)) == ("ccas", {"adresse-postale"})


def test_the_sheet_of_the_town_writes_them_among_its_themes(tmp_path: Path) -> None:
    """By their code or by their French name; and what the sheet names is not said twice."""
    told = place(
        TOWN_ROW, tmp_path, nom="Bains-douches", type="", labels="", themes="quotidien--se-laver|Écrivain public"
    )
    assert everyday(told) == {"se-laver", "ecrivain-public"}
    assert len(told.services) == 1


def test_every_everyday_need_has_its_motifs() -> None:
    """No code of the table of words is without a line in the table of motifs, nor the reverse."""
    assert tuple(rule.code for rule in VOCABULARY.everyday.rules) == VOCABULARY.codes(EVERYDAY)
    assert all(is_everyday(code) for code in VOCABULARY.codes(EVERYDAY))
    assert set(VOCABULARY.themes) == {*VOCABULARY.codes("theme"), *VOCABULARY.codes(EVERYDAY)}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("quotidien--voler;aile;;;;", r"quotidien\.csv, line 2: .*'quotidien--voler'"),
        ("quotidien--imprimer;copie;;;*;", r"quotidien\.csv, line 2, sauf: '\*' holds no letter"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, told: str) -> None:
    """An unknown code, or a star alone that would exclude everything, is told with its line."""
    path = tmp_path / "quotidien.csv"
    path.write_text(f"code;motifs;motifs_lieu;motifs_texte;sauf;sauf_texte\n{line}\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=told):
        load_everyday(path, {"quotidien--imprimer"})


@given(st.text(max_size=200), st.text(max_size=500))
def test_any_text_can_be_looked_at(name: str, presentation: str) -> None:
    """No name and no prose makes the search fail, and a code is told once."""
    found = VOCABULARY.everyday.of_place(name, presentation)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("name", "presentation", "found"),
    [
        ("Accueil de jour", "Pour les malades d'Alzheimer.", set()),
        ("Accueil de jour", "Un café et une douche.", {"accueil-de-jour"}),
        ("Domiciliation", "Une aide aux entreprises.", set()),
        ("Un lieu", "Pas d'accueil de jour ici.", set()),
        ("Un lieu", "Nous n'offrons pas de laverie.", set()),
        ("Camping", "Accès aux douches pour les campeurs.", set()),
        ("Coffre-fort bancaire", "", set()),
    ],
)
def test_what_denies_it_is_no_answer(name: str, presentation: str, found: set[str]) -> None:
    """Somebody in the street is not sent to a centre for a disease, nor to what says that it has no shower."""
    rules = load_everyday(FOLDER / "quotidien.csv", {code for code in VOCABULARY.codes("quotidien")})
    told = rules.of_service(name, presentation)
    assert {code.removeprefix("quotidien--") for code in told} & {
        "accueil-de-jour",
        "adresse-postale",
        "se-laver",
        "coffre-fort-numerique",
    } == found

"""The guide that is shipped: everything is reachable, truthful in its codes, and easy to read."""

from __future__ import annotations

import csv
import importlib.util
import re
import sqlite3
import statistics
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.guide.load import guide_messages, load_guide
from kiosk.guide.tree import MAX_NEEDS, MAX_SITUATIONS, MAX_WAYS, Guide

EVERYDAY = "quotidien--"
HOUSE = Path(__file__).parents[3]
FEMININE_OR_MASCULINE = re.compile(r"\b(seul|aidé|accompagné|étudiant|perdu|inscrit|handicapé|retraité)\b")


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(HOUSE / "content" / "guide")


def known(kind: str) -> set[str]:
    """The codes of one kind in the vocabulary every source is brought to."""
    with (HOUSE / "content" / "vocabulary" / "mots.csv").open(encoding="utf-8-sig", newline="") as stream:
        codes = {row["code"] for row in csv.DictReader(stream, delimiter=";") if row["sorte"] == kind}
    assert codes, f"no {kind} in the vocabulary"
    return codes


def asked(guide: Guide, key: str) -> set[str]:
    return {code for path in guide.paths() for code in getattr(path.way.query, key)}


def screens(guide: Guide) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each question's screen: where it stands, and the (label, pictogram) of its tiles."""
    yield "home", [(need.label, need.pictogram) for need in guide.needs]
    for need in guide.needs:
        yield need.id, [(each.label, each.pictogram) for each in need.situations]
        for situation in need.situations:
            yield f"{need.id}/{situation.id}", [(way.label, way.pictogram) for way in situation.ways]


def sentences(guide: Guide) -> list[str]:
    return sorted({text for text, _ in guide_messages(guide)})


def test_limits(guide: Guide) -> None:
    """Screens hold what they can hold, and every situation leaves a choice."""
    assert 1 <= len(guide.needs) <= MAX_NEEDS
    for need in guide.needs:
        assert 2 <= len(need.situations) <= MAX_SITUATIONS, need.id
        for situation in need.situations:
            assert 2 <= len(situation.ways) <= MAX_WAYS, f"{need.id}/{situation.id}"


@pytest.mark.parametrize(
    ("kind", "key", "count"), [("theme", "themes", 69), ("service", "services", 9), ("public", "publics", 14)]
)
def test_every_published_code_is_three_taps_away(guide: Guide, kind: str, key: str, count: int) -> None:
    """Each of the 69 themes, 9 digital services and 14 publics is asked for by a path, and nothing unknown is."""
    codes = known(kind)
    assert len(codes) == count
    assert {code for code in asked(guide, key) if not code.startswith(EVERYDAY)} == codes


def test_every_everyday_need_is_three_taps_away(guide: Guide) -> None:
    """What no published theme covers, a wash or a letter, is asked for by a path too, and nothing unknown is."""
    assert {code for code in asked(guide, "themes") if code.startswith(EVERYDAY)} == known("quotidien")


def test_contacts_labels_and_phone_codes_are_known(guide: Guide) -> None:
    """Nothing is asked that no record can answer."""
    assert asked(guide, "contacts") <= known("contact")
    assert asked(guide, "labels") <= known("label")
    for phone in guide.phones.values():
        assert set(phone.themes) <= known("theme") | known("quotidien"), phone.id
        assert set(phone.services) <= known("service"), phone.id


def test_tiles_of_a_screen_cannot_be_mistaken(guide: Guide) -> None:
    """On one screen no two tiles share a label or a pictogram."""
    for where, tiles in screens(guide):
        for values in zip(*tiles, strict=True):
            assert max(Counter(values).values()) == 1, where


def test_a_label_keeps_its_pictogram(guide: Guide) -> None:
    """The same words stand under the same picture on every screen."""
    seen: dict[str, str] = {}
    for where, tiles in screens(guide):
        for label, pictogram in tiles:
            assert seen.setdefault(label, pictogram) == pictogram, (where, label)


def test_labels_are_short_and_bare(guide: Guide) -> None:
    """At most 40 characters and 6 words, beginning with a capital, ending without a stop."""
    for where, tiles in screens(guide):
        for label, _ in tiles:
            assert len(label) <= 40, (where, label)
            assert len(label.split()) <= 6, (where, label)
            assert label[0].isupper() and label[-1] not in ".!,:", (where, label)


def test_pictograms_exist(guide: Guide) -> None:
    """Every pictogram is one the kiosk can draw."""
    wanted = {pictogram for _, tiles in screens(guide) for _, pictogram in tiles}
    drawn = {path.stem for path in (HOUSE / "assets" / "pictograms").glob("*.svg")}
    spec = importlib.util.find_spec("lucide")
    if spec is None and not wanted <= drawn:
        pytest.skip("python-lucide is not installed, and assets/pictograms does not hold them all")
    if spec is not None:
        database = Path(next(iter(spec.submodule_search_locations or ()))) / "data" / "lucide-icons.db"
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            drawn |= {name for (name,) in connection.execute("SELECT name FROM icons")}
    assert wanted <= drawn


def test_sentences_speak_to_everybody(guide: Guide) -> None:
    """No sentence tells a woman that she is a man, or the other way round."""
    for text in sentences(guide):
        assert not FEMININE_OR_MASCULINE.search(text), text


def test_fiches_are_whole_and_short(guide: Guide) -> None:
    """2 to 4 sentences, what happens there, what it costs, a date; at most 4 papers; each serves a path."""
    for fiche in guide.fiches.values():
        assert 2 <= len(fiche.what) <= 4, fiche.id
        assert 1 <= len(fiche.there) <= 3, fiche.id
        assert fiche.cost and fiche.written, fiche.id
        assert all(sentence.endswith((".", "?")) for sentence in (*fiche.what, *fiche.there, fiche.cost)), fiche.id
        assert len(fiche.bring) <= 4 and not any(paper.endswith(".") for paper in fiche.bring), fiche.id
    assert {path.way.fiche for path in guide.paths()} == set(guide.fiches)


def test_sentences_are_12_words_at_the_median_and_15_at_most(guide: Guide) -> None:
    """The length of every sentence of every fiche."""
    texts = [text for fiche in guide.fiches.values() for text in (*fiche.what, *fiche.there, fiche.cost, fiche.time)]
    lengths = [len(sentence.split()) for text in texts for sentence in re.split(r"(?<=[.?])\s", text)]
    assert statistics.median(lengths) <= 12 and max(lengths) <= 15


def test_every_phone_serves(guide: Guide) -> None:
    """A number is named by a path or can answer a theme or service; its hours are OSM."""
    opening = pytest.importorskip("opening_hours")
    named = {phone for path in guide.paths() for phone in path.way.phones}
    for phone in guide.phones.values():
        assert phone.id in named or phone.themes or phone.services, phone.id
        if phone.hours:
            opening.OpeningHours(phone.hours)


def test_calling_is_what_a_call_finds(guide: Guide) -> None:
    """The tile "Je veux appeler" asks for places that can be called, and no other tile narrows by contact."""
    for path in guide.paths():
        assert (path.way.query.contacts == ("telephoner",)) is (path.way.label == "Je veux appeler"), path.id


def test_a_narrow_public_lets_everybody_services_in(guide: Guide) -> None:
    """A path for some people also finds what is for all."""
    for path in guide.paths():
        publics = path.way.query.publics
        assert not publics or (publics[-1] == "tous-publics" and len(publics) > 1), path.id


ENDS = {
    "urgence/danger/malade": "15",
    "urgence/danger/police": "17",
    "urgence/danger/feu": "18",
    "urgence/danger/sourd": "114",
    "urgence/violence/femme": "3919",
    "urgence/violence/enfant": "119",
    "urgence/violence/age": "3977",
    "urgence/violence/autre": "116 006",
    "urgence/suicide/moi": "3114",
    "sante/moral/suicide": "3114",
    "urgence/survivre/dormir": "115",
    "urgence/inquiet/enfant": "119",
    "urgence/inquiet/age": "3977",
    "urgence/inquiet/triste": "3114",
    "famille/couple/violence": "3919",
    "logement/dormir/ce-soir": "115",
    "papiers/etat/telephoner": "0 809 401 401",
    "argent/dettes/telephoner": "3414",
    "numerique/arnaque/argent": "0 805 805 817",
}


@pytest.mark.parametrize(("path_id", "number"), ENDS.items())
def test_the_gravest_needs_end_on_their_number(guide: Guide, path_id: str, number: str) -> None:
    """The first thing shown at the end of these paths is the one right number."""
    path = guide.path(path_id)
    assert path is not None
    assert guide.phones[path.way.phones[0]].number == number


@pytest.mark.parametrize(
    ("path_id", "facet"),
    [
        ("papiers/lettre/lire", "quotidien--ecrivain-public"),
        ("papiers/lettre/ecrire", "quotidien--ecrivain-public"),
        ("papiers/lettre/garder", "quotidien--coffre-fort-numerique"),
        ("urgence/survivre/laver", "quotidien--se-laver"),
        ("urgence/survivre/abri", "quotidien--accueil-de-jour"),
        ("logement/dormir/adresse", "quotidien--adresse-postale"),
        ("logement/chercher/social", "quotidien--logement-social"),
        ("urgence/expliquer/langue", "quotidien--interprete"),
        ("famille/age/seule", "remobilisation--lien-social"),
        ("numerique/imprimer/imprimer", "Accès internet et matériel informatique"),
        ("logement/chercher/social", "logement-hebergement--sinformer-sur-les-demarches-liees-a-lacces-au-logement"),
        ("argent/manger/repas", "equipement-et-alimentation--alimentation"),
        ("urgence/survivre/manger", "equipement-et-alimentation--alimentation"),
        ("travail/cours/parler", "lecture-ecriture-calcul--maitriser-le-francais"),
        ("numerique/apprendre/debut", "Maîtrise des outils numériques du quotidien"),
        ("numerique/demarche/avec", "Aide aux démarches administratives"),
    ],
)
def test_everyday_needs_ask_for_the_right_thing(guide: Guide, path_id: str, facet: str) -> None:
    """A letter, a print, a meal, a lesson: the path asks for what it says."""
    path = guide.path(path_id)
    assert path is not None
    assert facet in path.way.query.facets


def test_who_cannot_explain_meets_a_human(guide: Guide) -> None:
    """Every way of the last tile of all puts the helper of the site first."""
    ways = [path.way for path in guide.paths() if path.id.startswith("urgence/expliquer/")]
    assert ways and all(way.helper_first for way in ways)

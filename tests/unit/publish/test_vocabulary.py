"""The tables in content/vocabulary and what is asked of them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import BuildError, VocabularyError
from kiosk.publish.publication import SHOWN, shown_words
from kiosk.publish.vocabulary import Offer, Vocabulary, Word, load_vocabulary

FOLDER = Path(__file__).parents[3] / "content" / "vocabulary"
REFERENCE = Path(__file__).parents[4] / "shared" / "data" / "referentiels"
PERMIT = "mobilite--preparer-un-permis"
PAPERS = "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives"
ONLINE = "numerique--acceder-a-des-services-en-ligne"
HELP = "Aide aux démarches administratives"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(FOLDER)


def test_it_holds_the_whole_published_lists(vocabulary: Vocabulary) -> None:
    """69 themes in 16 families, 9 digital services, 14 publics, 4 ways of contact, each with a French label."""
    counted = {sort: len(vocabulary.codes(sort)) for sort in ("theme", "service", "public", "contact")}
    assert counted == {"theme": 69, "service": 9, "public": 14, "contact": 4}
    assert len({code.split("--")[0] for code in vocabulary.codes("theme")}) == 16
    assert all(vocabulary.labels.values())
    assert vocabulary.label("theme", PERMIT) == "Préparer un permis"
    assert vocabulary.label("theme", "inconnu") == "inconnu"


@pytest.mark.parametrize(
    "written",
    [
        "Personnes en situation d'illettrisme",
        "personnes en situation d’illettrisme",
        "PERSONNES EN SITUATION D ILLETTRISME",
    ],
)
def test_case_accents_and_apostrophes_do_not_matter(vocabulary: Vocabulary, written: str) -> None:
    """However a value is typed, it is the same word."""
    assert vocabulary.translate(("mednum-v0",), "publics_accueillis", written) == (Word("soutien", "illettrisme"),)


def test_a_bare_family_is_every_leaf_of_it(vocabulary: Vocabulary) -> None:
    """`mobilite` alone stands for the six themes of mobility, `creation-activite` for the renamed family."""
    mobility = vocabulary.translate(("data-inclusion-v0",), "thematiques", "mobilite", "theme")
    assert mobility is not None
    assert {word.code for word in mobility} == {c for c in vocabulary.codes("theme") if c.startswith("mobilite--")}
    business = vocabulary.translate(("data-inclusion-v0",), "thematiques", "creation-activite", "theme")
    assert business is not None and all(word.code.startswith("creer-une-entreprise--") for word in business)


def test_a_canonical_code_or_label_needs_no_equivalence(vocabulary: Vocabulary) -> None:
    """A theme's slug, and its French label, are understood in any standard."""
    assert vocabulary.translate((), "themes", PERMIT, "theme") == (Word("theme", PERMIT),)
    assert vocabulary.translate((), "themes", "Préparer un permis", "theme") == (Word("theme", PERMIT),)


def test_an_unknown_value_is_none_and_a_known_useless_one_is_empty(vocabulary: Vocabulary) -> None:
    """The reader must be able to tell "nobody knows this" from "known, and says nothing"."""
    standards = ("data-inclusion-v1",)
    assert vocabulary.translate(standards, "reseaux_porteurs", "n’existe pas", "label") is None
    assert vocabulary.translate(standards, "reseaux_porteurs", "nqt", "label") == ()


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_can_be_asked(value: str, field: str) -> None:
    """No text makes a lookup or the guess of a kind fail."""
    vocabulary = load_once()
    assert vocabulary.translate(("mednum-v0",), field, value, "theme") is None or value
    assert vocabulary.kind_of(value, (field,)) in {*vocabulary.codes("lieu"), "autre"}


_LOADED: list[Vocabulary] = []


def load_once() -> Vocabulary:
    if not _LOADED:
        _LOADED.append(load_vocabulary(FOLDER))
    return _LOADED[0]


@pytest.mark.parametrize(
    ("name", "typologies", "kind"),
    [
        ("Centre Communal d'Action Sociale d'Amiens", (), "ccas"),
        ("CCAS de Wattrelos", (), "ccas"),
        ("Agence Pôle Emploi HALLUIN", (), "france-travail"),
        ("Médiathèque de la mairie", ("MUNI",), "mediatheque"),
        ("Le bus France services", (), "france-services"),
        ("Association Centre social Saint-Roch", ("ASSO",), "centre-social"),
        ("Les Peupliers", ("CCAS", "ASSO"), "ccas"),
        ("Les Peupliers", ("ASSO",), "association"),
        ("Café des habitants", (), "autre"),
        ("UTPAS de Lille Fives", (), "mds"),
    ],
)
def test_the_kind_of_a_place(vocabulary: Vocabulary, name: str, typologies: tuple[str, ...], kind: str) -> None:
    """The publisher's precise code wins, then the name, then the generic kinds; "café" is no CAF."""
    assert vocabulary.kind_of(name, typologies) == kind


def test_what_a_label_promises_reaches_both_standards(vocabulary: Vocabulary) -> None:
    """An Aidants Connect place is found by the digital service and by the data·inclusion themes alike."""
    offer = vocabulary.complete(vocabulary.offered_by("label", ("aidants-connect",)))
    assert HELP in offer.services
    assert {PAPERS, ONLINE} <= set(offer.themes)


def test_services_and_themes_that_mean_the_same_imply_each_other(vocabulary: Vocabulary) -> None:
    """Both ways for the same meaning, and only one step: a theme does not drag in its whole family."""
    assert vocabulary.complete(Offer(services=(HELP,))).themes == (PAPERS, ONLINE)
    assert vocabulary.complete(Offer(themes=(ONLINE,))) == Offer((ONLINE,), (HELP,))
    assert vocabulary.complete(Offer(themes=(PERMIT,))) == Offer((PERMIT,))


def test_every_kind_and_label_of_the_offers_exists(vocabulary: Vocabulary) -> None:
    """No line of `offres.csv` is dead, and every place of a public service offers something by nature."""
    assert set(vocabulary.offers) <= set(vocabulary.labels)
    for kind in ("ccas", "caf", "cpam", "france-travail", "mission-locale", "mds", "mdph", "france-services"):
        assert vocabulary.offered_by("lieu", (kind,))


def test_a_wrong_code_names_its_file_and_line(tmp_path: Path) -> None:
    """Whoever edits a table is told where the mistake is."""
    for table in FOLDER.glob("*.csv"):
        (tmp_path / table.name).write_bytes(table.read_bytes())
    with (tmp_path / "correspondances.csv").open("a", encoding="utf-8") as file:
        file.write("mobilite--voler;Aide aux démarches administratives\n")
    with pytest.raises(BuildError, match=r"correspondances\.csv, line 15.*mobilite--voler"):
        load_vocabulary(tmp_path)


def test_a_missing_or_spoilt_table_is_one_clear_error(tmp_path: Path) -> None:
    """A folder without its tables, or a table saved with commas, is a VocabularyError and no traceback."""
    with pytest.raises(VocabularyError, match=r"mots\.csv"):
        load_vocabulary(tmp_path)
    (tmp_path / "mots.csv").write_text("sorte,code,libelle\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match="sorte;code;libelle"):
        load_vocabulary(tmp_path)


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the published reference lists are not beside the repository")
@pytest.mark.parametrize(
    ("table", "standard", "field", "sort"),
    [
        ("data_inclusion_v0_csv/thematiques.csv", "data-inclusion-v0", "thematiques", "theme"),
        ("data_inclusion_v0_csv/profils.csv", "data-inclusion-v0", "profils", "public"),
        ("data_inclusion_v0_csv/labels_nationaux.csv", "data-inclusion-v0", "labels_nationaux", "label"),
        ("data_inclusion_v0_csv/frais.csv", "data-inclusion-v0", "frais", "frais"),
        ("data_inclusion_v1/seeds_csv/thematiques_v1.csv", "data-inclusion-v1", "thematiques", "theme"),
        ("data_inclusion_v1/seeds_csv/publics_v1.csv", "data-inclusion-v1", "publics", "public"),
        ("data_inclusion_v1/seeds_csv/reseaux_porteurs_v1.csv", "data-inclusion-v1", "reseaux_porteurs", "label"),
        ("data_inclusion_v1/seeds_csv/modes_mobilisation_v1.csv", "data-inclusion-v1", "modes_mobilisation", "contact"),
    ],
)
def test_every_published_value_is_known(
    vocabulary: Vocabulary, table: str, standard: str, field: str, sort: str
) -> None:
    """No value of a published list is unknown to the vocabulary."""
    with (REFERENCE / table).open(encoding="utf-8", newline="") as file:
        values = [row["value"] for row in csv.DictReader(file)]
    assert [value for value in values if vocabulary.translate((standard,), field, value, sort) is None] == []


@pytest.mark.parametrize("standard", ["mednum-v9", ""])
def test_an_unknown_standard_names_its_file_and_line(tmp_path: Path, standard: str) -> None:
    """An equivalence nobody will ever ask for is a slip of the pen."""
    for table in FOLDER.glob("*.csv"):
        (tmp_path / table.name).write_bytes(table.read_bytes())
    path = tmp_path / "equivalences.csv"
    line = len(path.read_text(encoding="utf-8").splitlines()) + 1
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{standard};services;Aide;service;Aide aux démarches administratives\n")
    with pytest.raises(BuildError, match=rf"equivalences\.csv, line {line}.*{standard}"):
        load_vocabulary(tmp_path)


def shown() -> list[tuple[str, str, str]]:
    """(key, code, words) of all that a visitor can be shown."""
    found = shown_words(load_once())
    return [(key, code, words) for key, words_of in found.items() for code, words in words_of.items()]


def test_everything_shown_has_its_sort_of_words(vocabulary: Vocabulary) -> None:
    """Screens find every code they may meet, everyday needs among the themes."""
    found = shown_words(vocabulary)
    assert set(found) == set(SHOWN)
    assert len(found["themes"]) == 69 + len(vocabulary.codes("quotidien"))
    assert {key: len(found[key]) for key in ("services", "publics", "contacts")} == {
        "services": 9,
        "publics": 14,
        "contacts": 4,
    }
    assert set(found["kinds"]) == {*vocabulary.codes("lieu")}


@pytest.mark.parametrize(("key", "code", "words"), shown(), ids=lambda part: part[:60])
def test_what_is_shown_is_easy(key: str, code: str, words: str) -> None:
    """At most 6 words, none of the signs that stop a reader, and no acronym without what it stands for."""
    assert words and words != code
    assert len(re.findall(r"[\w’'-]+", words)) <= 6
    assert not set("()/&<§#%…_") & set(words)
    assert not re.search(r"\d", words)
    for acronym in re.findall(r"\b[A-ZÉ]{2,}\b", words):
        assert acronym == "CV" or ", " in words, f"{acronym} is not spelt out"


def test_words_of_one_sort_differ(vocabulary: Vocabulary) -> None:
    """No two codes of one sort are shown with the same words; every theme has simple ones of its own."""
    for key, words_of in shown_words(vocabulary).items():
        assert len(set(words_of.values())) == len(words_of), key
    assert [code for code in vocabulary.themes if Word("theme", code) not in vocabulary.simple] == [
        *vocabulary.codes("quotidien")
    ]
    assert vocabulary.label("theme", PAPERS) == "Accompagnement aux démarches administratives"
    assert vocabulary.shown("theme", PAPERS) == "Aide pour vos papiers"
    assert vocabulary.shown("theme", "inconnu") == "inconnu"


def test_an_everyday_need_is_written_where_themes_are(vocabulary: Vocabulary) -> None:
    """Its code or label is understood as a theme; a kind of place offers it like any other."""
    wash = (Word("quotidien", "quotidien--se-laver"),)
    assert vocabulary.translate((), "themes", "quotidien--se-laver", "theme") == wash
    assert vocabulary.translate((), "themes", "se laver et laver son linge", "theme") == wash
    assert vocabulary.translate((), "publics", "quotidien--se-laver", "public") is None
    assert vocabulary.offered_by("lieu", ("ccas",)).everyday == Offer(("quotidien--adresse-postale",))


@pytest.mark.parametrize(
    ("name", "carriers", "kind"),
    [
        ("Résidence autonomie du Lac", ("ccas",), "residence-seniors"),
        ("Maison du Lac", ("ccas",), "ccas"),
        ("Mairie de Fay", ("ccas",), "ccas"),
    ],
)
def test_the_name_wins_over_who_carries_it(
    vocabulary: Vocabulary, name: str, carriers: tuple[str, ...], kind: str
) -> None:
    """A network says who runs a place, its name what it is; a generic name says less than both."""
    assert vocabulary.kind_of(name, carriers=carriers) == kind

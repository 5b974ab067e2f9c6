"""The FALC rules on texts nobody wrote for them: the labels of published lists, written for administrations."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.publish.check.coverage import mednum_publics
from kiosk.publish.check.falc import falc_findings
from kiosk.publish.check.finding import HINT, LABEL, SENTENCE, Finding, Text
from kiosk.publish.check.lexicon import load_lexicon
from kiosk.publish.names import plain

CONTENT = Path(__file__).parents[3] / "content"


@pytest.fixture(scope="module")
def lists(shared_data: Path) -> Path:
    folder = shared_data / "referentiels"
    if not folder.is_dir():
        pytest.skip("the published lists are not on this machine")
    return folder


@pytest.fixture(scope="module")
def findings(lists: Path) -> list[Finding]:
    """On the 94 labels and descriptions of a former national map of digital help, and of the data·inclusion themes."""
    return falc_findings(texts(lists), load_lexicon(CONTENT / "falc"))


def texts(lists: Path) -> list[Text]:
    def read(path: Path, kind: str) -> Iterator[Text]:
        for row in json.loads(path.read_text(encoding="utf-8")):
            yield Text(row["label"], LABEL, path.stem)
            if row.get("description"):
                yield Text(row["description"], kind, path.stem)

    maps = sorted((lists / "orientation_carto").glob("*.json"))
    found = [text for path in maps for text in read(path, HINT)]
    return [*found, *read(lists / "data_inclusion_v1" / "thematiques.json", SENTENCE)]


def test_what_is_found_by_rule(findings: list[Finding], lists: Path) -> None:
    """Read by eye, one by one: what needs no list of words is counted exactly, for it only changes with the rules."""
    counted = Counter(finding.rule for finding in findings)
    assert len(texts(lists)) == 94
    assert {rule: counted[rule] for rule in counted if rule not in ("jargon", "deux-mots", "sigle")} == {
        "caractere-special": 13,
        "etiquette-longue": 14,
        "virgules": 4,
        "phrase-longue": 4,
        "passif": 1,
    }


def test_the_words_of_administrations_are_found(findings: list[Finding]) -> None:
    """Most of these texts hold jargon; the lists of words may grow, and never find less than this."""
    words = {(finding.rule, finding.words) for finding in findings}
    assert sum(finding.rule == "jargon" for finding in findings) >= 90
    assert words >= {
        ("jargon", "Parentalité"),
        ("jargon", "fake news"),
        ("jargon", "fablab"),
        ("jargon", "via"),
        ("jargon", "mesure d’accompagnement"),
        ("jargon", "Mettre en place"),
        ("jargon", "surendettement"),
        ("jargon", "gestion budgétaire"),
        ("jargon", "problématique"),
        ("jargon", "Déficience"),
        ("deux-mots", "rdv"),
        ("deux-mots", "véhicule"),
        ("sigle", "CAF"),
        ("sigle", "MDPH"),
        ("caractere-special", "…"),
        ("caractere-special", "/"),
        ("passif", "Être accompagné"),
    }


def test_what_everybody_says_is_left_alone(findings: list[Finding], lists: Path) -> None:
    """Plain labels among the published ones have no finding."""
    simple = {
        "Acheter un logement",
        "Changer de logement",
        "Louer un logement",
        "Trouver sa formation",
        "Handicaps moteurs",
    }
    assert simple <= {text.text for text in texts(lists)}
    assert falc_findings([Text(label, LABEL) for label in simple], load_lexicon(CONTENT / "falc")) == []


def codes(sort: str) -> set[str]:
    with (CONTENT / "vocabulary" / "mots.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["code"] for row in csv.DictReader(stream, delimiter=";") if row["sorte"] == sort}


@pytest.mark.parametrize(("name", "sort"), [("thematiques", "theme"), ("publics", "public")])
def test_the_vocabulary_holds_the_published_list(lists: Path, name: str, sort: str) -> None:
    """The codes whose coverage is checked are those published, no more and no fewer."""
    rows = json.loads((lists / "data_inclusion_v1" / f"{name}.json").read_text(encoding="utf-8"))
    assert codes(sort) == {row["value"] for row in rows}


def test_the_vocabulary_holds_the_digital_services_and_publics(lists: Path) -> None:
    """The nine services and five publics of the standard of digital help."""
    schema = json.loads((lists / "standard_mednum" / "schema_v1.0.2.json").read_text(encoding="utf-8"))
    fields = {field["name"]: field["constraints"].get("pattern", "") for field in schema["fields"]}
    publics = mednum_publics(CONTENT / "vocabulary")
    assert len(publics) == 5 and len(codes("service")) == 9
    assert all(plain(public) in plain(fields["publics_specifiquement_adresses"]) for public in publics)
    assert all(plain(service) in plain(fields["services"]) for service in codes("service"))

"""Tiles, pictograms, numbers, coverage and answers of a small guide made for the purpose."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path

import pytest

from kiosk.directory.models import PHONE_KIND, Answer, Opening, Place, Query, Result
from kiosk.guide.answers import leads_somewhere
from kiosk.guide.tree import Fiche, Guide, Need, PhoneService, Situation, Way
from kiosk.publish.check.coverage import coverage, uncovered
from kiosk.publish.check.finding import ERROR, WARNING, Finding, Text
from kiosk.publish.check.lexicon import Danger, Picture, load_lexicon
from kiosk.publish.check.lines import Trail
from kiosk.publish.check.numbers import danger_without_number, phone_faults, unknown_numbers, written_numbers
from kiosk.publish.check.phrases import phrases
from kiosk.publish.check.pictograms import licences, one_picture_one_thing, table_line
from kiosk.publish.check.tiles import Tile, look_alikes, tree_limits
from kiosk.publish.vocabulary import load_vocabulary

HOUSE = Path(__file__).parents[3]


class Nowhere:
    """Knows no line."""

    def where(self, trail: Trail, key: str, text: str = "") -> tuple[str, int | None]:
        return "/".join((*trail, key)), None


PLACES = Nowhere()


def way(label: str, pictogram: str = "bed", **more: object) -> Way:
    facts = {"id": label[:4].lower(), "query": Query(themes=("a",)), "fiche": "f"} | more
    return Way(label=label, pictogram=pictogram, **facts)  # type: ignore[arg-type]


def guide(*ways: Way, phones: Iterable[PhoneService] = (), fiche: Fiche | None = None) -> Guide:
    """One need, one situation, and these ways."""
    situation = Situation("s", "Dormir", "bed", tuple(ways))
    return Guide(
        needs=(Need("n", "Un logement", "house", (situation,)),),
        fiches={"f": fiche or Fiche("f", "Dormir", ("Venez.",))},
        phones={phone.id: phone for phone in phones},
        questions=("Quoi ?", "Où ?", "Comment ?"),
    )


def rules(findings: Iterable[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


@pytest.mark.parametrize(("count", "faults"), [(1, 1), (2, 0), (4, 0), (5, 1)])
def test_a_situation_has_two_to_four_ways(count: int, faults: int) -> None:
    """One way asks nothing, five do not fit."""
    tiles = [way(f"Case {number}", f"p{number}") for number in range(count)]
    assert rules(tree_limits(guide(*tiles), PLACES)) == ["arbre"] * faults


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Je cherche un lit", "Un lit que je cherche", ERROR),
        ("Un logement", "Mes logements", ERROR),
        ("Un logement", "Un logement social", WARNING),
        ("Imprimer un papier", "Imprimer un papyer", WARNING),
        ("Imprimer", "Dormir", ""),
        ("Acheter un logement", "Louer un logement", ""),
    ],
)
def test_tiles_of_a_screen_are_told_apart(one: str, other: str, level: str) -> None:
    """The same words in another order, one label within another, nearly the same letters."""
    found = list(look_alikes(guide(way(one, "a"), way(other, "b")), PLACES))
    assert [finding.level for finding in found] == [level] * bool(level)


def test_examples_tell_a_label_within_another_apart() -> None:
    """A hint on both tiles is enough, unless it is the same."""
    one, other = way("Un logement", "a", hint="Louer"), way("Un logement social", "b", hint="Demander")
    assert rules(look_alikes(guide(one, other), PLACES)) == []
    assert rules(look_alikes(guide(one, dataclasses.replace(other, hint="Louer")), PLACES)) == ["cases-semblables"]


def test_two_tiles_of_a_screen_do_not_share_a_picture() -> None:
    """Whatever they say."""
    assert rules(look_alikes(guide(way("Imprimer"), way("Dormir")), PLACES)) == ["dessin-en-double"]


def test_a_picture_has_one_meaning() -> None:
    """In the table, and said by the tile or its examples; a label never changes its picture."""
    pictures = {
        "bed": Picture("dormir", phrases("dormir|lit"), 2),
        "house": Picture("le logement", phrases("logement"), 3),
        "sun": Picture("le soleil", phrases("soleil"), 4),
    }
    tiles = (way("Ce soir", hint="Un lit"), way("Manger", "bed"), way("Dormir", "sun"), way("Lire", "pen"))
    found = list(one_picture_one_thing(guide(*tiles), pictures, PLACES))
    assert rules(found) == ["dessin-autre-sens", "dessin-autre-sens", "dessin-change", "dessin-sans-sens"]
    assert "pen;Lire;Lire" in found[-1].advice
    assert rules(one_picture_one_thing(guide(way("Dormir")), pictures, PLACES)) == ["dessin-inutile"]


def test_the_line_to_add_makes_the_tile_right() -> None:
    """What the error proposes is a line of the table that the tile fits."""
    name, meaning, wordings = table_line(Tile((), "J'ai faim", "", "soup")).split(";")
    pictures = {name: Picture(meaning, phrases(wordings), 2)} | {
        other: Picture("", phrases("dormir|logement"), 3) for other in ("bed", "house")
    }
    assert rules(one_picture_one_thing(guide(way("J'ai faim", "soup")), pictures, PLACES)) == []


def test_licences_are_listed(tmp_path: Path) -> None:
    """Those of this house are; without the list, each is missing."""
    assert list(licences(HOUSE)) == []
    assert rules(licences(tmp_path)) == ["licence", "licence"]


@pytest.mark.parametrize(
    "number", ["15", "115", "3919", "116 006", "0 800 23 13 13", "03 20 00 00 00", "+33 3 20 00 00 00"]
)
def test_numbers_one_can_dial(number: str) -> None:
    """Emergencies, short numbers, European ones, ordinary ones."""
    assert list(phone_faults(guide(phones=[PhoneService("p", "Nom", number, "")]), PLACES)) == []


@pytest.mark.parametrize(
    "number", ["1", "16", "117", "999", "12345", "03 20 00 00", "00 20 00 00 00", "0 800 23 13 13 13"]
)
def test_numbers_nobody_can_dial(number: str) -> None:
    """Too short, too long, or of no plan."""
    found = phone_faults(guide(phones=[PhoneService("p", "Nom", number, "")]), PLACES)
    assert rules(found) == ["numero-mal-ecrit"]


def test_a_number_has_one_name_and_hours_one_can_read() -> None:
    """Whatever its spaces; and a name has one number."""
    one = PhoneService("a", "Écoute", "03 20 00 00 00", "", hours="Mo-Fr 09:00-17:00")
    assert rules(phone_faults(guide(phones=[one, PhoneService("b", "Aide", "0320000000", "")]), PLACES)) == [
        "numero-deux-noms"
    ]
    assert rules(phone_faults(guide(phones=[one, PhoneService("b", "Écoute", "3939", "")]), PLACES)) == [
        "nom-deux-numeros"
    ]
    never = dataclasses.replace(one, hours="le matin")
    assert rules(phone_faults(guide(phones=[never]), PLACES)) == ["heures-illisibles"]


DANGER = Danger(phrases("suicid*"), ("3114",))
URGENT = PhoneService("3114", "Écoute", "3114", "", urgent=True)


def test_a_tile_of_danger_shows_its_number() -> None:
    """The tile that speaks of it, and the path for people in an emergency."""
    bare, right = way("Penser au suicide"), way("Penser au suicide", phones=("3114",))
    assert rules(danger_without_number(guide(bare), [DANGER], PLACES)) == ["danger-sans-numero"]
    assert rules(danger_without_number(guide(right, phones=[URGENT]), [DANGER], PLACES)) == []
    hinted = way("Parler", hint="Peur, suicide")
    assert [(f.rule, f.level) for f in danger_without_number(guide(hinted), [DANGER], PLACES)] == [
        ("danger-sans-numero", WARNING)
    ]
    hurried = way("Ce soir", query=Query(publics=("personnes-en-situation-durgence",)))
    assert rules(danger_without_number(guide(hurried), [DANGER], PLACES)) == ["danger-sans-numero"]


def test_examples_of_a_situation_are_answered_by_one_of_its_ways() -> None:
    """Not by each: they are a list."""

    def told(*ways: Way) -> list[str]:
        bare = guide(*ways, phones=[URGENT])
        (need,) = bare.needs
        (situation,) = need.situations
        hinted = dataclasses.replace(need, situations=(dataclasses.replace(situation, hint="Feu, suicide"),))
        return rules(danger_without_number(dataclasses.replace(bare, needs=(hinted,)), [DANGER], PLACES))

    assert told(way("Lire"), way("Parler", phones=("3114",))) == []
    assert told(way("Lire"), way("Parler")) == ["danger-sans-numero"] * 2


@pytest.mark.parametrize(
    ("label", "dangerous"),
    [
        ("Je veux mourir", True),
        ("Mon mari me bat", True),
        ("On me tape", True),
        ("J'ai été battue", True),
        ("Un viol", True),
        ("Une personne maltraitée", True),
        ("J'ai été agressé", True),
        ("Une menace", True),
        ("Un chien attaque", True),
        ("Je suis en danger", True),
        ("Une personne vient de mourir", False),
        ("Chauffage cassé, dangereux", False),
        ("Grande tristesse", False),
        ("Jouer du violon", False),
        ("Un bâtiment, une étape", False),
    ],
)
def test_the_words_of_danger(label: str, dangerous: bool) -> None:
    """Those of the table, as whole words; what only looks like danger is left alone."""
    dangers = load_lexicon(HOUSE / "content" / "falc").dangers
    assert bool(rules(danger_without_number(guide(way(label)), dangers, PLACES))) is dangerous


def test_an_urgent_number_is_shown_to_people_in_danger() -> None:
    """On a path with another urgent number, the one its fiche names is missing: an error."""
    fire = PhoneService("18", "Pompiers", "18", "", urgent=True)
    fiche = Fiche("f", "Parler", ("Appelez le 3114.",))
    told = written_numbers(guide(way("Parler", phones=("18",)), phones=[URGENT, fire], fiche=fiche), PLACES)
    assert [(finding.rule, finding.level) for finding in told] == [("numero-non-montre", ERROR)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Ou bien 03 20 00 00 01.", ["numero-inconnu"]),
        ("Ou bien 0320000001", ["numero-inconnu"]),
        ("Ou bien +33 3 20 00 00 01", ["numero-inconnu"]),
        ("Ou bien 03 20 00 00 00.", []),
        ("Ou bien +33 3 20 00 00 00", []),
        ("Appelez le 3939.", ["numero-inconnu"]),
        ("En 3939 jours", []),
        ("Le 116 117", ["numero-inconnu"]),
        ("Le code 03 20 00 00 00 01", []),
    ],
)
def test_a_number_in_any_text_is_one_of_the_guide(text: str, rule: list[str]) -> None:
    """However it is written; what is no number to dial is left alone."""
    listed = guide(phones=[PhoneService("p", "Nom", "03 20 00 00 00", "")])
    assert rules(unknown_numbers(listed, [Text(text)])) == rule


def test_a_number_of_a_fiche_is_told_once() -> None:
    """The error of the fiche is enough."""
    told = Text("Appelez le 3939.", key="fiche f, what")
    assert rules(unknown_numbers(guide(), [told])) == []


def test_a_number_in_a_fiche_is_known_and_shown() -> None:
    """A number nobody listed is an error; one that the path does not show, a warning."""
    fiche = Fiche("f", "Parler", ("Appelez le 3114.",))
    assert rules(written_numbers(guide(way("Parler"), fiche=fiche), PLACES)) == ["numero-inconnu"]
    listed = guide(way("Parler"), phones=[URGENT], fiche=fiche)
    assert [(f.rule, f.level) for f in written_numbers(listed, PLACES)] == [("numero-non-montre", WARNING)]
    shown = guide(way("Parler", phones=("3114",)), phones=[URGENT], fiche=fiche)
    assert rules(written_numbers(shown, PLACES)) == []


def test_coverage_names_the_paths_of_each_code() -> None:
    """A code that a path asks for has that path; each other is a finding."""
    vocabulary = load_vocabulary(HOUSE / "content" / "vocabulary")
    code = vocabulary.codes("theme")[0]
    covered = coverage(guide(way("Lire", query=Query(themes=(code,)))), vocabulary, {"Jeunes": ("jeunes",)})
    assert covered["themes"][code] == ("n/s/lire",)
    assert len(covered["themes"]) == 69
    words = [finding.words for finding in uncovered(covered)]
    assert code not in words and "Jeunes" in words and len(words) == sum(map(len, covered.values())) - 1


def answer(*results: tuple[str, str, str]) -> Answer:
    places = [Result(Place(place_id, "Nom", phone=phone), rung, "", Opening(None)) for place_id, phone, rung in results]
    return Answer(places[0].rung, tuple(places))


def test_dead_ends() -> None:
    """The general number and the helper are no answer, unless the path asks for them."""
    general, helper = (f"{PHONE_KIND}--3939", "3939", "phone"), ("helper", "", "helper")

    def ends(one: Way, *results: tuple[str, str, str]) -> bool:
        (path,) = guide(one, phones=[PhoneService("3939", "Allô", "3939", "")]).paths()
        return not leads_somewhere(path, answer(*results))

    assert ends(way("Lire"), general, helper)
    assert not ends(way("Lire"), general, ("mairie", "", "here"))
    assert not ends(way("Lire", phones=("3939",)), general, helper)
    assert not ends(way("Lire", helper_first=True), helper)

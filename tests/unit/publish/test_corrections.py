"""Local corrections win over national data: each line is used whole or not at all, and is told of."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.models import Place, Source
from kiosk.publish.corrections import (
    SOURCE,
    Correction,
    Outcome,
    apply_corrections,
    read_corrections,
)
from kiosk.publish.demo import demonstration_sources
from kiosk.publish.publication import gather
from kiosk.settings import load_settings

HOUSE = Path(__file__).parents[3]
DAY, LATER = dt.date(2026, 11, 20), dt.date(2026, 12, 1)
CHRISTMAS = (dt.date(2026, 12, 24), dt.date(2027, 1, 2))
SUMMER = (dt.date(2027, 8, 1), dt.date(2027, 8, 15))


def place(key: str, name: str, postcode: str = "59200", **fields: object) -> Place:
    return Place(f"a--{key}", name, postcode=postcode, sources=(Source("a", key, DAY),), updated=DAY, **fields)  # type: ignore[arg-type]


CCAS = place("1", "C.C.A.S. de l’Épeule", hours="Mo 09:00-12:00", phone="+33320000001", languages=("en",))
CAF = place("2", "CAF")
OTHER = place("3", "CAF", "59100")
PLACES = (CCAS, CAF, OTHER)


def told(*corrections: Correction, places: tuple[Place, ...] = PLACES) -> tuple[dict[str, Place], list[Outcome]]:
    found, outcomes = apply_corrections(places, corrections)
    return {one.id: one for one in found}, list(outcomes)


def line(number: int = 2, **fields: object) -> Correction:
    """About the CCAS, unless a name or an id is given."""
    named = fields.keys() & {"id", "name"}
    return Correction("c.csv", number, **({} if named else {"id": "a--1"}), **fields)  # type: ignore[arg-type]


def test_every_field_is_corrected() -> None:
    """What the line says is there, the rest stays, and the place says where it comes from."""
    correction = line(
        new_name="Le CCAS",
        hours="Tu 09:00-12:00",
        closure=CHRISTMAS,
        phone="+33320000009",
        note="Sonnez.",
        languages=("ar",),
        verified=LATER,
    )
    found, (outcome,) = told(correction)
    assert outcome == Outcome("c.csv", 2, True, "a--1") and str(outcome) == ""
    assert found["a--1"] == replace(
        CCAS,
        name="Le CCAS",
        hours="Tu 09:00-12:00",
        closures=(CHRISTMAS,),
        phone="+33320000009",
        note="Sonnez.",
        languages=("ar",),
        updated=LATER,
        sources=(Source("a", "1", DAY), Source(SOURCE, "a--1", LATER)),
    )
    assert (found["a--2"], found["a--3"]) == (CAF, OTHER)


def test_hours_that_are_not_understood_replace_those_that_were() -> None:
    """Old hours beside "call first" would be believed."""
    found, _ = told(line(hours_text="selon la marée"))
    assert (found["a--1"].hours, found["a--1"].hours_text) == ("", "selon la marée")


def test_the_date_stays_without_a_day_of_checking() -> None:
    """Nobody said when the rest was last looked at."""
    found, _ = told(line(note="Sonnez."))
    assert found["a--1"].updated == DAY and found["a--1"].sources[-1] == Source(SOURCE, "a--1", None)


def test_a_day_of_checking_alone_is_a_change() -> None:
    found, (outcome,) = told(line(verified=LATER))
    assert outcome.used and found["a--1"].updated == LATER


def test_an_old_day_of_checking_is_told() -> None:
    """The sources have changed since: the correction is used, and a person should look again."""
    found, (outcome,) = told(line(note="Sonnez.", verified=dt.date(2025, 1, 1)))
    assert found["a--1"].updated == dt.date(2025, 1, 1) and "20/11/2026" in outcome.warnings[0] and outcome.used


def test_a_hidden_place_is_gone() -> None:
    found, (outcome,) = told(line(hide=True))
    assert outcome.used and set(found) == {"a--2", "a--3"}


@pytest.mark.parametrize("name", ["CCAS de l'Epeule", "ccas DE L EPEULE", "C.C.A.S de l’Épeule !"])
def test_a_name_is_compared_the_way_people_do(name: str) -> None:
    """Without accents, capitals and punctuation, and only in its postcode."""
    assert told(line(name=name, postcode="59200", note="x"))[1][0].place == "a--1"
    assert "Aucun lieu" in told(line(name=name, postcode="59100", note="x"))[1][0].reason


def test_an_id_of_one_of_its_sources_is_an_id_of_the_place() -> None:
    """Merging gives a place the id of its best record, which may be another one tomorrow."""
    merged = replace(CCAS, sources=(*CCAS.sources, Source("Annuaire", "77")))
    assert told(line(id="annuaire--77", note="x"), places=(merged,))[1][0].place == "a--1"
    _, (outcome,) = told(line(id="annuaire--77", note="x"), places=(merged, replace(CAF, sources=merged.sources)))
    assert not outcome.used and "a--1, a--2" in outcome.reason


def test_several_places_are_listed() -> None:
    """And no more than ten of them."""
    many = tuple(place(str(rank), "Bus") for rank in range(12))
    found, (outcome,) = told(line(name="bus", postcode="59200", hide=True), places=many)
    assert len(found) == 12 and "a--0, a--1" in outcome.reason and "a--10" not in outcome.reason


REFUSED = {
    "Aucun lieu": line(id="b--1", note="x"),
    "ne dit rien": line(),
    "déjà ainsi": line(phone="+33320000001", languages=("en",)),
    "un autre lieu de 59200": line(new_name="Caf"),
    "horaires : non.": line(note="x", faults=("horaires : non.",)),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_a_line_that_is_not_used_says_why_and_changes_nothing(reason: str) -> None:
    found, (outcome,) = told(REFUSED[reason])
    assert tuple(found.values()) == PLACES and not outcome.used and reason in outcome.reason
    assert str(outcome).startswith("c.csv, ligne 2 : pas utilisée. ")


def test_a_name_that_was_given_up_is_free() -> None:
    found, outcomes = told(line(id="a--2", new_name="Allocations"), line(3, new_name="CAF"))
    assert all(outcome.used for outcome in outcomes) and found["a--1"].name == "CAF"


def test_a_second_line_for_a_place_names_the_first() -> None:
    """Whatever it says, when both say more than a closure; also after hiding."""
    found, outcomes = told(
        line(2, note="Un."), line(3, note="Deux."), line(4, name="CCAS de l'Epeule", postcode="59200", hide=True)
    )
    assert found["a--1"].note == "Un." and [outcome.used for outcome in outcomes] == [True, False, False]
    assert "ligne 2 " in outcomes[1].reason and "ligne 2 " in outcomes[2].reason
    found, outcomes = told(line(2, hide=True), line(3, closure=SUMMER))
    assert "a--1" not in found and "ligne 2 " in outcomes[1].reason


def test_a_line_that_was_refused_is_no_first_line() -> None:
    _, outcomes = told(line(2, note="x", faults=("note : non.",)), line(3, note="Deux."))
    assert outcomes[1].used


def test_a_place_may_close_several_times() -> None:
    """One line each; the same closure twice is told."""
    found, outcomes = told(line(2, closure=SUMMER), line(3, note="x", closure=CHRISTMAS), line(4, closure=SUMMER))
    assert found["a--1"].closures == (CHRISTMAS, SUMMER)
    assert [outcome.used for outcome in outcomes] == [True, True, False] and "déjà ainsi" in outcomes[2].reason


def test_a_name_beside_an_id_is_only_looked_at() -> None:
    """The id decides; that the name differs is told."""
    _, (outcome,) = told(line(id="a--2", name="Mairie", note="x"))
    assert outcome.used and "« CAF »" in outcome.warnings[0]


def test_the_example_works_on_the_demonstration() -> None:
    """Every line of the example that agents copy is used; nothing is left to say of it."""
    settings = load_settings(HOUSE / "content" / "demo" / "site.toml")
    example = HOUSE / "content" / "corrections-exemple.csv"
    plain = gather(demonstration_sources(HOUSE), settings, HOUSE)
    result = gather(demonstration_sources(HOUSE), settings, HOUSE, corrections=example)
    assert [str(outcome) for outcome in result.report.corrections] == [""] * 4
    assert result.report.corrections_line() == "corrections: 4 used, 0 not used"
    assert result.report.places == len(result.places) == len(plain.places) - 1 and plain.report.corrections == ()
    notes = [place.note for place in result.places if place.note]
    assert notes == ["L'entrée est derrière le bâtiment."]
    assert sum(place.closures != () for place in result.places) >= 1
    assert read_corrections(example, LATER)[1].hours == "Mo 14:00-17:00; Th 09:00-12:00"


IDS = st.sampled_from(["a--1", "a--2", "a--3", "b--1", ""])
NAMES = st.sampled_from(["CAF", "caf", "CCAS de l'Epeule", "Mairie", ""])
CORRECTIONS = st.builds(
    Correction,
    file=st.just("c.csv"),
    line=st.integers(2, 9),
    id=IDS,
    name=NAMES,
    postcode=st.sampled_from(["59200", "59100", ""]),
    hide=st.booleans(),
    new_name=NAMES,
    hours=st.sampled_from(["", "Mo 09:00-12:00", "24/7"]),
    closure=st.sampled_from([None, CHRISTMAS, SUMMER]),
    note=st.sampled_from(["", "Sonnez."]),
    languages=st.sampled_from([(), ("en",), ("ar", "uk")]),
    verified=st.sampled_from([None, DAY, LATER]),
    faults=st.sampled_from([(), (), ("note : non.",)]),
)


@given(st.lists(CORRECTIONS, max_size=8))
def test_corrections_never_invent_a_place(corrections: list[Correction]) -> None:
    """Ids and their order stay; names stay apart; only places of lines that were used change; same in, same out."""
    found, outcomes = apply_corrections(PLACES, corrections)
    ids = [one.id for one in found]
    assert ids == [one.id for one in PLACES if one.id in ids] and len(outcomes) == len(corrections)
    assert len({(one.name.casefold(), one.postcode) for one in found}) == len(found)
    touched = {outcome.place for outcome in outcomes if outcome.used}
    assert {one for one in PLACES if one.id not in touched} == {one for one in found if one.id not in touched}
    assert all(outcome.used or outcome.reason for outcome in outcomes)
    used = [correction for correction, outcome in zip(corrections, outcomes, strict=True) if outcome.used]
    assert apply_corrections(PLACES, used)[0] == found

"""What may be offered instead: near the question, never generic, never hurtful."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.models import Query
from kiosk.guide.load import load_guide
from kiosk.guide.tree import Guide
from kiosk.guide.tree import Path as GuidePath
from kiosk.guide.wider import DELICATE, DIGITAL, PAPERWORK, family, wider_queries

FOOD, CLOTHES, FRIDGE = (f"equipement-et-alimentation--{name}" for name in ("alimentation", "habillement", "frigo"))
SPORT = "remobilisation--sport"
RIGHTS, ONLINE = f"{PAPERWORK}--droits", f"{DIGITAL}--en-ligne"
SHELTER = "logement-hebergement--rechercher-une-solution-dhebergement-temporaire"
FORMS, LAPTOP = "Aide aux démarches administratives", "Acquisition de matériel informatique à prix solidaire"


@pytest.fixture(scope="module")
def guide(repository: Path) -> Guide:
    return load_guide(repository / "content" / "guide")


def asked(*facets: str) -> Query:
    return Query(
        themes=tuple(facet for facet in facets if "--" in facet),
        services=tuple(facet for facet in facets if "--" not in facet),
        publics=("jeunes",),
    )


def test_the_situation_comes_first_then_the_same_family_of_the_need() -> None:
    """Other families of the situation are near enough; of the need, only the families asked for."""
    situation = [asked(FOOD), asked(SPORT)]
    need = [*situation, asked(CLOTHES), asked("mobilite--bus"), asked(FRIDGE, RIGHTS)]
    assert wider_queries(asked(FOOD), situation, need) == (
        Query(themes=(FOOD, SPORT)),
        Query(themes=(CLOTHES, FRIDGE)),
    )


@pytest.mark.parametrize("generic", [RIGHTS, ONLINE, FORMS, LAPTOP])
def test_what_serves_everybody_is_only_for_who_asks_for_it(generic: str) -> None:
    """Paperwork and digital help are no answer to hunger, but are to a question of their own family."""
    ways = [asked(FOOD), asked(generic)]
    assert all(generic not in circle.facets for circle in wider_queries(asked(FOOD), ways, ways))
    same = RIGHTS if family(generic) == PAPERWORK else ONLINE
    assert any(generic in circle.facets for circle in wider_queries(asked(same), ways, ways))


def test_delicate_services_stand_apart() -> None:
    """Nobody is sent there without asking, and who asks is given nothing else in its place."""
    ways = [asked(FOOD), asked(SHELTER), asked("logement-hebergement--louer-un-logement")]
    assert all(SHELTER not in circle.facets for circle in wider_queries(asked(FOOD), ways, ways))
    assert wider_queries(asked(SHELTER), ways, ways) == ()


def test_who_asks_for_no_place_is_offered_none() -> None:
    """A path that is only a call, or only the helper, has no wider circle."""
    assert wider_queries(Query(), [asked(FOOD)], [asked(FOOD)]) == ()


facets = st.sampled_from([FOOD, CLOTHES, SPORT, RIGHTS, ONLINE, SHELTER, FORMS, LAPTOP])
queries = st.lists(facets, max_size=3, unique=True).map(lambda codes: asked(*codes))


@given(queries, st.lists(queries, max_size=4), st.lists(queries, max_size=4))
def test_no_circle_is_empty_narrowed_or_repeats(query: Query, situation: list[Query], others: list[Query]) -> None:
    """Each circle asks for something, once, of anybody, and nothing delicate or generic slips in."""
    circles = wider_queries(query, situation, [*situation, *others])
    found = [facet for circle in circles for facet in circle.facets]
    assert len(found) == len(set(found)) and all(circle.facets for circle in circles)
    assert all(not (circle.publics or circle.contacts or circle.labels) for circle in circles)
    assert DELICATE.isdisjoint(found)
    own = {family(facet) for facet in query.facets}
    assert all(family(facet) not in {PAPERWORK, DIGITAL} - own for facet in found)


def paths(guide: Guide, *beginnings: str) -> list[GuidePath]:
    found = [path for path in guide.paths() if path.id.startswith(beginnings)]
    assert found
    return found


def test_people_in_danger_are_offered_nothing_else(guide: Guide) -> None:
    """Every path that begins with an urgent number is urgent, and has no wider circle."""
    for path in guide.paths():
        numbers = [guide.phones[phone] for phone in path.way.phones]
        assert path.urgent is path.ask.urgent is any(number.urgent for number in numbers), path.id
        assert not (path.urgent and path.ask.broader), path.id
    assert all(path.urgent for path in paths(guide, "urgence/danger/", "urgence/violence/", "urgence/suicide/"))


BEDS = ("logement/dormir/ce-soir", "logement/dormir/semaines", "logement/dormir/enfants")


def test_no_roof_and_no_meal_end_on_the_115(guide: Guide) -> None:
    """Who looks for a bed sees the 115 first; who looks for a meal has it on the first page when places are few."""
    assert all(path.way.phones[0] == "115" for path in paths(guide, "urgence/survivre/dormir", *BEDS))
    meals = paths(guide, "argent/manger/", "urgence/survivre/manger")
    assert all(set(path.way.query.themes) <= set(guide.phones["115"].themes) for path in meals)


def test_every_delicate_code_is_one_the_guide_asks_for(guide: Guide) -> None:
    """A code that changed its name would no longer protect anybody."""
    assert {theme for path in guide.paths() for theme in path.way.query.themes} >= DELICATE

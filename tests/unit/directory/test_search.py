"""Matching and ranking: who answers a query, and who comes first."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.models import Answer, Ask, Opening, Place, Query, Service
from kiosk.directory.offers import matching_services
from kiosk.directory.rank import (
    LONGEST_WAIT,
    Candidate,
    cost,
    folded,
    is_free,
    is_named,
    speaks,
    travel_minutes,
    waiting_minutes,
)
from kiosk.directory.search import search
from kiosk.directory.store import memory_directory
from kiosk.settings import Territory

PARIS = ZoneInfo("Europe/Paris")
FRIDAY_10 = dt.datetime(2026, 11, 20, 10, 0, tzinfo=PARIS)
HERE = (50.72, 3.16)
KILOMETRE = 1 / 111.195
RENT = "logement-hebergement--louer-un-logement"
WASH = "quotidien--se-laver"
HELPER = Place("helper", "Nadia", latitude=HERE[0], longitude=HERE[1])
NOVEMBER = ((dt.date(2026, 11, 1), dt.date(2026, 11, 30)),)
OPEN = "Mo-Fr 09:00-17:00"
SHUT = "Sa 09:00-12:00"


def place(place_id: str, km: float = 1.0, **fields: object) -> Place:
    defaults: dict = {"hours": OPEN, "services": (Service(themes=(RENT,)),)}
    return Place(
        id=place_id, name=place_id, latitude=HERE[0] + km * KILOMETRE, longitude=HERE[1], **(defaults | fields)
    )


def ask(*places: Place, query: Query | None = None, language: str = "fr", **more: object) -> Answer:
    return search(
        memory_directory(places),
        Ask(query or Query(themes=(RENT,))),
        **{
            "position": HERE,
            "territory": Territory(near_km=5, far_km=60),
            "language": language,
            "at": FRIDAY_10,
            "helper": HELPER,
            **more,
        },
    )


def order(answer: Answer) -> list[str]:
    return [result.place.id for result in answer.results if result.rung in ("here", "farther")]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param({"km": 1.0}, {"km": 1.2}, id="near before far"),
        pytest.param({"km": 4.0}, {"km": 0.5, "hours": SHUT}, id="open before near"),
        pytest.param({"km": 1.0}, {"km": 0.7, "hours": ""}, id="open before nobody knows"),
        pytest.param({"km": 1.0, "hours": ""}, {"km": 0.7, "hours": SHUT}, id="unknown before closed"),
        pytest.param({"hours": "Mo-Fr 10:20-12:00"}, {"hours": "Mo-Fr 14:00-17:00"}, id="soon before later"),
        pytest.param({"km": 1.2}, {"km": 1.0, "hours": "Mo-Fr 09:00-10:10"}, id="closing before one gets there"),
        pytest.param({"km": 1.2, "free": True}, {"km": 1.0}, id="free before unknown"),
        pytest.param({"km": 1.2}, {"km": 1.0, "free": False}, id="unknown before paying"),
        pytest.param({"km": 1.2, "labels": ("france-services",)}, {"km": 1.0}, id="labelled first"),
        pytest.param({"km": 2.0, "languages": ("ar",)}, {"km": 1.0, "languages": ("pl",)}, id="language first"),
        pytest.param({"km": 4.9}, {"km": 0.1, "closures": NOVEMBER}, id="closed for now last"),
    ],
)
def test_the_better_place_comes_first(better: dict, worse: dict) -> None:
    """Each criterion of the ranking, on its own, puts the right one of two places first."""
    answer = ask(place("worse", **worse), place("better", **better), language="ar")
    assert order(answer) == ["better", "worse"]


def test_at_night_an_unknown_door_is_no_better_than_a_closed_one() -> None:
    """By day one may call and try one's luck; at night what is known comes first."""
    known, unknown = place("known", 1.0, hours="Mo-Fr 09:30-17:00"), place("unknown", 1.0, hours="")
    saturday_night = dt.datetime(2026, 11, 21, 23, 0, tzinfo=PARIS)
    assert order(ask(known, unknown, at=FRIDAY_10.replace(hour=8))) == ["unknown", "known"]
    assert order(ask(known, unknown, at=saturday_night)) == ["known", "unknown"]


def test_equal_places_keep_one_order() -> None:
    """Between places that are equal in all respects the id decides, whatever order they were given in."""
    twins = [place(f"t--{letter}") for letter in "cab"]
    assert order(ask(*twins)) == order(ask(*reversed(twins))) == ["t--a", "t--b", "t--c"]


def test_french_is_not_a_bonus() -> None:
    """A place that says it speaks French is not lifted for a visitor who reads French."""
    assert not speaks(place("a", languages=("fr",)), "fr")
    assert speaks(place("a", languages=("pt-BR",)), "pt")


@pytest.mark.parametrize(
    ("service", "query", "answers"),
    [
        (Service(themes=(RENT,)), Query(themes=(RENT,)), True),
        (Service(themes=("other",)), Query(themes=(RENT,)), False),
        (Service(services=("Accès",)), Query(themes=(RENT,), services=("Accès",)), True),
        (Service(themes=(RENT,)), Query(), False),
        (Service(themes=(RENT,), publics=("jeunes",)), Query(themes=(RENT,)), True),
        (Service(themes=(RENT,), publics=("jeunes",)), Query(themes=(RENT,), publics=("seniors",)), False),
        (Service(themes=(RENT,), publics=("jeunes", "seniors")), Query(themes=(RENT,), publics=("seniors",)), True),
        (Service(themes=(RENT,), publics=("tous-publics",)), Query(themes=(RENT,), publics=("seniors",)), True),
        (Service(themes=(RENT,)), Query(themes=(RENT,), publics=("seniors",)), True),
        (Service(themes=(RENT,), publics=("jeunes",)), Query(themes=(RENT,), publics=("tous-publics",)), True),
        (Service(themes=(RENT,), contacts=("telephoner",)), Query(themes=(RENT,), contacts=("se-presenter",)), False),
        (Service(themes=(RENT,), contacts=("telephoner",)), Query(themes=(RENT,), contacts=("telephoner",)), True),
        (Service(themes=(RENT,)), Query(themes=(RENT,), contacts=("se-presenter",)), True),
        (Service(themes=(RENT,)), Query(themes=(RENT,), labels=("france-services",)), True),
    ],
)
def test_who_answers_a_query(service: Service, query: Query, answers: bool) -> None:
    """Facet, publics and ways of contact narrow; labels never do; in memory and in SQLite alike."""
    candidate = place("a", services=(service,))
    assert bool(matching_services(candidate, query)) is answers
    assert (order(ask(candidate, query=query)) == ["a"]) is answers


def test_the_way_into_the_place_counts_as_a_way_to_its_services() -> None:
    """A service that can only be phoned is found by who wants to walk in, when the place can be walked into."""
    only_phone = Service(themes=(RENT,), contacts=("telephoner",))
    candidate = place("a", services=(only_phone,), access=("se-presenter",))
    assert order(ask(candidate, query=Query(themes=(RENT,), contacts=("se-presenter",)))) == ["a"]


def test_publics_of_one_service_do_not_open_another() -> None:
    """Theme and public must meet in one service: rent for the young and sport for the old is no rent for the old."""
    services = (Service(themes=(RENT,), publics=("jeunes",)), Service(themes=("sport",), publics=("seniors",)))
    assert order(ask(place("a", services=services), query=Query(themes=(RENT,), publics=("seniors",)))) == []


def test_a_service_made_for_the_public_comes_first() -> None:
    """Who is made for the public the path names comes before who is for everybody."""
    everybody = place("everybody", 1.0)
    special = place("special", 1.2, services=(Service(themes=(RENT,), publics=("seniors",)),))
    assert order(ask(everybody, special, query=Query(themes=(RENT,), publics=("seniors",)))) == ["special", "everybody"]


@pytest.mark.parametrize(
    ("asked", "km", "lifted"),
    [
        pytest.param({"kinds": ("ccas",)}, 1.9, {"kind": "ccas"}, id="kind"),
        pytest.param({"words": ("louer",)}, 2.9, {"services": (Service((RENT,), name="Louer"),)}, id="word"),
        pytest.param({"words": ("louer",)}, 2.9, {"name": "Où louer ?"}, id="word in the name of the place"),
        pytest.param(
            {"themes": (RENT, WASH)}, 1.6, {"services": (Service((RENT, WASH)),)}, id="the very everyday need"
        ),
    ],
)
def test_a_kind_or_a_word_lifts_a_place(asked: dict, km: float, lifted: dict) -> None:
    """What the path names brings a farther place forward, and never excludes the other."""
    best = replace(place("best", km), **lifted)
    query = Query(**{"themes": (RENT,), **asked})
    assert order(ask(best, place("near"), query=query)) == ["best", "near"]
    assert order(ask(best, place("near"))) == ["near", "best"]


def test_a_word_in_another_service_lifts_nothing() -> None:
    """Only the services that answer, and the place itself, are looked at."""
    services = (Service((RENT,)), Service(("sport",), name="Louer un vélo"))
    candidate = Candidate(place("a", services=services), services[:1], Opening(True), 1.0)
    assert not is_named(candidate, Query(themes=(RENT,), words=("louer",)))


@pytest.mark.parametrize(
    ("word", "name", "found"),
    [
        ("ecrivain", "Permanence d’écrivains publics", True),
        ("écrivain", "ECRIVAIN PUBLIC", True),
        ("vol", "Papiers volants", False),
        ("vol", "Perte et vols", True),
        ("carte grise", "Permis et cartes grises", False),
        ("carte grise", "La carte grise en ligne", True),
        ("bien-etre", "Bien-être et confiance", True),
        ("crivain", "Écrivain public", False),
        ("coeur", "Le Cœur", True),
        ("!", "Oui !", False),
    ],
)
def test_how_a_word_is_found(word: str, name: str, found: bool) -> None:
    """Accents and case do not count; five letters find what begins with them, fewer only themselves and a plural."""
    candidate = Candidate(place("a", services=()), (Service(name=name),), Opening(True), 1.0)
    assert is_named(replace(candidate, place=replace(candidate.place, name="")), Query(words=(word,))) is found


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=4))
def test_any_name_and_words_can_be_compared(name: str, words: list[str]) -> None:
    """No writing makes the comparison fail; folding twice changes nothing."""
    candidate = Candidate(replace(place("a"), name=name), (), Opening(True), 1.0)
    assert is_named(candidate, Query(words=tuple(words))) in (True, False)
    assert folded(folded(name)) == folded(name)


def test_the_travel_cost_never_falls_with_distance() -> None:
    """Farther is never cheaper, also where walking turns into a bus."""
    minutes = [travel_minutes(metres) for metres in range(0, 20_000, 100)]
    assert minutes == sorted(minutes)
    assert travel_minutes(1000) == 15


def test_waiting_overlaps_with_travelling() -> None:
    """A door that opens while one is on the way makes nobody wait, also on the night the clocks go back."""
    soon = Opening(False, next_change=FRIDAY_10 + dt.timedelta(minutes=30))
    assert waiting_minutes(soon, FRIDAY_10, 40) == 0
    assert waiting_minutes(soon, FRIDAY_10, 10) == 20
    assert waiting_minutes(Opening(False), FRIDAY_10, 10) == LONGEST_WAIT
    before = dt.datetime(2026, 10, 25, 2, 50, tzinfo=PARIS)
    after = dt.datetime(2026, 10, 25, 2, 20, tzinfo=PARIS, fold=1)
    assert waiting_minutes(Opening(False, next_change=after), before, 0) == 30


def test_what_is_free() -> None:
    """A free service that answers makes it free; otherwise what the service says, then what the place says."""
    candidate = replace(place("a"), free=True)
    assert is_free(candidate, (Service(free=False), Service(free=True))) is True
    assert is_free(candidate, (Service(free=False),)) is False
    assert is_free(candidate, (Service(),)) is True
    assert is_free(place("a"), ()) is None


def test_places_nobody_located_come_last() -> None:
    """A place without a position comes after all located ones and has no distance."""
    lost = replace(place("lost", labels=("france-services",)), latitude=None, longitude=None)
    answer = ask(lost, place("far", 40))
    assert order(answer) == ["far", "lost"]
    assert answer.results[1].distance_m is None
    assert answer.results[1].rung == "farther"


def test_a_closed_link_gives_way_to_an_open_one() -> None:
    """Where nobody can book the service, the link of the place takes its place; where that is closed too, none."""
    service_url, place_url = "https://www.rdv-solidarites.fr/org/2", "https://www.rdv-solidarites.fr/org/1"
    one = place("a", booking_url=place_url, services=(Service(themes=(RENT,), booking_url=service_url),))
    open_one = ask(one, is_closed=service_url.__eq__).results[0]
    assert (open_one.place.booking_url, open_one.booking_host) == (place_url, "www.rdv-solidarites.fr")
    assert ask(one, is_closed={service_url, place_url}.__contains__).results[0].booking_host == ""


def test_the_booking_link_of_the_service_that_answers_wins() -> None:
    """The link of the very service is offered before the place's own; a link that does not book is not named."""
    service_url, place_url = "https://www.rdv-solidarites.fr/org/2", "https://www.rdv-solidarites.fr/org/1"
    booked = (Service(themes=(RENT,), booking_url=service_url), Service(themes=("x",), booking_url=place_url))
    answer = ask(
        place("a", 0.1, booking_url=place_url, services=booked),
        place("b", 0.2, booking_url=place_url),
        place("c", 0.3, booking_url="https://www.rdv-solidarites.fr/"),
    )
    assert [(r.place.booking_url, r.booking_host) for r in answer.results[:2]] == [
        (service_url, "www.rdv-solidarites.fr"),
        (place_url, "www.rdv-solidarites.fr"),
    ]
    assert answer.results[2].booking_host == ""


def test_cost_of_a_closure_is_above_all() -> None:
    """Nothing lifts a place that is closed for now above one that is not."""
    closed = Candidate(place("a", labels=("aidants-connect",)), (), Opening(False, doubt="closure"), 1.0)
    open_far = Candidate(place("b"), (), Opening(True), 900_000.0)
    assert cost(open_far, Query(), "fr", FRIDAY_10) < cost(closed, Query(), "fr", FRIDAY_10)


def test_a_clock_that_is_wrong_lifts_no_open_door() -> None:
    """An open door a little farther wins; when the clock is not trusted the nearer one does, at any hour."""
    near, far = place("near", 1.0, hours=SHUT), place("far", 2.0, hours=OPEN)
    assert order(ask(near, far)) == ["far", "near"]
    for hour in (3, 10, 20):
        answer = ask(near, far, at=FRIDAY_10.replace(hour=hour), trusted=False)
        assert order(answer) == ["near", "far"]
        assert {result.opening.open for result in answer.results} == {None}

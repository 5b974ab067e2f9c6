"""The ladder: which rung answers when, and that some rung always does."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.directory.geo import distance_m
from kiosk.directory.helper import helper_place
from kiosk.directory.ladder import ENOUGH
from kiosk.directory.models import RUNGS, Answer, Ask, Place, Query, Service
from kiosk.directory.reasons import REASONS, why
from kiosk.directory.search import search
from kiosk.directory.store import memory_directory
from kiosk.i18n.catalogue import Words, french_only
from kiosk.i18n.languages import LANGUAGES
from kiosk.settings import Helper, Settings, Territory

PARIS = ZoneInfo("Europe/Paris")
FRIDAY_10 = dt.datetime(2026, 11, 20, 10, 0, tzinfo=PARIS)
HERE = (50.72, 3.16)
KILOMETRE = 1 / 111.195
RENT, DEBT, SPORT = "logement-hebergement--louer", "argent--dettes", "sport--courir"
HELPER = helper_place(Settings("Borne", *HERE, helper=Helper("Nadia", hours="Mo-Fr 09:00-17:00")))
NOVEMBER = ((dt.date(2026, 11, 1), dt.date(2026, 11, 30)),)
ASK = Ask(Query(themes=(RENT,)), broader=(Query(themes=(RENT, DEBT)),))
FRENCH = french_only()["fr"]


def place(place_id: str, km: float, *themes: str, **fields: object) -> Place:
    whole: dict = {"latitude": HERE[0] + km * KILOMETRE, "longitude": HERE[1]} | fields
    return Place(id=place_id, name=place_id, services=(Service(themes=themes or (RENT,)),), **whole)


def line(name: str, *themes: str, number: str = "0800 00 00 00", **fields: object) -> Place:
    offer = (Service(themes=themes),) if themes else ()
    return Place(f"telephone--{name}", name, kind="telephone", phone=number, services=offer, **fields)  # type: ignore[arg-type]


GENERAL = line("allo", number="39 39")


def answer(*places: Place, ask: Ask = ASK, limit: int = 9, language: str = "fr", hosts: tuple[str, ...] = ()) -> Answer:
    return search(
        memory_directory(places),
        ask,
        position=HERE,
        territory=Territory(near_km=5, far_km=60),
        language=language,
        at=FRIDAY_10,
        helper=HELPER,
        booking_hosts=hosts,
        limit=limit,
    )


def seen(found: Answer) -> list[tuple[str, str]]:
    return [(result.rung, result.place.id) for result in found.results]


def test_enough_here_stays_here() -> None:
    """With a page of places in the near circle, nothing from farther away is added."""
    found = answer(*(place(f"n{n}", n / 2) for n in range(1, 5)), place("far", 10), GENERAL)
    assert {rung for rung, _ in seen(found)} == {"here"}
    assert found.rung == "here"
    assert len(found.results) == 4


def test_too_few_here_is_filled_from_the_next_rungs() -> None:
    """Each result keeps the rung it stands on, in the order of the ladder; what is broader is never enough."""
    found = answer(place("near", 1), place("far", 10), place("wide", 2, DEBT), place("other", 1, SPORT), GENERAL)
    assert seen(found) == [("here", "near"), ("farther", "far"), ("broader", "wide"), ("helper", "helper")]


def test_every_rung_down_to_the_helper() -> None:
    """One place in all: the ladder goes on to the phone that knows this and to the helper of this site."""
    found = answer(place("near", 1), line("rent", RENT), GENERAL)
    assert seen(found) == [("here", "near"), ("phone", "telephone--rent"), ("helper", "helper")]


def test_broader_places_leave_the_last_seat_of_the_page_to_who_knows() -> None:
    """Of a page of three, at most two are broader when a phone service knows exactly this, and three when none does."""
    wide = [place(f"wide{n}", n, DEBT) for n in range(1, 5)]
    assert seen(answer(*wide, line("rent", RENT)))[1:] == [
        ("broader", "wide2"),
        ("phone", "telephone--rent"),
        ("helper", "helper"),
    ]
    assert [rung for rung, _ in seen(answer(*wide, GENERAL))] == ["broader"] * 3 + ["helper"]
    two = (place("near", 1), place("near2", 2))
    assert [rung for rung, _ in seen(answer(*wide, *two, line("rent", RENT)))] == ["here", "here", "phone"]


def test_places_nobody_can_locate_are_never_enough() -> None:
    """They may be a hundred kilometres away: some stand on the first page, then come who answers and the helper."""
    lost = [place(f"lost{n}", 1, latitude=None, longitude=None) for n in range(9)]
    assert [rung for rung, _ in seen(answer(*lost, line("rent", RENT)))] == ["farther", "farther", "phone", "helper"]
    assert [rung for rung, _ in seen(answer(*lost))] == ["farther"] * 3 + ["helper"]
    near = [place(f"near{n}", n + 1) for n in range(3)]
    assert [rung for rung, _ in seen(answer(*lost, *near))] == ["here"] * 3


def test_the_situation_is_looked_for_before_the_need() -> None:
    """Wider queries are asked in their order, the next one only while there is room on the page."""
    ask = replace(ASK, broader=(Query(themes=(DEBT,)), Query(themes=(SPORT,))))
    debts = [place(f"debt{n}", 4, DEBT) for n in range(3)]
    found = answer(place("sport", 1, SPORT), *debts[:1], ask=ask)
    assert seen(found)[:2] == [("broader", "debt0"), ("broader", "sport")]
    assert ("broader", "sport") not in seen(answer(place("sport", 1, SPORT), *debts, ask=ask))


def test_an_urgent_path_gets_its_numbers_exact_places_and_the_helper() -> None:
    """Nothing broader and no other number, however little there is."""
    ask = replace(ASK, phones=("now",), urgent=True, broader=())
    made = (line("now", SPORT), line("rent", RENT), GENERAL, place("wide", 1, DEBT))
    assert seen(answer(*made, place("near", 1), ask=ask)) == [
        ("phone", "telephone--now"),
        ("here", "near"),
        ("helper", "helper"),
    ]
    assert seen(answer(*made, ask=replace(ask, query=Query()))) == [("phone", "telephone--now"), ("helper", "helper")]


def test_a_broader_place_that_is_closed_for_now_is_no_help() -> None:
    """Neither exact nor open: it is left out."""
    assert seen(answer(place("wide", 1, DEBT, closures=NOVEMBER))) == [("helper", "helper")]


def test_an_empty_directory_gives_the_helper() -> None:
    """The last rung needs no directory at all."""
    found = answer()
    assert seen(found) == [("helper", "helper")]
    assert found.rung == "helper"
    assert found.results[0].distance_m == 0
    assert found.results[0].opening.open is True


def test_the_need_above_is_looked_for_near_before_far() -> None:
    """The broader rung stays in the near circle when it finds something there."""
    found = answer(place("wide-near", 2, DEBT), place("wide-far", 20, DEBT), limit=9)
    assert seen(found)[0] == ("broader", "wide-near")
    assert ("broader", "wide-far") not in seen(found)
    assert seen(answer(place("wide-far", 20, DEBT)))[0] == ("broader", "wide-far")


def test_nothing_beyond_the_far_circle() -> None:
    """A place farther than the far circle is not an answer."""
    assert seen(answer(place("gone", 61))) == [("helper", "helper")]


def test_phones_that_know_the_subject_come_before_the_general_one() -> None:
    """A number that shares a theme is given; else one of the need above; else the general number."""
    rent, debt, sport = line("rent", RENT), line("debt", DEBT), line("sport", SPORT)
    assert seen(answer(rent, debt, sport, GENERAL))[0] == ("phone", rent.id)
    assert seen(answer(debt, sport, GENERAL))[0] == ("phone", debt.id)
    assert seen(answer(sport, GENERAL))[0] == ("phone", GENERAL.id)
    assert seen(answer(sport)) == [("helper", "helper")]


def test_a_phone_that_answers_now_comes_first() -> None:
    """Between two numbers that know the subject, the one open now is first; one that knows it from afar says so."""
    found = answer(line("a", RENT, hours="Sa 09:00-12:00"), line("b", RENT, hours="24/7"))
    reasons = [(result.place.name, result.reason) for result in found.results[:2]]
    assert reasons == [("b", "call"), ("a", "call")]
    assert answer(GENERAL).results[0].reason == answer(line("debt", DEBT)).results[0].reason == "call-broader"
    assert found.results[0].distance_m is None


def test_a_path_that_is_a_call_begins_with_its_numbers() -> None:
    """Numbers the path names come first, in its order; one the directory does not know is left out."""
    ask = replace(ASK, phones=("debt", "unknown", "rent", "debt"))
    found = answer(place("near", 1), line("rent", RENT), line("debt", DEBT), ask=ask)
    assert seen(found)[:3] == [("phone", "telephone--debt"), ("phone", "telephone--rent"), ("here", "near")]
    assert found.rung == "phone"


def test_helper_first_puts_the_helper_first_and_once() -> None:
    """When the helper is the best answer, the helper opens the list and does not come again."""
    found = answer(place("near", 1), GENERAL, ask=replace(ASK, helper_first=True))
    assert seen(found) == [("helper", "helper"), ("here", "near")]


def test_places_closed_for_now_do_not_count_as_enough() -> None:
    """Three closed doors are no answer: the ladder goes on, and they come last."""
    shut = [place(f"shut{n}", n / 10, closures=NOVEMBER) for n in range(1, 9)]
    found = answer(*shut, place("far", 10), line("rent", RENT))
    assert seen(found)[:3] == [("farther", "far"), ("phone", "telephone--rent"), ("helper", "helper")]
    assert [result.opening.doubt for result in found.results[3:]] == ["closure"] * 6


def test_many_closed_places_do_not_hide_an_open_one() -> None:
    """However many closed doors stand nearer, the open one behind them is found."""
    shut = [place(f"shut{n:03}", n / 100, closures=NOVEMBER) for n in range(200)]
    assert seen(answer(*shut, place("far", 10)))[0] == ("farther", "far")
    assert seen(answer(*shut, place("behind", 3)))[0] == ("here", "behind")


def test_a_limit_of_one_gives_the_best() -> None:
    """However small the limit, there is one answer, and it is the first."""
    made = (place("near", 1), place("nearer", 0.5), GENERAL)
    assert seen(answer(*made, limit=1)) == seen(answer(*made))[:1]
    assert len(answer(*made, limit=0).results) == 1


@pytest.mark.parametrize(
    ("fields", "km", "language", "words"),
    [
        ({"hours": "24/7"}, 1, "fr", "Ce lieu aide pour cela. C'est près d'ici."),
        ({"hours": "Sa 10:30-12:00"}, 4, "fr", "Ce lieu aide pour cela."),
        ({"languages": ("uk",)}, 1, "uk", "Une personne parle votre langue."),
        ({"hours": "24/7"}, 12.04, "fr", "Plus loin : 12\u202fkm."),
        ({"languages": ("uk",)}, 7.54, "uk", "Plus loin : 7,5\u202fkm. Une personne parle votre langue."),
        ({"closures": NOVEMBER}, 1, "fr", "Ce lieu aide pour cela. C'est près d'ici."),
        ({"latitude": None, "longitude": None}, 1, "fr", "Ce lieu aide pour cela. Il est peut-être loin."),
    ],
)
def test_each_place_says_why_it_is_here(fields: dict, km: float, language: str, words: str) -> None:
    """The line gives the most useful true fact, and never says open or closed: the line of the door does."""
    found = answer(place("a", km, **fields), language=language)
    result = next(result for result in found.results if result.place.id == "a")
    assert why(result, FRENCH) == words


def test_every_reason_can_be_said_in_every_language() -> None:
    """No reason code fails to become words, even before it is translated."""
    sample = answer(place("a", 10)).results[0]
    for code in REASONS:
        for language in LANGUAGES.values():
            assert why(replace(sample, reason=code), Words(language))


themes = st.lists(st.sampled_from([RENT, DEBT, SPORT]), max_size=3, unique=True).map(tuple)
some_codes = st.lists(st.sampled_from(["jeunes", "seniors", "tous-publics"]), max_size=2, unique=True).map(tuple)
contacts = st.lists(st.sampled_from(["se-presenter", "telephoner"]), max_size=2, unique=True).map(tuple)
queries = st.builds(Query, themes=themes, publics=some_codes, contacts=contacts)
asks = st.builds(
    Ask,
    query=queries,
    broader=st.lists(queries, max_size=2).map(tuple),
    urgent=st.booleans(),
    phones=st.lists(st.sampled_from(["0", "1", "2", "none"]), max_size=3).map(tuple),
    helper_first=st.booleans(),
)
hours = st.sampled_from(["", "24/7", "Mo-Fr 09:00-12:00", "Sa 10:00-12:00", "nonsense", "Mo-Fr 10:30-11:00"])
offers = st.builds(Service, themes=themes, publics=some_codes, contacts=contacts, free=st.none() | st.booleans())


@st.composite
def directories(draw: st.DrawFn) -> list[Place]:
    count = draw(st.integers(0, 12))
    made = []
    for number in range(count):
        phone = draw(st.integers(0, 5)) == 0
        km, located = draw(st.floats(-90, 90)), draw(st.integers(0, 6)) > 0
        made.append(
            Place(
                id=f"telephone--{number}" if phone else f"p--{number}",
                name="P",
                kind="telephone" if phone else "autre",
                latitude=HERE[0] + km * KILOMETRE if located else None,
                longitude=HERE[1] if located else None,
                hours=draw(hours),
                phone=draw(st.sampled_from(["", "3939", "115"])),
                closures=draw(st.sampled_from([(), (), NOVEMBER])),
                languages=draw(st.sampled_from([(), ("ar",)])),
                access=draw(contacts),
                services=draw(st.lists(offers, max_size=2).map(tuple)),
            )
        )
    return made


@settings(max_examples=150)
@given(
    directories(),
    asks,
    st.integers(1, 12),
    st.tuples(st.floats(0.1, 60), st.floats(0.1, 90)),
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 12, 31)),
    st.sampled_from(["fr", "ar"]),
)
@example([], Ask(Query()), 1, (5.0, 60.0), dt.datetime(2026, 5, 1, 12), "fr")
def test_some_rung_always_answers(
    places: list[Place], ask: Ask, limit: int, circles: tuple[float, float], at: dt.datetime, language: str
) -> None:
    """Any places, any ask, any moment: never empty, no place twice, within the limit, rungs in order, and
    "here" is within the near circle; asking again gives the same."""
    directory = memory_directory(places)
    territory = Territory(near_km=circles[0], far_km=circles[1])

    def once() -> Answer:
        return search(
            directory,
            ask,
            position=HERE,
            territory=territory,
            language=language,
            at=at.replace(tzinfo=PARIS),
            helper=HELPER,
            limit=limit,
        )

    found = once()
    assert found == once()
    assert 1 <= len(found.results) <= limit
    assert found.rung == found.results[0].rung
    ids = [result.place.id for result in found.results]
    assert len(ids) == len(set(ids))
    assert set(ids) <= {place.id for place in places} | {"helper"}
    for result in found.results:
        assert result.rung in RUNGS
        assert why(result, FRENCH)
        assert (result.rung == "phone") == (result.place.kind == "telephone")
        if result.rung == "here":
            assert distance_m(HERE, result.place.position or (0, 0)) <= circles[0] * 1000
        if result.distance_m is not None and result.rung != "helper":
            assert result.distance_m <= max(circles) * 1000 + 1
    named = {f"telephone--{name}" for name in ask.phones} | ({"helper"} if ask.helper_first else set())
    climbed = [r.rung for r in found.results if r.place.id not in named and r.opening.doubt != "closure"]
    assert climbed == sorted(climbed, key=RUNGS.index)
    last = [result.opening.doubt == "closure" for result in found.results if result.place.id not in named]
    assert last == sorted(last)
    if limit > ENOUGH + len(ask.phones) + 1:
        assert sum(result.opening.doubt != "closure" for result in found.results) >= ENOUGH or "helper" in ids

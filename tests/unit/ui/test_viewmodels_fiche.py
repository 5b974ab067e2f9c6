"""The fiche, the number to call at once, and the directory's own words, derived without a screen."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.models import Answer, Place, Query, Result, Service
from kiosk.flow import Screen, Session
from kiosk.guide.tree import Fiche, Guide, Need, PhoneService, Situation, Way
from kiosk.i18n.catalogue import Words
from kiosk.ui.viewmodels.fiche import derive_fiche
from kiosk.ui.viewmodels.moment import Moment
from kiosk.ui.viewmodels.results import ResultsProps, derive_results
from kiosk.ui.viewmodels.told import MOST, Asked
from tests.support.props import (
    ASKED,
    FICHE,
    FRENCH,
    FRIDAY_10,
    HOUSING,
    KINDS,
    MARKED,
    PLACE,
    SETTINGS,
    in_french,
    lines,
    result,
    shown,
    told,
)

WHOLE = Fiche(
    "f",
    "Titre",
    ("C'est ceci.", "C'est cela."),
    ("Une carte",),
    ("On vous aide.",),
    "C'est gratuit.",
    "Une heure.",
    dt.date(2026, 11, 3),
)
POLICE = PhoneService("17", "Police", "17", "Quand une personne vous menace.", urgent=True)
ADVICE = PhoneService("3939", "Allô", "3939", "Pour une question.")
HOUSED = replace(PLACE, services=(HOUSING,), access=("se-presenter",))


def guide_with(*phones: str) -> Guide:
    """A guide of one path, which names these numbers first."""
    way = Way("w", "Comment", "house", Query(themes=("t2",)), "f", phones=phones)
    need = Need("n", "Besoin", "house", (Situation("s", "Situation", "house", (way,)),))
    return Guide((need,), {"f": WHOLE}, {"17": POLICE, "3939": ADVICE}, ("1 ?", "2 ?", "3 ?"))


def called(phone: PhoneService) -> Result:
    place = Place(f"telephone--{phone.id}", phone.name, kind="telephone", phone=phone.number, hours="24/7")
    return replace(result(place, distance=None), rung="phone", reason="call")


def results(guide: Guide, *found: Result, page: int = 0, t: Words = FRENCH) -> ResultsProps:
    session = Session(
        screen=Screen.RESULTS, need="n", situation="s", way="w", answer=Answer("phone", tuple(found)), page=page
    )
    return derive_results(session, guide, KINDS, Moment(FRIDAY_10, SETTINGS), t)


def test_a_fiche_is_read_in_the_order_of_the_page() -> None:
    """Title, what, there, bring, cost, time, and the day it was written, in full."""
    assert [line.text for line in derive_fiche(WHOLE, FRENCH).spoken] == [
        "Titre",
        "C'est ceci.",
        "C'est cela.",
        "Sur place",
        "On vous aide.",
        "À apporter",
        "Une carte",
        "Prix",
        "C'est gratuit.",
        "Combien de temps",
        "Une heure.",
        "Ce texte est du mardi 3 novembre 2026.",
    ]


def test_a_fiche_says_nothing_of_what_nobody_knows() -> None:
    """Without a price, a time, a date or papers there is no head over nothing."""
    assert [line.key for line in derive_fiche(Fiche("f", "Titre", ("Une phrase.",)), FRENCH).spoken] == [
        "fiche",
        "fiche:0",
    ]


@given(
    st.builds(
        Fiche,
        st.just("f"),
        st.text(min_size=1, max_size=9),
        *(st.lists(st.text(max_size=9), max_size=4).map(tuple) for _ in range(3)),
        st.text(max_size=9),
        st.text(max_size=9),
        st.none() | st.dates(),
    )
)
def test_every_line_of_a_fiche_has_its_own_key(fiche: Fiche) -> None:
    """Whatever a fiche holds, no two lines are lit by one key, and no head stands alone."""
    props = derive_fiche(fiche, FRENCH)
    keys = [line.key for line in props.spoken]
    assert len(set(keys)) == len(keys)
    for part in (props.there, props.bring):
        assert len(part) != 1


def test_results_read_the_fiche_before_the_places() -> None:
    """The order of the screen: title, fiche, places; on the next pages the places first."""
    guide = guide_with()
    near = [result(replace(PLACE, id=f"p{n}")) for n in range(4)]
    keys = [line.key for line in results(guide, *near).spoken]
    keys = list(dict.fromkeys(keys))
    assert keys[:2] == ["title", "fiche"] and keys[-4:] == ["card:p0", "card:p1", "card:p2", "turn"]
    later = dict.fromkeys(line.key for line in results(guide, *near, page=1).spoken)
    assert list(later)[:3] == ["title", "card:p3", "fiche"] and list(later)[-1] == "turn"


def test_the_first_urgent_number_is_big_and_the_others_are_cards() -> None:
    """A path whose urgent number comes first shows it with its code, says it first, and never twice."""
    props = results(guide_with("17", "3939"), called(POLICE), called(ADVICE), result())
    assert props.urgent is not None and props.urgent.qr is not None
    assert (props.urgent.number, props.urgent.qr.caption) == ("17", "17")
    assert [card.facts.name for card in props.cards] == ["Allô", "Médiathèque"]
    keys, said = list(lines(props)), lines(props)
    assert keys[1:3] == ["urgent:17", "urgent-qr"]
    assert all(part in said["urgent:17"] for part in ("17", "Police", "menace"))
    card = said[props.cards[0].key]
    assert "39\xa039" in card and "Pour une question" in card


def test_a_path_without_danger_has_no_big_number() -> None:
    """A number that is not urgent, or an urgent one on the next page only, is a card."""
    assert results(guide_with("3939"), called(ADVICE), result()).urgent is None
    near = [result(replace(PLACE, id=f"p{n}")) for n in range(3)]
    later = results(guide_with("17"), called(POLICE), *near, page=1)
    assert later.urgent is None and [card.key for card in later.cards] == ["card:p2"]


def test_what_answers_the_path_is_told_first() -> None:
    """The theme asked for, then the others of the service; at most three, codes without words left out."""
    many = replace(HOUSING, themes=("t1", "t3", "unheard-of", "t2", "t4"), services=("s1",))
    things = told(shown(replace(PLACE, services=(many,))))["does"].removeprefix("Ce lieu propose : ").split(" · ")
    assert things == ["Chercher un logement", "Remplir des papiers", "Parler français"] and len(things) == MOST


def test_a_release_without_words_tells_what_it_can() -> None:
    """Sorts of the vocabulary that are absent leave their lines out, and nothing else."""
    props = shown(HOUSED, vocabulary={})
    assert {"does", "publics", "contacts", "labels"}.isdisjoint(told(props))
    assert {"opening", "address", "phone", "charge", "service"} <= set(told(props))


def test_publics_are_told_when_every_service_that_answers_is_narrowed() -> None:
    """Families only: said. As soon as one service is for everybody, nothing is said."""
    assert told(shown(HOUSED))["publics"] == "Pour : Familles"
    open_to_all = replace(HOUSING, publics=())
    assert "publics" not in told(shown(replace(PLACE, services=(HOUSING, open_to_all))))
    assert "publics" not in told(shown(HOUSED, asked=Asked(Query(themes=("t9",)))))


@pytest.mark.parametrize(
    ("free", "said"), [(True, "C'est gratuit."), (False, "C'est payant."), (None, "C'est gratuit.")]
)
def test_the_charge_is_that_of_the_service_that_answers(free: bool | None, said: str) -> None:
    """What the service says, else what the place says, which here is free."""
    assert told(shown(replace(PLACE, services=(replace(HOUSING, free=free),))))["charge"] == said


def test_french_of_a_place_is_marked_and_read_by_a_french_voice() -> None:
    """The name of the service, the written hours and the complement: as they are in French; marked elsewhere, the mark
    in the language of the page, the words in French."""
    place = replace(HOUSED, complement="Bâtiment B", hours="", hours_text="le mardi")
    french, marked = shown(place), shown(place, t=MARKED)
    assert told(french)["service"] == lines(french)["service"] == "Permanence logement"
    assert "Bâtiment B" in told(french)["address"] and "complement" not in told(french)
    for key, text in (("service", "Permanence logement"), ("written", "le mardi"), ("complement", "Bâtiment B")):
        assert told(marked)[key] == f"<En français : \u2068{text}\u2069>"
        assert in_french(marked)[key] == text
        assert lines(marked)[key].startswith("<En français") and text not in lines(marked)[key]
    assert "Bâtiment B" not in told(marked)["address"]


def test_names_and_addresses_are_isolated_from_right_to_left() -> None:
    """In Arabic an address keeps its own direction, and nobody translates it."""
    assert told(shown(t=MARKED))["address"] == "\u20681 rue Haute, 59999 Clairtilleul\u2069"
    assert shown(t=MARKED).facts.town == "\u2068Clairtilleul\u2069" and shown().facts.town == "Clairtilleul"


def test_the_pages_of_a_place_hold_everything_its_screen_may_leave_out() -> None:
    """Every fact, day and note is on the pages behind the button, each with the key it is read by."""
    props = shown(HOUSED)
    keys = [line.key for line in props.rest]
    assert {line.key for line in (*props.told, *props.notes)} <= set(keys)
    assert [key for key in keys if key.startswith("week:")] == [f"week:{n}" for n in range(7)]
    assert {line.key for line in props.spoken} - set(keys) == {"qr", "turn"}


def test_a_number_says_what_it_is_for() -> None:
    """On the screen of a phone service, what the guide says of it, and nothing about a place."""
    props = shown(called(ADVICE).place, distance=None, asked=Asked(ASKED.query, FICHE, ADVICE.what))
    assert told(props)["why"] == "Pour une question."
    assert {"does", "contacts", "bring"}.isdisjoint(told(props))


def test_a_service_named_like_its_place_is_not_told_twice() -> None:
    """The same words twice tell nothing."""
    service = Service(themes=("t2",), name=PLACE.name)
    assert "service" not in told(shown(replace(PLACE, services=(service,))))

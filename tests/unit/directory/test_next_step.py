"""What one can honestly do next: which steps there are, and which comes first."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.helper import helper_place
from kiosk.directory.models import PHONE_KIND, Opening, Place, Service
from kiosk.directory.next_step import WAYS, NextStep, next_steps
from kiosk.directory.opening import PARIS, opening_at
from kiosk.settings import Helper, Settings

LINK = "https://www.rdv-aide-numerique.fr/org/12"
FRIDAY = dt.datetime(2026, 11, 20, 10, tzinfo=PARIS)
TODAY = FRIDAY.date()
PLACE = Place(
    "p",
    "Médiathèque",
    phone="03 53 01 00 12",
    email="contact@ville.example",
    booking_url=LINK,
    hours="Mo-Fr 09:00-12:00,14:00-17:00",
    updated=dt.date(2026, 11, 3),
)


def steps(place: Place = PLACE, at: dt.datetime = FRIDAY, **others: object) -> tuple[NextStep, ...]:
    return next_steps(place, opening_at(place, at), **{"today": at.date(), **others})  # type: ignore[arg-type]


def ways(*arguments: object, **others: object) -> list[str]:
    return [step.way for step in steps(*arguments, **others)]  # type: ignore[arg-type]


def test_best_first() -> None:
    """Book, call, walk in until it closes, write."""
    noon = FRIDAY.replace(hour=12)
    assert steps() == (
        NextStep("book", LINK, "www.rdv-aide-numerique.fr"),
        NextStep("call", "03 53 01 00 12"),
        NextStep("walk", until=noon),
        NextStep("write", "contact@ville.example"),
    )


def test_behind_a_closed_door_nobody_answers_now() -> None:
    """The call is for later, nobody is sent there now, and the last step says when one can come."""
    found = {step.way: step for step in steps(at=FRIDAY.replace(hour=20))}
    assert list(found) == ["book", "call", "write", "come-later"]
    assert (found["book"].now, found["call"].now, found["come-later"].now) == (True, False, False)
    assert found["come-later"].until == dt.datetime(2026, 11, 23, 9, tzinfo=PARIS)


@pytest.mark.parametrize(
    "place",
    [
        replace(PLACE, updated=dt.date(2025, 11, 19)),
        replace(PLACE, updated=None),
        replace(PLACE, hours=""),
        replace(PLACE, hours="", hours_text="Horaires variables. " * 35),
    ],
    ids=["old", "no date", "no hours", "682 characters"],
)
def test_the_phone_comes_first_when_what_is_known_may_be_wrong(place: Place) -> None:
    """A record past its date, or hours that nobody can count on."""
    assert ways(place)[0] == "call"
    assert ways(replace(place, phone=""))[0] == "book"


def test_a_holiday_and_a_clock_that_is_wrong_are_doubts_a_closure_is_none() -> None:
    """On 11 November one calls first; of a place closed for now one knows that it is closed."""
    assert ways(at=FRIDAY.replace(day=11)) == ["call", "book", "write"]
    assert next_steps(PLACE, Opening(None, doubt="clock"))[0].way == "call"
    closed = replace(PLACE, closures=((dt.date(2026, 11, 1), dt.date(2026, 11, 30)),))
    assert ways(closed) == ["book", "call", "write", "come-later"]


def test_a_link_that_is_closed_or_books_nothing_is_no_step() -> None:
    """The phone takes its place; a link of a host the site named is one."""
    assert ways(is_closed=frozenset({LINK}).__contains__)[0] == "call"
    own = replace(PLACE, booking_url="https://rdv.ville.example/ccas")
    assert ways(own)[0] == "call" and ways(own, booking_hosts=("rdv.ville.example",))[0] == "book"


@pytest.mark.parametrize("phone", ["non communiqué", "", "poste 12", "tel:0353010012", "+", "03\n53"])
def test_what_is_no_number_is_not_called(phone: str) -> None:
    """And nothing is made of it."""
    assert "call" not in ways(replace(PLACE, phone=phone))


@pytest.mark.parametrize("email", ["Caf.fr / mon compte", "", "a@b", "@ville.example", "a b@ville.example"])
def test_what_is_no_address_is_not_written_to(email: str) -> None:
    """As it was met in published files."""
    assert "write" not in ways(replace(PLACE, email=email))


def test_nobody_walks_where_nobody_is_received() -> None:
    """A phone service has no door; a place that one cannot simply come to has none for this; a short number is one."""
    assert ways(replace(PLACE, kind=PHONE_KIND, phone="3646")) == ["book", "call", "write"]
    called, visited = Service(contacts=("telephoner",)), Service(contacts=("telephoner", "se-presenter"))
    assert "walk" not in ways(replace(PLACE, services=(called,)))
    assert "walk" in ways(replace(PLACE, services=(called, visited)))
    assert "walk" in ways(replace(PLACE, services=(Service(),), access=("en-autonomie",)))


def test_the_helper_stands_in_front_of_the_visitor() -> None:
    """Without hours one simply goes there; with hours, only while they say so; no date is no doubt."""
    helper = Helper(phone="03 53 01 01 01", booking_url=LINK)
    place = helper_place(Settings("CCAS", 50.7, 3.1, helper=helper))
    assert ways(place) == ["book", "call", "walk"]
    timed = replace(place, hours="Mo-Fr 14:00-17:00")
    assert "walk" not in ways(timed)


@given(
    st.builds(
        Place, id=st.text(), name=st.text(), phone=st.text(), email=st.text(), booking_url=st.text(), hours=st.text()
    ),
    st.sampled_from([None, True, False]),
    st.sampled_from(["", "unknown", "unreadable", "holiday", "closure", "clock"]),
)
def test_any_record_gives_steps_that_can_be_taken(place: Place, is_open: bool | None, doubt: str) -> None:
    """Each way at most once, a target wherever one is needed, and the same again for the same."""
    opening = Opening(is_open, doubt=doubt)
    found = next_steps(place, opening, today=TODAY)
    assert len({step.way for step in found}) == len(found) and {step.way for step in found} <= set(WAYS)
    assert all(step.target for step in found if step.way in ("book", "call", "write"))
    assert found == next_steps(place, opening, today=TODAY)

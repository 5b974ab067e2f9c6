"""Asking for an appointment: what leads where, what is typed, and what nobody keeps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.flow import Print, Screen, Session, SlipOf, advance, fresh_session, wishes
from kiosk.flow import events as ev
from kiosk.flow.appointment import can_ask, has_number
from kiosk.flow.wish import LONGEST, NO_WISH, SLOTS_A_PAGE, Outcome, Wish, typed
from tests.support.wishes import SLOTS, TUESDAY, half_hours
from tests.unit.flow.test_flow import ANSWER, THREE_TAPS, any_event, visit

BEGUN = (ev.HelpAsked(), wishes.SlotsOffered(SLOTS), wishes.AppointmentAsked(), wishes.SlotChosen(SLOTS[0]))
GIVEN = Outcome("B7-042", SLOTS[0])
SENT = (*BEGUN, wishes.ContactChosen(""), wishes.WishSent())


def typing(text: str, what: str = "name") -> tuple[ev.Event, ...]:
    return (wishes.ContactChosen(what), *map(wishes.SignTyped, text), wishes.TypingDone())


def test_the_way_to_a_number() -> None:
    """Help, half-hours, contact, what is sent, the number; nothing of what was typed is there any more."""
    session = visit(*BEGUN, *typing("Marie"), *typing("0639981234", "phone"))
    assert (session.screen, session.wish.name, session.wish.phone) == (Screen.CONTACT, "Marie", "0639981234")
    session = visit(wishes.ContactChosen(""), session=session)
    assert (session.screen, session.wish.slot) == (Screen.CONFIRM, SLOTS[0])
    session = visit(wishes.WishSent(), wishes.WishAnswered(GIVEN), session=session)
    assert session.screen is Screen.DONE and has_number(session)
    assert session.wish == Wish(outcome=GIVEN)


def test_without_an_offer_there_is_nothing_to_ask() -> None:
    """No half-hours: the button does nothing, for it is not there."""
    session = visit(ev.HelpAsked(), wishes.AppointmentAsked())
    assert session.screen is Screen.HELP and not can_ask(session)
    assert visit(ev.HelpAsked(), wishes.SlotsOffered(()), wishes.AppointmentAsked()).screen is Screen.HELP


def test_back_undoes_one_step_at_a_time() -> None:
    """From what is sent to the place one came from, which is as it was."""
    before = visit(*THREE_TAPS, ev.Answered("a/b/c", ANSWER), ev.PlaceChosen("p1"))
    session, seen = visit(*BEGUN, *typing("Jo"), wishes.ContactChosen(""), session=before), []
    while session != before:
        seen.append(session.screen)
        session = advance(session, ev.WentBack())
    assert seen == [Screen.CONFIRM, Screen.CONTACT, Screen.SLOTS, Screen.HELP]


def test_a_look_at_help_or_languages_loses_nothing() -> None:
    """In the middle of typing: the draft is still there, also through the button that began it all."""
    session = visit(*BEGUN, wishes.ContactChosen("name"), wishes.SignTyped("J"))
    assert visit(ev.LanguagesAsked(), ev.WentBack(), session=session) == session
    assert visit(ev.HelpAsked(), ev.WentBack(), session=session) == session
    assert visit(ev.HelpAsked(), wishes.AppointmentAsked(), session=session) == session


def test_what_was_not_finished_is_left_out() -> None:
    """Back from the keyboard keeps what was there before; changing it begins with that."""
    session = visit(*BEGUN, *typing("Jo"), wishes.ContactChosen("name"), wishes.SignTyped("y"), ev.WentBack())
    assert (session.wish.name, session.wish.draft) == ("Jo", "")
    assert advance(session, wishes.ContactChosen("name")).wish.draft == "Jo"


def test_who_leaves_leaves_nothing() -> None:
    """Out of it all by back, or home at once: no half-hour, no name."""
    session = visit(*BEGUN, *typing("Jo"), *[ev.WentBack()] * 3)
    assert session == fresh_session("fr")
    assert visit(*BEGUN, *typing("Jo"), ev.StartedAgain()) == fresh_session("fr")


def test_a_half_hour_that_was_taken_leads_back_to_the_others() -> None:
    """It is no longer among them, the sentence is there until one chooses, and the name is still known."""
    session = visit(*BEGUN, *typing("Jo"), *SENT[-2:], wishes.WishAnswered(Outcome(taken=True)))
    assert session.screen is Screen.SLOTS and session.wish.taken
    assert SLOTS[0] not in session.wish.slots and session.wish.name == "Jo"
    session = advance(session, wishes.SlotChosen(SLOTS[1]))
    assert not session.wish.taken and session.screen is Screen.CONTACT


def test_what_is_being_sent_is_not_changed() -> None:
    """Back, a second press, and an offer that comes late change nothing; the outcome finds whoever looks elsewhere."""
    session = visit(*SENT)
    for event in (ev.WentBack(), wishes.WishSent(), wishes.SlotsOffered(())):
        assert advance(session, event) == session
    away = visit(ev.LanguagesAsked(), wishes.WishAnswered(GIVEN), session=session)
    assert away.screen is Screen.LANGUAGES
    assert visit(ev.LanguageChosen("ar"), session=away).screen is Screen.DONE


def test_an_outcome_nobody_waits_for_is_ignored() -> None:
    """After the visit, a number that comes is no number of the next visitor."""
    session = visit(*SENT, ev.Expired(), wishes.WishAnswered(GIVEN), wishes.SlotsOffered(SLOTS))
    assert session == fresh_session("fr")


def test_one_visit_asks_once_and_finds_its_number_again() -> None:
    """The same button leads back to the number from anywhere; nothing is offered beside it."""
    session = visit(*SENT, wishes.WishAnswered(GIVEN), ev.WentBack(), ev.TileChosen("a"), ev.HelpAsked())
    session = advance(session, wishes.SlotsOffered(SLOTS))
    assert not can_ask(session) and has_number(session)
    again = advance(session, wishes.AppointmentAsked())
    assert again.screen is Screen.DONE and again.wish.outcome == GIVEN
    assert (advance(again, ev.WentBack()).screen, again.need) == (Screen.QUESTION, "a")


def test_pages_hold_few_half_hours_by_day() -> None:
    """Six at most, two days together where both are whole, a long day on pages of its own."""
    pages = Wish(slots=SLOTS).pages
    assert [[(day.day, len(day.slots)) for day in page] for page in pages] == [
        [(SLOTS[0].date(), 2), (SLOTS[2].date(), 3)],
        [(TUESDAY, 6)],
        [(TUESDAY, 6)],
        [(TUESDAY, 2), (SLOTS[-1].date(), 1)],
    ]
    assert [replace(Wish(slots=SLOTS), page=n).next_day for n in range(4)] == [None, 3, None, None]


def test_turning_stays_within_the_pages() -> None:
    session = visit(*BEGUN[:-1], *[ev.PageTurned(1)] * 9)
    assert session.wish.page == 3 and session.page == 0
    assert visit(*[ev.PageTurned(-1)] * 9, session=session).wish.page == 0
    assert visit(*BEGUN[:-1], ev.PageTurned(1), wishes.NextDayAsked()).wish.page == 3


@pytest.mark.parametrize(
    ("what", "signs", "kept"),
    [
        ("name", "Jean-Paul", "Jean-Paul"),
        ("name", "--A  b'", "A b'"),
        ("name", "A1<\n€b", "Ab"),
        ("name", "محمد علي", "محمد علي"),
        ("name", "x" * 60, "x" * LONGEST["name"]),
        ("phone", "+33 6-39+", "+33639"),
        ("phone", "06a٣1", "061"),
        ("phone", "0" * 40, "0" * LONGEST["phone"]),
    ],
)
def test_only_names_and_numbers_are_typed(what: str, signs: str, kept: str) -> None:
    draft = ""
    for sign in signs:
        draft = typed(draft, sign, what)
    assert draft == kept


@pytest.mark.parametrize(
    ("number", "complete"),
    [("", True), ("0", False), ("063998123", False), ("0639981234", True), ("+380", False), ("+380671234567", True)],
)
def test_a_number_is_whole_before_it_is_kept(number: str, complete: bool) -> None:
    assert Wish(typing="phone", draft=number).complete is complete
    session = visit(*BEGUN, *typing(number, "phone"))
    assert session.screen is (Screen.CONTACT if complete else Screen.TYPING)


def test_no_log_could_repeat_what_was_typed() -> None:
    """repr() of the session, of the wish and of every event holds neither the name nor the number."""
    session = visit(*BEGUN, *typing("Zz"), *typing("0777777777", "phone"), wishes.ContactChosen("name"))
    shown = f"{session!r} {session.wish!r} {wishes.SignTyped('Z')!r} {wishes.SignTyped('7')!r}"
    assert "Zz" not in shown and "0777" not in shown and "'Z'" not in shown


signs = st.sampled_from("aZé-' 0٣+")
wish_event = st.one_of(
    st.builds(wishes.SignTyped, signs),
    st.builds(wishes.ContactChosen, st.sampled_from(["name", "phone", "", "x"])),
    st.builds(wishes.SlotChosen, st.sampled_from([SLOTS[0], SLOTS[-1], *half_hours(TUESDAY, 1, 20)])),
    st.builds(wishes.SlotsOffered, st.sampled_from([SLOTS, SLOTS[:1], ()])),
    st.builds(wishes.WishAnswered, st.sampled_from([GIVEN, Outcome(), Outcome(taken=True)])),
    *(
        st.just(kind())
        for kind in (
            wishes.AppointmentAsked,
            wishes.NextDayAsked,
            wishes.SignErased,
            wishes.KeysTurned,
            wishes.TypingDone,
            wishes.WishSent,
        )
    ),
)
begun = st.sampled_from([(), BEGUN[:2], BEGUN, (*BEGUN, *typing("Jo")), SENT])


def after(start: tuple[ev.Event, ...], events: list[ev.Event]) -> Session:
    return visit(*start, *events)


@given(begun, st.lists(st.one_of(any_event, wish_event), max_size=40))
def test_nothing_typed_outlives_the_visit(start: tuple[ev.Event, ...], events: list[ev.Event]) -> None:
    """Whatever was done and typed, the idle reset and "start again" leave a fresh session; so does a broken screen."""
    session = after(start, events)
    assert advance(session, ev.Expired()) == advance(session, ev.StartedAgain()) == fresh_session("fr")
    assert advance(session, ev.Broke()).wish == NO_WISH


@given(begun, st.lists(st.one_of(any_event, wish_event), max_size=40))
def test_a_wish_always_makes_sense(start: tuple[ev.Event, ...], events: list[ev.Event]) -> None:
    """Each screen has what it needs; what was typed is only where one is still asking."""
    session = after(start, events)
    wish, screens = session.wish, {session.screen, session.beneath}
    assert Screen.CONTACT not in screens or wish.slot is not None
    assert Screen.CONFIRM not in screens or wish.slot is not None
    assert (Screen.TYPING in screens) == bool(wish.typing)
    assert Screen.DONE not in screens or wish.outcome is not None
    assert wish.page < max(1, len(wish.pages))
    assert all(sum(len(day.slots) for day in page) <= SLOTS_A_PAGE for page in wish.pages)
    assert not (wish.name or wish.phone or wish.draft) or screens & {
        Screen.SLOTS,
        Screen.CONTACT,
        Screen.TYPING,
        Screen.CONFIRM,
    }


@given(begun, st.lists(st.one_of(any_event, wish_event), max_size=40))
def test_there_is_always_a_way_home(start: tuple[ev.Event, ...], events: list[ev.Event]) -> None:
    """Back alone is home within twelve presses, unless something is being sent: that takes a moment."""
    session = after(start, [*events, wishes.WishAnswered(GIVEN)])
    for _ in range(12):
        session = advance(session, ev.WentBack())
    assert (session.screen, session.step) == (Screen.QUESTION, 0)


def test_the_numbered_slip_comes_out_by_itself() -> None:
    """Where a printer is ready, and only with a number; where none is, the number is on the screen."""
    printed = visit(*BEGUN, ev.PrinterFound("ticket"), *SENT[len(BEGUN) :], wishes.WishAnswered(GIVEN))
    assert (printed.screen, printed.slip_of, printed.print) == (Screen.DONE, SlipOf.APPOINTMENT, Print("asked"))
    assert visit(*SENT, wishes.WishAnswered(GIVEN)).print == Print()
    for outcome in (Outcome(), Outcome(taken=True)):
        assert visit(*SENT, ev.PrinterFound("ticket"), wishes.WishAnswered(outcome)).print == Print()


def test_the_paper_of_a_number_can_be_seen_and_printed_again() -> None:
    """It opens from the number and leads back to it, and to the place one came from in the end."""
    place = visit(*THREE_TAPS, ev.Answered("a/b/c", ANSWER), ev.PrinterFound("ticket"), ev.PlaceChosen("p1"))
    number = visit(*SENT, wishes.WishAnswered(GIVEN), ev.PrintChanged("failed", True, "jam"), session=place)
    paper = visit(ev.SlipAsked(), session=number)
    assert (paper.screen, paper.slip_of, paper.print.reason) == (Screen.SLIP, SlipOf.APPOINTMENT, "jam")
    assert visit(ev.PrintAsked(), session=paper).print == Print("asked")
    assert visit(ev.WentBack(), session=paper) == number
    again = visit(ev.WentBack(), ev.WentBack(), ev.SlipAsked(), session=paper)
    assert (again.screen, again.place, again.slip_of, again.print) == (Screen.SLIP, "p1", SlipOf.PLACE, Print())
    assert visit(*SENT, wishes.WishAnswered(Outcome()), ev.SlipAsked(), session=place).screen is Screen.DONE


def test_one_does_not_come_back_to_another_paper() -> None:
    """An appointment that was asked for over the paper of a place ends on the place; one that looks at help over the
    paper of the number finds the number again, and the way out of it."""
    place = visit(*THREE_TAPS, ev.Answered("a/b/c", ANSWER), ev.PrinterFound("ticket"), ev.PlaceChosen("p1"))
    number = visit(ev.SlipAsked(), *SENT, wishes.WishAnswered(GIVEN), session=place)
    assert visit(ev.WentBack(), session=number).screen is Screen.PLACE
    helped = visit(ev.SlipAsked(), ev.HelpAsked(), wishes.AppointmentAsked(), session=number)
    assert helped.screen is Screen.DONE
    assert visit(ev.WentBack(), session=helped).screen is Screen.PLACE

"""Codes and paper in the flow of a visit: chosen on a place, told of from outside, gone with the visit."""

from __future__ import annotations

import pytest

from kiosk.directory.models import Answer, Opening, Place, Result
from kiosk.flow import Print, Screen, Session, advance, fresh_session
from kiosk.flow import events as ev

ANSWER = Answer("here", tuple(Result(Place(f"p{n}", f"Lieu {n}"), "here", "near", Opening(True)) for n in range(4)))
TO_PLACE = (
    *(ev.TileChosen(tile) for tile in "abc"),
    ev.Answered("a/b/c", ANSWER),
    ev.PrinterFound("ticket"),
    ev.PlaceChosen("p1"),
)
TO_PRINT = (*TO_PLACE, ev.SlipAsked(), ev.PrintAsked())


def visit(*events: ev.Event, session: Session | None = None) -> Session:
    session = session or fresh_session("fr")
    for event in events:
        session = advance(session, event)
    return session


def test_another_place_begins_with_its_first_code() -> None:
    """The code one looked at is of one place: back, or another place, begins with the first."""
    session = visit(*TO_PLACE, ev.CodeChosen(2))
    assert session.code == 2
    assert visit(ev.WentBack(), session=session).code == 0
    assert visit(ev.WentBack(), ev.PlaceChosen("p2"), session=session).code == 0
    assert visit(ev.HelpAsked(), ev.WentBack(), session=session).code == 2
    assert visit(ev.CodeChosen(-1), session=session).code == 0


def test_a_paper_is_only_there_where_something_prints() -> None:
    """Without a printer nothing leads to the paper; with one, back leads from it to the place."""
    assert visit(*TO_PLACE, ev.PrinterFound(""), ev.SlipAsked()).screen is Screen.PLACE
    session = visit(*TO_PLACE, ev.SlipAsked())
    assert (session.screen, session.place) == (Screen.SLIP, "p1")
    assert visit(ev.WentBack(), session=session) == visit(*TO_PLACE)


def test_help_and_languages_lead_back_to_the_paper() -> None:
    """What is shown over the paper closes onto it."""
    session = visit(*TO_PLACE, ev.SlipAsked(), ev.LanguagesAsked(), ev.LanguageChosen("ar"))
    assert (session.screen, session.language) == (Screen.SLIP, "ar")


def test_answers_are_on_the_paper_until_they_are_taken_off() -> None:
    """The choice holds for the visit, and not for the next one."""
    session = visit(*TO_PLACE, ev.SlipAsked(), ev.AnswersShown(False), ev.WentBack(), ev.SlipAsked())
    assert visit(*TO_PLACE).slip_answers is None and session.slip_answers is False
    assert visit(ev.StartedAgain(), session=session).slip_answers is None


def test_one_paper_at_a_time() -> None:
    """While one is under way, no other can be asked for; afterwards it can, until the visit has had its slips."""
    session = visit(*TO_PRINT)
    assert session.print == Print("asked") and not session.can_print
    assert visit(ev.PrintChanged("sent"), ev.PrintAsked(), session=session).print.stage == "sent"
    done = visit(ev.PrintChanged("printed", True), session=session)
    assert done.can_print and visit(ev.PrintAsked(), session=done).print == Print("asked")
    spent = visit(ev.PrintChanged("printed", True, spent=True), session=session)
    assert not spent.can_print and visit(ev.PrintAsked(), session=spent) == spent


def test_what_is_told_of_no_print_changes_nothing() -> None:
    """A late word after a reset, or after the last one, is not believed."""
    assert visit(ev.PrintChanged("printed", True)).fresh
    done = visit(*TO_PRINT, ev.PrintChanged("failed", True, "jam"))
    assert visit(ev.PrintChanged("printed", True), session=done) == done
    assert visit(ev.PrinterFound("ticket")).fresh


@pytest.mark.parametrize("event", [ev.PrinterFound("other"), ev.PrintChanged("sent"), ev.Answered("a/b/c", ANSWER)])
def test_nothing_that_comes_by_itself_answers_the_warning(event: ev.Event) -> None:
    """Only somebody's touch says that somebody is there."""
    assert visit(*TO_PRINT, ev.Warned(), event).warned


@pytest.mark.parametrize("end", [ev.Expired(), ev.StartedAgain()])
def test_the_end_of_the_visit_forgets_it_all(end: ev.Event) -> None:
    """Neither printer, nor paper, nor how far it was: the session is fresh."""
    assert visit(*TO_PRINT, ev.PrintChanged("sent"), end) == fresh_session("fr")


def test_another_place_forgets_what_was_printed_of_the_last() -> None:
    """ "C'est imprimé" is said of one paper; what is under way goes on being told."""
    done = visit(*TO_PRINT, ev.PrintChanged("printed", True), ev.WentBack(), ev.WentBack(), ev.PlaceChosen("p2"))
    assert done.print == Print()
    going = visit(*TO_PRINT, ev.PrintChanged("sent"), ev.WentBack(), ev.WentBack(), ev.PlaceChosen("p2"))
    assert going.print == Print("sent")

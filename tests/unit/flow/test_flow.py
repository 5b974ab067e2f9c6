from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.models import Answer, Opening, Place, Result
from kiosk.flow import IdleRule, Screen, Session, advance, fresh_session
from kiosk.flow import events as ev

OPENING = Opening(open=True)
ANSWER = Answer("here", tuple(Result(Place(f"p{n}", f"Lieu {n}"), "here", "near", OPENING) for n in range(7)))


def visit(*events: ev.Event, session: Session | None = None) -> Session:
    session = session or fresh_session("fr")
    for event in events:
        session = advance(session, event)
    return session


THREE_TAPS = (ev.TileChosen("a"), ev.TileChosen("b"), ev.TileChosen("c"))


def test_three_taps_lead_to_the_results() -> None:
    """Three tiles from home are a whole path, and the screen shows the results."""
    session = visit(*THREE_TAPS)
    assert (session.screen, session.path, session.searching) == (Screen.RESULTS, "a/b/c", True)


def test_the_answer_of_another_path_is_ignored() -> None:
    """A late answer to a question one has left changes nothing."""
    session = visit(*THREE_TAPS)
    assert advance(session, ev.Answered("x/y/z", ANSWER)) == session
    assert advance(session, ev.Answered("a/b/c", ANSWER)).answer == ANSWER


def test_results_come_three_to_a_page_and_pages_have_ends() -> None:
    """Seven results make three pages; turning past an end stays there."""
    session = visit(*THREE_TAPS, ev.Answered("a/b/c", ANSWER))
    assert [len(visit(*[ev.PageTurned(1)] * n, session=session).shown) for n in range(5)] == [3, 3, 1, 1, 1]
    assert advance(session, ev.PageTurned(-1)).page == 0


def test_back_undoes_one_step_at_a_time_down_to_home() -> None:
    """Back from a place goes through results and the three questions to home."""
    session = visit(*THREE_TAPS, ev.Answered("a/b/c", ANSWER), ev.PlaceChosen("p1"))
    seen = []
    while not session.fresh:
        seen.append((session.screen, session.step))
        session = advance(session, ev.WentBack())
    assert seen == [
        (Screen.PLACE, 3),
        (Screen.RESULTS, 3),
        (Screen.QUESTION, 2),
        (Screen.QUESTION, 1),
    ]


@pytest.mark.parametrize("taps", range(4))
def test_switching_language_keeps_the_visitor_where_they_are(taps: int) -> None:
    """Choosing a language changes the language and nothing else."""
    before = visit(*THREE_TAPS[:taps])
    after = visit(ev.LanguagesAsked(), ev.LanguageChosen("ar"), session=before)
    assert after.language == "ar"
    assert advance(after, ev.LanguageChosen("fr")) == before


def test_help_opens_from_everywhere_and_returns_where_one_was() -> None:
    """Help then languages then back comes out at the screen beneath both."""
    before = visit(*THREE_TAPS, ev.Answered("a/b/c", ANSWER), ev.PlaceChosen("p2"))
    assert visit(ev.HelpAsked(), ev.LanguagesAsked(), ev.WentBack(), session=before) == before
    assert visit(ev.HelpAsked(), ev.HelpAsked(), session=before) == before


def test_an_expired_visit_leaves_nothing() -> None:
    """After the idle reset the session equals one that nobody has touched, language included."""
    session = visit(*THREE_TAPS, ev.LanguageChosen("uk"), ev.Warned())
    assert session.warned
    assert advance(session, ev.Expired()) == fresh_session("fr")


def test_a_touch_answers_the_warning_without_losing_the_place() -> None:
    """Stayed only takes the warning away."""
    before = visit(*THREE_TAPS)
    assert visit(ev.Warned(), ev.Stayed(), session=before) == before


def test_idle_waits_for_nothing_on_a_clean_screen() -> None:
    """A fresh session has nothing to reset, so no timer runs; later ones warn first and expire next."""
    rule = IdleRule(90, 20)
    assert rule.wait(fresh_session("fr")) is None
    touched = visit(ev.TileChosen("a"))
    assert (rule.wait(touched), rule.happens(touched)) == (90, ev.Warned())
    warned = advance(touched, ev.Warned())
    assert (rule.wait(warned), rule.happens(warned)) == (20, ev.Expired())


identifiers = st.sampled_from(["", "a", "b", "p1", "p9"])
any_event = st.one_of(
    st.builds(ev.TileChosen, identifiers),
    st.builds(ev.PlaceChosen, identifiers),
    st.builds(ev.PageTurned, st.integers(-5, 5)),
    st.builds(ev.LanguageChosen, st.sampled_from(["fr", "ar", ""])),
    st.just(ev.Answered("a/a/a", ANSWER)),
    st.just(ev.Answered("a/b/a", ANSWER)),
    *(
        st.just(kind())
        for kind in (
            ev.WentBack,
            ev.StartedAgain,
            ev.HelpAsked,
            ev.LanguagesAsked,
            ev.Warned,
            ev.Stayed,
            ev.Expired,
            ev.Broke,
        )
    ),
)


@given(st.lists(any_event, max_size=40))
def test_there_is_always_a_way_home(events: list[ev.Event]) -> None:
    """After any events, start again is home at once, and back alone is home within eight presses."""
    session = visit(*events)
    assert advance(session, ev.StartedAgain()) == fresh_session("fr")
    for _ in range(8):
        session = advance(session, ev.WentBack())
    assert (session.screen, session.step) == (Screen.QUESTION, 0)


@given(st.lists(any_event, max_size=40))
def test_a_session_always_makes_sense(events: list[ev.Event]) -> None:
    """What the screen needs is there: a place screen has its place, a page is within the pages."""
    session = visit(*events)
    assert 0 <= session.page < session.pages
    assert session.screen is not Screen.PLACE or session.result is not None
    assert session.screen is not Screen.RESULTS or session.step == 3
    assert bool(session.need) >= bool(session.situation) >= bool(session.way)
    assert session.language


@given(st.lists(any_event, max_size=40))
def test_the_idle_reset_forgets_everything(events: list[ev.Event]) -> None:
    """Whatever was done, the next visitor finds a fresh session."""
    assert advance(visit(*events), ev.Expired()) == fresh_session("fr")

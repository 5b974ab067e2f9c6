"""The screen of the paper in every state it can be in: nothing cut, no word that is not read, however it looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.flow import Print, Screen, Session
from kiosk.flow import events as ev
from kiosk.ui.viewmodels.printing import REASONS
from kiosk.ui.viewmodels.qr import place_codes
from kiosk.ui.window import turn
from tests.support.kiosks import SPOKEN, Stage, stage
from tests.support.layout import box, faults, items, texts
from tests.support.print_desk import FakeDesk

SIZES = [(1080, 1920), (1920, 1080)]
STATES = [
    ev.PrintChanged("sent"),
    ev.PrintChanged("sent", True),
    ev.PrintChanged("printed", True),
    ev.PrintChanged("failed", True, "fault"),
    ev.PrintChanged("failed", True, "refused", spent=True),
    *(ev.PrintChanged("failed", True, reason) for reason in REASONS),
]


def to_paper(shown: Stage, language: str) -> None:
    go = shown.kiosk.navigator.happen
    go(ev.StartedAgain())
    go(ev.LanguageChosen(language))
    for tile in ["papiers", "identite", "permis"]:
        go(ev.TileChosen(tile))
    shown.jobs.drain()
    turn()
    go(ev.PlaceChosen(shown.kiosk.navigator.session.shown[0].place.id))
    go(ev.SlipAsked())
    shown.jobs.drain()
    turn()


def states(shown: Stage) -> Iterator[Session]:
    """The screen before anybody prints, with and without answers, and after each word of a printer."""
    go = shown.kiosk.navigator.happen
    yield shown.kiosk.navigator.session
    go(ev.AnswersShown(False))
    shown.jobs.drain()
    yield shown.kiosk.navigator.session
    for state in STATES:
        before = shown.kiosk.navigator.session
        shown.kiosk.screens.show(session := _told(before, state))
        yield session


def _told(session: Session, state: ev.PrintChanged) -> Session:
    return replace(session, print=Print(state.stage, state.over, state.reason), spent=state.spent)


@pytest.mark.parametrize("size", SIZES, ids=["portrait", "landscape"])
@pytest.mark.parametrize("look", [{}, {"text_size": "largest"}, {"reach": "low", "contrast": "high"}], ids=str)
def test_every_state_is_whole_and_is_read(demonstration: Path, size: tuple[int, int], look: dict[str, str]) -> None:
    """In every language: each word is inside its box, and in a line that is read; the picture keeps its room."""
    told = []
    with stage(demonstration, size, desk=FakeDesk(), **look) as shown:
        for language in SPOKEN:
            to_paper(shown, language)
            assert shown.kiosk.navigator.session.screen is Screen.SLIP
            for session in states(shown):
                turn()
                window = shown.kiosk.shell.window
                window.grabWindow()
                known = {line.text for line in shown.kiosk.screens.spoken} | {
                    shown.kiosk.screens.frame.map.value("listen")
                }
                lost = [item.property("text") for item in texts(window) if item.property("text") not in known]
                off = {shown.kiosk.screens.views[Screen.SLIP].map.value("print")}
                sheet = next(box(item) for item in items(window) if item.property("zoom") is not None)
                small = [f"the picture has {sheet}"] if min(sheet.width(), sheet.height()) < size[1] / 5 else []
                told += [(language, session.print, each) for each in (*faults(window), *(set(lost) - off), *small)]
    assert told == []


@pytest.mark.parametrize("size", SIZES, ids=["portrait", "landscape"])
def test_the_buttons_of_a_place_fit_with_every_code(demonstration: Path, size: tuple[int, int]) -> None:
    """In the largest letters, in every language, with all buttons there can be: nothing is cut for any code."""
    told = []
    with stage(demonstration, size, desk=FakeDesk(), text_size="largest") as shown:
        go = shown.kiosk.navigator.happen
        for language in SPOKEN:
            to_paper(shown, language)
            go(ev.WentBack())
            result = shown.kiosk.navigator.session.result
            assert result is not None
            moment = shown.kiosk.screens._moment()
            for index in range(len(place_codes(result, moment, shown.content.release.catalogue[language]))):
                go(ev.CodeChosen(index))
                turn()
                shown.kiosk.shell.window.grabWindow()
                told += [(language, index, fault) for fault in faults(shown.kiosk.shell.window)]
    assert told == []

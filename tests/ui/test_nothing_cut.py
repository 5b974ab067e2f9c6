"""Every screen, in every language, both ways up: all words are whole and inside their boxes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.ui.tour import walk
from kiosk.ui.window import turn
from tests.support.kiosks import SPOKEN, Stage, stage
from tests.support.layout import faults
from tests.support.print_desk import FakeDesk

SIZES = [(1080, 1920), (1920, 1080)]


def cut(stage: Stage, language: str, path_id: str) -> list[str]:
    """The layout faults of a whole visit."""
    path = stage.content.guide.path(path_id)
    assert path is not None
    told = []
    for step in walk(stage.kiosk, stage.jobs, path, language):
        turn()
        stage.kiosk.shell.window.grabWindow()
        told += [f"{language} {step}: {fault}" for fault in faults(stage.kiosk.shell.window)]
    return told


@pytest.mark.parametrize("size", SIZES, ids=["portrait", "landscape"])
@pytest.mark.parametrize("text_size", ["normal", "large"])
def test_nothing_is_cut_on_any_screen_in_any_language(
    demonstration: Path, size: tuple[int, int], text_size: str
) -> None:
    """A whole visit by two paths shows no word cut, shortened or outside its box."""
    with stage(demonstration, size, desk=FakeDesk(), text_size=text_size) as shown:
        paths = [path.id for path in shown.content.guide.paths()]
        told = [fault for language in SPOKEN for path in (paths[0], paths[-1]) for fault in cut(shown, language, path)]
    assert told == []


@pytest.mark.parametrize("size", SIZES, ids=["portrait", "landscape"])
def test_every_tile_of_the_guide_fits(demonstration: Path, size: tuple[int, int]) -> None:
    """All 57 question screens of the guide show every tile whole, in every language."""
    from kiosk.flow import events as ev

    told = []
    with stage(demonstration, size) as shown:
        go = shown.kiosk.navigator.happen
        for language in SPOKEN:
            for need in shown.content.guide.needs:
                for situation in ("", *(situation.id for situation in need.situations)):
                    go(ev.StartedAgain())
                    go(ev.LanguageChosen(language))
                    go(ev.TileChosen(need.id))
                    if situation:
                        go(ev.TileChosen(situation))
                    turn()
                    shown.kiosk.shell.window.grabWindow()
                    told += [f"{language} {need.id}/{situation}: {f}" for f in faults(shown.kiosk.shell.window)]
    assert told == []

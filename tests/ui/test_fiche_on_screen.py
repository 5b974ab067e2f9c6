"""The fiche, the urgent number and the words of a place on real screens: whole, read aloud, and lit while read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickItem

from kiosk.flow import events as ev
from kiosk.guide.content import Content
from kiosk.guide.tree import Path as GuidePath
from kiosk.speech.utterance import Line
from kiosk.ui.voice import VoiceProps
from kiosk.ui.window import turn
from tests.support.kiosks import Stage, stage
from tests.support.layout import faults, is_lit, items

SIZES = [(1080, 1920), (1920, 1080)]
LOOKS = [{"text_size": "normal"}, {"text_size": "large"}, {"text_size": "largest"}, {"reach": "low"}]
WHAT = (
    "Ce logement coûte moins cher qu'un autre logement.",
    "Il faut faire une demande avec un dossier.",
    "Une seule demande suffit pour toute la région.",
    "La réponse peut prendre plusieurs mois.",
)
THERE = (
    "Une personne vous reçoit et écoute votre situation.",
    "Elle remplit la demande avec vous sur un ordinateur.",
    "Vous repartez avec un papier et un numéro de dossier.",
)
BRING = (
    "Une pièce d'identité",
    "Votre dernière feuille d'impôts",
    "Un papier avec votre adresse",
    "Vos feuilles de paie",
)


def full_fiches(content: Content) -> Content:
    """The demonstration with every fiche as long as a fiche may be."""
    fiches = {
        code: replace(
            fiche,
            what=WHAT,
            there=THERE,
            bring=BRING,
            cost="C'est gratuit.",
            time="Comptez une heure.",
            written=dt.date(2026, 11, 3),
        )
        for code, fiche in content.guide.fiches.items()
    }
    return replace(content, guide=replace(content.guide, fiches=fiches))


@pytest.fixture(params=SIZES, ids=["portrait", "landscape"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param  # type: ignore[no-any-return]


def ask(shown: Stage, path: GuidePath, language: str = "fr") -> None:
    """Answer the three questions."""
    go = shown.kiosk.navigator.happen
    go(ev.StartedAgain())
    go(ev.LanguageChosen(language))
    for tile in (path.need.id, path.situation.id, path.way.id):
        go(ev.TileChosen(tile))
    shown.jobs.drain()
    settle(shown)


def settle(shown: Stage) -> None:
    turn()
    shown.kiosk.shell.window.grabWindow()


def seen(shown: Stage, kind: str) -> list[QQuickItem]:
    """The visible items of one QML type."""
    found = items(shown.kiosk.shell.window)
    return [item for item in found if item.metaObject().className().split("_QMLTYPE")[0] == kind]


def said(shown: Stage, line: Line) -> None:
    """Let the voice be at a line."""
    shown.kiosk.voice.view.show(VoiceProps(line.key, line.text, speaking=True))
    settle(shown)


def paths_of(shown: Stage) -> Iterator[GuidePath]:
    """One path that begins with urgent calls, and one with more than a page of places."""
    paths = list(shown.content.guide.paths())
    yield next(path for path in paths if path.urgent)
    yield next(path for path in paths if len(shown.search(path.ask, "fr").results) > 3 and not path.way.phones)


def test_a_whole_fiche_and_three_places_fit_upright(demonstration: Path) -> None:
    """1080 × 1920, normal letters: four sentences, three more, four papers, price, time, date, and three places."""
    with stage(demonstration, change=full_fiches) as shown:
        ask(shown, list(paths_of(shown))[1])
        assert (len(seen(shown, "FicheCard")), len(seen(shown, "PlaceCard"))) == (1, 3)
        assert faults(shown.kiosk.shell.window) == []


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(look.values()))
def test_every_line_that_is_read_is_seen_and_lit(
    demonstration: Path, size: tuple[int, int], look: dict[str, str]
) -> None:
    """On the results and on a place, in any size of letters: the page follows the voice, and nothing is cut."""
    with stage(demonstration, size, change=full_fiches, **look) as shown:
        for path in paths_of(shown):
            ask(shown, path)
            for _ in ("results", "place"):
                for line in shown.kiosk.screens.spoken:
                    if line.when_seen and line.text not in shown.kiosk.shell.buttons():
                        continue
                    said(shown, line)
                    where = f"{path.id} {line.key}"
                    assert any(is_lit(item) for item in items(shown.kiosk.shell.window)), where
                    assert faults(shown.kiosk.shell.window) == [], where
                shown.kiosk.voice.view.show(VoiceProps())
                shown.kiosk.navigator.happen(ev.PlaceChosen(shown.kiosk.navigator.session.shown[0].place.id))
                settle(shown)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(look.values()))
def test_the_urgent_number_is_there_at_once(demonstration: Path, size: tuple[int, int], look: dict[str, str]) -> None:
    """The first thing on the screen is the number, its digits larger than any other letter, beside its code."""
    with stage(demonstration, size, change=full_fiches, **look) as shown:
        path = next(paths_of(shown))
        ask(shown, path)
        number = shown.content.guide.phones[path.way.phones[0]].number.replace(" ", "")
        assert len(seen(shown, "UrgentPanel")) == len(seen(shown, "QrPanel")) == 1
        written = [item for item in items(shown.kiosk.shell.window) if item.inherits("QQuickText")]
        largest = max(written, key=lambda item: item.property("size"))
        assert largest.property("text").replace("\xa0", "") == number


def test_the_fiche_opens_and_closes_by_touch(demonstration: Path) -> None:
    """Largest letters, wide screen: the button opens the fiche, its pages turn, and another touch gives the places."""
    from tests.support.visitor import Visitor

    with stage(demonstration, SIZES[1], change=full_fiches, text_size="largest") as shown:
        ask(shown, list(paths_of(shown))[1])
        visitor = Visitor(shown)
        assert not visitor.sees(THERE[2])
        visitor.press("Ce qu'il faut savoir")
        assert visitor.sees(WHAT[0]) and not seen(shown, "PlaceCard")
        read = set(visitor.names())
        while visitor.sees("Lire la suite"):
            visitor.press("Lire la suite")
            read |= set(visitor.names())
        assert {*WHAT, *THERE, *BRING, "C'est gratuit.", "Comptez une heure."} <= read
        assert not visitor.sees(WHAT[0])
        visitor.press("Lire la page d'avant")
        visitor.press("Voir les lieux")
        assert len(seen(shown, "PlaceCard")) == 3

"""Every QR code a visitor can meet is read back from the picture of the screen, as a phone would."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickWindow

from kiosk.app import effects_for, silent_speaker
from kiosk.directory.models import Answer, Opening, Result
from kiosk.directory.opening import PARIS, opening_at
from kiosk.flow import Screen, Session
from kiosk.flow import events as ev
from kiosk.paper.codes import LABELS, Code, smallest_module_mm
from kiosk.ui.jobs import ManualJobs
from kiosk.ui.viewmodels.moment import Moment
from kiosk.ui.viewmodels.qr import place_codes
from kiosk.ui.window import turn
from tests.support.kiosks import FRIDAY, SPOKEN, Stage, demonstration_content, stage
from tests.support.layout import faults, items, texts
from tests.support.print_desk import FakeDesk

SUNDAY = dt.datetime(2026, 11, 22, 10, 0, tzinfo=PARIS)
ISOLATES = dict.fromkeys(map(ord, "\u2068\u2069"))
SIZES = [(1080, 1920), (1920, 1080)]


def scanned(window: QQuickWindow) -> list[str]:
    """What a scanner reads in the picture of the whole window. One threshold: a code is black on white."""
    turn()
    image = window.grabWindow().convertToFormat(QImage.Format.Format_Grayscale8)
    bits, line, width = bytes(image.constBits()), image.bytesPerLine(), image.width()
    pixels = bits if line == width else b"".join(bits[y * line : y * line + width] for y in range(image.height()))
    found = zxingcpp.read_barcodes(
        memoryview(pixels).cast("B", (image.height(), width)),
        formats=zxingcpp.BarcodeFormat.QRCode,
        binarizer=zxingcpp.Binarizer.FixedThreshold,
        try_rotate=False,
        try_invert=False,
    )
    return [code.text for code in found]


def codes(stage: Stage, result: Result, language: str = "fr") -> tuple[Code, ...]:
    """The codes of a result, in their order."""
    moment = Moment(FRIDAY, stage.content.settings, stage.content.release.manifest.built)
    return place_codes(result, moment, stage.content.release.catalogue[language])


def held(stage: Stage, result: Result) -> str | None:
    """What the first code of a result must hold."""
    return next((code.holds for code in codes(stage, result)), None)


def captions(window: QQuickWindow) -> list[str]:
    return [item.property("text").replace("\xa0", " ") for item in texts(window)]


@pytest.fixture(scope="module")
def results(demonstration: Path) -> list[Result]:
    """One result for each place that any path of the guide leads to, and a few that are closed until Monday."""
    content = demonstration_content(demonstration)
    search = effects_for(content, ManualJobs(), silent_speaker, lambda: FRIDAY, {}).search
    answers = [search(path.ask, "fr") for path in content.guide.paths()]
    content.directory.close()
    found = list({result.place.id: result for answer in answers for result in answer.results}.values())
    closed = [replace(result, opening=opening_at(result.place, SUNDAY)) for result in found[:12]]
    return [result for result in closed if result.opening.next_change and not result.opening.doubt][:4] + found


def show(stage: Stage, result: Result, language: str, code: int = 0, screen: Screen = Screen.PLACE) -> Session:
    """Show the screen of one place, with one of its codes."""
    answer = Answer(result.rung, (result,))
    session = Session(language=language, screen=screen, answer=answer, place=result.place.id, code=code, printer="p")
    stage.kiosk.screens.show(session)
    return session


def module_mm(window: QQuickWindow) -> float:
    """How wide a module of the code on the screen is, on the 32 inches of the demonstration."""
    panel = next(item for item in items(window) if item.property("moduleSize") is not None)
    per_mm = (window.width() ** 2 + window.height() ** 2) ** 0.5 / (32 * 25.4)
    return float(panel.property("moduleSize")) / per_mm


@pytest.fixture(params=SIZES, ids=["portrait", "landscape"], scope="module")
def shown(demonstration: Path, request: pytest.FixtureRequest) -> Iterator[Stage]:
    with stage(demonstration, request.param) as shown:
        yield shown


def test_every_code_of_every_place_is_read(shown: Stage, results: list[Result]) -> None:
    """All codes of all places the guide leads to: what is on the screen holds what it must, in modules that a phone
    sees at 40 cm, with its plain text beside it and nothing cut."""
    wrong, kinds, number = [], set(), 0
    for result in results:
        language = SPOKEN[number % len(SPOKEN)]
        for index, code in enumerate(codes(shown, result, language)):
            session = show(shown, result, language, index)
            shown.kiosk.screens.show(replace(session, printer="p" if number % 2 else ""))
            read = scanned(shown.kiosk.shell.window)
            seen = faults(shown.kiosk.shell.window)
            if read != [code.holds] or seen or module_mm(shown.kiosk.shell.window) < smallest_module_mm():
                wrong.append((result.place.id, code.kind, language, read, seen, module_mm(shown.kiosk.shell.window)))
            kinds.add(code.kind)
            assert code.beside in " ".join(captions(shown.kiosk.shell.window)).translate(ISOLATES)
            number += 1
    assert wrong == []
    assert kinds == set(LABELS)


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("kind", LABELS)
def test_each_kind_is_read_in_every_language(shown: Stage, results: list[Result], language: str, kind: str) -> None:
    """Each kind of code, in each language and each direction, from the screen of a place."""
    result, index, code = next(
        (result, index, code)
        for result in results
        for index, code in enumerate(codes(shown, result, language))
        if code.kind == kind
    )
    show(shown, result, language, index)
    assert scanned(shown.kiosk.shell.window) == [code.holds]


@pytest.mark.parametrize("language", SPOKEN)
def test_the_code_of_the_helper_is_read(shown: Stage, language: str) -> None:
    """Parler à quelqu'un: the code books the helper of this site, and its host stands in plain letters."""
    for event in (ev.StartedAgain(), ev.LanguageChosen(language), ev.HelpAsked()):
        shown.kiosk.navigator.happen(event)
    helper = shown.content.settings.helper
    assert scanned(shown.kiosk.shell.window) == [helper.booking_url]
    assert "www.rdv-aide-numerique.fr" in captions(shown.kiosk.shell.window)


@pytest.mark.parametrize(
    "look", [{"text_size": "larger"}, {"text_size": "largest"}, {"contrast": "high"}, {"reach": "low"}], ids=str
)
@pytest.mark.parametrize("size", SIZES, ids=["portrait", "landscape"])
def test_codes_are_read_however_the_screen_looks(
    demonstration: Path, results: list[Result], size: tuple[int, int], look: dict[str, str]
) -> None:
    """In larger letters, in high contrast and put low, the codes of places and the helper's can still be read."""
    with stage(demonstration, size, **look) as shown:
        for number, result in enumerate(results):
            language = SPOKEN[number % len(SPOKEN)]
            for index, code in list(enumerate(codes(shown, result, language)))[number % 3 :: 3]:
                show(shown, result, language, index)
                assert scanned(shown.kiosk.shell.window) == [code.holds], (result.place.id, code.kind)
                assert module_mm(shown.kiosk.shell.window) >= smallest_module_mm(), (result.place.id, code.kind)
                assert faults(shown.kiosk.shell.window) == [], (result.place.id, code.kind, language)
        shown.kiosk.navigator.happen(ev.StartedAgain())
        shown.kiosk.navigator.happen(ev.HelpAsked())
        assert scanned(shown.kiosk.shell.window) == [shown.content.settings.helper.booking_url]


def test_a_place_that_cannot_be_reached_shows_no_code(shown: Stage, results: list[Result]) -> None:
    """Neither a link nor a number, nor anywhere to go: no code, and none of the place before either."""
    result = results[0]
    show(shown, result, "fr")
    assert scanned(shown.kiosk.shell.window) == [held(shown, result)]
    nowhere = {"street": "", "latitude": None, "longitude": None}
    place = replace(result.place, id="silent", booking_url="", phone="", **nowhere)
    silent = replace(result, place=place, opening=Opening(None), booking_host="")
    show(shown, silent, "fr")
    assert scanned(shown.kiosk.shell.window) == []


def test_a_site_without_a_printer_has_larger_codes(shown: Stage, results: list[Result]) -> None:
    """Where the phone is all one has to take it along, upright screens give the code the room of the buttons."""
    show(shown, results[-1], "fr")
    small = module_mm(shown.kiosk.shell.window)
    session = show(shown, results[-1], "fr")
    shown.kiosk.screens.show(replace(session, printer=""))
    turn()
    assert module_mm(shown.kiosk.shell.window) >= small
    assert shown.kiosk.shell.window.width() > 1080 or module_mm(shown.kiosk.shell.window) > small


@pytest.mark.parametrize("size", SIZES, ids=["portrait", "landscape"])
@pytest.mark.parametrize("paper", ["80mm", "a5"])
def test_the_code_in_the_picture_of_the_paper_is_read(demonstration: Path, size: tuple[int, int], paper: str) -> None:
    """Whoever scans the picture of the slip instead of the slip gets the same."""
    with stage(demonstration, size, desk=FakeDesk(), paper=paper) as shown:
        go, need = shown.kiosk.navigator.happen, "papiers/identite/permis"
        for tile in need.split("/"):
            go(ev.TileChosen(tile))
        shown.jobs.drain()
        turn()
        go(ev.PlaceChosen(shown.kiosk.navigator.session.shown[0].place.id))
        result = shown.kiosk.navigator.session.result
        assert result is not None
        for index, code in enumerate(codes(shown, result)):
            go(ev.CodeChosen(index))
            go(ev.SlipAsked())
            shown.jobs.drain()
            assert scanned(shown.kiosk.shell.window) == [code.holds], code.kind
            go(ev.WentBack())

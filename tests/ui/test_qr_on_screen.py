"""Every QR code a visitor can meet is read back from the picture of the screen, as a phone would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickWindow

from kiosk.app import effects_for, silent_speaker
from kiosk.directory.models import Answer, Result
from kiosk.flow import Screen, Session
from kiosk.flow import events as ev
from kiosk.paper.qr import phone_qr
from kiosk.ui.jobs import ManualJobs
from kiosk.ui.window import application
from tests.support.kiosks import FRIDAY, SPOKEN, Stage, demonstration_content, stage
from tests.support.layout import texts

SIZES = [(1080, 1920), (1920, 1080)]


def scanned(window: QQuickWindow) -> list[str]:
    """What a scanner reads in the picture of the whole window. One threshold: a code is black on white."""
    application().processEvents()
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


def held(result: Result) -> str | None:
    """What the code of a result must hold: its booking link when it books, else its number."""
    place = result.place
    return place.booking_url if result.booking_host else phone_qr(place.phone)


def captions(window: QQuickWindow) -> list[str]:
    return [item.property("text").replace("\xa0", " ") for item in texts(window)]


@pytest.fixture(scope="module")
def results(demonstration: Path) -> list[Result]:
    """One result for each place that any path of the guide leads to."""
    content = demonstration_content(demonstration)
    search = effects_for(content, ManualJobs(), silent_speaker, lambda: FRIDAY, {}).search
    answers = [search(path.ask, "fr") for path in content.guide.paths()]
    content.directory.close()
    return list({result.place.id: result for answer in answers for result in answer.results}.values())


def first(results: list[Result], kind: str) -> Result:
    """The first result whose code is a link or a call."""
    return next(result for result in results if (held(result) or "").startswith(kind))


def show(stage: Stage, result: Result, language: str) -> None:
    """Show the screen of one place."""
    session = Session(
        language=language, screen=Screen.PLACE, answer=Answer(result.rung, (result,)), place=result.place.id
    )
    stage.kiosk.screens.show(session)


@pytest.fixture(params=SIZES, ids=["portrait", "landscape"])
def shown(demonstration: Path, request: pytest.FixtureRequest) -> Iterator[Stage]:
    with stage(demonstration, request.param) as shown:
        yield shown


def test_every_code_of_every_place_is_read(shown: Stage, results: list[Result]) -> None:
    """All places the guide leads to: the code on the screen holds the booking link or the number, written under it."""
    wrong, kinds = [], set()
    languages = list(SPOKEN)
    for number, result in enumerate(results):
        show(shown, result, languages[number % len(languages)])
        wanted = held(result)
        read = scanned(shown.kiosk.shell.window)
        if read != ([wanted] if wanted else []):
            wrong.append((result.place.id, wanted, read))
        if wanted:
            kinds.add(wanted.partition(":")[0])
            words = " ".join(captions(shown.kiosk.shell.window))
            assert (result.booking_host or wanted[-2:]) in words
    assert wrong == []
    assert kinds == {"https", "tel"}


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("kind", ["https", "tel"])
def test_both_codes_are_read_in_every_language(shown: Stage, results: list[Result], language: str, kind: str) -> None:
    """A booking and a call, in each language and each direction, from the screen of a place."""
    result = first(results, kind)
    show(shown, result, language)
    assert scanned(shown.kiosk.shell.window) == [held(result)]


@pytest.mark.parametrize("language", SPOKEN)
def test_the_code_of_the_helper_is_read(shown: Stage, language: str) -> None:
    """Parler à quelqu'un: the code books the helper of this site, and its host stands in plain letters."""
    shown.kiosk.navigator.happen(ev.LanguageChosen(language))
    shown.kiosk.navigator.happen(ev.HelpAsked())
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
        for result in [result for result in results if held(result)][::6]:
            show(shown, result, "ar")
            assert scanned(shown.kiosk.shell.window) == [held(result)], result.place.id
        shown.kiosk.navigator.happen(ev.StartedAgain())
        shown.kiosk.navigator.happen(ev.HelpAsked())
        assert scanned(shown.kiosk.shell.window) == [shown.content.settings.helper.booking_url]


def test_a_place_that_cannot_be_reached_shows_no_code(shown: Stage, results: list[Result]) -> None:
    """Neither a link nor a number: no code, and none of the place before either."""
    result = first(results, "https")
    show(shown, result, "fr")
    assert scanned(shown.kiosk.shell.window) == [held(result)]
    silent = replace(result, place=replace(result.place, id="silent", booking_url="", phone=""), booking_host="")
    show(shown, silent, "fr")
    assert scanned(shown.kiosk.shell.window) == []

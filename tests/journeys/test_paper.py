"""Somebody takes a paper along: from the place, by the names of buttons, whatever the printer does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp

from kiosk.flow import Screen
from kiosk.flow import events as ev
from kiosk.guide.content import Content
from kiosk.paper.printers.desk import PrintDesk
from kiosk.paper.printers.ipp_printer import CupsQueue
from kiosk.paper.printers.printer import (
    PRINTED,
    PRINTING,
    SENDING,
    SENT,
    SENT_AND_NO_MORE,
    Progress,
    Reason,
    failed,
)
from kiosk.paper.printers.sheet import Sheet
from kiosk.paper.sizes import PAPERS
from kiosk.settings import PrinterSite, Printing
from kiosk.ui.printing import sheet_of
from kiosk.ui.window import turn
from tests.support.cups_server import cups_server
from tests.support.kiosks import SPOKEN, Stage, stage
from tests.support.print_desk import FakeDesk
from tests.support.processes import wait_until
from tests.support.visitor import Visitor

PATH = "papiers/identite/permis"
TO_PAPER, PRINT = "Imprimer sur papier", "Imprimer"


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def shown(demonstration: Path, desk: FakeDesk) -> Iterator[Stage]:
    with stage(demonstration, desk=desk) as shown:
        yield shown


def to_place(shown: Stage, language: str = "fr") -> Visitor:
    """A visitor in front of the first place of a path."""
    visitor, path = Visitor(shown), shown.content.guide.path(PATH)
    assert path is not None
    shown.kiosk.navigator.happen(ev.LanguageChosen(language))
    t = shown.content.release.catalogue[language]
    for label in path.labels:
        visitor.press(t(label))
    visitor.settle()
    visitor.press(shown.kiosk.navigator.session.shown[0].place.name)
    visitor.settle()
    return visitor


def read(sheet: Sheet) -> list[str]:
    """What the codes on a printed slip hold."""
    rows = memoryview(
        bytes(
            0 if sheet.black[y * sheet.stride + x // 8] >> (7 - x % 8) & 1 else 255
            for y in range(sheet.height)
            for x in range(sheet.width)
        )
    )
    found = zxingcpp.read_barcodes(rows.cast("B", (sheet.height, sheet.width)), formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in found]


def alike(sheets: list[Sheet], wanted: Sheet) -> bool:
    """Whether the one sheet is the wanted one, but for dots at the edges of letters, where Qt's greys vary a little."""
    (sheet,) = sheets
    same = (sheet.width, sheet.height, sheet.dpi, sheet.bits) == (wanted.width, wanted.height, wanted.dpi, wanted.bits)
    return same and sum(map(int.__ne__, sheet.rows, wanted.rows)) < len(wanted.rows) / 500


def test_a_place_becomes_a_paper_in_two_taps(shown: Stage, desk: FakeDesk) -> None:
    """Place, paper, print: it says "sent" until the printer confirms, then to take it. Back leads to the place."""
    visitor = to_place(shown)
    place = shown.kiosk.navigator.session.place
    visitor.press(TO_PAPER)
    assert visitor.sees("Votre papier")
    assert desk.sheets == []
    visitor.press(PRINT)
    assert len(desk.sheets) == 1
    for progress in (SENDING, SENT, PRINTING):
        desk.say(progress)
        assert visitor.sees("Envoyé à l'imprimante.") and not visitor.sees("C'est imprimé.")
    desk.say(PRINTED)
    assert visitor.sees("C'est imprimé. Prenez votre papier.")
    visitor.press("Retour")
    session = shown.kiosk.navigator.session
    assert (session.screen, session.place) == (Screen.PLACE, place)


def test_what_is_printed_is_what_was_shown(shown: Stage, desk: FakeDesk) -> None:
    """The sheet is the slip of that place, for the paper of that printer, with the code that was on the screen."""
    visitor = to_place(shown)
    visitor.press("Un autre code")
    slip = shown.kiosk.screens.slip(shown.kiosk.navigator.session)
    visitor.press(TO_PAPER)
    visitor.press(PRINT)
    assert alike(desk.sheets, sheet_of(slip, PAPERS["80mm"]))
    assert read(desk.sheets[0]) == ["tel:+33353010102"]


@pytest.mark.parametrize("paper", ["a5", "a4"])
def test_a_sheet_of_paper_comes_with_its_pdf(demonstration: Path, desk: FakeDesk, paper: str) -> None:
    """Where the printer has sheets, the same slip is sent as a PDF of that size."""
    with stage(demonstration, desk=desk, paper=paper) as shown:
        visitor = to_place(shown)
        visitor.press(TO_PAPER)
        visitor.press(PRINT)
        assert desk.sheets[0].pdf.startswith(b"%PDF") and desk.sheets[0].width == PAPERS[paper].width


def test_answers_can_be_left_off_the_paper(shown: Stage, desk: FakeDesk) -> None:
    """One tap takes what was asked off the picture and off the paper; another puts it back."""
    visitor = to_place(shown)
    visitor.press(TO_PAPER)
    visitor.press("Mes réponses sur le papier. Oui. Touchez pour les enlever.")
    session = shown.kiosk.navigator.session
    assert not session.slip_answers
    assert "choice" not in {block.key for block in shown.kiosk.screens.slip(session).blocks}
    visitor.press(PRINT)
    assert alike(desk.sheets, sheet_of(shown.kiosk.screens.slip(session), PAPERS["80mm"]))
    visitor.press("Mes réponses sur le papier. Non. Touchez pour les mettre.")
    assert shown.kiosk.navigator.session.slip_answers is not False


@pytest.mark.parametrize(
    "told, words",
    [
        (failed(Reason.OUT_OF_PAPER), "L'imprimante n'a plus de papier. Parlez à l'accueil."),
        (failed(Reason.OFFLINE), "L'imprimante ne répond pas. Parlez à l'accueil."),
        (failed(Reason.UNSURE), "L'imprimante ne marche pas en ce moment. Parlez à l'accueil."),
        (SENT_AND_NO_MORE, "Envoyé à l'imprimante. Regardez si le papier sort."),
    ],
    ids=lambda value: "" if isinstance(value, str) else value.stage.value + value.reason.value,
)
def test_a_printer_that_fails_says_why_and_the_visit_goes_on(
    shown: Stage, desk: FakeDesk, told: Progress, words: str
) -> None:
    """The reason in easy words; the printer is asked again, and one may try again when it can."""
    visitor = to_place(shown)
    visitor.press(TO_PAPER)
    visitor.press(PRINT)
    looked = desk.looked
    desk.say(told)
    assert visitor.sees(words)
    assert desk.looked == looked + (told.stage.value == "failed")
    visitor.press(PRINT)
    assert len(desk.sheets) == 2


def test_the_paper_of_somebody_in_danger_does_not_tell_why(shown: Stage) -> None:
    """Whom they fear may find it: the answers are on it only when they put them there."""
    urgent = next(path for path in shown.content.guide.paths() if path.urgent)
    visitor = Visitor(shown)
    for label in urgent.labels:
        visitor.press(label)
    visitor.settle()
    go, kiosk = shown.kiosk.navigator.happen, shown.kiosk
    go(ev.PlaceChosen(kiosk.navigator.session.shown[0].place.id))
    shown.jobs.drain()
    turn()
    visitor.press(TO_PAPER)
    assert "choice" not in {block.key for block in kiosk.screens.slip(kiosk.navigator.session).blocks}
    go(ev.AnswersShown(True))
    assert "choice" in {block.key for block in kiosk.screens.slip(kiosk.navigator.session).blocks}


def test_a_printer_that_goes_takes_its_button_along(shown: Stage, desk: FakeDesk) -> None:
    """Out of paper: after the failure nothing is offered any more, and the place has no button."""
    visitor = to_place(shown)
    visitor.press(TO_PAPER)
    visitor.press(PRINT)
    desk.printer = None
    desk.say(failed(Reason.OUT_OF_PAPER))
    visitor.settle()
    assert shown.kiosk.navigator.session.printer == ""
    visitor.press("Retour")
    assert TO_PAPER not in visitor.names()


def test_a_visit_has_its_slips_and_no_more(shown: Stage, desk: FakeDesk) -> None:
    """After the last one, the screen still says to take it; then, gently, that there are no more."""
    desk.left = 1
    visitor = to_place(shown)
    visitor.press(TO_PAPER)
    visitor.press(PRINT)
    desk.say(PRINTED)
    assert visitor.sees("C'est imprimé. Prenez votre papier.")
    assert not shown.kiosk.navigator.session.can_print
    visitor.press("Retour")
    visitor.press("Retour")
    visitor.press(shown.kiosk.navigator.session.shown[1].place.name)
    visitor.press(TO_PAPER)
    assert visitor.sees("Vous avez déjà vos papiers.")
    visitor.press(PRINT)
    assert len(desk.sheets) == 1


@pytest.mark.parametrize("end", ["start again", "idle", "broken"])
def test_the_end_of_a_visit_ends_its_slip(shown: Stage, desk: FakeDesk, end: str) -> None:
    """The printers are emptied, no picture is kept, and what is told late is told to nobody."""
    visitor = to_place(shown)
    visitor.press(TO_PAPER)
    visitor.press(PRINT)
    kept = shown.kiosk.printing.preview.pictures.kept
    desk.say(SENT)
    assert kept
    if end == "broken":
        shown.kiosk.navigator.happen(ev.Broke())
    elif end == "idle":
        shown.kiosk.navigator.nobody_there()
        shown.kiosk.navigator.nobody_there()
    else:
        visitor.press("Au début")
    assert desk.ended == 1
    assert kept == {}
    before = shown.kiosk.navigator.session
    desk.say(PRINTED)
    assert shown.kiosk.navigator.session == before
    assert not visitor.sees("C'est imprimé")
    assert shown.kiosk.screens.views[Screen.SLIP].map.value("slip") in ([], None) or end == "broken"


def test_a_paper_that_cannot_be_shown_ends_the_visit_for_the_printers_too(
    shown: Stage, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever breaks under the paper, the screen gives a number, and the printers are emptied once."""
    visitor = to_place(shown)

    def broken(_: object) -> None:
        raise ValueError("a slip that cannot be")

    monkeypatch.setattr(shown.kiosk.screens, "slip", broken)
    visitor.press(TO_PAPER)
    assert shown.kiosk.navigator.session.screen is Screen.BROKEN and desk.ended == 1
    shown.kiosk.navigator.nobody_there()
    assert shown.kiosk.navigator.session.fresh and desk.ended == 1
    assert "could not be shown" in caplog.text


def test_a_slip_that_is_still_being_drawn_is_not_printed_for_the_next(shown: Stage, desk: FakeDesk) -> None:
    """The visit ends while its slip is drawn: it never reaches the desk."""
    visitor = to_place(shown)
    visitor.press(TO_PAPER)
    shown.kiosk.navigator.happen(ev.PrintAsked())
    shown.kiosk.navigator.happen(ev.StartedAgain())
    shown.jobs.drain()
    assert desk.sheets == []
    assert shown.kiosk.printing.preview.pictures.kept == {}


def test_no_printer_no_button(demonstration: Path) -> None:
    """A site without printers, and one whose printers are all unusable: nothing speaks of paper."""
    with stage(demonstration) as shown:
        assert TO_PAPER not in to_place(shown).names()
    none = FakeDesk(printer=None)
    with stage(demonstration, desk=none) as shown:
        assert TO_PAPER not in to_place(shown).names()
        assert none.looked >= 1
    assert none.closed == 1


def test_the_desk_is_made_once_and_not_at_the_start(demonstration: Path, desk: FakeDesk) -> None:
    """Nothing of printing is touched before the home screen stands; it ends with the kiosk."""
    with stage(demonstration, desk=desk) as shown:
        assert desk.started == 0
        shown.kiosk.prepare()
        shown.kiosk.prepare()
        shown.jobs.drain()
        assert desk.started == 1
        to_place(shown)
        assert desk.started == 1
    assert desk.closed == 1


@pytest.mark.parametrize("language", SPOKEN)
def test_the_paper_can_be_heard(shown: Stage, language: str) -> None:
    """One touch on the picture reads all that stands on it, in the language of each line."""
    visitor = to_place(shown, language)
    shown.kiosk.navigator.happen(ev.SlipAsked())
    shown.jobs.drain()
    t = shown.content.release.catalogue[language]
    visitor.press(t("Écouter ce papier"))
    said = shown.speaker.said[-1]
    name = shown.kiosk.navigator.session.result
    assert name is not None
    assert name.place.name in [line.text for line in said.lines]
    assert {line.key for line in said.lines} == {"slip"}


def test_who_hears_everything_hears_that_it_is_printed(shown: Stage, desk: FakeDesk) -> None:
    """With every screen read aloud, the word of the printer is said when it comes, and nothing is read twice."""
    shown.kiosk.navigator.happen(ev.AloudChosen(True))
    visitor = to_place(shown)
    visitor.press(TO_PAPER)
    visitor.press(PRINT)
    before = len(shown.speaker.said)
    desk.say(PRINTED)
    assert [line.text for said in shown.speaker.said[before:] for line in said.lines] == [
        "C'est imprimé. Prenez votre papier."
    ]


def test_a_real_desk_prints_into_a_folder_and_empties_it(demonstration: Path, tmp_path: Path) -> None:
    """With the desk of the terminal and a folder as its printer: a PDF comes out within 3 s of the touch, and is gone
    with the visit. The screen was never held up: every word came by the desk's own thread."""

    def printing(content: Content) -> Content:
        site = Printing(order=("pdf",), printers={"pdf": PrinterSite("pdf", address=str(tmp_path / "slips"))})
        return replace(content, settings=replace(content.settings, printing=site))

    with stage(demonstration, change=printing) as shown:
        shown.kiosk.prepare()
        shown.jobs.drain()
        visitor = to_place(shown)
        wait_for(visitor, lambda: TO_PAPER in visitor.names())
        visitor.press(TO_PAPER)
        began = time.monotonic()
        visitor.press(PRINT)
        wait_for(visitor, lambda: visitor.sees("C'est imprimé. Prenez votre papier."))
        assert time.monotonic() - began < 3
        assert [path.name for path in (tmp_path / "slips").iterdir()] == ["slip-1.pdf"]
        visitor.press("Au début")
        wait_for(visitor, lambda: not (tmp_path / "slips").exists())


def test_a_touch_is_a_slip_at_a_real_cups_within_three_seconds(demonstration: Path) -> None:
    """From the touch on the button, the drawing included, to the last byte at the printer of the queue; when the visit
    ends, nothing of it is left in the queue."""
    with cups_server({"ticket": ("fake:/", "abort-job")}) as cups:
        desk = PrintDesk([CupsQueue("ticket", cups.client("ticket"))])
        with stage(demonstration, desk=desk) as shown:
            visitor = to_place(shown)
            wait_for(visitor, lambda: TO_PAPER in visitor.names())
            visitor.press(TO_PAPER)
            began = time.monotonic()
            visitor.press(PRINT)
            wait_until(cups.printed, 10)
            took = time.monotonic() - began
            assert took < 3, took
            assert [printed[:5] for printed in cups.printed()] == [b"%PDF-"]
            visitor.press("Au début")
            wait_until(lambda: not cups.spooled(), 10)


def wait_for(visitor: Visitor, true: Callable[[], bool]) -> None:
    def look() -> bool:
        turn()
        return true()

    wait_until(look, 10)

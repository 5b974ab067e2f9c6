"""Between visit and desk: what is asked when, on which thread, and what is never told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import shiboken6

from kiosk.directory.models import Answer, Opening, Place, Result
from kiosk.flow import Session, advance, wishes
from kiosk.flow import events as ev
from kiosk.flow.wish import Outcome
from kiosk.paper.printers.printer import PRINTED, SENT
from kiosk.paper.slip import Block, Kind, Slip
from kiosk.settings import PrinterSite
from kiosk.settings import Printing as PrintingSite
from kiosk.ui.jobs import ManualJobs, ThreadJobs
from kiosk.ui.printing import Printing
from kiosk.ui.window import application, turn
from tests.support.print_desk import FakeDesk
from tests.support.processes import wait_until
from tests.support.wishes import SLOTS

SITE = PrintingSite(order=("ticket",), printers={"ticket": PrinterSite("pdf", address="slips")})
ANSWER = Answer("here", (Result(Place("p", "Lieu"), "here", "near", Opening(None)),))
SLIP = Slip("fr", "CCAS", (Block(Kind.TITLE, "title", "Lieu"),))
TILES = tuple(ev.TileChosen(tile) for tile in "abc")


@dataclass
class Hand:
    """A session that goes on by events, its printing, and a desk in the hands of a test."""

    site: PrintingSite = SITE
    desk: FakeDesk = field(default_factory=FakeDesk)
    jobs: ManualJobs = field(default_factory=ManualJobs)
    session: Session = field(default_factory=Session)
    made: int = 0
    told: list[ev.Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.printing = Printing(self.make, self.site, self.jobs, lambda session: SLIP)
        self.printing.happened.connect(self.happen)

    def make(self) -> FakeDesk:
        self.made += 1
        return self.desk

    def happen(self, *events: ev.Event) -> None:
        for event in events:
            self.told.append(event)
            before, self.session = self.session, advance(self.session, event)
            self.printing.follow(before, self.session)
            turn()

    def go(self, *events: ev.Event) -> None:
        """The same, with all that it sets off."""
        for event in events:
            self.happen(event)
            self.jobs.drain()
            turn()


@pytest.fixture
def hand() -> Iterator[Hand]:
    application()
    hand = Hand()
    yield hand
    hand.printing.close()
    shiboken6.delete(hand.printing)


def to_slip(hand: Hand) -> None:
    hand.go(*TILES, ev.Answered("a/b/c", ANSWER), ev.PlaceChosen("p"), ev.SlipAsked())


def test_printers_are_asked_when_one_searches_and_again_at_the_place(hand: Hand) -> None:
    """By the time the place is there, one knows; and what one knows there is new."""
    hand.go(*TILES[:2])
    assert (hand.made, hand.desk.looked) == (0, 0)
    hand.go(TILES[2])
    assert (hand.made, hand.desk.looked) == (1, 1)
    assert hand.session.printer == "ticket"
    hand.go(ev.Answered("a/b/c", ANSWER), ev.PlaceChosen("p"))
    assert (hand.made, hand.desk.looked) == (1, 2)


def test_printers_are_asked_before_the_slip_of_an_appointment(hand: Hand) -> None:
    """When half-hours are looked at, and again at what will be sent; the slip comes out with its number."""
    hand.go(ev.HelpAsked(), wishes.SlotsOffered(SLOTS), wishes.AppointmentAsked())
    assert hand.desk.looked == 1
    hand.go(wishes.SlotChosen(SLOTS[0]), wishes.ContactChosen(""))
    assert hand.desk.looked == 2
    hand.go(wishes.WishSent(), wishes.WishAnswered(Outcome("B7-042", SLOTS[0])))
    assert len(hand.desk.sheets) == 1 and hand.session.print.under_way


def test_a_site_without_printers_makes_no_desk() -> None:
    """Neither for a visit nor to get ready."""
    application()
    hand = Hand(site=PrintingSite())
    hand.printing.prepare()
    to_slip(hand)
    assert hand.made == 0 and hand.session.printer == ""
    hand.printing.close()


def test_nothing_told_of_one_visit_reaches_the_next(hand: Hand) -> None:
    """Not by the desk, whenever it speaks, nor by a look that comes back late."""
    to_slip(hand)
    hand.go(ev.PrintAsked())
    told = hand.desk.told[-1]
    told(SENT)  # waits in the event loop while the visit ends
    before, hand.session = hand.session, hand.session.renewed
    hand.printing.follow(before, hand.session)
    told(PRINTED)
    turn()
    assert hand.session.fresh and hand.desk.ended == 1
    assert not [event for event in hand.told if isinstance(event, ev.PrintChanged)]


def test_a_picture_is_drawn_once_for_what_it_shows(hand: Hand) -> None:
    """Turning to help and back draws nothing anew; leaving forgets it."""
    to_slip(hand)
    shown = dict(hand.printing.preview.pictures.kept)
    assert shown
    hand.go(ev.HelpAsked(), ev.WentBack())
    assert hand.printing.preview.pictures.kept == shown
    hand.go(ev.WentBack())
    assert hand.printing.preview.pictures.kept == {}


def test_a_slip_that_cannot_be_drawn_is_told(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    """The visitor is told that the printer does not work, and nothing else breaks."""
    to_slip(hand)

    def broken(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("kiosk.ui.printing.sheet_of", broken)
    hand.go(ev.PrintAsked())
    assert (hand.session.print.stage, hand.session.print.over) == ("failed", True)


def test_a_desk_that_cannot_be_made_offers_nothing(hand: Hand) -> None:
    """Whatever is wrong with what prints, the visit goes on."""

    def broken() -> FakeDesk:
        raise OSError

    other = Hand()
    other.printing._make_desk = broken
    to_slip(other)
    assert other.session.printer == ""
    other.printing.close()


def test_it_ends_what_it_made_even_while_closing() -> None:
    """A desk that is ready only once the kiosk is closed is closed as well."""
    application()
    gate, entered, desk = threading.Event(), threading.Event(), FakeDesk()

    def make() -> FakeDesk:
        entered.set()
        assert gate.wait(10)
        return desk

    jobs = ThreadJobs()
    printing = Printing(make, SITE, jobs, lambda session: SLIP)
    printing.prepare()
    assert entered.wait(10)
    printing.close()
    gate.set()
    wait_until(lambda: desk.closed == 1, 10)
    jobs.close()

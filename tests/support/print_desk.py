"""A print desk for tests, which does what the test says; nothing is ever printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kiosk.guide.content import Content
from kiosk.paper.printers.printer import Progress
from kiosk.paper.printers.sheet import Sheet
from kiosk.settings import PrinterSite, Printing
from kiosk.ui.window import turn


@dataclass
class FakeDesk:
    """`printer` is what it offers, None for nothing. Slips it was given wait in `sheets` until `say` tells how far the
    last one is."""

    printer: str | None = "ticket"
    left: int = 3
    sheets: list[Sheet] = field(default_factory=list)
    looked: int = 0
    ended: int = 0
    started: int = 0
    closed: int = 0
    told: list[Callable[[Progress], None]] = field(default_factory=list)

    def start(self) -> None:
        self.started += 1

    def look(self, offered: Callable[[str | None], None]) -> None:
        self.looked += 1
        offered(self.printer)

    def print(self, printer: str, sheet: Sheet, told: Callable[[Progress], None]) -> bool:
        if printer != self.printer or self.left <= 0:
            return False
        self.left -= 1
        self.sheets.append(sheet)
        self.told.append(told)
        return True

    def end_session(self) -> None:
        self.ended += 1
        self.left = 3

    def close(self) -> None:
        self.closed += 1

    def say(self, *progress: Progress) -> None:
        """How far the last slip is, as the desk's thread would tell it."""
        for each in progress:
            self.told[-1](each)
            turn()


def printing_site(paper: str = "80mm") -> Callable[[Content], Content]:
    """Content of a site with one printer."""

    def change(content: Content) -> Content:
        printing = Printing(order=("ticket",), printers={"ticket": PrinterSite("pdf", address="slips", paper=paper)})
        return replace(content, settings=replace(content.settings, printing=printing))

    return change

"""Between the visit and whoever prints: asks which printer there is, draws the slip, has it printed, tells how far it
is. All of it happens off the screen's thread; nothing of a visit outlives it here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal

from kiosk.flow import Screen, Session
from kiosk.flow import events as ev
from kiosk.settings import Printing as PrintingSite
from kiosk.ui.jobs import Jobs
from kiosk.ui.slip_preview import SlipPreview, drawn_ways

if TYPE_CHECKING:
    from kiosk.paper.printers.printer import Progress
    from kiosk.paper.printers.sheet import Sheet
    from kiosk.paper.sizes import Paper
    from kiosk.paper.slip import Slip

log = logging.getLogger(__name__)


class Prints(Protocol):
    """What printing needs of a desk; `kiosk.paper.printers.desk.PrintDesk` is the real one."""

    @property
    def left(self) -> int: ...
    def start(self) -> None: ...
    def look(self, offered: Callable[[str | None], None]) -> None: ...
    def print(self, printer: str, sheet: Sheet, told: Callable[[Progress], None]) -> bool: ...
    def end_session(self) -> None: ...
    def close(self) -> None: ...


MakeDesk = Callable[[], Prints]


class Printing(QObject):
    """`make_desk` is called once, on the thread of the jobs, and never where the site has no printer. `slip_of` gives
    the slip of a session that looks at one or prints it."""

    happened = Signal(object)
    """An event of the flow, on the screen's own thread."""

    _told = Signal(int, object)

    def __init__(
        self,
        make_desk: MakeDesk | None,
        site: PrintingSite,
        jobs: Jobs,
        slip_of: Callable[[Session], Slip],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_desk = make_desk
        self._offers = make_desk is not None and bool(site.order)
        self._site = site
        self._jobs = jobs
        self._slip_of = slip_of
        self._desk: Prints | None = None
        self._making = self._closed = False
        self._visit = 0
        self._wants_look = False
        self._drawn: object = None
        self.preview = SlipPreview()

    def prepare(self) -> None:
        """Have the desk ready, which first of all empties the printers of what a visit before may have left."""
        if self._offers and not self._making:
            self._making = True
            self._told.connect(self._deliver, QtCore.Qt.ConnectionType.QueuedConnection)
            self._jobs.start(self._make, lambda _: self._look_if_wanted(), lambda: None)

    def follow(self, before: Session, session: Session) -> None:
        """Do what a step of the visit asks for."""
        if not self._offers:
            return
        if _over(session):
            if not _over(before):
                self._end()
            return
        if _may_print_soon(before, session):
            self._look()
        if session.print.stage == "asked" and before.print.stage != "asked":
            self._print(session)
        self._picture(session)

    def close(self) -> None:
        """End the visit and the desk. Called once the jobs are closed."""
        self._closed = True
        self._end()
        if self._desk is not None:
            self._desk.close()

    def _make(self) -> None:
        assert self._make_desk is not None
        desk = self._make_desk()
        desk.start()
        self._desk = desk
        if self._closed:
            desk.close()

    def _look(self) -> None:
        self._wants_look = True
        self.prepare()
        self._look_if_wanted()

    def _look_if_wanted(self) -> None:
        if self._desk is not None and self._wants_look:
            self._wants_look = False
            visit = self._visit
            self._desk.look(lambda name: self._told.emit(visit, ev.PrinterFound(name or "")))

    def _print(self, session: Session) -> None:
        """Draw the slip elsewhere and hand it to the desk."""
        slip, paper, visit, printer = self._slip_of(session), self._paper(session), self._visit, session.printer

        def told(progress: Progress) -> None:
            if progress.detail:
                log.warning("a slip failed: %s", progress.detail)
            self._told.emit(visit, (progress.stage.value, progress.over, progress.reason.value))

        def hand_over(sheet: Sheet) -> None:
            if visit == self._visit and not (self._desk and self._desk.print(printer, sheet, told)):
                self._deliver(visit, ("failed", True, ""))

        self._jobs.start(
            lambda: sheet_of(slip, paper), hand_over, lambda: self._deliver(visit, ("failed", True, "fault"))
        )

    def _picture(self, session: Session) -> None:
        """The picture of the slip, while one looks at it or at something over it."""
        if Screen.SLIP not in (session.screen, session.beneath):
            self._clear()
            return
        if not session.printer or session.screen is not Screen.SLIP:
            return
        slip, paper = self._slip_of(session), self._paper(session)
        wanted = (slip, paper)
        if wanted != self._drawn:
            self._drawn = wanted
            self._jobs.start(
                lambda: drawn_ways(slip, paper),
                lambda ways: self.preview.show(ways) if self._drawn is wanted else None,
                lambda: None,
            )

    def _paper(self, session: Session) -> Paper:
        from kiosk.paper.sizes import PAPERS  # only where something is printed

        return PAPERS[self._site.printers[session.printer].paper]

    def _clear(self) -> None:
        if self._drawn is not None:
            self._drawn = None
            self.preview.clear()

    def _end(self) -> None:
        self._visit += 1
        self._wants_look = False
        self._clear()
        if self._desk is not None:
            self._desk.end_session()

    def _deliver(self, visit: int, told: Any) -> None:
        """What was told of a visit that is over is not passed on."""
        if visit != self._visit or self._closed:
            return
        if isinstance(told, tuple):
            spent = self._desk is not None and self._desk.left <= 0
            told = ev.PrintChanged(*told, spent=spent)
        self.happened.emit(told)


def sheet_of(slip: Slip, paper: Paper) -> Sheet:
    """The slip as printers take it."""
    from kiosk.paper.printers.sheet import Sheet  # only where something is printed
    from kiosk.ui.slip import black_rows, draw, to_pdf

    image = draw(slip, paper)
    return Sheet(image.width(), image.height(), black_rows(image), pdf=b"" if paper.roll else to_pdf(slip, paper))


def _may_print_soon(before: Session, session: Session) -> bool:
    """Whether the printers are to be asked how they are: something could be printed next, or just could not be."""
    failed = session.print.stage == "failed" and before.print.stage != "failed"
    wishing = session.screen is not before.screen and session.screen in (Screen.SLOTS, Screen.CONFIRM)
    searches = session.searching and not before.searching
    return searches or wishing or failed or session.place not in ("", before.place)


def _over(session: Session) -> bool:
    """Whether nobody's visit is on the screen."""
    return session.fresh or session.screen is Screen.BROKEN

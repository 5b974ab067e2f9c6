"""A printer that is a folder: each slip is a PDF file there, until the visit ends."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from kiosk.paper.printers.printer import PRINTED, Progress, Reason, State, failed
from kiosk.paper.printers.sheet import Sheet


class PdfFolder:
    """For tests, and for a site that wants to see slips before it buys a printer. Writes nothing but in `folder`,
    which is made for the first slip and gone with the last; files of other names in it are left alone."""

    def __init__(self, name: str, folder: Path) -> None:
        self._name = name
        self._folder = folder

    @property
    def name(self) -> str:
        """See `Printer`."""
        return self._name

    def state(self) -> State:
        """See `Printer`."""
        there = next((path for path in (self._folder, *self._folder.parents) if path.exists()), None)
        return State.READY if there is not None and there.is_dir() and os.access(there, os.W_OK) else State.FAULT

    def send(self, sheet: Sheet) -> _Written:
        """See `Printer`."""
        return _Written(self._write(sheet))

    def purge(self) -> bool:
        """See `Printer`."""
        try:
            for path in self._folder.glob("slip-*.pdf*"):
                path.unlink(missing_ok=True)
        except OSError:
            return False
        with contextlib.suppress(OSError):
            self._folder.rmdir()
        return True

    def faults(self) -> list[str]:
        """See `Printer`."""
        return [] if self.state().usable else [f"{self._name}: {self._folder} cannot be written to. Give another."]

    def _write(self, sheet: Sheet) -> Progress:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            number = next(n for n in range(1, 10_000) if not (self._folder / f"slip-{n}.pdf").exists())
            part = self._folder / f"slip-{number}.pdf.part"
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(sheet.as_pdf)
            part.rename(self._folder / f"slip-{number}.pdf")
        except OSError as error:
            return failed(Reason.FAULT, str(error))
        return PRINTED


class _Written:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def follow(self) -> Progress:
        return self._progress

    def cancel(self) -> None:
        """It is over already."""

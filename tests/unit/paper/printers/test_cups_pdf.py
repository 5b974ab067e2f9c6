"""The printer of CUPS that writes PDF files: a whole queue with a driver and a backend that others made."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

import pytest
import zxingcpp

from kiosk.paper.printers.printer import Stage
from kiosk.paper.printers.sheet import Sheet
from kiosk.paper.qr import matrix
from tests.support.cups_server import LIBRARY, cups_server
from tests.support.print_jobs import followed, until

BACKEND, PPD = LIBRARY / "backend/cups-pdf", Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
OUT = Path("/var/spool/cups-pdf/ANONYMOUS")
"""Where it leaves what belongs to somebody this machine does not know."""
HOLDS, DOTS = "https://rdv.anct.gouv.fr/org/12", 7


def code_sheet() -> Sheet:
    """A code with its quiet zone, as wide as a roll, a module seven dots wide."""
    modules = matrix(HOLDS)
    side = (len(modules) + 8) * DOTS
    grey = bytearray(b"\xff" * 576 * side)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            for dy in range(DOTS if dark else 0):
                at = ((y + 4) * DOTS + dy) * 576 + (x + 4) * DOTS
                grey[at : at + DOTS] = bytes(DOTS)
    return Sheet(576, side, bytes(grey), bits=8)


@pytest.mark.skipif(not BACKEND.exists() or not PPD.exists(), reason="Debian's printer-driver-cups-pdf is not here")
@pytest.mark.skipif(os.geteuid() != 0, reason="CUPS starts this backend only when it runs as root")
def test_a_slip_comes_out_of_cups_pdf_whole(tmp_path: Path) -> None:
    """In time, as a PDF on which the code can be read; nothing of the slip is left in the queue after the purge."""
    before = set(OUT.glob("*"))
    new: set[Path] = set()
    try:
        with cups_server({"ticket": ("cups-pdf:/", "abort-job")}, {"ticket": PPD}, {BACKEND}) as server:
            queue, start = server.queue("ticket"), time.monotonic()
            assert queue.faults() == [] and queue.state().usable
            assert followed(queue.send(code_sheet()))[-1].stage is Stage.SENT
            assert time.monotonic() - start < 3
            until(lambda: new.update(set(OUT.glob("*.pdf")) - before) or new)
            until(queue.purge)
            assert server.spooled() == []
        (made,) = new
        drawn = tmp_path / "slip.pgm"
        command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pgmraw", "-r203"]
        subprocess.run([*command, f"-sOutputFile={drawn}", str(made)], check=True)
        head = re.match(rb"P5\s(?:#.*\n)?(\d+) (\d+)\n255\n", drawn.read_bytes())
        assert head is not None
        width, height = int(head[1]), int(head[2])
        found = zxingcpp.read_barcode(memoryview(drawn.read_bytes()[head.end() :]).cast("B", (height, width)))
        assert found is not None and found.text == HOLDS
    finally:
        for path in set(OUT.glob("*")) - before:
            path.unlink()

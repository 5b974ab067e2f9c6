"""The few ESC/POS commands a slip needs, and what a printer answers (Epson's ESC/POS command reference).

Written here because python-escpos brings an image library, YAML and bar codes for what is an eight-byte header.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from kiosk.paper.printers.printer import State
from kiosk.paper.printers.sheet import Sheet

RESET = b"\x1b@"
FEED_AND_CUT = b"\x1dVB\x18"
"""Feed past the blade, cut but for one point; printers without a blade only feed."""
MARKER = b"\x1dr\x01"
"""GS r 1: answered when its turn comes, so when all that was sent before it has been printed."""
CLEAR = b"\x10\x14\x08\x01\x03\x20\x01\x06\x02\x08"
"""DLE DC4, function 8: forget all that was received, at once, also when out of paper."""
CLEARED = b"\x37\x25\x00"
BAND = 48
"""Rows sent at a time: 6 mm at 203 dpi. What a printer without paper still holds comes out when it is given some."""
LONGEST = BAND * 576 // 8
"""Bytes of a band of the widest slip."""
PRINTER, OFFLINE_CAUSE, PAPER = 1, 2, 4


def bands(sheet: Sheet) -> Iterator[bytes]:
    """The sheet as raster commands (GS v 0), from the top, BAND rows each."""
    stride, black = sheet.stride, sheet.black
    for top in range(0, sheet.height, BAND):
        rows = black[top * stride : (top + BAND) * stride]
        yield b"\x1dv0\x00" + struct.pack("<HH", stride, len(rows) // stride) + rows


def ask(what: int) -> bytes:
    """DLE EOT n: answered at once, whatever the printer is doing. `what` is PRINTER, OFFLINE_CAUSE or PAPER."""
    return bytes([0x10, 0x04, what])


def state(answers: dict[int, int]) -> State:
    """How a printer is, from its answers to `ask`; UNKNOWN when it gave none."""
    paper, cause, printer = answers.get(PAPER), answers.get(OFFLINE_CAUSE), answers.get(PRINTER)
    if (paper is not None and paper & 0x60) or (cause is not None and cause & 0x20):
        return State.OUT_OF_PAPER
    if cause is not None and cause & 0x04:
        return State.COVER_OPEN
    if cause is not None and cause & 0x40:
        return State.JAM  # an error of the blade or of the mechanism: paper is in its way
    if printer is not None and printer & 0x08:
        return State.OFFLINE
    return State.READY if paper is not None else State.UNKNOWN


class Ear:
    """Sorts what a printer says: `status` is the last answer to DLE EOT, `markers` and `cleared` count the others.

    Their fixed bits tell them apart: 0..1..10 is real-time status, 0..0.... is the answer to GS r.
    """

    def __init__(self) -> None:
        self.status: int | None = None
        self.markers = 0
        self.cleared = 0
        self._tail = b""

    def hear(self, data: bytes) -> None:
        """Take bytes as they come, in pieces of any size."""
        data = self._tail + data
        at = 0
        while at < len(data):
            if data[at] == CLEARED[0]:
                if len(data) - at < len(CLEARED):
                    break
                if data[at : at + len(CLEARED)] == CLEARED:
                    self.cleared += 1
                    at += len(CLEARED)
                    continue
            elif data[at] & 0x93 == 0x12:
                self.status = data[at]
            elif data[at] & 0x90 == 0:
                self.markers += 1
            at += 1
        self._tail = data[at:]

"""A finished slip, drawn: what every printer takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kiosk.errors import PrintError
from kiosk.paper.printers.pdf import one_picture

MAX_SIDE = 30_000
"""Pixels. 80 mm paper at 203 dpi would be 3.7 m long."""

_ONE_WHEN_DARK = bytes(ord("1") if grey < 128 else ord("0") for grey in range(256))


@dataclass(frozen=True)
class Sheet:
    """`width` × `height` pixels, `dpi` to the inch, in `rows` from the top, without padding between them.

    `bits` 1: (width + 7) // 8 bytes a row, the left pixel in the highest bit, 1 is black, the rest of the last byte
    is ignored. `bits` 8: one byte a pixel, 0 is black, 255 is white. `pdf` is the same slip as a PDF file where one
    was drawn; without it, the picture is made into one when a printer asks for it.
    Raises PrintError when the rows are not of that size.
    """

    width: int
    height: int
    rows: bytes
    dpi: int = 203
    bits: int = 1
    pdf: bytes = b""

    def __post_init__(self) -> None:
        if not (0 < self.width <= MAX_SIDE and 0 < self.height <= MAX_SIDE and self.dpi > 0 and self.bits in (1, 8)):
            raise PrintError(f"a slip of {self.width} × {self.height} pixels cannot be printed. Draw it again.")
        wanted = self.height * (self.width if self.bits == 8 else self.stride)
        if len(self.rows) != wanted:
            raise PrintError(f"a slip of {len(self.rows)} bytes has not the {wanted} of its size. Draw it again.")

    @property
    def stride(self) -> int:
        """Bytes in a row of `black`."""
        return (self.width + 7) // 8

    @cached_property
    def black(self) -> bytes:
        """The rows at one bit a pixel, 1 is black, whatever they came as; the bits beyond the width are 0."""
        spare = self.stride * 8 - self.width
        if self.bits == 8:
            digits = self.rows.translate(_ONE_WHEN_DARK)
            rows = (digits[at : at + self.width] for at in range(0, len(digits), self.width))
            return b"".join((int(row, 2) << spare).to_bytes(self.stride, "big") for row in rows)
        if not spare:
            return self.rows
        kept = 0xFF << spare & 0xFF
        rows_1 = (self.rows[at : at + self.stride] for at in range(0, len(self.rows), self.stride))
        return b"".join(row[:-1] + bytes([row[-1] & kept]) for row in rows_1)

    @cached_property
    def as_pdf(self) -> bytes:
        """A PDF file of one page, of the slip's true size."""
        return self.pdf or one_picture(self.width, self.height, self.black, self.dpi)

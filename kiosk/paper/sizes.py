"""The papers a slip is drawn for, in dots of a thermal printer.

Layout is done in these dots whatever it is drawn on in the end, so that a slip has the same lines on paper, in a PDF
and in its preview.
"""

from __future__ import annotations

from dataclasses import dataclass

DPI = 203
"""Dots to the inch of nearly every receipt printer: 8 to the millimetre."""
PER_MM = DPI / 25.4


def dots(millimetres: float) -> int:
    return round(millimetres * PER_MM)


@dataclass(frozen=True, slots=True)
class Paper:
    """`width` and `height` are what can be printed on, `sheet_mm` the width and height of the paper itself; all else
    is in dots. A roll is as long as what stands on it: its `height` is where one that nobody foresaw is parted."""

    name: str
    sheet_mm: tuple[float, float]
    width: int
    height: int
    side: int
    """Left white on the left and on the right."""
    end: int
    """Left white at the top and at the bottom."""
    roll: bool = False

    @property
    def measure(self) -> int:
        """The length of a line."""
        return self.width - 2 * self.side


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("80mm", (80.0, 1500.0), 576, dots(1500), 8, 20, roll=True),
        Paper("a5", (148.0, 210.0), dots(148), dots(210), dots(10), dots(8)),
        Paper("a4", (210.0, 297.0), dots(210), dots(297), dots(20), dots(16)),
    )
}
"""By name. A roll of 80 mm is printed on 72 mm, 576 dots."""

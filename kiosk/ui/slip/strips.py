"""One line of the slip: as high as it is, it paints itself wherever it is put."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QPainter

Paint = Callable[[QPainter, float, float], None]
"""Paints with the left end of the line at x, its top at y, in dots."""


def _nothing(painter: QPainter, x: float, y: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Strip:
    """`height` in dots. A strip is on the same page as the next one when it is to `keep` with it; white that parts two
    blocks is `loose`: it is left out at the top of a page, and where it would be the last on one."""

    height: float
    paint: Paint = _nothing
    keep: bool = False
    loose: bool = False


def space(height: float) -> Strip:
    return Strip(height, loose=True)


def kept(strips: list[Strip], last: bool = True) -> list[Strip]:
    """The same strips, to stay together; `last` also keeps the last of them with what follows."""
    final = len(strips) - 1
    return [Strip(s.height, s.paint, s.keep or n < final or last, s.loose) for n, s in enumerate(strips)]


def beside(left: list[Strip], right: list[Strip]) -> list[Strip]:
    """Two columns from the same top, painted line by line; each knows its own place across."""
    height = max(sum(s.height for s in left), sum(s.height for s in right))

    def paint(painter: QPainter, x: float, y: float) -> None:
        for column in (left, right):
            top = y
            for strip in column:
                strip.paint(painter, x, top)
                top += strip.height

    return [Strip(height, paint)]

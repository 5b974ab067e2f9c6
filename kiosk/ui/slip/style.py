"""How large the letters are on each paper, in dots. Nothing is ever drawn smaller to fit: it takes more paper.

Body text is 14 pt on a roll and 16 or 17 pt on a sheet; readable by who sees badly starts at 14 pt (European
standards for information that is easy to read).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QFont

from kiosk.paper.sizes import DPI, Paper
from kiosk.ui.fonts import screen_font


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes of letters by what they are for. `gap` is the space between blocks; `days` is the part of a line that names
    of days may take beside their hours; with `beside` the words of a QR code stand next to it."""

    body: int
    title: int
    heading: int
    number: int
    french: int
    small: int
    gap: int
    days: float
    beside: bool


def _points(points: float) -> int:
    return round(points * DPI / 72)


def _style(body: float, title: float, heading: float, number: float, french: float, small: float, **rest: Any) -> Style:
    sizes = (_points(each) for each in (body, title, heading, number, french, small))
    return Style(*sizes, **rest)


STYLES = {
    "80mm": _style(14.2, 20, 16, 27, 12, 11.5, gap=17, days=0.4, beside=False),
    "a5": _style(16, 24, 18, 32, 13, 12, gap=14, days=0.66, beside=True),
    "a4": _style(17, 28, 20, 40, 14, 13, gap=28, days=0.5, beside=True),
}


LIGATURES = QFont.Tag("liga")
"""Those of habit ("ff"); what Arabic letters need to join has other names (OpenType: rlig, init, medi, fina)."""


def style_of(paper: Paper) -> Style:
    return STYLES[paper.name]


def font(size: int, bold: bool = False) -> QFont:
    """The typefaces of the screens, `size` dots high, the same on every device. Letters are never tied together: they
    are easier to read, and a search in a PDF finds them."""
    chosen = screen_font()
    chosen.setPixelSize(size)
    chosen.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    chosen.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    chosen.setFeature(LIGATURES, 0)
    return chosen

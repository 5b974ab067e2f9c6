"""The typefaces as Qt has them: what is installed, and which characters would come out as empty boxes."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QTextLayout

from kiosk.i18n.faces import FAMILIES, PACKAGES, has_ink


def screen_font() -> QFont:
    """The font of every screen: the families of the chain, each for the letters it has."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    return font


def missing_packages(families: tuple[str, ...] = FAMILIES) -> list[str]:
    """The system packages of the families that are not installed, each once. Needs the Qt application."""
    absent = (family for family in families if not QFontDatabase.hasFamily(family))
    return list(dict.fromkeys(PACKAGES.get(family, family) for family in absent))


def empty_boxes(text: str, font: QFont) -> frozenset[str]:
    """The characters of `text` that no family of `font` has a shape for. Needs the Qt application.

    Qt looks for them in every other font of the machine: what it finds there may be missing on another terminal.
    """
    seen = "".join(character if has_ink(character) else " " for character in text)
    if _is_drawn(seen, font):
        return frozenset()
    alone = frozenset(character for character in seen if not _is_drawn(character, font))
    return alone or frozenset(seen) - {" "}


def _is_drawn(text: str, font: QFont) -> bool:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    families = font.families()
    return all(run.rawFont().familyName() in families and 0 not in run.glyphIndexes() for run in layout.glyphRuns())

"""Measures what is on the screen: which words are cut, which boxes leave their screen."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem, QQuickWindow

SLACK = 1.5
"""Pixels: rounding of layouts and of letters that lean out of their box."""


def items(window: QQuickWindow) -> Iterator[QQuickItem]:
    """Every item that can be seen."""
    yield from _below(window.contentItem())


def texts(window: QQuickWindow) -> Iterator[QQuickItem]:
    """Every visible piece of text that is not empty."""
    for item in items(window):
        if item.inherits("QQuickText") and item.property("text"):
            yield item


def is_lit(item: QQuickItem) -> bool:
    """Whether something of it is being said: Python cannot hold the reading that QML gives, and says so."""
    try:
        return item.property("lit") is not None
    except RuntimeError:
        return True


def box(item: QQuickItem) -> QRectF:
    """Where an item stands in the window, in pixels."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def faults(window: QQuickWindow) -> list[str]:
    """One line for each text that is cut, shortened, or stands outside its box, its card or the window."""
    whole = QRectF(0, 0, window.width(), window.height())
    told = [fault for item in items(window) for fault in _strays(item, whole)]
    for item in texts(window):
        text, place = item.property("text"), box(item)
        wide, high = item.property("contentWidth"), item.property("contentHeight")
        if item.property("truncated"):
            told.append(f"shortened: {text!r}")
        if wide > item.width() + SLACK:
            told.append(f"wider than its box by {wide - item.width():.0f}: {text!r}")
        if high > item.height() + SLACK:
            told.append(f"higher than its box by {high - item.height():.0f}: {text!r}")
        for ancestor, frame in _frames(item, whole):
            if not frame.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
                told.append(f"outside its {ancestor} {_short(frame)}: {text!r} {_short(place)}")
                break
    return told


BOXES = ("Card", "Tile", "PlaceCard", "NumberCard", "FicheCard", "QrPanel", "BarButton", "WideButton")
FRAMES = (*BOXES, "Loader", "Held")


def _strays(item: QQuickItem, whole: QRectF) -> Iterator[str]:
    """A card or button that leaves its screen slides under what stands beside it."""
    if _kind(item) not in BOXES:
        return
    parent = item.parentItem()
    while parent is not None and _kind(parent) != "Held":
        parent = parent.parentItem()
    frame = box(parent) if parent is not None else whole
    if not frame.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(box(item)):
        yield f"a {_kind(item)} outside its screen {_short(frame)}: {_short(box(item))}"


def _kind(item: QQuickItem) -> str:
    """The name of the QML type of an item."""
    return item.metaObject().className().split("_QMLTYPE")[0]


def _frames(item: QQuickItem, whole: QRectF) -> Iterator[tuple[str, QRectF]]:
    """The boxes that a text must stay within: cards, buttons, its screen, the window."""
    parent = item.parentItem()
    while parent is not None:
        if _kind(parent) in FRAMES:
            yield _kind(parent), box(parent)
        parent = parent.parentItem()
    yield "window", whole


def _below(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        if child.isVisible() and child.opacity() > 0:
            yield child
            yield from _below(child)


def _short(rect: QRectF) -> str:
    return f"({rect.x():.0f}, {rect.y():.0f}, {rect.width():.0f} × {rect.height():.0f})"

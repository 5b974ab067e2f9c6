"""What stands where on a window: items by their QML type, and by how much something leaves its place."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem


def ink_width(box: QQuickItem) -> float:
    """The width of the widest line of words in a box, in pixels."""
    texts = (item for item in visible(box) if item.inherits("QQuickText"))
    return max((float(text.property("contentWidth")) for text in texts), default=0.0)


def over(box: QQuickItem) -> float:
    """By how many pixels the words of a tile or button leave it, cover its pictogram or speaker, or it its screen."""
    frame, parts = _rect(box), list(visible(box))
    taken = [_rect(part) for part in parts if kind(part) in ("SpeakButton", "Pictogram")]
    wanting = _outside(frame, _screen(box))
    for text in parts:
        if text.inherits("QQuickText") and text.property("text"):
            place = _rect(text)
            inked = QRectF(place.x(), place.y(), place.width(), float(text.property("contentHeight")))
            wanting = max(wanting, float(text.property("contentWidth")) - place.width(), _outside(inked, frame))
            crossed = (inked.intersected(other) for other in taken)
            wanting = max(wanting, *(min(cross.width(), cross.height()) for cross in crossed), 0.0)
    return wanting


def _screen(item: QQuickItem) -> QRectF:
    """The part of the window that the screen of `item` may fill."""
    parent = item.parentItem()
    while parent.parentItem() is not None and kind(parent) != "Held":
        parent = parent.parentItem()
    return _rect(parent)


def _outside(inner: QRectF, outer: QRectF) -> float:
    """By how much one rectangle sticks out of another."""
    return max(
        outer.left() - inner.left(),
        outer.top() - inner.top(),
        inner.right() - outer.right(),
        inner.bottom() - outer.bottom(),
    )


def visible(item: QQuickItem) -> Iterator[QQuickItem]:
    """Every item below one that can be seen."""
    for child in item.childItems():
        if child.isVisible() and child.opacity() > 0:
            yield child
            yield from visible(child)


def _rect(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def kind(item: QQuickItem) -> str:
    """The name of the QML type of an item."""
    return item.metaObject().className().partition("_QML")[0]

"""Written French hours read as a week: which days are open and when, or not certain.

A day told twice is not certain, save one taken out of a longer list ("du lundi au vendredi…, fermé le mercredi").
Hours without days are not certain: no one knows whether the writer meant Saturday.
"""

from __future__ import annotations

from kiosk.publish.week_hours import Spans
from kiosk.publish.written_blocks import Block, Reader
from kiosk.publish.written_tokens import NotCertainError, tokens


def read_week(text: str) -> dict[int, Spans]:
    """The open days (0 is Monday) and their spans; at least one. Raises NotCertainError."""
    return _week(Reader(tokens(text)).blocks())


def read_spans(text: str) -> Spans:
    """The spans of one day, from a text that names no day. Raises NotCertainError."""
    blocks = Reader(tokens(text)).blocks()
    if [block.kind for block in blocks] != ["times"]:
        raise NotCertainError(text)
    return blocks[0].spans


def says_closed(text: str) -> bool:
    """True when the text is nothing but "fermé"."""
    try:
        return [token.kind for token in tokens(text)] == ["closed"]
    except NotCertainError:
        return False


def _week(blocks: list[Block]) -> dict[int, Spans]:
    if not blocks or len(blocks) % 2:
        raise NotCertainError("days without hours, or hours without days")
    way_round = ("times", "days") if blocks[0].kind == "times" else ("days", "times")
    opened: list[tuple[tuple[int, ...], Spans]] = []
    closed: set[int] = set()
    for left, right in zip(blocks[::2], blocks[1::2], strict=True):
        kinds = (left.kind, right.kind)
        days = left.days or right.days
        if kinds in (("days", "closed"), ("closed", "days")):
            closed.update(days)
        elif kinds == way_round:
            opened.append((days, left.spans or right.spans))
        else:
            raise NotCertainError("days and hours do not alternate")
    return _settle(opened, closed)


def _settle(opened: list[tuple[tuple[int, ...], Spans]], closed: set[int]) -> dict[int, Spans]:
    week: dict[int, Spans] = {}
    for days, spans in opened:
        if set(days) <= closed:
            raise NotCertainError("open and closed")
        for day in days:
            if day in week:
                raise NotCertainError("a day told twice")
            week[day] = spans
    week = {day: spans for day, spans in week.items() if day not in closed}
    if not week:
        raise NotCertainError("never open")
    return week

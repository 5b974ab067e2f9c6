"""A code to take along on a phone, with what it holds in plain words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.directory.models import NONE_CLOSED, IsClosed, Result
from kiosk.directory.next_step import NextStep, has_door, next_steps
from kiosk.directory.opening import opening_at
from kiosk.i18n.catalogue import Words
from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.paper.codes import Code, codes_for
from kiosk.paper.qr import QUIET, matrix, path_data
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.lines import hear_name, own
from kiosk.ui.viewmodels.moment import Moment
from kiosk.ui.viewmodels.place_facts import shown_phone

PICTURES = {"booking": "calendar", "phone": "phone", "visit": "clock", "map": "walk", "card": "pin"}
"""The pictogram of each kind of code."""
FRENCH = ("map", "card")
"""Kinds of codes beside which a name or an address stands."""


@dataclass(frozen=True, slots=True)
class QrProps:
    """`path` draws the dark modules, one unit each, on a square of `side` units with its quiet zone; `caption` is the
    plain host, number, hour, address or name that the code holds, in `language` where that is not the page's. `hear`
    names its speaker."""

    path: str
    side: int
    title: str
    caption: str
    hear: str
    language: str = ""

    def lines(self, key: str) -> tuple[Line, ...]:
        """The code as it is read aloud: what it is for and what it holds."""
        return Line(key, self.title), Line(key, self.caption, self.language)


@dataclass(frozen=True, slots=True)
class OtherCode:
    """The button that leads to the next code of a place; empty `text` for no button."""

    text: str = ""
    picture: str = ""
    index: int = 0


NO_OTHER = OtherCode()


def place_steps(result: Result, moment: Moment, is_closed: IsClosed = NONE_CLOSED) -> tuple[NextStep, ...]:
    """What one can honestly do next to reach a place, best first."""
    settings = moment.settings
    return next_steps(
        result.place,
        result.opening,
        booking_hosts=settings.booking_hosts,
        today=moment.today,
        old_after_days=settings.old_after_days,
        is_closed=is_closed,
    )


def place_codes(result: Result, moment: Moment, t: Words, is_closed: IsClosed = NONE_CLOSED) -> tuple[Code, ...]:
    """Every code there is for a place, best first. A visit is for the calendar when one knows when the place opens
    next: the hour one can decide on, and the last thought where one can come now."""
    settings, steps = moment.settings, place_steps(result, moment, is_closed)
    codes = codes_for(
        result.place,
        booking_hosts=settings.booking_hosts,
        is_closed=is_closed,
        call_first=bool(steps) and steps[0].way == "call",
        visit=next_visit(result, moment),
        language=t.language.code,
    )
    return tuple(sorted(codes, key=lambda code: code.kind == "visit")) if result.opening.open else codes


def next_visit(result: Result, moment: Moment) -> dt.datetime | None:
    """The moment at which a place one may come to opens next, on the clocks of the site; None when nobody can say."""
    place, opening = result.place, result.opening
    somewhere = place.street or place.position is not None
    if opening.doubt or opening.next_change is None or not somewhere or not has_door(place):
        return None
    if not opening.open:
        return opening.next_change
    after = opening_at(place, opening.next_change, moment.zone)
    return None if after.open or after.doubt else after.next_change


def shown_code(codes: Sequence[Code], index: int) -> Code | None:
    """The code of that place in the round; None when there is none."""
    return codes[index % len(codes)] if codes else None


def code_qr(code: Code, t: Words) -> QrProps:
    """One code, drawn. What stands beside it is kept together in a line of any direction."""
    beside = shown_phone(code.beside) if code.kind == "phone" else code.beside
    french = code.kind in FRENCH
    caption = own(beside, t) if french else beside
    language = SOURCE_LANGUAGE if french and t.language.code != SOURCE_LANGUAGE else ""
    return qr_props(code.holds, t(code.label), caption, t, language)


def other_code(codes: Sequence[Code], index: int, t: Words) -> OtherCode:
    """The way to the next code: its picture tells what it is for."""
    if len(codes) < 2:
        return NO_OTHER
    following = (index + 1) % len(codes)
    return OtherCode(t("Un autre code"), PICTURES[codes[following].kind], following)


def qr_props(text: str, title: str, caption: str, t: Words, language: str = "") -> QrProps:
    """The code that holds `text`."""
    modules = matrix(text)
    return QrProps(path_data(modules), len(modules) + 2 * QUIET, title, caption, hear_name(title, t), language)

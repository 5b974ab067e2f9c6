"""A code to take along on a phone, with what it holds in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.directory.models import Result
from kiosk.i18n.catalogue import Words
from kiosk.paper.qr import QUIET, booking_qr, matrix, path_data, phone_qr
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.lines import hear_name
from kiosk.ui.viewmodels.place_facts import shown_phone


@dataclass(frozen=True, slots=True)
class QrProps:
    """`path` draws the dark modules, one unit each, on a square of `side` units with its quiet zone; `caption` is the
    plain host or number that the code holds. `hear` names its speaker."""

    path: str
    side: int
    title: str
    caption: str
    hear: str

    def lines(self, key: str) -> tuple[Line, ...]:
        """The code as it is read aloud: what it is for and what it holds."""
        return Line(key, self.title), Line(key, self.caption)


def place_qr(result: Result, t: Words) -> QrProps | None:
    """The best way to reach a human there, as a code: a booking that really books, else the phone."""
    place = result.place
    booking = booking_qr(place.booking_url, (result.booking_host,)) if result.booking_host else None
    if booking:
        return qr_props(booking, t("Prenez rendez-vous avec votre téléphone :"), result.booking_host, t)
    call = phone_qr(place.phone) if place.phone else None
    if call:
        return qr_props(call, t("Appelez avec votre téléphone :"), shown_phone(place.phone), t)
    return None


def qr_props(text: str, title: str, caption: str, t: Words) -> QrProps:
    """The code that holds `text`."""
    modules = matrix(text)
    return QrProps(path_data(modules), len(modules) + 2 * QUIET, title, caption, hear_name(title, t))

"""One place: everything one needs to get there, and the QR code that takes it along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kiosk.directory.helper import HELPER_KIND
from kiosk.directory.models import PHONE_KIND, Place, Result
from kiosk.directory.opening import doubt_on, week_of
from kiosk.directory.words import CALL_FIRST, UNKNOWN, span_words
from kiosk.guide.tree import Fiche
from kiosk.i18n.catalogue import Words
from kiosk.i18n.formats import format_day, format_weekday
from kiosk.paper.qr import QUIET, booking_qr, matrix, path_data, phone_qr
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.place_facts import NO_FACTS, Moment, PlaceFacts, isolated, place_facts, shown_phone


@dataclass(frozen=True, slots=True)
class QrProps:
    """`path` draws the dark modules, one unit each, on a square of `side` units with its quiet zone; `caption` is the
    plain host or number that the code holds."""

    path: str
    side: int
    title: str
    caption: str


@dataclass(frozen=True, slots=True)
class DayProps:
    day: str
    hours: str
    today: bool


@dataclass(frozen=True, slots=True)
class PlaceProps:
    facts: PlaceFacts
    address: str
    phoneTitle: str
    addressTitle: str
    languages: str
    bring: str
    labels: str
    weekTitle: str
    week: tuple[DayProps, ...]
    written: str
    qr: QrProps | None
    updated: str
    old: str

    @property
    def spoken(self) -> tuple[Line, ...]:
        lines = [
            Line("title", self.facts.name),
            Line("why", self.facts.why),
            Line("opening", self.facts.opening),
            Line("written", self.written),
            Line("address", f"{self.addressTitle} : {self.address}" if self.address else ""),
            Line("distance", self.facts.distance),
            Line("phone", f"{self.phoneTitle} : {self.facts.phone}" if self.facts.phone else ""),
            Line("free", self.facts.free),
            Line("languages", self.languages),
            Line("labels", self.labels),
            Line("bring", self.bring),
            *((Line("qr", f"{self.qr.title} {self.qr.caption}"),) if self.qr else ()),
            *(Line(f"day:{n}", f"{day.day} : {day.hours}") for n, day in enumerate(self.week)),
            Line("updated", self.updated),
            Line("old", self.old),
        ]
        return tuple(line for line in lines if line.text)


NO_PLACE = PlaceProps(NO_FACTS, "", "", "", "", "", "", "", (), "", None, "", "")


def derive_place(
    result: Result,
    fiche: Fiche | None,
    labels: dict[str, str],
    kinds: dict[str, str],
    moment: Moment,
    t: Words,
) -> PlaceProps:
    """The screen of one place, with what the fiche of the path says to bring there. `labels` and `kinds` give
    French words for their codes."""
    place = result.place
    facts = place_facts(result, moment, kinds, t)
    papers = " · ".join(map(t, fiche.bring)) if fiche and place.kind != PHONE_KIND else ""
    return PlaceProps(
        facts=facts,
        address=place.address,
        phoneTitle=t("Téléphone"),
        addressTitle=t("Adresse"),
        languages=t("On parle aussi : {languages}", languages=facts.languages) if facts.languages else "",
        bring=t("À apporter : {papers}", papers=papers) if papers else "",
        labels=" · ".join(isolated(t(labels[code])) for code in place.labels if code in labels),
        weekTitle=t("Les prochains jours"),
        week=_week(place, moment, t),
        written="" if place.hours or t.language.code != "fr" else place.hours_text,
        qr=place_qr(result, t),
        updated=_updated(place, labels, t),
        old=_old(place, moment, t),
    )


def place_qr(result: Result, t: Words) -> QrProps | None:
    """The best way to reach a human there, as a code: a booking that really books, else the phone."""
    place = result.place
    booking = booking_qr(place.booking_url, (result.booking_host,)) if result.booking_host else None
    if booking:
        return _qr(booking, t("Prenez rendez-vous avec votre téléphone :"), result.booking_host)
    call = phone_qr(place.phone) if place.phone else None
    if call:
        return _qr(call, t("Appelez avec votre téléphone :"), shown_phone(place.phone))
    return None


def _qr(text: str, title: str, caption: str) -> QrProps:
    modules = matrix(text)
    return QrProps(path_data(modules), len(modules) + 2 * QUIET, title, caption)


def _week(place: Place, moment: Moment, t: Words) -> tuple[DayProps, ...]:
    if not place.hours or place.kind == PHONE_KIND:
        return ()
    today = moment.local.date()
    days = week_of(place, moment.local, ZoneInfo(moment.settings.timezone))
    if any(doubt_on(place, day) == "unreadable" for day, _ in days):
        return ()
    return tuple(
        DayProps(
            day=format_weekday(day, t.language.code),
            hours=t(CALL_FIRST if place.phone else UNKNOWN)
            if not spans and doubt_on(place, day) == "holiday"
            else _hours(spans, t),
            today=day == today,
        )
        for day, spans in days
    )


def _hours(spans: Iterable[tuple[dt.time, dt.time]], t: Words) -> str:
    return t.language.comma.join(span_words(opens, closes, t) for opens, closes in spans) or t("Fermé")


def _updated(place: Place, labels: dict[str, str], t: Words) -> str:
    if not place.updated:
        return ""
    names = " · ".join(dict.fromkeys(isolated(_readable(source.name, labels)) for source in place.sources))
    return t(
        "Information du {date}. Source : {sources}", date=format_day(place.updated, t.language.code), sources=names
    )


def _readable(source: str, labels: dict[str, str]) -> str:
    """The name of a source; many publishers only give a slug, "conseiller-numerique"."""
    slug = " " not in source and source == source.lower()
    return labels.get(source) or (source.replace("-", " ").capitalize() if slug else source)


def _old(place: Place, moment: Moment, t: Words) -> str:
    limit = dt.timedelta(days=moment.settings.old_after_days)
    if place.kind in (PHONE_KIND, HELPER_KIND) or (place.updated and moment.local.date() - place.updated <= limit):
        return ""
    return t("Cette information est ancienne. Appelez avant de venir.")

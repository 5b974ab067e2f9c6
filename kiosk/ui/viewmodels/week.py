"""The hours of a place: the seven days to come, or its plain week when nobody knows which day this is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kiosk.directory.models import PHONE_KIND, Place
from kiosk.directory.opening import Spans, doubt_on, week_of
from kiosk.directory.words import CALL_FIRST, UNKNOWN, span_words
from kiosk.i18n.catalogue import Words
from kiosk.i18n.formats import format_list, format_weekday
from kiosk.ui.viewmodels.moment import Moment


@dataclass(frozen=True, slots=True)
class DayProps:
    day: str
    hours: str
    today: bool


def week_title(moment: Moment, t: Words) -> str:
    return t("Les prochains jours") if moment.trusted else t("Les heures de la semaine")


def derive_week(place: Place, moment: Moment, t: Words) -> tuple[DayProps, ...]:
    """The next seven days. With a clock that is wrong, from Monday on, the days that have hours, as they were when what
    is shown was made; none is today, and none is closed. Nothing for hours that cannot be told."""
    if not place.hours or place.kind == PHONE_KIND:
        return ()
    zone = ZoneInfo(moment.settings.timezone)
    monday = moment.today - dt.timedelta(days=moment.today.weekday())
    at = moment.local if moment.trusted else dt.datetime.combine(monday, dt.time(12), zone)
    days = week_of(place, at, zone)
    if any(doubt_on(place, day) == "unreadable" for day, _ in days):
        return ()
    today = moment.local.date() if moment.trusted else None
    shown = (
        DayProps(format_weekday(day, t.language.code), _hours(place, day, spans, t), day == today)
        for day, spans in days
        if spans or moment.trusted
    )
    return tuple(shown)


def _hours(place: Place, day: dt.date, spans: Spans, t: Words) -> str:
    if not spans and doubt_on(place, day) == "holiday":
        return t(CALL_FIRST if place.phone else UNKNOWN)
    return _listed(spans, t) or t("Fermé")


def _listed(spans: Iterable[tuple[dt.time, dt.time]], t: Words) -> str:
    return format_list([span_words(opens, closes, t) for opens, closes in spans], t.language.code)

"""What is known of a door, in easy words."""

from __future__ import annotations

import datetime as dt

from kiosk.directory.helper import HELPER_ID
from kiosk.directory.models import PHONE_KIND, Opening, Place
from kiosk.directory.opening import MIDNIGHT
from kiosk.i18n.catalogue import N_, Words
from kiosk.i18n.formats import format_closing, format_day, format_time, format_weekday

OPEN = N_("Ouvert maintenant")
OPEN_ALWAYS = N_("Ouvert jour et nuit")
OPEN_UNTIL = N_("Ouvert maintenant, jusqu'à {time}")
CLOSED = N_("Fermé")
OPENS_TODAY = N_("Fermé. Ouvre aujourd'hui à {time}")
OPENS_TOMORROW = N_("Fermé. Ouvre demain à {time}")
OPENS_WEEKDAY = N_("Fermé. Ouvre {weekday} à {time}")
OPENS_DAY = N_("Fermé. Ouvre le {day} à {time}")
CLOSED_FOR_NOW = N_("Fermé pour le moment")
CLOSED_UNTIL = N_("Fermé pour le moment. Ouvre le {day}")
CALL_FIRST = N_("Appelez avant de venir")
HOLIDAY = N_("C'est un jour férié. Appelez avant de venir")
HOLIDAY_UNKNOWN = N_("C'est un jour férié. On ne connaît pas les heures.")
UNKNOWN = N_("On ne connaît pas les heures.")
CALL = N_("Vous pouvez appeler.")
ALL_DAY = N_("jour et nuit")
SPAN = N_("de {opens} à {closes}")


def opening_line(place: Place, opening: Opening, at: dt.datetime, t: Words) -> str:
    """One line on whether `place` is open at the aware moment `at`, and when that changes.

    Nobody is told to call a place without a number, nor to call before coming to a voice; of the helper of this
    site, in front of whom one stands, nothing is said when the site file gives no hours: then the line is empty.
    """
    change, language = opening.next_change, t.language.code
    if opening.doubt == "closure":
        return t(CLOSED_UNTIL, day=format_day(change.date(), language)) if change else t(CLOSED_FOR_NOW)
    if opening.open is None:
        return t(_unknown_line(place, opening.doubt == "holiday"))
    if opening.open and change is None and opening.today == ((MIDNIGHT, MIDNIGHT),):
        return t(OPEN_ALWAYS)
    if opening.open:
        return t(OPEN_UNTIL, time=format_time(change)) if change and _soon(change, at) else t(OPEN)
    return _closed_line(change, at, t) if change else t(CLOSED)


def span_words(opens: dt.time, closes: dt.time, t: Words) -> str:
    """One span of a day: "de 09:00 à 12:00", "de 19:00 à 24:00", "jour et nuit"."""
    if opens == closes == MIDNIGHT:
        return t(ALL_DAY)
    return t(SPAN, opens=format_time(opens), closes=format_closing(closes))


def _unknown_line(place: Place, holiday: bool) -> str:
    if place.kind == PHONE_KIND:
        return HOLIDAY_UNKNOWN if holiday else CALL
    if place.id == HELPER_ID and not holiday:
        return ""
    if place.phone:
        return HOLIDAY if holiday else CALL_FIRST
    return HOLIDAY_UNKNOWN if holiday else UNKNOWN


def _soon(change: dt.datetime, at: dt.datetime) -> bool:
    """Whether the hour alone says when: a door that closes in three days is simply open."""
    return change - at < dt.timedelta(hours=24)


def _closed_line(change: dt.datetime, at: dt.datetime, t: Words) -> str:
    language, time = t.language.code, format_time(change)
    days = (change.date() - at.astimezone(change.tzinfo).date()).days
    if days <= 0:
        return t(OPENS_TODAY, time=time)
    if days == 1:
        return t(OPENS_TOMORROW, time=time)
    if days < 7:
        return t(OPENS_WEEKDAY, weekday=format_weekday(change, language), time=time)
    return t(OPENS_DAY, day=format_day(change, language), time=time)

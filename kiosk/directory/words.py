"""What is known of a door, in easy words."""

from __future__ import annotations

import datetime as dt

from kiosk.directory.helper import HELPER_ID
from kiosk.directory.holidays import holiday_on
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
# Translators: {weekday} is the plain name of a day, as in a calendar: write the sentence around it
OPENS_WEEKDAY = N_("Fermé. Ouvre {weekday} à {time}")
# Translators: {day} is a whole date with its weekday, as on a letter: write the sentence around it
OPENS_DAY = N_("Fermé. Ouvre le {day} à {time}")
CLOSED_FOR_NOW = N_("Fermé pour le moment")
# Translators: {day} is a whole date with its weekday, as on a letter: write the sentence around it
CLOSED_UNTIL = N_("Fermé pour le moment. Ouvre le {day}")
CALL_FIRST = N_("Appelez avant de venir")
HOLIDAY = N_("C'est un jour férié : {holiday}. Appelez avant de venir")
HOLIDAY_UNKNOWN = N_("C'est un jour férié : {holiday}. On ne connaît pas les heures.")
UNKNOWN = N_("On ne connaît pas les heures.")
# Translators: of a place without a phone number, when the screen cannot tell if it is open; the desk is right here
ASK = N_("Demandez les heures à l'accueil.")
CALL = N_("Vous pouvez appeler.")
# Translators: the hours of a place that never closes
ALL_DAY = N_("jour et nuit")
# Translators: hours of opening, such as 09:00 and 12:00
SPAN = N_("de {opens} à {closes}")


def opening_line(place: Place, opening: Opening, at: dt.datetime, t: Words) -> str:
    """One line on whether `place` is open at `at`, a moment on the clocks of the site, and when that changes.

    Nobody is told to call a place without a number, nor to call before coming to a voice; of the helper of this
    site, in front of whom one stands, nothing is said when the site file gives no hours: then the line is empty.
    """
    change, language = opening.next_change, t.language.code
    if opening.doubt == "closure":
        return t(CLOSED_UNTIL, day=format_day(change.date(), language)) if change else t(CLOSED_FOR_NOW)
    if opening.open is None:
        holiday = holiday_on(at.date()) if opening.doubt == "holiday" else ""
        return t(_unknown_line(place, opening, bool(holiday)), holiday=t(holiday))
    if opening.open and change is None and opening.today == ((MIDNIGHT, MIDNIGHT),):
        return t(OPEN_ALWAYS)
    if opening.open:
        return t(OPEN_UNTIL, time=format_time(change, language)) if change and _soon(change, at) else t(OPEN)
    return _closed_line(change, at, t) if change else t(CLOSED)


def span_words(opens: dt.time, closes: dt.time, t: Words) -> str:
    """One span of a day: "de 09:00 à 12:00", "de 19:00 à 24:00", "jour et nuit"."""
    if opens == closes == MIDNIGHT:
        return t(ALL_DAY)
    language = t.language.code
    return t(SPAN, opens=format_time(opens, language), closes=format_closing(closes, language))


def _unknown_line(place: Place, opening: Opening, holiday: bool) -> str:
    if place.kind == PHONE_KIND:
        return HOLIDAY_UNKNOWN if holiday else CALL
    if place.id == HELPER_ID and not holiday:
        return ""
    if place.phone:
        return HOLIDAY if holiday else CALL_FIRST
    if opening.doubt == "clock":
        return ASK
    return HOLIDAY_UNKNOWN if holiday else UNKNOWN


def _soon(change: dt.datetime, at: dt.datetime) -> bool:
    """Whether the hour alone says when: a door that closes in three days is simply open."""
    return change - at < dt.timedelta(hours=24)


def _closed_line(change: dt.datetime, at: dt.datetime, t: Words) -> str:
    language = t.language.code
    time = format_time(change, language)
    days = (change.date() - at.astimezone(change.tzinfo).date()).days
    if days <= 0:
        return t(OPENS_TODAY, time=time)
    if days == 1:
        return t(OPENS_TOMORROW, time=time)
    if days < 7:
        return t(OPENS_WEEKDAY, weekday=format_weekday(change, language), time=time)
    return t(OPENS_DAY, day=format_day(change, language), time=time)

"""What is known of a door, in easy words."""

from __future__ import annotations

import datetime as dt

from kiosk.directory.models import Opening
from kiosk.i18n.catalogue import N_, Words
from kiosk.i18n.formats import format_day, format_time, format_weekday

OPEN = N_("Ouvert maintenant")
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


def opening_line(opening: Opening, at: dt.datetime, t: Words) -> str:
    """One line on whether the place is open at the aware moment `at`, and when that changes."""
    change, language = opening.next_change, t.language.code
    if opening.doubt == "closure":
        return t(CLOSED_UNTIL, day=format_day(change.date(), language)) if change else t(CLOSED_FOR_NOW)
    if opening.doubt == "holiday":
        return t(HOLIDAY)
    if opening.open is None:
        return t(CALL_FIRST)
    if opening.open:
        return t(OPEN_UNTIL, time=format_time(change)) if change and _soon(change, at) else t(OPEN)
    return _closed_line(change, at, t) if change else t(CLOSED)


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

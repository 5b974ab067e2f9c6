"""Numbers, days and hours as people of each language write them (Unicode CLDR, through Babel).

Hours are written "17:00" in every language: the way they stand on the door. Babel is loaded at first use only.
"""

from __future__ import annotations

import datetime as dt
import re

from kiosk.i18n.languages import LANGUAGES

_PHONE_PREFIX = re.compile(r"(?:\+|00)(33|590|594|596|262)\(?0?\)?")


def format_distance(metres: int, language: str) -> str:
    """ "250 m" under a kilometre, "1,2 km" under ten, then whole kilometres."""
    from babel.units import format_unit

    locale = LANGUAGES[language].locale
    tens = round(metres, -1)
    if tens < 1000:
        return format_unit(tens, "meter", "short", locale=locale)
    kilometres = round(metres / 1000, 1)
    return format_unit(kilometres if kilometres < 10 else round(metres / 1000), "kilometer", "short", locale=locale)


def format_time(moment: dt.time | dt.datetime) -> str:
    """ "17:00"."""
    return f"{moment.hour:02}:{moment.minute:02}"


def format_span(opens: dt.time, closes: dt.time) -> str:
    """ "09:00-12:00"; closing at midnight is "24:00"."""
    return f"{format_time(opens)}-{format_closing(closes)}"


def format_closing(closes: dt.time) -> str:
    """ "17:00"; midnight is the end of the day, "24:00"."""
    return format_time(closes) if closes != dt.time(0, 0) else "24:00"


def format_day(day: dt.date, language: str) -> str:
    """A date in full: "vendredi 20 novembre 2026"."""
    from babel.dates import format_date

    return format_date(day, "full", locale=LANGUAGES[language].locale)


def format_weekday(day: dt.date, language: str) -> str:
    """ "vendredi"."""
    from babel.dates import format_date

    return format_date(day, "EEEE", locale=LANGUAGES[language].locale)


def format_phone(number: str) -> str:
    """A French number the way it is dialled in France, in pairs: "03 53 01 00 12", "39 39", "115".

    A number of another form is given back as it was written.
    """
    digits = re.sub(r"[\s.\-  ]", "", number)
    prefix = _PHONE_PREFIX.match(digits)
    if prefix:
        digits = "0" + digits[prefix.end() :]
    if not digits.isascii() or not digits.isdigit():
        return number.strip()
    if len(digits) == 10 and digits[0] == "0":
        return " ".join(digits[start : start + 2] for start in range(0, 10, 2))
    if len(digits) == 4:
        return f"{digits[:2]} {digits[2:]}"
    return digits if len(digits) < 4 else number.strip()

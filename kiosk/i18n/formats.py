"""Numbers, days, hours and lists as people of each language write them (Unicode CLDR, through Babel).

Hours are written "17:00" in every language: the way they stand on the door, in the digits of the language. Babel
gives the signs of a locale's numbering system (the decimal sign, the grouping) but always Latin digits: those are
replaced here. Babel is loaded at first use only.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE

_PHONE_PREFIX = re.compile(r"(?:\+|00)(33|590|594|596|262)\(?0?\)?")
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])")
_NO_BREAK = "\N{NO-BREAK SPACE}"
_ZERO = ord("0")


def own_digits(text: str, language: str) -> str:
    """`text` with its Latin digits in those of the language. Not for what is dialled or posted."""
    zero = ord(LANGUAGES[language].zero)
    return text if zero == _ZERO else text.translate({_ZERO + digit: zero + digit for digit in range(10)})


def format_number(number: int, language: str) -> str:
    """A whole number: "12", "12 345" in French, "۱۲" in Persian."""
    if 0 <= number < 1000:
        return own_digits(str(number), language)
    from babel.numbers import format_decimal

    return own_digits(format_decimal(number, locale=LANGUAGES[language].locale, numbering_system="default"), language)


def format_distance(metres: int, language: str) -> str:
    """ "250 m" under a kilometre, "1,2 km" under ten, then whole kilometres; number and unit never part."""
    tens = round(metres, -1)
    if tens < 1000:
        return _measure(tens, "meter", language)
    kilometres = round(metres / 1000, 1)
    return _measure(kilometres if kilometres < 10 else round(metres / 1000), "kilometer", language)


def _measure(value: float, unit: str, language: str) -> str:
    """CLDR writes Persian metres without a space before them, which reads as one word."""
    from babel.units import format_unit

    text = format_unit(value, unit, "short", locale=LANGUAGES[language].locale, numbering_system="default")
    return own_digits(_GLUED.sub(_NO_BREAK, text).replace(" ", _NO_BREAK), language)


def format_time(moment: dt.time | dt.datetime, language: str = SOURCE_LANGUAGE) -> str:
    """ "17:00"."""
    return own_digits(f"{moment.hour:02}:{moment.minute:02}", language)


def format_span(opens: dt.time, closes: dt.time, language: str = SOURCE_LANGUAGE) -> str:
    """ "09:00-12:00"; closing at midnight is "24:00"."""
    return f"{format_time(opens, language)}-{format_closing(closes, language)}"


def format_closing(closes: dt.time, language: str = SOURCE_LANGUAGE) -> str:
    """ "17:00"; midnight is the end of the day, "24:00"."""
    return format_time(closes, language) if closes != dt.time(0, 0) else own_digits("24:00", language)


def format_day(day: dt.date, language: str) -> str:
    """A date in full: "vendredi 20 novembre 2026"; French has its own first of the month, "1er"."""
    from babel.dates import format_date

    written = format_date(day, "full", locale=LANGUAGES[language].locale)
    if day.day == 1 and language == SOURCE_LANGUAGE:
        written = written.replace(" 1 ", " 1er ", 1)
    return own_digits(written, language)


def format_date_only(day: dt.date, language: str) -> str:
    """A date without its weekday, for a day that is long past: "12 novembre 2026"."""
    from babel.dates import format_date

    written = format_date(day, "long", locale=LANGUAGES[language].locale)
    if day.day == 1 and language == SOURCE_LANGUAGE:
        written = written.replace("1 ", "1er ", 1)
    return own_digits(written, language)


def format_weekday(day: dt.date, language: str) -> str:
    """ "vendredi"."""
    from babel.dates import format_date

    return format_date(day, "EEEE", locale=LANGUAGES[language].locale)


def format_list(items: Sequence[str], language: str) -> str:
    """ "papiers, lettre et clés"; nothing for no item."""
    from babel import lists

    return lists.format_list(items, locale=LANGUAGES[language].locale)


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

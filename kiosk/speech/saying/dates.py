"""Dates: a day of the month before its name, and dates in figures."""

from __future__ import annotations

import datetime as dt
import functools
import re

from kiosk.i18n.languages import LANGUAGES
from kiosk.i18n.sayings import saying_of
from kiosk.speech.saying.written import Part

FIGURES = (
    r"(?<![\w/.,:-])(?:(?P<d>\d{1,2})(?P<sep>[/.])(?P<mo>\d{1,2})(?P=sep)(?P<y>\d{4})|(?P<iso>\d{4}-\d\d-\d\d))"
    r"(?![\w/:-]|\.\d)"
)
_NAMED = (
    r"(?<![\w.,/:+-])(?P<day>[1-3]?\d) (?P<month>{months})(?!\w)"
    r"(?: (?P<year>\d{{4}})(?!\w)(?P<mark> (?:{years})\b\.?)?)?"
)


def named(language: str) -> str:
    """The pattern of "20 ноября 2026 г."; empty where days and years are plain numbers."""
    saying = saying_of(language)
    if not saying.months:
        return ""
    return _NAMED.format(months=saying.months.replace(" ", "|"), years="|".join(saying.days.years) or r"(?!)")


def say_named(found: re.Match[str], language: str) -> list[Part]:
    days = saying_of(language).days
    day = int(found["day"])
    parts = [Part(days.names.get(day, str(day)), *found.span("day")), Part(found["month"], *found.span("month"))]
    if found["year"]:
        said = _year(int(found["year"]), language)
        if found["mark"]:
            said += " " + days.years[found["mark"].strip(" .")]
        parts.append(Part(said, found.start("year"), found.end()))
    return parts


def _year(year: int, language: str) -> str:
    days = saying_of(language).days
    name = days.names.get(year - 2000) if days.century else None
    return f"{days.century} {name}" if name else str(year)


def say_figures(found: re.Match[str], language: str) -> list[Part] | None:
    """In full; None when there is no such day."""
    try:
        if found["iso"]:
            day = dt.date.fromisoformat(found["iso"])
        else:
            day = dt.date(int(found["y"]), int(found["mo"]), int(found["d"]))
    except ValueError:
        return None
    said = _in_full(day, language)
    named_day = re.search(named(language), said) if named(language) else None
    if named_day:
        words = " ".join(part.said for part in say_named(named_day, language))
        said = said[: named_day.start()] + words + said[named_day.end() :]
    return [Part(said, *found.span())]


@functools.lru_cache(64)
def _in_full(day: dt.date, language: str) -> str:
    from babel.dates import format_date

    written = format_date(day, "long", locale=LANGUAGES[language].locale).replace("\N{NARROW NO-BREAK SPACE}", " ")
    return written.replace("1 ", "1er ", 1) if day.day == 1 and language == "fr" else written

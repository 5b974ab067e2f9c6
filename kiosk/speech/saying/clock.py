"""Hours, and spans of hours: "9 heures à 12 heures 30"."""

from __future__ import annotations

import re

from kiosk.i18n.saying import Hours
from kiosk.i18n.sayings import saying_of
from kiosk.speech.saying.written import Part

_HOUR = r"(?:[01]?\d|2[0-4])"
_TIME = rf"{_HOUR}(?::[0-5]\d| ?[hH] ?[0-5]\d(?!\d))"
_BARE = rf"{_HOUR} ?[hH](?![\w/])"
_SPAN = r"(?<![\w:.,/+-])(?P<opens>{opens})(?:(?P<to> ?[-–] ?)(?P<closes>{closes}))?(?![\w:])"
CLOCK = _SPAN.format(opens=_TIME, closes=_TIME)
FRENCH_CLOCK = _SPAN.format(
    opens=rf"(?:{_TIME}|{_BARE}|{_HOUR}(?= ?[-–] ?{_HOUR} ?[hH](?![\w/])))", closes=rf"(?:{_TIME}|{_BARE})"
)
"""Also "9h": in other languages a number with an "h" rather is a length of time."""
_FIGURES = re.compile(r"\d+")
_LAST_WORD = re.compile(r"([^\W\d_]+'?)\W*\Z")
_LOOK_BACK = 24


def say_clock(found: re.Match[str], language: str) -> list[Part]:
    hours = saying_of(language).hours
    before = _word_before(found.string, found.start())
    start, end = found.span("opens")
    if not found["to"]:
        return [Part(_said(found["opens"], hours, before), start, end)]
    since = hours.since[0] if hours.since and before not in hours.since else ""
    opens = f"{since} {_said(found['opens'], hours, since or before)}".strip()
    closes = f"{hours.to} {_said(found['closes'], hours, hours.to)} {hours.close}".strip()
    return [Part(opens if hours.to else f"{opens},", start, end), Part(closes, end, found.end("closes"))]


def _said(written: str, hours: Hours, before: str) -> str:
    """One hour, in the form it has after the word `before`."""
    hour, minutes = (*map(int, _FIGURES.findall(written)), 0)[:2]
    if written.isdigit():  # the first of "14-17h"
        return str(hour)
    inflected = before in hours.cases
    names, tens = hours.cases[before] if inflected else (hours.names, {})
    if minutes:
        form = hours.minutes.get(minutes) or (hours.early if hours.early and minutes < 10 else hours.past)
    elif not inflected:
        form = hours.whole.get(hour, hours.sharp)
    else:
        form = "{h}"
    return form.format(
        h=names.get(hour) or (hour % 12 or 12 if "{half}" in form else hour),
        m=tens.get(minutes, minutes),
        s="s" * (hour > 1),
        half="PM" if 12 <= hour < 24 else "AM",
    )


def _word_before(text: str, at: int) -> str:
    found = _LAST_WORD.search(text, max(0, at - _LOOK_BACK), at)
    return found[1].lower() if found else ""

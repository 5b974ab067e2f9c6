"""Numbers with a unit, sums of money, decimals, ranges. The words of units are Babel's, which is loaded when needed."""

from __future__ import annotations

import functools
import re

from kiosk.i18n.languages import LANGUAGES
from kiosk.i18n.sayings import saying_of
from kiosk.speech.saying.number import FREE, NUMBER, Number, number_of, say
from kiosk.speech.saying.written import Part

_UNITS = {
    "length-kilometer": "km км كم",
    "length-meter": "m м م",
    "length-centimeter": "cm см سم",
    "mass-kilogram": "kg кг كغ كغم",
    "duration-minute": "min мин хв dk",
    "duration-hour": "h ч",
    "area-square-meter": "m² м² م²",
}
_UNIT_OF = {written: unit for unit, all_written in _UNITS.items() for written in all_written.split()}


def _low(name: str) -> str:
    """The lower end of a range, where there is one."""
    return rf"(?:(?P<{name}>{NUMBER}) ?[-–] ?)?"


MEASURE = rf"{FREE}{_low('short')}(?P<long>{NUMBER}) ?(?P<unit>{'|'.join(_UNIT_OF)})(?![\w²/])"
MONEY = rf"{FREE}{_low('cheap')}(?:(?P<dear>{NUMBER}) ?(?:€|EUR\b)|€ ?(?P<euros>{NUMBER}))(?![\w/])"
RANGE = rf"{FREE}(?P<least>[1-9]\d{{0,3}}) ?[-–] ?(?P<most>[1-9]\d{{0,3}})(?![\w%/]|[.,:]\d| ?[-–] ?\d)"
DECIMAL = rf"{FREE}(?P<decimal>{NUMBER})(?![\w/])"
_FIGURES = re.compile(r"\d+(?:[.,٫]\d+)?")
_BABEL_NAME = re.compile(r"[a-z]+-[a-z-]+\Z")


def say_measure(found: re.Match[str], language: str) -> list[Part]:
    number = number_of(found["long"], saying_of(language))
    said = _with_unit(number.value, _UNIT_OF[found["unit"]], language)
    return _from_low(found, "short", _with_own_figures(said, number, language), language)


def say_money(found: re.Match[str], language: str) -> list[Part]:
    """ "12 euros 50"; what has other than two decimals is no sum of cents."""
    saying = saying_of(language)
    number = number_of(found["dear"] or found["euros"], saying)
    if len(number.fraction) == 2:
        cents = int(number.fraction)
        euros = number._replace(fraction="")
        said = _with_own_figures(_euros(euros.value, language), euros, language)
        said += f" {saying.cents} {cents}".replace("  ", " ") if cents else ""
    else:
        said = _with_own_figures(_euros(number.value, language), number, language)
    return _from_low(found, "cheap", said, language)


def say_range(found: re.Match[str], language: str) -> list[Part] | None:
    """None for what goes down: a reference, a score."""
    if int(found["least"]) >= int(found["most"]):
        return None
    start, middle = found.span("least")
    return _both(Part(found["least"], start, middle), found["most"], found.end(), language)


def say_decimal(found: re.Match[str], language: str) -> list[Part] | None:
    """None for a plain number."""
    number = number_of(found["decimal"], saying_of(language))
    return None if number.plain else [Part(say(number, saying_of(language)), *found.span())]


def _from_low(found: re.Match[str], low: str, said: str, language: str) -> list[Part]:
    """The whole match as one part, or as two from its lower end up."""
    if not found[low]:
        return [Part(said, *found.span())]
    number = number_of(found[low], saying_of(language))
    return _both(Part(say(number, saying_of(language)), *found.span(low)), said, found.end(), language)


def _both(first: Part, second: str, end: int, language: str) -> list[Part]:
    return [first, Part(f"{saying_of(language).to} {second}".strip(), first.end, end)]


def _with_own_figures(said: str, number: Number, language: str) -> str:
    """Babel's words around our own decimals; it leaves the figures out where a language says "a metre"."""
    saying = saying_of(language)
    if said in saying.amounts:
        return saying.amounts[said]
    one = not number.fraction and number.whole == "1" and saying.one
    return _FIGURES.sub(one or say(number, saying), said, count=1)


@functools.lru_cache(512)
def _with_unit(value: float, unit: str, language: str) -> str:
    """ "12 kilometres". Persian has no long name of some units, and Babel then gives its own name of them."""
    from babel.units import format_unit

    locale = LANGUAGES[language].locale
    said = format_unit(value, unit, "long", format="0.######", locale=locale)
    if _BABEL_NAME.search(said):
        said = format_unit(value, unit, "short", format="0.######", locale=locale)
    return said.replace("\N{NO-BREAK SPACE}", " ")


@functools.lru_cache(512)
def _euros(value: float, language: str) -> str:
    from babel.numbers import format_currency

    locale = LANGUAGES[language].locale
    said = format_currency(value, "EUR", format="0.######", locale=locale, format_type="name", currency_digits=False)
    return said.replace("\N{NO-BREAK SPACE}", " ").lower()

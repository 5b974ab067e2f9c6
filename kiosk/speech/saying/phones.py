"""Numbers that are dialled, and those too long for a voice: in pairs, as people say them in France."""

from __future__ import annotations

import itertools
import re

from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.i18n.sayings import saying_of
from kiosk.speech.saying.number import FREE
from kiosk.speech.saying.written import Part

_PREFIX = r"(?:(?:\+|00) ?33[ .-]?(?:\(0\) ?)?|0)"
_NO_MORE = r"(?![\w/%]|[ .-]?\d|[.,:]\d)"
PHONE = rf"(?<![\w.,/+-])(?P<phone>{_PREFIX}[1-9](?:[ .-]?\d\d){{4}}){_NO_MORE}"
FREE_PHONE = rf"{FREE}(?P<free>0 ?8\d\d(?: \d\d){{3}}|0 ?8\d\d(?: \d{{3}}){{2}}){_NO_MORE}"
ABROAD = rf"(?<![\w+])(?P<abroad>\+(?!33)\d{{1,3}}(?:[ .]\d{{1,4}}){{2,6}}){_NO_MORE}"
SHORT = (
    rf"{FREE}(?P<shortcut>3\d ?(?!00)\d\d|116 ?\d{{3}})(?![\w/%]|[ .-]?\d|[.,:]\d| ?€| (?:euro|евро|євро|يورو|یورو))"
)
LONG = r"(?<!\d)(?P<figures>\d{10,})(?!\d)"
_FIRST = re.compile(rf"{_PREFIX}[1-9]")
_PAIR = re.compile(r"\d\d")
_FIGURES = re.compile(r"\d+")
_GROUP = re.compile(r"0 ?\d{3}|\d+")


def say_phone(found: re.Match[str], _: str) -> list[Part]:
    """With a pause after each pair; "+33 3" is the "03" that is dialled here."""
    text = found.string
    first = _FIRST.match(text, found.start())
    assert first
    pairs = _PAIR.finditer(text, first.end(), found.end())
    return _paused([Part(f"0{first[0][-1]}", *first.span()), *(Part(pair[0], *pair.span()) for pair in pairs)])


def say_free_phone(found: re.Match[str], _: str) -> list[Part]:
    """In the groups it is written in: "0 800, 10, 20, 30"."""
    groups = _GROUP.finditer(found.string, found.start(), found.end())
    return _paused([Part(group[0], *group.span()) for group in groups])


def say_abroad(found: re.Match[str], language: str) -> list[Part]:
    """In the groups it is written in: "plus 32, 2, 123"."""
    plus = saying_of(language).words.get("+", "+")
    code, *groups = _FIGURES.finditer(found.string, found.start(), found.end())
    first = Part(f"{plus}{' ' * plus.isalpha()}{code[0]}", found.start(), code.end())
    return _paused([first, *(Part(group[0], *group.span()) for group in groups)])


def say_short(found: re.Match[str], language: str) -> list[Part]:
    """ "31, 14"; French, which says so many things in pairs, needs no pause. "116 006" is not a number of thousands."""
    start, end = found.span()
    european = found["shortcut"].startswith("116")
    first = start + (3 if european else 2)
    second = end - (first - start)
    parts = [Part(found.string[at:to], at, to) for at, to in ((start, first), (second, end))]
    return _paused(parts) if european or language != SOURCE_LANGUAGE else parts


def say_long(found: re.Match[str], _: str) -> list[Part]:
    """The voices say some of them in octillions, others in one word without an end."""
    start, end = found.span()
    cuts = sorted({start, *range(end, start, -2)})
    return [Part(found.string[at:to], at, to) for at, to in itertools.pairwise(cuts)]


def _paused(parts: list[Part]) -> list[Part]:
    return [*(part._replace(said=f"{part.said},") for part in parts[:-1]), parts[-1]]

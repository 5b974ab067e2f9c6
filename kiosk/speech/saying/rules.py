"""What is not said as it is written, found in a text in one go, and the words in between."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from kiosk.i18n.languages import LANGUAGES
from kiosk.speech.saying import amounts, clock, dates, names, phones
from kiosk.speech.saying.written import DASH, PARTING, Part

Rule = Callable[[re.Match[str], str], list[Part] | None]
"""The parts of a match, in a language; None when it is said as it is written after all."""

_FRENCH = (
    ("clock", clock.FRENCH_CLOCK, clock.say_clock),
    ("always", names.ALWAYS, names.say_always),
    ("ordinal", names.ORDINAL, names.say_ordinal),
    ("titles", names.TITLE, names.say_title),
)
_OTHERS = (("clock", clock.CLOCK, clock.say_clock),)
_ALL = (
    ("web", names.WEB, names.say_web),
    ("email", names.EMAIL, names.say_email),
    ("figures", dates.FIGURES, dates.say_figures),
    ("phones", phones.PHONE, phones.say_phone),
    ("frees", phones.FREE_PHONE, phones.say_free_phone),
    ("foreign", phones.ABROAD, phones.say_abroad),
    ("longs", phones.LONG, phones.say_long),
    ("measures", amounts.MEASURE, amounts.say_measure),
    ("money", amounts.MONEY, amounts.say_money),
    ("shorts", phones.SHORT, phones.say_short),
    ("ranges", amounts.RANGE, amounts.say_range),
    ("decimals", amounts.DECIMAL, amounts.say_decimal),
    ("letter", names.SPELT, names.say_letters),
    ("numero", names.NUMERO, names.say_numero),
)
"""At the same place the first one wins."""

_WORDS = re.compile(rf"[^\s{DASH}{PARTING}]+|(?<!\S)[{DASH}{PARTING}]+(?!\S)")


class Finder(NamedTuple):
    pattern: re.Pattern[str]
    rules: Mapping[str, Rule]


@functools.lru_cache(maxsize=64)
def finder_of(language: str) -> Finder:
    """Compiled once: some milliseconds."""
    own = (("named", dates.named(language), dates.say_named), ("words", names.words(language), names.say_word))
    every = (*(_FRENCH if language == "fr" else _OTHERS), *own[:1], *_ALL, *own[1:])
    rules = {f"rule_{name}": (pattern, rule) for name, pattern, rule in every if pattern}
    return Finder(
        re.compile("|".join(f"(?P<{name}>{pattern})" for name, (pattern, _) in rules.items())),
        {name: rule for name, (_, rule) in rules.items()},
    )


def parts_of(text: str, language: str) -> list[Part]:
    """All of `text`, in order. What touches a match without a space, as in "d'1,2 km.", is part of its first or last
    part. In a language that the product does not know, words are said as they are."""
    parts: list[Part] = []
    if language not in LANGUAGES:
        return _words(text, 0, len(text))
    pattern, rules = finder_of(language)
    done = 0
    for found in pattern.finditer(text):
        made = rules[found.lastgroup or ""](found, language)
        if not made:
            continue
        _add(parts, _words(text, done, found.start()), done)
        _add(parts, made, found.start() if parts and parts[-1].end == found.start() != done else 0)
        done = found.end()
    _add(parts, _words(text, done, len(text)), done)
    return parts


def _add(parts: list[Part], more: list[Part], joint: int) -> None:
    """The first of them becomes one with the last part where both touch `joint`."""
    if parts and more and joint and parts[-1].end == more[0].start == joint:
        last, first = parts.pop(), more[0]
        space = " " if last.said[-1:].isalnum() and first.said[:1].isalnum() else ""
        more = [Part(last.said + space + first.said, last.start, first.end), *more[1:]]
    parts += more


def _words(text: str, start: int, end: int) -> list[Part]:
    return [Part(word[0], *word.span()) for word in _WORDS.finditer(text, start, end)]

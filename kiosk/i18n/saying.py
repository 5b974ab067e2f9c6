"""What there is to tell about how a language is said, beside what it writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kiosk.i18n.said_numbers import Ordinals


@dataclass(frozen=True, slots=True)
class Hours:
    """How hours are said. In the forms, {h} is the hour, {m} the minutes, {s} the French plural, {half} "AM" or "PM".

    `sharp` is a whole hour, `past` one with minutes, `early` one with less than ten. `whole` are whole hours and
    `minutes` are minutes that are said in words of their own. `names` are the hours {h} that are no plain number;
    `cases` are what they and the minutes become after some words: {word: (names, minutes)}. `since` stands before a
    span of hours unless the text has it, `to` in its middle, `close` at its end.
    """

    sharp: str = "{h}:00"
    past: str = "{h}:{m:02}"
    early: str = ""
    whole: Mapping[int, str] = field(default_factory=dict)
    minutes: Mapping[int, str] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    cases: Mapping[str, tuple[Mapping[int, str], Mapping[int, str]]] = field(default_factory=dict)
    since: tuple[str, ...] = ()
    to: str = ""
    close: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """In a web address, `dot`, `dash` and `at`. Between two numbers, `to`; between euros and cents, `cents`; `number`
    for "n°". `point` for the decimal sign, which is `comma`; decimals after a point are said one by one. `group` parts
    the thousands, beside the spaces of every language. Instead of `point`, `fractions` are the words for wholes, tenths
    and hundredths, each for one and for more, `feminine` the numbers that have a form of their own before them.

    `one` is 1 before a unit, `amounts` are those of Babel's amounts that are said otherwise. `days` are the days of a
    month before one of `months`. `words` are single words and signs, as written, that the voice says wrong; `letters`
    those it names wrong, and `spelt` stands between two letters. `figures` puts figures in words where the voice
    cannot read them.
    """

    dot: str = "."
    dash: str = "-"
    at: str = "@"
    to: str = ""
    point: str = ""
    comma: str = ","
    group: str = "."
    cents: str = ""
    number: str = "n°"
    hours: Hours = field(default_factory=Hours)
    months: str = ""
    days: Ordinals = field(default_factory=Ordinals)
    words: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    spelt: str = " "
    fractions: tuple[tuple[str, str], ...] = ()
    feminine: Mapping[int, str] = field(default_factory=dict)
    one: str = ""
    amounts: Mapping[str, str] = field(default_factory=dict)
    figures: Callable[[str], str] | None = None

"""Written French hours cut into the few words the grammar of `written_hours` knows.

The list is closed on purpose: one word that is not in it (vacances, sauf, semaine paire, rendez-vous, 1er,
the name of a workshop…) may change what the hours mean, so the whole text is then not certain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["day", "time", "number", "part", "closed", "word"]


class NotCertainError(Exception):
    """The text may mean something else, or nothing. Never leaves the package: callers answer ""."""


@dataclass(frozen=True, slots=True)
class Token:
    """`days` for a day or a named group of days (0 is Monday), `minutes` for a time of day, `word` for a
    small word or a sign, and for a part of the day ("matin", "soir")."""

    kind: Kind
    word: str = ""
    days: tuple[int, ...] = ()
    minutes: int = 0


DAY_NAMES = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_SHORT_DAYS = {name[:length]: day for day, name in enumerate(DAY_NAMES) for length in (2, 3, 4)}
_DAY_GROUPS = (
    (r"tous les jours|7 ?j(?:ours?)? ?(?:/|sur) ?7(?: ?j(?:ours?)?)?", tuple(range(7))),
    (r"en semaine", tuple(range(5))),
    (r"(?:le |les )?week[ -]?ends?", (5, 6)),
)
_NOISE = (
    r"(?:horaires? |jours? )?(?:d')?ouvert(?:ure|e)?s?|horaires?(?: d'accueil)?|accueil(?: du public)?"
    r"|au public|disponible|non[ -]stop|sans interruption|en continu|journee continue|toute l'annee"
)
_WORDS = {
    "tous les": "le",
    "toutes les": "le",
    "chaque": "le",
    "les": "le",
    "le": "le",
    "l'": "le",
    "du": "du",
    "de": "de",
    "jusqu'au": "a",
    "jusqu'a": "a",
    "au": "a",
    "a": "a",
    "et": "et",
    "puis": "et",
    "ainsi que": "et",
}

_END = r"(?![a-z0-9])"
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("space", r"\s+"),
    *((f"group{rank}", f"(?:{pattern}){_END}") for rank, (pattern, _) in enumerate(_DAY_GROUPS)),
    ("afternoon", rf"apres[ -]?midis?{_END}"),
    ("morning", rf"matin(?:s|ees?)?{_END}"),
    ("noon", rf"midi{_END}"),
    ("closed", rf"(?:jours? de )?ferme(?:e|s|es|ture)?{_END}"),
    ("noise", f"(?:{_NOISE}){_END}"),
    # "9h30", and "9 h 30" when the minutes are a quarter: "14h 18" is as likely two hours.
    ("hm", r"(?P<hm_h>[0-9]{1,2}) ?h(?:(?P<hm_m>[0-5][0-9])| (?P<hm_q>00|15|30|45))(?! ?h)(?![0-9])"),
    ("h", r"(?P<h_h>[0-9]{1,2}) ?(?:heures?|h)(?![a-z])"),
    # A dot only between lone pairs of digits: 03.20.28.01.50 is a telephone.
    ("colon", r"(?P<colon_h>[0-9]{1,2}) ?:(?P<colon_m>[0-5][0-9])(?:(?: ?h)(?![a-z0-9])|(?![0-9]))"),
    ("dot", r"(?P<dot_h>[0-9]{1,2})\.(?P<dot_m>[0-5][0-9])(?:(?: ?h)(?![a-z0-9])|(?!\.?[0-9]))"),
    ("number", r"[0-9]{1,2}(?![0-9])"),
    ("small", "|".join(re.escape(word) + ("" if word.endswith("'") else r"(?![a-z])") for word in _WORDS)),
    ("name", r"[a-z]{2,4}\.|[a-z]+"),
    ("sign", r"[-/,;.:&]"),
)
_SCANNER = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS))
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | {"\u2019": "'", "\u02bc": "'"})


def tokens(text: str) -> tuple[Token, ...]:
    """Raises NotCertainError at the first word or sign that is not known."""
    return tuple(_scan(_plain(text)))


def _plain(text: str) -> str:
    """Lower case, no accents, one kind of dash and apostrophe, single spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join(bare.translate(_DASHES).split())


def _scan(text: str) -> Iterator[Token]:
    position = 0
    while position < len(text):
        match = _SCANNER.match(text, position)
        if match is None:
            raise NotCertainError(text[position:])
        position = match.end()
        token = _token(match)
        if token is not None:
            yield token


def _token(match: re.Match[str]) -> Token | None:
    name, text = str(match.lastgroup), match.group()
    if name in ("space", "noise"):
        return None
    if name.startswith("group"):
        return Token("day", days=_DAY_GROUPS[int(name[5:])][1])
    if name in ("afternoon", "morning"):
        return Token("part", word=name)
    if name == "noon":
        return Token("time", minutes=12 * 60)
    if name == "closed":
        return Token("closed")
    if name == "number":
        return Token("number", minutes=_clock(text, ""))
    if name == "small":
        return Token("word", word=_WORDS[text])
    if name == "sign":
        return Token("word", word="et" if text == "&" else text)
    if name == "name":
        return Token("day", days=(_day(text.removesuffix(".")),))
    return Token("time", minutes=_clock(match[f"{name}_h"], _minutes(match, name)))


def _minutes(match: re.Match[str], name: str) -> str:
    if name == "h":
        return ""
    return match[f"{name}_m"] or match["hm_q"]


def _clock(hours: str, minutes: str) -> int:
    total = int(hours) * 60 + int(minutes or "0")
    if total > 24 * 60:
        raise NotCertainError(f"{hours}:{minutes}")
    return total


def _day(word: str) -> int:
    """A day by its name, its plural, its abbreviation, or its name with one letter wrong (the nearest two
    names are three letters apart, so one wrong letter cannot turn a day into another)."""
    if word in _SHORT_DAYS:
        return _SHORT_DAYS[word]
    for day, name in enumerate(DAY_NAMES):
        if word.removesuffix("s") == name or _one_letter_apart(word, name):
            return day
    raise NotCertainError(word)


def _one_letter_apart(word: str, name: str) -> bool:
    if abs(len(word) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    tail, rest = word[start:], name[start:]
    return tail[1:] == rest[1:] or tail[1:] == rest or tail == rest[1:]

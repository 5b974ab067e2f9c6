"""What a source wrote in OSM `opening_hours`, or nearly: put right when that is certain, else told in French words.

Hours that are no valid schedule are shown as they were written; nobody at a terminal reads "Tu 12:30".
"""

from __future__ import annotations

import re

from kiosk.publish.week_hours import DAYS
from kiosk.publish.written_tokens import DAY_NAMES

_OSM_ONLY = re.compile(
    r"(?:(?<![a-z])(?:mo|tu|we|th|fr|sa|su|ph|off|closed)(?![a-z])|"
    r"\d{1,2} ?h ?(?:\d\d)?(?![a-z\d])|\d{1,2}:\d\d|[\s,;:–-])+",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"(?<![a-z])(?:mo|tu|we|th|fr|sa|su|ph|off|closed)(?![a-z])", re.IGNORECASE)
_ENGLISH_ONLY = frozenset({"mo", "tu", "th", "fr", "su"})
_FRENCH_HOUR = re.compile(r"(\d{1,2}) ?h ?(\d\d)?(?!\d)", re.IGNORECASE)

_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_LOOKS_OSM = re.compile(rf"(?<!\w)(?:{_DAY}|PH)(?=\s*[-,;\[]|\s+(?:\d|off\b|closed\b)|\s*$)")
_SPEAKS_FRENCH = re.compile(
    r"\b(?:lu|me|je|ve|di|lun|mer|jeu|ven|dim|(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?)\b", re.IGNORECASE
)
_MONTHS = {
    "Jan": "janvier",
    "Feb": "février",
    "Mar": "mars",
    "Apr": "avril",
    "May": "mai",
    "Jun": "juin",
    "Jul": "juillet",
    "Aug": "août",
    "Sep": "septembre",
    "Oct": "octobre",
    "Nov": "novembre",
    "Dec": "décembre",
}
_WORDS = {
    **dict(zip(DAYS, DAY_NAMES, strict=True)),
    **_MONTHS,
    "PH": "jours fériés",
    "SH": "vacances scolaires",
    "off": "fermé",
    "closed": "fermé",
    "week": "semaines",
    "easter": "Pâques",
    "24/7": "jour et nuit",
    "||": "ou",
    '"': "",
}
_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _WORDS))})(?!\w)|\"|\|\|")
_RANGE = re.compile(rf"(?<!\w)({_DAY})\s?-\s?({_DAY})(?!\w)")
_LIST = re.compile(rf"(?<!\w)({_DAY}|PH),(?={_DAY}|PH)")
_WHICH = re.compile(rf"(?<!\w)({_DAY})\[(-?\d)\]")


def respelt(text: str) -> str:
    """A schedule with days in any case, or hours written the French way ("mo-fr 9h-12h30"), as OSM spells it. Any
    other text comes back as it is: "WE 9h-12h" is a week-end, unless the other days are English too."""
    if not _OSM_ONLY.fullmatch(text):
        return text
    days = {token.lower() for token in _TOKEN.findall(text)}
    if not days or (re.search(r"\bwe\b|\bWE\b", text) and not days & _ENGLISH_ONLY):
        return text
    osm = _TOKEN.sub(lambda found: _spelt(found[0]), text)
    return _FRENCH_HOUR.sub(lambda found: f"{int(found[1]):02d}:{found[2] or '00'}", osm)


def in_words(text: str) -> str:
    """The text with its OSM days, months and signs in French; unchanged when it is not OSM."""
    osm = respelt(text)
    if not _LOOKS_OSM.search(osm) or _SPEAKS_FRENCH.search(osm):
        return text
    osm = _WHICH.sub(lambda found: f"{found[1]} ({_rank(found[2])})", osm)
    osm = _LIST.sub(r"\1, ", _RANGE.sub(r"du \1 au \2", osm))
    return " ".join(_WORD.sub(lambda found: _WORDS[found[0]], osm).split())


def _spelt(token: str) -> str:
    low = token.lower()
    return "PH" if low == "ph" else low if low in ("off", "closed") else low.title()


def _rank(number: str) -> str:
    which = {"1": "1er", "-1": "dernier"}.get(number, f"{number}e")
    return f"{which} du mois"

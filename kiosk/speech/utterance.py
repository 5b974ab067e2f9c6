"""What is to be said: the words on the screen, in the order of the screen, each line knowing where it stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from kiosk.i18n.languages import LANGUAGES

MAX_CHARACTERS = 10_000
PIECE = 300


@dataclass(frozen=True, slots=True)
class Line:
    """`key` names what is on the screen ("title", a tile's id…), so that the screen can light it."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """Lines in one language, a code of LANGUAGES, said one after the other."""

    language: str
    lines: tuple[Line, ...]


def clean(text: str) -> str:
    """`text` on one line, without what cannot be said: control characters, lone surrogates, private signs.

    A text longer than MAX_CHARACTERS is cut there: no screen shows as much.
    """
    text = _ISOLATES.sub("", text[:MAX_CHARACTERS])
    kept = ("".join(" " if unicodedata.category(sign) in _MUTE else sign for sign in text[:MAX_CHARACTERS])).split()
    return " ".join(kept)


def pieces(text: str, limit: int = PIECE) -> list[str]:
    """`text` cut after sentences, else after words, in pieces of `limit` characters at most.

    Nothing is lost but spaces. Short pieces are heard sooner, and keep the worker small.
    """
    out: list[str] = []
    rest = text.strip()
    while len(rest) > limit:
        head = rest[: limit + 1]
        at = max((found.end() for found in _SENTENCE_END.finditer(head)), default=0) or head.rfind(" ") + 1 or limit
        out.append(rest[:at].strip())
        rest = rest[at:].strip()
    return [*out, rest] if rest else out


_SENTENCE_END = re.compile(r"[.!?…؟;:]\s")
_ISOLATES = re.compile("[\u200e\u200f\u2066-\u2069]")
_MUTE = ("Cc", "Cs", "Co", "Cn")

_HOURS = {"fr": ("heure", "heures")}
_URL = re.compile(r"https?://[^\s<>\"]+")
_HOST = re.compile(r"\b(?:www\.)?((?:[a-z0-9-]+\.)+(?:fr|org|com|net|eu|info|gouv))\b(?![@.]\w)", re.IGNORECASE)
_EMAIL = re.compile(r"\S+@\S+")
_PHONE = re.compile(r"(?<![\d+])(?:\+33[\s.]?|0)([1-9])((?:[\s.]?\d\d){4})(?!\d)")
_SHORT = re.compile(r"(?<![\d,.])(3\d)[\s.]?(\d\d)(?![\d,.]|\s*(?:€|eur|km|m\b|м\b))", re.IGNORECASE)
_SPAN = re.compile(r"(?<=\d)\s*[-–—]\s*(?=\d{1,2}[:hH]\s?\d{0,2})")
_TIME = re.compile(r"\b([01]?\d|2[0-4])(?::|\s?h\s?)([0-5]\d)?\b(?!:)", re.IGNORECASE)
_DISTANCE = re.compile(r"(\d+(?:[.,٫]\d+)?)\s?(km|m|км|м|كم|م)(?!\w)")


def spoken(text: str, language: str) -> str:
    """How `text`, as written on a screen, is said in `language`; an unknown language leaves it as it is.

    Links become their host, French phone numbers pairs of digits, times and distances words. The result
    is fit for a voice, not for a screen.
    """
    text = clean(text)
    if language not in LANGUAGES:
        return text
    text = _URL.sub(lambda found: _host_of(found[0]), text)
    if not _EMAIL.search(text):
        text = _HOST.sub(lambda found: found[1].replace(".", f" {LANGUAGES[language].dot} "), text)
    text = _PHONE.sub(lambda found: ", ".join(_pairs("0" + re.sub(r"\D", "", found[1] + found[2]))), text)
    text = _SHORT.sub(r"\1 \2", text) if language == "fr" else text
    text = _SPAN.sub(f" {LANGUAGES[language].to} ", text)
    text = _TIME.sub(lambda found: _time(found, language), text)
    return _DISTANCE.sub(lambda found: _distance(found, language), text)


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _pairs(digits: str) -> list[str]:
    return [digits[at : at + 2] for at in range(0, len(digits), 2)]


def _time(found: re.Match[str], language: str) -> str:
    hours, minutes = int(found[1]), int(found[2] or 0)
    if language not in _HOURS:
        return f"{hours}:{minutes:02}" if found[2] or ":" not in found[0] else found[0]
    word = _HOURS[language][hours > 1]
    return f"{hours} {word} {minutes}" if minutes else f"{hours} {word}"


def _distance(found: re.Match[str], language: str) -> str:
    from babel.units import format_unit  # only when a distance is said: Babel's data is slow to load

    unit = "length-kilometer" if found[2] in ("km", "км", "كم") else "length-meter"
    value = float(found[1].replace(",", ".").replace("٫", "."))
    return clean(format_unit(value, unit, "long", locale=LANGUAGES[language].locale))

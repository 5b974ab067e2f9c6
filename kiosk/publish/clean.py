"""Mending what sources write: text, numbers, dates, positions, addresses of pages. Pure functions, no vocabulary."""

from __future__ import annotations

import datetime as dt
import html
import math
import re
import unicodedata
from urllib.parse import urlsplit

LONGEST_TEXT = 2_000
"""Characters of one value that are looked at; no field we read needs more."""

_MISREAD = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_NOTHING = {"-", "--", "—", "–", ".", "?", "n/a", "na", "nc", "null", "none", "nan", "néant"}


def clean_text(value: object, longest: int = LONGEST_TEXT) -> str:
    """One line of text: no control characters or lone surrogates, single spaces, HTML entities resolved.

    Numbers are written plainly (2820.0 → "2820"); lists, objects, booleans and placeholders ("-", "null") are
    empty. C1 controls, the trace of cp1252 read as latin-1, become the characters that were meant.
    """
    if isinstance(value, bool):
        return ""
    if isinstance(value, float):
        value = str(int(value)) if math.isfinite(value) and value == int(value) else str(value)
    if isinstance(value, int):
        value = str(value) if abs(value) < 10**30 else ""
    if not isinstance(value, str):
        return ""
    text = value[:longest]
    if not (text.isascii() and text.isprintable()):
        text = text.translate(_MISREAD)
        text = "".join(c if c.isprintable() or c.isspace() else " " * (unicodedata.category(c) == "Cc") for c in text)
    if "&" in text:
        text = "".join(c for c in html.unescape(text) if c.isprintable() or c.isspace())
    text = " ".join(text.split())
    return "" if text.casefold() in _NOTHING else text


def listed(words: str) -> frozenset[str]:
    """The words of a text, as a set: how this package writes down its word lists."""
    return frozenset(words.split())


def shorten(text: str, longest: int) -> str:
    """The text, cut at a word so that it has at most `longest` characters, with "…" where it was cut."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > longest // 2 else head).rstrip(" ,;:-–(") + "…"


_FIVE_DIGITS = re.compile(r"(?<!\d)\d{5}(?!\d)", re.ASCII)


def postcode(value: object) -> str:
    """Five digits, or empty. A number that lost its first zero gets it back; "F-59200" and "59200 CEDEX" are read."""
    text = clean_text(value).replace(" ", "")
    found = _FIVE_DIGITS.findall(text)
    text = found[0] if len(found) == 1 else text
    if text.isascii() and text.isdigit() and len(text) in (4, 5):
        padded = text.zfill(5)
        return padded if "01000" <= padded <= "98999" else ""
    return ""


def insee(value: object) -> str:
    """An INSEE commune code ("59599", "2A004"), or empty."""
    text = clean_text(value).replace(" ", "").upper()
    text = text.zfill(5) if len(text) == 4 and text.isdigit() else text
    return text if re.fullmatch(r"(?:[013-9]\d|2[AB1-9])\d{3}", text, re.ASCII) else ""


def siret(value: object) -> str:
    """Fourteen digits, or empty. Fourteen zeros and other placeholders are empty."""
    text = re.sub(r"[\s.\-]", "", clean_text(value))
    return text if re.fullmatch(r"\d{14}", text, re.ASCII) and len(set(text)) > 1 else ""


def identifier(value: object) -> str:
    """A source's own identifier, or empty when it is missing, holds an address, or is longer than 120 characters."""
    text = re.sub(r"\s", "", clean_text(value))
    return "" if "@" in text or len(text) > 120 else text


_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ].*)?", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})(?: .*)?", re.ASCII),
)
OLDEST = dt.date(2000, 1, 1)


def date(value: object, today: dt.date) -> dt.date | None:
    """A day as `2022-06-16`, `15/03/2021` or an ISO date-time; None when it is none, before 2000 or after `today`."""
    text = clean_text(value)
    for pattern in _DATES:
        found = pattern.fullmatch(text)
        if found is not None:
            try:
                day = dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                return None
            return day if OLDEST <= day <= today else None
    return None


def number(value: object) -> float | None:
    """A finite number, also written with a decimal comma; None for anything else."""
    if isinstance(value, bool):
        return None
    try:
        found = float(value if isinstance(value, int | float) else clean_text(value).replace(",", "."))
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


FRANCE = (
    ("metropolitan France", 41.2, 51.2, -5.4, 9.7),
    ("Guadeloupe", 15.7, 16.6, -61.9, -60.9),
    ("Martinique", 14.3, 15.0, -61.4, -60.7),
    ("Guyane", 2.0, 6.0, -54.8, -51.4),
    ("La Réunion", -21.5, -20.8, 55.1, 56.0),
    ("Mayotte", -13.1, -12.5, 44.9, 45.4),
    ("Saint-Pierre-et-Miquelon", 46.7, 47.2, -56.6, -56.0),
    ("Saint-Martin and Saint-Barthélemy", 17.8, 18.2, -63.2, -62.7),
    ("Nouvelle-Calédonie", -23.0, -19.0, 163.0, 168.5),
    ("Polynésie française", -28.0, -7.0, -155.0, -134.0),
    ("Wallis-et-Futuna", -14.5, -13.0, -178.4, -176.0),
)
"""(name, south, north, west, east) in WGS84 degrees."""


def in_france(latitude: float, longitude: float) -> bool:
    return any(south <= latitude <= north and west <= longitude <= east for _, south, north, west, east in FRANCE)


def mend_position(latitude: object, longitude: object) -> tuple[float | None, float | None, str]:
    """(latitude, longitude, note) in WGS84 degrees; both or neither.

    `note` is "" when nothing was done, "missing" when no position is given, "swapped" when both were exchanged
    and have been put right, "impossible" when there is no such place in France and the position was dropped.
    """
    lat, lon = number(latitude), number(longitude)
    if lat is None and lon is None and not clean_text(latitude) and not clean_text(longitude):
        return None, None, "missing"
    if lat is None or lon is None:
        return None, None, "impossible"
    if in_france(lat, lon):
        return round(lat, 6), round(lon, 6), ""
    if in_france(lon, lat):
        return round(lon, 6), round(lat, 6), "swapped"
    return None, None, "impossible"


def url(value: object) -> str:
    """An http or https address, or empty. A bare host ("www.ville.fr/ccas") becomes https. One that carries a
    user name or an e-mail is refused."""
    text = clean_text(value)
    if re.fullmatch(r"(?:www\.|[\w-]+\.)[\w.-]*\.?(?:fr|com|org|net|eu|info|gouv\.fr)(?:/\S*)?", text, re.IGNORECASE):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return ""
    known = parts.scheme.lower() in ("http", "https") and re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", host)
    return text if known and "@" not in text and "%40" not in text and " " not in text and len(text) <= 500 else ""

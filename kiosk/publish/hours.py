"""Opening hours as the sources give them, made into OSM `opening_hours` the terminal can answer from.

Three shapes come in: an OSM string (often broken), French prose, one column a day. All three functions say ""
when they are not certain: the place then shows what its source wrote, with "call first".

Traps of the OSM grammar kept in mind here:
- in "Mo-Fr 09:00-12:00; We 14:00-17:00" the second rule replaces Wednesday; it is left that way;
- "Tu, We 09:00-12:00" (with a space) is two rules, the first open all day: the space is taken out;
- "Mo-Fr", or a comment alone, parses and means open day and night: refused;
- school holidays (SH) and the sun are not known to the terminal: refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from opening_hours import OpeningHours, ParserError

from kiosk.publish.hours_in_words import respelt
from kiosk.publish.week_hours import DAYS, Spans, week_to_osm
from kiosk.publish.written_hours import read_spans, read_week, says_closed
from kiosk.publish.written_tokens import NotCertainError

LONGEST = 400
"""Characters. The longest real schedule of a place takes half of it; beyond is prose."""

_ALWAYS = re.compile(
    r"(?:ouvert\w* )?(?:24/7|24 ?h? ?(?:/|sur) ?24 ?h?(?: ?(?:,|et)? ?7 ?j(?:ours)? ?(?:/|sur) ?7(?: ?j(?:ours)?)?)?)",
    re.IGNORECASE,
)
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
_TIDY = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\s+", " "),
        (r" ?; ?(?:; ?)*", "; "),
        (r"(?<![\d:])(\d:\d\d)", r"0\1"),
        (r"(\d\d:\d\d) ?- ?(\d\d:\d\d)", r"\1-\2"),
        (r"(\d\d:\d\d) ?, ?(\d\d:\d\d)", r"\1,\2"),
        (rf"({_DAY}) ?- ?({_DAY})\b", r"\1-\2"),
        (rf"({_DAY}) ?, ?(?={_DAY}\b)", r"\1,"),
        (rf"(\d\d:\d\d) , (?={_DAY}\b)", r"\1, "),
        (r"^[; ]+|[; ]+$", ""),
    )
)
_REFUSED = re.compile(r'"|\|\||\b(?:SH|unknown|dawn|dusk|sunrise|sunset)\b', re.IGNORECASE)
_RULES = re.compile(r"; |, (?=[A-Za-z])")
_SPAN = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)(?![+\-/\d])")
_TIME = re.compile(r"\d\d:\d\d")
_SHUT = re.compile(r"\b(?:off|closed)$")
_NIGHT_STARTS, _NIGHT_ENDS = 17 * 60, 34 * 60


def normalise_osm(text: str) -> str:
    """An OSM opening_hours string, tidied but with its own rules; "" when it does not parse, or parses into
    something no office keeps. Source of the grammar: the OSM wiki, Key:opening_hours/specification."""
    osm = respelt(text.translate(_DASHES).strip())
    for pattern, replacement in _TIDY:
        osm = pattern.sub(replacement, osm)
    if not osm or len(osm) > LONGEST or _REFUSED.search(osm) or not _sensible(_RULES.split(osm)):
        return ""
    try:
        warnings = OpeningHours(osm, country="FR").warnings
    except (ParserError, ValueError):
        return ""
    return "" if warnings else osm


def written_to_osm(text: str) -> str:
    """Written French hours as OSM, one rule for each set of equal days; "" unless every word is understood."""
    if _ALWAYS.fullmatch(text.strip()):
        return "24/7"
    try:
        return week_to_osm(read_week(text))
    except NotCertainError:
        return ""


def days_to_osm(days: Mapping[str, str]) -> str:
    """One cell a day, keys "Mo" to "Su"; a day absent, empty, "-" or "fermé" is closed. "" when any cell is
    not certain, when a key is not a day, and when no day is open."""
    week: dict[int, Spans] = {}
    for day, cell in days.items():
        if day not in DAYS:
            return ""
        if cell.strip() in ("", "-") or says_closed(cell):
            continue
        try:
            week[DAYS.index(day)] = read_spans(cell)
        except NotCertainError:
            return ""
    return week_to_osm(week)


def hours_of(osm: str, written: str) -> tuple[str, str]:
    """(hours, hours_text) of a row with two columns, either of them in OSM or in French. A text counts alone:
    the OSM column made from it has mistakes, and names days where the text names none ("9h-12h; 13h30-17h"
    as Monday and Tuesday)."""
    text = written.strip() or osm.strip()
    hours = normalise_osm(text) or written_to_osm(text)
    return (hours, "") if hours else ("", text)


def _sensible(rules: list[str]) -> bool:
    """Every rule opens for a while or shuts, and only the first may speak of every day at once (a later one
    would undo those before it: "Mo-Fr 08:30-12:00; 14:00-17:30")."""
    if all(_SHUT.search(rule) for rule in rules):
        return False
    return all(_rule_is_sensible(rule, first=rank == 0) for rank, rule in enumerate(rules))


def _rule_is_sensible(rule: str, *, first: bool) -> bool:
    if not first and (_TIME.match(rule) or rule in ("off", "closed", "24/7")):
        return False
    if _SHUT.search(rule) or rule == "24/7":
        return not _TIME.search(rule)
    spans = tuple(_spans(rule))
    return bool(spans) and len(_TIME.findall(rule)) == 2 * len(spans) and _follow(spans)


def _spans(rule: str) -> Iterator[tuple[int, int]]:
    for match in _SPAN.finditer(rule):
        hours, minutes, end_hours, end_minutes = map(int, match.groups())
        yield hours * 60 + minutes, end_hours * 60 + end_minutes


def _follow(spans: tuple[tuple[int, int], ...]) -> bool:
    """In order and apart; the last may be a night shelter's, in the evening until the morning."""
    *before, (start, end) = spans
    if end < start:
        end += 24 * 60
    night = end > 24 * 60
    if start >= end or (night and not _NIGHT_STARTS <= start < end <= _NIGHT_ENDS):
        return False
    previous = 0
    for begins, ends in (*before, (start, end)):
        if not previous <= begins < ends:
            return False
        previous = ends
    return True

"""What going to a place costs a visitor, in one honest unit: minutes.

| part | minutes |
|---|---|
| on foot, up to 1.5 km as the crow flies | 15 a kilometre (4 km/h, detours included) |
| by bus, each kilometre after that | 4 |
| waiting in front of the door until it opens | as it is, less the way there; 60 at most |
| open now, but closing within 10 minutes of arriving | 60, like a closed door |
| nobody knows whether it is open: one has to call first | 25 |
| the same outside office hours, when nobody would answer | 65, like a closed door and a little more |
| a service one must pay for | 20 |
| a service that is free | -5 |
| somebody there speaks the visitor's language | -20 |
| one of its services is made for the public the path asks about | -10 |
| each label the path asks about | -10 |
| it is of a kind the path asks about | -15 |
| the name of one of its services that answer, or its own, has a word the path gives | -25 |
| one of those services is the very everyday need (`quotidien--…`) the path asks for | -10 |
| Aidants Connect or France services | -5 |

So a door that is open now beats a closed one up to about nine kilometres nearer, a language is worth five
kilometres of bus, and labels only decide between neighbours. A name that says just what is asked is worth six
kilometres of bus, and counts once. A place closed for now costs more than any other.

Words are compared without case or accents. One of five letters or more also finds the words that begin with it
("ecrivain" finds "écrivains"); a shorter one only itself and its plural ("vol" finds "vols", not "volant").
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kiosk.directory.models import EVERYDAY_PREFIX, Opening, Place, Query, Service
from kiosk.directory.offers import publics_of
from kiosk.i18n.languages import SOURCE_LANGUAGE

WALK_KM = 1.5
WALK_MINUTES_PER_KM = 15.0
RIDE_MINUTES_PER_KM = 4.0
LONGEST_WAIT = 60.0
SHORTEST_STAY = 10.0
CALL_FIRST = 25.0
CALL_IN_VAIN = 65.0
OFFICE_HOURS = range(8, 18)
"""Monday to Friday, on the clocks of the site: the hours in which an unknown door may well be open."""

PAYING = 20.0
FREE = -5.0
LANGUAGE = -20.0
MADE_FOR = -10.0
ASKED_LABEL = -10.0
ASKED_KIND = -15.0
NAMED = -25.0
EVERYDAY = -10.0
STEM = 5
"""Letters from which a word stands for all that begin with it."""
TRUSTED_LABEL = -5.0
TRUSTED_LABELS = frozenset({"aidants-connect", "france-services"})

Cost = tuple[bool, bool, float, float, str]
"""Closed for now · position unknown · minutes · metres · id: sorts from best to worst, and never ties."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place with what ranking needs to know of it; `services` are those that answer the query."""

    place: Place
    services: tuple[Service, ...]
    opening: Opening
    metres: float | None


def cost(candidate: Candidate, query: Query, language: str, at: dt.datetime) -> Cost:
    """Sort key of a candidate for a visitor who reads `language` at the aware moment `at`."""
    place, metres = candidate.place, candidate.metres
    way = travel_minutes(metres or 0.0)
    minutes = way + waiting_minutes(candidate.opening, at, way) + _bonuses(candidate, query, language)
    return candidate.opening.doubt == "closure", metres is None, minutes, metres or 0.0, place.id


def travel_minutes(metres: float) -> float:
    kilometres = metres / 1000
    walked = min(kilometres, WALK_KM)
    return walked * WALK_MINUTES_PER_KM + (kilometres - walked) * RIDE_MINUTES_PER_KM


def waiting_minutes(opening: Opening, at: dt.datetime, way: float) -> float:
    """Minutes in front of the door for somebody who leaves `at` and travels `way` minutes."""
    if opening.open is None:
        return CALL_FIRST if at.weekday() < 5 and at.hour in OFFICE_HOURS else CALL_IN_VAIN
    until_change = (opening.next_change.timestamp() - at.timestamp()) / 60 if opening.next_change else None
    if opening.open:
        return LONGEST_WAIT if until_change is not None and until_change < way + SHORTEST_STAY else 0.0
    return LONGEST_WAIT if until_change is None else min(LONGEST_WAIT, max(0.0, until_change - way))


def is_free(place: Place, services: tuple[Service, ...]) -> bool | None:
    """Whether one of `services` is free, or what the place says as a whole; None when nobody knows."""
    said = {service.free for service in services} - {None}
    return True in said if said else place.free


def speaks(place: Place, language: str) -> bool:
    """Whether somebody there speaks `language`, whatever its region ("pt" for "pt-BR"). French is no news."""
    return language != SOURCE_LANGUAGE and any(spoken.split("-")[0] == language for spoken in place.languages)


def _bonuses(candidate: Candidate, query: Query, language: str) -> float:
    place, services = candidate.place, candidate.services
    free = is_free(place, services)
    minutes = 0.0 if free is None else FREE if free else PAYING
    if speaks(place, language):
        minutes += LANGUAGE
    publics = publics_of(query.publics)
    if any(not publics.isdisjoint(service.publics) for service in services):
        minutes += MADE_FOR
    minutes += ASKED_LABEL * len(set(query.labels).intersection(place.labels))
    if place.kind in query.kinds:
        minutes += ASKED_KIND
    if is_named(candidate, query):
        minutes += NAMED
    if is_everyday(candidate, query):
        minutes += EVERYDAY
    if not TRUSTED_LABELS.isdisjoint(place.labels):
        minutes += TRUSTED_LABEL
    return minutes


def is_named(candidate: Candidate, query: Query) -> bool:
    """Whether the name of the place, or of a service that answers, has one of the path's words."""
    names = (candidate.place.name, *(service.name for service in candidate.services))
    return any(has_word(name, query.words) for name in names)


def has_word(name: str, words: tuple[str, ...]) -> bool:
    """Whether a name has one of these words, case and accents ignored; a word of 5 letters or more is a beginning."""
    pattern = _pattern(words) if words and name else None
    return pattern is not None and pattern.search(folded(name)) is not None


def is_everyday(candidate: Candidate, query: Query) -> bool:
    """Whether a service that answers is an everyday need the path asks for by its own code: no theme is as exact."""
    asked = {code for code in query.themes if code.startswith(EVERYDAY_PREFIX)}
    return bool(asked) and any(not asked.isdisjoint(service.themes) for service in candidate.services)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Lower case without accents; what is neither letter nor digit is a space."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "Oe"))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(_NOT_WORD.split(text.lower()))


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """What finds any of `words` in a folded name; None when none of them has a letter."""
    plain = [word for word in map(str.strip, map(folded, words)) if word]
    ends = (r"\w*" if len(word.split()[-1]) >= STEM else r"[sx]?" for word in plain)
    parts = [re.escape(word) + end for word, end in zip(plain, ends, strict=True)]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b") if parts else None


_NOT_WORD = re.compile(r"[\W_]+")

"""The words of the directory: places, the services they offer, and where each fact came from.

Codes are the published values of the newest standards: themes, publics and ways of contact are data·inclusion
v1 slugs; digital services are the nine names of the mediation-numérique standard v1.0.2. `content/vocabulary/`
lists them all and maps every older value to them.

One sort of code is the product's own, because no published value says it: the everyday needs (`quotidien--se-laver`,
`quotidien--adresse-postale`…). They stand among the themes, of a service as of a query, and never leave the product
as if a standard had published them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

EVERYDAY_PREFIX = "quotidien--"

IsClosed = Callable[[str], bool]
"""Tells of a booking link that nobody can book there now."""
NONE_CLOSED: IsClosed = frozenset[str]().__contains__


@dataclass(frozen=True, slots=True)
class Source:
    """Where a place was read: the publisher's name, its identifier there, its own date of update."""

    name: str
    id: str
    updated: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """One thing a place offers. `name` is free French text, empty when the source only gives codes. `themes` holds
    published themes and everyday needs alike."""

    themes: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    name: str = ""
    free: bool | None = None
    booking_url: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere one can go, or call.

    `latitude`/`longitude` are WGS84 degrees, both or neither. `hours` is a valid OSM opening_hours
    string or empty; `hours_text` is what the source wrote when it could not be understood. `languages`
    are BCP 47 codes spoken there beside French. `closures` are (first day, last day), both included.
    `note` is a sentence in easy French that an agent of the territory wrote about this place.
    A bus has one place per stop. A phone service has `kind == "telephone"` and no position.
    """

    id: str
    name: str
    kind: str = "autre"
    street: str = ""
    complement: str = ""
    postcode: str = ""
    city: str = ""
    insee: str = ""
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    email: str = ""
    website: str = ""
    booking_url: str = ""
    hours: str = ""
    hours_text: str = ""
    closures: tuple[tuple[dt.date, dt.date], ...] = ()
    labels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    mobile: bool = False
    accessibility_url: str = ""
    free: bool | None = None
    updated: dt.date | None = None
    sources: tuple[Source, ...] = ()
    services: tuple[Service, ...] = ()
    note: str = ""

    @property
    def position(self) -> tuple[float, float] | None:
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    @property
    def address(self) -> str:
        town = " ".join(part for part in (self.postcode, self.city) if part)
        return ", ".join(part for part in (self.street, self.complement, town) if part)


PHONE_KIND = "telephone"


@dataclass(frozen=True, slots=True)
class Query:
    """What a path asks of the directory. A place answers when one of its services has any of `themes` or
    `services` and, where these are given, any of `publics` (a service with no publics is for everybody)
    and any of `contacts`. `labels` and `kinds` (of place) never exclude: they only lift a place (see `rank`); so do
    `words`, in the name of the place or of one of those services; accents and case do not count there."""

    themes: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def facets(self) -> tuple[str, ...]:
        return self.themes + self.services


@dataclass(frozen=True, slots=True)
class Ask:
    """One visitor's question: the path's query, the wider queries above it, nearest to it first, the identifiers
    of phone services that come first, and whether the helper of this site is the best answer.

    `urgent`: somebody may be in danger. The answer is these numbers, the places for exactly this, and the helper.
    """

    query: Query
    broader: tuple[Query, ...] = ()
    phones: tuple[str, ...] = ()
    helper_first: bool = False
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known of a place's doors at one moment, in the site's own time zone.

    `open` is None when it cannot be said: then `doubt` tells why and the words are "call first".
    `today` holds the (opens, closes) spans of that day; `next_change` is when open becomes closed or back.
    """

    open: bool | None
    today: tuple[tuple[dt.time, dt.time], ...] = ()
    next_change: dt.datetime | None = None
    doubt: str = ""
    """One of "", "unknown" (no hours), "unreadable" (hours_text only), "holiday", "closure" (closed for now), "clock"
    (the hours are known, but not what time it is)."""


@dataclass(frozen=True, slots=True)
class Result:
    """One place as an answer. `rung` is the rung of the ladder it stands on; `reason` is the code of the one
    line that says why it is here; `distance_m` is None for a phone service."""

    place: Place
    rung: str
    reason: str
    opening: Opening
    distance_m: int | None = None
    booking_host: str = ""
    """Host of `place.booking_url` when that link really books an appointment, else empty."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the ladder found: never empty. `rung` is the rung of the first result."""

    rung: str
    results: tuple[Result, ...]


RUNGS = ("here", "farther", "broader", "phone", "helper")
"""This, in the near circle · this, in the far circle · the need above · a phone service · this site's helper."""

"""The rungs of the ladder, one function each: what it finds for one ask, best first.

A rung knows nothing of the others but the ids that are `taken` already.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from kiosk.directory.booking import booking_host
from kiosk.directory.geo import Position
from kiosk.directory.models import NONE_CLOSED, PHONE_KIND, Ask, IsClosed, Opening, Place, Query, Result, Service
from kiosk.directory.offers import matching_services
from kiosk.directory.opening import opening_at, untimed
from kiosk.directory.rank import Candidate, cost, speaks
from kiosk.directory.reasons import reason_of
from kiosk.directory.store import Directory
from kiosk.settings import Territory

CANDIDATES = 40
"""How many of the nearest places are ranked: time and languages decide among these."""

ENOUGH = 3
"""One page: with fewer answers than this to exactly what was asked, the next rung is asked too."""

PHONES = 3
"""At most this many phone services on the phone rung."""

GENERAL_PHONE = "3939"
"""The number of the State for any question about public services, when no phone service knows the subject."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Where, when and for whom one asks. `at` is aware; `language` is what the visitor reads. When the clock is not
    `trusted`, no door is said to be open or closed, and none comes first for it. `is_closed` tells of a booking link
    that nobody can book there now: another of the same place takes its place."""

    position: Position
    territory: Territory
    language: str
    at: dt.datetime
    helper: Place
    booking_hosts: tuple[str, ...] = ()
    trusted: bool = True
    is_closed: IsClosed = NONE_CLOSED

    @property
    def near_m(self) -> float:
        return self.territory.near_km * 1000

    @property
    def far_m(self) -> float:
        return max(self.territory.near_km, self.territory.far_km) * 1000

    def opening_of(self, place: Place) -> Opening:
        """Its doors at that moment, on the clocks of the moment's zone."""
        if not self.trusted:
            return untimed(place)
        zone = self.at.tzinfo
        return opening_at(place, self.at, zone) if isinstance(zone, ZoneInfo) else opening_at(place, self.at)


Taken = Collection[str]
Rung = Callable[[Directory, Ask, Visit, Taken], list[Result]]


def here(directory: Directory, ask: Ask, visit: Visit, taken: Taken) -> list[Result]:
    """Exactly this, in the near circle."""
    return _around("here", directory, ask.query, visit, taken, 0.0, visit.near_m)


def farther(directory: Directory, ask: Ask, visit: Visit, taken: Taken) -> list[Result]:
    """Exactly this, in the far circle, and then where nobody knows how far it is."""
    located = _around("farther", directory, ask.query, visit, taken, visit.near_m, visit.far_m)
    return _and_unplaced(located, "farther", directory, ask.query, visit, taken)


def broader(directory: Directory, ask: Ask, visit: Visit, taken: Taken) -> list[Result]:
    """What the situation and then the need above ask: near when the near circle holds some, else far, else who
    knows where; a wider query is asked while there are too few. Places closed for now are no help here."""
    found: list[Result] = []
    for query in ask.broader:
        if len(found) >= ENOUGH:
            break
        known = {*taken, *(result.place.id for result in found)}
        results = _around("broader", directory, query, visit, known, 0.0, visit.near_m)
        if not _useful(results):
            results = _around("broader", directory, query, visit, known, 0.0, visit.far_m)
            results = _and_unplaced(results, "broader", directory, query, visit, known)
        found += [result for result in results if result.opening.doubt != "closure"]
    return found


def phone(directory: Directory, ask: Ask, visit: Visit, taken: Taken) -> list[Result]:
    """The phone services that know exactly this; where nothing at all was found, those that know the situation or
    the need above, else the general number. An urgent path has named its numbers: no other helps."""
    exact = exact_phones(directory, ask, visit, taken)
    if exact or taken or ask.urgent:
        return exact
    for query in ask.broader:
        if results := _phones_knowing(query, directory, visit, taken, exact=False):
            return results
    general = (place for place in directory.phones if place.phone.replace(" ", "") == GENERAL_PHONE)
    return [_called(place, visit, exact=False) for place in general]


def exact_phones(directory: Directory, ask: Ask, visit: Visit, taken: Taken) -> list[Result]:
    """At most PHONES phone services that know what the path asks, those that answer now first."""
    return [] if ask.urgent else _phones_knowing(ask.query, directory, visit, taken, exact=True)


def helper(directory: Directory, ask: Ask, visit: Visit, taken: Taken) -> list[Result]:
    """The human being of this very site."""
    if visit.helper.id in taken:
        return []
    opening = visit.opening_of(visit.helper)
    return [_result("helper", visit.helper, (), opening, 0.0, visit)]


def called_first(directory: Directory, ask: Ask, visit: Visit) -> list[Result]:
    """The phone services a path names itself, in its order; those the directory does not know are left out."""
    known = {place.id: place for place in directory.phones}
    ids = (f"{PHONE_KIND}--{phone_id}" for phone_id in dict.fromkeys(ask.phones))
    return [_called(known[place_id], visit, exact=True) for place_id in ids if place_id in known]


LADDER: tuple[Rung, ...] = (here, farther, broader, phone, helper)


def _around(
    rung: str, directory: Directory, query: Query, visit: Visit, taken: Taken, beyond_m: float, within_m: float
) -> list[Result]:
    """The best of the nearest; of more of the nearest when so many of them are closed for now."""
    wanted = CANDIDATES + len(taken)
    while True:
        found = directory.nearest(query, visit.position, wanted, within_m)
        fresh = [(place, metres) for place, metres in found if metres > beyond_m or not beyond_m]
        results = _ranked(rung, fresh, query, visit, taken)
        if _useful(results) >= ENOUGH or len(found) < wanted:
            return results
        wanted *= 4


def _and_unplaced(
    located: list[Result], rung: str, directory: Directory, query: Query, visit: Visit, taken: Taken
) -> list[Result]:
    """After the located places, when these are few, those whose position nobody knows."""
    if _useful(located) >= CANDIDATES // 2:
        return located
    places = directory.unplaced(query, CANDIDATES + len(taken))
    return located + _ranked(rung, ((place, None) for place in places), query, visit, taken)


def _ranked(
    rung: str, found: Iterable[tuple[Place, float | None]], query: Query, visit: Visit, taken: Taken
) -> list[Result]:
    candidates = [
        Candidate(place, matching_services(place, query), visit.opening_of(place), metres)
        for place, metres in found
        if place.id not in taken
    ]
    candidates.sort(key=lambda candidate: cost(candidate, query, visit.language, visit.at))
    return [_result(rung, c.place, c.services, c.opening, c.metres, visit) for c in candidates]


def _useful(results: Iterable[Result]) -> int:
    return sum(result.opening.doubt != "closure" for result in results)


def _phones_knowing(query: Query, directory: Directory, visit: Visit, taken: Taken, exact: bool) -> list[Result]:
    facets = set(query.facets)
    shared = [(len(facets & _facets(place)), place) for place in directory.phones if place.id not in taken]
    results = [(count, _called(place, visit, exact)) for count, place in shared if count]
    results.sort(key=lambda pair: (pair[1].opening.open is not True, -pair[0], pair[1].place.id))
    return [result for _, result in results[:PHONES]]


def _facets(place: Place) -> set[str]:
    return {facet for service in place.services for facet in service.themes + service.services}


def _called(place: Place, visit: Visit, exact: bool) -> Result:
    return _result("phone", place, (), visit.opening_of(place), None, visit, exact)


def _result(
    rung: str,
    place: Place,
    services: tuple[Service, ...],
    opening: Opening,
    metres: float | None,
    visit: Visit,
    exact: bool = True,
) -> Result:
    host = ""
    for url in (*(service.booking_url for service in services), place.booking_url):
        host = "" if visit.is_closed(url) else booking_host(url, visit.booking_hosts)
        if host:
            place = place if url == place.booking_url else replace(place, booking_url=url)
            break
    return Result(
        place=place,
        rung=rung,
        reason=reason_of(rung, metres, speaks(place, visit.language), exact),
        opening=opening,
        distance_m=None if metres is None else round(metres),
        booking_host=host,
    )

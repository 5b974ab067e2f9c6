"""What can be asked of a place, in numbers.

A *facet* is a code one can ask for: a theme or a digital service. An *offer* is one facet together with the
publics it is for and the ways to get it: ("sante--acces-aux-soins", {"familles-enfants"}, {"telephoner"}). A
directory holds few distinct offers, so a query is turned into a set of offer numbers in memory, exactly, and
SQLite only ever compares whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.directory.models import Place, Query, Service

EVERYBODY = "tous-publics"


@dataclass(frozen=True, slots=True)
class Offer:
    """Empty `publics`: for everybody. Empty `contacts`: nobody knows how, so any way may work."""

    facet: str
    publics: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()


def publics_of(codes: Iterable[str]) -> frozenset[str]:
    """The publics a list of codes narrows to; empty when that is everybody."""
    publics = frozenset(codes)
    return frozenset() if EVERYBODY in publics else publics


def offers_of(place: Place) -> set[Offer]:
    """One offer per service and facet. The ways to get a service are its own and those of the place."""
    return {
        Offer(facet, publics_of(service.publics), frozenset(service.contacts + place.access))
        for service in place.services
        for facet in service.themes + service.services
    }


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a query asks beside its facets: empty `publics` is anybody, empty `contacts` any way."""

    publics: frozenset[str]
    contacts: frozenset[str]

    def lets(self, publics: frozenset[str], contacts: frozenset[str]) -> bool:
        """Whether something for these publics, to be got in these ways, is left by the narrowing."""
        return (not self.publics or not publics or not self.publics.isdisjoint(publics)) and (
            not self.contacts or not contacts or not self.contacts.isdisjoint(contacts)
        )

    def __bool__(self) -> bool:
        return bool(self.publics or self.contacts)


def narrowing_of(query: Query) -> Narrowing:
    return Narrowing(publics_of(query.publics), frozenset(query.contacts))


def matching_services(place: Place, query: Query) -> tuple[Service, ...]:
    """The services of `place` that answer `query`, in their order."""
    facets, narrowing = frozenset(query.facets), narrowing_of(query)
    return tuple(
        service
        for service in place.services
        if not (facets.isdisjoint(service.themes) and facets.isdisjoint(service.services))
        and (not narrowing or narrowing.lets(publics_of(service.publics), frozenset(service.contacts + place.access)))
    )

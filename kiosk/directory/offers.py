"""What can be asked of a place, in numbers.

A *facet* is a code one can ask for: a theme or a digital service. An *offer* is one facet together with the
publics it is for and the ways to get it: ("sante--acces-aux-soins", {"familles-enfants"}, {"telephoner"}). A
directory holds few distinct offers, so a query is turned into a set of offer numbers in memory, exactly, and
SQLite only ever compares whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


def offers_of_service(place: Place, service: Service) -> Iterator[Offer]:
    """One offer per facet of `service`. The ways to get it are its own and those of the place."""
    publics, contacts = publics_of(service.publics), frozenset(service.contacts + place.access)
    for facet in dict.fromkeys(service.themes + service.services):
        yield Offer(facet, publics, contacts)


def offers_of(place: Place) -> set[Offer]:
    return {offer for service in place.services for offer in offers_of_service(place, service)}


def wants(query: Query, offer: Offer) -> bool:
    """Whether `offer` answers `query`: its facet is asked for, and publics and ways do not rule it out."""
    return offer.facet in query.facets and suits(query, offer)


def suits(query: Query, offer: Offer) -> bool:
    """Whether publics and ways of contact of `offer` leave room for `query`, whatever its facet."""
    publics = publics_of(query.publics)
    return (not publics or not offer.publics or not publics.isdisjoint(offer.publics)) and (
        not query.contacts or not offer.contacts or not offer.contacts.isdisjoint(query.contacts)
    )


def matching_services(place: Place, query: Query) -> tuple[Service, ...]:
    """The services of `place` that answer `query`, in their order."""
    return tuple(
        service
        for service in place.services
        if any(wants(query, offer) for offer in offers_of_service(place, service))
    )

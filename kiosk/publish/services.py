"""The services of one place told by several sources: all of them, each said once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.directory.models import Service
from kiosk.publish.names import normalised


def union_of_services(services: Iterable[Service]) -> tuple[Service, ...]:
    """Every service that says something another does not, in the order given.

    A service is left out only when another one answers every question it answers: it has all its codes, publics and
    ways of contact, and the same name, charge and booking link where these are given.
    """
    distinct: dict[_Facts, Service] = {}
    for service in services:
        distinct.setdefault(_Facts.of(service), service)
    return tuple(
        service
        for facts, service in distinct.items()
        if not any(other.says_all_of(facts) for other in distinct if other is not facts)
    )


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a service says, without order, so that two writings of one service are equal."""

    name: str
    codes: frozenset[str]
    publics: frozenset[str]
    contacts: frozenset[str]
    free: bool | None
    booking_url: str

    @classmethod
    def of(cls, service: Service) -> _Facts:
        codes = frozenset(service.themes + service.services)
        publics, contacts = frozenset(service.publics), frozenset(service.contacts)
        return cls(normalised(service.name), codes, publics, contacts, service.free, service.booking_url)

    def says_all_of(self, less: _Facts) -> bool:
        """Whether nothing of `less` would be lost. Empty publics or contacts mean "any", so only equal sets or a
        smaller set that is not empty are contained."""
        return (
            less.name in ("", self.name)
            and less.codes <= self.codes
            and (less.publics == self.publics or (bool(less.publics) and less.publics < self.publics))
            and (less.contacts == self.contacts or (bool(less.contacts) and less.contacts < self.contacts))
            and less.free in (None, self.free)
            and less.booking_url in ("", self.booking_url)
        )

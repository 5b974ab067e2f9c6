"""The guide's phone services, as places one can call."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.directory.models import PHONE_KIND, Place, Service
from kiosk.guide.tree import PhoneService


def phone_place(phone: PhoneService) -> Place:
    """The place of a phone service: no position, and one service that says what the number is for."""
    service = Service(themes=phone.themes, services=phone.services, contacts=("telephoner",), name=phone.what)
    return Place(
        id=f"{PHONE_KIND}--{phone.id}",
        name=phone.name,
        kind=PHONE_KIND,
        phone=phone.number,
        hours=phone.hours,
        services=(service,),
    )


def phone_places(phones: Iterable[PhoneService]) -> list[Place]:
    return [phone_place(phone) for phone in phones]

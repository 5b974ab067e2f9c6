"""A place as a contact for a phone: a vCard that fits in a code.

Version 3.0 (RFC 2426) and not 4.0 (RFC 6350): what is written here reads the same in both but for the line VERSION, and
the readers of codes and the contacts of phones were made for 2.1 and 3.0 (ZXing's names 2.1 and ignores the version).
N is mandatory in 3.0 and empty, for a place has no surname; FN is the name that phones show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.directory.models import Place
from kiosk.paper.qr import phone_qr
from kiosk.paper.texts import escaped, lines, one_line, shortened, size

SHORTEST = 24
"""Bytes under which the name and the street are not cut: then there is no card."""


@dataclass(frozen=True, slots=True)
class _Card:
    name: str
    phone: str
    street: str
    complement: str
    postcode: str
    city: str
    url: str
    note: str
    services: str

    def text(self) -> str:
        address = (self.complement, self.street, self.city, "", self.postcode, "")
        note = " - ".join(part for part in (self.note, self.services) if part)
        rows = [f"FN:{escaped(self.name)}", "N:;;;;"]
        if self.phone:
            rows.append(f"TEL;TYPE=work:{self.phone}")
        if any(address):
            rows.append("ADR;TYPE=work:;" + ";".join(map(escaped, address)))
        if self.url:
            rows.append(f"URL:{self.url}")
        if note:
            rows.append(f"NOTE:{escaped(note)}")
        return lines(("BEGIN:VCARD", "VERSION:3.0", *rows, "END:VCARD"))


def card(place: Place, room: int, *, url: str = "", services: Sequence[str] = ()) -> str:
    """The vCard of a place in at most `room` bytes; "" when not even its name and its street or number fit, or when it
    has neither. `url` is a booking link that was checked; `services` are words of what one does there.

    What is too long is shortened, in this order: the note, the complement of the street, the services; then the link
    goes; then the street, and last the name, are cut.
    """
    call = phone_qr(place.phone) or ""
    whole = _Card(
        name=one_line(place.name),
        phone=call.removeprefix("tel:"),
        street=one_line(place.street),
        complement=one_line(place.complement),
        postcode=one_line(place.postcode),
        city=one_line(place.city),
        url=url,
        note=one_line(place.note),
        services=one_line(", ".join(services)),
    )
    if not whole.name or not (whole.phone or whole.street):
        return ""
    for field, least in (("note", 0), ("complement", 0), ("services", 0), ("url", -1), ("street", SHORTEST)):
        whole = _fitting(whole, room, field, least)
    whole = _fitting(whole, room, "name", SHORTEST)
    return whole.text() if whole.name and size(whole.text()) <= room else ""


def _fitting(card: _Card, room: int, field: str, least: int) -> _Card:
    """The card with one field as short as it must be, never under `least` bytes; a `least` of -1 is all or nothing."""
    value = getattr(card, field)
    wanted = size(value)
    while value and size(card.text()) > room:
        wanted -= max(1, size(card.text()) - room)
        value = "" if least < 0 else shortened(getattr(card, field), max(wanted, least))
        if size(value) >= size(getattr(card, field)):
            return card
        card = replace(card, **{field: value})
    return card

"""The record of a place, put together from a row and its words. What every reader ends with."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from kiosk.directory.models import PHONE_KIND, Place, Service, Source
from kiosk.publish import clean
from kiosk.publish.names import plain
from kiosk.publish.readable import readable_complement, readable_name, readable_street, readable_town
from kiosk.publish.readers import fields
from kiosk.publish.readers.row import Row
from kiosk.publish.readers.words import Words
from kiosk.publish.records import Record
from kiosk.publish.scrubbing import scrub_name
from kiosk.publish.vocabulary import OTHER_KIND, Vocabulary

NO_PUBLIC = "sans-accueil"


def place_id(source: str, identifier: str) -> str:
    """ "<source's slug>--<source's own id>"; an id that already starts that way is kept as it is."""
    slug = plain(source).replace(" ", "-")
    return identifier if identifier.startswith(f"{slug}--") else f"{slug}--{identifier}"


def own_id(row: Row, word: str) -> str:
    """A source's own identifier, or empty when there is none or it holds an address or a person."""
    text = row.text(word)
    personal = scrub_name(text) != text and (" " in text or not any(c.isalpha() for c in text))
    return "" if personal else clean.identifier(text)


def record_of(
    row: Row,
    words: Words,
    vocabulary: Vocabulary,
    *,
    source: str,
    labels: tuple[str, ...] = (),
    kind: str = "",
    hours: tuple[str, str] | None = None,
    fallback: str = "",
) -> Record | None:
    """The record of a row, or None when it is left out; then `row.refused` ends with the reason.

    Required: a name, and a postcode or a position (a phone service needs a phone instead). `labels` and `kind`
    are what the format itself says of all its places; `hours` replaces the field of that name; `fallback` is the
    standard whose own offer serves when neither the source nor the kind of place says anything.
    """
    if NO_PUBLIC in words.of("ecarter"):
        return _left_out(row, "contacts", "the public is not received there")
    name = readable_name(row.raw("name"))
    if not any(c.isalpha() for c in name):
        return _left_out(row, "name", "a place needs a name")
    source = scrub_name(row.text("source"))[:60] or source
    labels = tuple(dict.fromkeys((*labels, *words.of("label"))))
    kinds = {"carriers" if row.raw("networks") else "revealed": words.of("lieu")}
    kind = kind or vocabulary.kind_of(name, row.many("typology", "|;,"), **kinds)
    if kind == OTHER_KIND and "france-services" in labels:
        kind = "france-services"
    place = whereabouts(row, hours)
    place = replace(
        place,
        name=name,
        kind=kind,
        email=fields.email(row, place.city),
        website=fields.link(row, "website"),
        booking_url=fields.link(row, "booking"),
        labels=labels,
        languages=words.of("langue"),
        supports=words.of("soutien"),
        access=words.of("accompagnement"),
        mobile=bool(words.of("mobile")),
        accessibility_url=fields.link(row, "accessibility"),
        free=words.free,
    )
    if not place.postcode and place.position is None and not (kind == PHONE_KIND and place.phone):
        return _left_out(row, "postcode", "a place needs a postcode or a position")
    place = identified(row, place, source)
    services = offered(place, words, vocabulary, fallback)
    services += everyday(place, services, words, vocabulary, row.text("presentation"))
    place = replace(place, services=services)
    return Record(place, row.file, row.number, fields.siret(row))


def identified(row: Row, place: Place, source: str) -> Place:
    """The place with its id, and its source with the identifier it has there (made up when there is none)."""
    identifier = own_id(row, "id") or _fingerprint(place)
    return replace(place, id=place_id(source, identifier), sources=(Source(source, identifier, place.updated),))


def whereabouts(row: Row, hours: tuple[str, str] | None = None) -> Place:
    """Where and when a row says it is, its phone and its date: a place without id or name."""
    latitude, longitude = fields.position(row)
    osm, text = fields.hours(row) if hours is None else hours
    return Place(
        id="",
        name="",
        street=_street(row),
        complement=readable_complement(row.raw("complement")),
        postcode=fields.postcode(row),
        city=readable_town(row.raw("city")),
        insee=clean.insee(row.raw("insee")),
        latitude=latitude,
        longitude=longitude,
        phone=fields.phone(row),
        hours=osm,
        hours_text=text,
        updated=fields.updated(row),
    )


def offered(place: Place, words: Words, vocabulary: Vocabulary, fallback: str = "") -> tuple[Service, ...]:
    """One service with all that the source names, completed by what the labels promise; when it names nothing,
    by what a place of this kind offers by nature. None when nothing at all is known."""
    named = words.offer
    offer = named + vocabulary.offered_by("label", place.labels)
    if not named:
        offer += vocabulary.offered_by("lieu", (place.kind,))
    if not offer and fallback:
        offer = vocabulary.offered_by("norme", (fallback,))
    if not offer:
        return ()
    offer = vocabulary.complete(offer)
    service = Service(
        themes=offer.themes,
        services=offer.services,
        publics=words.publics,
        contacts=words.of("contact") or contacts_of(place),
        free=place.free,
        booking_url=place.booking_url,
    )
    return (service,)


def everyday(
    place: Place, services: tuple[Service, ...], words: Words, vocabulary: Vocabulary, presentation: str
) -> tuple[Service, ...]:
    """The everyday needs that a place answers beside `services`: those of its kind, whatever its source names, and
    those that its name or `presentation` tells. One service of its own, for everybody, or none."""
    by_kind = vocabulary.offered_by("lieu", (place.kind,)).everyday.themes
    told = vocabulary.everyday.of_place(place.name, presentation)
    known = {theme for service in services for theme in service.themes}
    themes = tuple(code for code in dict.fromkeys((*by_kind, *told)) if code not in known)
    return (Service(themes=themes, contacts=words.of("contact") or contacts_of(place)),) if themes else ()


def contacts_of(place: Place) -> tuple[str, ...]:
    """The ways of contact that a place makes possible, for a source that names none."""
    ways = (
        ("se-presenter", bool(place.street or place.position)),
        ("telephoner", bool(place.phone)),
        ("envoyer-un-courriel", bool(place.email)),
        ("utiliser-lien-mobilisation", bool(place.booking_url)),
    )
    return tuple(way for way, possible in ways if possible)


def _street(row: Row) -> str:
    parts = [row.text("street_number"), row.text("street_repetition"), row.text("street")]
    if parts[0] and parts[2].startswith(f"{parts[0]} "):
        parts = parts[2:]
    return readable_street(" ".join(part for part in parts if part))


def _left_out(row: Row, word: str, reason: str) -> None:
    row.refuse(word, f"{reason}: the row is left out")


def _fingerprint(place: Place) -> str:
    """An identifier for a row that has none: the same as long as the name and the address are."""
    told = "|".join(map(plain, (place.name, place.postcode, place.city, place.street)))
    return hashlib.sha256(f"{told}|{place.position}".encode()).hexdigest()[:12]

"""The facts on the screen of one place, in its order: what one does there, when, where, for whom, at what price.

The directory's codes become easy words through the vocabulary and the catalogue. What people of the place wrote
themselves in French is shown as it is, and marked in every other language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kiosk.directory.advice import advice
from kiosk.directory.models import PHONE_KIND, Place, Query, Result, Service
from kiosk.directory.next_step import NextStep
from kiosk.directory.offers import matching_services, publics_of
from kiosk.directory.rank import has_word, is_free
from kiosk.guide.tree import Fiche
from kiosk.i18n.catalogue import Words
from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.ui.viewmodels.lines import LineProps, address_of, hear_name, in_french, isolated, named
from kiosk.ui.viewmodels.place_facts import PlaceFacts, door_picture, languages_line

STEPS = {"book": "calendar", "call": "phone", "walk": "walk", "write": "letter", "come-later": "clock"}
"""The pictogram of each next step."""
MOST = 3
"""At most so many things that one does there, publics, and labels."""

Vocabulary = Mapping[str, Mapping[str, str]]
"""The French words of codes by sort: themes, services, publics, contacts, labels, kinds. A sort may be absent."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the visitor asked. `what` is what a phone service is for."""

    query: Query = field(default_factory=Query)
    fiche: Fiche | None = None
    what: str = ""


def told_of(
    result: Result,
    facts: PlaceFacts,
    asked: Asked,
    vocabulary: Vocabulary,
    t: Words,
    steps: Sequence[NextStep] = (),
) -> tuple[LineProps, ...]:
    """The facts that are known, and the best of the next `steps`; of a place that nobody has looked at for long, first
    that it is so and whom to call. Where letters leave no room for all, those of a greater rank give way first."""
    place = result.place
    answering = _most_exact_first(matching_services(place, asked.query), asked.query.words)
    address = address_of(place, t)
    complement = "" if t.language.code == SOURCE_LANGUAGE else place.complement
    email = next((step.target for step in steps if step.way == "write"), "")
    phone = (LineProps("phone", facts.phone, "strong", "phone", title=t("Téléphone")),)
    lines = (
        LineProps("old", facts.old, "strong", "warning"),
        *(phone if facts.old else ()),
        replace(in_french("note", place.note, 1, t), part="fact", picture="note"),
        LineProps("why", t(asked.what) or facts.why, rank=3),
        LineProps("does", _does(place, answering, asked.query, vocabulary, t), "fact", "list", rank=2),
        in_french("service", _name(place, answering), 6, t),
        LineProps("next", _next(result, facts, steps, t), "strong", STEPS[steps[0].way] if steps else "", rank=1),
        LineProps("opening", facts.opening, "strong", door_picture(facts)),
        in_french("written", "" if place.hours else place.hours_text, 1, t),
        LineProps("address", address, "fact", "pin", title=t("Adresse"), slices=named(address, t)),
        in_french("complement", complement, 4, t),
        LineProps("distance", facts.distance, "fact", "walk", rank=1 if facts.old else 0),
        *(() if facts.old else phone),
        LineProps("email", email, "fact", "letter", rank=6, title=t("E-mail"), slices=named(email, t)),
        LineProps("charge", _charge(place, answering, t), "fact", "coin", rank=1),
        LineProps("publics", _publics(answering, vocabulary, t), "fact", "people", rank=4),
        languages_line("languages", facts, place.languages, 1, t),
        LineProps("contacts", _contacts(place, answering, vocabulary, t), "fact", "talk", rank=7),
        LineProps("bring", _bring(place, asked.fiche, t), "fact", "bag", rank=5),
        LineProps("labels", _labels(place, vocabulary, t), "fact", "label", rank=8),
    )
    return tuple(replace(line, hear=hear_name(line.text, t)) for line in lines if line.text)


def _next(result: Result, facts: PlaceFacts, steps: Sequence[NextStep], t: Words) -> str:
    """Nothing of a number, nor where other lines say already that one should call first."""
    said = facts.old or (result.opening.open is None and steps and steps[0].way == "call")
    return "" if said or result.place.kind == PHONE_KIND else advice(steps, t)


def _most_exact_first(services: tuple[Service, ...], words: tuple[str, ...]) -> tuple[Service, ...]:
    """Those whose own name has a word of the path come first."""
    return tuple(sorted(services, key=lambda service: not has_word(service.name, words)))


def _does(place: Place, answering: tuple[Service, ...], query: Query, vocabulary: Vocabulary, t: Words) -> str:
    """What one does there: what answers the path first, then the rest of the same services, then of the others."""
    services = (*answering, *place.services)
    offered = [code for service in services for code in service.themes + service.services]
    offered.sort(key=lambda code: code not in query.facets)
    known = {**vocabulary.get("themes", {}), **vocabulary.get("services", {})}
    things = _listed(offered, known, t)
    return t("Ce lieu propose : {things}", things=things) if things and place.kind != PHONE_KIND else ""


def _name(place: Place, answering: tuple[Service, ...]) -> str:
    """How the place itself calls the service that answers."""
    return next((service.name for service in answering if service.name and service.name != place.name), "")


def _charge(place: Place, answering: tuple[Service, ...], t: Words) -> str:
    free = is_free(place, answering)
    return "" if free is None else t("C'est gratuit.") if free else t("C'est payant.")


def _publics(answering: tuple[Service, ...], vocabulary: Vocabulary, t: Words) -> str:
    """For whom, when no service that answers is for everybody."""
    narrowed = [publics_of(service.publics) for service in answering]
    codes = [code for service in answering for code in service.publics]
    people = _listed(codes, vocabulary.get("publics", {}), t) if narrowed and all(narrowed) else ""
    return t("Pour : {people}", people=people) if people else ""


def _contacts(place: Place, answering: tuple[Service, ...], vocabulary: Vocabulary, t: Words) -> str:
    codes = [*place.access, *(code for service in answering for code in service.contacts)]
    ways = _listed(codes, vocabulary.get("contacts", {}), t, len(codes))
    return t("Comment demander : {ways}", ways=ways) if ways and place.kind != PHONE_KIND else ""


def _bring(place: Place, fiche: Fiche | None, t: Words) -> str:
    papers = " · ".join(map(t, fiche.bring)) if fiche and place.kind != PHONE_KIND else ""
    return t("À apporter : {papers}", papers=papers) if papers else ""


def _labels(place: Place, vocabulary: Vocabulary, t: Words) -> str:
    known = vocabulary.get("labels", {})
    return " · ".join(isolated(t(known[code])) for code in place.labels if code in known)


def _listed(codes: Iterable[str], known: Mapping[str, str], t: Words, most: int = MOST) -> str:
    """The words of the first codes that have some, each once."""
    words = dict.fromkeys(t(known[code]) for code in codes if known.get(code))
    return " · ".join(list(words)[:most])

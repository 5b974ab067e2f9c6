"""From tables to the frozen guide: limits, identifiers, codes, and that nothing points nowhere.

The same reading serves the agent's TOML files and the release's JSON; only where faults are found differs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from kiosk.directory.models import Query
from kiosk.guide.table import Table, near
from kiosk.guide.tree import MAX_SITUATIONS, MAX_WAYS, Fiche, Guide, Need, PhoneService, Situation, Way

T = TypeVar("T", Need, Situation, Way, Fiche, PhoneService)
QUERY_KEYS = ("themes", "services", "publics", "contacts", "labels", "kinds", "words")

Codes = Mapping[str, Collection[str]]
"""Known codes by key ("themes", "services", "publics", "contacts", "labels", "kinds"), and Lucide names under
"pictograms". What is absent is not checked."""


@dataclass(slots=True)
class Pointers:
    """What the ways point at, kept with their tables so that a dangling one is named where it stands."""

    fiches: list[tuple[Table, str]] = field(default_factory=list)
    phones: list[tuple[Table, str]] = field(default_factory=list)


def parse_guide(
    questions: Table, needs: Iterable[Table], fiches: Iterable[Table], phones: Iterable[Table], codes: Codes
) -> Guide:
    """The guide these tables describe. Raises GuideError at the first fault."""
    questions.only("need", "situation", "way")
    asked = (questions.text("need"), questions.text("situation"), questions.text("way"))
    pointers = Pointers()
    parsed_needs = _unique((table, parse_need(table, codes, pointers)) for table in needs)
    parsed_fiches = {fiche.id: fiche for fiche in _unique((table, parse_fiche(table)) for table in fiches)}
    parsed_phones = {phone.id: phone for phone in _unique((table, parse_phone(table, codes)) for table in phones)}
    for table, fiche in pointers.fiches:
        if fiche not in parsed_fiches:
            raise table.fault(
                fiche, f"there is no fiche {fiche!r}", near(fiche, parsed_fiches) + " Or write that fiche."
            )
    for table, phone in pointers.phones:
        if phone not in parsed_phones:
            raise table.fault(
                phone, f"there is no phone {phone!r}", near(phone, parsed_phones) + " Or write that phone."
            )
    return Guide(needs=parsed_needs, fiches=parsed_fiches, phones=parsed_phones, questions=asked)


def parse_need(table: Table, codes: Codes, pointers: Pointers) -> Need:
    table.only("id", "label", "hint", "pictogram", "situation")
    situations = table.tables("situation", least=1, most=MAX_SITUATIONS)
    return Need(
        id=table.slug(),
        label=table.text("label"),
        pictogram=_pictogram(table, codes),
        hint=table.text("hint", required=False),
        situations=_unique((each, parse_situation(each, codes, pointers)) for each in situations),
    )


def parse_situation(table: Table, codes: Codes, pointers: Pointers) -> Situation:
    table.only("id", "label", "hint", "pictogram", "way")
    ways = table.tables("way", least=1, most=MAX_WAYS)
    return Situation(
        id=table.slug(),
        label=table.text("label"),
        pictogram=_pictogram(table, codes),
        hint=table.text("hint", required=False),
        ways=_unique((each, parse_way(each, codes, pointers)) for each in ways),
    )


def parse_way(table: Table, codes: Codes, pointers: Pointers) -> Way:
    table.only("id", "label", "hint", "pictogram", "fiche", "phones", "helper_first", *QUERY_KEYS)
    way = Way(
        id=table.slug(),
        label=table.text("label"),
        pictogram=_pictogram(table, codes),
        query=Query(**{key: _codes(table, key, codes) for key in QUERY_KEYS}),
        fiche=table.text("fiche"),
        hint=table.text("hint", required=False),
        phones=table.texts("phones"),
        helper_first=table.flag("helper_first"),
    )
    if not (way.query.facets or way.phones or way.helper_first):
        raise table.fault(
            "id", "it asks for nothing", "Add themes = […], services = […], phones = […] or helper_first = true."
        )
    pointers.fiches.append((table, way.fiche))
    pointers.phones.extend((table, phone) for phone in way.phones)
    return way


def parse_fiche(table: Table) -> Fiche:
    table.only("id", "title", "what", "bring", "there", "cost", "time", "written")
    return Fiche(
        id=table.slug(),
        title=table.text("title"),
        what=table.texts("what", required=True),
        bring=table.texts("bring"),
        there=table.texts("there"),
        cost=table.text("cost", required=False),
        time=table.text("time", required=False),
        written=table.day("written"),
    )


def parse_phone(table: Table, codes: Codes) -> PhoneService:
    table.only("id", "name", "number", "what", "hours", "themes", "services", "urgent")
    number = table.text("number")
    if not all(part.isascii() and part.isdigit() for part in number.removeprefix("+").split(" ")):
        raise table.fault("number", f"{number!r} is not a phone number", 'Write digits and spaces: "0 800 23 13 13".')
    return PhoneService(
        id=table.slug(),
        name=table.text("name"),
        number=number,
        what=table.text("what"),
        hours=table.text("hours", required=False, prose=False),
        themes=_codes(table, "themes", codes),
        services=_codes(table, "services", codes),
        urgent=table.flag("urgent"),
    )


def _codes(table: Table, key: str, codes: Codes) -> tuple[str, ...]:
    values = table.texts(key)
    for value in values:
        if key in codes and value not in codes[key]:
            raise table.fault(value, f"nobody knows {value!r} among the {key}", near(value, codes[key]))
    return values


def _pictogram(table: Table, codes: Codes) -> str:
    name = table.text("pictogram")
    if "pictograms" in codes and name not in codes["pictograms"]:
        raise table.fault("pictogram", f"there is no pictogram {name!r}", near(name, codes["pictograms"]))
    return name


def _unique(pairs: Iterable[tuple[Table, T]]) -> tuple[T, ...]:
    """The parsed things, when no two share an id, nor two tiles of one screen a label."""
    ids: set[str] = set()
    labels: set[str] = set()
    out = []
    for table, thing in pairs:
        if thing.id in ids:
            raise table.fault("id", f"the id {thing.id!r} is used twice", "Give each its own id.")
        label = getattr(thing, "label", "")
        if label and label in labels:
            raise table.fault(
                "label", f"the label {label!r} is used twice on one screen", "Say what makes them differ."
            )
        ids.add(thing.id)
        labels.add(label)
        out.append(thing)
    return tuple(out)

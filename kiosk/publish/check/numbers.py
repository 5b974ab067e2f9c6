"""The phone numbers of the guide: written as one dials them, one name each, hours that can be read, danger first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from kiosk.directory.opening import doubt_on
from kiosk.guide.tree import Guide, Path
from kiosk.publish.check.finding import ERROR, WARNING, Finding
from kiosk.publish.check.lexicon import Danger
from kiosk.publish.check.phrases import contains
from kiosk.publish.check.texts import fiche_texts
from kiosk.publish.check.tiles import Places
from kiosk.publish.phones import phone_place

_DIALLED = re.compile(r"1[578]|11[24579]|10\d\d|3\d{3}|116\d{3}|(?:0|\+33)[1-9]\d{8}")
"""Emergencies, short numbers, European numbers of social value, ordinary numbers (ARCEP's numbering plan)."""
_WRITTEN = re.compile(r"\b(?:le|au)\s+(1[578]|11[24579]|3\d{3}|116\s?\d{3}|0[1-9\s]\d[\d\s]{6,}\d)\b", re.IGNORECASE)
_ANY_DAY = dt.date(2026, 1, 2)
_URGENT_PUBLIC = "personnes-en-situation-durgence"


def phone_faults(guide: Guide, places: Places) -> Iterator[Finding]:
    """Malformed numbers, a number with two names, a name with two numbers, hours nobody can read."""
    named: dict[str, str] = {}
    dialled: dict[str, str] = {}
    for phone in guide.phones.values():
        number = digits(phone.number)

        def told(key: str, words: str, rule: str, advice: str, phone_id: str = phone.id) -> Finding:
            file, line = places.where(("phone", phone_id), key, words)
            return Finding(ERROR, file, line, f"téléphone {phone_id}, {key}", rule, words, advice)

        if not _DIALLED.fullmatch(number):
            advice = "Écrivez 10 chiffres, ou un numéro court comme 3919."
            yield told("number", phone.number, "numero-mal-ecrit", advice)
        if named.setdefault(number, phone.name) != phone.name:
            advice = f"Ce numéro s'appelle aussi « {named[number]} » : gardez un seul nom."
            yield told("name", phone.name, "numero-deux-noms", advice)
        if dialled.setdefault(phone.name, number) != number:
            yield told("name", phone.name, "nom-deux-numeros", "Deux numéros ont ce nom : dites ce qui les sépare.")
        if phone.hours and doubt_on(phone_place(phone), _ANY_DAY) == "unreadable":
            advice = "Écrivez les heures comme dans OpenStreetMap : Mo-Fr 09:00-17:00."
            yield told("hours", phone.hours, "heures-illisibles", advice)


def danger_without_number(guide: Guide, dangers: Iterable[Danger], places: Places) -> Iterator[Finding]:
    """A tile that tells of danger, or a path for people in an emergency, shows the right number first."""
    dangers = tuple(dangers)
    for path in guide.paths():
        shown = [digits(guide.phones[phone].number) for phone in path.way.phones]
        said = " ".join((path.situation.label, path.way.label))
        label = path.way.label
        for danger in dangers:
            words = next((text for text in (label, path.situation.label) if contains(text, danger.wordings)), "")
            if words and not set(danger.numbers) & set(shown):
                advice = f"Cette case parle de danger. Mettez dans phones : {' ou '.join(danger.numbers)}."
                yield _at_way(path, places, ERROR, "phones", "danger-sans-numero", label, advice)
        if _URGENT_PUBLIC in path.way.query.publics and not path.urgent:
            advice = f"« {said} » est une urgence : mettez un numéro d'urgence dans phones."
            yield _at_way(path, places, ERROR, "publics", "danger-sans-numero", label, advice)


def written_numbers(guide: Guide, places: Places) -> Iterator[Finding]:
    """A number that a fiche tells to call is known, and its path shows it large."""
    known = {digits(phone.number): phone.id for phone in guide.phones.values()}
    for path in guide.paths():
        fiche = guide.fiches[path.way.fiche]
        shown = {digits(guide.phones[phone].number) for phone in path.way.phones}
        for text in fiche_texts(fiche):
            for match in _WRITTEN.finditer(text):
                number = digits(match[1])
                if number not in known:
                    file, line = places.where(("fiche", fiche.id), "what", text)
                    advice = "Ce numéro n'est pas dans phones.toml : ajoutez-le, ou corrigez-le."
                    yield Finding(ERROR, file, line, f"fiche {fiche.id}", "numero-inconnu", match[1], advice)
                elif number not in shown:
                    advice = f"La fiche dit d'appeler le {match[1]} : ajoutez {known[number]!r} à phones."
                    yield _at_way(path, places, WARNING, "phones", "numero-non-montre", path.way.label, advice)


def digits(number: str) -> str:
    return re.sub(r"[^\d+]", "", number)


def _at_way(path: Path, places: Places, level: str, key: str, rule: str, words: str, advice: str) -> Finding:
    trail = ("need", path.need.id, "situation", path.situation.id, "way", path.way.id)
    file, line = places.where(trail, key)
    called = f"besoin {path.need.id}, situation {path.situation.id}, comment {path.way.id}, {key}"
    return Finding(level, file, line, called, rule, words, advice)

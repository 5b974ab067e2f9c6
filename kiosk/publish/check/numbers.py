"""The phone numbers of the guide: written as one dials them, one name each, hours that can be read, danger first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from kiosk.directory.opening import doubt_on
from kiosk.guide.tree import Guide, Path
from kiosk.publish.check.finding import ERROR, WARNING, Finding, Text
from kiosk.publish.check.lexicon import Danger
from kiosk.publish.check.phrases import Finder
from kiosk.publish.check.texts import fiche_texts
from kiosk.publish.check.tiles import Places
from kiosk.publish.phones import phone_place

_DIALLED = re.compile(r"1[578]|11[2459]|10\d\d|3\d{3}|116\d{3}|(?:0|\+33)[1-9]\d{8}")
"""Emergencies, short numbers, European numbers of social value, ordinary numbers (ARCEP's numbering plan)."""
_WRITTEN = re.compile(r"\b(?:le|au)\s+(1[578]|11[2459]|3\d{3}|116\s?\d{3}|0[1-9\s]\d[\d\s]{6,}\d)\b", re.IGNORECASE)
_SHAPED = re.compile(
    r"(?<![\d+])(?:(?:0|\+33[ .\u00a0\u202f]?)[1-9](?:[ .\u00a0\u202f]?\d){8}|116[ \u00a0\u202f]?\d{3})(?!\d)"
    r"|(?<=\ble )3\d{3}(?!\d)|(?<=\bau )3\d{3}(?!\d)"
)
"""What looks like a number to dial: 0 1 23 45 67 89, +33 1…, 116 006, and four digits that "le" or "au" announce."""
_ANY_DAY = dt.date(2026, 1, 2)
URGENT_NEED = "urgence"
"""The need whose every path is for people in danger."""
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
    """A tile that tells of danger, or a path for people in an emergency, shows the right number. Examples are
    told more gently, and those of a situation are answered by one of its ways at least."""
    finder = Finder((wording, danger) for danger in dangers for wording in danger.wordings)
    shown_by = {path.id: {digits(guide.phones[phone].number) for phone in path.way.phones} for path in guide.paths()}
    for path in guide.paths():
        said = " ".join((path.situation.label, path.way.label))
        label, shown = path.way.label, shown_by[path.id]
        below = {number for way in path.situation.ways for number in shown_by[Path(path.need, path.situation, way).id]}
        texts = (
            (label, shown, ERROR),
            (path.situation.label, shown, ERROR),
            (path.way.hint, shown, WARNING),
            (path.situation.hint, below, WARNING),
        )
        told = ((words, danger, *answer) for text, *answer in texts for words, danger in finder(text))
        for words, danger, numbers, level in told:
            if danger.numbers and not set(danger.numbers) & numbers:
                advice = f"Ces mots parlent de danger. Mettez dans phones : {' ou '.join(danger.numbers)}."
                yield _at_way(path, places, level, "phones", "danger-sans-numero", words, advice)
        if _URGENT_PUBLIC in path.way.query.publics and not path.urgent:
            advice = f"« {said} » est une urgence : mettez un numéro d'urgence dans phones."
            yield _at_way(path, places, ERROR, "publics", "danger-sans-numero", label, advice)


def written_numbers(guide: Guide, places: Places) -> Iterator[Finding]:
    """A number that a fiche tells to call is known, and its path shows it large: an urgent number on a path for people
    in danger is an error."""
    known = {digits(phone.number): phone for phone in guide.phones.values()}
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
                    advice = f"La fiche dit d'appeler le {match[1]} : ajoutez {known[number].id!r} à phones."
                    hurried = known[number].urgent and (path.urgent or path.need.id == URGENT_NEED)
                    level = ERROR if hurried else WARNING
                    yield _at_way(path, places, level, "phones", "numero-non-montre", path.way.label, advice)


def unknown_numbers(guide: Guide, texts: Iterable[Text]) -> Iterator[Finding]:
    """A text of the guide that holds a number of ten digits, or of social value, that no phone of the guide has."""
    known = {digits(phone.number) for phone in guide.phones.values()}
    for text in texts:
        told = [match.span(1) for match in _WRITTEN.finditer(text.text)] if text.key.startswith("fiche ") else []
        for match in _SHAPED.finditer(text.text):
            number = digits(match[0]).replace("+33", "0", 1)
            if number not in known and not any(start <= match.start() < end for start, end in told):
                advice = "Aucun numéro de phones.toml n'est celui-ci : relisez-le, ou ajoutez-le."
                yield text.warning("numero-inconnu", match[0], advice)


def digits(number: str) -> str:
    return re.sub(r"[^\d+]", "", number)


def _at_way(path: Path, places: Places, level: str, key: str, rule: str, words: str, advice: str) -> Finding:
    trail = ("need", path.need.id, "situation", path.situation.id, "way", path.way.id)
    file, line = places.where(trail, key)
    called = f"besoin {path.need.id}, situation {path.situation.id}, comment {path.way.id}, {key}"
    return Finding(level, file, line, called, rule, words, advice)

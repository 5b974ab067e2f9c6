"""One line of corrections read: cells → values. A value that cannot be used is a fault, in French, of the whole line:
half a correction would be worse than none, for nobody would notice."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache

from kiosk.publish import clean
from kiosk.publish.clean import clean_text, shorten
from kiosk.publish.corrections_file import Line
from kiosk.publish.corrections_languages import is_shown, languages_of
from kiosk.publish.corrections_model import Correction
from kiosk.publish.hours import hours_of
from kiosk.publish.names import normalised
from kiosk.publish.privacy import public_phone
from kiosk.publish.readable import readable_name
from kiosk.publish.readers.fields import readable_hours
from kiosk.publish.readers.town_sheet import LONGEST_CLOSURE
from kiosk.publish.scrubbing import scrub

Review = Callable[[str], Iterable[str]]
"""What the rules of easy French say of a note, in French."""

LONGEST_NOTE = 200
_YES, _NO = frozenset({"oui", "x"}), frozenset({"", "non"})
_DAY = re.compile(r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4})(?:[ T]00:00(?::00)?)?", re.ASCII)
_EVER = dt.date.max


def correction_of(file: str, line: Line, today: dt.date, review: Review) -> Correction:
    """The correction of a line; `faults` are empty when all of it can be used. `today` bounds "vérifié le"."""
    return _Reading(file, line, today, review).correction()


class _Reading:
    def __init__(self, file: str, line: Line, today: dt.date, review: Review) -> None:
        self._file, self._line, self._today, self._review = file, line, today, review
        self._faults = list(line.faults)
        self._warnings: list[str] = []

    def correction(self) -> Correction:
        hours, hours_text = self._hours()
        values = Correction(
            file=self._file,
            line=self._line.number,
            id=self._text("id"),
            name=self._text("nom"),
            postcode=self._postcode(),
            hide=self._hide(),
            new_name=self._new_name(),
            hours=hours,
            hours_text=hours_text,
            closure=self._closure(),
            phone=self._phone(),
            note=self._note(),
            languages=self._languages(),
            verified=self._verified(),
        )
        if not values.id and not (normalised(values.name) and values.postcode):
            self._fault("id", "écrivez l'id du lieu, ou son nom et son code postal")
        return replace(values, faults=tuple(self._faults), warnings=tuple(self._warnings))

    def _text(self, column: str) -> str:
        cell = self._line.cells.get(column)
        return clean_text(cell) if cell else ""

    def _fault(self, column: str, said: str) -> None:
        self._faults.append(f"{column} : {said}.")

    def _warn(self, column: str, said: str) -> None:
        self._warnings.append(f"{column} : {said}.")

    def _postcode(self) -> str:
        text = self._text("code postal")
        found = clean.postcode(text)
        if text and not found and not self._text("id"):
            self._fault("code postal", f"{_quoted(text)} n'est pas un code postal (5 chiffres)")
        return found

    def _hide(self) -> bool:
        word = normalised(self._text("masquer"))
        if word not in _YES | _NO:
            self._fault("masquer", f"{_quoted(self._text('masquer'))} : écrivez oui, ou rien")
        return word in _YES

    def _new_name(self) -> str:
        text = self._text("nouveau nom")
        name = readable_name(text)
        if text and not any(map(str.isalpha, name)):
            self._fault("nouveau nom", "il ne contient aucune lettre")
            return ""
        if name != text:
            self._warn("nouveau nom", f"la borne écrira {_quoted(name)}")
        return name

    def _hours(self) -> tuple[str, str]:
        text = self._text("horaires")
        if not text:
            return "", ""
        hours, left = _read_hours(text)
        if not hours:
            self._warn(
                "horaires",
                f"{_quoted(text)} n'est pas compris, la borne le montre tel quel et dit d'appeler avant. "
                "Exemple : lundi-vendredi 9h-12h, 14h-17h",
            )
        return hours, left

    def _closure(self) -> tuple[dt.date, dt.date] | None:
        first, last = self._day("fermé du"), self._day("fermé au")
        both = [bool(self._text(column)) for column in ("fermé du", "fermé au")]
        if any(both) and not all(both):
            self._fault(
                "fermé au" if both[0] else "fermé du", "il manque cette date (un seul jour : deux fois la même)"
            )
        if first is None or last is None:
            return None
        if last < first:
            self._fault("fermé au", "cette date est avant « fermé du »")
        elif last - first > LONGEST_CLOSURE:
            self._fault("fermé au", "plus d'un an de fermeture : utilisez « masquer »")
        elif last < self._today:
            self._warn("fermé au", "cette fermeture est passée")
        return first, last

    def _day(self, column: str, last: dt.date = _EVER) -> dt.date | None:
        text = self._text(column)
        found = clean.date(text, last) if _DAY.fullmatch(text) else None
        if text and found is None:
            when = " passé" if last != _EVER else ""
            self._fault(column, f"{_quoted(text)} n'est pas un jour{when} comme 24/12/2026 ou 2026-12-24")
        return found

    def _verified(self) -> dt.date | None:
        return self._day("vérifié le", self._today)

    def _phone(self) -> str:
        text = self._text("téléphone")
        found = public_phone(text)
        if text and not found:
            self._fault("téléphone", "ce n'est pas un numéro, ou c'est un portable (il est à une personne)")
        return found

    def _note(self) -> str:
        raw = self._line.cells.get("note", "").strip()
        text = clean_text(raw)
        if any(unicodedata.category(c) == "Cc" for c in raw):
            self._fault("note", "elle contient un signe invisible : tapez-la de nouveau")
        elif len(text) > LONGEST_NOTE:
            self._fault("note", f"elle a plus de {LONGEST_NOTE} caractères : raccourcissez-la")
        elif text:
            if scrub(text) != text:
                self._warn("note", "elle nomme une personne, ou donne un numéro ou un courriel : est-ce voulu ?")
            self._warnings += (f"note : {said}" for said in self._review(text))
        return text

    def _languages(self) -> tuple[str, ...]:
        found, unknown = languages_of(self._text("langues"))
        if unknown:
            self._warn("langues", f"langue inconnue : {shorten(', '.join(unknown), 80)}")
        unshown = [code for code in found if not is_shown(code)]
        if unshown:
            self._warn(
                "langues", f"la borne ne sait pas montrer {shorten(', '.join(unshown), 80)} : dites-le dans la note"
            )
        return found


@lru_cache(maxsize=4_096)
def _read_hours(text: str) -> tuple[str, str]:
    hours, left = hours_of("", text)
    return hours, readable_hours(left)


def _quoted(text: str) -> str:
    return f"« {shorten(text, 60)} »"

"""Local corrections: what an agent knows better than the national data, kept in a spreadsheet, wins over it.

They apply after merging and before writing. A line is used whole or not at all, and each is told of. What was decided:

- A place is found by its id, also by the id it has in one of its sources (merging may have given it another), or by its
  name and postcode as the sources give them; a renamed place keeps answering to its old name.
- A second line for a place is refused, and names the first; but any number of lines may each add a closure.
- A corrected place gets the source `SOURCE`. Its date becomes that of "vérifié le"; without one the date stays what it
  was, for nobody said when the rest was last looked at.
- `languages` replace those of the place, closures are added to them.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from kiosk.directory.models import Place, Source
from kiosk.publish.check.falc import falc_findings
from kiosk.publish.check.finding import Text
from kiosk.publish.check.lexicon import Lexicon
from kiosk.publish.clean import shorten
from kiosk.publish.corrections_fields import Review, correction_of
from kiosk.publish.corrections_file import read_lines
from kiosk.publish.corrections_model import SOURCE, Correction, Outcome
from kiosk.publish.names import normalised
from kiosk.publish.readers.place import place_id

__all__ = ["SOURCE", "Correction", "Outcome", "apply_corrections", "easy_french", "no_review", "read_corrections"]

MOST_NAMED = 10
"""Places that are listed when a line may mean several."""


def no_review(_note: str) -> Iterable[str]:
    """Say nothing of a note."""
    return ()


def easy_french(lexicon: Lexicon) -> Review:
    """What the rules of easy French say of a note."""

    @lru_cache(maxsize=1_024)
    def review(note: str) -> tuple[str, ...]:
        found = falc_findings([Text(note)], lexicon)
        return tuple(f"« {shorten(finding.words, 60)} » → {finding.advice}" for finding in found)

    return review


def read_corrections(path: Path, today: dt.date, review: Review = no_review) -> tuple[Correction, ...]:
    """The corrections of a file, one for each line that holds anything, also those that cannot be used. Raises
    SourceError when the file as a whole cannot be read, or has a column that nobody knows."""
    return tuple(correction_of(str(path), line, today, review) for line in read_lines(path))


def apply_corrections(
    places: Sequence[Place], corrections: Iterable[Correction]
) -> tuple[tuple[Place, ...], tuple[Outcome, ...]]:
    """(places in their order, what became of each correction). Ids stay what they are; no two places of one postcode
    get the same name."""
    table = _Table(places)
    outcomes = tuple(map(table.apply, corrections))
    return tuple(table.now[place.id] for place in places if place.id in table.now), outcomes


class _Table:
    """The places as they are so far."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.now = {place.id: place for place in places}
        self._before = dict(self.now)
        self._names = {_name(place): place.id for place in places}
        self._aliases: dict[str, dict[str, None]] = defaultdict(dict)
        self._called: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self._first: dict[str, int] = {}
        for place in places:
            self._called[_name(place)][place.id] = None
            for source in place.sources:
                self._aliases[place_id(source.name, source.id)][place.id] = None

    def apply(self, correction: Correction) -> Outcome:
        found = self._found(correction)
        place = self._before[found[0]] if len(found) == 1 else None
        reason = " ".join(correction.faults) or _not_one(correction, found)
        warnings = correction.warnings
        if place is not None:
            reason = reason or self._refused(correction, place)
            warnings += tuple(_doubts(correction, place))
        if not reason and place is not None:
            self._change(correction, place)
        told = place.id if place else ""
        return Outcome(correction.file, correction.line, not reason, told, reason, warnings)

    def _found(self, correction: Correction) -> list[str]:
        if not correction.id:
            return list(self._called.get((normalised(correction.name), correction.postcode), ()))
        if correction.id in self._before:
            return [correction.id]
        return list(self._aliases.get(correction.id, ()))

    def _refused(self, correction: Correction, before: Place) -> str:
        """Why a line that names exactly one place is not used; empty when it is."""
        changes = correction.changes(before)
        if not correction.hide and not changes:
            return "Elle ne dit rien à changer."
        first = self._first.get(before.id)
        place = self.now.get(before.id)
        if first is not None and (place is None or not correction.only_closes):
            return f"La ligne {first} parle déjà de ce lieu : mettez tout sur une seule ligne."
        if correction.hide or place is None:
            return ""
        changes = correction.changes(place)
        if all(getattr(place, name) == value for name, value in changes.items()):
            return "C'est déjà ainsi : cette ligne ne sert plus."
        owner = self._names.get((normalised(correction.new_name), place.postcode), before.id)
        if correction.new_name and owner != before.id:
            return f"nouveau nom : un autre lieu de {place.postcode} s'appelle déjà ainsi ({owner})."
        return ""

    def _change(self, correction: Correction, before: Place) -> None:
        if not correction.only_closes:
            self._first[before.id] = correction.line
        place = self.now.pop(before.id)
        self._names.pop(_name(place), None)
        if correction.hide:
            return
        others = tuple(source for source in place.sources if source.name != SOURCE)
        ours = next((source.updated for source in place.sources if source.name == SOURCE), None)
        sources = (*others, Source(SOURCE, place.id, correction.verified or ours))
        changed = replace(place, **correction.changes(place), sources=sources)  # type: ignore[arg-type]
        self.now[place.id] = changed
        self._names[_name(changed)] = place.id


def _name(place: Place) -> tuple[str, str]:
    return normalised(place.name), place.postcode


def _not_one(correction: Correction, found: Sequence[str]) -> str:
    if len(found) == 1:
        return ""
    called = correction.id or f"{correction.name}, {correction.postcode}"
    if not found:
        return f"Aucun lieu de la publication n'est « {shorten(called, 80)} »."
    more = ", …" if len(found) > MOST_NAMED else ""
    return (
        f"Plusieurs lieux sont « {shorten(called, 80)} » : mettez un de ces id : {', '.join(found[:MOST_NAMED])}{more}."
    )


def _doubts(correction: Correction, place: Place) -> Iterable[str]:
    if correction.id and correction.name and normalised(correction.name) != normalised(place.name):
        yield f"nom : le lieu qui a cet id s'appelle « {place.name} »."
    if correction.verified and place.updated and correction.verified < place.updated:
        yield f"vérifié le : les données de ce lieu ont changé depuis, le {place.updated:%d/%m/%Y}. Vérifiez encore."

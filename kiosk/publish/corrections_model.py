"""A line of an agent's corrections, and what became of it.

What an agent reads about a line is in French, as is what `kiosk check` says of their texts; an error about the file as
a whole is in English, as all errors are.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kiosk.directory.models import Place

SOURCE = "Corrections locales"
"""The name under which a corrected place says that an agent of the territory has written something of it."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One line. The place is named by `id`, else by `name` and `postcode`. Empty fields change nothing.

    `hours` is OSM, `hours_text` what the agent wrote where that could not be understood: one of them at most.
    `closure` is (first day, last day), both included. `languages` are BCP 47 codes and replace those of the place.
    `faults`: why the line as a whole cannot be used. `warnings`: what a person should look at.
    """

    file: str
    line: int
    id: str = ""
    name: str = ""
    postcode: str = ""
    hide: bool = False
    new_name: str = ""
    hours: str = ""
    hours_text: str = ""
    closure: tuple[dt.date, dt.date] | None = None
    phone: str = ""
    note: str = ""
    languages: tuple[str, ...] = ()
    verified: dt.date | None = None
    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def only_closes(self) -> bool:
        """Whether it says nothing but a closure: a place may have several such lines."""
        said = (self.hide, self.new_name, self.hours, self.hours_text, self.phone, self.note, self.languages)
        return self.closure is not None and not any(said)

    def changes(self, place: Place) -> dict[str, object]:
        """Field of Place → its corrected value, for all that the line speaks of but hiding."""
        changes: dict[str, object] = {}
        if self.new_name:
            changes["name"] = self.new_name
        if self.hours or self.hours_text:
            changes |= {"hours": self.hours, "hours_text": self.hours_text}
        if self.closure is not None:
            changes["closures"] = tuple(sorted({*place.closures, self.closure}))
        if self.phone:
            changes["phone"] = self.phone
        if self.note:
            changes["note"] = self.note
        if self.languages:
            changes["languages"] = self.languages
        if self.verified is not None:
            changes["updated"] = self.verified
        return changes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line: `place` is the id of the place it is about, empty when there is not exactly one;
    `reason` tells why it was not used. Both texts are French."""

    file: str
    line: int
    used: bool
    place: str = ""
    reason: str = ""
    warnings: tuple[str, ...] = ()

    def __str__(self) -> str:
        """A line for each thing to look at; empty when all is well."""
        where = f"{self.file}, ligne {self.line} : "
        told = () if self.used else (f"pas utilisée. {self.reason}",)
        return "\n".join(where + text for text in (*told, *self.warnings))

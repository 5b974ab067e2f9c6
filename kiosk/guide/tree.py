"""The guide: three questions, and what each path asks of the directory.

Need → Situation → Way. A path is `need/situation/way`, three identifiers joined by slashes.
All texts are French source strings; the catalogue turns them into other languages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.directory.models import Ask, Query
from kiosk.guide.wider import wider_queries

MAX_NEEDS, MAX_SITUATIONS, MAX_WAYS = 8, 6, 4


@dataclass(frozen=True, slots=True)
class Fiche:
    """The short FALC explanation of a path, one sentence or one paper a line.

    `what` is what this is; `bring` the papers to bring; `there` what happens there; `cost` what it costs; `time` how
    long it usually takes, empty when nobody knows; `written` the day its facts were written down, for old facts must
    be said to be old.
    """

    id: str
    title: str
    what: tuple[str, ...]
    bring: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    cost: str = ""
    time: str = ""
    written: dt.date | None = None


@dataclass(frozen=True, slots=True)
class PhoneService:
    """A national or departmental number that answers when no place does. `hours` is OSM opening_hours."""

    id: str
    name: str
    number: str
    what: str
    hours: str = ""
    themes: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """The third answer: what it asks of the directory, and its fiche and phone services by their ids."""

    id: str
    label: str
    pictogram: str
    query: Query
    fiche: str
    hint: str = ""
    phones: tuple[str, ...] = ()
    """Numbers shown before any place: this path is first of all a call."""
    helper_first: bool = False
    """The helper of this very site is the best answer to this path."""


@dataclass(frozen=True, slots=True)
class Situation:
    """The second answer, and the ways below it."""

    id: str
    label: str
    pictogram: str
    ways: tuple[Way, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """The first answer, and the situations below it."""

    id: str
    label: str
    pictogram: str
    situations: tuple[Situation, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """`urgent`: one of the numbers that come first is for people in danger."""

    need: Need
    situation: Situation
    way: Way
    urgent: bool = False

    @property
    def id(self) -> str:
        return f"{self.need.id}/{self.situation.id}/{self.way.id}"

    @property
    def labels(self) -> tuple[str, str, str]:
        return self.need.label, self.situation.label, self.way.label

    @property
    def ask(self) -> Ask:
        """What this path asks, and what may be offered instead; nothing else than help when it is urgent."""
        situation = (way.query for way in self.situation.ways)
        need = (way.query for each in self.need.situations for way in each.ways)
        return Ask(
            query=self.way.query,
            broader=() if self.urgent else wider_queries(self.way.query, situation, need),
            phones=self.way.phones,
            helper_first=self.way.helper_first,
            urgent=self.urgent,
        )


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole tree; `questions` are the three that are asked, fiches and phone services stand by their ids."""

    needs: tuple[Need, ...]
    fiches: dict[str, Fiche]
    phones: dict[str, PhoneService]
    questions: tuple[str, str, str]

    def paths(self) -> Iterator[Path]:
        for need in self.needs:
            for situation in need.situations:
                for way in situation.ways:
                    urgent = any(self.phones[phone].urgent for phone in way.phones)
                    yield Path(need, situation, way, urgent)

    def path(self, path_id: str) -> Path | None:
        return next((path for path in self.paths() if path.id == path_id), None)

    def need(self, need_id: str) -> Need | None:
        return next((need for need in self.needs if need.id == need_id), None)

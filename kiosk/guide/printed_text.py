"""The whole guide as text for a terminal: needs, situations, ways, and the fiche each way shows."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kiosk.guide.printed import Tile, fiche_parts, first_calls
from kiosk.guide.tree import Fiche, Guide, Way
from kiosk.i18n.catalogue import Words

Paint = Callable[[str, str], str]
"""(role, line) → the line in the colours of that role: "question", "tile", "id" or "urgent"."""

LEAST_WIDTH = 20
STEP = "  "


def plain(_role: str, line: str) -> str:
    return line


def printed_text(guide: Guide, t: Words, width: int = 72, fiches: bool = False, paint: Paint = plain) -> str:
    """The tree in lines of at most `width` characters, longer only where one word is.

    Each way names its fiche; with `fiches` the first that shows it holds it whole, and the others say where that is.
    """
    return "\n".join(_Writer(guide, t, width, fiches, paint).lines()) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    guide: Guide
    t: Words
    width: int
    fiches: bool
    paint: Paint

    def lines(self) -> Iterator[str]:
        seen: dict[str, str] = {}
        for number, question in enumerate(self.guide.questions, 1):
            yield from self.wrapped(f"{number}. {self.t(question)}", "", STEP, "question")
        for n, need in enumerate(self.guide.needs, 1):
            yield ""
            yield from self.tile(f"{n}", need, "")
            for s, situation in enumerate(need.situations, 1):
                yield ""
                yield from self.tile(f"{n}.{s}", situation, STEP)
                for w, way in enumerate(situation.ways, 1):
                    number = f"{n}.{s}.{w}"
                    if self.fiches:
                        yield ""
                    yield from self.tile(number, way, STEP * 2)
                    yield from self.under(way, STEP * 3, seen.setdefault(way.fiche, number), number)

    def tile(self, number: str, tile: Tile, indent: str) -> Iterator[str]:
        yield from self.wrapped(f"{number} {self.t(tile.label)} [{tile.id}]", indent, indent + STEP, "tile")
        yield from self.wrapped(self.t(tile.hint), indent + STEP)

    def under(self, way: Way, indent: str, first: str, number: str) -> Iterator[str]:
        """What the kiosk shows on this path before any place: who to call, and the fiche."""
        for call in first_calls(way, self.guide, self.t):
            role = "urgent" if call.urgent else ""
            yield from self.wrapped(
                self.t("Numéro à appeler : {number}, {name}", number=call.number, name=call.name),
                indent,
                indent + STEP,
                role,
            )
        if way.helper_first:
            yield from self.wrapped(self.t("Une personne peut vous aider ici."), indent, indent + STEP)
        fiche = self.guide.fiches[way.fiche]
        title = self.t("Fiche : {title}", title=self.t(fiche.title))
        if self.fiches and first != number:
            title = self.t("Fiche : {title}, voir {number}", title=self.t(fiche.title), number=first)
        yield from self.wrapped(title, indent, indent + STEP)
        if self.fiches and first == number:
            yield from self.fiche(fiche, indent + STEP)

    def fiche(self, fiche: Fiche, indent: str) -> Iterator[str]:
        for part in fiche_parts(fiche, self.t):
            inside = indent + STEP if part.head else indent
            yield from self.wrapped(part.head, indent)
            for line in part.lines:
                yield from self.wrapped(f"- {line}" if part.listed else line, inside, inside + STEP)

    def wrapped(self, text: str, indent: str, later: str | None = None, role: str = "") -> Iterator[str]:
        lines = textwrap.wrap(
            text,
            max(self.width, LEAST_WIDTH),
            initial_indent=indent,
            subsequent_indent=indent if later is None else later,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in lines:
            yield self.paint(role, line) if role else line

"""The tiles of the guide: how many, and whether two of one screen can be taken for each other."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from kiosk.guide.tree import MAX_NEEDS, MAX_SITUATIONS, MAX_WAYS, Guide
from kiosk.publish.check.finding import ERROR, WARNING, Finding
from kiosk.publish.check.lines import Trail
from kiosk.publish.check.prose import tokens
from kiosk.publish.names import plain

MIN_WAYS = 2
NEARLY = 0.86
"""Similarity (difflib, 0 to 1) of the words that tell from which two labels look the same at a glance."""

_SMALL = frozenset(
    plain(
        "a à ai au aux avec c ce d dans de des du elle en est et il j je l la le les m ma me mes mon n ne on ou pour "
        "qu que s sa se ses son suis sur un une veux y"
    ).split()
)


class Places(Protocol):
    def where(self, trail: Trail, key: str, text: str = ...) -> tuple[str, int | None]: ...


@dataclass(frozen=True, slots=True)
class Tile:
    trail: Trail
    label: str
    hint: str
    pictogram: str

    @property
    def called(self) -> str:
        names = {"need": "besoin", "situation": "situation", "way": "comment"}
        pairs = zip(self.trail[::2], self.trail[1::2], strict=True)
        return ", ".join(f"{names[kind]} {identifier}" for kind, identifier in pairs)


def screens(guide: Guide) -> Iterator[list[Tile]]:
    """The tiles of each question's screen."""

    def tile(one: object, *trail: str) -> Tile:
        return Tile(trail, *(getattr(one, name) for name in ("label", "hint", "pictogram")))

    yield [tile(need, "need", need.id) for need in guide.needs]
    for need in guide.needs:
        yield [tile(each, "need", need.id, "situation", each.id) for each in need.situations]
        for situation in need.situations:
            above = ("need", need.id, "situation", situation.id)
            yield [tile(way, *above, "way", way.id) for way in situation.ways]


def tree_limits(guide: Guide, places: Places) -> Iterator[Finding]:
    """A screen shows so many tiles and no more; a question with one answer asks nothing."""

    def told(trail: Trail, called: str, count: int, least: int, most: int, what: str) -> Iterator[Finding]:
        if not least <= count <= most:
            file, line = places.where(trail, "id")
            advice = f"Il y a {count} {what} : il en faut de {least} à {most}."
            yield Finding(ERROR, file, line, called, "arbre", "", advice)

    yield from told(("questions", ""), "besoins", len(guide.needs), 1, MAX_NEEDS, "besoins")
    for need in guide.needs:
        trail: Trail = ("need", need.id)
        yield from told(trail, f"besoin {need.id}", len(need.situations), 1, MAX_SITUATIONS, "situations")
        for each in need.situations:
            own, called = (*trail, "situation", each.id), f"besoin {need.id}, situation {each.id}"
            yield from told(own, called, len(each.ways), MIN_WAYS, MAX_WAYS, "réponses")


def look_alikes(guide: Guide, places: Places) -> Iterator[Finding]:
    """On one screen: the same words, one label that says all the other one says, nearly the same letters."""
    for tiles in screens(guide):
        for one, other in itertools.combinations(tiles, 2):
            level, advice = _alike(one, other)
            if level:
                yield _told(level, places, other, "label", "cases-semblables", other.label, advice)
            if one.hint and one.hint == other.hint:
                advice = f"La case « {one.label} » a les mêmes exemples : donnez-en d'autres."
                yield _told(WARNING, places, other, "hint", "cases-semblables", other.hint, advice)
            if one.pictogram == other.pictogram:
                advice = f"La case « {one.label} » du même écran porte ce dessin : choisissez-en un autre."
                yield _told(ERROR, places, other, "pictogram", "dessin-en-double", other.pictogram, advice)


def _alike(one: Tile, other: Tile) -> tuple[str, str]:
    """(level, advice), both empty for tiles nobody takes for each other."""
    advice = f"Sur le même écran : « {one.label} ». Dites ce qui les sépare."
    first, second = _content(one.label), _content(other.label)
    if first == second:
        return ERROR, advice
    contained = set(first) <= set(second) or set(second) <= set(first)
    if contained and not (one.hint and other.hint):
        return WARNING, f"{advice} Ou donnez des exemples (hint) aux deux."
    if SequenceMatcher(None, " ".join(first), " ".join(second)).ratio() >= NEARLY:
        return WARNING, advice
    return "", ""


def _content(label: str) -> tuple[str, ...]:
    """The words that tell, in alphabetical order, without their plural."""
    found = [token.plain for token in tokens(label)]
    return tuple(sorted({word.rstrip("sx") for word in found if word not in _SMALL} or set(found)))


def _told(level: str, places: Places, tile: Tile, key: str, rule: str, words: str, advice: str) -> Finding:
    file, line = places.where(tile.trail, key, words)
    return Finding(level, file, line, f"{tile.called}, {key}", rule, words, advice)

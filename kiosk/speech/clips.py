"""A clip: one text, said. Sound in memory, never on a disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

SAMPLE_BYTES = 2


class Mark(NamedTuple):
    """From `ms` milliseconds into the clip, the word text[start:end] is being said (offsets in characters)."""

    ms: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clip:
    """`pcm` is 16-bit signed little-endian mono. `marks` are in the order of time and of the text.

    Offsets of marks count in whatever text the clip was asked for."""

    pcm: bytes
    rate_hz: int
    marks: tuple[Mark, ...] = ()

    @property
    def seconds(self) -> float:
        return len(self.pcm) / SAMPLE_BYTES / self.rate_hz


SILENCE = Clip(b"", 22050)


def word_marks(text: str, events: Iterable[tuple[int, int]]) -> tuple[Mark, ...]:
    """The marks of `text` from the engine's word events, pairs (milliseconds, offset in the text).

    espeak cuts words its own way (in "J'ai 12 ans." it announces "J", then "12"), so an event only chooses
    the word, between white spaces, in which or before which it falls. Events that go back are dropped.
    """
    words = [(start, start + len(word)) for word, start in _words(text)]
    marks: list[Mark] = []
    index, clock = 0, 0
    for ms, offset in events:
        while index < len(words) and words[index][1] <= offset:
            index += 1
        if index == len(words):
            break
        start, end = words[index]
        clock = max(clock, ms)
        if not marks or marks[-1].start < start:
            marks.append(Mark(clock, start, end))
    return tuple(marks)


def _words(text: str) -> Iterable[tuple[str, int]]:
    position = 0
    for word in text.split():
        position = text.index(word, position)
        yield word, position
        position += len(word)

"""When each word of a text begins, from the phonemes that a Piper voice made of it.

Piper knows phonemes, not words: spaces between them show groups. A group is mostly one word, but espeak, which makes
the phonemes, says some words together ("of the") and some words in many ("115"). So words and groups are laid side by
side by their lengths, a word's length being that of its phonemes when it is alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

BEGIN, PAD, SPACE = "^", "_", " "
_MUTE = frozenset(" ,;:.!?'\"-()ˈˌ")
"""No sound, or a stress: they do not count in a length."""
_WEIGHTS = {" ": 2.0, ",": 4.0, ";": 4.0, ":": 4.0, ".": 4.0, "!": 4.0, "?": 4.0, "ː": 0.6, "ˈ": 1.3, "ˌ": 1.0}
"""How long a phoneme lasts beside a plain one, fitted on one English voice: for voices that do not tell it."""

_UNEQUAL = 0.5
"""What one more group for a word, or one more word in a group, costs beside a difference of one phoneme."""


class Group(NamedTuple):
    """Phonemes between two spaces: the sample at which they begin, and how many sound."""

    start: int
    length: int


def sounding(phonemes: Sequence[str]) -> int:
    return sum(phoneme not in _MUTE for phoneme in phonemes)


def told_starts(phonemes: Sequence[str], ids: Mapping[str, Sequence[int]], samples: Sequence[int]) -> list[int] | None:
    """The sample at which each phoneme begins, from the samples of each id that the voice was given.

    Each phoneme has its ids, then those of PAD; one without ids was left out. None when the counts do not agree.
    """
    pad = len(ids.get(PAD, ()))
    ends = [0, *itertools.accumulate(samples)]
    at, starts = len(ids.get(BEGIN, ())) + pad, []
    for phoneme in phonemes:
        if at >= len(ends):
            return None
        starts.append(int(ends[at]))
        at += len(ids[phoneme]) + pad if phoneme in ids else 0
    return starts if at < len(ends) else None


def guessed_starts(phonemes: Sequence[str], total: int) -> list[int]:
    """The same from nothing but the length of the sound, in samples."""
    weights = [_WEIGHTS.get(phoneme, 1.0) for phoneme in phonemes]
    whole = sum(weights) or 1.0
    return [int(total * before / whole) for before in [0.0, *itertools.accumulate(weights)][: len(phonemes)]]


def groups(phonemes: Sequence[str], starts: Sequence[int]) -> list[Group]:
    """The groups that sound."""
    out, first = [], 0
    for at, phoneme in enumerate([*phonemes, SPACE]):
        if phoneme == SPACE:
            if length := sounding(phonemes[first:at]):
                out.append(Group(starts[first], length))
            first = at + 1
    return out


def first_groups(words: Sequence[int], parts: Sequence[int]) -> list[int | None]:
    """For each word, by its length, the group it begins with, by their lengths; None for what is said with another.

    Either one word is said in several groups or several words in one, and the whole differs as little as can be.
    """
    best: dict[tuple[int, int], tuple[float, int, int]] = {(0, 0): (0.0, 0, 0)}
    for word, part in itertools.product(range(len(words)), range(len(parts))):
        if (word, part) not in best:
            continue
        so_far = best[word, part][0]
        for wide, long in _steps(words[word:], parts[part:]):
            to = word + wide, part + long
            differs = abs(sum(words[word : to[0]]) - sum(parts[part : to[1]]))
            cost = so_far + differs + _UNEQUAL * (wide + long - 2)
            if to not in best or cost < best[to][0]:
                best[to] = cost, word, part
    at = max(best, key=lambda place: (place[0] + place[1], -best[place][0]))
    out: list[int | None] = [None] * len(words)
    while at != (0, 0):
        _, word, part = best[at]
        out[word] = part
        at = word, part
    return out


def _steps(words: Sequence[int], parts: Sequence[int]) -> list[tuple[int, int]]:
    """(1, 1), one word in ever more groups, ever more words in one group: as long as lengths are not absurd."""
    steps = [(1, 1)]
    for wide, long, one, many in ((0, 1, words[0], parts), (1, 0, parts[0], words)):
        count, length = 1, many[0]
        while count < len(many) and length + many[count] <= 2 * one + 8:
            length += many[count]
            count += 1
            steps.append((1 + wide * (count - 1), 1 + long * (count - 1)))
    return steps

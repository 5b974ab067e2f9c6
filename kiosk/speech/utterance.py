"""What is to be said: the words on the screen, in the order of the screen, each line knowing where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MAX_CHARACTERS = 10_000
PIECE = 300


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand on the screen, in one language.

    `key` names the thing that is lit while they are said ("title", a tile's id…); `text` is the very text shown there,
    of which text[start:end] is said. `language` is a code, empty for the language of the screen. A line `when_seen`
    names a button: in a reading of the whole screen it is said only while the button can be pressed.
    """

    key: str
    text: str
    language: str = ""
    start: int = 0
    end: int | None = None
    when_seen: bool = False

    @property
    def words(self) -> str:
        """The part of the text that is said."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Utterance:
    """Lines said one after the other; `language` is that of lines that do not tell their own."""

    language: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Lit:
    """text[start:end] of the thing `key` is being heard; an empty word when only the thing is known."""

    key: str
    text: str
    start: int = 0
    end: int = 0


def clean(text: str) -> str:
    """`text` on one line, without what cannot be said: control characters, lone surrogates, private signs.

    A text longer than MAX_CHARACTERS is cut there: no screen shows as much.
    """
    text = _ISOLATES.sub("", text[:MAX_CHARACTERS])
    kept = ("".join(" " if unicodedata.category(sign) in _MUTE else sign for sign in text)).split()
    return " ".join(kept)


def pieces(text: str, limit: int = PIECE) -> Iterator[tuple[int, int]]:
    """Where to cut `text`, after sentences, else after words, else anywhere: spans of `limit` characters at most.

    Nothing is lost but white space. Short pieces are heard sooner, and keep the worker small.
    """
    start, stop = _inside(text, 0, len(text))
    while stop - start > limit:
        head = text[start : start + limit + 1]
        at = max((found.end() for found in _SENTENCE_END.finditer(head)), default=0) or head.rfind(" ") + 1 or limit
        yield _inside(text, start, start + at)
        start, stop = _inside(text, start + at, stop)
    if start < stop:
        yield start, stop


def to_say(utterance: Utterance) -> list[Line]:
    """The utterance as a voice takes it: every line in its language, long ones in pieces, those without a letter or a
    digit left out."""
    lines = []
    for line in utterance.lines:
        for start, stop in pieces(line.words[:MAX_CHARACTERS]):
            whole = Line(
                line.key, line.text, line.language or utterance.language, line.start + start, line.start + stop
            )
            if any(map(str.isalnum, clean(whole.words))):
                lines.append(whole)
    return lines


def _inside(text: str, start: int, stop: int) -> tuple[int, int]:
    """The same span without the white space at its ends."""
    part = text[start:stop]
    start += len(part) - len(part.lstrip())
    return start, max(start, start + len(part.strip()))


_SENTENCE_END = re.compile(r"[.!?…؟;:]\s")
_ISOLATES = re.compile("[\u200e\u200f\u2066-\u2069]")
_MUTE = ("Cc", "Cs", "Co", "Cn")

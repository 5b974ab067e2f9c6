"""French prose cut into sentences and words, the way its readers count them.

Words are counted by the spaces between them: "l'eau" is one, a number with its spaces is one, a placeholder is one, a
punctuation mark that stands alone is none. Tokens are finer, for lists of words: letters and digits only, so that
"l'eau" is two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.publish.names import plain

_END = re.compile(r"[.!?…]+(?=\s|$)")
_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d)")
_TOKEN = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_HOLE = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Token:
    """`plain`: without capitals nor accents; `start` and `end` are its place in the text."""

    plain: str
    start: int
    end: int


def sentences(text: str) -> list[str]:
    """The sentences of a text, each exactly as it stands there."""
    ends = [match.end() for match in _END.finditer(text)]
    parts = [text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    return [part for part in parts if part]


def words(sentence: str) -> list[str]:
    """The words of a sentence, as a reader counts them."""
    whole = _HOLE.sub("x", _GROUPS.sub("", sentence))
    return [word for word in whole.split() if any(map(str.isalnum, word))]


def tokens(text: str) -> list[Token]:
    found = ((match, plain(match[0]).replace(" ", "")) for match in _TOKEN.finditer(text))
    return [Token(word, match.start(), match.end()) for match, word in found if word]


def straight(text: str) -> str:
    """Straight apostrophes instead of curved ones; no place changes."""
    return text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("\N{MODIFIER LETTER APOSTROPHE}", "'")


def without_holes(text: str) -> str:
    """Placeholders blanked out; no place changes."""
    return _HOLE.sub(lambda match: "x" * len(match[0]), text)

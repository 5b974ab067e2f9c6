"""A line of a right-to-left language that begins with a Latin name still runs from the right.

A screen finds the direction of a line by its first letter (Unicode Bidirectional Algorithm, rules P2 and P3, which
skip what is isolated). A translation such as "Caf، RSA…" would be laid out as a French line.
"""

from __future__ import annotations

from unicodedata import bidirectional

RIGHT_TO_LEFT_MARK = "\u200f"
_ISOLATES, _END = "\u2066\u2067\u2068", "\u2069"


def from_the_right(text: str) -> str:
    """`text`, with a mark in front when it holds right-to-left letters after a first one that is not."""
    strong = [kind for kind in map(bidirectional, _outside_isolates(text)) if kind in ("L", "R", "AL")]
    mixed = bool(strong) and strong[0] == "L" and not {"R", "AL"}.isdisjoint(map(bidirectional, text))
    return RIGHT_TO_LEFT_MARK + text if mixed else text


def _outside_isolates(text: str) -> str:
    kept, depth = [], 0
    for character in text:
        if character in _ISOLATES:
            depth += 1
        elif character == _END:
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(character)
    return "".join(kept)

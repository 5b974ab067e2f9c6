"""A written text as the rules read it, sign for sign, each knowing where it stands on the screen."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from kiosk.speech.utterance import MAX_CHARACTERS

DASH, PARTING = "–", "·"
"""What stands for every dash, and for every dot or arrow between two words, a longer pause."""


class Written(NamedTuple):
    """`text` has plain spaces, Latin digits, one kind of apostrophe and of dash, and no sign without a sound; text[i]
    is the character `at[i]` of what is on the screen."""

    text: str
    at: Sequence[int]


class Part(NamedTuple):
    """`said` is how text[start:end] of a Written is said: any number of words."""

    said: str
    start: int
    end: int


def read(text: str) -> Written:
    """Of a longer text, the first MAX_CHARACTERS: no screen shows as much."""
    text = text[:MAX_CHARACTERS]
    signs = [_sign(sign) for sign in text]
    kept = "".join(signs)
    return Written(kept, range(len(text)) if "" not in signs else [at for at, sign in enumerate(signs) if sign])


@functools.lru_cache(4096)
def _sign(sign: str) -> str:
    """One character, or none for what only directs the eye."""
    if sign in _ALIKE:
        return _ALIKE[sign]
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.digit(sign))
    if category == "Pd" and sign != "-":
        return DASH
    if category == "Cf":
        return sign if sign == "\N{ZERO WIDTH NON-JOINER}" else ""
    if category in _BLANK or (category in _SIGNS and sign not in _KEPT):
        return " "
    return sign


_ALIKE = (
    dict.fromkeys("·•‧∙›‹→←↔⇒►▶◄◀■□▪●○◦‣⁃|¦", PARTING)
    | dict.fromkeys("’ʼ‘‛＇´", "'")
    | {"\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-", "\N{MINUS SIGN}": "-", "٪": "%", "º": "°"}
    | dict.fromkeys(map(chr, range(0xFE00, 0xFE10)), "")
)
_BLANK = ("Cc", "Cs", "Co", "Cn", "Zs", "Zl", "Zp")
_SIGNS = ("Sc", "Sk", "Sm", "So", "Pc", "Pf", "Pi", "Po", "Ps", "Pe")
_KEPT = frozenset(".,;:!?…'-()%&@€$£+°№/_،؛؟٫٬¿¡×=#~*")

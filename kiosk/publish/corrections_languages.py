"""Languages as an agent writes them: codes, or their French names (Unicode CLDR), and a few that people say."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError

from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.publish.names import plain

_SAID = {
    "farsi": "fa",
    "pachtou": "ps",
    "pachtoun": "ps",
    "mandarin": "zh",
    "chinois mandarin": "zh",
    "bresilien": "pt-BR",
    "tamazight": "ber",
    "berbere": "ber",
    "arabe classique": "ar",
    "arabe litteraire": "ar",
    "creole": "ht",
    "peulh": "ff",
    "soninke": "snk",
    "tigrinya": "ti",
    "langue des signes": "fsl",
    "langue des signes francaise": "fsl",
    "lsf": "fsl",
}
"""Beside CLDR: plain name → code of BCP 47."""
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis", "root"})
_BETWEEN = re.compile(r"[,;|/+]+")


def languages_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(BCP 47 codes but for French, words that name no language) of "arabe, ukrainien", "arabe et turc" or "ar uk"."""
    found: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for piece in filter(None, map(str.strip, _BETWEEN.split(text))):
        words = [piece] if _code(piece) else [word for word in piece.split() if word.casefold() != "et"]
        if not all(map(_code, words)):  # "un peu de tout" is not German
            words = [piece]
        for word in words:
            code = _code(word)
            (found if code else unknown)[code or word] = None
    found.pop(SOURCE_LANGUAGE, None)
    return tuple(found), tuple(unknown)


def is_shown(code: str) -> bool:
    """Whether the screens know how this language calls itself: they leave out the others."""
    try:
        return bool(Locale.parse(code, sep="-"))
    except (UnknownLocaleError, ValueError):
        return False


def _code(word: str) -> str:
    return _names().get(plain(word), "")


@cache
def _names() -> dict[str, str]:
    """Plain name, or plain code → code. A code wins over a name, and a name over a saying."""
    codes = {
        code.replace("_", "-"): name
        for code, name in Locale(SOURCE_LANGUAGE).languages.items()
        if code not in _NO_LANGUAGE
    }
    return _SAID | {plain(name): code for code, name in codes.items()} | {plain(code): code for code in codes}

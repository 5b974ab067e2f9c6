"""The typefaces of the screens: which letters each one brings, and the system package that holds it.

Andika is drawn for people who learn to read; Noto brings what it does not have. All are under the SIL Open Font
License, kept by Debian and Ubuntu, and installed by `deploy/run.sh`; none is copied here. This is the one list: the
screens draw with it, and `kiosk check` reads it to say what a language lacks. A language in another script adds a line.
"""

from __future__ import annotations

import unicodedata

LATIN, CYRILLIC, ARABIC = "LATIN", "CYRILLIC", "ARABIC"

SCRIPTS: dict[str, tuple[str, ...]] = {
    LATIN: ("Andika", "Noto Sans"),
    CYRILLIC: ("Andika", "Noto Sans"),
    ARABIC: ("Noto Sans Arabic",),
}
"""Families by script, the best first; a script is named as Unicode names its letters."""

PACKAGES = {
    "Andika": "fonts-sil-andika",
    "Noto Sans": "fonts-noto-core",
    "Noto Sans Arabic": "fonts-noto-core",
}
"""The package that holds a family, by the same name on Debian 12, Debian 13 and Ubuntu 24.04."""

FAMILIES = tuple(dict.fromkeys(family for families in SCRIPTS.values() for family in families))
"""The whole chain, in the order in which a letter is looked for."""

UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Unicode categories that leave no ink: spaces, joiners, and the marks that isolate a direction."""


def has_ink(character: str) -> bool:
    """Whether a character is drawn at all."""
    return unicodedata.category(character) not in UNSEEN


def families_for(character: str) -> tuple[str, ...]:
    """The families that are there to draw this character; the whole chain for signs that belong to no script."""
    return SCRIPTS.get(unicodedata.name(character, "").partition(" ")[0], FAMILIES)

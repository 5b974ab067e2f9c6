"""No empty boxes: every character of every language has a shape in a typeface of the screens.

Asked of fontconfig, which is there wherever Qt draws text on Linux; Qt itself is not loaded.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping

from kiosk.i18n.faces import FAMILIES, PACKAGES, families_for, has_ink
from kiosk.i18n.languages import LANGUAGES
from kiosk.publish.check.finding import ERROR, WARNING, Finding, Text

RULE = "police-absente"
FILE = "kiosk/i18n/faces.py"
Fonts = Mapping[str, frozenset[int]]
"""Installed family → the code points that all its upright faces, normal and bold, have a shape for."""

PATTERN = "%{family}\t%{slant}\t%{weight}\t%{charset}\n"
WEIGHTS = ("80", "200")
"""Fontconfig's numbers of the two weights of the screens, normal and bold."""
MOST_TOLD = 12


def installed_fonts(command: str = "fc-list") -> Fonts | None:
    """What fontconfig says of the families of the screens; None when it cannot be asked."""
    found = shutil.which(command)
    if found is None:
        return None
    asked = [found, "-f", PATTERN]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, encoding="utf-8", timeout=60, check=True)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return parse_fonts(done.stdout)


def parse_fonts(listed: str) -> Fonts:
    """The families of the screens in a list written with PATTERN. A line that says something else is passed over."""
    fonts: dict[str, frozenset[int]] = {}
    for line in listed.splitlines():
        parts = line.split("\t")
        if len(parts) != 4 or parts[1] != "0" or parts[2] not in WEIGHTS:
            continue
        for family in set(parts[0].split(",")) & set(FAMILIES):
            points = _points(parts[3])
            fonts[family] = fonts[family] & points if family in fonts else points
    return fonts


def check_fonts(texts: Mapping[str, Iterable[Text]], fonts: Fonts | None) -> Iterator[Finding]:
    """What cannot be drawn, for each language (its code → every text it shows), and which package to install."""
    if fonts is None:
        advice = "Les polices n'ont pas été vérifiées : fontconfig manque. Installez le paquet fontconfig."
        yield Finding(WARNING, FILE, None, "polices", RULE, "", advice)
        return
    for family in FAMILIES:
        if family not in fonts:
            advice = f"La police {family} manque sur cet ordinateur. Installez le paquet {PACKAGES[family]}."
            yield Finding(WARNING, FILE, None, "polices", RULE, family, advice)
    for code, shown in texts.items():
        yield from _language(code, shown, fonts)


def _language(code: str, texts: Iterable[Text], fonts: Fonts) -> Iterator[Finding]:
    drawn = frozenset[int]().union(*fonts.values())
    lost: dict[str, Text] = {}
    for text in texts:
        for character in text.text:
            if ord(character) not in drawn and has_ink(character):
                lost.setdefault(character, text)
    by_cure: dict[str, list[str]] = {}
    for character in sorted(lost):
        by_cure.setdefault(_cure(character, fonts), []).append(character)
    name = LANGUAGES[code].endonym if code in LANGUAGES else code
    for cure, characters in by_cure.items():
        first = lost[characters[0]]
        advice = f"{name} ({code}) : des cases vides à la place de {_named(characters)}. {cure}"
        yield Finding(ERROR, first.file, first.line, first.key, RULE, "".join(characters[:MOST_TOLD]), advice)


def _cure(character: str, fonts: Fonts) -> str:
    families = [family for family in families_for(character) if family not in fonts]
    packages = list(dict.fromkeys(PACKAGES[family] for family in families))
    if packages:
        return f"Installez {'le paquet' if len(packages) == 1 else 'les paquets'} {' et '.join(packages)}."
    return f"Aucune police de la borne n'a ce signe : écrivez autrement, ou ajoutez une police à {FILE}."


def _named(characters: list[str]) -> str:
    told = ", ".join(f"{character} (U+{ord(character):04X})" for character in characters[:MOST_TOLD])
    return told + (f" et {len(characters) - MOST_TOLD} autres" if len(characters) > MOST_TOLD else "")


def _points(charset: str) -> frozenset[int]:
    """The code points of fontconfig's ranges, such as "20-7e a0"; what is not a range is passed over."""
    points: set[int] = set()
    for written in charset.split():
        first, _, last = written.partition("-")
        try:
            start, end = int(first, 16), int(last or first, 16)
        except ValueError:
            continue
        points.update(range(start, min(end, 0x10FFFF) + 1))
    return frozenset(points)

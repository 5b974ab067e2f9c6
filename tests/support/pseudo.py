"""A language nobody speaks, made of the French: longer, accented, between marks, from right to left.

It proves what a real language would need: one line in LANGUAGES and one `.po`. What it does not cover on a screen is a
string that never went through the catalogue.
"""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

from babel.messages.pofile import read_po, write_po

from kiosk.i18n.languages import Language
from kiosk.publish.demo import build_demonstration
from kiosk.publish.extraction import collect
from kiosk.publish.publication import load_companions
from kiosk.publish.words import renew

CODE = "qps"
PSEUDO = Language(CODE, "[Ƥşéûðö]", "ar", "ar", rtl=True)
OPENS, CLOSES = "[", "]"
LONGER = 0.35
_ACCENTED = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
_PLACEHOLDER = re.compile(r"(\{[^{}]*\})")
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[aeiouyàâäéèêëîïôöùûüÿœæ]", re.IGNORECASE)


def pseudo(text: str, longer: float = LONGER) -> str:
    """`text` in the language nobody speaks; its placeholders stay. "Retour" → "[Rétóóúúr]"."""
    parts = _PLACEHOLDER.split(text)
    owed = 0.0
    for at in range(0, len(parts), 2):
        written, end = [], 0
        for word in _WORD.finditer(parts[at]):
            owed += longer * len(word[0])
            longest, owed = _stretched(word[0], owed)
            written += [parts[at][end : word.start()], longest]
            end = word.end()
        parts[at] = "".join([*written, parts[at][end:]]).translate(_ACCENTED)
    return OPENS + "".join(parts) + CLOSES


def _stretched(word: str, owed: float) -> tuple[str, float]:
    """The word with vowels doubled for the letters owed, each once at most; and what is still owed."""
    out = []
    for letter in word:
        out.append(letter)
        if owed >= 1 and _VOWEL.match(letter):
            out.append(letter.lower())
            owed -= 1
    return "".join(out), owed


def pseudo_po(messages: list, longer: float = LONGER) -> bytes:  # type: ignore[type-arg]
    """The `.po` of the language: every string of the product, written."""
    catalogue = read_po(io.BytesIO(renew(b"", CODE, messages)), locale=CODE)
    for entry in catalogue:
        if entry.id:
            plural = isinstance(entry.id, tuple)
            entry.string = tuple(pseudo(text, longer) for text in entry.id) if plural else pseudo(entry.id, longer)
    out = io.BytesIO()
    write_po(out, catalogue)
    return out.getvalue()


def pseudo_release(repository: Path, folder: Path, longer: float = LONGER) -> Path:
    """The demonstration in French and in the language nobody speaks, built in `folder` from a copy of its sources:
    LANGUAGES must hold the line."""
    house = folder / "house"
    shutil.copytree(repository / "content", house / "content")
    (house / "translations").mkdir()
    companions = load_companions(house, ("fr",))
    messages = collect(companions.guide, companions.vocabulary, repository / "kiosk")
    (house / "translations" / f"{CODE}.po").write_bytes(pseudo_po(messages, longer))
    site = house / "content" / "demo" / "site.toml"
    text = site.read_text(encoding="utf-8")
    site.write_text(re.sub(r"(?m)^languages = .*", f'languages = ["fr", "{CODE}"]', text, count=1), encoding="utf-8")
    build_demonstration(house, folder / "release")
    return folder / "release"

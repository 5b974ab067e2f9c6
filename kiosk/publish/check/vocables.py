"""FALC: which words. Jargon, two words for one thing, acronyms nobody spelled out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kiosk.publish.check.finding import NAME, Finding, Text
from kiosk.publish.check.lexicon import Acronym, Lexicon, Unwanted
from kiosk.publish.check.phrases import Finder, Phrase, contains
from kiosk.publish.check.prose import without_holes
from kiosk.publish.check.signs import COMMON_WORDS

_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}|\b[A-Z][A-ZÀ-Ö0-9]{1,4}s?\b|\b[A-Z][a-z]{1,5}\b")
_CAPITALS = re.compile(r"[A-Z][A-ZÀ-Ö0-9]+s?")
_LOWER = re.compile(r"(?<![\w.@/-])[a-z][a-z0-9]{1,5}(?![\w@/-]|\.\w)")
_WORDS_TOO = frozenset({"are", "clic", "plie"})
"""Acronyms that are also French words: only capitals tell them apart."""
_ROMAN = re.compile(r"[IVX]+")


def jargon(lexicon: Lexicon) -> Callable[[Text], Iterator[Finding]]:
    def rule(text: Text) -> Iterator[Finding]:
        yield from _unwanted(text, "jargon", lexicon.jargon)

    return rule


def glossary(lexicon: Lexicon) -> Callable[[Text], Iterator[Finding]]:
    def rule(text: Text) -> Iterator[Finding]:
        yield from _unwanted(text, "deux-mots", lexicon.glossary)

    return rule


def _unwanted(text: Text, rule: str, finder: Finder[Unwanted]) -> Iterator[Finding]:
    """Proper names keep their words."""
    if text.kind == NAME:
        return
    for words, entry in finder(text.text):
        if not (entry.explained and _around(text, entry.explained)):
            yield Finding(entry.level, text.file, text.line, text.key, rule, words, entry.instead)


def acronyms(lexicon: Lexicon) -> Callable[[Text], Iterator[Finding]]:
    """Written "CAF", "Caf", "caf" or "C.A.F."; fine when its meaning stands in the same fiche."""

    def rule(text: Text) -> Iterator[Finding]:
        seen = set()
        bare = without_holes(text.text)
        lower = (match for match in _LOWER.finditer(bare) if match[0].upper() in lexicon.acronyms)
        for match in (*_ACRONYM.finditer(bare), *lower):
            name, written = match[0].replace(".", "").removesuffix("s"), match[0]
            known = lexicon.acronyms.get(name.upper())
            capital = bool(_CAPITALS.fullmatch(name)) or "." in written
            if known and not capital and name.lower() in _WORDS_TOO:
                continue
            if name in seen or not (known or capital) or name in COMMON_WORDS or _ROMAN.fullmatch(name):
                continue
            seen.add(name)
            if known is None:
                yield text.error("sigle", written, _UNKNOWN.format(name=name))
            elif not known.common and not _around(text, known.spelled):
                yield text.error("sigle", written, _spell_out(known))

    return rule


_UNKNOWN = "Écrivez le nom entier. Si ce sigle est utile, ajoutez-le à content/falc/sigles.csv : {name};son sens;"


def _spell_out(acronym: Acronym) -> str:
    meaning = acronym.meanings[0] if acronym.meanings else "…"
    return f"Écrivez aussi son sens dans la même fiche : « {meaning} »."


def _around(text: Text, wordings: tuple[Phrase, ...]) -> bool:
    return any(contains(one, wordings) for one in (text.text, *text.around))

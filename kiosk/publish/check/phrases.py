"""Lists of words as agents write them, found in a text in every form: plural, feminine, without accents, elided.

In a list several wordings of one entry are separated by "|". A word that ends with "*" stands for all words that begin
so, a word after "=" for itself alone. Other words also stand for their regular plural and feminine, infinitives for
their usual forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from kiosk.publish.check.prose import Token, tokens
from kiosk.publish.tables import cells

T = TypeVar("T")
_FEMININES = {"if": "ive", "eur": "euse", "teur": "trice", "er": "ere", "eux": "euse", "el": "elle", "en": "enne"}
_OF_VERBS = {
    "er": ("e", "es", "ons", "ez", "ent", "ee", "ees", "ant", "era", "erez"),
    "ir": ("i", "is", "it", "ie", "ies", "issez", "issent", "issant", "ira", "irez"),
}
_BREAKS = frozenset(".,;:!?()")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One word of a phrase: its forms, or the beginning of all its forms."""

    forms: frozenset[str]
    beginning: str = ""

    def fits(self, word: str) -> bool:
        return word.startswith(self.beginning) if self.beginning else word in self.forms


Phrase = tuple[Pattern, ...]


def forms(word: str) -> frozenset[str]:
    """The plain word with its regular feminine and plurals, and the usual forms of a regular verb."""
    singulars = {word, word + "e"}
    for end, feminine in (*_FEMININES.items(), ("on", "onne")):
        if word.endswith(end):
            singulars.add(word.removesuffix(end) + feminine)
    found = {*singulars, *(each + "s" for each in singulars)}
    for end, endings in _OF_VERBS.items():
        if word.endswith(end) and len(word) > len(end) + 2:
            found.update(word.removesuffix(end) + ending for ending in endings)
    if word.endswith("al"):
        found.add(word.removesuffix("al") + "aux")
    if word.endswith(("au", "eu")):
        found.add(word + "x")
    return frozenset(found)


def phrase(text: str) -> Phrase:
    """The patterns of one wording of a list."""
    found = []
    for token in tokens(text):
        if text[token.end : token.end + 1] == "*":
            found.append(Pattern(frozenset(), token.plain))
        elif text[: token.start].endswith("="):
            found.append(Pattern(frozenset({token.plain})))
        else:
            found.append(Pattern(forms(token.plain)))
    return tuple(found)


def phrases(cell: str) -> tuple[Phrase, ...]:
    return tuple(found for found in map(phrase, cells(cell)) if found)


class Finder(Generic[T]):
    """Finds which entries occur in a text. Longer wordings win over the shorter ones they contain."""

    def __init__(self, entries: Iterable[tuple[Phrase, T]]) -> None:
        self._by_word: dict[str, list[tuple[Phrase, T]]] = {}
        self._by_beginning: dict[str, list[tuple[Phrase, T]]] = {}
        for found, entry in entries:
            for word in found[0].forms:
                self._by_word.setdefault(word, []).append((found, entry))
            if found[0].beginning:
                self._by_beginning.setdefault(found[0].beginning, []).append((found, entry))

    def __call__(self, text: str) -> Iterator[tuple[str, T]]:
        """(the words of the text, entry), in the order of the text."""
        found = tokens(text)
        free = 0
        for index, token in enumerate(found):
            if index < free:
                continue
            fitting = [(words, entry) for words, entry in self._starting(token) if _fits(words, found[index:], text)]
            if fitting:
                words, entry = max(fitting, key=lambda pair: len(pair[0]))
                free = index + len(words)
                yield text[token.start : found[free - 1].end], entry

    def _starting(self, token: Token) -> Iterator[tuple[Phrase, T]]:
        yield from self._by_word.get(token.plain, ())
        for length in range(2, len(token.plain) + 1):
            yield from self._by_beginning.get(token.plain[:length], ())


def _fits(words: Phrase, found: list[Token], text: str) -> bool:
    if len(words) > len(found) or not all(w.fits(t.plain) for w, t in zip(words, found, strict=False)):
        return False
    return not _BREAKS & set(text[found[0].start : found[len(words) - 1].end])


def contains(text: str, wordings: Iterable[Phrase]) -> bool:
    """Whether one of the wordings occurs in the text."""
    return any(True for _ in Finder((words, None) for words in wordings)(text))

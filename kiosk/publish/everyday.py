"""The everyday needs that no published theme covers: a wash, a day shelter, a postal address…

They are found in what the sources write, with the table `content/vocabulary/quotidien.csv`: words and phrases looked
for in names, or in the sentences of a short presentation. Case, accents and punctuation do not count; a word is a
whole word, unless it ends with "*". What is read of a presentation is only whether such words are there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import VocabularyError
from kiosk.publish.names import plain
from kiosk.publish.tables import motifs, table

COLUMNS = ("code", "motifs", "motifs_lieu", "motifs_texte", "sauf", "sauf_texte")

_NOTHING = re.compile(r"(?!)")
_DENIED = re.compile(r"\b(?:pas|ni|sans|aucune?)\b")
_SENTENCES = re.compile(r"[.!?;:•\n\r]+")


@dataclass(frozen=True, slots=True)
class EverydayRule:
    """How one everyday need is recognised. `but` in the same name or sentence means that it is something else; so does
    `but_told` anywhere in the presentation of what has the name."""

    code: str
    in_any_name: re.Pattern[str]
    in_name_of_place: re.Pattern[str]
    in_sentence: re.Pattern[str]
    but: re.Pattern[str]
    but_told: re.Pattern[str]

    def named(self, name: str, place: bool) -> bool:
        """Whether a plain name says it."""
        found = self.in_any_name.search(name) or (self.in_name_of_place.search(name) if place else None)
        return found is not None and not self.but.search(name) and not _DENIED.search(name[: found.start()])

    def told(self, sentence: str) -> bool:
        """Whether a plain sentence says it, and does not begin by denying it."""
        found = self.in_sentence.search(sentence)
        return bool(found) and not self.but.search(sentence) and not _DENIED.search(sentence[: found.start()])


@dataclass(frozen=True, slots=True)
class Everyday:
    """Every rule, in the order of the table."""

    rules: tuple[EverydayRule, ...] = ()

    def of_service(self, name: str, presentation: str = "") -> tuple[str, ...]:
        """The everyday needs a service answers, from its name and its short presentation."""
        return self._found(name, presentation, place=False)

    def of_place(self, name: str, presentation: str = "") -> tuple[str, ...]:
        """The everyday needs a place answers, from its name and its short presentation."""
        return self._found(name, presentation, place=True)

    def _found(self, name: str, presentation: str, place: bool) -> tuple[str, ...]:
        name, whole = plain(name), plain(presentation)
        sentences = [plain(part) for part in _SENTENCES.split(presentation)] if presentation else []
        return tuple(
            rule.code
            for rule in self.rules
            if (rule.named(name, place) and not rule.but_told.search(whole))
            or (not rule.but.search(name) and any(map(rule.told, sentences)))
        )


def load_everyday(path: Path, known: Collection[str]) -> Everyday:
    """Read the table. VocabularyError names its line when a code is not `known`, or a word is only a star."""
    rules = []
    for line, row in table(path, COLUMNS, filled=("code",), key=("code",)):
        if row["code"] not in known:
            raise VocabularyError(
                f"{path}, line {line}: no everyday need has the code {row['code']!r}; add it to mots.csv or mend it."
            )
        rules.append(EverydayRule(row["code"], *(_pattern(motifs(path, line, row, column)) for column in COLUMNS[1:])))
    return Everyday(tuple(rules))


def _pattern(motifs: Iterable[str]) -> re.Pattern[str]:
    words = [re.escape(plain(motif)) + (r"\w*" if motif.endswith("*") else "") for motif in motifs]
    return re.compile(rf"\b(?:{'|'.join(words)})\b") if words else _NOTHING

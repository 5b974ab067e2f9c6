"""The one vocabulary: what every published value means, from tables a non-programmer can edit.

The tables are in `content/vocabulary/`, described by its README. Lookups ignore case, accents, the shape of
apostrophes and other punctuation. An unknown value is None, never an error: the reader reports it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.publish.coded_tables import CodedTables
from kiosk.publish.departements import Box, load_departements
from kiosk.publish.everyday import Everyday, load_everyday
from kiosk.publish.names import plain
from kiosk.publish.offer import EVERYDAY, THEME, THEMES, Offer, Word, offer_of
from kiosk.publish.tables import motifs, table

OTHER_KIND = "autre"
KIND_COLUMNS = ("code", "libelle", "mots_simples", "generique", "motifs", "typologies")


@dataclass(frozen=True, slots=True)
class KindRule:
    """How one kind of place is recognised. A generic kind only wins when no other fits."""

    code: str
    generic: bool
    in_name: re.Pattern[str] | None
    typologies: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tables, ready to be asked. Built by `load_vocabulary`."""

    labels: Mapping[Word, str]
    """French label of every canonical word; kinds of places have the sort `lieu`."""
    equivalents: Mapping[tuple[str, str, str], tuple[Word, ...]]
    """(standard, field, plain value) → words; an empty tuple is a known value that says nothing useful."""
    canonical: Mapping[tuple[str, str], Word]
    """(sort, plain code or plain label, for a kind of place also its published typologies) → word."""
    kinds: tuple[KindRule, ...]
    offers: Mapping[Word, Offer]
    implied: Mapping[str, tuple[Word, ...]]
    """Theme slug or service name → the words that mean the same."""
    departements: Mapping[str, Box]
    """Code → where that département is."""
    simple: Mapping[Word, str]
    """What a visitor understands, for the words whose published label is an administration's."""
    everyday: Everyday

    def codes(self, sort: str) -> tuple[str, ...]:
        """Every code of one sort, in the order of the table."""
        return tuple(word.code for word in self.labels if word.sort == sort)

    @property
    def themes(self) -> tuple[str, ...]:
        """What may stand where themes stand: the published themes, then the everyday needs."""
        return tuple(word.code for word in self.labels if word.sort in THEMES)

    def label(self, sort: str, code: str) -> str:
        """The French label, or the code itself when it has none."""
        return self.labels.get(Word(sort, code), code)

    def shown(self, sort: str, code: str) -> str:
        """The French words a visitor is shown: the simple ones, else the label, else the code itself."""
        return self.simple.get(Word(sort, code)) or self.label(sort, code)

    def translate(self, standards: Sequence[str], field: str, value: str, sort: str = "") -> tuple[Word, ...] | None:
        """What a published value means in the first of `standards` that knows it, or as a canonical code of
        `sort` (an everyday need is written where themes are); None when nobody knows it."""
        key = plain(value)
        for standard in standards:
            words = self.equivalents.get((standard, field, key))
            if words is not None:
                return words
        word = self.canonical.get((sort, key))
        if word is None and sort == THEME:
            word = self.canonical.get((EVERYDAY, key))
        return None if word is None else (word,)

    def kind_of(
        self, name: str, typologies: Iterable[str] = (), revealed: Iterable[str] = (), carriers: Iterable[str] = ()
    ) -> str:
        """The kind of a place from its name, its published typology codes, kinds its source revealed, and kinds of
        the networks that carry it.

        What the publisher says wins, then the name, then who carries it (a residence that a CCAS runs is a
        residence), then the generic kinds in the same order.
        """
        published = {plain(code) for code in typologies}
        said = set(revealed) | {rule.code for rule in self.kinds if rule.typologies & published}
        text, carriers = plain(name), set(carriers)
        for generic in (False, True):
            rules = [rule for rule in self.kinds if rule.generic is generic]
            for found in (
                (rule.code for rule in rules if rule.code in said),
                (rule.code for rule in rules if rule.in_name is not None and rule.in_name.search(text)),
                (rule.code for rule in rules if rule.code in carriers),
            ):
                if code := next(found, ""):
                    return code
        return OTHER_KIND

    def offered_by(self, sort: str, codes: Iterable[str]) -> Offer:
        """What places of these kinds (`lieu`) or with these labels (`label`) offer by nature."""
        found = Offer()
        for code in codes:
            found += self.offers.get(Word(sort, code), Offer())
        return found

    def complete(self, offer: Offer) -> Offer:
        """The offer with what its words mean in the other standard, one step and no further."""
        implied = [word for code in (*offer.themes, *offer.services) for word in self.implied.get(code, ())]
        return offer + offer_of(implied)


def load_vocabulary(folder: Path) -> Vocabulary:
    """Read the tables of `folder`. VocabularyError names the file and line of a missing table or wrong code."""
    labels: dict[Word, str] = {}
    simple: dict[Word, str] = {}
    named = ("sorte", "code", "libelle")
    for _, row in table(folder / "mots.csv", (*named, "mots_simples"), filled=named, key=("sorte", "code")):
        word = Word(row["sorte"], row["code"])
        labels[word], simple[word] = row["libelle"], row["mots_simples"]
    kinds = []
    path = folder / "lieux.csv"
    for line, row in table(path, KIND_COLUMNS, filled=("code", "libelle"), key=("code",)):
        word = Word("lieu", row["code"])
        labels[word], simple[word] = row["libelle"], row["mots_simples"]
        kinds.append(_kind_rule(path, line, row))
    tables = CodedTables(labels)
    return Vocabulary(
        labels=labels,
        equivalents=tables.equivalents(folder / "equivalences.csv"),
        canonical=_canonical(labels, kinds),
        kinds=tuple(kinds),
        offers=tables.offers(folder / "offres.csv"),
        implied=tables.implied(folder / "correspondances.csv"),
        departements=load_departements(folder / "departements.csv"),
        simple={word: words for word, words in simple.items() if words},
        everyday=load_everyday(folder / "quotidien.csv", {word.code for word in labels if word.sort == EVERYDAY}),
    )


def _canonical(labels: Mapping[Word, str], kinds: Iterable[KindRule]) -> dict[tuple[str, str], Word]:
    found = {("lieu", code): Word("lieu", rule.code) for rule in kinds for code in rule.typologies}
    for word, label in labels.items():
        found.setdefault((word.sort, plain(label)), word)
    return found | {(word.sort, plain(word.code)): word for word in labels}


def _kind_rule(path: Path, line: int, row: Mapping[str, str]) -> KindRule:
    patterns = [re.escape(plain(pattern)) for pattern in motifs(path, line, row, "motifs")]
    return KindRule(
        code=row["code"],
        generic=plain(row["generique"]) == "oui",
        in_name=re.compile(rf"\b(?:{'|'.join(patterns)})\b") if patterns else None,
        typologies=frozenset(plain(code) for code in motifs(path, line, row, "typologies")),
    )

"""The one vocabulary: what every published value means, from tables a non-programmer can edit.

The tables are in `content/vocabulary/`, described by its README. Lookups ignore case, accents, the shape of
apostrophes and other punctuation. An unknown value is None, never an error: the reader reports it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import VocabularyError
from kiosk.publish.departements import Box, load_departements
from kiosk.publish.names import plain
from kiosk.publish.tables import cells, table

OTHER_KIND = "autre"


@dataclass(frozen=True, slots=True)
class Word:
    """A canonical code and the sort of word it is: theme, service, public, contact, frais, label…"""

    sort: str
    code: str


@dataclass(frozen=True, slots=True)
class KindRule:
    """How one kind of place is recognised. A generic kind only wins when no other fits."""

    code: str
    generic: bool
    in_name: re.Pattern[str] | None
    typologies: frozenset[str]


@dataclass(frozen=True, slots=True)
class Offer:
    """Themes and digital services, in the order of the tables."""

    themes: tuple[str, ...] = ()
    services: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.themes or self.services)

    def __add__(self, other: Offer) -> Offer:
        return Offer(_once((*self.themes, *other.themes)), _once((*self.services, *other.services)))


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

    def codes(self, sort: str) -> tuple[str, ...]:
        """Every code of one sort, in the order of the table."""
        return tuple(word.code for word in self.labels if word.sort == sort)

    def label(self, sort: str, code: str) -> str:
        """The French label, or the code itself when it has none."""
        return self.labels.get(Word(sort, code), code)

    def translate(self, standards: Sequence[str], field: str, value: str, sort: str = "") -> tuple[Word, ...] | None:
        """What a published value means in the first of `standards` that knows it, or as a canonical code of
        `sort`; None when nobody knows it."""
        key = plain(value)
        for standard in standards:
            words = self.equivalents.get((standard, field, key))
            if words is not None:
                return words
        word = self.canonical.get((sort, key))
        return None if word is None else (word,)

    def kind_of(self, name: str, typologies: Iterable[str] = (), revealed: Iterable[str] = ()) -> str:
        """The kind of a place from its name, its published typology codes, and kinds its source revealed.

        What the publisher says wins, then the name, then the generic kinds in the same order.
        """
        published = {plain(code) for code in typologies}
        said = set(revealed) | {rule.code for rule in self.kinds if rule.typologies & published}
        text = plain(name)
        for generic in (False, True):
            rules = [rule for rule in self.kinds if rule.generic is generic]
            for rule in rules:
                if rule.code in said:
                    return rule.code
            for rule in rules:
                if rule.in_name is not None and rule.in_name.search(text):
                    return rule.code
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
        return offer + _offer(implied)


def load_vocabulary(folder: Path) -> Vocabulary:
    """Read the six tables of `folder`. VocabularyError names the file and line of a missing table or wrong code."""
    labels: dict[Word, str] = {}
    for _, row in table(folder / "mots.csv", ("sorte", "code", "libelle")):
        labels[Word(row["sorte"], row["code"])] = row["libelle"]
    kinds = []
    for _, row in table(folder / "lieux.csv", ("code", "libelle", "generique", "motifs", "typologies")):
        labels[Word("lieu", row["code"])] = row["libelle"]
        kinds.append(_kind_rule(row))
    tables = _Tables(labels)
    return Vocabulary(
        labels=labels,
        equivalents=tables.equivalents(folder / "equivalences.csv"),
        canonical=_canonical(labels, kinds),
        kinds=tuple(kinds),
        offers=tables.offers(folder / "offres.csv"),
        implied=tables.implied(folder / "correspondances.csv"),
        departements=load_departements(folder / "departements.csv"),
    )


def _canonical(labels: Mapping[Word, str], kinds: Iterable[KindRule]) -> dict[tuple[str, str], Word]:
    found = {("lieu", code): Word("lieu", rule.code) for rule in kinds for code in rule.typologies}
    for word, label in labels.items():
        found.setdefault((word.sort, plain(label)), word)
    return found | {(word.sort, plain(word.code)): word for word in labels}


def _kind_rule(row: Mapping[str, str]) -> KindRule:
    patterns = [re.escape(plain(pattern)) for pattern in cells(row["motifs"])]
    return KindRule(
        code=row["code"],
        generic=plain(row["generique"]) == "oui",
        in_name=re.compile(rf"\b(?:{'|'.join(patterns)})\b") if patterns else None,
        typologies=frozenset(plain(code) for code in cells(row["typologies"])),
    )


class _Tables:
    """Reads the tables whose codes must exist in `mots.csv` or `lieux.csv`."""

    def __init__(self, labels: Mapping[Word, str]) -> None:
        self._labels = labels

    def equivalents(self, path: Path) -> dict[tuple[str, str, str], tuple[Word, ...]]:
        found: dict[tuple[str, str, str], tuple[Word, ...]] = defaultdict(tuple)
        for line, row in table(path, ("norme", "champ", "valeur", "sorte", "codes")):
            words = [word for code in cells(row["codes"]) for word in self._words(path, line, row["sorte"], code)]
            for standard in cells(row["norme"]) or [""]:
                self._words(path, line, "norme", standard)
                found[standard, row["champ"], plain(row["valeur"])] += tuple(words)
        return dict(found)

    def offers(self, path: Path) -> dict[Word, Offer]:
        found = {}
        for line, row in table(path, ("sorte", "code", "themes", "services")):
            (owner,) = self._words(path, line, row["sorte"], row["code"])
            themes = [word for code in cells(row["themes"]) for word in self._words(path, line, "theme", code)]
            services = [word for code in cells(row["services"]) for word in self._words(path, line, "service", code)]
            found[owner] = _offer([*themes, *services])
        return found

    def implied(self, path: Path) -> dict[str, tuple[Word, ...]]:
        found: dict[str, tuple[Word, ...]] = defaultdict(tuple)
        for line, row in table(path, ("de", "vers")):
            self._either(path, line, row["de"])
            found[row["de"]] += (self._either(path, line, row["vers"]),)
        return dict(found)

    def _either(self, path: Path, line: int, code: str) -> Word:
        sort = "service" if Word("service", code) in self._labels else "theme"
        return self._words(path, line, sort, code)[0]

    def _words(self, path: Path, line: int, sort: str, code: str) -> list[Word]:
        if sort == "mobile":
            return [Word(sort, code)]
        family = code.removesuffix("*") if code.endswith("--*") else ""
        words = [word for word in self._labels if word.sort == sort and _is(word.code, code, family)]
        if not words:
            raise VocabularyError(
                f"{path}, line {line}: no {sort!r} has the code {code!r}; add it to mots.csv or mend it."
            )
        return words


def _is(code: str, wanted: str, family: str) -> bool:
    return code.startswith(family) if family else code == wanted


def _offer(words: Iterable[Word]) -> Offer:
    words = list(words)
    return Offer(
        _once(word.code for word in words if word.sort == "theme"),
        _once(word.code for word in words if word.sort == "service"),
    )


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))

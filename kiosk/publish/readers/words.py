"""From a row's published values to the one vocabulary, collected by sort of word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.publish.offer import EVERYDAY, THEME, Offer
from kiosk.publish.readers.row import Row
from kiosk.publish.vocabulary import Vocabulary

EVERYBODY = "tous-publics"


@dataclass(frozen=True, slots=True)
class Coded:
    """A field whose values are coded. `field` is its name in the table of equivalences, `sort` what its canonical
    codes are, `separators` what stands between several values in a text."""

    word: str
    field: str
    sort: str
    separators: str = "|;"


@dataclass(frozen=True, slots=True)
class Words:
    """Canonical codes of one row by sort, each once, in order."""

    by_sort: dict[str, dict[str, None]]

    def of(self, sort: str) -> tuple[str, ...]:
        return tuple(self.by_sort.get(sort, ()))

    @property
    def offer(self) -> Offer:
        return Offer(self.of(THEME) + self.of(EVERYDAY), self.of("service"))

    @property
    def publics(self) -> tuple[str, ...]:
        """Empty when everybody is welcome."""
        publics = self.of("public")
        return () if EVERYBODY in publics else publics

    @property
    def free(self) -> bool | None:
        """True when free for all, False when something must be paid, None when it depends or nobody says."""
        fees = set(self.of("frais"))
        if "gratuit" in fees and not fees & {"payant", "adhesion", "gratuit-sous-condition"}:
            return True
        return False if fees and fees <= {"payant", "adhesion"} else None


def words_of(row: Row, vocabulary: Vocabulary, standards: Sequence[str], coded: Iterable[Coded]) -> Words:
    """Translate every coded field. A value nobody knows is refused; the row stays."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for field in coded:
        values = row.many(field.word, field.separators)
        for value in _without_families(values) if field.sort == "theme" else values:
            words = vocabulary.translate(standards, field.field, value, field.sort)
            if words is None:
                row.refuse(field.word, "unknown to the vocabulary: this value is dropped", value)
            for word in words or ():
                found[word.sort][word.code] = None
    return Words(dict(found))


def _without_families(values: Sequence[str]) -> list[str]:
    """Themes, without a bare family ("numerique") when one of its leaves is there too."""
    families = {value.split("--")[0] for value in values if "--" in value}
    return [value for value in values if value not in families]

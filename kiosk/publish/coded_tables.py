"""The tables of the vocabulary whose codes must exist in `mots.csv` or `lieux.csv`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from kiosk.errors import VocabularyError
from kiosk.publish.names import plain
from kiosk.publish.offer import SERVICE, Offer, Word, facet_sort, offer_of
from kiosk.publish.tables import cells, table


class CodedTables:
    """Reads the tables whose codes must exist in `mots.csv` or `lieux.csv`."""

    def __init__(self, labels: Mapping[Word, str]) -> None:
        self._labels = labels

    def equivalents(self, path: Path) -> dict[tuple[str, str, str], tuple[Word, ...]]:
        found: dict[tuple[str, str, str], tuple[Word, ...]] = defaultdict(tuple)
        for line, row in table(path, ("norme", "champ", "valeur", "sorte", "codes"), filled=("champ", "valeur")):
            words = [word for code in cells(row["codes"]) for word in self._words(path, line, row["sorte"], code)]
            for standard in cells(row["norme"]) or [""]:
                self._words(path, line, "norme", standard)
                found[standard, row["champ"], plain(row["valeur"])] += tuple(words)
        return dict(found)

    def offers(self, path: Path) -> dict[Word, Offer]:
        found = {}
        owners = ("sorte", "code")
        for line, row in table(path, (*owners, "themes", "services"), filled=owners, key=owners):
            (owner,) = self._words(path, line, row["sorte"], row["code"])
            themes = [word for code in cells(row["themes"]) for word in self._facets(path, line, code)]
            services = [word for code in cells(row["services"]) for word in self._words(path, line, "service", code)]
            found[owner] = offer_of([*themes, *services])
        return found

    def implied(self, path: Path) -> dict[str, tuple[Word, ...]]:
        found: dict[str, tuple[Word, ...]] = defaultdict(tuple)
        for line, row in table(path, ("de", "vers"), filled=("de", "vers")):
            self._facets(path, line, row["de"])
            found[row["de"]] += tuple(self._facets(path, line, row["vers"]))
        return dict(found)

    def _facets(self, path: Path, line: int, code: str) -> list[Word]:
        """The theme, everyday need or digital service behind a code."""
        services = {word.code for word in self._labels if word.sort == SERVICE}
        return self._words(path, line, facet_sort(code, services), code)

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

"""Whether everything the published lists name is three taps away: code → the paths that reach it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kiosk.guide.tree import Guide
from kiosk.publish.check.finding import ERROR, Finding
from kiosk.publish.tables import cells, table
from kiosk.publish.vocabulary import Vocabulary

Coverage = Mapping[str, Mapping[str, tuple[str, ...]]]
"""List ("themes", "services", "publics", "mednum_publics", "everyday") → published value → ids of paths."""

MEDNUM, MEDNUM_PUBLICS = "mednum-v1", "publics_specifiquement_adresses"


def mednum_publics(vocabulary_folder: Path) -> dict[str, tuple[str, ...]]:
    """The publics of the digital-help standard, and the codes each stands for."""
    return {
        row["valeur"]: tuple(cells(row["codes"]))
        for _, row in table(vocabulary_folder / "equivalences.csv", ("norme", "champ", "valeur", "codes"))
        if MEDNUM in cells(row["norme"]) and row["champ"] == MEDNUM_PUBLICS
    }


def coverage(guide: Guide, vocabulary: Vocabulary, mednum: Mapping[str, tuple[str, ...]]) -> Coverage:
    queries = [(path.id, path.way.query) for path in guide.paths()]

    def paths(key: str, codes: Iterable[str]) -> tuple[str, ...]:
        wanted = set(codes)
        return tuple(path for path, query in queries if wanted & set(getattr(query, key)))

    return {
        "themes": {code: paths("themes", [code]) for code in vocabulary.codes("theme")},
        "services": {code: paths("services", [code]) for code in vocabulary.codes("service")},
        "publics": {code: paths("publics", [code]) for code in vocabulary.codes("public")},
        "mednum_publics": {value: paths("publics", codes) for value, codes in mednum.items()},
        "everyday": {code: paths("themes", [code]) for code in vocabulary.codes("quotidien")},
    }


def uncovered(found: Coverage) -> Iterator[Finding]:
    for name, codes in found.items():
        for code, paths in codes.items():
            if not paths:
                advice = "Aucune case n'y mène : ajoutez ce code à une case, ou écrivez une case pour ce besoin."
                yield Finding(ERROR, "content/guide", None, name, "couverture", code, advice)

"""The word lists of `content/falc/`, which agents edit. Its LISEZ-MOI.md says what each column means."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import VocabularyError
from kiosk.publish.check.finding import ERROR, WARNING
from kiosk.publish.check.phrases import Finder, Phrase, phrases
from kiosk.publish.tables import cells, table, unique

LEVELS = {"erreur": ERROR, "attention": WARNING, "": ERROR}
NONE = "aucun"
DRAWN = ("dessin", "sens", "mots")


@dataclass(frozen=True, slots=True)
class Unwanted:
    """A word that is not written: what to write instead; fine where one of `explained` stands in the same fiche."""

    instead: str
    level: str = ERROR
    explained: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym and the ways to spell it out; `common` ones need not be."""

    name: str
    meanings: tuple[str, ...]
    spelled: tuple[Phrase, ...]
    common: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """The one meaning of a pictogram, and the words one of which a tile that wears it says."""

    meaning: str
    wordings: tuple[Phrase, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Danger:
    """Words of a tile that tell of danger, and the numbers one of which such a path shows first; no number for words
    that only look like danger."""

    wordings: tuple[Phrase, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    jargon: Finder[Unwanted]
    glossary: Finder[Unwanted]
    acronyms: dict[str, Acronym]
    pictures: dict[str, Picture]
    dangers: tuple[Danger, ...]


def load_lexicon(folder: Path) -> Lexicon:
    """Read the tables of `folder`. Raises VocabularyError naming the file and the line."""
    jargon: list[tuple[Phrase, Unwanted]] = []
    words: list[tuple[int, str]] = []
    path = folder / "jargon.csv"
    for line, row in table(path, ("mot", "ecrire", "niveau", "explique"), filled=("mot", "ecrire")):
        words += [(line, word) for word in cells(row["mot"])]
        entry = Unwanted(row["ecrire"], _level(path, line, row["niveau"]), phrases(row["explique"]))
        jargon += [(wording, entry) for wording in phrases(row["mot"])]
    unique(path, words)
    glossary: list[tuple[Phrase, Unwanted]] = []
    words = []
    path = folder / "glossaire.csv"
    for line, row in table(path, ("mot", "jamais", "niveau"), filled=("mot", "jamais"), key=("mot",)):
        words += [(line, word) for word in cells(row["jamais"])]
        kept = Unwanted(f"Écrivez toujours « {row['mot']} ».", _level(path, line, row["niveau"]))
        glossary += [(wording, kept) for wording in phrases(row["jamais"])]
    unique(path, words)
    acronyms = {
        row["sigle"].upper(): Acronym(
            row["sigle"], tuple(cells(row["sens"])), phrases(row["sens"]), row["commun"].casefold() == "oui"
        )
        for _, row in table(
            folder / "sigles.csv", ("sigle", "sens", "commun"), filled=("sigle", "sens"), key=("sigle",)
        )
    }
    pictures = {
        row["dessin"]: Picture(row["sens"], phrases(row["mots"]), line)
        for line, row in table(folder / "dessins.csv", DRAWN, filled=DRAWN, key=("dessin",))
    }
    path = folder / "dangers.csv"
    dangers = tuple(
        Danger(phrases(row["mots"]), _numbers(path, line, row["numeros"]))
        for line, row in table(path, ("mots", "numeros"), filled=("mots", "numeros"), key=("mots",))
    )
    return Lexicon(Finder(jargon), Finder(glossary), acronyms, pictures, dangers)


def _numbers(path: Path, line: int, cell: str) -> tuple[str, ...]:
    """The numbers of a cell, without spaces; none where it says "aucun"."""
    if cell.casefold() == NONE:
        return ()
    found = tuple(number.replace(" ", "") for number in cells(cell))
    if not all(number.isascii() and number.isdigit() for number in found):
        raise VocabularyError(f"{path}, line {line}, numeros: {cell!r} holds more than numbers. Correct it.")
    return found


def _level(path: Path, line: int, word: str) -> str:
    if word not in LEVELS:
        raise VocabularyError(f"{path}, line {line}: the level {word!r} is neither erreur nor attention. Correct it.")
    return LEVELS[word]

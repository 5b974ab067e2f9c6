"""One picture for one thing, from one family, under a licence that is listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kiosk.guide.tree import Guide
from kiosk.publish.check.finding import ERROR, WARNING, Finding
from kiosk.publish.check.lexicon import Picture
from kiosk.publish.check.phrases import contains
from kiosk.publish.check.tiles import Places, Tile, screens

TABLE = "content/falc/dessins.csv"
LICENCES = "assets/LICENCES.md"
LISTED = ("python-lucide", "pictograms/")
"""What the list of licences names: the package of the tiles' pictograms, and the folder of those drawn here."""


def one_picture_one_thing(guide: Guide, pictures: Mapping[str, Picture], places: Places) -> Iterator[Finding]:
    """Each pictogram has one meaning, in the table, and the tile says it; a label keeps its pictogram."""
    worn: dict[str, str] = {}
    used = set()
    for tile in (tile for tiles in screens(guide) for tile in tiles):
        used.add(tile.pictogram)
        known = pictures.get(tile.pictogram)
        if known is None:
            advice = f"Ajoutez cette ligne à {TABLE} : {table_line(tile)}"
            yield _told(tile, places, "dessin-sans-sens", advice)
        elif not any(contains(text, known.wordings) for text in (tile.label, tile.hint)):
            advice = (
                f"Ce dessin veut dire « {known.meaning} », et la case « {tile.label} » ne le dit pas. "
                f"Changez de dessin, ou ajoutez un mot de la case à la ligne {known.line} de {TABLE}."
            )
            yield _told(tile, places, "dessin-autre-sens", advice)
        if worn.setdefault(tile.label, tile.pictogram) != tile.pictogram:
            advice = f"« {tile.label} » porte ailleurs le dessin {worn[tile.label]} : gardez toujours le même."
            yield _told(tile, places, "dessin-change", advice)
    for name, picture in pictures.items():
        if name not in used:
            advice = "Aucune case ne porte ce dessin : enlevez la ligne."
            yield Finding(WARNING, TABLE, picture.line, f"dessin {name}", "dessin-inutile", name, advice)


def table_line(tile: Tile) -> str:
    """The line of the table that would make this tile right."""
    return f"{tile.pictogram};{tile.label};{tile.label}"


def licences(house: Path) -> Iterator[Finding]:
    path = house / LICENCES
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    for name in LISTED:
        if name not in text:
            advice = f"Ajoutez la licence de {name} : sans elle, ces dessins ne peuvent pas être publiés."
            yield Finding(ERROR, LICENCES, None, "licences", "licence", name, advice)


def _told(tile: Tile, places: Places, rule: str, advice: str) -> Finding:
    file, line = places.where(tile.trail, "pictogram", tile.pictogram)
    return Finding(ERROR, file, line, f"{tile.called}, pictogram", rule, tile.pictogram, advice)

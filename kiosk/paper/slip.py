"""The slip a visitor takes away: what stands on it, in its order. Nothing on it tells who the visitor is.

It is pure: what it says is derived by `kiosk.ui.viewmodels.slip` from the very strings of the screen, and drawn by
`kiosk.ui.slip`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.i18n.formats import format_number
from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE
from kiosk.paper.codes import Code


class Kind(StrEnum):
    """What a block is on the slip."""

    SITE = "site"
    """The name of where the terminal stands."""
    HEADING = "heading"
    TITLE = "title"
    """The name of the place: the largest words."""
    TEXT = "text"
    STRONG = "strong"
    """A line that must not be missed."""
    FACT = "fact"
    """A text under its label, or beside its picture where it has no label."""
    NUMBER = "number"
    """A fact that is dialled: the largest figures."""
    ITEM = "item"
    """One line of a list, with a box to tick."""
    ROW = "row"
    """A text beside its label: a day and its hours."""
    CODE = "code"
    """A QR code: the label says what for, the text is what it holds in plain letters."""
    RULE = "rule"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Block:
    """`language` is that of the text, in which it runs; the label is in the language of the slip.

    `french` and `french_label` say the same to the person at the desk, empty on a French slip. `picture` is path data
    on a grid of 24. `said` are the words of the text with the language of each part, where these differ. `key` names
    the block. `code` is the one that a block of that kind shows.
    """

    kind: Kind
    key: str = ""
    text: str = ""
    language: str = SOURCE_LANGUAGE
    label: str = ""
    french: str = ""
    french_label: str = ""
    picture: str = ""
    said: tuple[tuple[str, str], ...] = ()
    code: Code | None = None

    @property
    def rtl(self) -> bool:
        """Whether the text runs from the right."""
        return LANGUAGES[self.language].rtl


@dataclass(frozen=True, slots=True)
class Slip:
    """`language` is the visitor's; `title` is what the document is called; `paging` says "Page {number} sur {total}",
    in that language, for a slip that takes several pages, and `subject` is what each of them is about."""

    language: str
    title: str
    blocks: tuple[Block, ...]
    paging: str = ""
    subject: str = ""

    @property
    def rtl(self) -> bool:
        """Whether the page begins on the right."""
        return LANGUAGES[self.language].rtl

    def page(self, number: int, total: int) -> str:
        """The foot of a page."""
        text = self.paging.replace("{number}", format_number(number, self.language))
        text = text.replace("{total}", format_number(total, self.language))
        return f"{text} · \u2068{self.subject}\u2069" if self.subject else text


def with_french(slip: Slip, french: Slip) -> Slip:
    """`slip` with the words of `french` beneath its own, for the person at the desk, block by block of the same key.

    Nothing that stands there already, nor figures that do ("de 09:00 à 12:00" under the same hours): paper has an end.
    """
    found = {block.key: block for block in french.blocks}
    return replace(slip, blocks=tuple(_twice(block, found.get(block.key, block)) for block in slip.blocks))


def _twice(block: Block, french: Block) -> Block:
    return replace(
        block, french=_unless_there(french.text, block.text), french_label=_unless_there(french.label, block.label)
    )


def _unless_there(french: str, shown: str) -> str:
    there = _visible(french) in _visible(shown) or (_figures_alone(french) and _figures(french) == _figures(shown))
    return "" if there else french


def _visible(text: str) -> str:
    """The letters and signs of a text, without those that only give its direction."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def _figures(text: str) -> list[str]:
    return re.findall(r"[0-9]+", text)


def _figures_alone(text: str) -> bool:
    """Whether a text is nothing but hours or a distance: figures, and words of one or two letters between them."""
    return bool(_figures(text)) and not re.search(r"[^\W\d_]{3}", text)


def lines(slip: Slip, *, desk: bool = False) -> tuple[tuple[str, str, str], ...]:
    """The slip as it is read aloud, from top to bottom: (key of the block, words, language).

    What is said again in French for the person at the desk is read only when `desk` asks for it.
    """
    found: list[tuple[str, str, str]] = []
    for block in slip.blocks:
        said = ((block.label, slip.language), *(block.said or ((block.text, block.language),)))
        again = ((block.french_label, SOURCE_LANGUAGE), (block.french, SOURCE_LANGUAGE)) if desk else ()
        found += [(block.key, words, language) for words, language in (*said, *again) if words]
    return tuple(found)

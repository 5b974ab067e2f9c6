"""The slip a visitor takes away: what stands on it, in its order. Nothing on it tells who the visitor is.

It is pure: what it says is derived by `kiosk.ui.viewmodels.slip` from the very strings of the screen, and drawn by
`kiosk.ui.slip`.
"""

from __future__ import annotations

from dataclasses import dataclass
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

"""Who has read a translation: a machine only, or a speaker of the language too.

The state of a string is a comment of the translator in the `.po` file, "# machine draft" or "# re-read by a speaker".
It is never claimed higher than it is: without a comment, with both, doubtful ("fuzzy") or empty, a string is a
draft, and a language is re-read only when every string of the product is. A French string that changes is another
string: its translation starts again, without a state.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.publish.translations import entry_of, is_translated, read_translations

if TYPE_CHECKING:
    from babel.messages.catalog import Message as Entry

    from kiosk.publish.extraction import Message

DRAFT = "machine draft"
REREAD = "re-read by a speaker"
STATES = (DRAFT, REREAD)


@dataclass(frozen=True, slots=True)
class Review:
    """How far a language has come, in strings: those of the product, those translated, those a speaker has read."""

    code: str
    total: int
    translated: int
    reread: int

    @property
    def state(self) -> str:
        """Of the language as a whole: DRAFT until a speaker has read every string."""
        return REREAD if self.total and self.reread == self.total else DRAFT

    @property
    def complete(self) -> bool:
        return self.translated == self.total


def state_of(entry: Entry) -> str:
    """DRAFT or REREAD, of one entry of a `.po` file."""
    comments = {comment.strip() for comment in entry.user_comments}
    claimed = REREAD in comments and DRAFT not in comments
    return REREAD if claimed and is_translated(entry) and not entry.fuzzy else DRAFT


def honest_comments(entry: Entry) -> list[str]:
    """The comments of a translator, with a state that is true; none for an entry without a translation."""
    others = [comment for comment in entry.user_comments if comment.strip() not in STATES]
    said = len(others) < len(entry.user_comments)
    return [*([state_of(entry)] if said and is_translated(entry) else []), *others]


def review(code: str, po: bytes, messages: Iterable[Message], where: str = "") -> Review:
    """The state of language `code` for all the strings of the product. Raises CatalogueError, naming `where`."""
    catalogue = read_translations(po, code, where or f"translations/{code}.po")
    entries = [entry_of(catalogue, message) for message in messages]
    good = [entry for entry in entries if entry is not None and is_translated(entry) and not entry.fuzzy]
    return Review(code, len(entries), len(good), sum(state_of(entry) == REREAD for entry in good))

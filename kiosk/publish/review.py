"""Who has read a translation: a machine only, or a speaker of the language too.

The state of a string is a comment of the translator in the `.po` file, "# machine draft" or "# re-read by a speaker".
`kiosk words` stamps the second with a mark of the French and of the translation, "# re-read by a speaker (3fa9c1)":
once either has changed, nobody has read the string. The state is never claimed higher than it is: without a comment,
with both, doubtful ("fuzzy"), damaged or blank, a string is a draft, and a language is re-read only when every string
of the product is. A French string that changes is another string: its translation starts again, without a state.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.publish.translations import entry_faults, entry_of, forms_of, is_translated, read_translations

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from babel.messages.catalog import Message as Entry

    from kiosk.publish.extraction import Message

DRAFT = "machine draft"
REREAD = "re-read by a speaker"
_CLAIM = re.compile(rf"{REREAD}(?: \(([0-9a-f]{{6}})\))?")


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


def state_of(entry: Entry, catalogue: Catalog) -> str:
    """DRAFT or REREAD, of one entry of a `.po` file, as `catalogue` holds it."""
    comments = [comment.strip() for comment in entry.user_comments]
    claims = [claim for claim in map(_CLAIM.fullmatch, comments) if claim]
    true = claims and all(claim[1] in (None, stamp(entry)) for claim in claims)
    draft = any(comment.casefold().startswith(DRAFT) for comment in comments)
    sound = is_translated(entry) and not entry.fuzzy and not any(entry_faults(entry, catalogue))
    return REREAD if true and sound and not draft else DRAFT


def stamp(entry: Entry) -> str:
    """Six hexadecimal digits that change with the French and with the translation."""
    french = entry.id if isinstance(entry.id, tuple) else (entry.id,)
    return hashlib.sha256("\0".join([*french, "", *forms_of(entry)]).encode()).hexdigest()[:6]


def is_state(comment: str) -> bool:
    """Whether a comment is a state and nothing else."""
    return comment.strip().casefold() == DRAFT or _CLAIM.fullmatch(comment.strip()) is not None


def honest_comments(entry: Entry, catalogue: Catalog) -> list[str]:
    """The comments of a translator, with a state that is true; none for an entry without a translation."""
    others = [comment for comment in entry.user_comments if not is_state(comment)]
    if len(others) == len(entry.user_comments) or not is_translated(entry):
        return others
    state = state_of(entry, catalogue)
    return [f"{REREAD} ({stamp(entry)})" if state == REREAD else DRAFT, *others]


def review(code: str, po: bytes, messages: Iterable[Message], where: str = "") -> Review:
    """The state of language `code` for all the strings of the product. Raises CatalogueError, naming `where`."""
    catalogue = read_translations(po, code, where or f"translations/{code}.po")
    entries = [entry_of(catalogue, message) for message in messages]
    good = [entry for entry in entries if entry is not None and is_translated(entry) and not entry.fuzzy]
    return Review(code, len(entries), len(good), sum(state_of(entry, catalogue) == REREAD for entry in good))

"""One file of the guide as it was written: where a table and a word stand in it.

TOML parsers forget lines. They are searched again in the text: down the identifiers to the table, then
the word within that table. What cannot be found (a JSON release has no lines) is named by file alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.errors import GuideError

Trail = tuple[tuple[str, str], ...]
"""The way down to a table: (kind, id) of each table, such as ("situation", "impots"), ("way", "avec")."""

HEADER = re.compile(r"\s*\[\[\s*(?:\w+\s*\.\s*)*(\w+)\s*\]\]")


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the guide: its name in errors, and its text where a line can be found in it."""

    name: str
    text: str = ""

    def fault(self, trail: Trail, word: str, what: str, advice: str) -> GuideError:
        """The error that `what` is wrong with `word` (a key or a value) in the table at `trail`."""
        line = self.line(trail, word)
        return GuideError(f"{self.name}{f', line {line}' if line else ''}: {what}. {advice}")

    def line(self, trail: Trail, word: str) -> int | None:
        """Line of `word` in the table at `trail`, else of that table's `id`, else None. The first line is 1."""
        lines = [line.split(" #")[0] for line in self.text.splitlines()]
        headers = [i for i, line in enumerate(lines) if HEADER.match(line)]
        own = None
        for kind, identifier in trail:
            own = _id_line(lines, kind, identifier, own or 0)
            if own is None:
                return None
        first = 0 if own is None else max((i for i in headers if i <= own), default=0)
        last = min((i for i in headers if i > (own or 0)), default=len(lines))
        found = _word_line(lines, word, first, last)
        if found is None and own is None:
            found = _word_line(lines, word, 0, len(lines))
        if found is None:
            found = own
        return None if found is None else found + 1


def _id_line(lines: list[str], kind: str, identifier: str, first: int) -> int | None:
    named = re.compile(rf"\s*id\s*=\s*[\"']{re.escape(identifier)}[\"']")
    under = ""
    for i, line in enumerate(lines):
        header = HEADER.match(line)
        if header:
            under = header[1]
        if i >= first and under == kind and named.match(line):
            return i
    return None


def _word_line(lines: list[str], word: str, first: int, last: int) -> int | None:
    as_key = rf"\s*\[*[\"']?(?:\w+\.)?{re.escape(word)}[\"']?\s*(=|\])"
    as_value = rf".*(?<![\w-]){re.escape(word)}(?![\w-])"
    for pattern in (as_key, as_value):
        found = next((i for i in range(first, last) if re.match(pattern, lines[i])), None)
        if found is not None:
            return found
    return None

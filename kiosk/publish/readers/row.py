"""One row seen through its reader's allow-list, and what was refused or mended of it.

`allow(name="nom", phone=("telephone", "tel"))` names the only columns a reader may look at, under the words all
readers share. Everything else of the row is out of reach from here on.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping

from kiosk.publish.clean import clean_text, shorten
from kiosk.publish.names import plain
from kiosk.publish.readers.sheet import Sheet
from kiosk.publish.records import Mending, Rejection
from kiosk.publish.scrubbing import scrub, without_user_info

Allowed = Mapping[str, tuple[str, ...]]
"""Our word → the published columns it may come from, the first that is not empty wins."""

NOT_KEPT = "(not kept)"
MOST_VALUES = 200
"""Values of one cell that are looked at."""


def allow(**columns: str | tuple[str, ...]) -> Allowed:
    """The allow-list of a reader."""
    return {word: (names,) if isinstance(names, str) else names for word, names in columns.items()}


class Row:
    """The allowed values of one row, and the list of its refusals so far."""

    __slots__ = ("_columns", "_values", "file", "mended", "number", "refused", "today")

    def __init__(
        self, file: str, number: int, values: Mapping[str, object], columns: Mapping[str, str], today: dt.date
    ):
        self.file = file
        self.number = number
        self.today = today
        self.refused: list[Rejection] = []
        self.mended: list[Mending] = []
        self._values = values
        self._columns = columns

    def raw(self, word: str) -> object:
        """The value as parsed; None when the row has none."""
        return self._values.get(word)

    def text(self, word: str) -> str:
        """The value as one clean line; "" when there is none or it is a list."""
        return clean_text(self._values.get(word))

    def many(self, word: str, separators: str = "|;") -> list[str]:
        """The values of a field that may hold several: a list, or text with one of `separators` between them."""
        value = self._values.get(word)
        if isinstance(value, str):
            value = _split(value, separators)
        elif not isinstance(value, list | tuple):
            value = [value]
        return list(dict.fromkeys(text for text in map(clean_text, value[:MOST_VALUES]) if text))

    def replace(self, **values: object) -> None:
        """Give words other values, where two columns disagree; None takes a value away."""
        self._values = {**self._values, **values}

    def refuse(self, word: str, reason: str, value: object = None) -> None:
        """Note that a field is not used. `value` is what to show of it, by default all but contacts and persons."""
        shown = self._values.get(word) if value is None else value
        self.refused.append(Rejection(*self._told(word, shown), reason))

    def mend(self, word: str, done: str, value: object) -> None:
        """Note that a field was put right. `value` is what it was."""
        self.mended.append(Mending(*self._told(word, value), done))

    def refuse_privately(self, word: str, reason: str) -> None:
        """As `refuse`, without a trace of the value."""
        self.refuse(word, reason, NOT_KEPT)

    def _told(self, word: str, value: object) -> tuple[str, int, str, str]:
        text = shorten(scrub(without_user_info(_shown(value))), 80)
        return self.file, self.number, self._columns.get(word, word), text


def rows_of(sheet: Sheet, allowed: Allowed) -> Iterator[Row]:
    """The rows of a sheet, each with nothing but the allowed columns that have a value."""
    keys = {word: tuple((plain(name), name) for name in names) for word, names in allowed.items()}
    for number, raw in sheet.rows:
        values: dict[str, object] = {}
        columns: dict[str, str] = {}
        for word, names in keys.items():
            for key, name in names:
                value = raw.get(key)
                if value is not None and value != "" and value != []:
                    values[word], columns[word] = value, name
                    break
            else:
                columns[word] = names[0][1]
        yield Row(sheet.file, number, values, columns, sheet.today)


def _split(text: str, separators: str) -> list[str]:
    """Also reads lists that a CSV export wrote as text: '["a", "b"]', "['a', 'b']", "['a' 'b']", "{a,b}"."""
    text = text.strip()
    if len(text) > 1 and text[0] in "[{" and text[-1] in "]}":
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, list):
            return found
        inside = text[1:-1]
        quoted = re.findall(r"'([^']*)'|\"([^\"]*)\"", inside)
        return [one or two for one, two in quoted] if quoted else re.split(r"[,|;]", inside)
    return re.split(f"[{re.escape(separators)}]", text)


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return " | ".join(clean_text(item) for item in value[:5])
    return clean_text(value)

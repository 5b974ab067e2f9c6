"""The text of a site file, and where in it a value stands: an error names the line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kiosk.errors import SettingsError

HEADER = re.compile(r"\s*\[+\s*\"?([^\]\"]*?)\"?\s*\]")
KEY = re.compile(r"\s*\"?([^\"=]*?)\"?\s*=")


@dataclass(frozen=True, slots=True)
class Origin:
    """The text of a site file, and the name it goes by in errors. The text is empty when there is no such file."""

    text: str = ""
    where: str = "the site file"

    def at(self, table: str, key: str) -> str:
        """The line of `key` in `table`, or of the key or the table that stands at the top when `table` is empty."""
        current = ""
        for number, line in enumerate(self.text.splitlines(), 1):
            header = HEADER.match(line)
            current = header[1] if header else current
            found = KEY.match(line)
            if (header and not table and header[1] == key) or (found and f"{current}.{found[1]}" == f"{table}.{key}"):
                return f"{self.where}, line {number}"
        outer, dot, inner = table.rpartition(".")
        return self.at(outer, inner) if dot else self.where  # a table written on one line

    def wrong(self, table: str, key: str, value: Any, wanted: str) -> SettingsError:
        """The error for a value that is not what was wanted."""
        named = f"[{table}] {key}" if table else key
        return SettingsError(f"{self.at(table, key)}: {named} = {_cut(repr(value))} is not {wanted}. Correct it.")


def _cut(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"

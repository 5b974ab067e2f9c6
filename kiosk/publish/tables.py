"""The tables of `content/vocabulary/`: CSV with ";", as a spreadsheet saves them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from kiosk.errors import VocabularyError


def table(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, row) of one table. A spreadsheet may have added a byte order mark, empty lines or spaces.

    Raises VocabularyError when the table is missing, is no CSV in UTF-8, or lacks a column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, delimiter=";")
            if not set(columns) <= set(reader.fieldnames or ()):
                raise VocabularyError(f"{path}: the first line must name the columns {';'.join(columns)}.")
            for row in reader:
                found = {column: (row.get(column) or "").strip() for column in columns}
                if any(found.values()):
                    yield reader.line_num, found
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise VocabularyError(
            f"{path}: this vocabulary table cannot be read ({error}). Restore it, or save it as CSV in UTF-8."
        ) from error


def cells(text: str) -> list[str]:
    """The values of a cell that may hold several."""
    return [part.strip() for part in text.split("|") if part.strip()]

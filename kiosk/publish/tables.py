"""The tables of `content/vocabulary/` and `content/falc/`: CSV with ";", as a spreadsheet saves them.

A slip of the pen must never make rows vanish: a stray quotation mark, a cell too many, a code written twice are all
refused, with the line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kiosk.errors import VocabularyError
from kiosk.publish.names import plain


def table(
    path: Path, columns: tuple[str, ...], filled: tuple[str, ...] = (), key: tuple[str, ...] = ()
) -> list[tuple[int, dict[str, str]]]:
    """(line, row) of one table. A spreadsheet may have added a byte order mark, empty lines, empty cells or spaces.

    Raises VocabularyError when the table is missing or holds no row, is no CSV in UTF-8, lacks a column, has a cell
    too many or one that holds a line break, when a cell of `filled` is empty, or two rows have the same `key`.
    """
    rows = []
    for line, cells_of in _records(path, columns):
        row = {column: cells_of.get(column, "") for column in columns}
        if not any(row.values()):
            continue
        empty = next((column for column in filled if not row[column]), "")
        if empty:
            raise VocabularyError(f"{path}, line {line}, {empty}: this cell is empty. Fill it, or take the line away.")
        rows.append((line, row))
    if not rows:
        raise VocabularyError(f"{path}: this table holds no row but its first. Restore it.")
    if key:
        unique(path, ((line, ";".join(row[column] for column in key)) for line, row in rows))
    return rows


def unique(path: Path, named: Iterable[tuple[int, str]]) -> None:
    """Raises VocabularyError, with both lines, when two of these (line, name) have one name. Case does not count."""
    seen: dict[str, int] = {}
    for line, name in named:
        first = seen.setdefault(name.casefold(), line)
        if first != line:
            raise VocabularyError(f"{path}, line {line}: {name!r} is already on line {first}. Keep one of them.")


def cells(text: str) -> list[str]:
    """The values of a cell that may hold several."""
    return [part.strip() for part in text.split("|") if part.strip()]


def motifs(path: Path, line: int, row: Mapping[str, str], column: str) -> list[str]:
    """The values of a cell of words to look for. VocabularyError names the one that is only punctuation: it would be
    found everywhere."""
    found = cells(row[column])
    for motif in found:
        if not plain(motif):
            raise VocabularyError(f"{path}, line {line}, {column}: {motif!r} holds no letter; take it away.")
    return found


def _records(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, cells by column) of every line after the first."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), delimiter=";", strict=True)
    begun, names = 0, None
    try:
        for record in reader:
            begun, line = reader.line_num, begun + 1
            found = [cell.strip() for cell in record]
            if any("\n" in cell or "\r" in cell for cell in found):
                raise VocabularyError(f'{path}, line {line}: a cell holds a line break. Look for a stray " there.')
            if names is None:
                names = found
                if not set(columns) <= set(names):
                    raise VocabularyError(f"{path}: the first line must name the columns {';'.join(columns)}.")
                continue
            extra = next(filter(None, found[len(names) :]), "")
            if extra:
                raise VocabularyError(f"{path}, line {line}: there is a cell too many, {extra!r}. Look for a stray ;.")
            yield line, dict(zip(names, found, strict=False))
    except csv.Error as error:
        raise VocabularyError(
            f'{path}, line {begun + 1}: this line is no CSV ({error}). Look for a stray " there.'
        ) from error
    if names is None:
        raise VocabularyError(f"{path}: the first line must name the columns {';'.join(columns)}.")


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise VocabularyError(
            f"{path}: this vocabulary table cannot be read ({error.strerror}). Restore it."
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise VocabularyError(f"{path}, line {line}: this is not UTF-8 text. Save it as CSV in UTF-8.") from error

"""A source file opened: decoded, parsed, its rows numbered. What every reader is shown, whatever the wire format.

Row numbers: in CSV the line of the file on which the row starts (the header is line 1, the first row line 2); in
JSON the 1-based index in the list; in JSON lines the 1-based index among the lines that are not empty.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kiosk.errors import SourceError
from kiosk.publish.names import plain
from kiosk.publish.records import Rejection

RawRow = Mapping[str, object]
"""Values by plain column name ("Code postal" and "code_postal" are both "code postal"). An object inside a row is
laid flat: {"adresse": {"commune": "Lille"}} is {"adresse commune": "Lille"}."""

LOOKED_AT = 200
"""Rows whose keys make the columns of a JSON file."""
SEPARATORS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of one file. `columns` are plain names; `today` bounds the dates that can be believed."""

    file: str
    shape: str
    columns: frozenset[str]
    rows: tuple[tuple[int, RawRow], ...]
    broken: tuple[Rejection, ...]
    """Rows that are no rows at all: of a wrong type, or too long."""
    today: dt.date

    def has(self, *columns: str) -> bool:
        """Whether every one of these published column names is there."""
        return all(plain(column) in self.columns for column in columns)

    def any_of(self, *columns: str) -> bool:
        return any(plain(column) in self.columns for column in columns)

    def values(self, column: str) -> Iterator[object]:
        """The first values of a column that are not empty."""
        key = plain(column)
        return (row[key] for _, row in self.rows[:LOOKED_AT] if row.get(key))


def open_sheet(path: Path, today: dt.date, name: str = "") -> Sheet:
    """Read one file. `name`: how errors and reports call it, where that is not its path.

    SourceError says what is wrong with it: missing, empty, truncated, not text.
    """
    file = name or str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{file}: the source cannot be read ({error.strerror or error}); check its path.") from error
    text, encoding = decode(data)
    if not text.strip():
        raise SourceError(f"{file}: the source is empty ({len(data)} bytes); fetch it again.")
    if text.lstrip()[0] in "[{":
        rows, broken = _json_rows(file, text)
        shape = f"JSON, {encoding}, {len(data)} bytes"
        columns = frozenset(key for _, row in rows[:LOOKED_AT] for key in row)
    else:
        header, rows, broken = _csv_rows(file, text)
        shape = f"CSV, {encoding}, {len(data)} bytes"
        columns = frozenset(header)
    return Sheet(file, shape, columns, tuple(rows), tuple(broken), today)


def decode(data: bytes) -> tuple[str, str]:
    """(text, name of the encoding): UTF-8 with or without a byte order mark, UTF-16, else cp1252. Never raises."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").replace("\0", ""), "UTF-16"
    zeros = data[:2000].count(0)
    if zeros > len(data[:2000]) // 4:
        odd = data[1:2000:2].count(0) >= zeros / 2
        return data.decode("utf-16-le" if odd else "utf-16-be", "replace").replace("\0", ""), "UTF-16"
    try:
        return data.decode("utf-8-sig").replace("\0", ""), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace").replace("\0", ""), "cp1252"


def _json_rows(file: str, text: str) -> tuple[list[tuple[int, RawRow]], list[Rejection]]:
    values = _json_lines(text) if _is_json_lines(text) else enumerate(_json_list(file, text), 1)
    rows: list[tuple[int, RawRow]] = []
    broken: list[Rejection] = []
    for number, value in values:
        if isinstance(value, dict):
            rows.append((number, _flat(value)))
        else:
            kind = "broken JSON" if value is _BROKEN else type(value).__name__
            broken.append(Rejection(file, number, "", kind, "this row is not an object: left out"))
    return rows, broken


_BROKEN = object()


def _is_json_lines(text: str) -> bool:
    """A first line that is a whole object, and another line that starts one."""
    lines = [line for line in text.lstrip()[:200_000].splitlines() if line.strip()]
    if len(lines) < 2 or not lines[1].lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(lines[0]), dict)
    except (ValueError, RecursionError):
        return False


def _json_lines(text: str) -> Iterator[tuple[int, object]]:
    for number, line in enumerate((line for line in text.split("\n") if line.strip()), 1):
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError):
            yield number, _BROKEN


def _json_list(file: str, text: str) -> list[object]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise SourceError(f"{file}: broken JSON at {where} ({error.msg}); fetch the file again.") from error
    except (ValueError, RecursionError) as error:
        why = type(error).__name__
        raise SourceError(f"{file}: this JSON cannot be read ({why}); fetch the file again.") from error
    if isinstance(value, dict):
        value = _wrapped(file, value)
    if not value:
        raise SourceError(f"{file}: the JSON holds no row; fetch the file again.")
    return value


def _wrapped(file: str, value: dict[str, object]) -> list[object]:
    """The list inside {"data": […]}; the object itself when it is a single row."""
    if "features" in value:
        raise SourceError(f"{file}: this is GeoJSON; take the CSV or JSON form of the same source.")
    lists = [inside for inside in value.values() if isinstance(inside, list)]
    lists = [inside for inside in lists if any(isinstance(row, dict) for row in inside)]
    return lists[0] if len(lists) == 1 and "nom" not in value and "Name" not in value else [value]


def _flat(value: Mapping[str, object]) -> RawRow:
    out: dict[str, object] = {}
    for key, inside in value.items():
        if isinstance(inside, dict):
            out.update((f"{plain_key(key)} {plain_key(sub)}", item) for sub, item in inside.items())
        else:
            out[plain_key(key)] = inside
    return out


@lru_cache(maxsize=4_096)
def plain_key(key: str) -> str:
    """`plain`, remembered: a file has thousands of rows and a few dozen keys."""
    return plain(key[:200])


def _csv_rows(file: str, text: str) -> tuple[list[str], list[tuple[int, RawRow]], list[Rejection]]:
    first = text.lstrip("\r\n").splitlines()[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    header: list[str] = []
    rows: list[tuple[int, RawRow]] = []
    broken: list[Rejection] = []
    for line, cells in _csv_lines(reader):
        if cells is None:
            broken.append(Rejection(file, line, "", "", "a cell of this row is too long or broken: left out"))
        elif not header:
            header = [plain_key(cell) for cell in cells]
        elif any(cell.strip() for cell in cells):
            rows.append((line, _named(header, cells)))
    return header, rows, broken


def _named(header: Iterable[str], cells: Iterable[str]) -> RawRow:
    row: dict[str, object] = {}
    for name, cell in zip(header, cells, strict=False):
        row[name] = row.get(name) or cell
    return row


def _csv_lines(reader: Any) -> Iterator[tuple[int, list[str] | None]]:
    """(line a row starts on, its cells); cells are None where the csv module gave up on a row."""
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = None
        yield line, cells
        line = reader.line_num + 1

"""The spreadsheet of corrections as lines of cells, under the names of its columns.

CSV as any office saves it: UTF-8, UTF-16 or Windows-1252, with ";", "," or tabs. A line whose first cell begins with
"#" is a remark. A slip of the pen never makes lines vanish: an unbalanced quotation mark is an error of the file, a
cell that runs over several lines is a fault of its line.
"""

from __future__ import annotations

import csv
import difflib
import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import SourceError
from kiosk.publish.clean import clean_text, shorten
from kiosk.publish.names import normalised
from kiosk.publish.readers.sheet import decode

COLUMNS = (
    "id",
    "nom",
    "code postal",
    "masquer",
    "nouveau nom",
    "horaires",
    "fermé du",
    "fermé au",
    "téléphone",
    "note",
    "langues",
    "vérifié le",
)
"""Accents, capitals, spaces and "_" do not count in them."""
MOST_BYTES = 64_000_000
REMARK = "#"
_SEPARATORS = ";,\t"
_KNOWN = {normalised(column): column for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class Line:
    """`number`: the line of the file it starts on. `cells`: column → what stands there, as it was written; only cells
    that are not blank. `faults`: French sentences."""

    number: int
    cells: dict[str, str]
    faults: tuple[str, ...] = ()


def read_lines(path: Path) -> list[Line]:
    """The lines below the header that hold anything. SourceError says what is wrong with the file as a whole."""
    text = _text(path)
    columns: list[str] = []
    lines = []
    for number, cells in _records(path, text):
        if cells[0].lstrip().startswith(REMARK) or not any(map(str.strip, cells)):
            continue
        if not columns:
            columns = _columns(path, number, cells)
            continue
        lines.append(Line(number, _named(columns, cells), tuple(_faults(columns, cells))))
    if not columns:
        raise SourceError(f"{path}: it holds no line that names the columns. Write {'; '.join(COLUMNS[:4])}… first.")
    return lines


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise SourceError(f"{path}: the corrections cannot be read ({why}). Check --corrections.") from error
    if len(data) > MOST_BYTES:
        raise SourceError(f"{path}: the corrections are larger than {MOST_BYTES:,} bytes. Is this the right file?")
    text, encoding = decode(data)
    if data.startswith(b"PK\x03\x04") or (b"\0" in data and encoding != "UTF-16"):
        raise SourceError(f"{path}: this is no text. In the spreadsheet program, save the sheet as CSV.")
    if not text.strip():
        raise SourceError(f"{path}: the file is empty. Restore it, or leave --corrections out.")
    return text


def _records(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """(line it starts on, cells) of all that is not a blank line."""
    first = next((line for line in text.splitlines() if line.lstrip(' \t"')[:1] not in ("", REMARK)), "")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begun = 0
    try:
        for record in reader:
            begun, line = reader.line_num, begun + 1
            if record:
                yield line, record
    except csv.Error as error:
        raise SourceError(
            f'{path}, line {begun + 1}: this line is no CSV ({error}). Look for a stray " there.'
        ) from error


def _columns(path: Path, number: int, cells: Sequence[str]) -> list[str]:
    """Our names of the columns, "" for one without a name."""
    where = f"{path}, line {number}"
    columns = []
    for cell in cells:
        key = normalised(cell[:200])
        if any(unicodedata.category(c) == "Cc" for c in cell.strip()):
            raise SourceError(f"{where}: this is no text. In the spreadsheet program, save the sheet as CSV.")
        if key not in _KNOWN and cell.strip():
            raise SourceError(f"{where}: {_unknown(cell, key)} Known columns: {', '.join(COLUMNS)}.")
        column = _KNOWN.get(key, "")
        if column and column in columns:
            raise SourceError(f"{where}: the column “{column}” is there twice. Keep one.")
        columns.append(column)
    if "id" not in columns and not {"nom", "code postal"} <= set(columns):
        raise SourceError(f"{where}: nothing tells the place. Add the column “id”, or “nom” and “code postal”.")
    return columns


def _unknown(cell: str, key: str) -> str:
    near = difflib.get_close_matches(key, _KNOWN, 1, 0.6)
    hint = f" Did you mean “{_KNOWN[near[0]]}”?" if near else ""
    return f"nobody knows the column “{shorten(clean_text(cell), 40)}”.{hint}"


def _named(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell.strip()}


def _faults(columns: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    if any("\n" in cell.strip() or "\r" in cell.strip() for cell in cells):
        yield 'Une case va à la ligne : écrivez sur une seule ligne, ou cherchez un " de trop.'
    nameless = [*columns, *[""] * (len(cells) - len(columns))]
    extra = next((cell for column, cell in zip(nameless, cells, strict=False) if not column and cell.strip()), "")
    if extra:
        yield f"« {shorten(clean_text(extra), 40)} » est dans une colonne sans titre : cherchez une case de trop."

"""A translator's file as text, before Babel reads it: its encoding, its quotes, and the line of each thing in it.

Babel takes a line whose quotes are missing for a shorter text, an old line end for a space, and the second of two
translations for the only one. What it would misread is refused here, with its line.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kiosk.errors import CatalogueError

_ENDS = " \t\r\x0b\x0c"
_STRING = re.compile(r'\s*(?:(msg[a-z_]+)(?:\[(\d{1,9})\])?\s+)?"((?:[^"\\]|\\.)*)"\s*', re.ASCII)
_UNUSED = re.compile(r"\s*#~", re.ASCII)
_PREVIOUS = re.compile(r"^[ \t]*#~?\|[^\n]*", re.MULTILINE)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Part:
    """One string of a file, as written between its quotes; `line` is its keyword's, counted from 1."""

    line: int
    keyword: str
    form: int
    text: str
    unused: bool


def text_of(po: bytes, where: str) -> str:
    """The text of a file, without a byte order mark, nor the lines other tools keep of a French that has changed.

    Raises CatalogueError, naming `where` and the line, when it is not UTF-8, or its lines end in no usual way.
    """
    if po.startswith(_WIDE):
        raise CatalogueError(f"{where}, line 1: this file is in UTF-16. Save it in UTF-8.")
    if b"\0" in po:
        line = po[: po.index(b"\0")].count(b"\n") + 1
        raise CatalogueError(f"{where}, line {line}: a null byte is here, as in UTF-16. Save the file in UTF-8.")
    po = po.removeprefix(codecs.BOM_UTF8)
    try:
        text = po.decode()
    except UnicodeDecodeError as error:
        line = po[: error.start].count(b"\n") + 1
        raise CatalogueError(
            f"{where}, line {line}: the byte {po[error.start]:#04x} is not UTF-8. Save the file in UTF-8."
        ) from error
    if alone := re.search(r"\r(?!\n)", text):
        line = text.count("\n", 0, alone.start()) + 1
        raise CatalogueError(f"{where}, line {line}: a line ends in CR alone. Save the file with usual line ends.")
    return _PREVIOUS.sub("", text)


def parts_of(text: str, where: str) -> list[Part]:
    """Every string of a file. Raises CatalogueError, naming `where` and the line, for one without its two quotes."""
    parts: list[Part] = []
    for number, line in enumerate(text.split("\n"), 1):
        unused = _UNUSED.match(line)
        body = line[unused.end() :] if unused else line
        if not body.strip(_ENDS) or (not unused and body.strip(_ENDS).startswith("#")):
            continue
        found = _STRING.fullmatch(body)
        if not found:
            raise CatalogueError(
                f"{where}, line {number}: a quote is missing here, or a word too much. Correct that line."
            )
        if found[1]:
            parts.append(Part(number, found[1], int(found[2] or 0), found[3], bool(unused)))
        elif parts:
            parts[-1] = replace(parts[-1], text=parts[-1].text + found[3])
    return parts


def refuse_twice(parts: Iterable[Part], where: str) -> None:
    """Raises CatalogueError, with both lines, when a string is translated twice: one would be lost unseen."""
    lines: dict[tuple[str, str], int] = {}
    context = ""
    for part in parts:
        if part.keyword == "msgctxt":
            context = part.text
        elif part.keyword == "msgid":
            before = lines.setdefault((context, part.text), part.line) if not part.unused else part.line
            if before != part.line:
                what = f'"{part.text}"' if part.text else "the header"
                raise CatalogueError(
                    f"{where}, line {part.line}: {what} is here a second time, first on line {before}. Keep one."
                )
            context = ""


def header_of(parts: Iterable[Part]) -> Part | None:
    """The translation of the empty string, which is the header."""
    empty = False
    for part in parts:
        if part.keyword == "msgstr" and empty:
            return part
        empty = part.keyword == "msgid" and not part.text and not part.unused
    return None


def header_line(text: str, parts: Iterable[Part], name: str) -> int:
    """The line of `name` in the header; the header's own line when it is cut in two, 1 when there is no header."""
    header = header_of(parts)
    if header is None:
        return 1
    for number, line in _from(text, header.line):
        if name.casefold() in line.casefold():
            return number
    return header.line


def msgstr_lines(parts: Iterable[Part]) -> Mapping[int, Mapping[int, int]]:
    """Line of each msgid → plural form → line of its msgstr, all counted from 1."""
    lines: dict[int, dict[int, int]] = {}
    current: dict[int, int] = {}
    for part in parts:
        if part.keyword == "msgid":
            current = lines.setdefault(part.line, {})
        elif part.keyword == "msgstr":
            current[part.form] = part.line
    return lines


def _from(text: str, first: int) -> Iterator[tuple[int, str]]:
    """The lines of the string that begins on line `first`, with their numbers."""
    for number, line in enumerate(text.split("\n")[first - 1 :], first):
        if number > first and not line.lstrip(_ENDS).startswith('"'):
            return
        yield number, line

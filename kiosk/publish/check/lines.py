"""Where the texts of the guide stand in its files. A file that cannot be read holds no lines: the loader says why."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.guide.page import HEADER
from kiosk.guide.table import typography

_ID = re.compile(r"\s*id\s*=\s*[\"']([^\"']+)[\"']")
Trail = tuple[str, ...]
"""(kind, id) pairs in one row, such as ("need", "papiers", "situation", "impots", "way", "avec")."""


@dataclass(frozen=True, slots=True)
class Block:
    """One table of a file: its lines and the number of the first."""

    file: str
    first: int
    lines: tuple[str, ...]

    def line(self, key: str, text: str) -> int:
        """The line that holds `text`, else the one of `key`, else the first."""
        for number, line in enumerate(self.lines, self.first):
            if text in typography(line):
                return number
        named = re.compile(rf"\s*{re.escape(key)}\s*=")
        found = (number for number, line in enumerate(self.lines, self.first) if named.match(line))
        return next(found, self.first)


def blocks(folder: Path, called: str) -> dict[Trail, Block]:
    """Every table of the TOML files of `folder`, which is named `called` in findings."""
    found: dict[Trail, Block] = {}
    for path in sorted(folder.glob("*.toml")):
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
        found |= _blocks_of(text.splitlines(), f"{called}/{path.name}")
    return found


def _blocks_of(lines: list[str], file: str) -> Mapping[Trail, Block]:
    starts = [0, *(i for i, line in enumerate(lines) if HEADER.match(line)), len(lines)]
    found: dict[Trail, Block] = {}
    need: Trail = ()
    situation: Trail = ()
    for start, end in itertools.pairwise(starts):
        own = lines[start:end]
        header = HEADER.match(own[0]) if own else None
        kind = header[1] if header else "need"
        named = next((match[1] for match in map(_ID.match, own) if match), "")
        trail: Trail = (kind, named)
        if kind == "need":
            need = trail if named else ("questions", "")
            trail = need
        elif kind == "situation":
            trail = situation = (*need, *trail)
        elif kind == "way":
            trail = (*situation, *trail)
        found.setdefault(trail, Block(file, start + 1, tuple(own)))
    return found

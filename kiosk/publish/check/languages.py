"""The translations: complete, undamaged, and how many strings a speaker has read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import CatalogueError
from kiosk.publish.check.finding import ERROR, Finding
from kiosk.publish.extraction import Message
from kiosk.publish.review import review
from kiosk.publish.words import faults, languages_to_translate

RULE = "traduction"
_AT_LINE = re.compile(r", line (\d+): ")


@dataclass(frozen=True, slots=True)
class Progress:
    """One language: strings of the product, those translated, those re-read by a speaker; `state` says it in words."""

    total: int
    translated: int
    reread: int
    state: str


def language_findings(house: Path, messages: Iterable[Message]) -> tuple[dict[str, Progress], list[Finding]]:
    """(language code → progress, what is wrong)."""
    messages = list(messages)
    progress: dict[str, Progress] = {}
    found: list[Finding] = []
    for code in languages_to_translate():
        file = f"translations/{code}.po"
        path = house / file
        try:
            po = path.read_bytes() if path.exists() else b""
            told = faults(code, po, messages, file)
            state = review(code, po, messages, file)
        except (CatalogueError, OSError) as error:
            place = _AT_LINE.search(str(error))
            line = int(place[1]) if place else None
            found.append(Finding(ERROR, file, line, f"langue {code}", RULE, "", str(error)))
            progress[code] = Progress(len(messages), 0, 0, "illisible")
            continue
        progress[code] = Progress(state.total, state.translated, state.reread, state.state)
        for fault in told:
            found.append(Finding(ERROR, file, fault.line or None, f"langue {code}", RULE, fault.text, fault.said))
    return progress, found

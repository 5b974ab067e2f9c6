"""Everything `kiosk check` looks at, read once. What cannot be read becomes a finding, and the rest is looked at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kiosk.errors import KioskError
from kiosk.guide.content import Content
from kiosk.guide.load import load_guide
from kiosk.guide.tree import Guide
from kiosk.publish.check.finding import ERROR, Finding, Text
from kiosk.publish.check.french import in_french
from kiosk.publish.check.lexicon import Lexicon, load_lexicon
from kiosk.publish.check.texts import GuideTexts, directory_words, screen_texts
from kiosk.publish.pictures import lucide_names
from kiosk.publish.publication import shown_words
from kiosk.publish.vocabulary import Vocabulary, load_vocabulary

T = TypeVar("T")
_PLACE = re.compile(r"(?P<file>[^:\n]+?)(?:, line (?P<line>\d+)(?:, (?P<column>\w+))?)?: ", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Source:
    """The guide, and where its texts stand."""

    guide: Guide
    places: GuideTexts


@dataclass(frozen=True, slots=True)
class Subject:
    """What could be read. `package` is the folder of the Python code; `at` is the aware moment at which the release is
    asked."""

    house: Path
    package: Path
    at: dt.datetime
    texts: tuple[Text, ...] = ()
    vocabulary: Vocabulary | None = None
    lexicon: Lexicon | None = None
    source: Source | None = None
    content: Content | None = None


def load_subject(
    house: Path, package: Path, at: dt.datetime, open_release: Callable[[], Content]
) -> tuple[Subject, list[Finding]]:
    """Read all there is. `open_release` is not called when the guide cannot be read: the demonstration, which is made
    from it, could not be built either."""
    faults: list[Finding] = []

    def read(reading: Callable[[], T]) -> T | None:
        try:
            return reading()
        except KioskError as error:
            faults.append(finding_of(error, house))
            return None

    lexicon = read(lambda: load_lexicon(house / "content" / "falc"))
    vocabulary = read(lambda: load_vocabulary(house / "content" / "vocabulary"))
    guide = read(lambda: _guide(house, vocabulary)) if vocabulary else None
    source = Source(guide, GuideTexts(guide, house)) if guide else None
    content = read(open_release) if source else None
    texts = [
        *(source.places.all() if source else ()),
        *screen_texts(package),
        *(read(lambda: list(directory_words(house))) or ()),
    ]
    return Subject(house, package, at, tuple(texts), vocabulary, lexicon, source, content), faults


def finding_of(error: KioskError, house: Path) -> Finding:
    """An error that stops a loader, as a finding with the file and the line that its text names."""
    text = str(error)
    place = _PLACE.match(text)
    file, line = (place["file"], place["line"]) if place else ("", None)
    known = bool(place) and ("/" in file or "." in file)
    where = _relative(file, house) if known else ""
    said = text[place.end() :] if place and known else text
    number = int(line) if known and line else None
    key = (place["column"] if place and known else None) or "lecture"
    advice = in_french(said, Path(file) if known else None, number)
    return Finding(ERROR, where, number, key, "lecture", "", advice)


def _guide(house: Path, vocabulary: Vocabulary) -> Guide:
    return load_guide(house / "content" / "guide", shown_words(vocabulary) | {"pictograms": lucide_names()})


def _relative(file: str, house: Path) -> str:
    path = Path(file)
    return path.relative_to(house).as_posix() if path.is_relative_to(house) else file

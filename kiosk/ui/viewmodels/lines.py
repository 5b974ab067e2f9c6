"""One line of a text as the screen shows it: its words, its part in the page, its pictogram."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.directory.models import Place
from kiosk.i18n.catalogue import Words
from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.speech.utterance import Line


@dataclass(frozen=True, slots=True)
class LineProps:
    """`part` is what the line is on its page: "title", "head" (over the lines that follow it), "text", "under" (a head,
    in line with its words), "item" (of a list), "fact", "strong" (a fact that counts most) or "note".

    `picture` names a pictogram of the controls. `key` lights the line while it is read. `rank` 0 is always shown; of
    the others those with the greatest rank give way first. `said` is read aloud instead of `text`; a line that is
    `foreign` is in French on a page in another language, and no voice reads it.
    """

    key: str
    text: str
    part: str = "text"
    picture: str = ""
    rank: int = 0
    said: str = ""
    foreign: bool = False

    @property
    def line(self) -> Line:
        return Line(self.key, "" if self.foreign else self.said or self.text)


def spoken_lines(lines: Iterable[LineProps]) -> tuple[Line, ...]:
    """What is read aloud of these lines, in their order."""
    return tuple(line.line for line in lines if line.line.text)


def section(key: str, head: str, picture: str, texts: Iterable[str], part: str = "under") -> tuple[LineProps, ...]:
    """A head and the lines under it; nothing when there are none."""
    under = tuple(
        LineProps(f"{key}:{n}", text, part, "check" if part == "item" else "") for n, text in enumerate(texts) if text
    )
    return (LineProps(key, head, "head", picture), *under) if under else ()


def in_french(key: str, text: str, rank: int, t: Words) -> LineProps:
    """A text that was written in French by those who run a place, under the line it completes; marked in every other
    language."""
    if t.language.code == SOURCE_LANGUAGE or not text:
        return LineProps(key, text, "under", rank=rank)
    return LineProps(key, t("En français : {text}", text=isolated(text)), "under", rank=rank, foreign=True)


def isolated(text: str) -> str:
    """`text` kept together in a line of any direction (Unicode Bidirectional Algorithm, FSI … PDI)."""
    return f"\u2068{text}\u2069" if text else ""


def own(text: str, t: Words) -> str:
    """A name or an address, which is never translated, within a line of the language of `t`."""
    return isolated(text) if t.language.rtl else text


def address_of(place: Place, t: Words) -> str:
    """The address, without the words in French that say where to turn when the page is not in French."""
    if t.language.code == SOURCE_LANGUAGE:
        return place.address
    town = " ".join(part for part in (place.postcode, place.city) if part)
    return own(", ".join(part for part in (place.street, town) if part), t)

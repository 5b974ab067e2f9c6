"""One line of a text as the screen shows it: its words, its part in the page, its pictogram, and how it is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kiosk.directory.models import Place
from kiosk.i18n.catalogue import Words
from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.speech.utterance import Line

TURN = "turn"
"""The key of every button that only leads to another page of the same screen."""


class Slice(NamedTuple):
    """text[start:end] of some text is in another language than the rest; empty for the page's own."""

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class LineProps:
    """`part` is what the line is on its page: "title", "head" (over the lines that follow it), "text", "under" (a head,
    in line with its words), "item" (of a list), "fact", "strong" (a fact that counts most) or "note".

    `picture` names a pictogram of the controls. `key` lights the line while it is read. `rank` 0 is always shown; of
    the others those with the greatest rank give way first. `title` is read aloud before the text, for the picture.
    `slices` tell which parts of the text are in another language than the page. `hear` names the speaker of the line
    and of those under it that have none; empty for no speaker.
    """

    key: str
    text: str
    part: str = "text"
    picture: str = ""
    rank: int = 0
    title: str = ""
    slices: tuple[Slice, ...] = ()
    hear: str = ""

    @property
    def spoken(self) -> tuple[Line, ...]:
        """The line as it is read aloud; nothing for an empty one."""
        if not self.text:
            return ()
        title = (Line(self.key, self.title),) if self.title else ()
        return (*title, *said_lines(self.key, self.text, self.slices))


def spoken_lines(lines: Iterable[LineProps]) -> tuple[Line, ...]:
    """What is read aloud of these lines, in their order."""
    return tuple(said for line in lines for said in line.spoken)


def said_lines(key: str, text: str, slices: Iterable[Slice] = ()) -> tuple[Line, ...]:
    """One text of the screen as lines to say: each slice in its language, what is between them in the page's own."""
    found: list[Line] = []
    at = 0
    for start, end, language in (*slices, Slice(len(text), len(text), "")):
        if any(map(str.isalnum, text[at:start])):
            found.append(Line(key, text, "", at, start))
        if end > start:
            found.append(Line(key, text, language, start, end))
        at = end
    whole = len(found) == 1 and len(found[0].words.strip()) == len(text.strip())
    return (Line(key, text, found[0].language),) if whole else tuple(found)


def slices_of(text: str, parts: Iterable[tuple[str, str]]) -> tuple[Slice, ...]:
    """Where (words, language) stand in `text`, in that order; those that are not there are left out."""
    found: list[Slice] = []
    at = 0
    for words, language in parts:
        start = text.find(words, at) if words else -1
        if start >= 0:
            at = start + len(words)
            found.append(Slice(start, at, language))
    return tuple(found)


def named(text: str, t: Words) -> tuple[Slice, ...]:
    """A whole text that is a French name or address, whatever the language of the page."""
    return () if t.language.code == SOURCE_LANGUAGE else (Slice(0, len(text), SOURCE_LANGUAGE),)


def turn_lines(*texts: str) -> tuple[Line, ...]:
    """The buttons that lead to other pages of the screen: read where they can be pressed."""
    return tuple(Line(TURN, text, when_seen=True) for text in texts if text)


def hear_name(text: str, t: Words) -> str:
    """What the speaker of `text` is called; nothing for no text."""
    return t("Écouter : {text}", text=text) if text else ""


def section(
    key: str, head: str, picture: str, texts: Iterable[str], t: Words, part: str = "under"
) -> tuple[LineProps, ...]:
    """A head, with the speaker of the whole section, and the lines under it; nothing when there are none."""
    under = tuple(
        LineProps(f"{key}:{n}", text, part, "check" if part == "item" else "") for n, text in enumerate(texts) if text
    )
    return (LineProps(key, head, "head", picture, hear=hear_name(head, t)), *under) if under else ()


def in_french(key: str, text: str, rank: int, t: Words) -> LineProps:
    """A text that was written in French by those who run a place, under the line it completes; marked in every other
    language."""
    if t.language.code == SOURCE_LANGUAGE or not text:
        return LineProps(key, text, "under", rank=rank)
    shown = t("En français : {text}", text=isolated(text))
    return LineProps(key, shown, "under", rank=rank, slices=slices_of(shown, [(text, SOURCE_LANGUAGE)]))


def heading_lines(title: str, before: str = "", chosen: str = "") -> tuple[Line, ...]:
    """The head of a screen, from top to bottom; all of it is one thing to hear."""
    return tuple(Line("title", text) for text in (before, chosen, title) if text)


def trail(steps: Iterable[str]) -> str:
    """What has been chosen so far, on one line, in the direction of the language."""
    return "  ›  ".join(steps)  # where the text goes from right to left, the sign is drawn mirrored


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

"""How what is written is said, in each language, and which written words each said word stands for."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from kiosk.i18n.languages import LANGUAGES
from kiosk.i18n.sayings import saying_of
from kiosk.speech.clips import Mark
from kiosk.speech.saying.rules import parts_of
from kiosk.speech.saying.written import DASH, PARTING, read


class Span(NamedTuple):
    """said[said_start:said_end] is how text[start:end] is said (offsets in characters)."""

    said_start: int
    said_end: int
    start: int
    end: int


class Said(NamedTuple):
    """`text` is fit for a voice, not for a screen. `spans` cover every word of it, in order, and never go back."""

    text: str
    spans: tuple[Span, ...]

    def marks(self, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        """Marks on what is said, as marks on what is written; a written word that is said in several has one."""
        out: list[Mark] = []
        spans = iter(self.spans)
        span = next(spans, None)
        for mark in marks:
            while span is not None and span.said_end <= mark.start:
                span = next(spans, None)
            if span is None:
                break
            if span.said_start < mark.end and (not out or out[-1].start < span.start):
                out.append(Mark(mark.ms, span.start, span.end))
        return tuple(out)


def spoken(text: str, language: str) -> Said:
    """How `text`, as written on a screen, is said in `language`; of a text longer than MAX_CHARACTERS, its beginning.

    Links become their host, phone numbers pairs of digits, hours and distances words. A sign alone between two words
    is a pause. An unknown language has its words as they are.
    """
    written = read(text)
    figures = saying_of(language).figures if language in LANGUAGES else None
    out: list[str] = []
    spans: list[Span] = []
    at, pause = 0, ""
    for part in parts_of(written.text, language):
        said = _heard(part.said)
        if not said:
            pause = pause or _pause(part.said)
            continue
        said = figures(said) if figures else said
        if pause and out and out[-1][-1].isalnum():
            out[-1] += pause
            at += len(pause)
            spans[-1] = spans[-1]._replace(said_end=at - 1)
        pause = ""
        spans.append(Span(at, at + len(said), written.at[part.start], written.at[part.end - 1] + 1))
        out.append(said)
        at += len(said) + 1
    if out and pause in _ENDS and out[-1][-1].isalnum():
        out[-1] += pause
        spans[-1] = spans[-1]._replace(said_end=at)
    return Said(" ".join(out), tuple(spans))


def _heard(said: str) -> str:
    """`said` without the signs that have no sound between words; empty when nothing else is there."""
    if _MUTE.search(said):
        said = " ".join(_MUTE.sub(" ", said).split())
    if not said.isascii():
        said = unicodedata.normalize("NFC", said)
    return said if any(map(str.isalnum, said)) or _SOUNDS.search(said) else ""


def _pause(sign: str) -> str:
    return ";" if PARTING in sign else next((known for known in sign if known in _STOPS), ",")


_MUTE = re.compile(f"[/_=#~*{DASH}{PARTING}]")
_SOUNDS = re.compile("[%€$£&@+°№×]")
_ENDS = ("?", "!", ".", "؟")
_STOPS = frozenset(",;:.!?…،؛؟")

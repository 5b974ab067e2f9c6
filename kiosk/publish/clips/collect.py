"""Which texts a release says that do not depend on the time of day, each with the name it is recorded under.

Each screen is derived at two moments: what is only said at one of them, as when a place opens, is left to the live
voice. The French that a text stands for comes from the catalogue, else from the same place of the same French screen.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kiosk.guide.content import Content
from kiosk.i18n.catalogue import placeholders
from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.publish.clips.keys import digits_of, key_of
from kiosk.publish.clips.screens import Shown, every_screen
from kiosk.speech.library import bare
from kiosk.speech.utterance import Line, Utterance, to_say

Screens = Callable[[str, dt.datetime], Iterable[Shown]]
"""Every screen in a language, at an aware moment."""


class Text(NamedTuple):
    """`text` is said in `language`, as written on a screen; `french` is what it stands for, empty when unknown."""

    key: str
    french: str
    text: str
    language: str


def moments(content: Content) -> tuple[dt.datetime, dt.datetime]:
    """A Wednesday morning and a Saturday night some weeks later, from the day the release was built."""
    zone = ZoneInfo(content.settings.timezone)
    day = content.release.manifest.built.astimezone(zone).date()
    wednesday = day + dt.timedelta((2 - day.weekday()) % 7)
    saturday = wednesday + dt.timedelta(days=38)
    return (
        dt.datetime.combine(wednesday, dt.time(10, 7), zone),
        dt.datetime.combine(saturday, dt.time(21, 43), zone),
    )


def collect(content: Content, languages: Iterable[str], messages: Iterable[str]) -> dict[str, tuple[Text, ...]]:
    """The texts in each of `languages`, each once. `messages` are French texts of the catalogue.

    Raises DirectoryError when the directory is damaged.
    """
    when = moments(content)
    return Collector(content, list(messages), lambda language, at: every_screen(content, language, at), when).texts(
        tuple(dict.fromkeys(languages))
    )


class Collector:
    """`screens` derives them; `when` are the moments at which they are looked at."""

    def __init__(self, content: Content, messages: list[str], screens: Screens, when: tuple[dt.datetime, ...]) -> None:
        self._catalogue = content.release.catalogue
        self._messages = [text for text in messages if not placeholders(text)]
        self._screens = screens
        self._when = when

    def texts(self, languages: tuple[str, ...]) -> dict[str, tuple[Text, ...]]:
        """French is read on screens of every language, the same on all but the French ones: one other is enough."""
        others = [code for code in self._catalogue.codes if code != SOURCE_LANGUAGE]
        wanted = {SOURCE_LANGUAGE, *languages, *(others[:1] if SOURCE_LANGUAGE in languages else ())}
        found = {code: _Names(code) for code in languages}
        for code in languages:
            t = self._catalogue[code]
            for message in self._messages:
                found[code].add(message, t(message))
        french = self._lasting(SOURCE_LANGUAGE)
        for page in (code for code in self._catalogue.codes if code in wanted):
            lasting = french if page == SOURCE_LANGUAGE else self._lasting(page)
            for place, line in lasting.items():
                if line.language in found:
                    here = french.get(place)
                    same = here is not None and here.language == (
                        SOURCE_LANGUAGE if line.language in (page, SOURCE_LANGUAGE) else line.language
                    )
                    found[line.language].add(here.words if same and here else "", line.words)
        return {code: names.texts for code, names in found.items()}

    def _lasting(self, language: str) -> dict[tuple[object, ...], Line]:
        """What the screens of a language say at every moment, by where it stands."""
        first, *rest = (dict(self._said(language, at)) for at in self._when)
        kept = [{(line.language, bare(line.words)) for line in said.values()} for said in rest]
        return {
            place: line
            for place, line in first.items()
            if all((line.language, bare(line.words)) in said for said in kept)
        }

    def _said(self, language: str, at: dt.datetime) -> Iterator[tuple[tuple[object, ...], Line]]:
        counts: dict[tuple[str, str], Iterator[int]] = defaultdict(itertools.count)
        for screen in self._screens(language, at):
            utterance = Utterance(language, screen.lines)
            for (key, _), lines in itertools.groupby(to_say(utterance), lambda line: (line.key, line.text)):
                group = next(counts[screen.name, key])
                pieces = list(lines)
                for number, line in enumerate(pieces):
                    yield (screen.name, key, group, number, len(pieces)), line


class _Names:
    """The texts of one language, and a name for each that no other has."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._known: dict[str, Text] = {}
        self._taken: set[str] = set()

    def add(self, french: str, text: str) -> None:
        said = bare(text)
        if not said or said in self._known:
            return
        if self._language == SOURCE_LANGUAGE or not any(map(str.isalpha, said)):  # a number is its own French
            french = text
        key = key_of(french or text)
        if key in self._taken:
            key = f"{key}-{digits_of(text)}"
        self._taken.add(key)
        self._known[said] = Text(key, bare(french), text, self._language)

    @property
    def texts(self) -> tuple[Text, ...]:
        return tuple(self._known.values())

"""Every screen of a release in one language at one moment, as the lines it reads aloud. No screen is needed: the view
models are plain Python.

A line and its translation have the same screen name and key, and stand at the same place among those that do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kiosk.directory.advice import every_advice
from kiosk.directory.booking import booking_host
from kiosk.directory.geo import distance_m
from kiosk.directory.helper import helper_place
from kiosk.directory.ladder import Visit, helper
from kiosk.directory.models import PHONE_KIND, Answer, Ask, Place, Query, Result
from kiosk.directory.search import search
from kiosk.flow import Print, Screen, Session
from kiosk.guide.content import Content
from kiosk.guide.tree import Path
from kiosk.i18n.catalogue import Words
from kiosk.paper.slip import Slip
from kiosk.publish.clips.appointments import appointment_lines
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.frame import derive_frame
from kiosk.ui.viewmodels.help import derive_help
from kiosk.ui.viewmodels.lines import spoken_lines
from kiosk.ui.viewmodels.moment import Moment
from kiosk.ui.viewmodels.others import derive_broken, derive_languages
from kiosk.ui.viewmodels.place import derive_place
from kiosk.ui.viewmodels.place_facts import PlaceFacts, place_facts
from kiosk.ui.viewmodels.printing import REASONS, derive_printing
from kiosk.ui.viewmodels.qr import place_codes, place_steps
from kiosk.ui.viewmodels.question import derive_question
from kiosk.ui.viewmodels.results import derive_results
from kiosk.ui.viewmodels.speech import derive_speech
from kiosk.ui.viewmodels.told import Asked, told_of
from kiosk.ui.viewmodels.urgent import phone_service


class Shown(NamedTuple):
    """The name of a screen and what it reads."""

    name: str
    lines: tuple[Line, ...]


def every_screen(content: Content, language: str, at: dt.datetime) -> Iterator[Shown]:
    """`at` is an aware moment in the site's time zone. Raises DirectoryError when the directory is damaged."""
    walk = _Walk(content, language, at)
    yield from walk.questions()
    yield from walk.small_screens()
    for path in content.guide.paths():
        yield from walk.results(path)
    yield from walk.places()


@dataclass(frozen=True)
class _Remembering(Words):
    """The same words, each translated once: the screens of a release ask for each some hundred times."""

    known: dict[str, str] = field(default_factory=dict, compare=False)

    def __call__(self, message: str, **values: object) -> str:
        if values:
            return super().__call__(message, **values)
        if message not in self.known:
            self.known[message] = super().__call__(message)
        return self.known[message]


class _Walk:
    def __init__(self, content: Content, language: str, at: dt.datetime) -> None:
        self._content = content
        self._guide = content.guide
        self._vocabulary = content.release.vocabulary
        self._language = language
        words = content.release.catalogue[language]
        self._t: Words = _Remembering(words.language, words.translations)
        self._moment = Moment(at, content.settings)
        self._helper = helper_place(content.settings)
        settings = content.settings
        self._visit = Visit(settings.position, settings.territory, language, at, self._helper, settings.booking_hosts)

    def questions(self) -> Iterator[Shown]:
        for need in ("", *(need.id for need in self._guide.needs)):
            yield self._question(Session(language=self._language, need=need))
        for need in self._guide.needs:
            for situation in need.situations:
                yield self._question(Session(language=self._language, need=need.id, situation=situation.id))

    def small_screens(self) -> Iterator[Shown]:
        t, settings = self._t, self._content.settings
        yield Shown("languages", derive_languages(settings, self._content.release.catalogue, t).spoken)
        yield Shown("broken", derive_broken(settings.helper.phone, t).spoken)
        mine = helper(self._content.directory, Ask(Query()), self._visit, ())[0]
        yield Shown("help", derive_help(mine, self._guide, self._moment, t).spoken)
        yield from self._printing()
        yield Shown("next", tuple(Line("next", text) for text in every_advice(self._t)))
        yield Shown("appointment", tuple(appointment_lines(self._language, self._guide, settings, t)))
        for aloud in (False, True):
            yield Shown("speech", derive_speech(Session(language=self._language, aloud=aloud), t).spoken)
        for step in ({}, {"need": "n"}, {"need": "n", "situation": "s"}, {"screen": Screen.HELP}):
            session = Session(language=self._language, **step)
            frame = derive_frame(session, settings, self._content.release.manifest.demonstration, t)
            yield Shown(f"frame:{session.step}", (*frame.spoken, *frame.warning))

    def results(self, path: Path) -> Iterator[Shown]:
        """The answer to a path, page after page, and what each of its places tells whoever asked this."""
        answer = self._search(path)
        chosen = Session(
            language=self._language,
            screen=Screen.RESULTS,
            need=path.need.id,
            situation=path.situation.id,
            way=path.way.id,
        )
        for session in (chosen, *(replace(chosen, answer=answer, page=n) for n in range(_pages(chosen, answer)))):
            kinds = self._vocabulary.get("kinds", {})
            spoken = derive_results(session, self._guide, kinds, self._moment, self._t).spoken
            yield Shown(f"results:{path.id}", spoken)
        for result in answer.results:
            facts, steps = self._facts(result), place_steps(result, self._moment)
            told = told_of(result, facts, self._asked(path, result), self._vocabulary, self._t, steps)
            yield Shown(f"told:{path.id}:{result.place.id}", spoken_lines(told))

    def places(self) -> Iterator[Shown]:
        """The whole screen of every place, as if it had been found near by."""
        for place in self._content.directory.every_place():
            result = self._found(place)
            phone = phone_service(result, self._guide)
            asked = Asked(what=phone.what if phone else "")
            for code in range(max(1, len(place_codes(result, self._moment, self._t)))):
                props = derive_place(result, asked, self._vocabulary, self._moment, self._t, code=code, printer=True)
                yield Shown(f"place:{place.id}:{code}" if code else f"place:{place.id}", props.spoken)

    def _printing(self) -> Iterator[Shown]:
        """All that the screen of the paper says beside what stands on the paper, which the other screens say."""
        told = [Print("sent"), Print("sent", True), Print("printed", True), Print("failed", True)]
        told += [Print("failed", True, reason) for reason in REASONS]
        slip = Slip(self._language, "", ())
        for number, session in enumerate([*(Session(print=one) for one in told), Session(spent=True)]):
            for on in (True, False):
                yield Shown(f"printing:{number}:{on}", derive_printing(session, slip, self._t, on).spoken)

    def _question(self, session: Session) -> Shown:
        props = derive_question(session, self._guide, self._content.release.pictograms, self._t)
        return Shown(f"question:{session.need}/{session.situation}", props.spoken)

    def _search(self, path: Path) -> Answer:
        settings = self._content.settings
        return search(
            self._content.directory,
            path.ask,
            position=settings.position,
            territory=settings.territory,
            language=self._language,
            at=self._moment.at,
            helper=self._helper,
            booking_hosts=settings.booking_hosts,
        )

    def _asked(self, path: Path, result: Result) -> Asked:
        phone = phone_service(result, self._guide)
        return Asked(path.way.query, self._guide.fiches.get(path.way.fiche), phone.what if phone else "")

    def _found(self, place: Place) -> Result:
        metres = distance_m(self._visit.position, place.position) if place.position else None
        reason = "call" if place.kind == PHONE_KIND else "exact"
        host = booking_host(place.booking_url, self._visit.booking_hosts)
        opening = self._visit.opening_of(place)
        return Result(place, "here", reason, opening, None if metres is None else round(metres), host)

    def _facts(self, result: Result) -> PlaceFacts:
        return place_facts(result, self._moment, self._vocabulary.get("kinds", {}), self._t)


def _pages(session: Session, answer: Answer) -> int:
    return replace(session, answer=answer).pages

"""All view models of the kiosk: one session in, one set of props per screen out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.directory.models import Query, Result
from kiosk.flow import Screen, Session
from kiosk.guide.content import Content
from kiosk.i18n.catalogue import Words
from kiosk.speech.utterance import Line
from kiosk.ui.view import View
from kiosk.ui.viewmodels.dated import derive_dated
from kiosk.ui.viewmodels.frame import FrameProps, derive_frame
from kiosk.ui.viewmodels.help import derive_help
from kiosk.ui.viewmodels.others import derive_broken, derive_languages
from kiosk.ui.viewmodels.place import NO_PLACE, derive_place
from kiosk.ui.viewmodels.place_facts import Moment
from kiosk.ui.viewmodels.question import derive_question
from kiosk.ui.viewmodels.results import derive_results
from kiosk.ui.viewmodels.speech import derive_speech
from kiosk.ui.viewmodels.told import Asked
from kiosk.ui.viewmodels.urgent import phone_service


@dataclass(frozen=True, slots=True)
class Nothing:
    """The props of a screen that has not been shown yet."""


class Screens:
    """Shows a session: derives the frame and the one screen that is visible, and hands them to QML.

    `helper` gives this site's own helper as a result, at a moment and in a language.
    """

    def __init__(
        self, content: Content, helper: Callable[[dt.datetime, str], Result], clock: Callable[[], dt.datetime]
    ) -> None:
        self._content = content
        self._helper = helper
        self._clock = clock
        self._spoken: tuple[Line, ...] = ()
        self._visited = False
        self.frame = View(self._frame(Session()))
        self.views = {screen: View(Nothing()) for screen in Screen}

    def show(self, session: Session) -> None:
        """Make QML show `session`. The screen is ready before the frame turns to it."""
        t = self._content.release.catalogue[session.language]
        if session.fresh:
            self._forget(t)
        props = self._derive(session, t)
        frame = self._frame(session)
        self._visited = self._visited or session.screen in (Screen.RESULTS, Screen.PLACE)
        self.views[session.screen].show(props)
        self.frame.show(frame)
        self._spoken = frame.warning if session.warned else (*props.spoken, *frame.spoken)

    @property
    def spoken(self) -> tuple[Line, ...]:
        """Every line of what is shown now, in the order it is read."""
        return self._spoken

    def _forget(self, t: Words) -> None:
        """Take what the visit before has left out of the screens that are kept: its results and its place."""
        if self._visited:
            moment = self._moment()
            self.views[Screen.RESULTS].show(derive_results(Session(), self._content.guide, {}, moment, t))
            self.views[Screen.PLACE].show(NO_PLACE)
        self._visited = False

    def _frame(self, session: Session) -> FrameProps:
        t = self._content.release.catalogue[session.language]
        return derive_frame(session, self._content.settings, self._content.release.manifest.demonstration, t)

    def _derive(self, session: Session, t: Words) -> Any:
        content, vocabulary = self._content, self._content.release.vocabulary
        moment = self._moment()
        match session.screen:
            case Screen.QUESTION:
                dated = derive_dated(moment, t)
                return derive_question(session, content.guide, content.release.pictograms, t, dated)
            case Screen.RESULTS:
                return derive_results(session, content.guide, vocabulary.get("kinds", {}), moment, t)
            case Screen.PLACE if session.result:
                return derive_place(session.result, self._asked(session, session.result), vocabulary, moment, t)
            case Screen.HELP:
                return derive_help(self._helper(moment.at, session.language), content.guide, moment, t)
            case Screen.SPEECH:
                return derive_speech(session, t)
            case Screen.LANGUAGES:
                return derive_languages(content.settings, content.release.catalogue, t)
        return derive_broken(content.settings.helper.phone, t)

    def _moment(self) -> Moment:
        return Moment(self._clock(), self._content.settings, self._content.release.manifest.built)

    def _asked(self, session: Session, result: Result) -> Asked:
        """What led to `result`: the query and the fiche of the path, and what a number is for."""
        guide = self._content.guide
        path, phone = guide.path(session.path), phone_service(result, guide)
        return Asked(
            path.way.query if path else Query(),
            guide.fiches.get(path.way.fiche) if path else None,
            phone.what if phone else "",
        )

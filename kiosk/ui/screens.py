"""All view models of the kiosk: one session in, one set of props per screen out.

Those of the home screen are loaded at once; the others when their screen is first shown, or beforehand, while nobody
touches the screen: half of the time to the first picture is loading.
"""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kiosk.directory.models import NONE_CLOSED, IsClosed, Query, Result
from kiosk.flow import Screen, Session, SlipOf
from kiosk.guide.content import Content
from kiosk.i18n.catalogue import Words
from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.speech.utterance import Line
from kiosk.ui.view import View
from kiosk.ui.viewmodels.dated import derive_dated
from kiosk.ui.viewmodels.frame import FrameProps, derive_frame
from kiosk.ui.viewmodels.moment import Moment
from kiosk.ui.viewmodels.question import derive_question

if TYPE_CHECKING:
    from kiosk.paper.slip import Slip
    from kiosk.ui.viewmodels.place import PlaceProps
    from kiosk.ui.viewmodels.told import Asked

_SCREENS = ("help", "others", "place", "printing", "results", "speech", "wish")
_LATER = ("kiosk.guide.answers", *(f"kiosk.ui.viewmodels.{name}" for name in _SCREENS))
"""The modules of the search, and of the screens that are never the first one."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """The props of a screen that has not been shown yet."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What codes and slips need beside the content: pictures of the controls, and which booking links are closed."""

    icons: Mapping[str, str] = field(default_factory=dict)
    is_closed: IsClosed = NONE_CLOSED


WISH_SCREENS = (Screen.SLOTS, Screen.CONTACT, Screen.TYPING, Screen.CONFIRM, Screen.DONE)
"""On which an appointment is asked for."""
VISITED = (Screen.RESULTS, Screen.PLACE, Screen.SLIP, *WISH_SCREENS)
"""Screens that hold something of a visit."""


class Screens:
    """Shows a session: derives the frame and the one screen that is visible, and hands them to QML.

    `helper` gives this site's own helper as a result, at a moment and in a language.
    """

    def __init__(
        self,
        content: Content,
        helper: Callable[[dt.datetime, str], Result],
        clock: Callable[[], dt.datetime],
        beside: Beside = Beside(),
    ) -> None:
        self._content = content
        self._beside = beside
        self._helper = helper
        self._clock = clock
        self._spoken: tuple[Line, ...] = ()
        self._visited = False
        self.frame = View(self._frame(Session()))
        self.views = {screen: View(Nothing()) for screen in Screen}

    def prepare(self) -> None:
        """Load what the screens after the first need."""
        for name in _LATER:
            importlib.import_module(name)

    def show(self, session: Session) -> None:
        """Make QML show `session`. The screen is ready before the frame turns to it."""
        t = self._content.release.catalogue[session.language]
        if session.fresh:
            self._forget(t)
        props = self._derive(session, t)
        frame = self._frame(session)
        self._visited = self._visited or session.screen in VISITED
        self.views[session.screen].show(props)
        self.frame.show(frame)
        self._spoken = frame.warning if session.warned else (*props.spoken, *frame.spoken)

    @property
    def spoken(self) -> tuple[Line, ...]:
        """Every line of what is shown now, in the order it is read."""
        return self._spoken

    def slip(self, session: Session) -> Slip:
        """The paper of the place that is open, with the code that is shown there, or that of the appointment. Raises
        LookupError when there is none."""
        from kiosk.ui.viewmodels.qr import place_codes, shown_code
        from kiosk.ui.viewmodels.slip import SlipSource, answers_on, derive_slip  # only where something prints

        content, result = self._content, session.result
        release, moment, t = content.release, self._moment(), content.release.catalogue[session.language]
        french = release.catalogue[SOURCE_LANGUAGE]
        source = SlipSource(
            moment,
            content.guide,
            release.vocabulary,
            release.pictograms,
            self._beside.icons,
            release.manifest.demonstration,
        )
        if session.slip_of is SlipOf.APPOINTMENT:
            from kiosk.ui.viewmodels.appointment_slip import derive_appointment_slip

            return derive_appointment_slip(source, session.wish.outcome, t, french)
        if result is None:
            raise LookupError("no place is open")
        code = shown_code(place_codes(result, moment, t, self._beside.is_closed), session.code)
        path = content.guide.path(session.path)
        answers = answers_on(session.slip_answers, path)
        return derive_slip(source, result, path, t, french, code=code, answers=answers)

    def _forget(self, t: Words) -> None:
        """Take what the visit before has left out of the screens that are kept: its results and its place."""
        if self._visited:
            from kiosk.ui.viewmodels.place import NO_PLACE
            from kiosk.ui.viewmodels.printing import NO_PRINTING
            from kiosk.ui.viewmodels.results import derive_results
            from kiosk.ui.viewmodels.wish import derive_wish

            moment = self._moment()
            self.views[Screen.RESULTS].show(derive_results(Session(), self._content.guide, {}, moment, t))
            self.views[Screen.PLACE].show(NO_PLACE)
            self.views[Screen.SLIP].show(NO_PRINTING)
            for screen in WISH_SCREENS:
                left = replace(Session(), screen=screen)
                self.views[screen].show(derive_wish(left, self._content.guide, self._content.settings, t))
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
                from kiosk.ui.viewmodels.results import derive_results

                return derive_results(session, content.guide, vocabulary.get("kinds", {}), moment, t)
            case Screen.PLACE if session.result:
                return self._place(session, session.result, moment, t)
            case Screen.SLIP if session.result or session.slip_of is SlipOf.APPOINTMENT:
                from kiosk.ui.viewmodels.printing import derive_printing
                from kiosk.ui.viewmodels.slip import answers_on

                answers = answers_on(session.slip_answers, self._content.guide.path(session.path))
                return derive_printing(session, self.slip(session), t, answers)
            case Screen.HELP:
                from kiosk.ui.viewmodels.help import appointment_button, derive_help

                helper, closed = self._helper(moment.at, session.language), self._beside.is_closed
                return derive_help(helper, content.guide, moment, t, appointment_button(session, t), closed)
            case Screen.SPEECH:
                from kiosk.ui.viewmodels.speech import derive_speech

                return derive_speech(session, t)
            case Screen.LANGUAGES:
                from kiosk.ui.viewmodels.others import derive_languages

                return derive_languages(content.settings, content.release.catalogue, t)
        if session.screen in WISH_SCREENS:
            from kiosk.ui.viewmodels.wish import derive_wish

            return derive_wish(session, content.guide, content.settings, t)
        from kiosk.ui.viewmodels.others import derive_broken

        return derive_broken(content.settings.helper.phone, t)

    def _place(self, session: Session, result: Result, moment: Moment, t: Words) -> PlaceProps:
        from kiosk.ui.viewmodels.place import derive_place

        return derive_place(
            result,
            self._asked(session, result),
            self._content.release.vocabulary,
            moment,
            t,
            code=session.code,
            printer=bool(session.printer),
            is_closed=self._beside.is_closed,
        )

    def _moment(self) -> Moment:
        return Moment(self._clock(), self._content.settings, self._content.release.manifest.built)

    def _asked(self, session: Session, result: Result) -> Asked:
        """What led to `result`: the query and the fiche of the path, and what a number is for."""
        from kiosk.ui.viewmodels.told import Asked
        from kiosk.ui.viewmodels.urgent import phone_service

        guide = self._content.guide
        path, phone = guide.path(session.path), phone_service(result, guide)
        return Asked(
            path.way.query if path else Query(),
            guide.fiches.get(path.way.fiche) if path else None,
            phone.what if phone else "",
        )

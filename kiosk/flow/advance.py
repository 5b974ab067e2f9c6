"""`advance(session, event)`: the whole flow of a visit, pure, without a screen, a clock or a query.

An event that makes no sense where it arrives changes nothing: two fingers and a late answer are normal.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.flow import appointment
from kiosk.flow import events as ev
from kiosk.flow.session import OVER, SPEEDS, VOLUMES, Print, Screen, Session, SlipOf
from kiosk.flow.wishes import SlotsOffered, WishAnswered, WishEvent


def advance(session: Session, event: ev.Event) -> Session:
    """The session after `event`. Any event from the visitor also answers the still-there warning."""
    match event:
        case ev.Warned():
            return session if session.fresh else replace(session, warned=True)
        case ev.Expired() | ev.StartedAgain():
            return session.renewed
        case ev.Broke():
            return replace(session.renewed, language=session.language, screen=Screen.BROKEN)
        case ev.Answered(path, answer):
            return replace(session, answer=answer) if path == session.path and session.searching else session
        case ev.PrinterFound(name):
            return session if session.fresh or session.screen is Screen.BROKEN else replace(session, printer=name)
        case ev.PrintChanged(stage, over, reason, spent):
            told = replace(session, print=Print(stage, over, reason), spent=spent)
            return told if session.print.under_way else session
        case SlotsOffered() | WishAnswered():
            return appointment.answered(session, event)
    return appointment.kept(_touched(replace(session, warned=False), event))


def _touched(session: Session, event: ev.Event) -> Session:
    match event:
        case ev.TileChosen(id) if session.screen is Screen.QUESTION and id:
            return _chosen(session, id)
        case ev.PlaceChosen(id) if session.screen is Screen.RESULTS:
            told = session.print if session.print.under_way else Print()
            opened = replace(session, screen=Screen.PLACE, place=id, code=0, print=told)
            return opened if opened.result else session
        case ev.CodeChosen(index) if session.screen is Screen.PLACE:
            return replace(session, code=max(0, index))
        case ev.SlipAsked() if session.screen is Screen.PLACE and session.printer:
            return _slip(session, SlipOf.PLACE)
        case ev.SlipAsked() if session.screen is Screen.DONE and session.printer and appointment.has_number(session):
            return _slip(session, SlipOf.APPOINTMENT)
        case ev.AnswersShown(on) if session.screen is Screen.SLIP:
            return replace(session, slip_answers=on)
        case ev.PrintAsked() if session.screen is Screen.SLIP and session.can_print:
            return replace(session, print=Print("asked"))
        case ev.PageTurned(by) if session.screen is Screen.RESULTS:
            return replace(session, page=min(max(session.page + by, 0), session.pages - 1))
        case ev.PageTurned(by) if session.screen is Screen.SLOTS:
            return appointment.turned(session, by)
        case ev.WentBack():
            return _back(session)
        case ev.HelpAsked() if session.screen is not Screen.BROKEN:
            return _over(session, Screen.HELP)
        case ev.LanguagesAsked() if session.screen is not Screen.BROKEN:
            return _over(session, Screen.LANGUAGES)
        case ev.SpeechAsked() if session.screen is not Screen.BROKEN:
            return _over(session, Screen.SPEECH)
        case ev.AloudChosen(on):
            return replace(session, aloud=on)
        case ev.SpeedTurned(by):
            return replace(session, speed=min(max(session.speed + by, 0), len(SPEEDS) - 1))
        case ev.VolumeTurned(by):
            return replace(session, volume=min(max(session.volume + by, 0), VOLUMES - 1))
        case ev.LanguageChosen(code) if code:
            spoken = replace(session, language=code)
            return _back(spoken) if session.screen is Screen.LANGUAGES else spoken
    return appointment.asked(session, event) if isinstance(event, WishEvent) else session


def _chosen(session: Session, tile: str) -> Session:
    if session.step == 0:
        return replace(session, need=tile)
    if session.step == 1:
        return replace(session, situation=tile)
    return replace(session, way=tile, screen=Screen.RESULTS, answer=None, page=0)


def _slip(session: Session, about: SlipOf) -> Session:
    """The paper itself. What became of another one is not told of this one, once that is over."""
    same = about is session.slip_of or session.print.under_way
    return replace(session, screen=Screen.SLIP, slip_of=about, print=session.print if same else Print())


def _over(session: Session, screen: Screen) -> Session:
    """Show help, languages or speech on top; pressing the same button again closes it."""
    if session.screen is screen:
        return _back(session)
    beneath = session.beneath if session.screen in OVER else session.screen
    return replace(session, screen=screen, beneath=beneath)


def _back(session: Session) -> Session:
    """One step towards home."""
    if session.screen in OVER:
        return replace(session, screen=session.beneath, beneath=Screen.QUESTION)
    if session.screen is Screen.SLIP:
        return replace(session, screen=Screen.DONE if session.slip_of is SlipOf.APPOINTMENT else Screen.PLACE)
    if session.screen is Screen.PLACE:
        return replace(session, screen=Screen.RESULTS, place="", code=0)
    if session.screen is Screen.RESULTS:
        return replace(session, screen=Screen.QUESTION, way="", answer=None, page=0)
    if session.screen is Screen.BROKEN:
        return session.renewed
    if session.screen in (*appointment.WISHING, Screen.DONE):
        return appointment.back(session)
    return replace(session, situation="") if session.situation else replace(session, need="")

"""From "Parler à quelqu'un" to a number: half-hours, a contact if they like, what will be sent, the numbered slip.

One visit asks for one appointment. What is being sent can no longer be changed: until its outcome has come, only
starting again leaves it. As soon as there is a number, what was typed is forgotten, and its slip comes out by itself
where a printer is ready.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.flow import wishes as ev
from kiosk.flow.session import OVER, Print, Screen, Session, SlipOf
from kiosk.flow.wish import LONGEST, NO_WISH, Outcome, Wish, typed

KEYBOARDS = 2
"""Pages of letters."""


def can_ask(session: Session) -> bool:
    """Whether an appointment can be asked for in this visit: one, and no other after it."""
    return bool(session.wish.slots) and session.wish.outcome is None


def has_number(session: Session) -> bool:
    return session.wish.outcome is not None and session.wish.outcome.number != ""


def kept(session: Session) -> Session:
    """What was offered, begun or typed is forgotten as soon as one has left it; a number stays until the visit ends."""
    wish = session.wish
    on_the_way = session.screen is Screen.HELP or {session.screen, session.beneath} & {*WISHING, Screen.DONE}
    return session if on_the_way or wish.outcome is not None or wish == NO_WISH else replace(session, wish=NO_WISH)


def answered(session: Session, event: ev.WishEvent) -> Session:
    """The session after something that no visitor did: an offer or an outcome has come."""
    wish = session.wish
    match event:
        case ev.SlotsOffered(slots) if _open_to_offers(session):
            offered = replace(wish, slots=slots)
            return replace(session, wish=replace(offered, page=min(wish.page, max(0, len(offered.pages) - 1))))
        case ev.WishAnswered(outcome) if wish.sending:
            return _answered(session, outcome)
    return session


def asked(session: Session, event: ev.WishEvent) -> Session:
    """The session after something that the visitor did."""
    wish = session.wish
    match event, session.screen:
        case ev.AppointmentAsked(), Screen.HELP if can_ask(session) or has_number(session):
            return _asked(session)
        case ev.SlotChosen(slot), Screen.SLOTS if slot in wish.slots:
            return replace(session, screen=Screen.CONTACT, wish=replace(wish, slot=slot, taken=False))
        case ev.NextDayAsked(), Screen.SLOTS if wish.next_day is not None:
            return replace(session, wish=replace(wish, page=wish.next_day))
        case ev.ContactChosen(what), Screen.CONTACT if what in LONGEST:
            draft = wish.name if what == "name" else wish.phone
            return replace(session, screen=Screen.TYPING, wish=replace(wish, typing=what, draft=draft, keys=0))
        case ev.ContactChosen(""), Screen.CONTACT:
            return replace(session, screen=Screen.CONFIRM)
        case ev.SignTyped(sign), Screen.TYPING:
            return replace(session, wish=replace(wish, draft=typed(wish.draft, sign, wish.typing)))
        case ev.SignErased(), Screen.TYPING:
            return replace(session, wish=replace(wish, draft=wish.draft[:-1]))
        case ev.KeysTurned(), Screen.TYPING if wish.typing == "name":
            return replace(session, wish=replace(wish, keys=(wish.keys + 1) % KEYBOARDS))
        case ev.TypingDone(), Screen.TYPING if wish.complete:
            return replace(session, screen=Screen.CONTACT, wish=_kept(wish))
        case ev.WishSent(), Screen.CONFIRM if wish.slot is not None:
            return replace(session, wish=replace(wish, sending=True))
    return session


def turned(session: Session, by: int) -> Session:
    """Another page of half-hours."""
    page = min(max(session.wish.page + by, 0), max(0, len(session.wish.pages) - 1))
    return replace(session, wish=replace(session.wish, page=page))


def back(session: Session) -> Session:
    """One step towards help, where it began. What was not finished being typed is left out."""
    wish = session.wish
    match session.screen:
        case Screen.SLOTS:
            left = Wish(slots=wish.slots)
            return replace(session, screen=Screen.HELP, beneath=Screen(wish.under), wish=left)
        case Screen.CONTACT:
            return replace(session, screen=Screen.SLOTS)
        case Screen.TYPING:
            return replace(session, screen=Screen.CONTACT, wish=replace(wish, typing="", draft="", keys=0))
        case Screen.CONFIRM if not wish.sending:
            return replace(session, screen=Screen.CONTACT)
        case Screen.DONE:
            return replace(session, screen=Screen(wish.under))
    return session


def _asked(session: Session) -> Session:
    """The half-hours, or the number that one has; whoever had begun and looked for help meanwhile goes on."""
    if session.beneath in (*WISHING, Screen.DONE):
        return replace(session, screen=session.beneath, beneath=Screen.QUESTION)
    wish = replace(session.wish, under=_under(session).value, page=0)
    screen = Screen.DONE if has_number(session) else Screen.SLOTS
    return replace(session, screen=screen, beneath=Screen.QUESTION, wish=wish)


def _under(session: Session) -> Screen:
    """The screen to come back to in the end. One does not come back to a paper: it may be another one by then."""
    if session.beneath is not Screen.SLIP:
        return session.beneath
    return Screen(session.wish.under) if session.slip_of is SlipOf.APPOINTMENT else Screen.PLACE


def _open_to_offers(session: Session) -> bool:
    """Not one that has been left meanwhile, nor one that asks or has asked."""
    there = session.screen is Screen.HELP or {session.screen, session.beneath} & set(WISHING)
    return bool(there) and not session.wish.sending and session.wish.outcome is None


def _kept(wish: Wish) -> Wish:
    name = wish.draft.rstrip("-'’ ") if wish.typing == "name" else wish.name
    phone = wish.draft if wish.typing == "phone" else wish.phone
    return replace(wish, name=name, phone=phone, typing="", draft="", keys=0)


def _answered(session: Session, outcome: Outcome) -> Session:
    wish = replace(session.wish, sending=False)
    if outcome.taken:
        left = tuple(slot for slot in wish.slots if slot != wish.slot)
        return _led(session, Screen.SLOTS, replace(wish, slots=left, slot=None, taken=True, page=0))
    done = _led(session, Screen.DONE, Wish(under=wish.under, outcome=outcome))
    if not outcome.number or not session.can_print:
        return done
    return replace(done, slip_of=SlipOf.APPOINTMENT, print=Print("asked"))


def _led(session: Session, screen: Screen, wish: Wish) -> Session:
    """At `screen`, or at what one looks at for a moment over it."""
    if session.screen in OVER:
        return replace(session, beneath=screen, wish=wish)
    return replace(session, screen=screen, wish=wish)


WISHING = (Screen.SLOTS, Screen.CONTACT, Screen.TYPING, Screen.CONFIRM)
"""The screens on which an appointment is being asked for."""

"""The five screens on which an appointment is asked for: one session in, the props of the one that is shown out."""

from __future__ import annotations

from kiosk.flow import Screen, Session
from kiosk.guide.tree import Guide
from kiosk.i18n.catalogue import Words
from kiosk.settings import Settings
from kiosk.ui.viewmodels.contact import NO_TYPING, ContactProps, TypingProps, derive_contact, derive_typing
from kiosk.ui.viewmodels.request import ConfirmProps, DoneProps, derive_confirm, derive_done
from kiosk.ui.viewmodels.slots import SlotsProps, derive_slots

WishProps = SlotsProps | ContactProps | TypingProps | ConfirmProps | DoneProps


def derive_wish(session: Session, guide: Guide, settings: Settings, t: Words) -> WishProps:
    """For a session that shows one of these screens."""
    match session.screen:
        case Screen.SLOTS:
            return derive_slots(session, t)
        case Screen.CONTACT:
            return derive_contact(session, t)
        case Screen.TYPING if session.wish.typing:
            return derive_typing(session, t)
        case Screen.CONFIRM:
            return derive_confirm(session, guide, settings, t)
        case Screen.DONE:
            return derive_done(session, settings, t)
    return NO_TYPING

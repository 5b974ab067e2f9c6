"""Appointments for the screens: made of kiosk.appointments when they are first asked for, on the thread of the jobs.

Whatever is wrong with them, visitors are offered none, and staff read why in the log. Nothing typed is ever in it.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import house
from kiosk.errors import KioskError, SlotGoneError
from kiosk.flow.wish import Outcome
from kiosk.settings import Settings

if TYPE_CHECKING:
    from kiosk.appointments.asking import Appointments

log = logging.getLogger(__name__)

Doubt = Callable[[dt.datetime], str]
"""Why a moment cannot be now; "" when it can."""


def never(at: dt.datetime) -> str:
    """Of who trusts the clock."""
    return ""


class SiteAppointments:
    """`folder` is where requests are kept, `clock` gives aware moments, `doubt` tells of one that cannot be now: with a
    clock that is wrong, nothing is offered. Made once for a content."""

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], dt.datetime],
        folder: Path,
        doubt: Doubt = never,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._folder = folder
        self._doubt = doubt
        self._made: Appointments | None = None
        self._told = ""

    def slots(self) -> tuple[dt.datetime, ...]:
        if self._doubt(self._clock()):
            self._tell("Les rendez-vous ne sont plus proposés : l'horloge de la borne est fausse.")
            return ()
        try:
            offer = self._appointments().offer(self._clock())
        except (KioskError, OSError) as error:
            self._tell(str(error))
            return ()
        self._tell(offer.off)
        return offer.slots

    def request(
        self, slot: dt.datetime, need: str, labels: tuple[str, ...], language: str, name: str, phone: str
    ) -> Outcome:
        from kiosk.appointments.request import Contact, NeedAsked

        try:
            asked = NeedAsked(need, labels), language, Contact(name, phone)
            slip = self._appointments().ask(slot, self._clock(), *asked)
        except SlotGoneError:
            return Outcome(taken=True)
        except (KioskError, OSError) as error:  # their texts repeat nothing of what was typed
            log.warning("an appointment could not be asked for: %s", error)
            return Outcome()
        return Outcome(slip.number, slip.slot, slip.to_confirm)

    def _appointments(self) -> Appointments:
        """Raises SettingsError for a site file that cannot be."""
        if self._made is None:
            from kiosk.appointments.asking import Appointments
            from kiosk.appointments.options import appointment_options
            from kiosk.disk import Disk
            from kiosk.errors import AppointmentError

            options = appointment_options(self._settings)
            if options is None:
                raise AppointmentError("[appointments] has no key, or no send_to.")
            self._made = Appointments(options, self._folder, Disk())
        return self._made

    def _tell(self, off: str) -> None:
        """Once, until it changes."""
        if off and off != self._told:
            log.warning("%s", off)
        self._told = off


def own_appointments(
    settings: Settings, clock: Callable[[], dt.datetime], doubt: Doubt = never
) -> SiteAppointments | None:
    """None where the site offers none: nothing is loaded then."""
    if not settings.appointments.key or not settings.appointments.send_to:
        return None
    from kiosk.appointments.outbox import FOLDER_NAME

    return SiteAppointments(settings, clock, house.state() / FOLDER_NAME, doubt)

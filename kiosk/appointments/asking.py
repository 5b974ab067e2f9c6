"""What a screen calls: which half-hours are free, and one of them asked for.

`ask` has the order that makes a slip true: the number is flushed, the sealed request is flushed under its half-hour,
and only then is there a slip to show. A process that is stopped before leaves a gap in the numbers, nothing more; one
that is stopped after leaves a request that the desk gets.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.appointments.agenda import AGENDA_NAME, Agenda, agenda_from_bytes
from kiosk.appointments.numbers import last_number, take_number
from kiosk.appointments.options import Options
from kiosk.appointments.outbox import MOST_WAITING, Outbox
from kiosk.appointments.request import NO_CONTACT, NO_NEED, Contact, NeedAsked, Request, seal
from kiosk.appointments.slots import free_slots
from kiosk.appointments.status import read_last_sending
from kiosk.disk import Disk
from kiosk.errors import AppointmentError, SlotGoneError
from kiosk.release.writing import locked

CERTAIN_FOR = dt.timedelta(hours=24)
"""How long what was read of a calendar is as good as new."""
OLD_AFTER = dt.timedelta(days=31)
"""When nothing is offered from it any more."""
AHEAD = dt.timedelta(days=1)
"""A calendar that was read tomorrow: the clock is wrong."""


@dataclass(frozen=True, slots=True)
class Offer:
    """`slots` are aware starts on the wall clocks of the site, the first one first. `to_confirm`: the slip says that
    the hour is not certain. `off` tells staff, in French, why nothing can be offered; empty when all is well, also when
    all half-hours are given."""

    slots: tuple[dt.datetime, ...] = ()
    to_confirm: bool = False
    off: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """`number` is what is printed large, such as "B7-042"; `slot` is aware, on the wall clocks of the site."""

    number: str
    slot: dt.datetime
    to_confirm: bool


class Appointments:
    """The appointments of one terminal. Both methods read and write files: call them from a job.

    `new_id()` gives 32 hexadecimal digits that were never given before."""

    def __init__(
        self, options: Options, folder: Path, disk: Disk, new_id: Callable[[], str] = lambda: secrets.token_hex(16)
    ) -> None:
        self._options = options
        self._folder = folder
        self._disk = disk
        self._outbox = Outbox(folder, disk)
        self._new_id = new_id

    def offer(self, now: dt.datetime) -> Offer:
        """What may be offered at that aware moment. Raises nothing."""
        try:
            return self._offer(now)
        except (AppointmentError, OSError) as error:
            return _off(f"un fichier de la borne est abîmé ({error}). Appelez le service technique.")

    def ask(
        self,
        slot: dt.datetime,
        now: dt.datetime,
        need: NeedAsked = NO_NEED,
        language: str = "fr",
        contact: Contact = NO_CONTACT,
    ) -> Slip:
        """Ask for one half-hour of an offer. What is returned was kept on the disk, sealed, and outlives a power cut.

        Raises SlotGoneError when it is not free any more; AppointmentError when nothing can be kept, with which nothing
        was asked for."""
        folder, outbox = self._folder, self._outbox
        try:
            outbox.prepare()
            with locked(folder):
                offer = self._offer(now)
                if offer.off:
                    raise AppointmentError(offer.off)
                if slot not in offer.slots:
                    raise SlotGoneError("this half-hour is not free any more. Choose another.")
                wish = self._request(slot, now, need, language, contact, offer.to_confirm)
                number = take_number(folder, self._options.slip_prefix, self._disk)
                outbox.put(slot, wish.id, seal(replace(wish, number=number), self._options.key))
                with contextlib.suppress(OSError):
                    outbox.tidy(now)
        except OSError as error:
            raise AppointmentError(
                f"{error.filename or folder}: the disk refuses ({error.strerror}). Nothing was asked for; free some "
                "space, or change the disk."
            ) from None
        return Slip(number, slot.astimezone(self._options.rule.zone), offer.to_confirm)

    def _request(
        self, slot: dt.datetime, now: dt.datetime, need: NeedAsked, language: str, contact: Contact, to_confirm: bool
    ) -> Request:
        """All but its number: what cannot be asked for takes none."""
        options = self._options
        nobody = f"{options.slip_prefix}-000"
        return Request(
            self._new_id(), options.desk, slot, nobody, options.terminal, now, need, language, contact, to_confirm
        )

    def _offer(self, now: dt.datetime) -> Offer:
        if self._outbox.is_full():
            return _off(
                f"{MOST_WAITING} demandes attendent sur la borne. Vérifiez son réseau ; "
                "`kiosk appointments status` dit pourquoi elles ne partent pas."
            )
        last_number(self._folder)
        agenda = self._agenda()
        if agenda is None and self._options.calendar:
            return _off("l'agenda n'a pas encore été lu. Lancez `kiosk appointments sync` et regardez ce qu'il dit.")
        if agenda is None and not self._options.rule.hours:
            return _off("ni agenda, ni horaires. Écrivez `calendar` dans [appointments], ou `hours` dans [helper].")
        if agenda is not None and now - agenda.read > OLD_AFTER:
            return _off(f"l'agenda date du {agenda.read:%d/%m/%Y}. Vérifiez le réseau de la borne.")
        if agenda is not None and agenda.read - now > AHEAD:
            return _off("l'horloge de la borne est fausse. Mettez-la à l'heure, ou changez sa pile.")
        slots = free_slots(agenda, self._options.rule, now, self._outbox.taken())
        return Offer(slots, to_confirm=agenda is None or now - agenda.read > CERTAIN_FOR or self._is_alone(now))

    def _is_alone(self, now: dt.datetime) -> bool:
        """Whether the desk has heard nothing of this terminal for long, though it tried: what others gave is not
        known here."""
        last = read_last_sending(self._folder)
        with contextlib.suppress(ValueError, TypeError):
            return now - dt.datetime.fromisoformat(last.last_success) > CERTAIN_FOR
        return last.failures > 0

    def _agenda(self) -> Agenda | None:
        if not self._options.calendar:
            return None
        path = self._folder / AGENDA_NAME
        try:
            return agenda_from_bytes(path.read_bytes(), str(path))
        except FileNotFoundError:
            return None


def _off(why: str) -> Offer:
    return Offer(off=f"Les rendez-vous ne sont plus proposés : {why}")

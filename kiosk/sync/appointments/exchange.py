"""One exchange: the calendar is read, what waits is sent, what others gave is learnt. Run every few minutes.

Nothing here is ever lost: sealed bytes go only when the receiver said that it has them, or to `refused` when it said
that it never will. Stopped anywhere, the next exchange sends again what it is not sure of; the receiver knows the id.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.appointments.agenda import AGENDA_NAME, agenda_to_bytes
from kiosk.appointments.asking import OLD_AFTER
from kiosk.appointments.calendar import read_calendar
from kiosk.appointments.options import Options
from kiosk.appointments.outbox import GIVEN_NAME, TAKEN_NAME, Outbox, Waiting, taken_to_bytes
from kiosk.appointments.spans import slot_name
from kiosk.appointments.status import (
    MOST_CONFLICTS,
    STATUS_NAME,
    LastSending,
    last_sending_to_bytes,
    read_last_sending,
)
from kiosk.disk import Disk, refused
from kiosk.errors import CalendarError, NetworkError
from kiosk.release.writing import locked
from kiosk.sync.appointments.fetching import calendar_name, fetch_calendar
from kiosk.sync.appointments.web import NeverError, Receiver

FIRST_WAIT_S, LONGEST_WAIT_S = 60.0, 3600.0


@dataclass(frozen=True)
class Effects:
    """`clock()` gives the aware moment it is; `jitter()` is in 0…1, so that terminals do not come back at once."""

    disk: Disk
    clock: Callable[[], dt.datetime]
    jitter: Callable[[], float]
    fetch: Callable[[str], bytes] = fetch_calendar


@dataclass(frozen=True, slots=True)
class Exchanged:
    """How many went now and how many wait still; `too_soon`: it was not tried, the last one failed a moment ago.
    The errors are sentences for staff, empty when all went well."""

    sent: int
    waiting: int
    error: str = ""
    calendar_error: str = ""
    too_soon: bool = False


def exchange(options: Options, folder: Path, receiver: Receiver, effects: Effects, at_once: bool = False) -> Exchanged:
    """Raises DiskError when the folder cannot be written. `at_once` does not wait for the time after a failure."""
    with refused(folder):
        outbox = Outbox(folder, effects.disk)
        outbox.prepare()
        with locked(folder / GIVEN_NAME):  # another exchange has its turn first
            return _exchange(options, folder, outbox, receiver, effects, at_once)


def _exchange(
    options: Options, folder: Path, outbox: Outbox, receiver: Receiver, effects: Effects, at_once: bool
) -> Exchanged:
    last = replace(read_last_sending(folder), calendar_error=_read(options, folder, effects))
    if not at_once and _too_soon(last, effects.clock()):
        _keep(folder, last, effects)
        return Exchanged(0, len(outbox.waiting()), last.last_error, last.calendar_error, too_soon=True)
    before, refused_before = len(outbox.waiting()), len(outbox.refused())
    last = _send_all(options, folder, outbox, receiver, effects, last)
    after, newly_refused = len(outbox.waiting()), len(outbox.refused()) - refused_before
    return Exchanged(max(0, before - after - newly_refused), after, last.last_error, last.calendar_error)


def _read(options: Options, folder: Path, effects: Effects) -> str:
    """Bring the agenda up to date. Returns what was wrong: then the one from before stays, and grows old."""
    if not options.calendar:
        return ""
    try:
        data = effects.fetch(options.calendar)
        agenda = read_calendar(
            data,
            calendar_name(options.calendar),
            options.rule.zone,
            effects.clock(),
            options.rule.days + OLD_AFTER.days,
        )
    except (CalendarError, NetworkError) as error:
        return str(error)
    read = min(agenda.read, _written(options.calendar) or agenda.read)
    effects.disk.write(folder / AGENDA_NAME, agenda_to_bytes(replace(agenda, read=read)))
    return ""


def _written(calendar: str) -> dt.datetime | None:
    """When a calendar that is a file was written: it says nothing newer. None for an address."""
    if calendar.startswith("https://"):
        return None
    with contextlib.suppress(OSError):
        return dt.datetime.fromtimestamp(Path(calendar).stat().st_mtime, dt.UTC)
    return None


def _send_all(
    options: Options, folder: Path, outbox: Outbox, receiver: Receiver, effects: Effects, last: LastSending
) -> LastSending:
    now, zone = effects.clock(), options.rule.zone
    tried = replace(last, last_try=_iso(now))
    try:
        for one in outbox.waiting():
            tried = _send(options, outbox, receiver, one, tried, now.astimezone(zone).date())
            _keep(folder, tried, effects)
        taken = receiver.taken(options.desk)
        effects.disk.write(folder / TAKEN_NAME, taken_to_bytes(frozenset(slot for slot in taken if slot > now)))
    except NetworkError as error:
        wait = max(min(FIRST_WAIT_S * 2**tried.failures, LONGEST_WAIT_S), getattr(error, "seconds", 0.0))
        later = now + dt.timedelta(seconds=min(wait, LONGEST_WAIT_S) * (0.5 + effects.jitter() / 2))
        done = replace(tried, last_error=str(error), failures=min(tried.failures + 1, 10), not_before=_iso(later))
    else:
        error_left = f"{len(outbox.refused())} requests were refused: carry them to the desk." * bool(outbox.refused())
        done = replace(tried, last_success=_iso(now), last_error=error_left, failures=0, not_before="")
    with locked(folder):
        outbox.tidy(now)
    _keep(folder, done, effects)
    return done


def _send(
    options: Options, outbox: Outbox, receiver: Receiver, one: Waiting, last: LastSending, today: dt.date
) -> LastSending:
    """Raises WaitError, NetworkError, OSError; then it waits still."""
    try:
        sealed = one.path.read_bytes()
    except FileNotFoundError:  # another exchange sent it
        return last
    try:
        answer = receiver.send(options.desk, one.slot, one.id, sealed)
    except NeverError:
        outbox.set_aside(one)
        return last
    outbox.sent(one)
    last = last.counted(today, 1)
    if answer == "conflict" and slot_name(one.slot) not in last.conflicts:
        last = replace(last, conflicts=(*last.conflicts, slot_name(one.slot))[-MOST_CONFLICTS:])
    return last


def _too_soon(last: LastSending, now: dt.datetime) -> bool:
    """A moment farther than the longest wait was written by a wrong clock."""
    with contextlib.suppress(ValueError, TypeError):
        return (
            dt.timedelta(0) < dt.datetime.fromisoformat(last.not_before) - now <= dt.timedelta(seconds=LONGEST_WAIT_S)
        )
    return False


def _keep(folder: Path, last: LastSending, effects: Effects) -> None:
    effects.disk.write(folder / STATUS_NAME, last_sending_to_bytes(last))


def _iso(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")

"""How sending goes, for staff: how many wait, how many went today, what was wrong last."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from kiosk.appointments.outbox import Outbox
from kiosk.appointments.spans import slot_name, slot_of
from kiosk.disk import Disk

STATUS_NAME = "status.json"
MOST_CONFLICTS = 50


@dataclass(frozen=True, slots=True)
class LastSending:
    """ISO moments in UTC, empty when there was none. `sent_on` is the day, on the site's clocks, of which `sent`
    counts; `failures` are the tries in a row that failed, and before `not_before` there is no other; `conflicts` are
    half-hours that were asked for twice; `calendar_error` is what was wrong with the calendar."""

    last_try: str = ""
    last_success: str = ""
    last_error: str = ""
    calendar_error: str = ""
    sent_on: str = ""
    sent: int = 0
    failures: int = 0
    not_before: str = ""
    conflicts: tuple[str, ...] = ()

    def counted(self, today: dt.date, sent: int) -> LastSending:
        """With so many more sent on that day."""
        before = self.sent if self.sent_on == today.isoformat() else 0
        return replace(self, sent_on=today.isoformat(), sent=before + sent)


@dataclass(frozen=True, slots=True)
class AppointmentStatus:
    """`half_hours` are the starts, in UTC, of what waits to be sent, the oldest request first."""

    waiting: int
    refused: int
    sent_today: int
    last_try: str
    last_success: str
    last_error: str
    calendar_error: str
    conflicts: list[str] = field(default_factory=list)
    half_hours: list[str] = field(default_factory=list)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def read_last_sending(folder: Path) -> LastSending:
    """Of a file that is missing or makes no sense, nothing is known."""
    try:
        data: Any = json.loads((folder / STATUS_NAME).read_text(encoding="utf-8"))
        texts = ("last_try", "last_success", "last_error", "calendar_error", "sent_on", "not_before")
        return LastSending(
            **{name: str(data.get(name, "")) for name in texts},
            sent=max(0, int(data.get("sent", 0))),
            failures=max(0, min(99, int(data.get("failures", 0)))),
            conflicts=tuple(slot_name(slot_of(name)) for name in data.get("conflicts", ())[:MOST_CONFLICTS]),
        )
    except (OSError, ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return LastSending()


def last_sending_to_bytes(last: LastSending) -> bytes:
    return (json.dumps(asdict(last), ensure_ascii=False, indent=1) + "\n").encode()


def status_of(folder: Path, today: dt.date, disk: Disk) -> AppointmentStatus:
    """`today` is the day on the site's clocks. Raises nothing: of a folder with nothing in it nothing waits."""
    last, outbox = read_last_sending(folder), Outbox(folder, disk)
    waiting = outbox.waiting()
    return AppointmentStatus(
        waiting=len(waiting),
        refused=len(outbox.refused()),
        sent_today=last.sent if last.sent_on == today.isoformat() else 0,
        last_try=last.last_try,
        last_success=last.last_success,
        last_error=last.last_error,
        calendar_error=last.calendar_error,
        conflicts=list(last.conflicts),
        half_hours=[one.slot.astimezone(dt.UTC).isoformat(timespec="minutes") for one in waiting],
    )

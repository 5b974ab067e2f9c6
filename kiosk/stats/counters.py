"""How often something happened on a day: never when in the day, never who, never what for.

The file is `{"2026-11-20": {"slips": 3}}`, the days on the wall clocks of the site. It is small, written whole, and
forgets what is older than KEPT_DAYS. Nothing here ever stops the screen: what cannot be kept is lost, and the log says
so once.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import threading
from collections.abc import Callable
from pathlib import Path

from kiosk.disk import write_whole

log = logging.getLogger(__name__)

FILE_NAME = "counters.json"
SLIPS = "slips"
KEPT_DAYS = 400
MOST_BYTES = 1 << 20

Days = dict[dt.date, dict[str, int]]


class Counters:
    """`path` is the file, made with its folders at the first count; `today` gives the day. From any thread; two
    processes at once may lose a count."""

    def __init__(self, path: Path, today: Callable[[], dt.date]) -> None:
        self._path = path
        self._today = today
        self._lock = threading.Lock()
        self._told = False

    def count(self, what: str) -> None:
        """One more of `what` today. On the disk when this returns, unless the disk refuses."""
        with self._lock:
            today, days = self._today(), read_days(self._path)
            counted = days.setdefault(today, {})
            counted[what] = counted.get(what, 0) + 1
            first = today - dt.timedelta(days=KEPT_DAYS)
            self._keep({day: found for day, found in days.items() if day >= first})

    def _keep(self, days: Days) -> None:
        text = json.dumps({day.isoformat(): days[day] for day in sorted(days)}, indent=1, sort_keys=True)
        try:
            write_whole(self._path, f"{text}\n".encode())
        except OSError as error:
            if not self._told:
                self._told = True
                log.warning("%s cannot be written (%s): what happens today is not counted.", self._path, error.strerror)


def read_days(path: Path) -> Days:
    """What was counted, by day; nothing for a file that is not there. A line that makes no sense counts nothing."""
    try:
        with path.open("rb") as stream:
            found = json.loads(stream.read(MOST_BYTES))
        items = found.items()
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        log.warning("%s says nothing of use (%s): it begins anew.", path, type(error).__name__)
        return {}
    days = {_day(day): _counted(counted) for day, counted in items}
    return {day: counted for day, counted in days.items() if day is not None and counted}


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _counted(found: object) -> dict[str, int]:
    if not isinstance(found, dict):
        return {}
    return {what: number for what, number in found.items() if type(number) is int and number > 0}

"""The lists of organisations that can be booked, as a sync left them in the state: `STATE/open_slots.json`.

{"asked": "2026-11-20T04:00:00+00:00",
 "hosts": {"rdv.anct.gouv.fr": {"59": {"asked": "2026-11-20T04:00:00+00:00", "ids": ["1725"],
                                       "external_ids": ["ccas-lens"], "gone": ["12"]}}}}

Only lists that came whole are in it. Each has its own moment: one that could not be had again keeps the older one until
it is stale. `gone` are the ids that stood in an earlier list of the same territory and do not any more. Written by the
user who syncs, read by the screen; nothing in it comes from a visitor.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

OPEN_SLOTS_NAME = "open_slots.json"
STALE_AFTER = dt.timedelta(days=7)
AHEAD = dt.timedelta(days=1)
"""A list that was asked for later than this from now: one of the clocks was wrong, and it says nothing."""
MOST_BYTES = 1 << 24
_NONSENSE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class OpenList:
    """One territory's list on one host, whole, as it was at the aware moment `asked`."""

    asked: dt.datetime
    ids: frozenset[str] = frozenset()
    external_ids: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()

    def is_fresh(self, at: dt.datetime) -> bool:
        return -AHEAD <= at - self.asked <= STALE_AFTER


@dataclass(frozen=True, slots=True)
class OpenSlots:
    """`asked` is when the last try was, None for never; `hosts` maps a host and then a territory to its list."""

    asked: dt.datetime | None = None
    hosts: Mapping[str, Mapping[str, OpenList]] = field(default_factory=dict)

    def lists_of(self, host: str) -> Mapping[str, OpenList]:
        return self.hosts.get(host, {})


def read_open_slots(state: Path) -> OpenSlots:
    """What the last sync left. A file that is missing, too long or makes no sense says nothing. Raises nothing."""
    try:
        with (state / OPEN_SLOTS_NAME).open("rb") as stream:
            return from_bytes(stream.read(MOST_BYTES))
    except (OSError, *_NONSENSE):
        return OpenSlots()


def from_bytes(data: bytes) -> OpenSlots:
    """Raises what nonsense raises: ValueError, TypeError, LookupError, AttributeError, RecursionError."""
    document: Any = json.loads(data)
    return OpenSlots(
        _moment(document["asked"]),
        {
            str(host): {str(territory): _list(found) for territory, found in lists.items()}
            for host, lists in document["hosts"].items()
        },
    )


def to_bytes(slots: OpenSlots) -> bytes:
    """The same lists, the same bytes."""
    hosts = {
        host: {
            territory: {
                "asked": found.asked.isoformat(),
                "ids": sorted(found.ids),
                "external_ids": sorted(found.external_ids),
                "gone": sorted(found.gone),
            }
            for territory, found in sorted(lists.items())
        }
        for host, lists in sorted(slots.hosts.items())
    }
    asked = slots.asked.isoformat() if slots.asked else None
    return (json.dumps({"asked": asked, "hosts": hosts}, ensure_ascii=False, indent=1) + "\n").encode()


def _list(found: Any) -> OpenList:
    asked = _moment(found["asked"])
    if asked is None:
        raise ValueError("a list without its moment")
    return OpenList(asked, _texts(found["ids"]), _texts(found["external_ids"]), _texts(found["gone"]))


def _texts(values: Any) -> frozenset[str]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError("a list of texts")
    return frozenset(values)


def _moment(text: Any) -> dt.datetime | None:
    if text is None:
        return None
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment

"""Whether the organisation of a booking link is known to have no open slot, from the lists a sync brought.

Source of the rule: RDV Service Public, `GET /api/v1/public_links?territory=…` (public, without a token): the
organisations of one territory with opening hours or group appointments to come that anybody can book. It leaves out
every organisation without an external id, whether it has slots or not. So a link by external id whose territory's
list came whole and does not name it is closed; a link by internal id (`/org/1725`) tells neither its territory nor
whether it has an external id: it is closed only when it stood in such a list before and does not any more. All else
is unknown, and offered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from kiosk.directory.booking import organisation_of
from kiosk.release.open_slots import OpenSlots

OPEN, CLOSED, UNKNOWN = "open", "closed", "unknown"


def state_of(url: str, slots: OpenSlots, at: dt.datetime) -> str:
    """OPEN, CLOSED or UNKNOWN; lists that are stale at the aware moment `at` say nothing. Any text gives an answer."""
    organisation = organisation_of(url)
    if organisation is None:
        return UNKNOWN
    lists = {area: found for area, found in slots.lists_of(organisation.host).items() if found.is_fresh(at)}
    if organisation.external_id:
        found = lists.get(organisation.territory)
        if found is None:
            return UNKNOWN
        return OPEN if organisation.external_id in found.external_ids else CLOSED
    if any(organisation.id in found.ids for found in lists.values()):
        return OPEN
    if any(organisation.id in found.gone for found in lists.values()):
        return CLOSED
    return UNKNOWN


def closed_at(slots: OpenSlots, at: dt.datetime) -> Callable[[str], bool]:
    """What answers `is_closed(url)` at that moment."""
    return lambda url: state_of(url, slots, at) == CLOSED

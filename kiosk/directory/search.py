"""The search that never says "nothing": down the ladder until there is enough to choose from."""

from __future__ import annotations

import datetime as dt

from kiosk.directory.geo import Position
from kiosk.directory.ladder import ENOUGH, LADDER, Visit, called_first, helper
from kiosk.directory.models import Answer, Ask, Place, Result
from kiosk.directory.store import Directory
from kiosk.settings import Territory


def search(
    directory: Directory,
    ask: Ask,
    *,
    position: Position,
    territory: Territory,
    language: str,
    at: dt.datetime,
    helper: Place,
    booking_hosts: tuple[str, ...] = (),
    limit: int = 9,
) -> Answer:
    """At most `limit` places for one ask, best first; never none, because the last rung is the helper.

    `at` is an aware moment in the site's time zone. The helper and the phone services that the path puts first
    come before the ladder; places closed for now come after it, and are not counted as enough.
    Raises DirectoryError when the directory turns out to be damaged.
    """
    limit = max(1, limit)
    visit = Visit(position, territory, language, at, helper, booking_hosts)
    first = _before_the_ladder(directory, ask, visit)
    taken = {result.place.id for result in first}
    found: list[Result] = []
    closed: list[Result] = []
    for rung in LADDER:
        if len(found) >= ENOUGH or len(first) + len(found) >= limit:
            break
        for result in rung(directory, ask, visit, taken):
            (closed if result.opening.doubt == "closure" else found).append(result)
            taken.add(result.place.id)
    results = (*first, *found, *closed)[:limit]
    return Answer(results[0].rung, results)


def _before_the_ladder(directory: Directory, ask: Ask, visit: Visit) -> list[Result]:
    present = helper(directory, ask, visit, ()) if ask.helper_first else []
    return present + called_first(directory, ask, visit)

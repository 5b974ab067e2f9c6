"""The search that never says "nothing": down the ladder until there is enough to choose from.

A place is sure when it answers exactly the question and one knows where it is. What is broader, or may be a hundred
kilometres away, never counts as enough: it fills the first page at most, and leaves the last seat there to a phone
service that knows exactly this, so that a hungry visitor sees who answers without turning a page. The rungs stay in
their order: a call that must come before any place is named by its path.
"""

from __future__ import annotations

import datetime as dt

from kiosk.directory.geo import Position
from kiosk.directory.ladder import ENOUGH, LADDER, Visit, called_first, exact_phones, helper
from kiosk.directory.models import NONE_CLOSED, Answer, Ask, IsClosed, Place, Result
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
    trusted: bool = True,
    is_closed: IsClosed = NONE_CLOSED,
) -> Answer:
    """At most `limit` places for one ask, best first; never none, because the last rung is the helper.

    `at` is an aware moment in the site's time zone. The helper and the phone services that the path puts first
    come before the ladder; places closed for now come after it, and are not counted as enough.
    A clock that is not `trusted` tells nothing of doors: they neither lift a place nor lower it. `is_closed` tells of a
    booking link that nobody can book there now.
    Raises DirectoryError when the directory turns out to be damaged.
    """
    limit = max(1, limit)
    visit = Visit(position, territory, language, at, helper, booking_hosts, trusted, is_closed)
    first = _before_the_ladder(directory, ask, visit)
    taken = {result.place.id for result in first}
    found: list[Result] = []
    closed: list[Result] = []
    seats = ENOUGH - bool(exact_phones(directory, ask, visit, taken))
    for rung in LADDER:
        if sum(map(_is_sure, found)) >= ENOUGH or len(first) + len(found) >= limit:
            break
        for result in rung(directory, ask, visit, taken):
            taken.add(result.place.id)
            if result.opening.doubt == "closure":
                closed.append(result)
            elif _is_sure(result) or len(found) < seats:
                found.append(result)
    answered = (*first, *found, *closed)[:limit]
    return Answer(answered[0].rung, answered)


def _is_sure(result: Result) -> bool:
    return result.rung == "phone" or (result.rung != "broader" and result.distance_m is not None)


def _before_the_ladder(directory: Directory, ask: Ask, visit: Visit) -> list[Result]:
    present = helper(directory, ask, visit, ()) if ask.helper_first else []
    return present + called_first(directory, ask, visit)

"""What a site answers to a visitor, and whether that is an answer."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from kiosk.directory.helper import helper_place
from kiosk.directory.ladder import GENERAL_PHONE
from kiosk.directory.models import NONE_CLOSED, Answer, Ask, IsClosed, Result
from kiosk.directory.search import search
from kiosk.guide.content import Content
from kiosk.guide.tree import Path

ENOUGH = 9


def answer_to(
    content: Content,
    ask: Ask,
    language: str,
    at: dt.datetime,
    *,
    limit: int = ENOUGH,
    trusted: bool = True,
    is_closed: IsClosed = NONE_CLOSED,
) -> Answer:
    """What the screen of this site answers at an aware moment, at most `limit` places; `trusted`: the clock is;
    `is_closed` tells of a booking link that nobody can book there now. Raises DirectoryError when the directory turns
    out to be damaged."""
    settings = content.settings
    return search(
        content.directory,
        ask,
        position=settings.position,
        territory=settings.territory,
        language=language,
        at=at.astimezone(ZoneInfo(settings.timezone)),
        helper=helper_place(settings),
        booking_hosts=settings.booking_hosts,
        limit=limit,
        trusted=trusted,
        is_closed=is_closed,
    )


def leads_somewhere(path: Path, answer: Answer) -> bool:
    """Whether an answer is more than the general number and the helper of the site, unless the path wants these."""
    return any(_answers(path, result) for result in answer.results)


def _answers(path: Path, result: Result) -> bool:
    if result.rung == "helper":
        return path.way.helper_first
    general = result.place.phone.replace(" ", "") == GENERAL_PHONE
    return not general or bool({result.place.id.partition("--")[2]} & set(path.way.phones))

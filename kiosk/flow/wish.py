"""An appointment that a visitor asks for: the half-hours that are offered, the one chosen, what was typed, what came.

It lives in the Session alone, and is gone with it. What was typed is never shown by repr(), so that no log repeats it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

SLOTS_A_PAGE = 6
LONGEST = {"name": 24, "phone": 15}
"""Letters of a first name, signs of a phone number: what the screen can show whole in its largest letters."""
JOINTS = frozenset("-'’ ")
"""What stands between two parts of a name; a part begins with a capital."""


class Day(NamedTuple):
    """Half-hours of one day, on the wall clocks of the site; some of them when there are more than a page holds."""

    day: dt.date
    slots: tuple[dt.datetime, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking: a number with its half-hour; or `taken` by somebody else meanwhile; or, without either, that
    nothing can be asked for now. `to_confirm`: the hour is not certain."""

    number: str = ""
    slot: dt.datetime | None = None
    to_confirm: bool = False
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """`slots` are aware starts, the first one first; none while nothing is offered. `typing` is the field that the
    keyboard fills, "name" or "phone", with `draft`; `keys` is the page of the keyboard. `under` is the screen that was
    under help. `taken` tells that the half-hour chosen went to somebody else. `sending` until an outcome has come."""

    slots: tuple[dt.datetime, ...] = ()
    page: int = 0
    slot: dt.datetime | None = None
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    typing: str = ""
    draft: str = field(default="", repr=False)
    keys: int = 0
    under: str = "question"
    taken: bool = False
    sending: bool = False
    outcome: Outcome | None = None

    @property
    def pages(self) -> tuple[tuple[Day, ...], ...]:
        """The half-hours in pages of SLOTS_A_PAGE at most, by day; two days share a page where both have room whole."""
        found: list[tuple[Day, ...]] = []
        for day in _days(self.slots):
            last = found[-1] if found else ()
            if len(last) == 1 and len(last[0].slots) + len(day.slots) <= SLOTS_A_PAGE and last[0].day != day.day:
                found[-1] = (*last, day)
            else:
                found.append((day,))
        return tuple(found)

    @property
    def shown(self) -> tuple[Day, ...]:
        """The page that is shown."""
        pages = self.pages
        return pages[min(self.page, len(pages) - 1)] if pages else ()

    @property
    def next_day(self) -> int | None:
        """The page on which the next day begins, when turning once does not lead there."""
        last = self.shown[-1].day if self.shown else None
        later = next((n for n, page in enumerate(self.pages) if last and page[-1].day > last), 0)
        return later if later > self.page + 1 else None

    @property
    def missing(self) -> int:
        """How many digits a French phone number that is being typed still lacks."""
        digits = sum(map(str.isdigit, self.draft))
        return 10 - digits if self.typing == "phone" and self.draft.startswith("0") and digits < 10 else 0

    @property
    def complete(self) -> bool:
        """Whether what is being typed can be kept as it is; nothing at all can."""
        if self.typing == "phone":
            return not self.draft or (not self.missing and sum(map(str.isdigit, self.draft)) >= 8)
        return not self.draft or any(map(str.isalpha, self.draft))


NO_WISH = Wish()


def _days(slots: tuple[dt.datetime, ...]) -> list[Day]:
    days: list[Day] = []
    for slot in slots:
        if days and days[-1].day == slot.date() and len(days[-1].slots) < SLOTS_A_PAGE:
            days[-1] = Day(slot.date(), (*days[-1].slots, slot))
        else:
            days.append(Day(slot.date(), (slot,)))
    return days


def typed(draft: str, sign: str, what: str) -> str:
    """`draft` with one more sign; unchanged when that makes no name and no number, or one that is too long."""
    if len(sign) != 1 or len(draft) >= LONGEST[what]:
        return draft
    if what == "phone":
        fits = sign in "0123456789" or (sign == "+" and not draft)
    else:
        fits = sign.isalpha() or (sign in JOINTS and draft != "" and draft[-1] not in JOINTS)
    return draft + sign if fits else draft

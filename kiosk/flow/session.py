"""One visitor, from first touch to reset, as one frozen value.

A fresh Session is the privacy guarantee: everything a visit has left is in here, and `Expired` or
`StartedAgain` put a fresh one in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.directory.models import Answer, Result
from kiosk.flow.wish import NO_WISH, Wish

PAGE_SIZE = 3


class Screen(StrEnum):
    QUESTION = "question"
    RESULTS = "results"
    PLACE = "place"
    SLIP = "slip"
    HELP = "help"
    LANGUAGES = "languages"
    SPEECH = "speech"
    SLOTS = "slots"
    CONTACT = "contact"
    TYPING = "typing"
    CONFIRM = "confirm"
    DONE = "done"
    BROKEN = "broken"


OVER = (Screen.HELP, Screen.LANGUAGES, Screen.SPEECH)
"""Screens one looks at for a moment, and leaves for the screen one came from."""

SPEEDS = (0.5, 0.63, 0.79, 1.0, 1.26, 1.59, 2.0)
"""How fast the voice reads, a step each: equal ratios from half to twice its own pace (VVSG 2.0, 7.1-K)."""
PLAIN_SPEED = 3
VOLUMES = 11
"""Steps of loudness, 0 to 10."""
PLAIN_VOLUME = 7


class SlipOf(StrEnum):
    """What a slip is about."""

    PLACE = "place"
    APPOINTMENT = "appointment"


@dataclass(frozen=True, slots=True)
class Print:
    """How far the slip is: `stage` is empty until one is asked for, then "asked", and then a word of whoever prints:
    "sending", "sent", "printing", "printed" or "failed", with the `reason`. `over`: nothing more will be heard."""

    stage: str = ""
    over: bool = False
    reason: str = ""

    @property
    def under_way(self) -> bool:
        return bool(self.stage) and not self.over


@dataclass(frozen=True, slots=True)
class Session:
    """`need`, `situation` and `way` fill in this order; `beneath` is the screen under help, languages or speech.

    `aloud`: every new screen reads itself. `speed` is a step of SPEEDS, `volume` one of VOLUMES. `code` is which code
    of the place is shown, from 0. `printer` is the one that could print a slip now, empty for none; `slip_of` is what
    the slip that is looked at, or printed, is about, and `slip_answers` whether it tells what was asked, None until
    somebody has chosen; `spent`: this visit has had its slips. `wish` is the appointment that is being asked for.
    """

    home_language: str = "fr"
    home_volume: int = PLAIN_VOLUME
    language: str = "fr"
    screen: Screen = Screen.QUESTION
    beneath: Screen = Screen.QUESTION
    need: str = ""
    situation: str = ""
    way: str = ""
    answer: Answer | None = None
    page: int = 0
    place: str = ""
    code: int = 0
    printer: str = ""
    slip_of: SlipOf = SlipOf.PLACE
    slip_answers: bool | None = None
    print: Print = Print()
    spent: bool = False
    warned: bool = False
    aloud: bool = False
    speed: int = PLAIN_SPEED
    volume: int = PLAIN_VOLUME
    wish: Wish = NO_WISH

    @property
    def step(self) -> int:
        """Which question is being asked, 0 to 2; 3 once all three are answered."""
        return sum(map(bool, (self.need, self.situation, self.way)))

    @property
    def path(self) -> str:
        """`need/situation/way` once all three are chosen, else empty."""
        return f"{self.need}/{self.situation}/{self.way}" if self.step == 3 else ""

    @property
    def searching(self) -> bool:
        return self.step == 3 and self.answer is None

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.answer.results) // PAGE_SIZE)) if self.answer else 1

    @property
    def left(self) -> int:
        """How many results come after the page that is shown."""
        return max(0, len(self.answer.results) - (self.page + 1) * PAGE_SIZE) if self.answer else 0

    @property
    def shown(self) -> tuple[Result, ...]:
        """The results of the page that is shown."""
        start = self.page * PAGE_SIZE
        return self.answer.results[start : start + PAGE_SIZE] if self.answer else ()

    @property
    def result(self) -> Result | None:
        """The result whose place is open, if any."""
        results = self.answer.results if self.answer else ()
        return next((result for result in results if result.place.id == self.place), None)

    @property
    def can_print(self) -> bool:
        return bool(self.printer) and not self.spent and not self.print.under_way

    @property
    def fresh(self) -> bool:
        """Nobody has done anything yet: there is nothing to reset."""
        return self == self.renewed

    @property
    def renewed(self) -> Session:
        """The session of the next visitor."""
        return fresh_session(self.home_language, self.home_volume)


def fresh_session(home_language: str, home_volume: int = PLAIN_VOLUME) -> Session:
    return Session(home_language, home_volume, language=home_language, volume=home_volume)

"""One visitor, from first touch to reset, as one frozen value.

A fresh Session is the privacy guarantee: everything a visit has left is in here, and `Expired` or
`StartedAgain` put a fresh one in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.directory.models import Answer, Result

PAGE_SIZE = 3


class Screen(StrEnum):
    QUESTION = "question"
    RESULTS = "results"
    PLACE = "place"
    HELP = "help"
    LANGUAGES = "languages"
    BROKEN = "broken"


OVER = (Screen.HELP, Screen.LANGUAGES)
"""Screens one looks at for a moment, and leaves for the screen one came from."""


@dataclass(frozen=True, slots=True)
class Session:
    """`need`, `situation` and `way` fill in this order; `beneath` is the screen under help or languages."""

    home_language: str = "fr"
    language: str = "fr"
    screen: Screen = Screen.QUESTION
    beneath: Screen = Screen.QUESTION
    need: str = ""
    situation: str = ""
    way: str = ""
    answer: Answer | None = None
    page: int = 0
    place: str = ""
    warned: bool = False

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
    def fresh(self) -> bool:
        """Nobody has done anything yet: there is nothing to reset."""
        return self == fresh_session(self.home_language)


def fresh_session(home_language: str) -> Session:
    return Session(home_language=home_language, language=home_language)

"""What can happen in a visit. Each event says what happened, never what to do."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.directory.models import Answer
from kiosk.flow.bare import Bare
from kiosk.flow.wishes import WishEvent


@dataclass(frozen=True, slots=True)
class TileChosen:
    """A tile of the question on screen was pressed."""

    id: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The search for `path` has come back."""

    path: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class PlaceChosen:
    """A place of the results was touched."""

    id: str


@dataclass(frozen=True, slots=True)
class CodeChosen:
    """Which code of the place is to be seen, from 0."""

    index: int


class SlipAsked(Bare):
    """Somebody wants to see the paper of the place that is open."""


@dataclass(frozen=True, slots=True)
class AnswersShown:
    """Whether the paper is to tell what was asked."""

    on: bool


class PrintAsked(Bare):
    pass


@dataclass(frozen=True, slots=True)
class PrinterFound:
    """The printers were asked: `name` is the one for a slip, empty when none can be offered."""

    name: str


@dataclass(frozen=True, slots=True)
class PrintChanged:
    """Whoever prints tells how far the slip is (see Print); `spent`: this visit has had its slips."""

    stage: str
    over: bool = False
    reason: str = ""
    spent: bool = False


@dataclass(frozen=True, slots=True)
class PageTurned:
    """`by` is +1 for more results, -1 for the ones before."""

    by: int


class WentBack(Bare):
    pass


class StartedAgain(Bare):
    pass


class HelpAsked(Bare):
    """ "Parler à quelqu'un" was pressed."""


class LanguagesAsked(Bare):
    pass


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    """A language was touched, by its code."""

    code: str


class SpeechAsked(Bare):
    """The settings of the voice were asked for."""


@dataclass(frozen=True, slots=True)
class AloudChosen:
    """Whether each new screen is to read itself."""

    on: bool


@dataclass(frozen=True, slots=True)
class SpeedTurned:
    """`by` is +1 for a faster voice, -1 for a slower one."""

    by: int


@dataclass(frozen=True, slots=True)
class VolumeTurned:
    """`by` is +1 for a louder voice, -1 for a softer one."""

    by: int


class Warned(Bare):
    """Nobody has touched the screen for a while."""


class Stayed(Bare):
    """Somebody is still there."""


class Expired(Bare):
    """Nobody answered the warning: the visit is over."""


class Broke(Bare):
    """Something behind the screen failed."""


Event = (
    TileChosen
    | Answered
    | PlaceChosen
    | CodeChosen
    | SlipAsked
    | AnswersShown
    | PrintAsked
    | PrinterFound
    | PrintChanged
    | PageTurned
    | WentBack
    | StartedAgain
    | HelpAsked
    | LanguagesAsked
    | LanguageChosen
    | SpeechAsked
    | AloudChosen
    | SpeedTurned
    | VolumeTurned
    | Warned
    | Stayed
    | Expired
    | Broke
    | WishEvent
)

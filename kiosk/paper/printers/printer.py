"""What a printer is to the kiosk: something that says how it is, takes a sheet, and can be emptied of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from kiosk.paper.printers.sheet import Sheet


class State(Enum):
    """How a printer says it is. UNKNOWN is no bad news: many printers never say anything."""

    READY = "ready"
    UNKNOWN = "unknown"
    BUSY = "busy"
    OUT_OF_PAPER = "out of paper"
    COVER_OPEN = "cover open"
    JAM = "jam"
    OFFLINE = "offline"
    PAUSED = "paused"
    FAULT = "fault"
    ABSENT = "absent"

    @property
    def usable(self) -> bool:
        """Whether a slip may be offered."""
        return self in (State.READY, State.UNKNOWN, State.BUSY)


class Stage(Enum):
    """How far a slip is. SENT may be the last that is ever heard of it: nothing then says that it came out."""

    SENDING = "sending"
    SENT = "sent"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"


class Reason(Enum):
    """Why a slip failed."""

    NONE = ""
    OUT_OF_PAPER = "out of paper"
    COVER_OPEN = "cover open"
    JAM = "jam"
    OFFLINE = "offline"
    PAUSED = "paused"
    FAULT = "fault"
    ABSENT = "absent"
    TOO_LONG = "too long"
    REFUSED = "refused"
    UNSURE = "it may still hold another slip"
    ENDED = "the visit ended"


@dataclass(frozen=True, slots=True)
class Progress:
    """`over`: this is the last word. `detail` is for the technician and says nothing of the visitor."""

    stage: Stage
    over: bool = False
    reason: Reason = Reason.NONE
    detail: str = ""


SENDING, SENT, PRINTING = Progress(Stage.SENDING), Progress(Stage.SENT), Progress(Stage.PRINTING)
PRINTED = Progress(Stage.PRINTED, over=True)
SENT_AND_NO_MORE = Progress(Stage.SENT, over=True)


def failed(reason: Reason, detail: str = "") -> Progress:
    """A slip that will not come out."""
    return Progress(Stage.FAILED, True, reason, detail)


def reason_of(state: State) -> Reason:
    """Why a printer in this state prints nothing; NONE when it may."""
    return Reason.NONE if state.usable else Reason(state.value)


class Job(Protocol):
    """One sheet under way. Used by one thread at a time."""

    def follow(self) -> Progress:
        """Go one step further, in a few seconds at the most, and say how far it is. Never raises; nothing
        more is said after a progress that is `over`."""

    def cancel(self) -> None:
        """Stop as soon as possible. Never raises: `Printer.purge` tells whether anything is left."""


class Printer(Protocol):
    """Used by one thread at a time. Every call ends in a few seconds, also when the printer hangs."""

    @property
    def name(self) -> str:
        """What the site file calls it."""

    def state(self) -> State:
        """Ask. Never raises."""

    def send(self, sheet: Sheet) -> Job:
        """Begin to print. Never raises: a refusal is the job's first progress."""

    def purge(self) -> bool:
        """Empty it of everything this terminal ever sent, printed or not. True when it certainly is empty; False
        when nothing certain can be said: then nothing may be printed there, and it is to be asked again."""

    def faults(self) -> list[str]:
        """What staff should correct in how it is set up, a sentence each. Never raises."""


def choose(printers: Iterable[Printer], ask: Callable[[Printer], State] = lambda one: one.state()) -> Printer | None:
    """The first, in order of preference, that is usable; None when none is: no slip is then offered.

    One that says nothing of itself is not passed over for one that is ready: the order is the site's own.
    """
    return next((printer for printer in printers if ask(printer).usable), None)

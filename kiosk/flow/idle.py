"""When nobody is there any more: a warning that anyone can answer, then a clean screen.

WCAG 2.2.1 asks for a warning of at least 20 seconds and one simple action to extend it; a touch anywhere is
that action here, as often as one likes.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.flow.events import Event, Expired, Warned
from kiosk.flow.session import Screen, Session


@dataclass(frozen=True, slots=True)
class IdleRule:
    """Seconds without a touch before the warning, and seconds the warning stays."""

    idle_seconds: float = 90
    warning_seconds: float = 20

    def wait(self, session: Session) -> float | None:
        """Seconds of silence after which `happens` is due; None while there is nothing to reset."""
        if session.fresh:
            return None
        return self.warning_seconds if session.warned else self.idle_seconds

    def happens(self, session: Session) -> Event:
        """A broken screen is left without a warning: there is nothing on it to lose."""
        return Expired() if session.warned or session.screen is Screen.BROKEN else Warned()

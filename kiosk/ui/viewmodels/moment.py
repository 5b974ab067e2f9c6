"""When and where a screen stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kiosk.release.clock import clock_doubt
from kiosk.settings import Settings


@dataclass(frozen=True, slots=True)
class Moment:
    """When and where the screen stands: everything a sentence about a place depends on beside the place. `built` is
    the aware moment at which what is shown was made, None when nobody asks."""

    at: dt.datetime
    settings: Settings
    built: dt.datetime | None = None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.timezone)

    @property
    def local(self) -> dt.datetime:
        return self._here(self.at)

    @property
    def trusted(self) -> bool:
        """Whether this moment can be now, as far as one knows."""
        return self.built is None or not clock_doubt(self.at, self.built)

    @property
    def made_on(self) -> dt.date | None:
        """The day on which what is shown was made."""
        return self._here(self.built).date() if self.built else None

    @property
    def today(self) -> dt.date:
        """The day to count ages from. With a clock that is wrong, the last day one is sure of."""
        return self.local.date() if self.trusted else self.made_on or self.local.date()

    def _here(self, at: dt.datetime) -> dt.datetime:
        return at.astimezone(self.zone)

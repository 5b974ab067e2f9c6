"""Whether this machine's clock can be believed.

Terminals are often switched off at night, and the small battery that keeps their clock lives a few years: afterwards
they start in 1970 or 2000, or wherever somebody set them by hand. The newest date one can trust is the one at which
the release on the screen was made: it was signed, or copied, with it.

Behind: a day before that date. No honest clock is: moments have time zones, and the office's clock and this one agree
to minutes. Ahead: more than three years after it. A terminal that is in use gets a release every few weeks; one that
was put away for a year or two is still believed. Past three years a mistake costs little: should the clock be right
after all, hours of opening that old are no ground for saying "open now" either.
"""

from __future__ import annotations

import datetime as dt
import logging

log = logging.getLogger(__name__)

SLACK = dt.timedelta(days=1)
LONGEST = dt.timedelta(days=3 * 365 + 1)


def clock_doubt(now: dt.datetime, built: dt.datetime) -> str:
    """ "behind" or "ahead" when `now` cannot be, seen from the release made at `built`; else "". Both are aware."""
    since = now - built
    if since < -SLACK:
        return "behind"
    return "ahead" if since > LONGEST else ""


class ClockWatch:
    """Looks at the clock whenever somebody counts on it, and tells the staff when it begins to be wrong. Any thread
    can call."""

    def __init__(self, built: dt.datetime) -> None:
        self._built = built
        self._told = ""

    def doubt(self, now: dt.datetime) -> str:
        found = clock_doubt(now, self._built)
        if found and found != self._told:
            log.warning(
                "the clock of this machine says %s, which cannot be: these contents were made on %s. The screen says "
                "of no place that it is open. Set the clock; if it is wrong again tomorrow, change its battery.",
                now.astimezone(dt.UTC).isoformat(" ", "minutes"),
                self._built.astimezone(dt.UTC).isoformat(" ", "minutes"),
            )
        self._told = found
        return found

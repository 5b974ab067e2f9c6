"""How long each signature counts, and how much of the past a repository keeps.

A short life tells terminals soon that somebody holds back what is new; a long one needs a person seldom.
"""

from __future__ import annotations

import datetime as dt

TIMESTAMP = dt.timedelta(days=14)
"""A weekly job renews it, and may fail once. A stick with a copy of the repository is good for as long."""
SNAPSHOT = dt.timedelta(days=60)
"""The same job renews it; a server that stands still for a summer does not outlive it."""
TARGETS = dt.timedelta(days=365)
"""Of `targets` and of each town: whoever publishes does so more than once a year."""
ROOT = dt.timedelta(days=730)
"""Two of three persons must meet for a new one: not more than every other year."""

ROOT_NEARS_END = dt.timedelta(days=90)
"""Long enough to bring two persons with their sticks to one table."""
ROLE_NEARS_END = dt.timedelta(days=60)

KEPT_VERSIONS = 3
"""Of each metadata file, before the one in force: for readers in the middle of a refresh. Roots are kept for ever."""
KEPT_DOCUMENTS = 2
"""Of each territory, before the current one."""


def nears_half(expires: dt.datetime, life: dt.timedelta, now: dt.datetime) -> bool:
    """Less than half of its life is left: time to sign it again when there is an occasion."""
    return expires - now < life / 2

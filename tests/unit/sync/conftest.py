"""Two releases that differ in one place, their town, and a terminal that follows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.directory.models import Place
from kiosk.sync.selfcheck import Found
from tests.support.releases import BUILT
from tests.support.signed_town import SignedTown, publish_release
from tests.support.syncing import Terminal, small_release, some_places, with_places


@pytest.fixture
def releases(tmp_path: Path) -> list[Path]:
    """Four: in each, one place is called otherwise."""
    found = [small_release(tmp_path / "release-1", some_places(200))]
    for number in range(2, 5):

        def rename(places: list[Place], number: int = number) -> list[Place]:
            return [replace(places[0], name=f"Le lieu {number}"), *places[1:]]

        out = tmp_path / f"release-{number}"
        found.append(with_places(found[0], out, rename, BUILT + dt.timedelta(days=number)))
    return found


@pytest.fixture
def town(releases: list[Path]) -> SignedTown:
    """With the first release in force."""
    town = SignedTown()
    publish_release(town, releases[0])
    return town


@pytest.fixture
def terminal(tmp_path: Path, town: SignedTown) -> Terminal:
    return Terminal(tmp_path / "state", town)


@pytest.fixture
def unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """These releases have no guide: that they open is enough here, what the check asks has tests of its own."""
    monkeypatch.setattr("kiosk.sync.run.check_release", lambda *_: Found(0, 0))

"""`kiosk find` and `kiosk slip` on the folder of `kiosk sync`: the release in force, and no link that is closed."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from kiosk import house
from kiosk.cli import main
from kiosk.release.open_slots import OPEN_SLOTS_NAME, OpenList, OpenSlots, to_bytes
from tests.support.releases import publish_again

PATH = "papiers/identite/permis"
OWN = "https://rendez-vous.clairtilleul.example/france-services"
LINK = "https://rdv.anct.gouv.fr/org/12"
AT = ("--at", "2026-11-20T10:00")
ASKED = dt.datetime(2026, 11, 20, 4, tzinfo=dt.UTC)


@pytest.fixture
def state(demonstration: Path, tmp_path: Path) -> Path:
    """A terminal whose release in force leads to a place that is booked at RDV Service Public."""
    release = tmp_path / "state" / "releases" / "3"
    shutil.copytree(demonstration, release)
    draft = tmp_path / "draft.sqlite"
    shutil.copy(release / "directory.sqlite", draft)
    with contextlib.closing(sqlite3.connect(draft)) as directory, directory:
        for column in ("booking_url", "services"):
            directory.execute(f"update place set {column} = replace({column}, ?, ?)", [OWN, LINK])
    publish_again(release, "directory.sqlite", draft.read_bytes())
    (tmp_path / "state" / "current").symlink_to("releases/3")
    return tmp_path / "state"


def close(state: Path) -> None:
    """What a sync leaves when the organisation has no open slot any more."""
    gone = OpenList(ASKED, frozenset(), frozenset(), frozenset({"12"}))
    (state / OPEN_SLOTS_NAME).write_bytes(to_bytes(OpenSlots(ASKED, {"rdv.anct.gouv.fr": {"59": gone}})))


def first(capsys: pytest.CaptureFixture[str], state: Path) -> Any:
    site = str(house.demonstration_site())
    assert main(["find", PATH, "--json", *AT, "--release", str(state), "--site", site]) == 0
    return json.loads(capsys.readouterr().out)["results"][0]


def code_on_the_slip(state: Path, out: Path) -> str:
    site = str(house.demonstration_site())
    assert main(["slip", PATH, *AT, "--release", str(state), "--site", site, "--out", str(out)]) == 0
    return str(zxingcpp.read_barcodes(Image.open(out))[0].text)


def test_an_open_link_is_offered(capsys: pytest.CaptureFixture[str], state: Path, tmp_path: Path) -> None:
    """As on the screen of that terminal."""
    found = first(capsys, state)
    assert (found["booking_url"], found["next"][0]["way"]) == (LINK, "book")
    assert code_on_the_slip(state, tmp_path / "slip.png") == LINK


def test_a_closed_link_is_not(capsys: pytest.CaptureFixture[str], state: Path, tmp_path: Path) -> None:
    """Neither as the next step nor on the paper."""
    close(state)
    found = first(capsys, state)
    assert found["booking_url"] == "" and "book" not in [step["way"] for step in found["next"]]
    assert code_on_the_slip(state, tmp_path / "slip.png").startswith("tel:")

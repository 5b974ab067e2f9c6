"""The check of a release before it is in force: the demonstration passes it, and each damage to it is named."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import house
from kiosk.directory.models import Place
from kiosk.errors import ContentError, SettingsError
from kiosk.settings import Settings, load_settings
from kiosk.sync.selfcheck import check_release
from tests.support.clips import add_sound, entry_for, ogg, tone
from tests.support.releases import publish_again
from tests.support.syncing import with_places

AT = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_settings(house.demonstration_site())


@pytest.fixture
def release(demonstration: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demonstration, tmp_path / "release"))


def test_the_demonstration_is_fit_to_be_shown(demonstration: Path, settings: Settings) -> None:
    """Every path of its guide was asked, and it has no clips."""
    found = check_release(demonstration, settings, AT)
    assert found.paths > 100 and found.clips == 0


def edited_guide(release: Path, change: Callable[[dict], None]) -> None:  # type: ignore[type-arg]
    data = json.loads((release / "guide.json").read_text())
    change(data)
    publish_again(release, "guide.json", json.dumps(data).encode())


def test_a_host_that_nobody_allowed_is_named(release: Path, settings: Settings) -> None:
    """In a text of the guide; the State's own are allowed."""
    text = json.loads((release / "guide.json").read_text())["questions"]

    def write(host: str) -> None:
        edited_guide(release, lambda guide: guide.update(questions={**text, "need": f"{text['need']} {host}"}))

    write("www.impots.gouv.fr")
    check_release(release, settings, AT)
    for link in (
        "https://impots-gouv.fr.example/login",
        "https://www.impots.gouv.fr:443@evil.example/",
        "https://evil.example?.gouv.fr",
        "https://evil.example#.gouv.fr",
        "https:\\\\evil.example",
        "www.evil.example",
    ):
        write(link)
        with pytest.raises(ContentError, match="list of allowed hosts"):
            check_release(release, settings, AT)


def test_a_site_that_asks_for_more_is_the_site_s_fault(demonstration: Path, settings: Settings) -> None:
    """A language that the release has not, or a booking link that books nothing."""
    helper = replace(settings.helper, booking_url="https://www.example.org/")
    for wrong in (replace(settings, languages=("fr", "ka")), replace(settings, helper=helper)):
        with pytest.raises(SettingsError):
            check_release(demonstration, wrong, AT)


@pytest.mark.parametrize("name", ["guide.json", "pictograms.json", "directory.sqlite", "translations/ar.mo"])
def test_a_file_that_makes_no_sense_is_named(release: Path, settings: Settings, name: str) -> None:
    """Its hash is right, and what it holds is not."""
    publish_again(release, name, b"nonsense")
    with pytest.raises(ContentError, match="cannot be opened"):
        check_release(release, settings, AT)


def test_every_new_clip_opens(release: Path, settings: Settings) -> None:
    """One that is no sound refuses the release; one that was opened before is not opened again."""
    good, bad = ogg(tone(0.2)), b"OggS" + bytes(300)
    add_sound(release, "fr", entry_for("Retour", good), good)
    assert check_release(release, settings, AT).clips == 1
    add_sound(release, "fr", entry_for("Écouter", bad), bad)
    with pytest.raises(ContentError, match="a clip does not open"):
        check_release(release, settings, AT)
    known = frozenset({entry_for("Écouter", bad).sha256})
    assert check_release(release, settings, AT, known).clips == 0


def test_a_directory_without_places_still_leads_to_numbers(release: Path, settings: Settings) -> None:
    """Or is refused: never shown with ends that are dead."""

    def phones(places: list[Place]) -> list[Place]:
        return [place for place in places if place.kind == "telephone"]

    bare = with_places(release, release.with_name("bare"), phones, AT)
    with pytest.raises(ContentError, match="ends nowhere"):
        check_release(bare, settings, AT)

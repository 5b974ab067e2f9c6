"""A sync from end to end, in memory: what it asks for, what it leaves, and what it keeps."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from kiosk.directory.store import open_directory
from kiosk.errors import SyncError
from kiosk.release.published import from_document, to_document
from kiosk.release.state import CURRENT_NAME, installed, version_of
from kiosk.sync.run import _alone
from kiosk.sync.status import status_of
from tests.support.signed_town import MemoryRepository, SignedTown, publish_release
from tests.support.syncing import Terminal

pytestmark = pytest.mark.usefixtures("unasked")


def first_name(terminal: Terminal) -> str:
    directory = open_directory(terminal.state / CURRENT_NAME / "directory.sqlite")
    try:
        return next(directory.every_place()).name
    finally:
        directory.close()


def test_the_first_sync_installs_and_the_second_asks_for_two_small_files(terminal: Terminal, town: SignedTown) -> None:
    """Nothing new costs one request for a newer root and one for the timestamp."""
    outcome = terminal.sync()
    assert (outcome.version, outcome.changed, terminal.version) == (1, True, 1)
    before = terminal.tree()
    terminal.repository = MemoryRepository(town.files)
    assert terminal.sync().changed is False
    assert terminal.repository.asked == ["metadata/2.root.json", "metadata/timestamp.json"]
    assert terminal.tree() == before


def test_a_change_comes_as_a_patch(terminal: Terminal, town: SignedTown, releases: list[Path]) -> None:
    """Of the objects only the patch is asked for, and the place has its new name."""
    terminal.sync()
    published = publish_release(town, releases[1])
    terminal.repository = MemoryRepository(town.files)
    outcome = terminal.sync()
    objects = [path for path in terminal.repository.asked if path.startswith("objects/")]
    assert objects == [published.patches[-1].part.path] and outcome.bytes == published.patches[-1].part.size
    assert terminal.version == 2 and first_name(terminal) == "Le lieu 2"


def test_who_was_away_takes_patch_after_patch(terminal: Terminal, town: SignedTown, releases: list[Path]) -> None:
    """Three publications later, three patches, and no shard."""
    terminal.sync()
    for release in releases[1:]:
        published = publish_release(town, release)
    terminal.repository = MemoryRepository(town.files)
    terminal.sync()
    objects = [path for path in terminal.repository.asked if path.startswith("objects/")]
    assert objects == [patch.part.path for patch in published.patches] and first_name(terminal) == "Le lieu 4"


def test_a_patch_that_does_not_fit_costs_whole_shards_and_nothing_else(
    terminal: Terminal, town: SignedTown, releases: list[Path], caplog: pytest.LogCaptureFixture
) -> None:
    """Signed by mistake: the log says so, the release is right."""
    terminal.sync()
    published = publish_release(town, releases[1])
    empty = published.patches[-1].part
    town.files[empty.path] = b"?" * empty.size
    with caplog.at_level(logging.WARNING):
        terminal.sync()
    assert first_name(terminal) == "Le lieu 2" and "whole shards" in caplog.text


def test_two_older_releases_are_kept(terminal: Terminal, town: SignedTown, releases: list[Path]) -> None:
    """And no object that none of the three needs."""
    for release in releases:
        publish_release(town, release)
        terminal.sync()
    assert [version_of(path) for path in installed(terminal.state)] == [4, 3, 2]
    assert sorted(path.name for path in (terminal.state / "releases").iterdir()) == ["2", "3", "4"]
    assert status_of(terminal.state).previous == [3, 2] and not any((terminal.state / "partial").iterdir())


def test_the_same_content_is_the_same_publication(town: SignedTown, releases: list[Path]) -> None:
    """Cut twice, the document is the same to the byte."""
    before = from_document(town.documents["targets"]["clairtilleul"])
    assert to_document(publish_release(town, releases[0])) == to_document(before)


@pytest.mark.parametrize("damaged", ["guide.json", "directory.sqlite", "release.json", "published.json.gz"])
def test_what_the_disk_damaged_is_made_again(terminal: Terminal, damaged: str) -> None:
    """Also what two names share: the release in force and the object it was linked from."""
    terminal.sync()
    path = terminal.state / CURRENT_NAME / damaged
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert terminal.sync().changed and terminal.version == 1
    assert terminal.sync().changed is False


def test_a_damaged_sound_is_made_again_too(terminal: Terminal, town: SignedTown, releases: list[Path]) -> None:
    """No start-up looks at it: the sync does."""
    from tests.support.clips import add_sound, entry_for, ogg, tone

    sound = ogg(tone(0.2))
    add_sound(releases[1], "fr", entry_for("Retour", sound), sound)
    publish_release(town, releases[1])
    terminal.sync()
    path = next((terminal.state / CURRENT_NAME / "clips" / "fr").glob("*.ogg"))
    path.write_bytes(b"x" * len(sound))
    assert terminal.sync().changed and terminal.version == 2 and terminal.sync().changed is False


def test_a_list_that_the_disk_damaged_costs_no_other_object(
    terminal: Terminal, town: SignedTown, releases: list[Path]
) -> None:
    """What a kept release needs is not known: nothing is thrown away, and the week's change comes whole."""
    terminal.sync()
    published = from_document(town.documents["targets"]["clairtilleul"])
    path = terminal.state / "objects" / published.records.sha256[:2] / published.records.sha256
    path.write_bytes(b"x" * published.records.bytes)
    before = len(list((terminal.state / "objects").glob("*/*")))
    terminal.sync()
    assert len(list((terminal.state / "objects").glob("*/*"))) == before
    publish_release(town, releases[1])
    assert terminal.sync().version == 2 and first_name(terminal) == "Le lieu 2"


def test_a_shard_that_cannot_be_read_is_fetched(
    terminal: Terminal, town: SignedTown, releases: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bad sector under an old one is no reason to stop for ever."""
    terminal.sync()
    publish_release(town, releases[1])
    bad = max((terminal.state / "objects").glob("*/*"), key=lambda path: path.stat().st_size)
    bad.unlink()
    bad.mkdir()
    assert terminal.sync().version == 2 and first_name(terminal) == "Le lieu 2"


def test_what_never_came_in_force_is_no_older_release(
    terminal: Terminal, town: SignedTown, releases: list[Path]
) -> None:
    """The machine stopped between the two renames: that folder goes, and the two before are kept."""
    for release in releases[:3]:
        publish_release(town, release)
        terminal.sync()
    shutil.copytree(terminal.state / "releases" / "3", terminal.state / "releases" / "4")
    publish_release(town, releases[3])
    terminal.sync()
    assert [path.name for path in installed(terminal.state)] == ["4", "3", "2"]


def test_one_sync_at_a_time(terminal: Terminal) -> None:
    """The second says that another one is at work, and does nothing."""
    terminal.sync()
    with _alone(terminal.state), pytest.raises(SyncError, match="another sync"):
        terminal.sync()
    terminal.sync()


def test_a_release_that_is_refused_changes_nothing(
    terminal: Terminal, town: SignedTown, releases: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It failed its check: the one before stays in force, and the next publication is taken."""
    from kiosk.errors import ContentError

    terminal.sync()
    publish_release(town, releases[1])

    def refuse(*_: object) -> None:
        raise ContentError("the path 'x' ends nowhere")

    with monkeypatch.context() as patch, pytest.raises(ContentError):
        patch.setattr("kiosk.sync.run.check_release", refuse)
        terminal.sync()
    assert terminal.version == 1 and [version_of(path) for path in installed(terminal.state)] == [1]
    publish_release(town, releases[2])
    assert terminal.sync().version == 3 and terminal.version == 3

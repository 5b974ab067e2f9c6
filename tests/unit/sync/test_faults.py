"""Whatever stops a sync, wherever: `current` leads to a whole release, and a later sync heals.

Each test walks every change that an installation makes to the disk; see kiosk.disk.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.disk import Disk
from kiosk.errors import DiskError, SyncError
from kiosk.release.state import RELEASES_NAME
from tests.support.faulty_disk import FaultyDisk, PowerCutDisk, full, in_a_child, killed, read_only
from tests.support.signed_town import SignedTown, publish_release
from tests.support.syncing import Terminal

pytestmark = pytest.mark.usefixtures("unasked")

RANDOM_KILLS = 1000


@pytest.fixture
def start(terminal: Terminal, town: SignedTown, releases: list[Path], tmp_path: Path) -> Callable[[], Terminal]:
    """A fresh terminal at each call: version 2 is in force and 3 is to come, which needs a patch and whole files."""
    for release in releases[:2]:
        publish_release(town, release)
        terminal.sync()
    (releases[2] / "vocabulary.json").write_text('{"kinds": {"ccas": "Le CCAS"}}')
    from tests.support.releases import publish_again

    publish_again(releases[2], "vocabulary.json", (releases[2] / "vocabulary.json").read_bytes())
    publish_release(town, releases[2])
    kept = tmp_path / "kept"
    _copy_with_links(terminal.state, kept)

    def fresh() -> Terminal:
        shutil.rmtree(terminal.state)
        _copy_with_links(kept, terminal.state)
        return terminal

    return fresh


def _copy_with_links(source: Path, target: Path) -> None:
    """Files that share their bytes go on sharing them."""
    target.mkdir()
    made: dict[int, Path] = {}
    for path in sorted(source.rglob("*")):
        new = target / path.relative_to(source)
        if path.is_symlink():
            os.symlink(os.readlink(path), new)
        elif path.is_dir():
            new.mkdir()
        elif path.stat().st_ino in made:
            os.link(made[path.stat().st_ino], new)
        else:
            shutil.copyfile(path, new)
            made[path.stat().st_ino] = new


def changes_of(terminal: Terminal) -> int:
    """How many changes a sync makes to the disk of a terminal."""
    disk = FaultyDisk()
    terminal.sync(disk)
    return len(disk.changes)


def heals(terminal: Terminal, version: int) -> None:
    """The next sync brings the newest version, and leaves nothing half-made behind."""
    terminal.sync()
    assert terminal.version == version
    assert not [path for path in (terminal.state / RELEASES_NAME).iterdir() if path.name.startswith(".")]
    assert not any((terminal.state / "partial").iterdir())
    assert not list(terminal.state.rglob("*.part"))


@pytest.mark.parametrize("disk", [lambda at: FaultyDisk(at, killed), PowerCutDisk], ids=["kill -9", "power cut"])
def test_the_first_installation_may_be_stopped_anywhere(
    tmp_path: Path, town: SignedTown, disk: Callable[[int], Disk]
) -> None:
    """Before every change: then nothing is in force, or all of version 1; the next sync installs it."""
    count = changes_of(Terminal(tmp_path / "counted", town))
    assert count > 50
    for at in range(count):
        terminal = Terminal(tmp_path / f"state-{at}", town)
        assert in_a_child(lambda terminal=terminal, at=at: terminal.sync(disk(at))) == 9
        assert terminal.version in (0, 1)
        heals(terminal, 1)
        shutil.rmtree(terminal.state)


@pytest.mark.parametrize("disk", [lambda at: FaultyDisk(at, killed), PowerCutDisk], ids=["kill -9", "power cut"])
def test_an_update_may_be_stopped_anywhere(start: Callable[[], Terminal], disk: Callable[[int], Disk]) -> None:
    """Before every change: version 2 or 3 is in force, whole; the next sync has 3."""
    count = changes_of(start())
    for at in range(count):
        terminal = start()
        assert in_a_child(lambda terminal=terminal, at=at: terminal.sync(disk(at))) == 9
        assert terminal.version in (2, 3)
        heals(terminal, 3)


@pytest.mark.parametrize("fault", [full, read_only])
def test_a_disk_that_refuses_is_told_and_survived(start: Callable[[], Terminal], fault: Callable[[], None]) -> None:
    """Before every change: a DiskError, or, once the release is in force, a sync that went well."""
    for at in range(changes_of(start())):
        terminal = start()
        try:
            terminal.sync(FaultyDisk(at, fault))
        except DiskError as error:
            assert "the disk refuses" in str(error)
            assert terminal.version in (2, 3)
        else:
            assert terminal.version == 3
        heals(terminal, 3)


def test_a_disk_that_stays_full_leaves_the_terminal_as_it_is(start: Callable[[], Terminal]) -> None:
    """From some change on nothing can be written, not even what would clear away."""

    class Full(FaultyDisk):
        def before(self, what: str) -> None:
            self.changes.append(what)
            if len(self.changes) > 12 and what != "remove":
                full()

    terminal = start()
    for _ in range(3):
        with pytest.raises(DiskError):
            terminal.sync(Full())
        assert terminal.version == 2
    heals(terminal, 3)


def test_a_disk_that_fills_up_under_the_database_is_the_disk_s_error(
    start: Callable[[], Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite says so in its own way."""
    import sqlite3

    from kiosk.errors import BuildError

    def fill(path: Path, places: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise BuildError("the directory cannot be written.") from error

    terminal = start()
    with monkeypatch.context() as patch, pytest.raises(DiskError, match="No space left"):
        patch.setattr("kiosk.sync.install.write_directory", fill)
        terminal.sync()
    assert terminal.version == 2
    heals(terminal, 3)


def test_too_little_room_is_told_before_anything_is_asked(start: Callable[[], Terminal]) -> None:
    """The sentence has both numbers."""

    class Small(Disk):
        def free(self, folder: Path) -> int:
            return 1 << 20

    terminal = start()
    with pytest.raises(DiskError, match="MB are to come, 0 MB are free"):
        terminal.sync(Small())
    assert terminal.version == 2


def test_a_thousand_random_kills(start: Callable[[], Terminal]) -> None:
    """SIGKILL at any moment of a sync, python-tuf's own writes included: what is in force is whole each time, and at
    the end one sync brings version 3."""
    terminal = start()
    began = time.perf_counter()
    in_a_child(terminal.sync)
    whole = span = time.perf_counter() - began
    chance = random.Random(20261128)
    versions = []
    for turn in range(RANDOM_KILLS):
        if turn % 25 == 0 or versions[-1] == 3:
            terminal = start()
        child = os.fork()
        if child == 0:
            try:
                terminal.sync()
            finally:
                os._exit(0)
        time.sleep(chance.uniform(0, span))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        versions.append(terminal.version)
        assert versions[-1] in (2, 3)
        span = max(whole / 2, span * (1.02 if versions[-1] == 2 else 0.8))  # some get through on a busy machine, too
    assert versions.count(2) > 100 and versions.count(3) > 10
    heals(terminal, 3)


def test_many_syncs_at_once_are_one(start: Callable[[], Terminal]) -> None:
    """Six processes on one state: each ends well or says that another is at work."""
    terminal = start()
    children = []
    for _ in range(6):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                terminal.sync()
                code = 0
            except SyncError as error:
                code = 3 if "another sync" in str(error) else 1
            finally:
                os._exit(code)
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert set(codes) <= {0, 3} and 0 in codes
    assert terminal.version == 3
    heals(terminal, 3)

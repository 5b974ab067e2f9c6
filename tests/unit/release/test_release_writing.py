"""A release is written whole or not at all: whatever is interrupted, what stood there stands."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import KioskError, ReleaseError, UsageError
from kiosk.release import check_target, open_release
from tests.support.releases import contents, write

STEPS = [
    (Path, "write_text"),
    (Path, "write_bytes"),
    (Path, "mkdir"),
    (Path, "chmod"),
    (Path, "rename"),
    (os, "fsync"),
]
"""Everything the writing of a release asks of the disk, beside making and taking away its temporary folders."""


class Interruption:
    """Lets so many steps pass, then fails one with `error`, then lets everything pass again."""

    def __init__(self, passing: int, error: BaseException) -> None:
        self.left = passing
        self.error = error
        self.happened = False

    def around(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **keywords: Any) -> Any:
            self.left -= 1
            if self.left == -1:
                self.happened = True
                raise self.error
            return step(*arguments, **keywords)

        return call


def interrupted(out: Path, interruption: Interruption) -> None:
    """Write a release of seven places to `out` with that interruption."""
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in STEPS:
            patch.setattr(owner, name, interruption.around(getattr(owner, name)))
        write(out, places=7)


@pytest.mark.parametrize("kind", ["disk full", "ctrl-c"])
@pytest.mark.parametrize("standing", ["nothing", "empty folder", "old release"])
def test_whatever_step_fails_what_stood_there_stands(tmp_path: Path, kind: str, standing: str) -> None:
    """Each step of the writing in turn fails: nothing new is there, the old release is whole, no folder is left."""
    errors: dict[str, type[BaseException]] = {"disk full": ReleaseError, "ctrl-c": KeyboardInterrupt}
    steps = 0
    while True:
        home = tmp_path / str(steps)
        home.mkdir()
        out = home / "out"
        if standing == "old release":
            write(out, places=3)
        elif standing == "empty folder":
            out.mkdir()
        before, there = contents(home), sorted(home.iterdir())
        interruption = Interruption(
            steps, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) if kind == "disk full" else KeyboardInterrupt()
        )
        try:
            interrupted(out, interruption)
        except errors[kind] as error:
            assert kind == "ctrl-c" or (str(out) in str(error) and "No space left" in str(error))
            assert contents(home) == before, f"step {steps}"
            assert sorted(home.iterdir()) == there, f"step {steps}"
        if not interruption.happened:
            break
        steps += 1
    assert steps > 15
    assert open_release(out).manifest.places == 7
    assert [path.name for path in home.iterdir()] == ["out"]


def test_a_directory_that_cannot_be_made_leaves_the_old_release(tmp_path: Path) -> None:
    """The error of the database writer comes through, and nothing has changed."""

    def fail(path: Path) -> None:
        path.write_bytes(b"half of it")
        raise KioskError("no room")

    out = write(tmp_path / "out", places=3)
    before = contents(tmp_path)
    with pytest.raises(KioskError, match="no room"):
        write(out, write_directory=fail)
    assert contents(tmp_path) == before


def test_an_old_release_is_never_thrown_away_when_it_cannot_be_put_back(tmp_path: Path) -> None:
    """Even when both the new release and the way back fail, the old one is still on the disk, whole."""
    out = write(tmp_path / "out", places=3)
    moves = iter([True, False, False])
    rename = Path.rename

    def stubborn(path: Path, target: Path) -> Path:
        if next(moves):
            return rename(path, target)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "rename", stubborn)
        with pytest.raises(ReleaseError, match="Input/output error"):
            write(out, places=7)
    (kept,) = tmp_path.glob(".out.old.*/release")
    assert open_release(kept).manifest.places == 3


def test_the_second_release_replaces_the_first(tmp_path: Path) -> None:
    """Nothing of the first is left in the second, and anyone can read it."""
    out = write(tmp_path / "out", places=3, translations={"en": b"x", "uk": b"y"})
    write(out, places=7)
    assert open_release(out).manifest.places == 7
    assert not (out / "translations" / "uk.mo").exists()
    assert out.stat().st_mode & 0o777 == 0o755


def test_missing_parents_are_made(tmp_path: Path) -> None:
    """--out may name a folder in a folder that is not there yet."""
    assert open_release(write(tmp_path / "a" / "b", places=2)).manifest.places == 2


@pytest.mark.parametrize("kind", ["photos", "file", "link"])
def test_somebody_s_folder_is_refused_and_untouched(tmp_path: Path, kind: str) -> None:
    """A folder that holds something else, a file and a link are not written to."""
    out = tmp_path / "out"
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "holiday.jpg").write_bytes(b"x")
    if kind == "photos":
        shutil.copytree(photos, out)
    elif kind == "file":
        out.write_bytes(b"mine")
    else:
        out.symlink_to(photos)
    before, there = contents(tmp_path), sorted(tmp_path.iterdir())
    for attempt in (check_target, write):
        with pytest.raises(UsageError, match="out"):
            attempt(out)
    assert (contents(tmp_path), sorted(tmp_path.iterdir())) == (before, there)


@pytest.mark.parametrize("name", ["file/out", "x" * 300])
def test_a_place_nothing_can_be_written_to_is_one_sentence(tmp_path: Path, name: str) -> None:
    """Below a file, or under a name no disk holds: an error of the tree, and nothing is left."""
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises((UsageError, ReleaseError), match=r"out|xxx"):
        write(tmp_path / name)
    assert contents(tmp_path) == {"file": b"mine"}
    assert len(list(tmp_path.iterdir())) == 1

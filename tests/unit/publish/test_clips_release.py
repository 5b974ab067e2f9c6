"""Clips are added to a release whole or not at all, and those of other languages stay."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from kiosk.errors import ReleaseError
from kiosk.release import open_release
from kiosk.release.adding import NewClips, add_clips
from kiosk.speech.library import ClipLibrary
from tests.support.clips import entry_for, ogg, tone
from tests.support.releases import contents, write

SOUND = ogg(tone(0.5))


def clips(tmp_path: Path, *texts: str) -> NewClips:
    source = tmp_path / "sound.ogg"
    source.write_bytes(SOUND)
    entries = tuple(entry_for(text, SOUND) for text in texts)
    return NewClips(entries, {entry.file: source for entry in entries})


def test_a_release_with_clips_opens_and_has_them(tmp_path: Path) -> None:
    """Everything else is as it was, and no work folder stays."""
    release = write(tmp_path / "release")
    before = contents(release)
    add_clips(release, {"fr": clips(tmp_path, "Retour", "Langues")})
    assert open_release(release).manifest.places == 1
    after = contents(release)
    assert {name: after[name] for name in before if name != "release.json"} == {
        name: data for name, data in before.items() if name != "release.json"
    }
    assert ClipLibrary(release).summary("fr", look_inside=True) == (2, 0, 0)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["release", "sound.ogg"]


def test_other_languages_keep_theirs_and_old_clips_go(tmp_path: Path) -> None:
    """A language asked again has its new clips only; one without any has no index."""
    release = write(tmp_path / "release")
    add_clips(release, {"fr": clips(tmp_path, "Retour"), "en": clips(tmp_path, "Back")})
    add_clips(release, {"fr": clips(tmp_path, "Langues")})
    library = ClipLibrary(release)
    assert library.clip("Back", "en") and library.clip("Langues", "fr") and not library.clip("Retour", "fr")
    assert len(list((release / "clips" / "fr").iterdir())) == 1
    add_clips(release, {"en": NewClips((), {})})
    assert open_release(release) and ClipLibrary(release).languages() == ("fr",)
    assert not (release / "clips" / "en").exists()


@pytest.mark.parametrize(
    "owner_and_name", [(Path, "write_bytes"), (Path, "write_text"), (Path, "rename"), (os, "fsync")]
)
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_whatever_fails_the_release_stands(
    tmp_path: Path, owner_and_name: tuple[object, str], error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Disk full or interrupted at each step: the same files as before, and no folder beside."""
    release = write(tmp_path / "release")
    new = clips(tmp_path, "Retour")
    before, there = contents(release), sorted(tmp_path.iterdir())

    def fail(*_arguments: object, **_keywords: object) -> None:
        monkeypatch.undo()
        raise error

    monkeypatch.setattr(*owner_and_name, fail)
    with pytest.raises((ReleaseError, KeyboardInterrupt)):
        add_clips(release, {"fr": new})
    assert contents(release) == before and sorted(tmp_path.iterdir()) == there


def test_sounds_on_another_disk_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no hard link can be made."""

    def refuse(*_arguments: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    release, new = write(tmp_path / "release"), clips(tmp_path, "Retour")
    monkeypatch.setattr(os, "link", refuse)
    add_clips(release, {"fr": new})
    assert open_release(release) and ClipLibrary(release).clip("Retour", "fr")


def test_two_at_once_both_get_in(tmp_path: Path) -> None:
    """One waits for the other: neither's clips are lost."""
    release, new = write(tmp_path / "release"), clips(tmp_path, "Retour")
    codes = [f"x{letter}" for letter in "abcdefgh"]
    threads = [threading.Thread(target=add_clips, args=(release, {code: new})) for code in codes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ClipLibrary(release).languages()) == codes and open_release(release)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["release", "sound.ogg"]


def test_a_release_that_is_gone_is_told(tmp_path: Path) -> None:
    """ReleaseError with its path, and nothing is made."""
    with pytest.raises(ReleaseError, match="absent"):
        add_clips(tmp_path / "absent", {"fr": clips(tmp_path, "Retour")})
    assert [path.name for path in tmp_path.iterdir()] == ["sound.ogg"]

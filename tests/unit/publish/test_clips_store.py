"""What was rendered is kept whole or not at all, and what is damaged is rendered again."""

from __future__ import annotations

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kiosk.errors import BuildError
from kiosk.publish.clips.store import Store, name_of
from kiosk.speech.clips import Mark

NAME = name_of("said", "fr", "Retour")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    store.check()
    return store


def test_what_is_put_is_found(store: Store) -> None:
    """With its marks; nothing under another name."""
    made = store.put(NAME, b"sound", 500, (Mark(0, 0, 6),))
    assert store.get(NAME) == made and made.path.read_bytes() == b"sound" and made.bytes == 5
    assert store.get(name_of("said", "fr", "Au début")) is None


@pytest.mark.parametrize("part", ["made", "sounds"])
@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"\xff", b"sounD"])
def test_what_is_damaged_is_not_there(store: Store, tmp_path: Path, part: str, data: bytes) -> None:
    """It is rendered again and takes the place of the damaged one."""
    store.put(NAME, b"sound", 500, ())
    next((tmp_path / "store" / part).iterdir()).write_bytes(data)
    assert store.get(NAME) is None
    store.put(NAME, b"sound", 500, ())
    assert store.get(NAME) is not None


def test_an_unwritable_store_is_told_before_anything_is_rendered(tmp_path: Path) -> None:
    """The folder is named, and what to do."""
    (tmp_path / "store").write_text("a file")
    with pytest.raises(BuildError, match="--store"):
        Store(tmp_path / "store").check()


def test_a_full_disk_leaves_what_was_kept(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """BuildError, no draft stays, the clips of before are there."""
    before = store.put(NAME, b"sound", 500, ())

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch, pytest.raises(BuildError, match="No space left"):
        patch.setattr(os, "replace", full)
        store.put(name_of("other"), b"other", 500, ())
    assert store.get(NAME) == before
    assert [path.name for path in (tmp_path / "store").rglob("*.draft")] == []


def test_two_that_make_the_same_agree(store: Store) -> None:
    """Each holds a clip whose file has the very bytes of its hash, whoever wrote last."""
    sounds = [bytes([n]) * 50 for n in range(20)]
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda sound: store.put(NAME, sound, 500, ()), sounds))
    assert [one.path.read_bytes() for one in made] == sounds
    assert store.get(NAME) in made

"""What the office does to its repository: mends what is damaged, keeps what is needed, believes no wrong clock."""

from __future__ import annotations

import datetime as dt
import gzip
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import BuildError, KeysError
from kiosk.publish.cutting import ObjectStore, cut
from kiosk.publish.office import KEPT_DAYS, clear_away, put_in_force
from kiosk.publish.signing.ceremony import init
from kiosk.publish.signing.delegation import delegate
from kiosk.publish.signing.keyfiles import new_key, signer_of
from kiosk.publish.signing.keyring import KeyRing
from kiosk.publish.signing.rotation import Rotation
from kiosk.release import open_release
from kiosk.release.published import part_of, unpack
from tests.support.releases import BUILT, contents
from tests.support.syncing import small_release, some_places, with_places

TOWN = "clairtilleul"


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    init(tmp_path / "keys", lambda name: b"", BUILT)
    return KeyRing(tmp_path / "keys", lambda name: b"")


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return small_release(tmp_path / "release", some_places(20))


@pytest.fixture
def publish(tmp_path: Path, ring: KeyRing) -> Callable[..., bool]:
    """Put a release in force some days after BUILT; whether that was news."""

    def run(release: Path, days: int = 0) -> bool:
        moment = BUILT + dt.timedelta(days=days)
        opened = open_release(release)
        return put_in_force(opened, TOWN, tmp_path / "repository", ring, lambda: moment, lambda *_: None).new

    return run


def objects(tmp_path: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (tmp_path / "repository" / "objects").glob("*/*")}


def test_publishing_again_mends_what_the_disk_damaged(
    tmp_path: Path, release: Path, publish: Callable[..., bool]
) -> None:
    """One bit of each object: the same content again writes them anew, and it is no new version."""
    assert publish(release)
    whole = objects(tmp_path)
    for path in (tmp_path / "repository" / "objects").glob("*/*"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    assert not publish(release)
    assert objects(tmp_path) == whole


def test_another_zlib_changes_nothing_that_was_signed(tmp_path: Path) -> None:
    """The same content packed otherwise: the object that lies there stays, with the size that others signed."""
    content = b"abc" * 5000
    store = ObjectStore(tmp_path)
    part = store.add(content)
    other = gzip.compress(content, 1, mtime=0)
    assert len(other) != part.packed
    (tmp_path / part.path).write_bytes(other)
    again = store.add(content)
    assert again == replace(part, packed=len(other)) and (tmp_path / part.path).read_bytes() == other
    assert unpack(again, other) == content and part_of(content, pack=True)[0] == part


def test_a_packing_is_no_content(tmp_path: Path, release: Path) -> None:
    """Two machines with two zlibs do not make a version out of nothing."""
    published = cut(open_release(release), TOWN, None, ObjectStore(tmp_path / "one"))
    files = {name: replace(part, packed=part.packed + 1) for name, part in published.files.items()}
    assert published.same_content(replace(published, files=files))


def test_a_release_from_the_future_is_not_signed(tmp_path: Path, release: Path, publish: Callable[..., bool]) -> None:
    """The clock of the office is wrong, and terminals would take nothing afterwards."""
    late = with_places(release, tmp_path / "late", lambda places: places, BUILT + dt.timedelta(days=800))
    with pytest.raises(BuildError, match="still to come"):
        publish(late)
    assert not (tmp_path / "repository").exists()


def test_old_objects_go_when_no_document_needs_them(
    tmp_path: Path, release: Path, publish: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of the documents that still lie there stay, however old their files are; others go after a month."""
    publish(release)
    stray = tmp_path / "repository" / "objects" / "00" / ("0" * 64)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"x")
    kept = set(objects(tmp_path)) - {stray.name}
    old = (BUILT - dt.timedelta(days=KEPT_DAYS + 10)).timestamp()
    for path in (tmp_path / "repository" / "objects").glob("*/*"):
        os.utime(path, (old, old))
    assert clear_away(tmp_path / "repository", lambda: BUILT) == 1
    assert set(objects(tmp_path)) == kept
    next((tmp_path / "repository" / "targets" / TOWN).iterdir()).write_bytes(b"damaged")
    assert clear_away(tmp_path / "repository", lambda: BUILT) == 0


def test_a_town_that_begins_to_sign_goes_on_with_the_versions(
    tmp_path: Path, release: Path, ring: KeyRing, publish: Callable[..., bool]
) -> None:
    """Its terminals have version 2: its first own publication is 3, with a patch from there."""
    publish(release)
    publish(with_places(release, tmp_path / "second", lambda places: places[1:], BUILT), 1)
    key = signer_of(new_key())
    town = KeyRing(None, lambda name: b"")
    town.add(key)
    repository = tmp_path / "repository"
    delegate(repository, TOWN, [key.public_key], ring, BUILT + dt.timedelta(days=2))
    third = open_release(with_places(release, tmp_path / "third", lambda places: places[2:], BUILT))
    moment = BUILT + dt.timedelta(days=3)
    done = put_in_force(third, TOWN, repository, town, lambda: moment, lambda *_: None)
    assert done.published.version == 3 and len(done.published.patches) == 2


def test_keys_replaced_in_a_folder_that_was_mistyped_wipe_nothing(
    tmp_path: Path, release: Path, ring: KeyRing, publish: Callable[..., bool]
) -> None:
    """The new root lies with the keys, the repository was signed by the old one: publishing refuses, and says why."""
    publish(release)
    before = contents(tmp_path / "repository")
    Rotation(tmp_path / "typo", ring, BUILT, lambda name: b"").rotate("targets")
    edited = with_places(release, tmp_path / "edited", lambda places: places[1:], BUILT)
    with pytest.raises(KeysError, match="Was it replaced in another folder"):
        publish(edited, 1)
    assert {name for name, data in contents(tmp_path / "repository").items() if before.get(name) != data} <= {
        name for name in contents(tmp_path / "repository") if name.startswith("objects/")
    }

"""What the office does to its repository: mends what is damaged, keeps what is needed, believes no wrong clock."""

from __future__ import annotations

import datetime as dt
import gzip
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import BuildError, KeysError
from kiosk.publish.clearing import KEPT_DAYS, clear_away, needed
from kiosk.publish.cutting import ObjectStore, cut
from kiosk.publish.office import put_in_force
from kiosk.publish.signing.ceremony import init
from kiosk.publish.signing.delegation import delegate
from kiosk.publish.signing.keyfiles import new_key, signer_of
from kiosk.publish.signing.keyring import KeyRing
from kiosk.publish.signing.repository import SignedRepository
from kiosk.publish.signing.rotation import Rotation
from kiosk.release import open_release
from kiosk.release.published import from_document, part_of, unpack
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
    stray.write_bytes(b"x")
    os.utime(stray, (old, old))
    next((tmp_path / "repository" / "targets" / TOWN).iterdir()).write_bytes(b"damaged")
    assert clear_away(tmp_path / "repository", lambda: BUILT) == 0


def test_a_month_begins_when_nothing_needs_an_object_any_more(
    tmp_path: Path, release: Path, publish: Callable[..., bool]
) -> None:
    """A first publication that was in force for years: its own objects outlive the documents that were kept by a
    month, to the day, whoever publishes meanwhile."""
    repository = tmp_path / "repository"
    first = set[str]()
    for number in range(4):
        years = 365 * number
        edited = with_places(
            release,
            tmp_path / f"edited{number}",
            lambda places, number=number: [replace(places[0], name=f"Lieu {number}"), *places[1:]],
            BUILT,
        )
        before = needed(repository, lambda: BUILT)
        publish(edited, years)
        first = first or set(objects(tmp_path))
        for path in (repository / "objects").glob("*/*"):
            if number == 0:
                os.utime(path, (BUILT.timestamp(), BUILT.timestamp()))
        now = BUILT + dt.timedelta(days=years)
        assert clear_away(repository, lambda now=now: now, before) == 0
    for days, left in ((KEPT_DAYS, True), (KEPT_DAYS + 1, False)):
        after = now + dt.timedelta(days=days)
        clear_away(repository, lambda after=after: after, needed(repository, lambda: BUILT))
        assert (first <= set(objects(tmp_path))) == left


def test_what_waits_for_the_server_is_needed_and_what_is_in_force_too(
    tmp_path: Path, release: Path, ring: KeyRing, publish: Callable[..., bool]
) -> None:
    """A town signs, the server has not come yet, and all objects are old: not one of either goes."""
    publish(release)
    (tmp_path / "keys" / "timestamp.pem").rename(tmp_path / "away")
    edited = with_places(release, tmp_path / "edited", lambda places: places[1:], BUILT)
    without = KeyRing(tmp_path / "keys", lambda name: b"")
    repository = tmp_path / "repository"
    assert not put_in_force(
        open_release(edited), TOWN, repository, without, lambda: BUILT, lambda *_: None
    ).outcome.in_force
    whole = objects(tmp_path)
    later = BUILT + dt.timedelta(days=900)
    assert clear_away(repository, lambda: later, needed(repository, lambda: BUILT)) == 0
    assert objects(tmp_path) == whole


def test_nothing_comes_out_of_clearing_away(
    tmp_path: Path, release: Path, publish: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that refuses to remove, and an object of a neighbour that is gone: the publication is in force."""
    publish(release)
    repository = tmp_path / "repository"
    stray = repository / "objects" / "00" / ("0" * 64)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"x")
    os.utime(stray, (0, 0))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        patch.setattr(os, "utime", refuse)
        assert clear_away(repository, lambda: BUILT, frozenset({stray.name})) == 0
        assert clear_away(repository, lambda: BUILT) == 0
    assert stray.exists()
    for path in (repository / "objects").glob("*/*.gz"):
        path.unlink()
    assert needed(repository, lambda: BUILT) is None
    assert clear_away(repository, lambda: BUILT) == 0
    assert clear_away(tmp_path / "absent", lambda: BUILT) == 0


def test_who_publishes_at_the_same_time_is_not_written_over(
    tmp_path: Path, release: Path, ring: KeyRing, publish: Callable[..., bool]
) -> None:
    """Another publication of the territory comes while this one is cut: it stays, and this one is told to run again."""
    publish(release)
    mine = with_places(release, tmp_path / "mine", lambda places: places[1:], BUILT)
    other = with_places(release, tmp_path / "other", lambda places: places[2:], BUILT)

    def step(what: str, *_: object) -> None:
        if what == "signing":
            publish(other, 1)

    repository = tmp_path / "repository"
    with pytest.raises(KeysError, match="somebody else published clairtilleul meanwhile"):
        put_in_force(open_release(mine), TOWN, repository, ring, lambda: BUILT, step)
    document = SignedRepository(repository, lambda: BUILT).document(TOWN)
    assert document
    assert from_document(document).version == 2
    assert not publish(other, 2) and publish(mine, 3)


def test_a_full_disk_leaves_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stops the writing of an object: nothing of it stays."""

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BuildError, match="No space left"):
        ObjectStore(tmp_path).add(b"abc" * 500)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_object_of_somebody_else_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its date cannot be changed: that is no reason to write it anew, with another size than was signed."""
    store = ObjectStore(tmp_path)
    part = store.add(b"abc" * 5000)
    other = gzip.compress(b"abc" * 5000, 1, mtime=0)
    (tmp_path / part.path).write_bytes(other)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "utime", refuse)
    assert store.add(b"abc" * 5000).packed == len(other)


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
    for number in (3, 4):
        edited = with_places(release, tmp_path / f"{number}", lambda places, n=number: places[n:], BUILT)
        moment = BUILT + dt.timedelta(days=number)
        done = put_in_force(open_release(edited), TOWN, repository, town, lambda now=moment: now, lambda *_: None)
        assert done.published.version == number and len(done.published.patches) == number - 1


def test_a_town_with_a_new_key_goes_on_with_the_versions(
    tmp_path: Path, release: Path, ring: KeyRing, publish: Callable[..., bool]
) -> None:
    """Its old key was lost: what it had published is signed by no key that counts, and in force all the same."""
    publish(release)
    repository = tmp_path / "repository"
    for number in (1, 2):
        key = signer_of(new_key())
        town = KeyRing(None, lambda name: b"")
        town.add(key)
        delegate(repository, "neuville", [key.public_key], ring, BUILT)
        edited = with_places(release, tmp_path / f"{number}", lambda places, n=number: places[n:], BUILT)
        done = put_in_force(open_release(edited), "neuville", repository, town, lambda: BUILT, lambda *_: None)
        assert done.published.version == number
        assert SignedRepository(repository, lambda: BUILT).refresh(ring).in_force


def test_keys_replaced_in_another_copy_wipe_nothing(
    tmp_path: Path, release: Path, ring: KeyRing, publish: Callable[..., bool]
) -> None:
    """The new root lies with the keys, the repository was signed by the old one: publishing refuses, and says why."""
    publish(release)
    before = contents(tmp_path / "repository")
    shutil.copytree(tmp_path / "repository", tmp_path / "copy")
    Rotation(tmp_path / "copy", ring, BUILT, lambda name: b"").rotate("targets")
    edited = with_places(release, tmp_path / "edited", lambda places: places[1:], BUILT)
    with pytest.raises(KeysError, match="If it was replaced in another folder"):
        publish(edited, 1)
    assert {name for name, data in contents(tmp_path / "repository").items() if before.get(name) != data} <= {
        name for name in contents(tmp_path / "repository") if name.startswith("objects/")
    }

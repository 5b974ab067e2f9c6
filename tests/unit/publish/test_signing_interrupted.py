"""Whatever is interrupted, and whoever publishes at the same time: readers see something whole, and nobody loses."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from kiosk.disk import write_whole
from kiosk.publish.signing.keyring import KeyRing
from kiosk.publish.signing.repository import SignedRepository
from tests.unit.publish.signing_samples import OTHER, TOWN, Office, Terminal, never_asked


class KillError(BaseException):
    """Not an error of the disk: the process is gone."""


class Killer:
    """Writes so many files, then is gone; `half`: only after it left an unfinished file."""

    def __init__(self, left: int, *, half: bool = False) -> None:
        self.left, self.half, self.happened = left, half, False

    def __call__(self, path: Path, data: bytes) -> None:
        if self.left == 0:
            self.happened = True
            if self.half:
                path.parent.mkdir(parents=True, exist_ok=True)
                (path.parent / ".unfinished-x").write_bytes(data[:3])
            raise KillError
        self.left -= 1
        write_whole(path, data)


def each_write(tmp_path: Path, office: Office, work: Callable[[Office, Killer], object]) -> int:
    """Kill `work` at each of its writes in turn, each time in a copy of the office; terminals read "first" or
    "second", and after `work` was done again "second". Gives how many writes there are."""
    for number in range(40):
        place = Office.__new__(Office)
        place.__dict__.update(office.__dict__)
        copy = tmp_path / f"copy{number}"
        shutil.copytree(office.repo.parent, copy)
        place.keys, place.repo, place.towns = copy / "keys", copy / "repo", copy / "towns"
        killer = Killer(number, half=bool(number % 2))
        terminal = Terminal(place, copy / "terminal")
        assert terminal.read() == b"first"
        try:
            work(place, killer)
        except KillError:
            assert terminal.read() in (b"first", b"second")
            assert Terminal(place, copy / "new").read() in (b"first", b"second")
            work(place, Killer(99))
        assert terminal.read() in (b"first", b"second")
        assert not list(place.repo.rglob(".unfinished*"))
        if not killer.happened:
            return number
    raise AssertionError("it never ends")


def test_a_publication_that_is_killed_leaves_readers_whole(tmp_path: Path) -> None:
    """At each write in turn: a terminal reads the old or the new document, and the next attempt heals."""
    office = Office(tmp_path / "office")
    office.repository().publish(TOWN, b"first", office.ring())

    def publish(place: Office, killer: Killer) -> None:
        place.repository(killer).publish(TOWN, b"second", place.ring())

    assert each_write(tmp_path, office, publish) == 4


def test_a_refresh_that_is_killed_leaves_readers_whole(tmp_path: Path) -> None:
    """The same for what a town signed and a server puts in force."""
    office = Office(tmp_path / "office")
    town = office.town(TOWN)
    office.repository().publish(TOWN, b"first", town)
    office.repository().refresh(office.ring())
    office.repository().publish(TOWN, b"second", town)
    assert each_write(tmp_path, office, lambda place, killer: place.repository(killer).refresh(place.ring())) == 2


@pytest.mark.parametrize("role", ["targets", "snapshot", "timestamp"])
def test_a_rotation_that_is_killed_leaves_readers_whole(tmp_path: Path, role: str) -> None:
    """What follows is signed by the old and the new key, so at no moment a terminal meets a root it does not fit."""
    office = Office(tmp_path / "office")
    office.repository().publish(TOWN, b"first", office.ring())

    def rotate(place: Office, killer: Killer) -> None:
        place.rotation(write=killer).rotate(role)

    assert each_write(tmp_path, office, rotate) >= 2


@pytest.mark.parametrize("role", ["targets", "snapshot", "timestamp"])
def test_a_revocation_that_is_killed_is_healed_by_a_refresh(tmp_path: Path, role: str) -> None:
    """Between the new root and its timestamp a terminal keeps what it has; a refresh with the new key ends that."""
    for number in range(9):
        office = Office(tmp_path / f"office{number}")
        office.repository().publish(TOWN, b"first", office.ring())
        terminal = Terminal(office, tmp_path / f"terminal{number}")
        assert terminal.read() == b"first"
        killer = Killer(number)
        try:
            office.rotation(write=killer).revoke([office.keyid(role)])
        except KillError:
            office.repository().refresh(office.ring())
        assert terminal.read() == b"first"
        if not killer.happened:
            return
    raise AssertionError("it never ends")


def test_two_towns_at_once_lose_nothing(tmp_path: Path) -> None:
    """Threads that publish at the same moment, each for its town: all documents are in force in the end."""
    office = Office(tmp_path / "office")
    names = [f"town-{number}" for number in range(6)]
    rings = {name: office.town(name) for name in names}
    barrier = threading.Barrier(len(names))

    def publish(name: str) -> None:
        barrier.wait()
        server = KeyRing(office.keys, never_asked, [office.towns / name])
        office.repository().publish(name, name.encode(), server)

    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(publish, rings))
    for name in names:
        assert Terminal(office, tmp_path / name).read(name) == name.encode()


def test_two_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    """Two processes that sign with the same key, each for another territory: both are in force in the end."""
    office = Office(tmp_path / "office")
    names = [TOWN, OTHER]
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        list(pool.map(_publish_often, [office] * 2, names))
    for name in names:
        assert Terminal(office, tmp_path / name).read(name) == b"9"


def _publish_often(office: Office, name: str) -> None:
    for number in range(10):
        SignedRepository(office.repo, office.now).publish(name, b"%d" % number, office.ring())

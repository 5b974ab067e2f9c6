"""What 35,000 communes and 20,000 terminals cost on a plain CDN: files, bytes a day, requests a second.

One département is made for real, by the code that publishes: 350 territories that each sign for themselves, each with
all 1,000 places of the département (made up, shaped as published ones) and its own site, in one repository; then one
week in which 2 % of the places change and every town publishes. Terminals sync from it and what they read is counted.
The country is a hundred such départements, each a repository of its own; 200 terminals a département look four times a
day (deploy/systemd) and get one change a week. Clips are left out: they are fetched once. It takes some minutes.
Run: pytest tests/benchmarks/bench_fleet.py
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.publish.cutting import ObjectStore, cut
from kiosk.publish.signing.ceremony import init
from kiosk.publish.signing.delegation import delegate
from kiosk.publish.signing.keyfiles import new_key, signer_of
from kiosk.publish.signing.keyring import KeyRing
from kiosk.publish.signing.repository import SignedRepository
from kiosk.release import open_release
from kiosk.release.published import Published, from_document, to_document
from tests.support.signed_town import MemoryRepository
from tests.support.syncing import Terminal, with_places
from tests.support.territory import a_week_later, made_up_places

TOWNS, PLACES = 350, 1_000
DEPARTEMENTS, TERMINALS, LOOKS_A_DAY = 100, 20_000, 4
PEAK = 3
"""The timer spreads looks over an hour and a half; terminals are switched on in the morning all the same."""
NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)


class Office:
    """A département's repository, its keys, and a key for each town."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "repository"
        self.keys = folder / "keys"
        init(self.keys, lambda name: b"", NOW)
        self.ring = KeyRing(self.keys, lambda name: b"")
        self.signed = SignedRepository(self.folder, lambda: NOW)
        self.towns: dict[str, KeyRing] = {}

    def admit(self, town: str) -> None:
        key = signer_of(new_key())
        ring = KeyRing(None, lambda name: b"")
        ring.add(key)
        self.towns[town] = ring
        delegate(self.folder, town, [key.public_key], self.ring, NOW)

    def publish(self, release: Path, towns: list[str]) -> None:
        """Every town publishes, then the server's job puts it all in force."""
        store, opened = ObjectStore(self.folder), open_release(release)
        for town in towns:
            document = self.signed.document(town)
            before: Published | None = from_document(document) if document else None
            published = replace(cut(opened, town, before, store), name=town)
            self.signed.publish(town, to_document(published), self.towns[town])
        self.signed.refresh(self.ring)

    def size(self) -> tuple[int, int]:
        """(files, bytes)"""
        sizes = [path.stat().st_size for path in self.folder.rglob("*") if path.is_file()]
        return len(sizes), sum(sizes)

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file()
        }


def test_fleet(
    tmp_path: Path, demonstration: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prints the table that the README quotes."""
    monkeypatch.setattr("kiosk.sync.run.check_release", lambda *_: None)
    office = Office(tmp_path)
    towns = [f"commune-{number:03}" for number in range(TOWNS)]
    places = made_up_places(PLACES)
    later = list(a_week_later(places))
    first = with_places(demonstration, tmp_path / "first", lambda phones: [*phones, *places], NOW)
    second = with_places(
        demonstration, tmp_path / "second", lambda phones: [*phones, *later], NOW + dt.timedelta(days=7)
    )
    office.signed.publish(
        "departement",
        to_document(cut(open_release(first), "departement", None, ObjectStore(office.folder))),
        office.ring,
    )
    for town in towns:
        office.admit(town)
    office.publish(first, towns)
    root = (office.keys / "1.root.json").read_bytes()
    files_before, bytes_before = office.size()

    class Root:
        first_root = root

    settings = Terminal(tmp_path / "x", Root()).settings  # type: ignore[arg-type]
    settings = replace(settings, sync=replace(settings.sync, territory=towns[7]))
    terminal = Terminal(tmp_path / "state", Root(), settings)  # type: ignore[arg-type]

    def cost() -> tuple[int, int]:
        repository = MemoryRepository(office.files())
        terminal.repository = repository
        terminal.sync()
        return repository.come, len(repository.asked)

    first_bytes, first_requests = cost()
    office.publish(second, towns)
    files_after, bytes_after = office.size()
    week_bytes, week_requests = cost()
    quiet_bytes, quiet_requests = cost()
    looks = TERMINALS * LOOKS_A_DAY
    day_bytes = looks * quiet_bytes + TERMINALS * week_bytes / 7
    day_requests = looks * quiet_requests + TERMINALS * week_requests / 7
    with capsys.disabled():
        print(
            f"\none département, {TOWNS} towns that sign, {PLACES} places: {files_before:,} files, "
            f"{bytes_before / 1e6:.1f} MB; after a week {files_after:,} files, {bytes_after / 1e6:.1f} MB"
            f"\na terminal: first sync {first_bytes / 1e6:.2f} MB in {first_requests} requests; "
            f"a week's change {week_bytes / 1e3:.0f} kB in {week_requests}; nothing new {quiet_bytes} bytes in "
            f"{quiet_requests}"
            f"\n{DEPARTEMENTS} départements: {DEPARTEMENTS * files_after:,} files, "
            f"{DEPARTEMENTS * bytes_after / 1e9:.2f} GB"
            f"\n{TERMINALS:,} terminals: {day_bytes / 1e9:.2f} GB and {day_requests:,.0f} requests a day, "
            f"{day_requests / 86400:.1f} a second, {PEAK * day_requests / 86400:.1f} at {PEAK} times the mean; "
            f"all of them anew, once: {TERMINALS * first_bytes / 1e9:.0f} GB"
        )

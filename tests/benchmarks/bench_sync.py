"""What an installation takes: time, memory, and bytes on the way, at 10,000 and at 100,000 places.

Bars: 10,000 places are installed within 10 s after the download, with at most 300 MiB; a week that changes 2 % of the
places costs at most 5 % of the full download. The places are made up, shaped as published ones (tests/support); the
guide, the words and the check are those of the demonstration. Each sync runs in a process of its own, from a folder,
so that nothing but the installation is timed. It reports and never fails for being slow.
Run: pytest tests/benchmarks/bench_sync.py
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk import house
from kiosk.release.published import from_document
from tests.support.signed_town import SignedTown, publish_release
from tests.support.syncing import with_places
from tests.support.territory import a_week_later, made_up_places

COUNTS = (10_000, 100_000)
BUILT = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
CHILD = """
import json, resource, sys, time
from kiosk.cli import main
began = time.perf_counter()
code = main(["sync", "--site", sys.argv[1], "--from", sys.argv[2], "--state", sys.argv[3], "--root", sys.argv[4]])
print(json.dumps([code, time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def sync(site: Path, repository: Path, state: Path, root: Path) -> tuple[float, float]:
    """Seconds, and MiB at the most."""
    command = [sys.executable, "-c", CHILD, *map(str, (site, repository, state, root))]
    done = subprocess.run(command, capture_output=True, text=True, cwd=house.house(), check=False)
    code, seconds, mib = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stderr
    return seconds, mib


def size(files: dict[str, bytes]) -> int:
    return sum(map(len, files.values()))


def kept(bar: bool) -> str:
    return "kept" if bar else "MISSED"


def bar(value: float, most: float, count: int) -> str:
    """Bars are for 10,000 places."""
    return f" (bar {most:g} {kept(value <= most)})" if count == COUNTS[0] else ""


def test_install(tmp_path: Path, demonstration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints one line for each count, and how the second compares with the first."""
    site, seen = house.demonstration_site(), []
    for count in COUNTS:
        folder = tmp_path / str(count)
        folder.mkdir()
        places = made_up_places(count)
        later = list(a_week_later(places))
        town = SignedTown()
        first = with_places(demonstration, folder / "first", lambda phones, added=places: [*phones, *added], BUILT)
        began = time.perf_counter()
        publish_release(town, first)
        cut_s, full = time.perf_counter() - began, dict(town.files)
        root = folder / "root.json"
        root.write_bytes(town.first_root)
        install_s, install_mib = sync(site, town.save(folder / "repository"), folder / "state", root)
        again_s, _ = sync(site, folder / "repository", folder / "state", root)
        week = BUILT + dt.timedelta(days=7)
        publish_release(
            town, with_places(demonstration, folder / "later", lambda phones, added=later: [*phones, *added], week)
        )
        new = {name: data for name, data in town.files.items() if full.get(name) != data}
        patched = [name for name in new if not name.startswith("objects/")]
        document = next(data for name, data in new.items() if name.startswith("targets/"))
        way = size({name: new[name] for name in patched}) + from_document(document).patches[-1].part.size
        week_s, week_mib = sync(site, town.save(folder / "repository"), folder / "state", root)
        database = os.path.getsize(folder / "state" / "current" / "directory.sqlite")
        seen.append((install_s, install_mib))
        with capsys.disabled():
            print(
                f"\n{count:,} places: full download {size(full) / 1e6:.2f} MB, a week {way / 1e3:.0f} kB "
                f"({way / size(full):.1%}, bar 5 % {kept(way <= 0.05 * size(full))}); cut in {cut_s:.1f} s\n"
                f"  install {install_s:.1f} s{bar(install_s, 10, count)}, "
                f"{install_mib:.0f} MiB{bar(install_mib, 300, count)}; "
                f"a week later {week_s:.1f} s, {week_mib:.0f} MiB; nothing new {again_s:.2f} s; "
                f"database {database / 1e6:.0f} MB"
            )
    with capsys.disabled():
        longer, larger = (seen[1][which] / seen[0][which] for which in (0, 1))
        print(f"ten times the places: {longer:.1f} × the time, {larger:.1f} × the memory")

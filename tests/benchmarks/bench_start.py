"""How soon the home screen stands there, what it weighs, and what it costs while nobody touches it.

Bars: from the start of the process to the first picture at most 0.7 times the time of Chromium `--kiosk` on the same
screen as a static page, memory at most 0.4 times its own; less than 1 % of one core while nobody touches. It reports
and never fails for being slow. Both show themselves on one Xvfb, in turns, with their files already in the machine's
page cache; Chromium gets an empty profile each time. Needs Xvfb, and Chromium to compare with.
Run: pytest tests/benchmarks/bench_start.py
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk import house
from kiosk.guide.content import open_content
from kiosk.settings import load_settings
from kiosk.ui.icons import load_icons
from tests.support.bare_screen import BareScreen, bare_screen
from tests.support.home_page import PORTRAIT, home_page, shows_home
from tests.support.processes import cpu_seconds, family, pss_mib, started, wait_until, wake_ups

TURNS = 5
AT_REST_SECONDS = 5
WATCHED_SECONDS = 60
LONGEST_START_SECONDS = 60

CHROMIUM = (
    "--kiosk --no-sandbox --disable-gpu --disable-quic --no-first-run --no-default-browser-check "
    "--disable-background-networking --disable-component-update --disable-sync --disable-features=Translate "
    "--password-store=basic "
    f"--window-position=0,0 --window-size={PORTRAIT[0]},{PORTRAIT[1]}"
).split()


@dataclass(frozen=True, slots=True)
class Start:
    """`seconds` from the start of the process to the first picture; `mib` some seconds later, over `processes`."""

    seconds: float
    mib: float
    processes: int


@dataclass(frozen=True, slots=True)
class Stage:
    """One screen and what a program needs to be started on it. `folder` keeps all that it leaves behind."""

    screen: BareScreen
    folder: Path
    release: Path

    def environment(self) -> dict[str, str]:
        asked = {"DISPLAY": self.screen.display, "QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "software"}
        paths = {"XDG_CACHE_HOME": str(self.folder / "cache"), "PYTHONPATH": str(house.house())}
        # As on a terminal that was started before: Python keeps what it compiled, here away from the checkout.
        compiled = {"PYTHONPYCACHEPREFIX": str(self.folder / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""}
        return {**os.environ, **asked, **paths, **compiled}

    def kiosk(self) -> list[str]:
        content = ["--release", str(self.release), "--site", str(house.demonstration_site())]
        return [sys.executable, "-m", "kiosk", "run", *content]

    def chromium(self) -> list[str]:
        profile = self.folder / "profile"
        shutil.rmtree(profile, ignore_errors=True)
        return ["chromium", *CHROMIUM, f"--user-data-dir={profile}", (self.folder / "home.html").as_uri()]

    def start(self, name: str, rest: float = AT_REST_SECONDS) -> Start:
        """Start "kiosk" or "chromium" and end it. Leaves its picture beside its log, for who wants to look."""
        command = self.kiosk() if name == "kiosk" else self.chromium()
        wait_until(lambda: not shows_home(self.screen), 10)
        begun = time.monotonic()
        with started(command, self.environment(), self.folder / f"{name}.txt") as process:
            seconds = wait_until(lambda: shows_home(self.screen), LONGEST_START_SECONDS, process) - begun
            time.sleep(rest)
            members = family(process.pid)
            self.screen.save(self.folder / f"{name}.ppm")
            return Start(seconds, pss_mib(members), len(members))


@pytest.fixture
def stage(tmp_path: Path, demonstration: Path) -> Iterator[Stage]:
    """A bare screen, and the demonstration release; skips where Xvfb is absent."""
    if not shutil.which("Xvfb"):
        pytest.skip("Xvfb is not on this machine, so that nothing can be shown and measured")
    with bare_screen(tmp_path, PORTRAIT) as screen:
        yield Stage(screen, tmp_path, demonstration)


def test_start_and_memory_against_a_browser(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints medians of both and their ratios; fails only when the home screen does not come."""
    if not shutil.which("chromium"):
        pytest.skip("chromium is not on this machine, so that there is nothing to compare with")
    content = open_content(load_settings(house.demonstration_site()), stage.release)
    (stage.folder / "home.html").write_text(home_page(content, load_icons(house.assets() / "pictograms")), "utf-8")
    content.directory.close()
    starts: dict[str, list[Start]] = {"kiosk": [], "chromium": []}
    for name in starts:  # so that all files have been read once; not counted
        stage.start(name, rest=1)
    for _ in range(TURNS):
        for name, each in starts.items():
            each.append(stage.start(name))
    lines = [f"cold start on {PORTRAIT[0]} × {PORTRAIT[1]}, {TURNS} times each, in turns:"]
    for name, each in starts.items():
        lines.append(
            f"  {name:<8} first picture {median(each).seconds:.2f} s ({spread([s.seconds for s in each])})   "
            f"memory {median(each).mib:.0f} MiB ({spread([s.mib for s in each])}), {median(each).processes} processes"
        )
    ours, theirs = median(starts["kiosk"]), median(starts["chromium"])
    for what, ratio, bar in (
        ("time", ours.seconds / theirs.seconds, 0.7),
        ("memory", ours.mib / theirs.mib, 0.4),
    ):
        lines.append(f"  {what:<6} {ratio:.2f} × Chromium's   bar {bar} {'kept' if ratio <= bar else 'MISSED'}")
    with capsys.disabled():
        print("\n" + "\n".join(lines))
    assert len(starts["kiosk"]) == len(starts["chromium"]) == TURNS


def median(starts: list[Start]) -> Start:
    return Start(
        statistics.median(start.seconds for start in starts),
        statistics.median(start.mib for start in starts),
        statistics.median_low(start.processes for start in starts),
    )


def spread(values: list[float]) -> str:
    return f"{min(values):.2f} to {max(values):.2f}"


def test_nothing_happens_when_nobody_touches(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints the share of one core and the wake-ups of a minute on the home screen; fails only when it goes away."""
    with started(stage.kiosk(), stage.environment(), stage.folder / "kiosk.txt") as process:
        wait_until(lambda: shows_home(stage.screen), LONGEST_START_SECONDS, process)
        time.sleep(AT_REST_SECONDS)
        members = family(process.pid)
        cpu, asleep, begun = cpu_seconds(members), wake_ups(members), time.monotonic()
        time.sleep(WATCHED_SECONDS)
        seconds = time.monotonic() - begun
        share = (cpu_seconds(members) - cpu) / seconds
        woken = sum(count - asleep.get(thread, 0) for thread, count in wake_ups(members).items())
        with capsys.disabled():
            kept = "kept" if share < 0.01 else "MISSED"
            print(f"\nat rest for {seconds:.0f} s: {share:.2%} of one core (bar < 1 %, {kept}),", end=" ")
            print(f"{woken / seconds:.1f} wake-ups a second, {len(members)} processes")
        assert family(process.pid) == members
        assert shows_home(stage.screen)

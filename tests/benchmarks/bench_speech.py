"""How soon the voice is heard after a touch, how soon it is silent, and what it costs the screen.

Bars: first sound at most 300 ms after the touch with a live voice, 100 ms with a clip; silence at most 200 ms after
stop, a touch, another page or another language; no frame later than 50 ms while it speaks. Measured on samples captured
from a real PulseAudio with one null loudspeaker, whose recording comes some milliseconds late; touches are mouse clicks
on the window of the whole kiosk, offscreen, prepared as after its start. It reports and never fails for being slow.
Run: pytest -s tests/benchmarks/bench_speech.py
"""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.app.effects import effects_for, now, own_icons, real_speaker
from kiosk.cli import main
from kiosk.flow import events as ev
from kiosk.ui.jobs import ThreadJobs
from kiosk.ui.kiosk import Kiosk
from kiosk.ui.window import application
from tests.support.kiosks import demonstration_content
from tests.support.layout import box, items
from tests.support.sound_server import Ear, sound_server

TURNS = 10
FRAME_MS = 16
WATCHED_SECONDS = 10


@dataclass
class Terminal:
    """A whole kiosk with its real voice, and an ear at its loudspeaker."""

    kiosk: Kiosk
    ear: Ear

    def wait(self, seconds: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def button(self, text: str) -> QQuickItem:
        found = (item for item in items(self.kiosk.shell.window) if item.property("text") == text)
        return next(item for item in found if item.inherits("QQuickAbstractButton"))

    def touch(self, text: str) -> float:
        """Click the button of that name. Returns the moment of the touch."""
        return self.touch_at(box(self.button(text)).center().toPoint())

    def touch_at(self, spot: QPoint) -> float:
        moment = time.monotonic()
        QTest.mouseClick(self.kiosk.shell.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        return moment

    def speaks(self, seconds: float = 5) -> None:
        """Wait until it is heard."""
        since = time.monotonic()
        while self.ear.first_sound(since) is None and time.monotonic() < since + seconds:
            self.wait(0.05)

    def first_sound_ms(self, text: str = "Écouter") -> float:
        moment = self.touch(text)
        self.wait(1.0)
        heard = self.ear.first_sound(moment)
        return 1000 * (heard - moment) if heard else float("inf")

    def silence_ms(self, end: Callable[[], float]) -> float:
        """From the touch that ends speech to the last sound; 0 when there was none after it."""
        self.speaks()
        self.wait(0.3)
        moment = end()
        self.wait(0.8)
        last = self.ear.last_sound(moment)
        return 1000 * (last - moment) if last else 0.0


@pytest.fixture
def terminal(tmp_path: Path, demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    with sound_server(tmp_path, monkeypatch) as server:
        ear = Ear(server)
        yield from _terminal(demonstration, ear)
        ear.close()


def _terminal(release: Path, ear: Ear) -> Iterator[Terminal]:
    application()
    content = demonstration_content(release)
    kiosk = Kiosk(content, effects_for(content, ThreadJobs(), real_speaker(content), now, own_icons()))
    kiosk.shell.show((1080, 1920), windowed=True)
    terminal = Terminal(kiosk, ear)
    terminal.wait(1)
    kiosk.prepare()
    terminal.wait(3)
    yield terminal
    kiosk.close()
    content.directory.close()


def told(what: str, values: list[float], bar: float) -> str:
    kept = "kept" if max(values) <= bar else "MISSED"
    return f"  {what:<34} median {statistics.median(values):4.0f} ms   worst {max(values):4.0f}   bar {bar:.0f} {kept}"


def first_sounds(terminal: Terminal) -> list[float]:
    """The very first reading of all, then one of each need's question."""
    needs = [need.id for need in terminal.kiosk.navigator._guide.needs]
    values = [terminal.first_sound_ms()]
    for number in range(TURNS):
        terminal.kiosk.navigator.happen(ev.StartedAgain())
        terminal.kiosk.navigator.happen(ev.TileChosen(needs[number % len(needs)]))
        terminal.wait(1.5)
        values.append(terminal.first_sound_ms())
    terminal.kiosk.navigator.happen(ev.StartedAgain())
    return values


def test_a_live_voice_comes_and_goes(terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints how soon a live voice is heard, how soon each way to end it is silence."""
    lines = ["live voice, from the touch:"]
    values = first_sounds(terminal)
    lines.append(told("first sound, first of all", values[:1], 300))
    lines.append(told(f"first sound, {TURNS} other screens", values[1:], 300))
    ways: dict[str, Callable[[], float]] = {
        "silence after the stop button": lambda: terminal.touch("Arrêter"),
        "silence after a touch on nothing": lambda: terminal.touch_at(QPoint(2, 2)),
        "silence after another page": lambda: terminal.touch("Parler à quelqu'un"),
        "silence after another language": lambda: _language(terminal),
    }
    for name, way in ways.items():
        found = []
        for _ in range(TURNS // 2):
            terminal.kiosk.navigator.happen(ev.StartedAgain())
            terminal.wait(1.2)
            terminal.touch("Écouter")
            found.append(terminal.silence_ms(way))
        lines.append(told(name, found, 200))
    with capsys.disabled():
        print("\n" + "\n".join(lines))
    assert max(values) < float("inf"), "nothing was heard"


def _language(terminal: Terminal) -> float:
    moment = time.monotonic()
    terminal.kiosk.navigator.happen(ev.LanguageChosen("ar"))
    return moment


def test_clips_come_sooner(
    tmp_path: Path, demonstration: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Prints how soon a clip of the release is heard."""
    release = tmp_path / "release"
    shutil.copytree(demonstration, release)
    assert main(["clips", "--lang", "fr", "--release", str(release), "--store", str(tmp_path / "store")]) == 0
    sound = tmp_path / "sound"
    sound.mkdir()
    with sound_server(sound, monkeypatch) as server:
        ear = Ear(server)
        for terminal in _terminal(release, ear):
            values = first_sounds(terminal)
        ear.close()
    with capsys.disabled():
        print("\nclips of the release, from the touch:")
        print(told("first sound, first of all", values[:1], 100))
        print(told(f"first sound, {TURNS} other screens", values[1:], 100))
    assert max(values) < float("inf"), "nothing was heard"


def test_no_frame_waits_for_the_voice(terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints how far apart frames are, asked for every FRAME_MS, while it speaks and while it is silent, in turns."""
    window = terminal.kiosk.shell.window
    moments: list[float] = []
    window.frameSwapped.connect(lambda: moments.append(time.monotonic()))
    timer = QTimer()
    timer.setInterval(FRAME_MS)
    timer.timeout.connect(window.update)
    timer.start()
    lines = [f"frames asked for every {FRAME_MS} ms:"]
    worst = {}
    for name in ("silent", "speaking") * 2:
        if name == "speaking":
            terminal.touch("Écouter")
        moments.clear()
        terminal.wait(WATCHED_SECONDS)
        gaps = sorted(1000 * (after - before) for before, after in pairwise(moments))
        worst[name] = gaps[-1]
        lines.append(
            f"  {name:<9} {len(gaps)} frames, median {statistics.median(gaps):.1f} ms, "
            f"99 % within {gaps[int(len(gaps) * 0.99)]:.1f}, worst {gaps[-1]:.1f}"
        )
        terminal.kiosk.reader.stop()
    timer.stop()
    with capsys.disabled():
        kept = "kept" if worst["speaking"] <= 50 else "MISSED"
        print("\n" + "\n".join(lines) + f"   bar 50 {kept}")
    assert len(moments) > WATCHED_SECONDS

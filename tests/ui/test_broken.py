"""Content that cannot be opened: the visitor sees a number to call, never a traceback, until the content is mended."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk import house
from kiosk.app import RunOptions, run
from kiosk.i18n.languages import LANGUAGES
from kiosk.ui.icons import load_icons
from kiosk.ui.kiosk import BrokenKiosk
from kiosk.ui.window import application, turn
from tests.support.layout import faults, texts
from tests.support.releases import publish_again

HELPER = '[site]\nname = "CCAS"\nlatitude = 50.7\nlongitude = 3.1\n[helper]\nphone = "03 53 01 01 99"\n'
NUMBER, NATIONAL = "03\xa053\xa001\xa001\xa099", "39\xa039"
SORRY = "Cet écran ne marche pas en ce moment."


@dataclass
class Watch:
    """Looks at the one window of a running kiosk, does each thing in its turn, then closes the window.

    A step is (what must be seen, and whole, what is then done); the next step waits for its own words.
    """

    steps: list[tuple[str, Callable[[], object]]]
    seen: list[list[str]] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    ticks: int = 0

    def look(self) -> None:
        self.ticks += 1
        windows = [
            each for each in QGuiApplication.topLevelWindows() if isinstance(each, QQuickWindow) and each.isVisible()
        ]
        if len(windows) != 1:
            return
        words = [item.property("text") for item in texts(windows[0])]
        if self.steps and self.steps[0][0] in words:
            windows[0].grabWindow()
            self.cut = faults(windows[0])
            if not self.cut:
                self.seen.append(words)
                self.steps.pop(0)[1]()
        if not self.steps or self.ticks > 1000:
            windows[0].close()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    path = tmp_path / "site.toml"
    path.write_text(HELPER, encoding="utf-8")
    return path


@pytest.fixture
def ticking() -> Iterator[QTimer]:
    application()
    timer = QTimer()
    timer.setInterval(10)
    yield timer
    timer.stop()


def watched(
    ticking: QTimer, site: Path | None, find_release: Callable[[], Path], *steps: tuple[str, Callable[[], object]]
) -> Watch:
    """A whole `kiosk run` in a window, with a new try every 50 ms, looked at until the last step is done."""
    watch = Watch(list(steps))
    ticking.timeout.connect(watch.look)
    ticking.start()
    assert run(RunOptions(site, find_release, size=(540, 960), try_again_seconds=0.05)) == 0
    assert watch.steps == [], f"never seen whole: {watch.steps[0][0]} {watch.cut}"
    return watch


def nothing() -> None: ...


def damage_site(site: Path, release: Path) -> None:
    site.write_text(HELPER.replace("latitude", "lattitude"), encoding="utf-8")


def drop_site(site: Path, release: Path) -> None:
    site.unlink()


def typo_elsewhere(site: Path, release: Path) -> None:
    site.write_text(HELPER + 'hours = "8h-12h"\n', encoding="utf-8")


def empty_release(site: Path, release: Path) -> None:
    shutil.rmtree(release)
    release.mkdir()


def damage_directory(site: Path, release: Path) -> None:
    (release / "directory.sqlite").write_bytes(b"SQLite format 3\0" * 99)


DAMAGE = [
    (damage_site, NATIONAL, "line 3"),
    (drop_site, NATIONAL, "cannot be read"),
    (typo_elsewhere, NUMBER, "hours"),
    (empty_release, NUMBER, "release.json"),
    (damage_directory, NUMBER, "directory.sqlite"),
]


@pytest.mark.parametrize(("damage", "number", "says"), DAMAGE)
def test_broken_content_shows_the_number_to_call(
    ticking: QTimer,
    site: Path,
    demonstration: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    damage: Callable[[Path, Path], None],
    number: str,
    says: str,
) -> None:
    """The helper's number when the site file is readable, the national one when not; the reason is for the log only."""
    release = shutil.copytree(demonstration, tmp_path / "release")
    damage(site, release)
    watch = watched(ticking, site, lambda: release, (SORRY, nothing))
    words = watch.seen[0]
    assert number in words
    assert not any(
        technical in word for word in words for technical in ("Error", "Traceback", ".toml", "json", "sqlite")
    )
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and error.startswith("kiosk: ") and says in error


@pytest.mark.parametrize("damage", ["release.json", "directory.sqlite", "site.toml"])
def test_without_a_site_file_the_number_is_the_release_s_own(
    ticking: QTimer, demonstration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    """A release opened without --site and broken anywhere but in its site file still says whom to call."""
    release = shutil.copytree(demonstration, tmp_path / "release")
    publish_again(release, "site.toml", HELPER.encode())
    (release / damage).unlink()
    watch = watched(ticking, None, lambda: release, (SORRY, nothing))
    assert (NATIONAL if damage == "site.toml" else NUMBER) in watch.seen[0]
    assert damage in capsys.readouterr().err


def test_the_kiosk_comes_back_by_itself(
    ticking: QTimer, site: Path, demonstration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Broken, mended while it runs: the home screen comes without anybody starting anything."""
    damage_site(site, demonstration)

    def mend() -> None:
        site.write_text(HELPER, encoding="utf-8")

    home = "Bonjour. Touchez ce qui vous concerne."
    watch = watched(ticking, site, lambda: demonstration, (SORRY, mend), (home, nothing))
    assert SORRY not in watch.seen[1]
    assert capsys.readouterr().err.count("\n") == 1


def test_the_wrong_language_of_the_command_does_not_flicker(
    ticking: QTimer, site: Path, demonstration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--lang that the site does not show is broken for good: each new try finds the same, and the window stays."""
    watch = Watch([(SORRY, nothing)])
    QTimer.singleShot(300, watch.look)
    run(RunOptions(site, lambda: demonstration, "xx", size=(540, 960), try_again_seconds=0.05))
    assert watch.seen
    assert capsys.readouterr().err == f"kiosk: --lang xx: this site shows {', '.join(LANGUAGES)}. Choose one of them.\n"


def test_a_fault_nobody_foresaw_is_a_number_too(
    ticking: QTimer, site: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """Even an exception that is no error of the tree ends on the same calm screen, with its reason in the log."""

    def fail() -> Path:
        raise ZeroDivisionError("a mistake of ours")

    watch = watched(ticking, site, fail, (SORRY, nothing))
    assert NUMBER in watch.seen[0]
    assert "a mistake of ours" in caplog.text
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (540, 960)])
def test_the_broken_screen_is_whole_and_calm(size: tuple[int, int]) -> None:
    """Without any content: the words are whole in both directions, there is a number and no button to press."""
    from PySide6.QtGui import QAccessible

    application()
    kiosk = BrokenKiosk(None, load_icons(house.assets() / "pictograms"))
    try:
        kiosk.shell.show(size, windowed=True)
        turn()
        assert not kiosk.shell.window.grabWindow().isNull()
        assert faults(kiosk.shell.window) == []
        words = [item.property("text") for item in texts(kiosk.shell.window)]
        assert SORRY in words and NATIONAL in words
        root = QAccessible.queryAccessibleInterface(kiosk.shell.window)
        roles = [root.child(n).role() for n in range(root.childCount()) if not root.child(n).state().invisible]
        assert QAccessible.Role.Button not in roles
    finally:
        kiosk.close()

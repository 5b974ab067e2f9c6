"""The QML itself: no warning of the linter, no word of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from kiosk.ui.window import QML

FILES = sorted(QML.rglob("*.qml"))


def test_the_linter_finds_nothing() -> None:
    """qmllint has no warning on any file."""
    linter = Path(sys.executable).parent / "pyside6-qmllint"
    done = subprocess.run(
        [linter, "-W", "0", "-I", QML, *FILES], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout


def test_no_screen_holds_words_of_its_own() -> None:
    """Every word comes from the catalogue through a view model: QML has no literal text and translates nothing."""
    spoken = re.compile(r'(?:text|Accessible\.name|title)\s*:\s*"[^"]*\w[^"]*"|\bqsTr')
    told = [
        f"{path.name}: {found[0]}"
        for path in FILES
        for found in [spoken.search(path.read_text(encoding="utf-8"))]
        if found
    ]
    assert told == []


def test_raw_pointer_handlers_stay_inside_controls() -> None:
    """A MouseArea is absent from the accessibility tree: only Controls may hold one, behind a real button."""
    handlers = re.compile(r"\b(MouseArea|TapHandler|PointHandler|MultiPointTouchArea)\b")
    assert [
        p.name for p in FILES if p.parent.name != "Controls" and handlers.search(p.read_text(encoding="utf-8"))
    ] == []

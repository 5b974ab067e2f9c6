"""`kiosk run` as a technician meets it: a whole process on an X server where nothing else runs."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from tests.support.bare_screen import bare_screen
from tests.support.home_page import PORTRAIT, shows_home
from tests.support.processes import started, wait_until


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is not on this machine, so that there is no screen to fill")
def test_fills_a_screen_without_a_window_manager_until_ctrl_c(
    tmp_path: Path, repository: Path, demonstration: Path
) -> None:
    """Nobody but the kiosk makes its window as large as the screen; Ctrl+C in its terminal ends it, without a word."""
    command = [sys.executable, "-m", "kiosk", "run", "--release", str(demonstration)]
    with bare_screen(tmp_path, PORTRAIT) as screen:
        asked = {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(repository)}
        with started(command, {**os.environ, **asked}, tmp_path / "log.txt") as process:
            wait_until(lambda: shows_home(screen), 60, process)
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == -signal.SIGINT
    assert (tmp_path / "log.txt").read_text(encoding="utf-8") == ""

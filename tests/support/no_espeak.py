"""A machine without espeak-ng, for the processes that a test starts."""

from __future__ import annotations

from pathlib import Path

import pytest

SITE = """\
import ctypes
load = ctypes.cdll.LoadLibrary
def without(name):
    if "espeak" in str(name):
        raise OSError("no such library")
    return load(name)
ctypes.cdll.LoadLibrary = without
"""


def hide_espeak(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, Python processes started by this one find no library whose name has "espeak" in it."""
    (folder / "sitecustomize.py").write_text(SITE, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))

"""What every test may count on: no screen needed, no chance in continuous integration, real files where they are."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.support.slips import Slips

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
if "XDG_RUNTIME_DIR" not in os.environ:  # Qt warns when it must choose one itself, and a warning fails the test
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="kiosk-tests-")
    atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)

settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default"))

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED_DATA = REPOSITORY.parent / "shared" / "data"


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real published files, which are never part of the repository; skips where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real published files (../shared/data) are not on this machine")
    return SHARED_DATA


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration release, built once for all tests from this checkout."""
    from kiosk.publish.demo import demonstration_release

    return demonstration_release(REPOSITORY, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def slips(demonstration: Path) -> Iterator[Slips]:
    """Makes slips of the demonstration, which can be drawn."""
    from kiosk.ui.window import application
    from tests.support.slips import demonstration_slips

    application()
    slips = demonstration_slips(demonstration)
    yield slips
    slips.content.directory.close()

"""Where the house keeps what is not code: content, translations and assets.

In a checkout they stand beside the package; in an installed wheel they stand inside it, under `_house`.
"""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def house() -> Path:
    """The folder that holds `content/`, `translations/` and `assets/`."""
    packed = _PACKAGE / "_house"
    return packed if packed.is_dir() else _PACKAGE.parent


def content() -> Path:
    return house() / "content"


def translations() -> Path:
    return house() / "translations"


def assets() -> Path:
    return house() / "assets"


def demonstration_site() -> Path:
    """The site file of the made-up town, used when no --site is given."""
    return content() / "demo" / "site.toml"


def state() -> Path:
    """Where the user of the screen keeps what must outlive a run (XDG Base Directory)."""
    base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "kiosk"


def cache() -> Path:
    """Where the demonstration release is kept between runs: the user's own cache folder (XDG Base Directory)."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "kiosk"

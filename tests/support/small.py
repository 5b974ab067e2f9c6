"""A small release made from the demonstration: one path of the guide and the places of the directory, quick to walk."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from kiosk.guide.content import Content, open_content
from tests.support.releases import publish_again


def small_release(demonstration: Path, out: Path) -> Path:
    """The demonstration with the first need only, one situation of it and one way."""
    shutil.copytree(demonstration, out)
    guide = json.loads((out / "guide.json").read_text(encoding="utf-8"))
    need = guide["need"][0]
    situation = need["situation"][0]
    guide["need"] = [need | {"situation": [situation | {"way": situation["way"][:1]}]}]
    publish_again(out, "guide.json", json.dumps(guide).encode())
    return out


def small_content(demonstration: Path, folder: Path) -> Content:
    return open_content(None, small_release(demonstration, folder / "release"))

"""A state folder as a sync leaves it, made of copies of one release, and hands that move its link."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from kiosk.release.state import CURRENT_NAME, RELEASES_NAME
from tests.support.releases import change_manifest


class State:
    """`path` is the folder. Releases are hard-linked copies of `release`, but for what tells them apart."""

    def __init__(self, path: Path, release: Path) -> None:
        self.path = path
        self._release = release
        (path / RELEASES_NAME).mkdir(parents=True)

    def add(self, name: str, built: str = "2026-11-12T09:00:00+00:00") -> Path:
        """Install release `name`, made at `built`, and put it in force."""
        folder = self.path / RELEASES_NAME / name
        shutil.copytree(self._release, folder, copy_function=os.link)
        manifest = folder / "release.json"
        text = manifest.read_bytes()
        manifest.unlink()
        manifest.write_bytes(text)
        change_manifest(folder, lambda data: data.update(built=built))
        self.point(name)
        return folder

    def point(self, name: str) -> None:
        """Put a release in force, by one rename."""
        draft = self.path / ".draft"
        draft.symlink_to(f"{RELEASES_NAME}/{name}")
        os.replace(draft, self.path / CURRENT_NAME)

    def remove(self, name: str) -> None:
        shutil.rmtree(self.path / RELEASES_NAME / name)


def damage(release: Path) -> None:
    """Turn one bit of a file that `release.json` vouches for; other copies keep theirs."""
    path = release / "guide.json"
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(bytes([data[0] ^ 1]) + data[1:])

"""What this package asks of a disk; kiosk.sync.disk.Disk does it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Disk(Protocol):
    """Every method raises OSError when the disk refuses."""

    def folder(self, path: Path) -> None: ...

    def write(self, path: Path, data: bytes) -> None:
        """Have exactly `data` under this name, on the disk, or what was there before."""

    def rename(self, source: Path, target: Path) -> None:
        """Give a file its name, and have it on the disk."""

    def flush(self, path: Path) -> None:
        """Have a file or a folder on the disk."""

    def remove(self, path: Path) -> None:
        """Nothing when it is not there."""

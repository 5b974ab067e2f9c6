"""The pictograms of the controls themselves, drawn for this product (assets/pictograms)."""

from __future__ import annotations

from pathlib import Path

from kiosk.guide.pictogram import path_of


def load_icons(folder: Path) -> dict[str, str]:
    """Path data by name, for every SVG file of `folder`. Raises GuideError when one cannot be drawn."""
    return {path.stem: path_of(path.read_text(encoding="utf-8"), path.stem) for path in sorted(folder.glob("*.svg"))}

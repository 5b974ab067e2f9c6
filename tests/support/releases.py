"""Small releases for tests, and hands that damage them."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from kiosk.release import write_release
from kiosk.release.manifest import MANIFEST_NAME, entry_of

SITE = '[site]\nname = "CCAS"\nlatitude = 50.7\nlongitude = 3.1\n'
BUILT = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)


def mo(code: str, words: Mapping[Any, Any]) -> bytes:
    """A compiled catalogue: French → translation, or (singular, plural) → forms."""
    catalogue = Catalog(locale=code)
    for french, translated in words.items():
        catalogue.add(french, translated)
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def write(out: Path, places: int = 1, built: dt.datetime = BUILT, **parts: Any) -> Path:
    """A release that opens, in French and English; `places` tells one from another."""
    whole = {
        "write_directory": lambda path: path.write_bytes(b"directory" * 9),
        "guide_data": {"version": 1},
        "pictograms": {"house": "M0 0h1"},
        "vocabulary": {"kinds": {"ccas": "CCAS"}},
        "translations": {"en": mo("en", {"Retour": "Back"})},
        "site": SITE,
        "languages": ("fr", "en"),
        "territory": "Clairtilleul",
        "demonstration": True,
    }
    write_release(out, **(whole | parts), places=places, services=0, built=built)
    return out


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def change_manifest(release: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Let `change` alter the values of release.json."""
    path = release / MANIFEST_NAME
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def publish_again(release: Path, name: str, data: bytes) -> None:
    """Give file `name` other bytes, and the manifest their hash: what only looking inside can find."""
    path = release / name
    path.write_bytes(data)
    entry = entry_of(path)
    change_manifest(
        release, lambda manifest: manifest["files"].update({name: {"bytes": entry.bytes, "sha256": entry.sha256}})
    )

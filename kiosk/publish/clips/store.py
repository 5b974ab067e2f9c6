"""What was rendered, kept between runs: only texts that changed, or a voice that did, are rendered again.

`made/<name>.json` tells of a clip, `sounds/<sha256>.ogg` is its sound. Both are written whole or not at all, the sound
first, so that a run that is killed, and two runs at once, leave nothing wrong.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.errors import BuildError
from kiosk.speech.clips import Mark


@dataclass(frozen=True, slots=True)
class Made:
    """A sound in the store, its hash and size, how long it lasts, and the marks that go with it."""

    path: Path
    sha256: str
    bytes: int
    ms: int
    marks: tuple[Mark, ...]


def name_of(*ingredients: Any) -> str:
    """The name of what is made of these: 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps(ingredients, ensure_ascii=True).encode()).hexdigest()


class Store:
    """Any thread can call."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def check(self) -> None:
        """Raises BuildError when nothing can be kept there."""
        probe = self._folder / f".{os.getpid()}.draft"
        try:
            for part in ("made", "sounds"):
                (self._folder / part).mkdir(parents=True, exist_ok=True)
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as error:
            raise self._refusal(error) from error

    def get(self, name: str) -> Made | None:
        """What was kept under `name`; None when there is nothing, or when it is damaged."""
        try:
            data = json.loads((self._folder / "made" / f"{name}.json").read_bytes())
            path = self._sound(data["sha256"])
            sound = path.read_bytes()
            if hashlib.sha256(sound).hexdigest() != data["sha256"]:
                return None
            marks = tuple(Mark(*map(int, mark)) for mark in data["marks"])
            return Made(path, data["sha256"], len(sound), int(data["ms"]), marks)
        except (OSError, ValueError, TypeError, LookupError, RecursionError):
            return None

    def put(self, name: str, sound: bytes, ms: int, marks: tuple[Mark, ...]) -> Made:
        """Keep a clip. Raises BuildError when the disk refuses; what was kept before stays."""
        digest = hashlib.sha256(sound).hexdigest()
        path = self._sound(digest)
        told = {"sha256": digest, "ms": ms, "marks": marks}
        try:
            self._write(path, sound)
            self._write(self._folder / "made" / f"{name}.json", json.dumps(told).encode())
        except OSError as error:
            raise self._refusal(error) from error
        return Made(path, digest, len(sound), ms, marks)

    def _sound(self, digest: str) -> Path:
        return self._folder / "sounds" / f"{digest}.ogg"

    def _write(self, path: Path, data: bytes) -> None:
        draft = path.with_name(f".{path.stem}.{os.getpid()}.{threading.get_ident()}.draft")
        try:
            draft.write_bytes(data)
            os.replace(draft, path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise

    def _refusal(self, error: OSError) -> BuildError:
        return BuildError(
            f"{self._folder}: clips cannot be kept there ({error.strerror or error}). Make room, or choose another "
            "--store; what was rendered is kept, and the next run goes on from there."
        )

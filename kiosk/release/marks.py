"""The small file in which the screen marks what it is about to show: `{"attempts": {"12": 1}}`.

It belongs to the user of the screen, who cannot write where releases are. Nothing here ever stops the screen: a file
that makes no sense counts nothing, a disk that is full or read-only keeps nothing, and the log says so once.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from pathlib import Path

from kiosk.disk import write_whole
from kiosk.release import attempts as counts
from kiosk.release.attempts import Attempts

log = logging.getLogger(__name__)

MOST_BYTES = 1 << 16


class Marks:
    """`path` is the file, made with its folders when the first mark is written. Without a path nothing is kept on the
    disk: the counts last as long as the process."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._attempts = _read(path) if path else {}
        self._told = False

    @property
    def attempts(self) -> Attempts:
        return self._attempts

    def begin(self, name: str, installed: Iterable[str]) -> None:
        """`name` is about to be shown; what is not `installed` any more is forgotten. On the disk when this returns."""
        self._keep(counts.begun(counts.known(self._attempts, installed), name))

    def stood(self, name: str) -> None:
        """`name` has stood, or was taken down in good order."""
        if name in self._attempts:
            self._keep(counts.stood(self._attempts, name))

    def _keep(self, attempts: Attempts) -> None:
        self._attempts = attempts
        if self._path is None:
            return
        try:
            text = json.dumps({"attempts": dict(attempts)}, indent=1, sort_keys=True)
            write_whole(self._path, f"{text}\n".encode())
        except OSError as error:
            if not self._told:
                self._told = True
                log.warning(
                    "%s cannot be written (%s): a release on which the screen fails would be tried again and again. "
                    "Check that disk and its rights, or choose another file with --screen-state.",
                    self._path,
                    error.strerror,
                )


def _read(path: Path) -> Attempts:
    try:
        with path.open("rb") as stream:
            found = json.loads(stream.read(MOST_BYTES))["attempts"]
        return {str(name): count for name, count in found.items() if type(count) is int and count > 0}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        log.warning("%s says nothing of use (%s): every release is tried.", path, type(error).__name__)
        return {}

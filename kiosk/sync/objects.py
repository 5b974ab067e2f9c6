"""What was downloaded: the content of parts, each under the hash of its content, checked before it gets its name."""

from __future__ import annotations

import hashlib
import logging
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kiosk.disk import Disk
from kiosk.errors import DamagedError, DiskError, NetworkError, OversizeError, PortalError, RepositoryError
from kiosk.release.published import Part, unpack
from kiosk.sync.transport import NotThereError, Repository

log = logging.getLogger(__name__)

Step = Callable[[str, int, int], None]
Came = TypeVar("Came")
TRIES, LOOKS = 5, 3
"""How often an object, and what says what is new, are asked for."""
RESERVE_BYTES = 64 << 20
"""What is left free on the disk: logs and the system need it too."""


@dataclass(frozen=True)
class Patience:
    """`sleep(seconds)` between tries, `jitter()` in 0…1 so that 300 terminals do not come back at once."""

    sleep: Callable[[float], None]
    jitter: Callable[[], float]
    tries: int = TRIES

    def wait(self, tried: int) -> None:
        self.sleep(2**tried * (0.5 + self.jitter()))

    def through(self, ask: Callable[[], Came]) -> Came:
        """Ask again when the network stumbles; a login page does not go away by itself."""
        for tried in range(LOOKS - 1):
            try:
                return ask()
            except PortalError:
                raise
            except NetworkError:
                self.wait(tried)
        return ask()


class Objects:
    """`folder` holds the good ones, `partial` what was begun: it is gone on with after a cut, a crash or a reboot."""

    def __init__(self, folder: Path, partial: Path, disk: Disk) -> None:
        self._folder = folder
        self._partial = partial
        self._disk = disk

    def path(self, part: Part) -> Path:
        return self._folder / part.sha256[:2] / part.sha256

    def read(self, part: Part) -> bytes:
        """The content of a part that is there. Raises OSError, DamagedError."""
        data = self.path(part).read_bytes()
        if hashlib.sha256(data).hexdigest() != part.sha256:
            raise DamagedError(f"{self.path(part)}: the disk changed it. It is fetched again.")
        return data

    def missing(self, parts: Iterable[Part]) -> list[Part]:
        """The parts that are not there whole. What the disk damaged is thrown away: the next look fetches it."""
        return [part for part in dict.fromkeys(parts) if not self._good(part)]

    def add(self, part: Part, content: bytes) -> None:
        """Keep a content that was checked."""
        self._disk.folder(self.path(part).parent)
        self._disk.write(self.path(part), content)

    def fetch(self, parts: list[Part], repository: Repository, patience: Patience, step: Step) -> int:
        """Download parts, each checked before it counts. Returns how many bytes came.

        Raises OversizeError or DiskError before anything is asked when they cannot all be kept."""
        self._check_room(parts)
        come = 0
        for done, part in enumerate(parts):
            step("fetching", done, len(parts))
            come += self._fetch(part, repository, patience)
        return come

    def sweep(self, wanted: Iterable[Part]) -> None:
        """Remove what no kept release needs, and what was begun: nothing is to come any more."""
        names = {part.sha256 for part in wanted}
        unneeded = [path for path in self._folder.glob("*/*") if path.name not in names]
        for path in [*unneeded, *self._partial.glob("*")]:
            self._disk.remove(path)

    def _good(self, part: Part) -> bool:
        path = self.path(part)
        try:
            with path.open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() == part.sha256:
                    return True
        except FileNotFoundError:
            return False
        except OSError as error:
            log.warning("%s: the disk cannot read it (%s); it is fetched again", path, error.strerror)
        self._disk.remove(path)
        return False

    def _check_room(self, parts: list[Part]) -> None:
        needed = sum(part.bytes + part.packed for part in parts)
        free = self._disk.free(self._folder) - RESERVE_BYTES
        if needed > free:
            raise DiskError(
                f"{self._folder}: {needed / 1e6:.0f} MB are to come, {max(0, free) / 1e6:.0f} MB are free. "
                "Free some space; nothing was begun."
            )

    def _fetch(self, part: Part, repository: Repository, patience: Patience) -> int:
        partial = self._partial / part.sha256
        begun = partial.stat().st_size if partial.exists() else 0
        for tried in range(patience.tries):
            try:
                self._download(part, repository, partial)
                self._keep(part, partial)
                return part.size - min(begun, part.size)
            except NotThereError as error:
                raise RepositoryError(
                    f"{repository.where}: it lacks {part.path}, which is signed. Copy or publish the repository again."
                ) from error
            except (NetworkError, DamagedError, OversizeError):
                if tried == patience.tries - 1:
                    raise
                patience.wait(tried)
        raise AssertionError("tries")

    def _download(self, part: Part, repository: Repository, partial: Path) -> None:
        begun = partial.stat().st_size if partial.exists() else 0
        if begun > part.size:
            self._disk.remove(partial)
            begun = 0
        if begun < part.size or not partial.exists():
            self._disk.append(partial, self._within(part, repository.read(part.path, part.size, begun), begun))
        size = partial.stat().st_size
        if size < part.size:
            raise NetworkError(f"{repository.where}: {part.path} was cut at {size} of {part.size} bytes. Try again.")

    def _within(self, part: Part, chunks: Iterator[bytes], begun: int) -> Iterator[bytes]:
        """Never more than was signed: what is longer is something else."""
        come = begun
        for chunk in chunks:
            come += len(chunk)
            if come > part.size:
                self._disk.remove(self._partial / part.sha256)
                raise OversizeError(f"{part.path}: more came than was signed. Copy or publish the repository again.")
            yield chunk

    def _keep(self, part: Part, partial: Path) -> None:
        try:
            content = unpack(part, partial.read_bytes())
        except (DamagedError, zlib.error):
            self._disk.remove(partial)
            raise
        self.add(part, content)
        self._disk.remove(partial)

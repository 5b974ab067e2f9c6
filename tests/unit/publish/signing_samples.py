"""An office with keys and a clock, and terminals that follow what it publishes through python-tuf's own client."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import FetcherInterface, Updater

from kiosk.disk import write_whole
from kiosk.publish.signing.ceremony import init, new
from kiosk.publish.signing.delegation import delegate
from kiosk.publish.signing.files import Write
from kiosk.publish.signing.keyfiles import read_public
from kiosk.publish.signing.keyring import KeyRing
from kiosk.publish.signing.repository import SignedRepository
from kiosk.publish.signing.rotation import Replaced, Rotation

TOWN, OTHER = "clairtilleul", "beaulieu"


def no_passphrase(_name: str) -> bytes:
    return b""


def never_asked(file: str) -> bytes:
    raise AssertionError(f"asked for {file}")


class Office:
    """Keys in `keys`, a repository in `repo`, and a clock that stands still until it is turned on by `days`."""

    def __init__(self, folder: Path) -> None:
        self.keys, self.repo, self.towns = folder / "keys", folder / "repo", folder / "towns"
        self.moment = dt.datetime.now(dt.UTC)  # the client of python-tuf has no other clock
        init(self.keys, no_passphrase, self.now())

    def now(self) -> dt.datetime:
        return self.moment

    def days(self, days: float) -> None:
        self.moment += dt.timedelta(days=days)

    def ring(self, *extra: Path) -> KeyRing:
        return KeyRing(self.keys, never_asked, extra)

    def repository(self, write: Write = write_whole) -> SignedRepository:
        return SignedRepository(self.repo, self.now, write)

    def rotation(self, ring: KeyRing | None = None, write: Write = write_whole) -> Rotation:
        return Rotation(self.repo, ring or self.ring(), self.now(), no_passphrase, write)

    def town(self, name: str) -> KeyRing:
        """The keys of a town that signs for itself from now on."""
        folder = self.towns / name
        if not self.repo.exists():
            self.repository().publish("departement", b"of all", self.ring())
        public = new(name, folder, no_passphrase)
        self.delegate(name, [public])
        return KeyRing(folder, never_asked)

    def delegate(self, name: str, publics: Sequence[Path]) -> Replaced:
        return delegate(self.repo, name, [read_public(path) for path in publics], self.ring(), self.now())

    def keyid(self, name: str) -> str:
        return read_public(self.keys / f"{name}.pub").keyid

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.repo).as_posix(): path.read_bytes() for path in self.repo.rglob("*") if path.is_file()
        }

    def metadata(self, name: str) -> Path:
        return self.repo / "metadata" / name


class Terminal:
    """Knows 1.root.json of an office, and keeps what it saw from one refresh to the next."""

    def __init__(self, office: Office, folder: Path) -> None:
        self._repo, self._folder = office.repo, folder
        self._root = (office.keys / "1.root.json").read_bytes()

    def read(self, territory: str = TOWN) -> bytes:
        """What is in force for a territory. Raises the errors of python-tuf; LookupError when nothing is signed."""
        folder = self._folder / "metadata"
        folder.mkdir(parents=True, exist_ok=True)
        updater = Updater(
            str(folder), "metadata", str(self._folder), "targets", fetcher=Folder(self._repo), bootstrap=self._root
        )
        updater.refresh()
        target = updater.get_targetinfo(f"{territory}/published.json.gz")
        if target is None:
            raise LookupError(territory)
        return Path(updater.download_target(target, str(self._folder / "document"))).read_bytes()


class Folder(FetcherInterface):
    """A web server, as far as python-tuf sees it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _fetch(self, url: str) -> Iterator[bytes]:
        path = self._folder / url
        if not path.is_file():
            raise DownloadHTTPError(url, 404)
        return iter([path.read_bytes()])

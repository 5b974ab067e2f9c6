"""What is in force for this terminal, by The Update Framework (specification 1.0), through python-tuf.

Its errors are told apart here, in the words of what happened: they are what a technician reads.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tuf.api import exceptions as tuf
from tuf.api.metadata import Metadata, TargetFile
from tuf.ngclient import FetcherInterface, Updater, UpdaterConfig

from kiosk.errors import (
    DamagedError,
    ExpiredError,
    KeysError,
    MixedError,
    NetworkError,
    OversizeError,
    RepositoryError,
    RollbackError,
    SignatureError,
    SyncError,
)
from kiosk.release.published import DOCUMENT_NAME, METADATA_NAME, TARGETS_NAME
from kiosk.sync.transport import NotThereError, Repository, read_all

MOST_METADATA = 1 << 22
"""The longest piece of metadata that is read whole: 20,000 delegated territories take 7 MB, cut by hash bins 1 MB."""
MOST_DOCUMENT = 1 << 25
_CONFIG = {"max_root_rotations": 256, "root_max_length": 1 << 19, "timestamp_max_length": 1 << 14}


@dataclass(frozen=True, slots=True)
class Signed:
    """The hash and the size of the document in force, and a way to read it. Verified are its signatures alone. They are
    good `until` an aware moment."""

    target: TargetFile
    territory: str
    until: dt.datetime

    @property
    def sha256(self) -> str:
        return self.target.hashes["sha256"]

    def read(self, repository: Repository) -> bytes:
        """The document, whole and right. Raises RepositoryError, NetworkError."""
        path = f"{TARGETS_NAME}/{self.territory}/{self.sha256}.{DOCUMENT_NAME}"
        try:
            data = read_all(repository, path, self.target.length)
        except NotThereError:
            raise RepositoryError(f"{repository.where}: it lacks {path}. Copy or publish it again.") from None
        if len(data) > self.target.length:
            raise OversizeError(f"{repository.where}: {path} is longer than was signed. Copy or publish it again.")
        if len(data) != self.target.length or hashlib.sha256(data).hexdigest() != self.sha256:
            raise DamagedError(f"{repository.where}: {path} is not what was signed. Copy or publish it again.")
        return data


def what_is_in_force(repository: Repository, territory: str, root: bytes, folder: Path, at: dt.datetime) -> Signed:
    """Refresh the metadata kept in `folder` and find the document of a territory. Reads two small files when nothing
    changed. `at` is the aware moment by which nothing may have expired, beside the clock of the machine. Raises the
    errors of kiosk.errors.SyncError, and OSError when `folder` cannot be written."""
    fetcher = _Fetcher(repository)
    folder.mkdir(parents=True, exist_ok=True)
    config = UpdaterConfig(**_CONFIG, snapshot_max_length=MOST_METADATA, targets_max_length=MOST_METADATA)
    try:
        updater = Updater(str(folder), METADATA_NAME, fetcher=fetcher, config=config, bootstrap=root)
    except (tuf.RepositoryError, ValueError) as error:
        raise KeysError(
            f"the root metadata to trust is none ({error}). Give the 1.root.json of the editor with --root."
        ) from error
    try:
        updater.refresh()
        target = updater.get_targetinfo(f"{territory}/{DOCUMENT_NAME}")
        until = _check_fresh(folder, at)
    except (tuf.RepositoryError, tuf.DownloadError, ValueError) as error:
        raise _told(error, repository.where, fetcher) from error
    if target is None:
        raise RepositoryError(f"{repository.where}: nothing is published for {territory!r}. Correct [sync] territory.")
    if "sha256" not in target.hashes or not 0 < target.length <= MOST_DOCUMENT:
        raise OversizeError(f"{repository.where}: what is published for {territory!r} is too long. Ask its editor.")
    return Signed(target, territory, until)


def _check_fresh(folder: Path, at: dt.datetime) -> dt.datetime:
    """Until when the timestamp is good. python-tuf asks the clock of the machine alone, which a dead battery sets back
    by years."""
    timestamp = Metadata.from_file(str(folder / "timestamp.json")).signed
    if timestamp.is_expired(at):
        raise tuf.ExpiredMetadataError("timestamp.json is expired")
    return timestamp.expires


class _Fetcher(FetcherInterface):
    """Gives python-tuf what a repository holds. `name` and `data` are of the last file asked for."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self.name = ""
        self.data = b""

    def _fetch(self, url: str) -> Iterator[bytes]:
        self.name, self.data = url, b""
        chunks = self._repository.read(url, MOST_METADATA)
        try:
            first = next(iter(chunks), b"")
        except NotThereError as error:
            raise tuf.DownloadHTTPError(str(error), 404) from error
        return self._kept(first, chunks)

    def _kept(self, first: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
        self.data = first
        yield first
        for chunk in chunks:
            self.data += chunk
            yield chunk


def _told(error: Exception, where: str, fetcher: _Fetcher) -> SyncError:
    name = fetcher.name
    cause = error.__cause__
    match error:
        case _ if isinstance(cause, SyncError):
            return cause
        case tuf.DownloadLengthMismatchError():
            return OversizeError(f"{where}: {name} is longer than it may be. Nothing of it was kept.")
        case tuf.SlowRetrievalError():
            return NetworkError(f"{where}: it does not answer in time. Try again later.")
        case tuf.DownloadHTTPError():
            return RepositoryError(f"{where}: it has no {name}: this is no repository, or half of one. Correct --from.")
        case tuf.DownloadError():
            return NetworkError(f"{where}: {name} cannot be read ({cause or error}). Try again later.")
        case tuf.UnsignedMetadataError():
            return SignatureError(
                f"{where}: {name} is not signed by the keys this terminal trusts. Nothing of it was used: "
                "check --from, and tell the editor."
            )
        case tuf.ExpiredMetadataError():
            return ExpiredError(
                f"{where}: {error}: nobody signed it anew in time, or somebody holds back what is new. "
                "The editor signs it again with `kiosk publish`; check the clock of this terminal too."
            )
        case tuf.LengthOrHashMismatchError():
            return _another(where, name, fetcher.data) or DamagedError(
                f"{where}: {name} is not what was signed. Copy or publish it again."
            )
        case tuf.BadVersionNumberError() if _is_mixed(str(error)):
            return MixedError(f"{where}: {name} belongs to another publication than the rest ({error}).")
        case tuf.BadVersionNumberError():
            return RollbackError(
                f"{where}: {name} is older than what this terminal has seen ({error}). Nothing of it was used."
            )
        case _ if "was delegated but is not part of snapshot" in str(error):
            return RepositoryError(
                f"{where}: this territory signs for itself and has not published yet. Try again later."
            )
        case _:
            return RepositoryError(f"{where}: {name} is not the metadata of a repository ({error}). Correct --from.")


def _is_mixed(said: str) -> bool:
    """Of one version where the signed list names another: python-tuf raises the same error as for a rollback."""
    return bool(re.match(r"Expected (snapshot version \d+|\S+ v\d+),", said))


def _another(where: str, name: str, data: bytes) -> MixedError | None:
    """Metadata that is whole, and of another version than its name says."""
    version = re.search(r"(\d+)\.[^/]*\.json", name)
    try:
        signed: Any = Metadata.from_bytes(data).signed
    except (tuf.RepositoryError, ValueError, json.JSONDecodeError):
        return None
    if version is None or signed.version == int(version[1]):
        return None
    return MixedError(f"{where}: {name} holds version {signed.version}: it belongs to another publication.")

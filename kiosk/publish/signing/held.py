"""What a repository holds and a root vouches for. What does not verify counts as absent."""

from __future__ import annotations

from pathlib import Path

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp

from kiosk.errors import KeysError, UsageError
from kiosk.publish.signing.files import Files, versioned
from kiosk.publish.signing.verifying import Delegator, Kind, UnfitError, root_of, verified
from kiosk.release.published import DOCUMENT_NAME, TERRITORY

ROOT, TARGETS, SNAPSHOT, TIMESTAMP = "root", "targets", "snapshot", "timestamp"
TOP_ROLES = (ROOT, TARGETS, SNAPSHOT, TIMESTAMP)


class Held:
    """`targets` is the newest that was signed, perhaps not yet in force; `snapshot` the one in force or, when no
    timestamp names one, the newest."""

    def __init__(self, files: Files, root: Root) -> None:
        self._files = files
        self.root = root
        self.timestamp = self._timestamp()
        self.snapshot = self._snapshot()
        self.targets = self.newest(TARGETS, root)

    def meta(self, role: str) -> MetaFile | None:
        """What the snapshot says of a role."""
        return self.snapshot.meta.get(f"{role}.json") if self.snapshot else None

    def in_force(self, role: str, delegator: Delegator) -> Targets | None:
        """What terminals read of a role; None when there is none, or it is not what the snapshot or the role signed."""
        meta = self.meta(role)
        data = self._files.read(role, meta.version) if meta else None
        if meta is None or data is None:
            return None
        try:
            meta.verify_length_and_hashes(data)
            return verified(data, Targets, role, delegator, meta.version)
        except (RepositoryError, UnfitError):
            return None

    def newest(self, role: str, delegator: Delegator) -> Targets | None:
        """The newest that a role signed."""
        return self._newest(role, delegator, Targets)

    def target(self, territory: str) -> TargetFile | None:
        """What was signed last for a territory. Of one that is just getting its keys, to sign for itself or in place of
        others, and has not used them yet: what was put in force before."""
        path = target_path(territory)
        role = self.role(territory)
        found = role.targets.get(path) if role else None
        before = self.targets.targets.get(path) if self.targets else None
        return found or before or (self._put_before(territory) if role is None else None)

    def role(self, territory: str) -> Targets | None:
        """The newest signed of whoever signs for a territory."""
        if self.targets is None or not is_delegated(self.targets, territory):
            return self.targets
        return self.newest(territory, self.targets)

    def _put_before(self, territory: str) -> TargetFile | None:
        """By a key that counts no more, and named in the snapshot: that vouches for it."""
        meta = self.meta(territory)
        data = self._files.read(territory, meta.version) if meta else None
        if meta is None or data is None:
            return None
        try:
            meta.verify_length_and_hashes(data)
            return Metadata[Targets].from_bytes(data).signed.targets.get(target_path(territory))
        except (RepositoryError, AttributeError):
            return None

    def _newest(self, role: str, delegator: Delegator, kind: type[Kind]) -> Kind | None:
        for version in self._files.versions(role):
            try:
                return verified(self._files.read(role, version) or b"", kind, role, delegator, version)
            except UnfitError:
                continue
        return None

    def _timestamp(self) -> Timestamp | None:
        try:
            return verified(self._files.timestamp() or b"", Timestamp, TIMESTAMP, self.root)
        except UnfitError:
            return None

    def _snapshot(self) -> Snapshot | None:
        if self.timestamp is not None:
            meta = self.timestamp.snapshot_meta
            data = self._files.read(SNAPSHOT, meta.version) or b""
            try:
                meta.verify_length_and_hashes(data)
                return verified(data, Snapshot, SNAPSHOT, self.root, meta.version)
            except (RepositoryError, UnfitError):
                pass
        return self._newest(SNAPSHOT, self.root, Snapshot)


def is_delegated(targets: Targets, territory: str) -> bool:
    return bool(targets.delegations and territory in (targets.delegations.roles or {}))


def delegated(targets: Targets | None) -> tuple[str, ...]:
    """The territories that sign for themselves."""
    return tuple(targets.delegations.roles or ()) if targets and targets.delegations else ()


def target_path(territory: str) -> str:
    return f"{territory}/{DOCUMENT_NAME}"


def check_territory(territory: str) -> None:
    """Raises UsageError for a name that cannot be a territory of a repository."""
    if not TERRITORY.fullmatch(territory) or territory in TOP_ROLES:
        raise UsageError(
            f"{territory!r:.80} cannot name a territory here. Use small letters a-z, digits and hyphens, 64 at most, "
            f"and none of {', '.join(TOP_ROLES)}."
        )


def roots_in(folder: Path) -> dict[int, bytes]:
    """The roots that a folder of keys holds, by version. Raises KeysError when one cannot be read."""
    try:
        return {version: path.read_bytes() for role, version, path in versioned(folder) if role == ROOT}
    except OSError as error:
        raise KeysError(f"{error.filename}: this cannot be read ({error.strerror}). Check its rights.") from None


def open_root(files: Files, keys: Path | None) -> tuple[Root, dict[int, bytes]]:
    """The newest root of a repository and of the folder of keys together, and the roots that the repository still
    lacks. Raises KeysError when the two do not belong together, or there is no root at all."""
    here = {version: files.read(ROOT, version) or b"" for version in files.versions(ROOT)}
    ours = roots_in(keys) if keys is not None else {}
    for version in here.keys() & ours.keys():
        if here[version] != ours[version]:
            raise KeysError(
                f"{files.folder}: its {version}.root.json is not the one of {keys}: these keys are of another "
                "repository. Check both paths."
            )
    missing = {version: ours[version] for version in sorted(ours.keys() - here.keys())}
    return root_of(here | missing, str(files.folder)), missing

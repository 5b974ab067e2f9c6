"""A repository signed by hand, through python-tuf's metadata: so that tests can also sign what nobody should."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

from kiosk.publish.cutting import ObjectStore, cut
from kiosk.release import open_release
from kiosk.release.published import DOCUMENT_NAME, Published, from_document, to_document
from kiosk.sync.transport import NotThereError

TERRITORY = "clairtilleul"
Files = dict[str, bytes]


@dataclass
class MemoryRepository:
    """A repository in memory; `asked` counts what was read, `come` the bytes."""

    files: Files
    asked: list[str] = field(default_factory=list)
    come: int = 0
    where: str = "memory:"

    def read(self, path: str, most: int, start: int = 0) -> Iterator[bytes]:
        self.asked.append(path)
        if path not in self.files:
            raise NotThereError(path)
        data = self.files[path][start : most + 1]
        self.come += len(data)
        for at in range(0, len(data), 4096):
            yield data[at : at + 4096]


class Keys:
    """Two of three for root, one for each other role."""

    def __init__(self) -> None:
        self.root = [CryptoSigner.generate_ed25519() for _ in range(3)]
        self.others = {role: CryptoSigner.generate_ed25519() for role in ("targets", "snapshot", "timestamp")}


class SignedTown:
    """`files` is the repository. `expires` is how long what is signed now is good."""

    def __init__(self, expires: dt.timedelta = dt.timedelta(days=30)) -> None:
        self.files: Files = {}
        self.keys = Keys()
        self.expires = expires
        self.versions = {"root": 0, "targets": 0, "snapshot": 0, "timestamp": 0}
        self.towns: dict[str, CryptoSigner] = {}
        self.documents: dict[str, dict[str, bytes]] = {"targets": {}}
        self.sign_root(self.keys.root[:2])
        self.first_root = self.files["metadata/1.root.json"]

    @property
    def until(self) -> dt.datetime:
        return (dt.datetime.now(dt.UTC) + self.expires).replace(microsecond=0)

    def sign_root(self, signers: list[CryptoSigner]) -> None:
        self.versions["root"] += 1
        root = Root(version=self.versions["root"], expires=self.until, consistent_snapshot=True)
        for signer in self.keys.root:
            root.add_key(signer.public_key, "root")
        root.roles["root"].threshold = 2
        for role, signer in self.keys.others.items():
            root.add_key(signer.public_key, role)
        self.put(f"metadata/{root.version}.root.json", root, signers)

    def delegate(self, territory: str) -> CryptoSigner:
        """A territory with a key of its own."""
        self.towns[territory] = CryptoSigner.generate_ed25519()
        self.documents[territory] = {}
        return self.towns[territory]

    def publish(self, document: bytes, territory: str = TERRITORY) -> None:
        """Have a document in force."""
        self.documents[territory if territory in self.towns else "targets"][territory] = document
        self.put_document(document, territory)
        self.sign()

    def put_document(self, document: bytes, territory: str = TERRITORY) -> None:
        name = f"{hashlib.sha256(document).hexdigest()}.{DOCUMENT_NAME}"
        self.files[f"targets/{territory}/{name}"] = document

    def sign(self, **changed: int) -> None:
        """All roles but root, each one version on; `changed` gives some of them other versions."""
        for role in ("targets", "snapshot", "timestamp"):
            self.versions[role] = changed.get(role, self.versions[role] + 1)
        versions = {"targets.json": self.versions["targets"]}
        targets = Targets(self.versions["targets"], expires=self.until, targets=self._targets("targets"))
        if self.towns:
            targets.delegations = self._delegations()
        self.put(f"metadata/{targets.version}.targets.json", targets, [self.keys.others["targets"]])
        for town, signer in self.towns.items():
            versions[f"{town}.json"] = targets.version
            role = Targets(targets.version, expires=self.until, targets=self._targets(town))
            self.put(f"metadata/{targets.version}.{town}.json", role, [signer])
        self.sign_snapshot(versions)
        self.sign_timestamp()

    def sign_snapshot(self, versions: dict[str, int]) -> None:
        meta = {name: MetaFile(version) for name, version in versions.items()}
        snapshot = Snapshot(self.versions["snapshot"], expires=self.until, meta=meta)
        self.put(f"metadata/{snapshot.version}.snapshot.json", snapshot, [self.keys.others["snapshot"]])

    def sign_timestamp(self) -> None:
        timestamp = Timestamp(
            self.versions["timestamp"], expires=self.until, snapshot_meta=MetaFile(self.versions["snapshot"])
        )
        self.put("metadata/timestamp.json", timestamp, [self.keys.others["timestamp"]])

    def put(self, path: str, signed: Root | Targets | Snapshot | Timestamp, signers: list[CryptoSigner]) -> None:
        metadata = Metadata(signed)
        for signer in signers:
            metadata.sign(signer, append=True)
        self.files[path] = metadata.to_bytes()

    def save(self, folder: Path) -> Path:
        """The same repository as plain files."""
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return folder

    def _targets(self, role: str) -> dict[str, TargetFile]:
        paths = {f"{territory}/{DOCUMENT_NAME}": data for territory, data in self.documents[role].items()}
        return {path: TargetFile.from_data(path, data, ["sha256"]) for path, data in paths.items()}

    def _delegations(self) -> Delegations:
        roles = {
            town: DelegatedRole(town, [signer.public_key.keyid], 1, True, paths=[f"{town}/*"])
            for town, signer in self.towns.items()
        }
        return Delegations({signer.public_key.keyid: signer.public_key for signer in self.towns.values()}, roles)


class MemoryStore(ObjectStore):
    """Objects that go straight into the files of a town."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.added = 0

    def write(self, path: str, data: bytes) -> None:
        self._files[path] = data

    def load(self, path: str) -> bytes:
        return self._files[path]

    def used(self, path: str) -> None:
        """Nothing grows old in memory."""


def publish_release(town: SignedTown, release: Path, territory: str = TERRITORY) -> Published:
    """Cut a release into the repository of a town and have it in force."""
    current = town.documents[territory if territory in town.towns else "targets"].get(territory)
    before = from_document(current) if current else None
    published = cut(open_release(release), territory, before, MemoryStore(town.files))
    town.publish(to_document(published), territory)
    return published

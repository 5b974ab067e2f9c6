"""Putting in force: the snapshot lists the newest fit version of every role, the timestamp names the snapshot.

What others signed is taken only when terminals will take it too; what is not fit is left out and told, and whatever
was in force for that role stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import DelegatedRole, Metadata, MetaFile, Root, Signed, Snapshot, Targets, Timestamp

from kiosk.publish.signing import lifetimes
from kiosk.publish.signing.files import Files
from kiosk.publish.signing.held import SNAPSHOT, TARGETS, TIMESTAMP, Held, delegated
from kiosk.publish.signing.history import prune_documents
from kiosk.publish.signing.keyring import KeyRing
from kiosk.publish.signing.signatures import can_sign, sign
from kiosk.publish.signing.verifying import Delegator, UnfitError, check_life, check_targets, verified

_MOST_UNSIGNED = 1 << 20
"""No fast forward by who can write here and sign nothing."""


class Putting:
    """`restart`: of snapshot and timestamp, those whose versions begin anew. `wished`: an older root whose keys sign
    too, where they are here."""

    def __init__(
        self, files: Files, held: Held, root: Root, ring: KeyRing, now: dt.datetime, restart: Collection[str] = ()
    ) -> None:
        self._files, self._held, self._root, self._ring, self._now = files, held, root, ring, now
        self._restart = restart
        self.wished: Root | None = None
        self._can = {role: can_sign(root.roles[role], ring) for role in (SNAPSHOT, TIMESTAMP)}
        before = held.snapshot if held.snapshot and SNAPSHOT not in restart else None
        self._before = before.meta if before else {}
        self._meta = dict(self._before)
        self._chosen: dict[str, Targets] = {}
        self._left_out: list[str] = []
        self._warnings: list[str] = []
        self._todo: list[str] = []

    def put(self, before_timestamp: Callable[[], None]) -> bool:
        """Choose, sign, write; False, and told, when the keys for that are not here and something waits for them, or
        when nothing that the role `targets` signed is fit."""
        top = self._choose(TARGETS, self._root, None)
        if top is None:
            self._todo.append("Nothing is in force until the role `targets` signs again: run `kiosk keys renew`.")
            return False
        for role in delegated(top):
            assert top.delegations is not None and top.delegations.roles is not None
            self._choose(role, top, top.delegations.roles[role])
        self._warn()
        snapshot = self._held.snapshot
        changed = snapshot is None or self._meta != snapshot.meta or not self._same_key(SNAPSHOT)
        old = snapshot is not None and lifetimes.nears_half(snapshot.expires, lifetimes.SNAPSHOT, self._now)
        if not self._can[TIMESTAMP] or (changed and not self._can[SNAPSHOT]):
            return self._cannot(changed)
        if changed or (old and self._can[SNAPSHOT]):
            snapshot = self._sign_snapshot()
        assert snapshot is not None
        before_timestamp()
        self._sign_timestamp(snapshot)
        self._prune(snapshot)
        return True

    def told(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        return tuple(self._left_out), tuple(self._warnings), tuple(self._todo)

    def _choose(self, role: str, delegator: Delegator, delegation: DelegatedRole | None) -> Targets | None:
        """Of a role's versions that are newer than in force the newest fit one; else the one in force."""
        meta = self._before.get(f"{role}.json")
        for version in self._files.versions(role):
            if meta is not None and version <= meta.version:
                break
            data = self._files.read(role, version) or b""
            try:
                content = verified(data, Targets, role, delegator, version)
                check_targets(content, delegation, self._files, self._now)
            except UnfitError as error:
                self._left_out.append(f"{version}.{role}.json {error}: it is left out.")
                continue
            self._meta[f"{role}.json"] = MetaFile.from_data(version, data, ["sha256"])
            self._chosen[role] = content
            return content
        return self._stays(role, delegator, meta) if meta is not None else None

    def _stays(self, role: str, delegator: Delegator, meta: MetaFile) -> Targets | None:
        data = self._files.read(role, meta.version)
        try:
            if data is None:
                raise UnfitError("is missing")
            meta.verify_length_and_hashes(data)
            content = verified(data, Targets, role, delegator, meta.version)
            check_life(content, self._now)
        except RepositoryError:
            self._stuck(role, f"{meta.version}.{role}.json is not what was put in force")
        except UnfitError as error:
            self._stuck(role, f"{meta.version}.{role}.json {error}")
        else:
            self._chosen[role] = content
            return content
        return None

    def _stuck(self, role: str, what: str) -> None:
        who = "what `targets` says" if role == TARGETS else role
        self._left_out.append(f"{what}: terminals keep what they have until {who} is published and signed again.")

    def _warn(self) -> None:
        left = self._root.expires - self._now
        if left < lifetimes.ROOT_NEARS_END:
            self._warnings.append(
                f"The root {_ends(self._root, self._now)}; after that no terminal takes anything. Bring two of the "
                "root keys together and run `kiosk keys renew`."
            )
        for role, content in self._chosen.items():
            if content.expires - self._now < lifetimes.ROLE_NEARS_END:
                self._warnings.append(
                    f"What {role} signed {_ends(content, self._now)}: whoever has its key must publish again."
                )

    def _cannot(self, changed: bool) -> bool:
        if not changed and self._held.timestamp is not None:
            return True
        self._todo.append(
            f"This is signed and not yet in force: whoever has the keys snapshot and timestamp runs "
            f"`kiosk publish --repo {self._files.folder} --keys KEYS`."
        )
        return False

    def _sign_snapshot(self) -> Snapshot:
        held, timestamp = self._held.snapshot, self._held.timestamp
        version = held.version if held else 0
        if timestamp is not None and TIMESTAMP not in self._restart:
            version = max(version, timestamp.snapshot_meta.version)  # a terminal that keeps its timestamp wants more
        elif SNAPSHOT in self._restart:
            version = 0
        version = self._files.free(SNAPSHOT, version + 1)
        snapshot = Snapshot(version, expires=self._now + lifetimes.SNAPSHOT, meta=self._meta)
        self._files.put(SNAPSHOT, version, self._sign(snapshot))
        return snapshot

    def _sign_timestamp(self, snapshot: Snapshot) -> None:
        data = self._files.read(SNAPSHOT, snapshot.version) or b""
        held = self._held.timestamp
        version = 0 if TIMESTAMP in self._restart else held.version if held else _version(self._files.timestamp())
        meta = MetaFile.from_data(snapshot.version, data, ["sha256"])
        timestamp = Timestamp(version + 1, expires=self._now + lifetimes.TIMESTAMP, snapshot_meta=meta)
        self._files.put_timestamp(self._sign(timestamp))

    def _sign(self, signed: Signed) -> bytes:
        wished = [self.wished.roles[signed.type]] if self.wished else []
        return sign(signed, signed.type, [self._root.roles[signed.type]], self._ring, wished)

    def _same_key(self, role: str) -> bool:
        """The root that is coming trusts for a role whom the one before trusted."""
        return self._root.roles[role] == self._held.root.roles[role]

    def _prune(self, snapshot: Snapshot) -> None:
        for role, content in self._chosen.items():
            if self._meta[f"{role}.json"] != self._before.get(f"{role}.json"):
                prune_documents(self._files, role, content, self._chosen.values())
                self._files.prune(role, content.version, later=False)
        self._files.prune(SNAPSHOT, snapshot.version, later=True)


def _version(data: bytes | None) -> int:
    """Of a timestamp that no trusted key signed: one that was damaged must not make versions go back."""
    try:
        version = Metadata[Timestamp].from_bytes(data or b"").signed.version
    except RepositoryError:
        return 0
    return version if version < _MOST_UNSIGNED else 0


def _ends(signed: Signed, now: dt.datetime) -> str:
    return f"{'expired' if signed.expires <= now else 'expires'} on {signed.expires:%Y-%m-%d}"

"""Replacing keys: in good order (rotate), in distrust (revoke), or only their terms (renew)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tuf.api.metadata import Root, Targets

from kiosk.disk import write_whole
from kiosk.errors import KeysError, UsageError
from kiosk.publish.signing.ceremony import Chosen
from kiosk.publish.signing.files import Files, Write
from kiosk.publish.signing.held import ROOT, SNAPSHOT, TARGETS, TIMESTAMP, TOP_ROLES, delegated, roots_in
from kiosk.publish.signing.keyfiles import new_key, retire, signer_of, write_pair
from kiosk.publish.signing.keyring import KeyRing
from kiosk.publish.signing.outcome import Outcome
from kiosk.publish.signing.signatures import short
from kiosk.publish.signing.work import Work

LEAST_PREFIX = 8


@dataclass(frozen=True, slots=True)
class Replaced:
    """What came of it in the repository, and whole sentences about the key files."""

    outcome: Outcome
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Fresh:
    role: str
    old: tuple[str, ...]
    key: Ed25519PrivateKey
    phrase: bytes

    @property
    def name(self) -> str:
        return f"{self.role}-{signer_of(self.key).public_key.keyid[:8]}"


class Rotation:
    """`ring` is that of a folder of keys, which gets the new ones. Every method raises KeysError without the keys it
    takes, where nothing was published yet, or when what it would sign again is damaged, nothing changed then, and
    UsageError when the disk refuses."""

    def __init__(self, repo: Path, ring: KeyRing, now: dt.datetime, chosen: Chosen, write: Write = write_whole) -> None:
        self._files = Files(repo, write)
        self._ring, self._now, self._chosen, self._write = ring, now, chosen, write

    def rotate(self, role: str, old: str | None = None) -> Replaced:
        """A new key in place of those of a role; of the root keys in place of `old`, an id or its beginning."""
        with self._files.begun():
            work = self._work()
            known = self._keys_of(work, role)
            if role == ROOT and old is None:
                raise UsageError(f"root has several keys: say which with --old, one of {', '.join(map(short, known))}.")
            leaving = tuple(known) if old is None else (_find(old, known),)
            return self._replace(work, [self._fresh(role, leaving)], distrust=False)

    def revoke(self, keyids: Sequence[str]) -> Replaced:
        """Trust keys no more; each gets a fresh one in its place, which signs again what terminals read of it now. Two
        keys that were stolen together are revoked together: versions then restart, so that a thief who ran far ahead
        with them is forgotten (specification 5.3.11)."""
        with self._files.begun():
            work = self._work()
            roles = {role: self._keys_of(work, role) for role in (*TOP_ROLES, *delegated(work.held.targets))}
            everything = dict.fromkeys(keyid for known in roles.values() for keyid in known)
            gone = {_find(keyid, everything) for keyid in keyids}
            fresh = [self._fresh(role, (keyid,)) for role, known in roles.items() for keyid in known if keyid in gone]
            return self._replace(work, fresh, distrust=True)

    def renew(self) -> Outcome:
        """New terms for the root and for what `targets` says. Takes root keys and the key of `targets`."""
        with self._files.begun():
            work = self._work(take_over=False)
            work.check_believed()
            work.change_root(lambda root: None, with_old=False)
            if work.held.targets is not None:
                work.sign_role(TARGETS, work.targets)
            outcome = work.finish()
            self._keep_roots()
            return outcome

    def _work(self, *, take_over: bool = True) -> Work:
        if self._ring.folder is None:
            raise UsageError("new keys need a folder. Give KEYS.")
        work = Work(self._files, self._ring, self._now)
        if take_over:
            work.take_over()
        return work

    def _keys_of(self, work: Work, role: str) -> list[str]:
        if role in TOP_ROLES:
            return list(work.root.roles[role].keyids)
        if role not in delegated(work.held.targets):
            towns = ", ".join(delegated(work.held.targets)) or "no town yet"
            raise KeysError(f"{role}: no such role. There are {', '.join(TOP_ROLES)}, and {towns}.")
        return list(work.targets.get_delegated_role(role).keyids)

    def _fresh(self, role: str, old: tuple[str, ...]) -> _Fresh:
        key = new_key()
        self._ring.add(signer_of(key))
        name = f"the new key of {role}"
        return _Fresh(role, old, key, b"" if role in (SNAPSHOT, TIMESTAMP) else self._chosen(name))

    def _replace(self, work: Work, fresh: Sequence[_Fresh], *, distrust: bool) -> Replaced:
        top = {one.role for one in fresh if one.role in TOP_ROLES}
        towns = [one.role for one in fresh if one.role not in TOP_ROLES]
        before = work.held.targets
        if not (distrust and TARGETS in top and work.held.in_force(TARGETS, work.root)) and (towns or TARGETS in top):
            work.check_believed()
        contents = {town: self._content(work, town, before, distrust) for town in towns}
        if distrust and TARGETS in top:
            work.targets = deepcopy(work.held.in_force(TARGETS, work.root) or work.targets)
        if top:
            restart = top & {SNAPSHOT, TIMESTAMP} if distrust else ()
            work.change_root(lambda root: _swap(root, fresh), restart, with_old=not distrust)
        if towns:
            _swap(work.targets, fresh)
        if before is not None and (towns or TARGETS in top or work.taken_over):
            work.sign_role(TARGETS, work.targets)
        for town, content in contents.items():
            if content is not None:
                work.sign_role(town, content)
        work.check_keys()
        said = [self._save(one) for one in fresh]
        outcome = work.finish()
        self._keep_roots()
        said += [self._retire(keyid, distrust) for keyid in dict.fromkeys(old for one in fresh for old in one.old)]
        return Replaced(outcome, tuple(said))

    def _content(self, work: Work, town: str, targets: Targets | None, distrust: bool) -> Targets | None:
        """What the new key of a town signs again: after a theft nothing that terminals have not seen."""
        assert targets is not None
        seen = work.held.in_force(town, targets) if distrust else None
        return deepcopy(seen or work.held.newest(town, targets))

    def _save(self, fresh: _Fresh) -> str:
        assert self._ring.folder is not None
        path = write_pair(self._ring.folder, fresh.name, fresh.key, fresh.phrase).with_suffix(".pem")
        if fresh.role == ROOT:
            return f"{path}: the new root key. Move it to a stick of its own."
        if fresh.role in TOP_ROLES:
            return f"{path}: the new key of {fresh.role}."
        return f"{path}: the new key of {fresh.role}. Hand it over to whoever publishes there, and leave none here."

    def _retire(self, keyid: str, distrust: bool) -> str:
        path = self._ring.path(keyid)
        if path is None:
            return f"{short(keyid)}: no terminal trusts this key any more. Destroy its file, wherever it lies."
        if path.parent == self._ring.folder:
            retire(path)
            return f"{path}.retired: the old key; its signatures count no more."
        return f"{path}: the old key; its signatures count no more. Destroy it."

    def _keep_roots(self) -> None:
        """The folder of keys knows every root, so that a new repository can begin with them."""
        assert self._ring.folder is not None
        ours = roots_in(self._ring.folder)
        for version in set(self._files.versions(ROOT)) - ours.keys():
            self._write(self._ring.folder / f"{version}.{ROOT}.json", self._files.read(ROOT, version) or b"")


def _swap(delegator: Root | Targets, fresh: Iterable[_Fresh]) -> None:
    """Put each new key in the place of the old ones, in whatever role `delegator` knows."""
    known = set(delegator.roles) if isinstance(delegator, Root) else set(delegated(delegator))
    for one in fresh:
        if one.role in known:
            delegator.add_key(signer_of(one.key).public_key, one.role)
            for keyid in set(one.old) & set(delegator.get_delegated_role(one.role).keyids):
                delegator.revoke_key(keyid, one.role)


def _find(prefix: str, known: Iterable[str]) -> str:
    """The key id that begins so. Raises KeysError when none does, or several."""
    found = [keyid for keyid in known if len(prefix) >= LEAST_PREFIX and keyid.startswith(prefix)]
    if len(found) != 1:
        raise KeysError(
            f"{prefix!r:.80}: no key that is trusted now has this id. `kiosk keys show` lists them; "
            f"{LEAST_PREFIX} characters of one are enough."
        )
    return found[0]

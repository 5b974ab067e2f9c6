"""One change of a repository, made under its lock: everything is signed first, then written in an order that never
lets a reader see a hole: documents, what roles say of them, the snapshot, and last, by one rename, the timestamp."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from copy import deepcopy

from tuf.api.metadata import Root, TargetFile, Targets

from kiosk.errors import KeysError
from kiosk.publish.signing import lifetimes
from kiosk.publish.signing.belief import check_believed, is_believed, targets_before
from kiosk.publish.signing.files import Files
from kiosk.publish.signing.handing import ready_to_hand_over
from kiosk.publish.signing.held import (
    ROOT,
    SNAPSHOT,
    TARGETS,
    TIMESTAMP,
    Held,
    delegated,
    is_delegated,
    open_root,
    target_path,
)
from kiosk.publish.signing.history import with_history
from kiosk.publish.signing.keyring import KeyRing
from kiosk.publish.signing.outcome import Outcome
from kiosk.publish.signing.putting import Putting
from kiosk.publish.signing.signatures import can_sign, next_root, sign


class Work:
    """`root`, `targets` are as they will be; `held` is what was there. Nothing is written before `finish`.

    Raises KeysError when the roots of `ring` and of the repository do not belong together, or there are none."""

    def __init__(self, files: Files, ring: KeyRing, now: dt.datetime) -> None:
        self.files = files
        self.ring = ring
        self.now = now.astimezone(dt.UTC).replace(microsecond=0)  # metadata knows whole seconds only
        self.root, self._roots = open_root(files, ring.folder)
        self.held = Held(files, self.root)
        self.targets = deepcopy(self.held.targets) or _empty()
        self.taken_over = False
        self._old_root: Root | None = None
        self._with_old = False
        self._restart: Collection[str] = ()
        self._documents: list[tuple[str, bytes]] = []
        self._roles: dict[str, tuple[int, bytes]] = {}
        self._warnings: list[str] = []
        self._todo: list[str] = []

    def check_believed(self) -> None:
        """Raises KeysError when what is published cannot be told for sure: nothing may be signed on top of it."""
        check_believed(self.files, self.held)

    def take_over(self) -> None:
        """Go on from what the repository's own root vouches for, when the folder of keys has a newer one under which
        no list of what is published counts any more. Only for who puts new keys in place."""
        if self.held.targets is None and self._roots:
            self.held.targets = targets_before(self.files)
            self.taken_over = self.held.targets is not None
            self.targets = deepcopy(self.held.targets) or _empty()

    @property
    def anything_signed(self) -> bool:
        """There is something that terminals could read, or will be."""
        return self.held.targets is not None or bool(self._roles)

    def put_document(self, territory: str, document: bytes) -> None:
        """Have the role of a territory sign its document, unless it did. Raises KeysError without its key."""
        self._documents.append((territory, document))
        role = territory if is_delegated(self.targets, territory) else TARGETS
        content = self.targets if role == TARGETS else self._role(role)
        target = TargetFile.from_data(target_path(territory), document, ["sha256"])
        before = content.targets.get(target.path)
        if before is not None and before.hashes == target.hashes and before.length == target.length:
            if not self._is_lost(role, content):
                self.sign_again_when_old(role, content)
                return
            target = before
        content.targets[target.path] = with_history(target, before or self.targets.targets.get(target.path))
        self.sign_role(role, content)

    def sign_role(self, role: str, content: Targets) -> None:
        """The next version of what `targets` or a territory says. Raises KeysError without its key."""
        meta = None if SNAPSHOT in self._restart else self.held.meta(role)
        if role not in self._roles:
            content.version = self.files.free(role, max(content.version, meta.version if meta else 0) + 1)
        content.expires = self.now + lifetimes.TARGETS
        delegator = self.root if role == TARGETS else self.targets
        wished = [self._old_root.roles[role]] if role == TARGETS and self._old_root and self._with_old else []
        data = sign(content, role, [delegator.get_delegated_role(role)], self.ring, wished)
        self._roles[role] = content.version, data

    def sign_again_when_old(self, role: str, content: Targets) -> None:
        """Sign anew what has lived half its life, where the key is here and can be used."""
        if lifetimes.nears_half(content.expires, lifetimes.TARGETS, self.now) and self._can_sign(role):
            self.sign_role(role, content)

    def sign_all_again_when_old(self) -> None:
        if self.held.targets is not None and is_believed(self.files, self.held):
            self.sign_again_when_old(TARGETS, self.targets)
        for role in delegated(self.held.targets):
            content = self.held.newest(role, self.targets)
            if content is not None:
                self.sign_again_when_old(role, deepcopy(content))

    def hand_over(self) -> None:
        """Where a town that signs for itself has published, take off what `targets` said of it before: terminals read
        the town's own from then on. Where the key for that is not here, it is told."""
        ready = ready_to_hand_over(self.files, self.held, self.targets, self._roles, self.now)
        if not ready or not is_believed(self.files, self.held):
            return
        if self._can_sign(TARGETS):
            for town in ready:
                del self.targets.targets[target_path(town)]
            self.sign_role(TARGETS, self.targets)
        else:
            self._todo.append(
                f"{', '.join(ready)}: terminals read what was there before, until whoever has the key targets runs "
                f"`kiosk publish --repo {self.files.folder} --keys KEYS`."
            )

    def _can_sign(self, role: str) -> bool:
        """The key is here; one that cannot be used is told, for nobody may be there to give its passphrase."""
        delegator = self.root if role == TARGETS else self.targets
        try:
            return can_sign(delegator.get_delegated_role(role), self.ring)
        except KeysError as error:
            self._warnings.append(f"What {role} signed was not signed again: {error}")
            return False

    def change_root(self, change: Callable[[Root], None], restart: Collection[str] = (), *, with_old: bool) -> None:
        """Make the next root. `with_old`: what is signed by new keys is signed by the old ones too, where they are
        here, for who has not seen the new root yet. `restart`: roles whose versions begin anew, as terminals forget
        what a key signed that is gone (specification 5.3.11). Raises KeysError without enough root keys."""
        self._old_root, self._with_old, self._restart = self.root, with_old, restart
        self.root, data = next_root(self.root, change, self.ring, self.now + lifetimes.ROOT)
        self._roots[self.root.version] = data

    def check_keys(self) -> None:
        """Open the keys that `finish` will need, where they are here. Raises KeysError when one cannot be used."""
        for role in (SNAPSHOT, TIMESTAMP):
            can_sign(self.root.roles[role], self.ring)

    def finish(self) -> Outcome:
        """Write all that was signed, and put it in force where the keys for that are here."""
        self.check_keys()
        putting = Putting(self.files, self.held, self.root, self.ring, self.now, self._restart)
        late = self._new_root_can_wait(putting)
        for version in sorted(self._roots):
            if version != self.root.version or self._old_root is None:
                self.files.put(ROOT, version, self._roots[version])
        for territory, document in self._documents:
            self.files.put_document(territory, document)
        for role, (version, data) in self._roles.items():
            self.files.put(role, version, data)
        if late:
            in_force = putting.put(lambda: None)
            self._put_new_root()
        else:
            in_force = self.anything_signed and putting.put(self._put_new_root)
            self._put_new_root()
        left_out, warnings, todo = putting.told()
        told = left_out, (*self._warnings, *warnings), (*todo, *self._todo)
        return Outcome(in_force, tuple(self.files.written), *told)

    def _new_root_can_wait(self, putting: Putting) -> bool:
        """What follows satisfies the old root as well, so that no reader meets a root without what it vouches for."""
        old = self._old_root
        if old is None or not self._with_old or not self.anything_signed:
            return False
        changed = [role for role in old.roles if role != ROOT and old.roles[role] != self.root.roles[role]]
        if not all(can_sign(old.roles[role], self.ring) for role in changed):
            return False
        putting.wished = old
        return True

    def _put_new_root(self) -> None:
        if self._old_root is not None and self.root.version not in self.files.versions(ROOT):
            self.files.put(ROOT, self.root.version, self._roots[self.root.version])

    def _role(self, role: str) -> Targets:
        return deepcopy(self.held.newest(role, self.targets)) or _empty()

    def _is_lost(self, role: str, content: Targets) -> bool:
        """Something newer was in force and is damaged."""
        meta = self.held.meta(role)
        return meta is not None and content.version < meta.version


def _empty() -> Targets:
    content = Targets()
    content.version = 0  # none yet: the first that is signed is 1
    return content

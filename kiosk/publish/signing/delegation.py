"""A town signs for itself: `targets` says with which keys, for its own territory and for nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

from securesystemslib.signer import SSlibKey
from tuf.api.metadata import DelegatedRole, Delegations

from kiosk.disk import write_whole
from kiosk.errors import KeysError
from kiosk.publish.signing.files import Files, Write
from kiosk.publish.signing.held import TARGETS, check_territory, delegated, target_path
from kiosk.publish.signing.keyring import KeyRing
from kiosk.publish.signing.rotation import Replaced
from kiosk.publish.signing.signatures import can_sign, short
from kiosk.publish.signing.work import Work

TITLE = "title"


def delegate(
    repo: Path,
    territory: str,
    keys: Sequence[SSlibKey],
    ring: KeyRing,
    now: dt.datetime,
    title: str | None = None,
    write: Write = write_whole,
) -> Replaced:
    """Let any one of `keys` sign for a territory from now on, in place of those that did. `title` is how people call
    it. What the office published for it stays in force until the town has published. Raises KeysError where nothing
    was published yet, without the key of `targets`, or for a key that has another office here."""
    check_territory(territory)
    files = Files(repo, write)
    with files.begun():
        work = Work(files, ring, now)
        work.check_believed()
        for key in keys:
            if key.keyid in work.root.keys:
                raise KeysError(f"{short(key.keyid)}: this key has another office here. Make one for the town.")
        before = work.held.role(territory) if territory in delegated(work.held.targets) else None
        published = before is not None
        shadowed = target_path(territory) in work.targets.targets
        changed = _set(work, territory, keys, title)
        role = work.targets.get_delegated_role(territory)
        if changed:
            work.sign_role(TARGETS, work.targets)
        if changed and before is not None and can_sign(role, ring):
            work.sign_role(territory, deepcopy(before))
            published = False
        outcome = work.finish()
    named = ", ".join(short(key.keyid) for key in keys)
    if not changed:
        said = [f"{territory}: signed by {named} already; nothing was changed."]
    elif changed == "new":
        said = [f"{territory}: signs for itself from now on, with {named}."]
    else:
        said = [f"{territory}: its key is replaced; from now on only {named} counts."]
    if changed and shadowed:
        said.append(f"Until {territory} publishes with that key, its terminals read what was published before.")
    elif changed and published:
        said.append(f"Until {territory} publishes with that key, its terminals keep what they have: do it now.")
    return Replaced(outcome, tuple(said))


def _set(work: Work, territory: str, keys: Sequence[SSlibKey], title: str | None) -> str:
    """Change what `targets` says; gives "new", "replaced", or nothing when it said so before."""
    targets = work.targets
    if targets.delegations is None:
        targets.delegations = Delegations({}, roles={})
    roles = targets.delegations.roles
    if roles is None:
        raise KeysError(f"{work.files.folder}: its towns are not named one by one. This kiosk did not make it.")
    old = roles.get(territory)
    extra = {TITLE: title} if title else old.unrecognized_fields if old else {}
    keyids = list(dict.fromkeys(key.keyid for key in keys))
    role = DelegatedRole(territory, keyids, 1, True, [f"{territory}/*"], unrecognized_fields=extra)
    if old == role:
        return ""
    roles[territory] = role
    targets.delegations.keys.update({key.keyid: key for key in keys})
    used = {keyid for one in roles.values() for keyid in one.keyids}
    for keyid in targets.delegations.keys.keys() - used:
        del targets.delegations.keys[keyid]
    if old is None:
        return "new"
    return "replaced" if set(old.keyids) != set(keyids) else "new"

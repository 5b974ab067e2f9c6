"""Signing a piece of metadata by as many keys as whoever reads it will want."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy

from tuf.api.metadata import Metadata, Role, Root, Signed

from kiosk.errors import KeysError
from kiosk.publish.signing.keyring import KeyRing


def sign(signed: Signed, name: str, roles: Sequence[Role], ring: KeyRing, wished: Sequence[Role] = ()) -> bytes:
    """The file of `signed`, with signatures that satisfy each of `roles`, and each of `wished` where the keys are
    here. No more keys are opened than it takes. Raises KeysError that says which are missing."""
    metadata = Metadata(signed)
    wanted = [*roles, *wished]
    keyids = dict.fromkeys(keyid for role in wanted for keyid in role.keyids)
    for keyid in sorted(keyids, key=lambda keyid: -sum(keyid in role.keyids for role in wanted)):
        if any(keyid in role.keyids and _lacks(role, metadata) for role in wanted) and (signer := ring.signer(keyid)):
            metadata.sign(signer, append=True)
    for role in roles:
        if lacking := _lacks(role, metadata):
            raise missing_key(name, role, lacking)
    return metadata.to_bytes()


def _lacks(role: Role, metadata: Metadata[Signed]) -> int:
    return max(0, role.threshold - len(set(role.keyids) & set(metadata.signatures)))


def missing_key(name: str, role: Role, lacking: int) -> KeysError:
    known = ", ".join(map(short, role.keyids))
    more = f"{lacking} more of its keys are" if lacking > 1 else "one more of its keys is" if role.threshold > 1 else ""
    how = "Give root keys with --root-key FILE." if name == "root" else "Give the folder that holds it with the keys."
    return KeysError(f"{name}: {more or 'its key is'} needed to sign, and not here ({known}). {how}")


def can_sign(role: Role, ring: KeyRing) -> bool:
    """Enough of the role's keys are here, and can be used. Raises KeysError when one is here and cannot."""
    found = 0
    for keyid in role.keyids:
        if found < role.threshold and ring.signer(keyid) is not None:
            found += 1
    return found >= role.threshold


def next_root(old: Root, change: Callable[[Root], None], ring: KeyRing, expires: object) -> tuple[Root, bytes]:
    """The version after `old`, changed, signed by enough keys of the old and of the new one (specification 6.1)."""
    new = deepcopy(old)
    change(new)
    new.version = old.version + 1
    new.expires = expires  # type: ignore[assignment]
    return new, sign(new, "root", [old.roles["root"], new.roles["root"]], ring)


def short(keyid: str) -> str:
    """Enough of a key's id to tell it from others, for people."""
    return keyid[:12]

"""Which keys count, how long, and which of them lie here. Needs no passphrase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tuf.api.metadata import Role, Signed

from kiosk.errors import KeysError
from kiosk.publish.signing.delegation import TITLE
from kiosk.publish.signing.files import Files
from kiosk.publish.signing.held import ROOT, TOP_ROLES, Held, delegated, open_root, roots_in
from kiosk.publish.signing.keyfiles import PRIVATE, PUBLIC, is_exposed, read_public
from kiosk.publish.signing.signatures import short


@dataclass(frozen=True, slots=True)
class KeyShown:
    """`file` is its private half in the folder, empty when it is not there; `exposed`: others can read it."""

    keyid: str
    file: str
    exposed: bool


@dataclass(frozen=True, slots=True)
class RoleShown:
    """`expires` is a day, empty when the role signed nothing that is known here. A role without a name holds the keys
    of the folder that count for nothing."""

    role: str
    title: str
    threshold: int
    version: int
    expires: str
    keys: tuple[KeyShown, ...]


def show(keys: Path, repo: Path | None) -> tuple[RoleShown, ...]:
    """Every role of a repository, or of the folder of keys alone. Raises KeysError."""
    here = _here(keys)
    files = Files(repo if repo is not None else keys)
    with files.held(to_write=False):
        if not files.versions(ROOT) and not roots_in(keys):
            return (_unused(here, set()),) if here else ()
        held = Held(files, open_root(files, keys)[0])
        shown = [_role(name, held.root.roles[name], _signed(held, name), here) for name in TOP_ROLES]
        for name in delegated(held.targets):
            assert held.targets is not None
            delegation = held.targets.get_delegated_role(name)
            shown.append(_role(name, delegation, held.role(name), here))
    used = {key.keyid for role in shown for key in role.keys}
    return (*shown, *([_unused(here, used)] if here.keys() - used else []))


def as_json(roles: tuple[RoleShown, ...]) -> list[dict[str, Any]]:
    return [asdict(role) for role in roles]


def as_text(roles: tuple[RoleShown, ...]) -> Iterator[str]:
    for role in roles:
        needed = f"{role.threshold} of {len(role.keys)} keys" if role.role else "trusted for nothing"
        until = f"version {role.version} until {role.expires}" if role.expires else "nothing signed" * bool(role.role)
        title = f" ({role.title})" * bool(role.title)
        yield f"{role.role or 'other keys'}{title}: {', '.join(filter(None, (needed, until)))}"
        for key in role.keys:
            exposed = f"  EXPOSED to others: run `chmod 600 {key.file}`" if key.exposed else ""
            yield f"  {short(key.keyid)}  {key.file or 'not here'}{exposed}"


def _here(keys: Path) -> dict[str, KeyShown]:
    try:
        publics = sorted(path for path in keys.iterdir() if path.suffix == PUBLIC)
    except OSError as error:
        raise KeysError(f"{keys}: this folder cannot be read ({error.strerror}). Check the path.") from None
    found: dict[str, KeyShown] = {}
    for public in publics:
        keyid = read_public(public).keyid
        private = public.with_suffix(PRIVATE)
        there = private.is_file()
        found[keyid] = KeyShown(keyid, str(private) if there else "", there and is_exposed(private))
    return found


def _signed(held: Held, role: str) -> Signed | None:
    signed: dict[str, Signed | None] = {
        ROOT: held.root,
        "targets": held.targets,
        "snapshot": held.snapshot,
        "timestamp": held.timestamp,
    }
    return signed[role]


def _role(name: str, role: Role, signed: Signed | None, here: dict[str, KeyShown]) -> RoleShown:
    keys = tuple(here.get(keyid, KeyShown(keyid, "", False)) for keyid in role.keyids)
    title = role.unrecognized_fields.get(TITLE, "")
    version, expires = (signed.version, f"{signed.expires:%Y-%m-%d}") if signed else (0, "")
    return RoleShown(name, str(title), role.threshold, version, expires, keys)


def _unused(here: dict[str, KeyShown], used: set[str]) -> RoleShown:
    return RoleShown("", "", 0, 0, "", tuple(key for keyid, key in here.items() if keyid not in used))

"""No word of metadata is believed before its signatures are: what terminals will refuse is refused here first."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any, TypeVar

from tuf.api.exceptions import RepositoryError, UnsignedMetadataError
from tuf.api.metadata import DelegatedRole, Metadata, Root, Signed, Snapshot, TargetFile, Targets, Timestamp

from kiosk.errors import KeysError
from kiosk.publish.signing.files import Files
from kiosk.release.published import DOCUMENT_NAME, TERRITORY

MOST_BYTES = 1 << 22
"""The longest metadata file that a terminal reads."""
NONSENSE = (RepositoryError, ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError)
Kind = TypeVar("Kind", Root, Timestamp, Snapshot, Targets)
Delegator = Root | Targets


class UnfitError(Exception):
    """Why a piece of metadata is not taken: ends a sentence that begins with its name."""


def verified(data: bytes, kind: type[Kind], role: str, delegator: Delegator, version: int | None = None) -> Kind:
    """The content of metadata signed by enough of the keys that `delegator` names for `role`. Raises UnfitError."""
    if len(data) > MOST_BYTES:
        raise UnfitError("is longer than a terminal reads")
    try:
        metadata: Metadata[Any] = Metadata.from_bytes(data)
        signed = metadata.signed
        if not isinstance(signed, kind):
            raise UnfitError(f"holds {signed.type}")
        delegator.verify_delegate(role, metadata.signed_bytes, metadata.signatures)
    except UnsignedMetadataError:
        raise UnfitError("is not signed by enough of the keys that are trusted for it") from None
    except NONSENSE as error:
        raise UnfitError(f"cannot be read ({type(error).__name__})") from None
    if version is not None and signed.version != version:
        raise UnfitError(f"holds version {signed.version}, another than its name says")
    return signed


def root_of(files: Mapping[int, bytes], where: str) -> Root:
    """The newest of a chain of roots, each signed by the keys of the one before and by its own (specification 5.3.4).
    `files` maps a version to its content. Raises KeysError when there is none, or the chain is broken."""
    if not files:
        raise KeysError(f"{where}: there is no root, which says what keys are trusted. Run `kiosk keys init` first.")
    versions = sorted(files)
    root: Root | None = None
    for version in versions:
        if root is not None and version != root.version + 1:
            raise KeysError(f"{where}: {root.version + 1}.root.json is missing. Bring it back from a copy.")
        try:
            newer = verified(files[version], Root, "root", root or _read_root(files[version]), version)
            verified(files[version], Root, "root", newer, version)
        except UnfitError as error:
            raise KeysError(f"{where}: {version}.root.json {error}. Bring it back from a copy, or remove it.") from None
        root = newer
    assert root is not None
    return root


def _read_root(data: bytes) -> Root:
    try:
        root = Metadata[Root].from_bytes(data).signed
    except NONSENSE as error:
        raise UnfitError(f"cannot be read ({type(error).__name__})") from None
    if not isinstance(root, Root):
        raise UnfitError(f"holds {root.type}")
    return root


def check_targets(targets: Targets, delegation: DelegatedRole | None, files: Files, now: dt.datetime) -> None:
    """What a role vouches for is in its own paths, and there. Raises UnfitError; `delegation` is None for the top."""
    check_life(targets, now)
    for path, target in targets.targets.items():
        if delegation is not None and not delegation.is_delegated_path(path):
            raise UnfitError(f"speaks of {path!r:.80}, which is not its own")
        territory, _, name = path.partition("/")
        if name != DOCUMENT_NAME or not TERRITORY.fullmatch(territory):
            raise UnfitError(f"speaks of {path!r:.80}, which is no publication")
        if document_of(files, territory, target) is None:
            raise UnfitError(f"signs a document of {territory} that is not there, or is another")


def check_life(signed: Signed, now: dt.datetime) -> None:
    if signed.expires <= now:
        raise UnfitError(f"expired on {signed.expires:%Y-%m-%d}")


def document_of(files: Files, territory: str, target: TargetFile) -> bytes | None:
    """The document that a role signed, None when it is missing or is not what was signed."""
    sha256 = target.hashes.get("sha256", "")
    data = files.document(territory, sha256) if len(sha256) == 64 and sha256.isalnum() else None
    right = data is not None and len(data) == target.length and hashlib.sha256(data).hexdigest() == sha256
    return data if right else None

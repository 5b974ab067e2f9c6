"""Which documents a territory had before, told in what is signed of the current one: they are kept for a while."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, TargetFile, Targets

from kiosk.publish.signing.files import Files
from kiosk.publish.signing.lifetimes import KEPT_DOCUMENTS

_FIELD = "previous"
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


def with_history(target: TargetFile, before: TargetFile | None) -> TargetFile:
    """`target`, which also names the documents before it, the newest first."""
    if before is not None and before is not target:
        hashes = [sha256 for sha256 in _hashes(before) if sha256 != target.hashes["sha256"]]
        target.unrecognized_fields["custom"] = {_FIELD: hashes[:KEPT_DOCUMENTS]}
    return target


def prune_documents(files: Files, role: str, current: Targets, everything: Iterable[Targets]) -> None:
    """Remove the documents that older versions of a role speak of and nothing in force does: `everything` is what each
    role says now, and `current` is of this one. A document that nobody speaks of stays: it may be the first part of a
    publication on its way here."""
    known: dict[str, set[str]] = {}
    for version in files.versions(role):
        if version > current.version:
            continue
        for territory, hashes in _all(files.read(role, version) or b""):
            known.setdefault(territory, set()).update(hashes)
    kept: dict[str, set[str]] = {}
    for path, target in (pair for targets in everything for pair in targets.targets.items()):
        kept.setdefault(path.partition("/")[0], set()).update(_hashes(target))
    for territory, hashes in known.items():
        if territory in kept:
            files.remove_documents(territory, hashes - kept[territory])


def _all(data: bytes) -> Iterator[tuple[str, list[str]]]:
    try:
        targets = Metadata[Targets].from_bytes(data).signed
        for path, target in targets.targets.items():
            yield path.partition("/")[0], _hashes(target)
    except (RepositoryError, AttributeError):
        return


def _hashes(target: TargetFile) -> list[str]:
    custom = target.custom
    previous = custom.get(_FIELD) if isinstance(custom, dict) else None
    named = [target.hashes.get("sha256"), *(previous if isinstance(previous, list) else ())]
    return [sha256 for sha256 in named if isinstance(sha256, str) and _HASH.fullmatch(sha256)]

"""Whether the list of what is published can be gone on from: an older one, or none, would take towns off it."""

from __future__ import annotations

from tuf.api.metadata import Metadata, Root, Targets

from kiosk.errors import KeysError
from kiosk.publish.signing.files import Files
from kiosk.publish.signing.held import ROOT, SNAPSHOT, TARGETS, Held
from kiosk.publish.signing.verifying import NONSENSE, root_of


def is_believed(files: Files, held: Held) -> bool:
    """The newest list counts, or there was never any."""
    return _newest_known(files, held) <= (held.targets.version if held.targets else 0)


def check_believed(files: Files, held: Held) -> None:
    """Raises KeysError when the newest list, or the one in force, is damaged or gone, or none is signed by a key that
    counts."""
    if is_believed(files, held):
        return
    version = _newest_known(files, held)
    if held.targets is None and (data := files.read(TARGETS, version)) and _is_strange(data, held.root):
        raise KeysError(
            f"{files.folder}: no targets.json there is signed by the key that counts. If it was replaced in another "
            f"folder, run `kiosk keys rotate targets KEYS --repo {files.folder}`; else bring the newest back from a "
            "copy. Nothing was changed."
        )
    raise KeysError(
        f"{files.folder}: {version}.targets.json, which says which towns there are, is missing, damaged, or signed by "
        "no key that counts. Bring it back from a copy; if it never was in force, it can be removed. Nothing was "
        "changed."
    )


def targets_before(files: Files) -> Targets | None:
    """The newest list that counts under the newest root which the repository itself holds. Raises KeysError as
    `check_believed`."""
    own = {version: files.read(ROOT, version) or b"" for version in files.versions(ROOT)}
    if not own:
        return None
    before = Held(files, root_of(own, str(files.folder)))
    check_believed(files, before)
    return before.targets


def _newest_known(files: Files, held: Held) -> int:
    """The newest list that was signed or put in force here; what strangers put beside it is none."""
    meta = held.meta(TARGETS)
    versions = files.versions(TARGETS)
    known = [version for version in versions if not _is_strange(files.read(TARGETS, version) or b"", held.root)]
    if held.targets is None:  # whatever lies there tells that something was published
        known += [*versions, int(files.timestamp() is not None or bool(files.versions(SNAPSHOT)))]
    return max([*known, meta.version if meta else 0], default=0)


def _is_strange(data: bytes, root: Root) -> bool:
    """It is whole, and does not even claim to be signed by a key that counts: from a thief whose key was revoked, or
    from a change of keys that was interrupted."""
    try:
        metadata: Metadata[Targets] = Metadata.from_bytes(data)
        ours = set(root.roles[TARGETS].keyids)
        return (
            isinstance(metadata.signed, Targets) and bool(metadata.signatures) and not ours & set(metadata.signatures)
        )
    except NONSENSE:
        return False

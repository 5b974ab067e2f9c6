"""The records of a publication: by patches from what is here, or whole shards where there is no way or it is longer."""

from __future__ import annotations

import hashlib
import logging

from kiosk.directory.records import apply
from kiosk.errors import ContentError, DamagedError, DirectoryError, RepositoryError
from kiosk.release.published import Part, Patch, Published, from_list, to_list
from kiosk.sync.objects import Objects, Patience, Step
from kiosk.sync.transport import Repository

log = logging.getLogger(__name__)


def way_from(state: str, published: Published) -> tuple[Patch, ...]:
    """The patches that lead from a list of records to the published one, in order; none when there is no way."""
    way: list[Patch] = []
    for patch in reversed(published.patches):
        if patch.after == (way[-1].before if way else published.records.sha256):
            way.append(patch)
            if patch.before == state:
                return tuple(reversed(way))
    return ()


def fetch_records(
    published: Published,
    before: Published | None,
    objects: Objects,
    repository: Repository,
    patience: Patience,
    step: Step,
) -> int:
    """Have the list of the records and every shard among the objects. Returns how many bytes came."""
    come = 0
    way = way_from(before.records.sha256, published) if before and _whole(before, objects) else ()
    patches = [patch.part for patch in way]
    if before and way and sum(part.size for part in patches) < published.records_bytes // 2:
        try:
            come = objects.fetch(objects.missing(patches), repository, patience, step)
            _patch(published, before, patches, objects)
        except (ContentError, DamagedError, DirectoryError, RepositoryError, FileNotFoundError) as error:
            log.warning("the patches do not fit, whole shards are fetched: %s", error)
    come += objects.fetch(objects.missing([published.records]), repository, patience, step)
    shards = from_list(objects.read(published.records))
    return come + objects.fetch(objects.missing(shards.values()), repository, patience, step)


def _whole(before: Published, objects: Objects) -> bool:
    """Whether the records of a publication can still be read here, all of them."""
    if objects.missing([before.records]):
        return False
    return not objects.missing(from_list(objects.read(before.records)).values())


def _patch(published: Published, before: Published, patches: list[Part], objects: Objects) -> None:
    """Make the shards of `published`, and their list, from those of `before`; nothing is kept unless the list is the
    one that was signed, for it holds the hash of each. Raises DamagedError."""
    shards = from_list(objects.read(before.records))
    contents = {name: objects.read(part) for name, part in shards.items()}
    changed: set[str] = set()
    for part in patches:
        contents, packed = apply(contents, objects.read(part))
        changed |= packed.keys()
        for name, size in packed.items():
            shards.pop(name, None)
            if name in contents:
                content = contents[name]
                shards[name] = Part(hashlib.sha256(content).hexdigest(), len(content), size)
    made = to_list(shards)
    if hashlib.sha256(made).hexdigest() != published.records.sha256:
        raise DamagedError("what they make is not what was signed.")
    for name in sorted(changed & shards.keys()):
        objects.add(shards[name], contents[name])
    objects.add(published.records, made)

"""The records of a publication: by patches from what is here, or whole shards, whichever travels less."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping

from kiosk.directory.records import apply
from kiosk.errors import DamagedError, DirectoryError, RepositoryError
from kiosk.release.published import Part, Patch, Published
from kiosk.sync.objects import Objects, Patience, Step
from kiosk.sync.transport import Repository

log = logging.getLogger(__name__)


def way_from(state: str, published: Published) -> tuple[Patch, ...]:
    """The patches that lead from a state of the records to the published one, in order; none when there is no way."""
    way: list[Patch] = []
    for patch in reversed(published.patches):
        if patch.after == (way[-1].before if way else published.state):
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
    """Have every shard of `published` among the objects. Returns how many bytes came."""
    missing = objects.missing(published.shards.values())
    if not missing:
        return 0
    way = way_from(before.state, published) if before else ()
    patches = [patch.part for patch in way]
    come = 0
    if before and way and sum(part.size for part in patches) < sum(part.size for part in missing):
        try:
            come = objects.fetch(objects.missing(patches), repository, patience, step)
            _patch(published, before, patches, objects)
        except (DamagedError, DirectoryError, RepositoryError, FileNotFoundError) as error:
            log.warning("the patches do not fit, whole shards are fetched: %s", error)
    return come + objects.fetch(objects.missing(missing), repository, patience, step)


def _patch(published: Published, before: Published, patches: list[Part], objects: Objects) -> None:
    """Make the shards of `published` from those of `before`. Each is checked before it is kept."""
    contents: Mapping[str, bytes] = {name: objects.read(part) for name, part in before.shards.items()}
    for part in patches:
        contents = apply(contents, objects.read(part))
    for name, part in published.shards.items():
        content = contents.get(name, b"")
        if hashlib.sha256(content).hexdigest() == part.sha256 and objects.missing([part]):
            objects.add(part, content)

"""Objects that nothing needs any more go, and not too soon: a terminal may be in the middle of fetching them."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.publish.cutting import ObjectStore
from kiosk.publish.signing.repository import SignedRepository
from kiosk.release.clips import entry_of, index_lines, index_name, languages_with_clips
from kiosk.release.published import (
    DOCUMENT_NAME,
    OBJECTS_NAME,
    TARGETS_NAME,
    Part,
    Published,
    from_document,
    from_list,
)

KEPT_DAYS = 30
"""So long an object stays once no publication holds it any more."""
Clock = Callable[[], dt.datetime]


def needed(repository: Path, now: Clock) -> frozenset[str] | None:
    """The hashes of all that the documents of a repository hold: those in force, those that wait, and the ones before,
    which stay for a while. None when one of them cannot be read: then it cannot be told."""
    signed = SignedRepository(repository, now)
    try:
        documents = [signed.document(territory) for territory in signed.territories()]
        documents += [path.read_bytes() for path in (repository / TARGETS_NAME).glob(f"*/*.{DOCUMENT_NAME}")]
        wanted: set[str] = set()
        for document in dict.fromkeys(filter(None, documents)):
            wanted |= set(_hashes(from_document(document), ObjectStore(repository), wanted))
    except (KioskError, OSError):
        return None
    return frozenset(wanted)


def _hashes(published: Published, store: ObjectStore, known: set[str]) -> Iterator[str]:
    """Of every part; what stands in a list or an index that is `known` is known as well."""
    indexes: list[tuple[str, Part]] = []
    for language in languages_with_clips(published.files):
        indexes.append((index_name(language), published.files[index_name(language)]))
    if published.records.sha256 not in known:
        yield from (part.sha256 for part in from_list(store.read(published.records)).values())
    for name, index in indexes:
        if index.sha256 not in known:
            yield from (entry_of(line, name).sha256 for _, line in index_lines(store.read(index), name))
    yield from (part.sha256 for part in (*published.files.values(), published.records))
    yield from (patch.part.sha256 for patch in published.patches)


def clear_away(repository: Path, now: Clock, before: frozenset[str] | None = frozenset()) -> int:
    """Remove the objects that nothing has needed for KEPT_DAYS, by their files' date, and date those that `before` (see
    `needed`) held and nothing holds now. Returns how many are gone: none when one document could not be read, now or
    before. Raises nothing: a repository that holds a little more than it needs is no fault."""
    wanted = needed(repository, now)
    if wanted is None or before is None:
        return 0
    gone, moment = 0, now().timestamp()
    with contextlib.suppress(OSError):
        for path in list((repository / OBJECTS_NAME).glob("*/*")):
            name = path.name.partition(".")[0]
            if name not in wanted:
                with contextlib.suppress(OSError):
                    gone += _let_go(path, moment, just_now=name in before)
    return gone


def _let_go(path: Path, moment: float, *, just_now: bool) -> bool:
    """Whether it is removed. Raises OSError."""
    if just_now:
        os.utime(path, (moment, moment))
        return False
    if path.stat().st_mtime >= moment - KEPT_DAYS * 86400:
        return False
    path.unlink()
    return True

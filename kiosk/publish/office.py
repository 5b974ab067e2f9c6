"""From sources or a release to a signed publication: each step stops the chain, and what is in force stays."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import BuildError, KioskError, SettingsError, UsageError
from kiosk.publish.cutting import ObjectStore, cut, unneeded
from kiosk.publish.publication import gather, load_companions, publish
from kiosk.publish.remote import fetch_sources, source_names
from kiosk.publish.report import Report
from kiosk.publish.shrink import check_shrink, given, load_given
from kiosk.publish.signing.keyring import KeyRing
from kiosk.publish.signing.outcome import Outcome
from kiosk.publish.signing.repository import SignedRepository
from kiosk.release import Release, open_release
from kiosk.release.published import (
    DOCUMENT_NAME,
    TARGETS_NAME,
    TERRITORY,
    Published,
    from_document,
    to_document,
)
from kiosk.settings import Settings

Step = Callable[[str, int, int], None]
KEPT_DAYS = 30
"""An object that no publication holds any more stays so long: a terminal may be in the middle of fetching it."""


@dataclass(frozen=True)
class Sources:
    """`addresses` are paths and https addresses; `cache` keeps what was fetched, and what each gave the last time."""

    addresses: Sequence[str]
    cache: Path
    corrections: Path | None = None
    max_shrink: float = 0.2

    @property
    def given(self) -> Path:
        return self.cache / "sources.json"


@dataclass(frozen=True, slots=True)
class Done:
    """`new` is False when the content was published already."""

    published: Published
    new: bool
    bytes: int
    outcome: Outcome


def build(sources: Sources, settings: Settings, house: Path, out: Path, step: Step) -> Report:
    """Fetch the sources, make a release of them at `out`, and its report. Raises the errors of each step, and
    SourceError when much less came than the last time; nothing is written then."""
    companions = load_companions(house, settings.languages)
    paths = fetch_sources(sources.addresses, sources.cache, step=step)
    names = source_names(sources.addresses, sources.cache)
    assembled = gather(paths, settings, house, step, names=names, corrections=sources.corrections)
    check_shrink(given(assembled.report), load_given(sources.given), sources.max_shrink)
    publish(assembled, companions, settings, out, dt.datetime.now(dt.UTC))
    return assembled.report


def territory_of(asked: str | None, settings: Settings) -> str:
    """The territory that is published: asked for, or the site file's. Raises UsageError, SettingsError."""
    territory = asked or settings.sync.territory
    if not territory:
        raise SettingsError(f"{settings.origin.where}: [sync] territory is not given. Add it, or say --territory NAME.")
    if not TERRITORY.fullmatch(territory):
        raise UsageError(f"{territory!r} is no name for a territory: small letters, digits and hyphens, 64 at most.")
    return territory


def put_in_force(
    release: Release,
    territory: str,
    repository: Path,
    ring: KeyRing,
    now: Callable[[], dt.datetime],
    step: Step,
) -> Done:
    """Cut a release into the repository and sign it. Whoever reads meanwhile sees the one before or this one, whole."""
    if release.manifest.built > now() + dt.timedelta(days=1):
        raise BuildError(
            f"{release.path}: it says it was made on {release.manifest.built:%Y-%m-%d}, which is still to come. "
            "Set the clock of the machine that builds, and build again: terminals would take nothing after it."
        )
    signed = SignedRepository(repository, now)
    document = signed.document(territory)
    before = from_document(document) if document else _last_known(repository, territory)
    store = ObjectStore(repository)
    published = cut(release, territory, before, store, step)
    step("signing", 0, 0)
    new = published is not before
    if signed.document(territory) != document:
        raise BuildError(f"{repository}: somebody else published {territory} meanwhile. Publish again.")
    outcome = signed.publish(territory, document if document and not new else to_document(published), ring)
    return Done(published, new, store.added, outcome)


def _last_known(repository: Path, territory: str) -> Published | None:
    """What was published last for a territory that has just begun to sign for itself: its versions go on."""
    found: list[Published] = []
    for path in (repository / TARGETS_NAME / territory).glob(f"*.{DOCUMENT_NAME}"):
        with contextlib.suppress(KioskError, OSError):
            found.append(from_document(path.read_bytes()))
    return max(found, key=lambda published: published.version, default=None)


def clear_away(repository: Path, now: Callable[[], dt.datetime]) -> int:
    """Remove the objects that are older than KEPT_DAYS and that no document needs which still lies in the repository:
    those in force, those that wait, and the ones before, which stay for a while. Returns how many. When one document
    cannot be read, nothing is removed."""
    signed = SignedRepository(repository, now)
    try:
        documents = [signed.document(territory) for territory in signed.territories()]
        documents += [path.read_bytes() for path in (repository / TARGETS_NAME).glob(f"*/*.{DOCUMENT_NAME}")]
        known = [from_document(document) for document in documents if document]
        old = now().timestamp() - KEPT_DAYS * 86400
        paths = [path for path in unneeded(repository, known) if path.stat().st_mtime < old]
        for path in paths:
            path.unlink(missing_ok=True)
    except (KioskError, OSError):  # a repository that holds a little more than it needs is no fault
        return 0
    return len(paths)


def opened(path: Path) -> Release | None:
    """The release at a path, None when the path is no directory. Raises ReleaseError."""
    return open_release(path) if path.is_dir() else None

"""From sources or a release to a signed publication: each step stops the chain, and what is in force stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import BuildError, SettingsError, UsageError
from kiosk.publish.cutting import ObjectStore, cut
from kiosk.publish.publication import gather, load_companions, publish
from kiosk.publish.remote import fetch_sources, source_names
from kiosk.publish.report import Report
from kiosk.publish.shrink import check_shrink, given, load_given
from kiosk.publish.signing.keyring import KeyRing
from kiosk.publish.signing.outcome import Outcome
from kiosk.publish.signing.repository import SignedRepository
from kiosk.release import Release, open_release
from kiosk.release.published import TERRITORY, Published, from_document, to_document
from kiosk.settings import Settings

Step = Callable[[str, int, int], None]
CLOCK_MAY_DIFFER = dt.timedelta(days=1)
"""Between the machine that builds and the one that signs."""


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
    """Cut a release into the repository and sign it. Whoever reads meanwhile sees the one before or this one, whole.
    Raises KeysError when somebody else published the territory while it was cut, BuildError for a release that was
    made more than CLOCK_MAY_DIFFER after now, and the errors of each step."""
    if release.manifest.built > now() + CLOCK_MAY_DIFFER:
        raise BuildError(
            f"{release.path}: it says it was made on {release.manifest.built:%Y-%m-%d}, which is still to come. "
            "Set the clock of the machine that builds, and build again: terminals would take nothing after it."
        )
    signed = SignedRepository(repository, now)
    document = signed.document(territory)
    before = from_document(document) if document else None
    store = ObjectStore(repository)
    published = cut(release, territory, before, store, step)
    step("signing", 0, 0)
    new = published is not before
    newest = document if document and not new else to_document(published)
    outcome = signed.publish(territory, newest, ring, after=document)
    return Done(published, new, store.added, outcome)


def is_release(path: Path) -> bool:
    """It is a directory. Raises UsageError for what cannot be a path."""
    try:
        path.stat()  # is_dir() says no to half a character, and to nothing else that is odd
        return path.is_dir()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "no path has such characters"
        raise UsageError(f"{str(path)!r:.80}: this cannot be a release or a source ({why}). Check the path.") from None


def opened(path: Path) -> Release | None:
    """The release at a path, None when the path is no directory. Raises ReleaseError, and as `is_release`."""
    return open_release(path) if is_release(path) else None

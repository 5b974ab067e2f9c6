"""One sync: what is in force is found, fetched, built, checked, and put in force; or nothing changes."""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import hashlib
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.disk import Disk, refused
from kiosk.errors import ContentError, KioskError, RollbackError, SyncError
from kiosk.release.published import DOCUMENT_NAME, Published, from_document
from kiosk.release.state import CURRENT_NAME, RELEASES_NAME
from kiosk.settings import Settings
from kiosk.sync.install import Installer, sounds_of
from kiosk.sync.objects import Objects, Patience, Step
from kiosk.sync.records import fetch_records
from kiosk.sync.selfcheck import check_release
from kiosk.sync.transport import Repository
from kiosk.sync.trust import Signed, what_is_in_force

log = logging.getLogger(__name__)

FOLDERS = ("tuf", "objects", "partial", RELEASES_NAME)


@dataclass(frozen=True)
class SyncOptions:
    """`root` is the root metadata this terminal trusts from its first day."""

    settings: Settings
    repository: Repository
    territory: str
    state: Path
    root: bytes


@dataclass(frozen=True)
class Effects:
    """`clock()` gives the aware moment it is; `ask`, when there is one, is called with the state once it is up to date,
    to fetch what is not signed: it raises nothing."""

    disk: Disk
    patience: Patience
    clock: Callable[[], dt.datetime]
    step: Step = lambda what, done, total: None
    ask: Callable[[Path], None] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """`bytes` are those of the parts that were fetched, signatures and the document itself left out."""

    version: int
    changed: bool
    bytes: int = 0


def sync(options: SyncOptions, effects: Effects) -> Outcome:
    """Bring the state up to date. Raises the errors of SyncError, and SettingsError when the site file asks for what
    the publication does not hold; then the release in force is the one from before."""
    with refused(options.state):
        for name in FOLDERS:
            effects.disk.folder(options.state / name)
        with _alone(options.state):
            try:
                outcome = _sync(options, effects)
            except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError) as error:
                log.debug("a publication that nobody foresaw", exc_info=True)
                raise ContentError(
                    f"what was published makes no sense here ({type(error).__name__}). Tell its editor."
                ) from error
            if effects.ask:
                effects.step("asking which appointments are open", 0, 0)
                effects.ask(options.state)
            return outcome


def _sync(options: SyncOptions, effects: Effects) -> Outcome:
    state, repository = options.state, options.repository
    objects = Objects(state / "objects", state / "partial", effects.disk)
    installer = Installer(state, objects, effects.disk)
    at = _newest_moment(state, effects.clock())
    signed = effects.patience.through(
        lambda: what_is_in_force(repository, options.territory, options.root, state / "tuf", at)
    )
    force = installer.in_force()
    if force and _sha256(force[1] / DOCUMENT_NAME) == signed.sha256:
        installer.clear_away()
        return Outcome(force[0].version, False)
    try:
        document = effects.patience.through(lambda: signed.read(repository))
        published = _accepted(document, signed, options)
        come = _fetch(published, force[0] if force else None, objects, options, effects)
        opened = _known_clips(force[0], objects) if force else frozenset()
        installer.install(
            published,
            document,
            lambda work: check_release(work, options.settings, effects.clock(), opened),
            effects.step,
        )
    except ContentError:
        with contextlib.suppress(OSError):  # what was fetched for it is of no use
            installer.clear_away()
        raise
    with contextlib.suppress(OSError):  # the release is in force: what is left over goes the next time
        installer.clear_away()
    return Outcome(published.version, True, come)


def _accepted(document: bytes, signed: Signed, options: SyncOptions) -> Published:
    """The publication, if it is one for this terminal. It must not be older than the release in force, by its version
    and by its date: the metadata seen before may be lost, and then nothing else tells a rollback. By both, because who
    once stole a key can have raised one of them for ever."""
    published = from_document(document)
    if published.territory != signed.territory:
        raise ContentError(
            f"the publication is for {published.territory!r}, not {signed.territory!r}. Tell its editor."
        )
    if published.built > signed.until:
        raise ContentError(
            f"the publication says it was made on {published.built:%Y-%m-%d}, after its own signature ends. "
            "Tell its editor to set the office's clock, and to publish again."
        )
    shown = _document_in_force(options.state)
    if shown and shown.territory == published.territory:
        older = published.version < shown.version and published.built < shown.built
        if older:
            raise RollbackError(
                f"{options.repository.where}: version {published.version} is older than the one in force here, "
                f"{shown.version}. Nothing of it was used."
            )
    return published


def _fetch(
    published: Published, before: Published | None, objects: Objects, options: SyncOptions, effects: Effects
) -> int:
    """Have every part of a publication on the disk. Returns how many bytes came."""
    repository, patience, step = options.repository, effects.patience, effects.step
    come = objects.fetch(objects.missing(published.files.values()), repository, patience, step)
    sounds = [part for _, _, part in sounds_of(published, objects.read)]
    come += objects.fetch(objects.missing(sounds), repository, patience, step)
    return come + fetch_records(published, before, objects, repository, patience, step)


def _known_clips(published: Published, objects: Objects) -> frozenset[str]:
    """The sounds that were opened when they were installed."""
    try:
        return frozenset(part.sha256 for _, _, part in sounds_of(published, objects.read))
    except (OSError, KioskError):
        return frozenset()


def _newest_moment(state: Path, now: dt.datetime) -> dt.datetime:
    """The latest of what the clock says and of what was published: a dead battery does not turn time back."""
    shown = _document_in_force(state)
    return max(now, shown.built) if shown else now


def _document_in_force(state: Path) -> Published | None:
    try:
        return from_document((state / CURRENT_NAME / DOCUMENT_NAME).read_bytes())
    except (OSError, KioskError):
        return None


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextlib.contextmanager
def _alone(state: Path) -> Iterator[None]:
    """One sync at a time. Raises SyncError when another one is at work."""
    handle = os.open(state / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SyncError(
                f"{state}: another sync is at work there. Nothing was done; look at `kiosk status`."
            ) from None
        yield
    finally:
        os.close(handle)


__all__ = ["CURRENT_NAME", "Effects", "Outcome", "SyncOptions", "sync"]

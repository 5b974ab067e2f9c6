"""A repository of publications, from the office's side. Its layout stands in kiosk.release.published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import EllipsisType

from kiosk.disk import write_whole
from kiosk.errors import DamagedError, KeysError, UsageError
from kiosk.publish.signing.files import Files, Write
from kiosk.publish.signing.held import (
    ROOT,
    SNAPSHOT,
    TIMESTAMP,
    Held,
    check_territory,
    delegated,
    open_root,
)
from kiosk.publish.signing.keyring import KeyRing
from kiosk.publish.signing.outcome import Outcome
from kiosk.publish.signing.signatures import can_sign, missing_key
from kiosk.publish.signing.verifying import document_of
from kiosk.publish.signing.work import Work


class SignedRepository:
    """The folder of a repository; it is made by the first `publish`. `now` gives the aware moment of signing, `write`
    puts a file there whole. Every method raises KeysError when the chain of roots is broken or a key is missing or
    refused, and UsageError when the disk refuses or a territory has no possible name."""

    def __init__(self, folder: Path, now: Callable[[], dt.datetime], write: Write = write_whole) -> None:
        self._files = Files(folder, write)
        self._now = now

    def territories(self) -> tuple[str, ...]:
        """Those that have a document or sign for themselves, in order."""
        with self._files.held(to_write=False):
            held = self._held()
            if held is None or held.targets is None:
                return ()
            direct = (path.partition("/")[0] for path in held.targets.targets)
            return tuple(sorted({*direct, *delegated(held.targets)}))

    def document(self, territory: str) -> bytes | None:
        """The gzipped document that was signed last for a territory, even where a server has still to put it in force;
        None when there is none yet. Raises DamagedError when it is not what was signed."""
        check_territory(territory)
        with self._files.held(to_write=False):
            held = self._held()
            target = held.target(territory) if held else None
            if target is None:
                return None
            document = document_of(self._files, territory, target)
        if document is None:
            raise DamagedError(
                f"{self._files.folder}: the document of {territory} is missing or is not what was signed. Bring it "
                "back from a copy."
            )
        return document

    def publish(
        self, territory: str, document: bytes, ring: KeyRing, *, after: bytes | EllipsisType | None = ...
    ) -> Outcome:
        """Sign the gzipped document of a territory and, with the keys for that, put it in force. The very same
        document again only renews the timestamp. An empty repository gets the roots of the folder of keys. Raises
        KeysError when another than `after`, as `document` gave it, is the last one by now."""
        check_territory(territory)
        if not document:
            raise UsageError(f"{territory}: its document is empty. Build the release again.")
        with self._files.held(to_write=True):
            work = Work(self._files, ring, self._now())
            work.check_believed()
            target = work.held.target(territory)
            if after is not ... and (target and target.hashes.get("sha256")) != (after and sha256(after).hexdigest()):
                raise KeysError(
                    f"{self._files.folder}: somebody else published {territory} meanwhile. That stays; run it again."
                )
            work.put_document(territory, document)
            work.hand_over()
            return work.finish()

    def refresh(self, ring: KeyRing) -> Outcome:
        """Put in force what others signed, where it is fit, and sign again what lived half its life."""
        with self._files.begun():
            work = Work(self._files, ring, self._now())
            if not can_sign(work.root.roles[TIMESTAMP], ring):
                raise missing_key(TIMESTAMP, work.root.roles[TIMESTAMP], 1)
            work.sign_all_again_when_old()
            work.hand_over()
            outcome = work.finish()
        if not outcome.in_force:
            if not can_sign(work.root.roles[SNAPSHOT], ring):
                raise missing_key(SNAPSHOT, work.root.roles[SNAPSHOT], 1)
            raise KeysError(" ".join((f"{self._files.folder}: nothing can be put in force.", *outcome.told())))
        return outcome

    def _held(self) -> Held | None:
        return Held(self._files, open_root(self._files, None)[0]) if self._files.versions(ROOT) else None

"""Making the first keys, and key pairs for towns. All of it works without a network."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from tuf.api.metadata import Role, Root

from kiosk.disk import flush, write_whole
from kiosk.errors import KeysError, UsageError
from kiosk.publish.private_files import make_folder
from kiosk.publish.signing import lifetimes
from kiosk.publish.signing.held import ROOT, SNAPSHOT, TARGETS, TIMESTAMP, check_territory
from kiosk.publish.signing.keyfiles import new_key, signer_of, write_pair
from kiosk.publish.signing.keyring import KeyRing
from kiosk.publish.signing.signatures import sign

ROOT_KEYS, ROOT_THRESHOLD = 3, 2
"""One root key may be lost, or stolen, and nothing is: two make a new root without it."""
TRUST_ROOT = "1.root.json"
Chosen = Callable[[str], bytes]
"""Gives the passphrase for a new key of that name, empty for none."""

EXPLAINED = """\
{keys}: six key pairs and the root of trust are made. NAME.pem is secret, NAME.pub is not.

  root-1, root-2, root-3   say which keys count; two of the three are needed for that. Move each root-N.pem to a USB
                           stick of its own, give the sticks to three persons, and leave none here.
  targets                  signs what is published, and says which towns sign for themselves. It stays with the editor.
  snapshot, timestamp      say what is in force now; they may go to the server, whose weekly job signs with them. They
                           have no passphrase, as nobody sits there: nobody else may read that server's folder.
  1.root.json              is no secret. It goes to each terminal, by a way you trust: all the rest follows from it.

Copy this folder to a safe place before you go on. Lost keys can be replaced only while two root keys are left."""


def init(folder: Path, chosen: Chosen, now: dt.datetime) -> str:
    """Make a folder of keys, whole or not at all; gives the text that explains it. Raises KeysError when there is
    something already, UsageError when the disk refuses."""
    try:
        if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
            raise KeysError(f"{folder}: something is there already, and keys are never replaced. Choose a new folder.")
        names = (*(f"{ROOT}-{number}" for number in range(1, ROOT_KEYS + 1)), TARGETS, SNAPSHOT, TIMESTAMP)
        phrases = {name: b"" if name in (SNAPSHOT, TIMESTAMP) else chosen(name) for name in names}
        folder.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))  # 0700, whatever the umask
        try:
            _fill(work, phrases, now)
            os.rename(work, folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        flush(folder.parent)
    except OSError as error:
        raise UsageError(f"{folder}: keys cannot be made there ({error.strerror}). Choose another folder.") from None
    return EXPLAINED.format(keys=folder)


def _fill(folder: Path, phrases: dict[str, bytes], now: dt.datetime) -> None:
    root = Root(1, expires=now.astimezone(dt.UTC).replace(microsecond=0) + lifetimes.ROOT, consistent_snapshot=True)
    root.roles[ROOT] = Role([], ROOT_THRESHOLD)
    ring = KeyRing(None, lambda _file: b"")
    for name, phrase in phrases.items():
        key = new_key()
        write_pair(folder, name, key, phrase)
        ring.add(signer_of(key))
        root.add_key(signer_of(key).public_key, ROOT if name.startswith(ROOT) else name)
    write_whole(folder / TRUST_ROOT, sign(root, ROOT, [root.roles[ROOT]], ring))


def new(name: str, folder: Path, chosen: Chosen) -> Path:
    """Make one key pair, for a town; gives the path of NAME.pub. Raises KeysError when it is there already, UsageError
    for a name that no territory can have, or when the disk refuses."""
    check_territory(name)
    try:
        for half in (".pem", ".pub"):
            if (folder / f"{name}{half}").exists():
                raise KeysError(f"{folder / name}{half}: this is there already. Choose another name or folder.")
        make_folder(folder)
        return write_pair(folder, name, new_key(), chosen(name))
    except OSError as error:
        raise UsageError(f"{folder}: keys cannot be made there ({error.strerror}). Choose another folder.") from None

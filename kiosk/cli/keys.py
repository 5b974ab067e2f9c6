"""`kiosk keys`: make, rotate and revoke the keys that sign publications. Nothing here needs a network."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kiosk.publish.signing.keyring import KeyRing
    from kiosk.publish.signing.outcome import Outcome
    from kiosk.publish.signing.rotation import Rotation

NOTHING_WAITS = "It is in force."


def add_parser(subparsers: Any) -> None:
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "keys",
        help="make, rotate and revoke the keys that sign publications",
        description="Make and replace the keys that sign publications. KEYS is a folder that only you can read.",
    )
    commands = parser.add_subparsers(dest="keys_command", required=True, metavar="WHAT")

    def add(name: str, summary: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        command.set_defaults(run_keys=run)
        return command

    init = add("init", "make a folder of keys, and the root of trust for terminals", _init)
    show = add("show", "tell which keys count, until when, and which lie here", _show)
    show.add_argument("--json", action="store_true", help="as JSON")
    new = add("new", "make one key pair, for a town that signs for itself", _new)
    new.add_argument("name", metavar="NAME", help="name of the files, such as the territory's")
    delegate = add("delegate", "let a town sign for its own territory, or replace its key", _delegate)
    delegate.add_argument("--territory", required=True, metavar="T", help="territory, as it is named in addresses")
    delegate.add_argument(
        "--key", type=Path, required=True, action="append", metavar="FILE.pub", help="public key; repeat for more"
    )
    delegate.add_argument("--name", metavar="TEXT", help="what people call the town")
    rotate = add("rotate", "put a new key in place of a role's key", _rotate)
    rotate.add_argument("role", metavar="ROLE", help="root, targets, snapshot, timestamp, or a territory")
    rotate.add_argument("--old", metavar="KEYID", help="of the root keys, the one to replace")
    revoke = add(
        "revoke",
        "trust keys no more, and sign again what they signed; keys stolen together are revoked together",
        _revoke,
    )
    revoke.add_argument("keyid", nargs="+", metavar="KEYID", help="id of a key, or its first 8 characters")
    renew = add("renew", "give the root and the targets a new expiry", _renew)
    for command in (init, show, new, delegate, rotate, revoke, renew):
        command.add_argument("keys", type=Path, metavar="KEYS", help="folder of keys")
    show.add_argument("--repo", type=Path, metavar="REPO", help="repository to look into")
    for command in (delegate, rotate, revoke, renew):
        command.add_argument("--repo", type=Path, required=True, metavar="REPO", help="repository to change")
        command.add_argument(
            "--root-key",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="key on a stick; repeat for more",
        )
    for command in (init, new, delegate, rotate, revoke, renew):
        command.add_argument(
            "--passphrase-fd", type=int, metavar="N", help="read one line from this descriptor, for all keys"
        )


def run(args: argparse.Namespace) -> int:
    """Do it and tell in plain words. Raises KeysError when a key is missing, refused or there already, and UsageError
    for names and folders that cannot be; nothing is changed then."""
    code: int = args.run_keys(args)
    return code


def _init(args: argparse.Namespace) -> int:
    from kiosk.publish.signing.ceremony import init
    from kiosk.publish.signing.passphrases import Passphrases

    print(init(args.keys, Passphrases(args.passphrase_fd).chosen, _now()))
    return 0


def _show(args: argparse.Namespace) -> int:
    from kiosk.publish.signing.showing import as_json, as_text, show

    roles = show(args.keys, args.repo)
    print(json.dumps(as_json(roles), indent=1, ensure_ascii=False) if args.json else "\n".join(as_text(roles)))
    return 0


def _new(args: argparse.Namespace) -> int:
    from kiosk.publish.signing.ceremony import new
    from kiosk.publish.signing.passphrases import Passphrases

    print(new(args.name, args.keys, Passphrases(args.passphrase_fd).chosen))
    return 0


def _delegate(args: argparse.Namespace) -> int:
    from kiosk.publish.signing.delegation import delegate
    from kiosk.publish.signing.keyfiles import read_public

    keys = [read_public(path) for path in args.key]
    done = delegate(args.repo, args.territory, keys, _ring(args), _now(), args.name)
    return _tell(done.said, done.outcome)


def _rotate(args: argparse.Namespace) -> int:
    done = _rotation(args).rotate(args.role, args.old)
    return _tell(done.said, done.outcome)


def _revoke(args: argparse.Namespace) -> int:
    done = _rotation(args).revoke(args.keyid)
    closing = (
        "What these keys signed before counts no more; what was in force is signed again. Read it once with "
        "`kiosk keys show`, and look at what is published: the thief may have changed it.",
    )
    return _tell((*done.said, *closing), done.outcome)


def _renew(args: argparse.Namespace) -> int:
    return _tell(("The root and the targets are signed anew.",), _rotation(args).renew())


def _rotation(args: argparse.Namespace) -> Rotation:
    from kiosk.publish.signing.passphrases import Passphrases
    from kiosk.publish.signing.rotation import Rotation

    passphrases = Passphrases(args.passphrase_fd)
    return Rotation(args.repo, _ring(args, passphrases.known), _now(), passphrases.chosen)


def _ring(args: argparse.Namespace, known: Callable[[str], bytes] | None = None) -> KeyRing:
    from kiosk.publish.signing.keyring import KeyRing
    from kiosk.publish.signing.passphrases import Passphrases

    return KeyRing(args.keys, known or Passphrases(args.passphrase_fd).known, args.root_key)


def _tell(said: Iterable[str], outcome: Outcome) -> int:
    for line in (*said, *outcome.told()):
        print(line)
    if outcome.in_force:
        print(NOTHING_WAITS)
    return 0


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)

"""`kiosk desk`: the office's side of appointments: make the town's keys, receive, fetch and open what was asked."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.errors import UsageError


def add_parser(subparsers: Any) -> None:
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "desk",
        help="make the town's keys, receive and open the appointments that visitors asked for",
        description="The office's side of appointments. Only the key made here opens what terminals send.",
    )
    commands = parser.add_subparsers(dest="desk_command", required=True, metavar="WHAT")

    keys = commands.add_parser("keys", help="make the key pair that requests are sealed to")
    keys.add_argument(
        "folder", type=Path, metavar="DIR", help="folder for rdv.key and rdv.pub, made if it is not there"
    )
    keys.set_defaults(run_desk=_keys)

    open_ = commands.add_parser(
        "open",
        help="open sealed requests and list them by half-hour",
        description="Exit codes: 0 all opened, 1 something does not open, or a half-hour was asked for twice.",
    )
    open_.add_argument("paths", type=Path, nargs="+", metavar="FOLDER|FILE", help="sealed requests")
    open_.add_argument("--key", type=Path, required=True, metavar="FILE", help="rdv.key")
    open_.add_argument("--timezone", default="Europe/Paris", metavar="ZONE", help="of the hours shown (Europe/Paris)")
    form = open_.add_mutually_exclusive_group()
    for name, says in (("json", "JSON"), ("csv", "a table for a spreadsheet"), ("ics", "a calendar to import")):
        form.add_argument(f"--{name}", action="store_const", const=name, dest="form", help=f"print {says}")
    open_.set_defaults(run_desk=_open)

    fetch = commands.add_parser("fetch", help="bring sealed requests from a receiver to a folder")
    fetch.add_argument("address", metavar="URL", help="receiver, as send_to in the site files")
    fetch.add_argument("folder", type=Path, metavar="DIR", help="where to put them")
    fetch.add_argument("--desk", required=True, metavar="NAME", help="desk, as in the site files")
    fetch.set_defaults(run_desk=_fetch)

    serve = commands.add_parser("serve", help="receive sealed requests, behind a web server that does https")
    serve.add_argument("folder", type=Path, metavar="DIR", help="where to keep them")
    serve.add_argument("--port", type=int, default=8420, metavar="N", help="on 127.0.0.1 (8420)")
    serve.set_defaults(run_desk=_serve)
    for command in (keys, open_):
        command.add_argument("--passphrase-fd", type=int, metavar="N", help="read the passphrase from this descriptor")
    for command in (fetch, serve):
        command.add_argument("--token-file", type=Path, required=True, metavar="FILE", help="file with the token")


def run(args: argparse.Namespace) -> int:
    """Do it and tell. Raises KeysError, UsageError, SettingsError, NetworkError."""
    code: int = args.run_desk(args)
    return code


def _keys(args: argparse.Namespace) -> int:
    from kiosk.publish.desk.keyfiles import PRIVATE_NAME, PUBLIC_NAME, make_pair
    from kiosk.publish.signing.passphrases import Passphrases

    text = make_pair(args.folder, Passphrases(args.passphrase_fd).chosen(PRIVATE_NAME))
    print(
        f"{args.folder / PRIVATE_NAME} opens requests: keep it in the office, and a copy in a safe. Without it nobody"
    )
    print(f"can read what visitors asked. {args.folder / PUBLIC_NAME} is for the site files:")
    print(f'key = "{text}"')
    return 0


def _open(args: argparse.Namespace) -> int:
    from kiosk.publish.desk import listing
    from kiosk.publish.desk.keyfiles import read_private
    from kiosk.publish.desk.opening import open_all, sealed_files
    from kiosk.publish.signing.passphrases import Passphrases

    zone = _zone(args.timezone)
    files = sealed_files(args.paths)
    opened = open_all(files, read_private(args.key, Passphrases(args.passphrase_fd).known))
    match args.form:
        case "json":
            print(listing.as_json(opened))
        case "csv":
            sys.stdout.write(listing.as_csv(opened, zone))
        case "ics":
            sys.stdout.write(listing.as_ics(opened, zone).decode())
        case _:
            print("\n".join(listing.as_text(opened, zone)))
    for problem in opened.problems:
        print(f"kiosk desk: {problem}", file=sys.stderr)
    if opened.conflicts:
        print(f"kiosk desk: {len(opened.conflicts)} half-hours were asked for twice.", file=sys.stderr)
    return 1 if opened.problems or opened.conflicts or opened.repeated else 0


def _fetch(args: argparse.Namespace) -> int:
    from kiosk.publish.desk.fetching import fetch
    from kiosk.publish.desk.wsgi import read_token

    print(f"{fetch(args.address, args.desk, args.folder, read_token(args.token_file))} new requests")
    return 0


def _serve(args: argparse.Namespace) -> int:
    from kiosk.publish.desk.receiver import receiver
    from kiosk.publish.desk.serving import serving
    from kiosk.publish.desk.wsgi import read_token

    app = receiver(args.folder, read_token(args.token_file))
    with serving(app, args.port) as server:
        print(f"listening on 127.0.0.1:{server.server_port}; put a web server with https before it", flush=True)
        server.serve_forever()
    return 0


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(f'--timezone {name}: this is no time zone. Give one such as "Europe/Paris".') from None

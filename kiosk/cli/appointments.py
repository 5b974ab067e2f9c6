"""`kiosk appointments`: read the helpers' calendar, send what visitors asked for, and tell how that goes."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import random
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk import house
from kiosk.appointments.options import Options, appointment_options
from kiosk.appointments.outbox import FOLDER_NAME
from kiosk.appointments.spans import slot_of
from kiosk.appointments.status import AppointmentStatus, status_of
from kiosk.cli.working import orderly_stop
from kiosk.disk import Disk
from kiosk.settings import Settings, load_settings

_TOKEN_BYTES = 4096


def add_parser(subparsers: Any) -> None:
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "appointments",
        help="read the helpers' calendar and send what visitors asked for",
        description="Appointments that visitors ask for on the screen. Run `sync` every few minutes, as the user of "
        "the screen. Exit codes of `sync`: 0 all sent, 2 bad usage or site file, 5 something waits, 7 disk, "
        "9 the calendar cannot be read.",
    )
    commands = parser.add_subparsers(dest="appointments_command", required=True, metavar="WHAT")
    sync = commands.add_parser("sync", help="read the calendar, send what waits, learn what is given")
    sync.add_argument("--now", action="store_true", help="try at once, also when it failed a moment ago")
    status = commands.add_parser("status", help="tell what waits, what was sent today, and what went wrong")
    status.add_argument("--json", action="store_true", help="print JSON instead of text")
    for command, run_it in ((sync, _sync), (status, _status)):
        command.add_argument("--site", type=Path, required=True, metavar="FILE", help="site file of this terminal")
        command.add_argument(
            "--folder", type=Path, metavar="DIR", help="where requests are kept (default: the state of this user)"
        )
        command.set_defaults(run_appointments=run_it)


def run(args: argparse.Namespace) -> int:
    """Do it and print one line. Raises SettingsError, DiskError."""
    code: int = args.run_appointments(args)
    return code


def _sync(args: argparse.Namespace) -> int:
    from kiosk.sync.appointments.exchange import Effects, exchange
    from kiosk.sync.appointments.web import Receiver

    settings = load_settings(args.site)
    options = appointment_options(settings)
    if options is None:
        print("appointments are not offered here: [appointments] has no key, or no send_to")
        return 0
    with orderly_stop():
        effects = Effects(Disk(), lambda: dt.datetime.now(dt.UTC), random.random)
        receiver = Receiver(options.send_to, _token(options, settings))
        done = exchange(options, _folder(args), receiver, effects, args.now)
    for error in filter(None, (done.calendar_error, done.error)):
        print(f"kiosk appointments: {error}", file=sys.stderr)
    print(f"{done.sent} sent, {done.waiting} waiting" + (", not tried: it is too soon" if done.too_soon else ""))
    return 5 if done.error else 9 if done.calendar_error else 0


def _status(args: argparse.Namespace) -> int:
    settings = load_settings(args.site)
    today = dt.datetime.now(ZoneInfo(settings.timezone)).date()
    status = status_of(_folder(args), today, Disk())
    print(status.to_json() if args.json else _text(status, ZoneInfo(settings.timezone)))
    return 0


def _text(status: AppointmentStatus, zone: ZoneInfo) -> str:
    lines = [f"{status.waiting} waiting, {status.sent_today} sent today, {status.refused} refused"]
    tried, well = (_local(moment, zone) for moment in (status.last_try, status.last_success))
    lines.append(f"last try: {tried}; last one that went well: {well}")
    lines += [f"not sent yet: {_local(start, zone)}" for start in status.half_hours]
    lines += [f"error: {error}" for error in (status.last_error, status.calendar_error) if error]
    for name in status.conflicts:
        with contextlib.suppress(ValueError):
            slot = slot_of(name).astimezone(zone)
            lines.append(f"TWO REQUESTS FOR ONE HALF-HOUR: {slot:%d/%m/%Y %H:%M}. Look at it with `kiosk desk open`.")
    return "\n".join(lines)


def _local(moment: str, zone: ZoneInfo) -> str:
    """An ISO moment on the clocks of the site; "none" for none, or for what a damaged file holds in its place."""
    with contextlib.suppress(ValueError):
        return f"{dt.datetime.fromisoformat(moment).astimezone(zone):%d/%m/%Y %H:%M}"
    return "none"


def _folder(args: argparse.Namespace) -> Path:
    return args.folder or house.state() / FOLDER_NAME


def _token(options: Options, settings: Settings) -> str:
    """Raises SettingsError when the file cannot be read; its content is never shown."""
    if options.token_file is None:
        return ""
    try:
        with options.token_file.open("rb") as file:
            token = file.read(_TOKEN_BYTES).decode("ascii").strip()
    except (OSError, UnicodeDecodeError):
        token = ""
    if not token or not token.isprintable():
        wanted = "a file with one word in it, which this user can read"
        raise settings.origin.wrong("appointments", "token_file", settings.appointments.token_file, wanted)
    return token

"""The table [appointments] of a site file, checked as a whole: what a terminal needs to offer half-hours."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from kiosk.appointments.keys import PREFIX, key_from_text
from kiosk.appointments.request import DESK, LONGEST_TERMINAL
from kiosk.appointments.slots import Rule
from kiosk.errors import KeysError
from kiosk.settings import Settings

SLIP_PREFIX = re.compile(r"[A-Z][A-Z0-9]{0,2}", re.ASCII)
_KEY_FILE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Options:
    """`calendar` is an https address, the path of a file, or empty; `key` the town's public key, 32 bytes;
    `token_file` holds the word that the receiver asks for, None when there is none; `terminal` names this terminal to
    the desk. The calendar's address may hold a secret, and is not shown by repr()."""

    desk: str
    key: bytes
    send_to: str
    calendar: str = field(repr=False)
    token_file: Path | None
    slip_prefix: str
    terminal: str
    rule: Rule


def appointment_options(settings: Settings) -> Options | None:
    """None when the site offers no appointments. Raises SettingsError, with the line, for a value that cannot be."""
    table, origin = settings.appointments, settings.origin
    if not table.key or not table.send_to:
        return None

    def wrong(key: str, wanted: str) -> Exception:
        return origin.wrong("appointments", key, getattr(table, key), wanted)

    folder = Path(origin.where).parent
    if not DESK.fullmatch(table.desk):
        raise wrong("desk", "a name of small letters, digits and hyphens, at most 40")
    prefix = table.slip_prefix or f"B{table.terminal}"
    if not SLIP_PREFIX.fullmatch(prefix):
        raise wrong("slip_prefix", 'a capital letter and at most two more letters or digits, such as "B7"')
    if table.terminal > table.terminals:
        raise wrong("terminal", f"at most the number of terminals, {table.terminals}")
    if not is_https(table.send_to) or urlsplit(table.send_to).query:
        raise wrong("send_to", "an address that begins with https://, without a question mark")
    remote = "://" in table.calendar
    if remote and not is_https(table.calendar):
        raise wrong("calendar", "the path of an .ics file, or an address that begins with https://")
    try:
        key = key_from_text(_key_text(folder, table.key), table.key[:60])
    except (KeysError, OSError, UnicodeDecodeError):
        raise wrong(
            "key", 'the public key of `kiosk desk keys`: its text with "rdv1:", or the path of rdv.pub'
        ) from None
    return Options(
        desk=table.desk,
        key=key,
        send_to=table.send_to.rstrip("/"),
        calendar=table.calendar if remote or not table.calendar else str(folder / table.calendar),
        token_file=folder / table.token_file if table.token_file else None,
        slip_prefix=prefix,
        terminal=f"{settings.name[: LONGEST_TERMINAL - 10]} ({prefix})",
        rule=Rule(
            zone=ZoneInfo(settings.timezone),
            hours=settings.helper.hours,
            days=table.days,
            notice=dt.timedelta(minutes=table.notice_minutes),
            terminal=table.terminal,
            terminals=table.terminals,
        ),
    )


def is_https(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme == "https" and bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return False


def _key_text(folder: Path, key: str) -> str:
    if key.startswith(PREFIX):
        return key
    with (folder / key).open("rb") as file:
        return file.read(_KEY_FILE_BYTES).decode("ascii")

"""What tests of appointments share: a terminal with its folder, a calendar, a receiver on loopback, the town's key."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from nacl.public import PrivateKey

from kiosk.appointments.asking import Appointments, Slip
from kiosk.appointments.options import Options
from kiosk.appointments.request import Contact, NeedAsked
from kiosk.appointments.slots import Rule
from kiosk.disk import Disk
from kiosk.publish.desk.receiver import WsgiApp, receiver
from kiosk.publish.desk.serving import serving
from kiosk.sync.appointments.exchange import Effects, Exchanged, exchange
from kiosk.sync.appointments.web import Receiver

PARIS = ZoneInfo("Europe/Paris")
NOW = dt.datetime(2026, 11, 20, 10, 7, tzinfo=PARIS)
"""A Friday."""
KEY = PrivateKey(bytes(range(32)))
TOKEN = "a-token-of-the-tests"
NEED = NeedAsked("logement/loyer/aide", ("Un logement", "Payer mon loyer", "Remplir un dossier"))
SOMEBODY = Contact("Gwendoline", "06 39 98 12 34")
HOURS = "Mo-Fr 09:00-12:00,14:00-17:00"
OPTIONS = Options(
    desk="accueil",
    key=bytes(KEY.public_key),
    send_to="",
    calendar="",
    token_file=None,
    slip_prefix="B7",
    terminal="CCAS (B7)",
    rule=Rule(PARIS, HOURS),
)


def calendar(*events: str) -> bytes:
    """An iCalendar file of these components, whose lines end with a line feed."""
    body = "\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//FR", *events, "END:VCALENDAR", ""))
    return body.replace("\n", "\r\n").encode()


def event(*lines: str, title: str = "Occupé", uid: str = "1") -> str:
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT"))


@dataclass
class Terminal:
    """`now` moves when a test says so."""

    folder: Path
    address: str = ""
    options: Options = OPTIONS
    token: str = TOKEN
    now: dt.datetime = NOW
    agenda: bytes | None = None

    def appointments(self, disk: Disk | None = None) -> Appointments:
        return Appointments(self.options, self.folder, disk or Disk())

    def ask(self, disk: Disk | None = None, which: int = 0, contact: Contact = SOMEBODY) -> Slip:
        """Ask for one of the half-hours that are offered."""
        made = self.appointments(disk)
        return made.ask(made.offer(self.now).slots[which], self.now, NEED, "uk", contact)

    def exchange(self, disk: Disk | None = None, at_once: bool = True) -> Exchanged:
        effects = Effects(disk or Disk(), lambda: self.now, lambda: 0.5, lambda source: self.agenda or b"")
        return exchange(self.options, self.folder, Receiver(self.address, self.token, 5.0), effects, at_once)

    def share(self, number: int, terminals: int, folder: Path) -> Terminal:
        """Another terminal of the same desk."""
        rule = replace(self.options.rule, terminal=number, terminals=terminals)
        options = replace(self.options, rule=rule, slip_prefix=f"B{number}", terminal=f"CCAS (B{number})")
        return replace(self, folder=folder, options=options)


@contextlib.contextmanager
def receiving(
    folder: Path, around: Callable[[WsgiApp], WsgiApp] = lambda app: app, now: dt.datetime = NOW
) -> Iterator[str]:
    """The address of a receiver on loopback until the block ends; `around` may answer in its place."""
    with serving(around(receiver(folder, TOKEN, lambda: now)), 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def answering(status: str, body: bytes = b"", *headers: tuple[str, str]) -> Callable[[WsgiApp], WsgiApp]:
    """A server that always answers so."""

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        start_response(status, [("Content-Length", str(len(body))), *headers])
        return [body]

    return lambda _app: app

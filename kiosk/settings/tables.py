"""The tables of a site file, as frozen values with what is so when nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kiosk.settings.origin import Origin


@dataclass(frozen=True, slots=True)
class Helper:
    """The human being of this very site: the last rung, and the answer of "Parler à quelqu'un"."""

    name: str = "L'accueil"
    desk: str = ""
    phone: str = ""
    hours: str = ""
    booking_url: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Territory:
    """`near_km` is the circle of the first rung, `far_km` of the second, both in kilometres from the site."""

    name: str = ""
    near_km: float = 5.0
    far_km: float = 60.0


@dataclass(frozen=True, slots=True)
class Screen:
    """`diagonal_inches` is the visible picture; `idle_seconds` before the warning, then `warning_seconds`."""

    diagonal_inches: float = 32.0
    viewing_mm: int = 600
    idle_seconds: int = 90
    warning_seconds: int = 20
    text_size: str = "normal"
    contrast: str = "normal"
    reach: str = "normal"
    motion: bool = True


@dataclass(frozen=True, slots=True)
class Speech:
    """`volume` is the step, of 0 to 10, at which a visit begins. `voices` tells, for a language code, what reads it:
    "espeak-ng" (what is said of no other), "clips" (recordings only) or the path of a Piper voice."""

    enabled: bool = True
    words_per_minute: int = 140
    volume: int = 7
    voices: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)


@dataclass(frozen=True, slots=True)
class Sync:
    """`repository` is where publications come from, an https address or a folder; `territory` is the one this terminal
    follows there. Both are empty on a terminal that is never updated."""

    repository: str = ""
    territory: str = ""


@dataclass(frozen=True, slots=True)
class Appointments:
    """Appointments asked for on the screen; there are none while `key` or `send_to` is empty. This terminal is number
    `terminal` of the `terminals` that share the helpers of one `desk`; its slips begin with `slip_prefix`, which is "B"
    and that number where it is empty. See kiosk.appointments.options."""

    desk: str = ""
    calendar: str = ""
    key: str = ""
    send_to: str = ""
    token_file: str = ""
    slip_prefix: str = ""
    terminal: int = 1
    terminals: int = 1
    days: int = 14
    notice_minutes: int = 60


@dataclass(frozen=True, slots=True)
class PrinterSite:
    """One printer. `queue` is its name in CUPS; `address` is where it is otherwise: "ipp://host/ipp/print",
    "tcp://host:9100", "/dev/usb/lp0", or a folder for "pdf"."""

    kind: str = ""
    queue: str = ""
    address: str = ""
    paper: str = "80mm"


@dataclass(frozen=True, slots=True)
class Printing:
    """`order` names the printers to use, the preferred first: none is used that is not named there.
    A slip is given up after `deadline_seconds`."""

    order: tuple[str, ...] = ()
    slips_per_visit: int = 3
    deadline_seconds: int = 45
    printers: Mapping[str, PrinterSite] = field(default_factory=lambda: MappingProxyType({}), hash=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """One terminal. What is known of a place is old after `old_after_days`, a whole release after `stale_after_days`.
    `origin` is where all this was written: it is no key of the file, and makes no difference."""

    name: str
    latitude: float
    longitude: float
    address: str = ""
    timezone: str = "Europe/Paris"
    demonstration: bool = False
    old_after_days: int = 365
    stale_after_days: int = 45
    languages: tuple[str, ...] = ("fr", "en", "ar", "uk", "ru", "ro", "es", "pt", "it", "pl", "tr", "fa")
    booking_hosts: tuple[str, ...] = ()
    helper: Helper = field(default_factory=Helper)
    territory: Territory = field(default_factory=Territory)
    screen: Screen = field(default_factory=Screen)
    speech: Speech = field(default_factory=Speech)
    sync: Sync = field(default_factory=Sync)
    appointments: Appointments = field(default_factory=Appointments)
    printing: Printing = field(default_factory=Printing)
    origin: Origin = field(default_factory=Origin, compare=False, repr=False)

    @property
    def position(self) -> tuple[float, float]:
        return self.latitude, self.longitude


TABLES = {
    "helper": Helper,
    "territory": Territory,
    "screen": Screen,
    "speech": Speech,
    "sync": Sync,
    "printing": Printing,
    "appointments": Appointments,
}

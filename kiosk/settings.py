"""The site file: this terminal's own settings, as frozen values.

`content/demo/site.toml` is the commented example. A key nobody knows is an error that names its line and
the nearest known key, because a typo in a site file must never be silently ignored in 300 halls.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.errors import SettingsError


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
    `terminal` of the `terminals` that share the helpers of one `desk`. See kiosk.appointments.options."""

    desk: str = ""
    calendar: str = ""
    key: str = ""
    send_to: str = ""
    token_file: str = ""
    slip_prefix: str = "B1"
    terminal: int = 1
    terminals: int = 1
    days: int = 14
    notice_minutes: int = 60


@dataclass(frozen=True, slots=True)
class PrinterSite:
    """One printer. `queue` is its name in CUPS; `address` is where it is otherwise: "ipp://host/ipp/print",
    "tcp://host:9100", "/dev/usb/lp0", or a folder for "pdf". `dpi` are the dots of an inch it draws."""

    kind: str = ""
    queue: str = ""
    address: str = ""
    paper: str = "80mm"
    dpi: int = 203


@dataclass(frozen=True, slots=True)
class Printing:
    """`order` names the printers to use, the preferred first: none is used that is not named there.
    A slip is given up after `deadline_seconds`."""

    order: tuple[str, ...] = ()
    slips_per_visit: int = 3
    deadline_seconds: int = 45
    printers: Mapping[str, PrinterSite] = field(default_factory=lambda: MappingProxyType({}), hash=False)


@dataclass(frozen=True, slots=True)
class Origin:
    """The text of a site file, and the name it goes by in errors. The text is empty when there is no such file."""

    text: str = ""
    where: str = "the site file"

    def at(self, table: str, key: str) -> str:
        """The line of `key` in `table`, or of the key or the table that stands at the top when `table` is empty."""
        current = ""
        for number, line in enumerate(self.text.splitlines(), 1):
            header = HEADER.match(line)
            current = header[1] if header else current
            found = KEY.match(line)
            if (header and not table and header[1] == key) or (found and f"{current}.{found[1]}" == f"{table}.{key}"):
                return f"{self.where}, line {number}"
        outer, dot, inner = table.rpartition(".")
        return self.at(outer, inner) if dot else self.where  # a table written on one line

    def wrong(self, table: str, key: str, value: Any, wanted: str) -> SettingsError:
        """The error for a value that is not what was wanted."""
        named = f"[{table}] {key}" if table else key
        return SettingsError(f"{self.at(table, key)}: {named} = {_cut(repr(value))} is not {wanted}. Correct it.")


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


HEADER = re.compile(r"\s*\[+\s*\"?([^\]\"]*?)\"?\s*\]")
KEY = re.compile(r"\s*\"?([^\"=]*?)\"?\s*=")
PHONE = re.compile(r"\+?[0-9](?:[ \u00a0\u202f.\-()]*[0-9]){1,14}")
TABLES = {
    "helper": Helper,
    "territory": Territory,
    "screen": Screen,
    "speech": Speech,
    "sync": Sync,
    "printing": Printing,
    "appointments": Appointments,
}
CHOICES = {
    "text_size": ("normal", "large", "larger", "largest"),
    "contrast": ("normal", "high"),
    "reach": ("normal", "low"),
}
PRINTERS = {"cups": "queue", "ipp": "address", "escpos": "address", "pdf": "address"}
"""kind → the key it cannot do without."""
PLACES = {
    "cups": re.compile(r"[^\s/#?]{1,127}"),
    "ipp": re.compile(r"ipp://[\w.-]+(?::\d{1,5})?/\S*"),
    "escpos": re.compile(r"tcp://[\w.-]+(?::\d{1,5})?|/dev/[\w./-]+(?:\?baud=(?:9600|19200|38400|57600|115200))?"),
    "pdf": re.compile(r".+"),
}
WHERE = {
    "cups": "the name of a queue of CUPS; `lpstat -e` lists them",
    "ipp": 'an address such as "ipp://10.0.0.9/ipp/print"',
    "escpos": 'an address such as "tcp://10.0.0.9:9100", "/dev/usb/lp0" or "/dev/ttyUSB0?baud=19200"',
    "pdf": "the path of a folder",
}
PAPERS = ("58mm", "80mm", "a5", "a4")
DPI = (100, 1200)
VOICES = ("espeak-ng", "clips")
VOICE_FILE = ".onnx"
RANGES = {
    "latitude": (-90, 90),
    "longitude": (-180, 180),
    "near_km": (0.1, 500),
    "far_km": (0.1, 2000),
    "diagonal_inches": (7, 120),
    "viewing_mm": (200, 2000),
    "idle_seconds": (60, 300),
    "warning_seconds": (20, 60),
    "words_per_minute": (60, 300),
    "volume": (0, 10),
    "slips_per_visit": (1, 20),
    "deadline_seconds": (10, 300),
    "old_after_days": (1, 36500),
    "stale_after_days": (1, 3650),
    "terminal": (1, 20),
    "terminals": (1, 20),
    "days": (1, 60),
    "notice_minutes": (0, 10080),
}


def load_settings(path: Path) -> Settings:
    """Read and check a site file. Raises SettingsError naming the file, the line and the field."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: this site file cannot be read ({error}). Give another with --site.") from error
    return parse_settings(text, str(path))


def parse_settings(text: str, where: str = "site.toml") -> Settings:
    """The settings a TOML text describes. Raises SettingsError."""
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{where}: this is not valid TOML: {error}. Correct that line.") from error
    origin = Origin(text, where)
    reader = _Reader(origin)
    for name, value in document.items():
        if name not in ("site", *TABLES):
            raise reader.unknown("", name, ["site", *TABLES])
        if not isinstance(value, dict):
            raise origin.wrong("", name, value, f"a table: write [{name}] on a line of its own")
    if "site" not in document:
        raise SettingsError(f"{where}: there is no [site] table. Begin with [site], then name, latitude, longitude.")
    tables = {name: cls(**reader.values(cls, document[name], name)) for name, cls in TABLES.items() if name in document}
    values = reader.values(Settings, document["site"], "site")
    for name in ("name", "latitude", "longitude"):
        if name not in values:
            raise SettingsError(f"{where}: [site] has no `{name}`. Add it.")
    settings = Settings(**values, **tables, origin=origin)
    if not settings.languages or settings.languages[0] != "fr":
        raise origin.wrong("site", "languages", settings.languages, 'a list that begins with "fr"')
    for code in settings.speech.voices:
        if code not in settings.languages:
            raise reader.unknown("speech.voices", code, list(settings.languages))
    for name in settings.printing.order:
        if name not in settings.printing.printers:
            raise origin.wrong("printing", "order", name, f"a printer: write [printing.printers.{name}] for it")
    return settings


class _Reader:
    def __init__(self, origin: Origin) -> None:
        self._origin = origin

    def values(self, cls: type, table: dict[str, Any], name: str) -> dict[str, Any]:
        tables = (*TABLES, "origin") if cls is Settings else ()
        known = {f.name: f for f in fields(cls) if f.name not in tables}
        out = {}
        for key, value in table.items():
            if key not in known:
                raise self.unknown(name, key, list(known))
            out[key] = self._checked(name, key, value, str(known[key].type))
        return out

    def _checked(self, table: str, key: str, value: Any, kind: str) -> Any:
        if kind == "str" and not isinstance(value, str):
            raise self._origin.wrong(table, key, value, "a text in quotes")
        if kind == "bool" and not isinstance(value, bool):
            raise self._origin.wrong(table, key, value, "true or false")
        if kind == "int" and (not isinstance(value, int) or isinstance(value, bool)):
            raise self._origin.wrong(table, key, value, "a whole number")
        if kind == "float" and (not isinstance(value, (int, float)) or isinstance(value, bool)):
            raise self._origin.wrong(table, key, value, "a number")
        if kind.startswith("Mapping"):
            return self._voices(value) if table == "speech" else self._printers(value)
        if kind.startswith("tuple"):
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                raise self._origin.wrong(table, key, value, "a list of texts in quotes")
            value = tuple(value)
        if key in CHOICES and value not in CHOICES[key]:
            raise self._origin.wrong(table, key, value, "one of " + ", ".join(CHOICES[key]))
        if (table, key) == ("helper", "phone") and value and not PHONE.fullmatch(value):
            raise self._origin.wrong(table, key, value, 'a phone number such as "03 20 00 00 00"')
        if key == "timezone" and not _is_zone(value):
            raise self._origin.wrong(table, key, value, 'a time zone such as "Europe/Paris"')
        if key in RANGES and not RANGES[key][0] <= value <= RANGES[key][1]:
            raise self._origin.wrong(table, key, value, f"between {RANGES[key][0]} and {RANGES[key][1]}")
        return float(value) if kind == "float" else value

    def _voices(self, value: Any) -> Mapping[str, str]:
        """[speech.voices], the paths of voices made whole: they are written from the folder of the site file."""
        if not isinstance(value, dict):
            raise self._origin.wrong("speech", "voices", value, "a table: write [speech.voices] on a line of its own")
        folder = Path(self._origin.where).parent
        for code, voice in value.items():
            if not isinstance(voice, str) or not (voice in VOICES or voice.endswith(VOICE_FILE)):
                wanted = f'"{VOICES[0]}", "{VOICES[1]}" or the path of a Piper voice, which ends with "{VOICE_FILE}"'
                raise self._origin.wrong("speech.voices", code, voice, wanted)
        whole = {code: voice if voice in VOICES else str(folder / voice) for code, voice in value.items()}
        return MappingProxyType(whole)

    def _printers(self, value: Any) -> Mapping[str, PrinterSite]:
        """[printing.printers.NAME], each whole enough to be used."""
        if not isinstance(value, dict):
            wanted = "a table: write [printing.printers.NAME] on a line of its own"
            raise self._origin.wrong("printing", "printers", value, wanted)
        return MappingProxyType({name: self._printer(f"printing.printers.{name}", one) for name, one in value.items()})

    def _printer(self, table: str, value: Any) -> PrinterSite:
        outer, _, name = table.rpartition(".")
        if not isinstance(value, dict):
            raise self._origin.wrong(outer, name, value, f"a table: write [{table}] on a line of its own")
        printer = PrinterSite(**self.values(PrinterSite, value, table))
        if printer.kind not in PRINTERS:
            raise self._origin.wrong(table, "kind", printer.kind, "one of " + ", ".join(PRINTERS))
        if printer.paper not in PAPERS:
            raise self._origin.wrong(table, "paper", printer.paper, "one of " + ", ".join(PAPERS))
        if not DPI[0] <= printer.dpi <= DPI[1]:
            raise self._origin.wrong(table, "dpi", printer.dpi, f"between {DPI[0]} and {DPI[1]}")
        key = PRINTERS[printer.kind]
        if not PLACES[printer.kind].fullmatch(getattr(printer, key)):
            raise self._origin.wrong(table, key, getattr(printer, key), WHERE[printer.kind])
        return printer

    def unknown(self, table: str, key: str, known: list[str]) -> SettingsError:
        near = difflib.get_close_matches(key, known, 1)
        what = f"the key `{key}` of [{table}]" if table else f"`{key}`"
        advice = f"Did you mean `{near[0]}`?" if near else "Known: " + ", ".join(known) + "."
        return SettingsError(f"{self._origin.at(table, key)}: nobody knows {what}. {advice}")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return False
    return True


def _cut(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"

"""Reading a site file: every key is known and every value is within its limits, or a sentence says why not."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.errors import SettingsError
from kiosk.settings.limits import CHOICES, PHONE, RANGES, VOICE_FILE, VOICES
from kiosk.settings.origin import Origin
from kiosk.settings.printers import check_printer
from kiosk.settings.tables import TABLES, PrinterSite, Settings


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
        return check_printer(PrinterSite(**self.values(PrinterSite, value, table)), table, self._origin)

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

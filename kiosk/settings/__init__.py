"""The site file: this terminal's own settings, as frozen values.

`content/demo/site.toml` is the commented example. A key nobody knows is an error that names its line and
the nearest known key, because a typo in a site file must never be silently ignored in 300 halls.
"""

from kiosk.settings.limits import CHOICES, PHONE, RANGES
from kiosk.settings.origin import Origin
from kiosk.settings.reading import load_settings, parse_settings
from kiosk.settings.tables import (
    TABLES,
    Appointments,
    Helper,
    PrinterSite,
    Printing,
    Screen,
    Settings,
    Speech,
    Sync,
    Territory,
)

__all__ = [
    "CHOICES",
    "PHONE",
    "RANGES",
    "TABLES",
    "Appointments",
    "Helper",
    "Origin",
    "PrinterSite",
    "Printing",
    "Screen",
    "Settings",
    "Speech",
    "Sync",
    "Territory",
    "load_settings",
    "parse_settings",
]

"""The printers of a site file: where each one is, and what it cannot do without."""

from __future__ import annotations

import re

from kiosk.settings.origin import Origin
from kiosk.settings.tables import PrinterSite

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
ROLLS = ("80mm",)
PAPERS = (*ROLLS, "a5", "a4")


def check_printer(printer: PrinterSite, table: str, origin: Origin) -> PrinterSite:
    """The printer written in `table`, when it is whole enough to be used. Raises SettingsError."""
    if printer.kind not in PRINTERS:
        raise origin.wrong(table, "kind", printer.kind, "one of " + ", ".join(PRINTERS))
    if printer.paper not in PAPERS:
        raise origin.wrong(table, "paper", printer.paper, "one of " + ", ".join(PAPERS))
    if printer.kind == "escpos" and printer.paper not in ROLLS:
        raise origin.wrong(table, "paper", printer.paper, f"{', '.join(ROLLS)}, for an ESC/POS printer has a roll")
    key = PRINTERS[printer.kind]
    if not PLACES[printer.kind].fullmatch(getattr(printer, key)):
        raise origin.wrong(table, key, getattr(printer, key), WHERE[printer.kind])
    return printer

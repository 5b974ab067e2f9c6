"""The printers of a site file, ready to be used."""

from __future__ import annotations

import hashlib
import socket
from pathlib import Path

from kiosk.paper.printers.escpos_printer import EscposPrinter
from kiosk.paper.printers.ipp_client import IppClient
from kiosk.paper.printers.ipp_printer import CUPS_SOCKET, CupsQueue, IppPrinter, cups_client
from kiosk.paper.printers.pdf_folder import PdfFolder
from kiosk.paper.printers.printer import Printer
from kiosk.settings import PrinterSite, Settings

MACHINE = Path("/etc/machine-id")
MARGIN_S = 15
"""CUPS ends by itself, so long after it should have, a slip that this terminal did not."""
_MEDIA = {"a5": "iso_a5_148x210mm", "a4": "iso_a4_210x297mm"}


def printers(settings: Settings, *, cups_socket: str = CUPS_SOCKET) -> list[Printer]:
    """Those that the site uses, the preferred first. Reaches none of them. A relative folder of "pdf" is counted
    from the folder of the site file."""
    printing = settings.printing
    folder = Path(settings.origin.where).parent
    user = owner()
    cancel_s = printing.deadline_seconds + MARGIN_S
    return [
        _made(name, printing.printers[name], folder=folder, user=user, cancel_s=cancel_s, cups_socket=cups_socket)
        for name in printing.order
    ]


def owner() -> str:
    """Whom print jobs of this terminal belong to: a name that no other terminal has, as they may share a printer and
    each cancels all that is its own."""
    try:
        told = MACHINE.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        told = ""
    return "kiosk-" + hashlib.sha256(f"kiosk printing {told or socket.gethostname()}".encode()).hexdigest()[:12]


def _made(name: str, site: PrinterSite, *, folder: Path, user: str, cancel_s: int, cups_socket: str) -> Printer:
    media = _MEDIA.get(site.paper, "")
    if site.kind == "cups":
        client = cups_client(site.queue, cups_socket, user=user)
        return CupsQueue(name, client, media=media, cancel_after_s=cancel_s)
    if site.kind == "ipp":
        return IppPrinter(name, IppClient(site.address, user=user), media=media)
    if site.kind == "escpos":
        return EscposPrinter(name, site.address)
    return PdfFolder(name, folder / site.address)

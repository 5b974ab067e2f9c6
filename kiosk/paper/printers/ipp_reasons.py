"""What printer-state and printer-state-reasons mean to a kiosk (RFC 8011 §5.4.11 and §5.4.12, PWG 5100.13 §5.6)."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.paper.printers import ipp_wire as wire
from kiosk.paper.printers.printer import State

IDLE, PROCESSING, STOPPED = 3, 4, 5

_REASONS = {
    "media-empty": State.OUT_OF_PAPER,
    "media-needed": State.OUT_OF_PAPER,
    "input-tray-missing": State.OUT_OF_PAPER,
    "media-jam": State.JAM,
    "cover-open": State.COVER_OPEN,
    "door-open": State.COVER_OPEN,
    "interlock-open": State.COVER_OPEN,
    "offline": State.OFFLINE,
    "shutdown": State.OFFLINE,
    "timed-out": State.OFFLINE,
    "paused": State.PAUSED,
    "moving-to-paused": State.PAUSED,
    "spool-area-full": State.FAULT,
    "output-area-full": State.FAULT,
    "marker-supply-empty": State.FAULT,
    "toner-empty": State.FAULT,
    "cups-missing-filter": State.FAULT,
    "cups-insecure-filter": State.FAULT,
}
_WEIGHT = list(State)
# CUPS says "offline-report" of a printer that is switched off.
_ANY_SEVERITY = ("offline", "shutdown")


def trouble(reasons: Iterable[str]) -> State | None:
    """What keeps a printer from printing, the paper first; None when nothing known does.

    A reason may end with its severity, -report, -warning or -error; none means error. A report is no trouble. A
    warning is: printers that wait for paper with a slip half out call it "media-empty-warning".
    """
    found = set()
    for reason in reasons:
        plain = reason.removesuffix("-error").removesuffix("-warning").removesuffix("-report")
        if plain in _REASONS and (not reason.endswith("-report") or plain in _ANY_SEVERITY):
            found.add(_REASONS[plain])
    return min(found, key=_WEIGHT.index, default=None)


def takes_pdf(answer: wire.Answer) -> bool:
    """Whether it can be sent a slip; one that does not say is believed."""
    formats = answer.texts("document-format-supported")
    return not formats or "application/pdf" in formats


def device_state(answer: wire.Answer) -> State:
    """How a printer is that tells of itself, from its Get-Printer-Attributes."""
    wrong = trouble(answer.texts("printer-state-reasons"))
    if wrong is not None:
        return wrong
    state = answer.number("printer-state")
    if state == STOPPED:
        return State.FAULT
    if answer.all("printer-is-accepting-jobs") == [False]:
        return State.PAUSED
    return {IDLE: State.READY, PROCESSING: State.BUSY}.get(state or 0, State.UNKNOWN)

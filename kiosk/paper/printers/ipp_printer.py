"""A CUPS queue, or a network printer without one, asked and emptied over IPP (RFC 8011)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlsplit

from kiosk.errors import PrintError
from kiosk.paper.printers import ipp_client as ipp
from kiosk.paper.printers import ipp_wire as wire
from kiosk.paper.printers.ipp_job import CANCELED, NOT_FOUND, IppJob
from kiosk.paper.printers.ipp_reasons import PROCESSING, STOPPED, device_state, takes_pdf, trouble
from kiosk.paper.printers.printer import State
from kiosk.paper.printers.sheet import Sheet

CUPS_SOCKET = "/run/cups/cups.sock"
BELIEVED_S = 300
"""A queue whose printer cannot be asked keeps the last bad news until it prints again: it is believed that long."""
GET_JOBS = 0x0A
_CLASS, _REMOTE, _DISCOVERED = 0x1, 0x2, 0x1000000
"""Bits of printer-type (CUPS Implementation of IPP)."""


class IppPrinter:
    """A printer that speaks IPP itself, at "ipp://host:port/path". It must take PDF. `media` is a PWG 5101.1 name."""

    def __init__(self, name: str, client: ipp.IppClient, *, media: str = "") -> None:
        self._name = name
        self._client = client
        self._media = media

    @property
    def name(self) -> str:
        """See `Printer`."""
        return self._name

    def state(self) -> State:
        """See `Printer`. FAULT is also one that takes no PDF: a queue of CUPS has drivers, a printer has none."""
        return _state_of(self._client, takes_pdf)

    def send(self, sheet: Sheet) -> IppJob:
        """See `Printer`."""
        return IppJob(self._client, sheet.as_pdf, hold=False, confirms=True, media=self._media)

    def purge(self) -> bool:
        """See `Printer`: none of this terminal's jobs is under way there."""
        return _emptied(self._client, forget=False)

    def faults(self) -> list[str]:
        """See `Printer`."""
        try:
            answer = self._client.call(ipp.GET_PRINTER)
        except PrintError as error:
            return [str(error)]
        return _formats(self._name, answer)


class CupsQueue:
    """A queue of CUPS, always this very one: never the default, nor a class that could print elsewhere.

    Where the queue's own printer speaks IPP, it is asked as well: CUPS hears nothing of a printer that is idle, and
    a job cancelled in the queue may live on in the printer.
    """

    def __init__(self, name: str, client: ipp.IppClient, *, media: str = "", cancel_after_s: int = 60) -> None:
        self._name = name
        self._client = client
        self._media = media
        self._cancel_after_s = cancel_after_s

    @property
    def name(self) -> str:
        """See `Printer`."""
        return self._name

    def state(self) -> State:
        """See `Printer`. ABSENT is a queue that is not there, or is a class."""
        try:
            answer = self._client.call(ipp.GET_PRINTER)
        except PrintError:
            return State.OFFLINE
        if not answer.worked or (answer.number("printer-type") or 0) & _CLASS:
            return State.ABSENT
        if answer.number("printer-state") == STOPPED or answer.all("printer-is-accepting-jobs") == [False]:
            return State.PAUSED
        if answer.number("printer-state") == PROCESSING:
            return trouble(answer.texts("printer-state-reasons")) or State.BUSY
        device = self._device(answer)
        if device is not None:
            return _state_of(device)
        age_s = (answer.number("printer-up-time") or 0) - (answer.number("printer-state-change-time") or 0)
        wrong = trouble(answer.texts("printer-state-reasons"))
        return wrong if wrong is not None and age_s < BELIEVED_S else State.UNKNOWN

    def send(self, sheet: Sheet) -> IppJob:
        """See `Printer`. Only a printer that speaks IPP tells CUPS that the paper is out."""
        try:
            confirms = self._device(self._client.call(ipp.GET_PRINTER)) is not None
        except PrintError:
            confirms = False
        return IppJob(
            self._client,
            sheet.as_pdf,
            hold=True,
            confirms=confirms,
            media=self._media,
            cancel_after_s=self._cancel_after_s,
        )

    def purge(self) -> bool:
        """See `Printer`: no job of this terminal is left in the queue, not even as a file, nor under way behind it."""
        try:
            device = self._device(self._client.call(ipp.GET_PRINTER))
        except PrintError:
            return False
        empty = _emptied(self._client, forget=True)
        return (device is None or _emptied(device, forget=False)) and empty

    def faults(self) -> list[str]:
        """See `Printer`."""
        try:
            answer = self._client.call(ipp.GET_PRINTER)
        except PrintError as error:
            return [str(error)]
        name, kind = self._name, answer.number("printer-type") or 0
        if answer.status == NOT_FOUND:
            return [f"{name}: CUPS has no queue of this name ({self._client.uri}). Make it, or correct `queue`."]
        found = _formats(name, answer)
        policy = next(iter(answer.texts("printer-error-policy")), "abort-job")
        if policy != "abort-job":
            found.append(
                f"{name}: the queue's error policy is {policy}, which can print a visitor's slip for the next one. "
                "Type: lpadmin -p QUEUE -o printer-error-policy=abort-job"
            )
        if kind & _CLASS:
            found.append(f"{name}: this is a class, which prints where it likes. Give the queue of one printer.")
        if kind & (_REMOTE | _DISCOVERED):
            found.append(f"{name}: this queue comes and goes with the network. Make one of your own with lpadmin.")
        if answer.all("printer-is-shared") == [True]:
            found.append(f"{name}: the queue is shared. Type: lpadmin -p QUEUE -o printer-is-shared=false")
        return found

    def _device(self, answer: wire.Answer) -> ipp.IppClient | None:
        """The printer behind the queue, when it speaks IPP without encryption."""
        uri = next(iter(answer.texts("device-uri")), "")
        if urlsplit(uri).scheme != "ipp":
            return None
        return ipp.IppClient(uri.partition("?")[0], user=self._client.user, whole_s=self._client.whole_s)


def cups_client(queue: str, socket_path: str = CUPS_SOCKET, *, user: str = "kiosk") -> ipp.IppClient:
    """How to reach a queue of the CUPS of this machine. Jobs belong to `user`, which is this terminal's alone."""
    return ipp.IppClient(f"ipp://localhost/printers/{quote(queue, safe='')}", socket_path, user)


def _state_of(device: ipp.IppClient, fit: Callable[[wire.Answer], bool] = lambda answer: True) -> State:
    try:
        answer = device.call(ipp.GET_PRINTER)
    except PrintError:
        return State.OFFLINE
    if answer.worked and not fit(answer):
        return State.FAULT
    return device_state(answer) if answer.worked else State.ABSENT


def _emptied(client: ipp.IppClient, *, forget: bool) -> bool:
    """Cancel all that belongs to this terminal, and look again. With `forget`, what is over must be gone as well."""
    # Cancel-My-Jobs would do it at once, but CUPS as it is delivered refuses it to whoever has no password.
    try:
        for number, _ in _jobs(client, forget):
            more = {"purge-job": (wire.BOOLEAN, True)} if forget else {}
            client.call(ipp.CANCEL_JOB, {"job-id": (wire.INTEGER, number)} | more)
        return not _jobs(client, forget)
    except PrintError:
        return False


def _jobs(client: ipp.IppClient, forget: bool) -> list[tuple[int, int]]:
    """(job-id, job-state). Raises PrintError when the printer does not say."""
    asked: wire.Attributes = {
        "which-jobs": (wire.KEYWORD, "all" if forget else "not-completed"),
        "my-jobs": (wire.BOOLEAN, True),
        "requested-attributes": (wire.KEYWORD, ["job-id", "job-state"]),
    }
    answer = client.call(GET_JOBS, asked)
    if not answer.worked:
        raise PrintError(f"{client.uri}: the printer does not list its jobs. Give a printer that does.")
    jobs = [found for tag, found in answer.groups if tag == wire.JOB]
    pairs = [(job.get("job-id", [0])[0], job.get("job-state", [0])[0]) for job in jobs]
    return [(int(number), int(state)) for number, state in pairs if forget or int(state) < CANCELED]


def _formats(name: str, answer: wire.Answer) -> list[str]:
    if not takes_pdf(answer):
        return [f"{name}: this printer does not take PDF. Give it a queue of CUPS with a driver, as `kind` cups."]
    return []

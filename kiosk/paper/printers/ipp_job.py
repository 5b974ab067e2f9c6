"""A slip on its way through a printer or a queue that speaks IPP."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

from kiosk.errors import PrintError
from kiosk.paper.printers import ipp_client as ipp
from kiosk.paper.printers import ipp_wire as wire
from kiosk.paper.printers.ipp_reasons import STOPPED, trouble
from kiosk.paper.printers.printer import (
    PRINTED,
    PRINTING,
    SENDING,
    SENT,
    SENT_AND_NO_MORE,
    Progress,
    Reason,
    State,
    failed,
    reason_of,
)

PENDING, HELD, IN_PROCESS, JOB_STOPPED, CANCELED, ABORTED, COMPLETED = range(3, 10)
"""job-state (RFC 8011 §5.3.7)."""
PATIENCE_S = 4.0
"""How long a printer may say that something is wrong while it works: some say so between two sheets."""
OLD_NEWS_S = 20.0
"""The same, for what the queue said before this slip: it may be of the last one, and may still be true."""
SILENT_ASKS = 3
NOT_FOUND, NOT_ACCEPTING = 0x0406, 0x0506


class IppJob:
    """One job. With `hold`, it is made on hold, filled, and only then let go: a request whose answer never came leaves
    nothing behind that could print. `confirms`: whether "completed" means that paper came out.

    `cancel_after_s` is told to CUPS: it ends the job even when this terminal is no longer there to do so.
    """

    def __init__(
        self,
        client: ipp.IppClient,
        document: bytes,
        *,
        hold: bool,
        confirms: bool,
        media: str = "",
        cancel_after_s: int = 60,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._document = document
        self._hold = hold
        self._confirms = confirms
        self._media = media
        self._cancel_after_s = cancel_after_s
        self._clock = clock
        self._id: int | None = None
        self._step = self._create if hold else self._print
        self._wrong_since: float | None = None
        self._old_news: set[str] = set()
        self._silences = 0

    def follow(self) -> Progress:
        """See `Job`: one request made, filled, let go, or asked about."""
        try:
            progress = self._step()
        except PrintError as error:
            self._silences += 1
            # Sent twice, a slip could come out twice: only what changes nothing is asked again.
            if self._step != self._watch or self._silences >= SILENT_ASKS:
                return failed(Reason.OFFLINE, str(error))
            return SENT
        self._silences = 0
        return progress

    def cancel(self) -> None:
        """See `Job`."""
        if self._id is not None:
            with contextlib.suppress(PrintError):
                self._ask(ipp.CANCEL_JOB)

    def _create(self) -> Progress:
        options = self._options() | {
            "job-hold-until": (wire.KEYWORD, "indefinite"),
            "job-cancel-after": (wire.INTEGER, self._cancel_after_s),
            "job-sheets": (wire.KEYWORD, ["none", "none"]),  # no banner page, whatever the queue adds to others
        }
        answer = self._client.call(ipp.CREATE_JOB, {"job-name": (wire.NAME, "slip")}, options)
        self._step = self._fill
        return self._made(answer, SENDING)

    def _fill(self) -> Progress:
        more = {"last-document": (wire.BOOLEAN, True), "document-format": (wire.MIME, "application/pdf")}
        answer = self._ask(ipp.SEND_DOCUMENT, more, self._document)
        self._step = self._let_go
        return SENDING if answer.worked else _refused(answer)

    def _let_go(self) -> Progress:
        # What a queue said before this job is of the last one, and stays until its driver says otherwise.
        self._old_news = set(self._client.call(ipp.GET_PRINTER).texts("printer-state-reasons"))
        answer = self._ask(ipp.RELEASE_JOB)
        self._step = self._watch
        return SENT if answer.worked else _refused(answer)

    def _print(self) -> Progress:
        head = {"job-name": (wire.NAME, "slip"), "document-format": (wire.MIME, "application/pdf")}
        answer = self._client.call(ipp.PRINT_JOB, head, self._options(), self._document)
        self._step = self._watch
        return self._made(answer, SENT)

    def _made(self, answer: wire.Answer, then: Progress) -> Progress:
        self._id = answer.number("job-id")
        return then if answer.worked and self._id is not None else _refused(answer)

    def _watch(self) -> Progress:
        job = self._ask(ipp.GET_JOB)
        if not job.worked:
            return failed(Reason.REFUSED, "the job is no longer there")
        state, told = job.number("job-state"), " ".join(job.texts("job-printer-state-message"))
        if state == COMPLETED:
            if "job-completed-with-errors" in job.texts("job-state-reasons"):
                return failed(Reason.FAULT, told)
            return PRINTED if self._confirms else SENT_AND_NO_MORE
        printer = self._client.call(ipp.GET_PRINTER)
        reasons = {*printer.texts("printer-state-reasons"), *job.texts("job-printer-state-reasons")}
        self._old_news &= reasons
        wrong = trouble(reasons)
        stopped = printer.number("printer-state") == STOPPED
        if stopped and self._hold:  # a queue stands still until somebody comes; a printer goes on when it gets paper
            return failed(reason_of(State.PAUSED if state == PENDING else wrong or State.PAUSED), told)
        # Held once let go is what retry-job makes of a failure: it would print again by itself.
        if state in (HELD, JOB_STOPPED, CANCELED, ABORTED):
            return failed(reason_of(wrong or State.FAULT), told)
        patience_s = PATIENCE_S if trouble(reasons - self._old_news) else OLD_NEWS_S
        if wrong is None:
            self._wrong_since = None
        elif self._wrong_since is None:
            self._wrong_since = self._clock()
        elif self._clock() - self._wrong_since >= patience_s:
            return failed(reason_of(wrong), told)
        return PRINTING if state == IN_PROCESS else SENT

    def _options(self) -> dict[str, tuple[int, wire.Value | list[wire.Value]]]:
        return {"media": (wire.KEYWORD, self._media)} if self._media else {}

    def _ask(self, operation: int, more: wire.Attributes | None = None, document: bytes = b"") -> wire.Answer:
        assert self._id is not None
        return self._client.call(operation, {"job-id": (wire.INTEGER, self._id)} | dict(more or {}), None, document)


def _refused(answer: wire.Answer) -> Progress:
    reason = {NOT_FOUND: Reason.ABSENT, NOT_ACCEPTING: Reason.PAUSED}.get(answer.status, Reason.REFUSED)
    return failed(reason, " ".join(answer.texts("status-message")) or f"status {answer.status:#06x}")

"""A queue of CUPS as a few lines: it answers IPP in this process, prints when a test says so, and fails as told."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from kiosk.paper.printers import ipp_client as ipp
from kiosk.paper.printers import ipp_wire as wire
from kiosk.paper.printers.ipp_printer import GET_JOBS, CupsQueue

PENDING, HELD, WORKING, CANCELED, ABORTED, COMPLETED = 3, 4, 5, 7, 8, 9
REASONS = {"empty": "media-empty-error", "jam": "media-jam-error", "cover": "cover-open-error", "off": "offline-report"}


@dataclass
class FakeCups:
    """`out` are the documents that came out, in order.

    `fault`: "" or one of REASONS (waits), "fail" (the driver gives up), "stop" (and the queue with it), "swallow"
    (takes all and prints nothing). `line`: "" or "hung" (nothing moves; what is asked meanwhile is done in its order
    when it goes on), "down" (nothing moves, nothing is done), "lost" (done, but the answer never comes).
    """

    policy: str = "abort-job"
    fault: str = ""
    line: str = ""
    paused: bool = False
    out: list[bytes] = field(default_factory=list)
    jobs: dict[int, list] = field(default_factory=dict)
    asked_while_hung: list[bytes] = field(default_factory=list)
    _numbers: itertools.count = field(default_factory=lambda: itertools.count(1))

    def printer(self, name: str) -> CupsQueue:
        return CupsQueue(name, _Client(self))

    def tick(self) -> None:
        """Some seconds pass: the job at work ends, or waits, or fails; else the next begins."""
        if self.line in ("hung", "down"):
            return
        working = next((job for job in self.jobs.values() if job[0] == WORKING), None)
        if working is not None:
            self._work(working)
        elif not self.paused:
            waiting = next((job for job in self.jobs.values() if job[0] == PENDING), None)
            if waiting is not None:
                waiting[0] = WORKING

    def retry(self) -> None:
        """The half minute after which retry-job takes up what failed."""
        for job in self.jobs.values():
            if job[0] == HELD and job[2]:
                job[0] = PENDING

    def power_cut(self) -> None:
        """It comes back with its spool, and begins again what it was at."""
        self.line = ""
        self.asked_while_hung.clear()
        for job in self.jobs.values():
            if job[0] == WORKING:
                job[0] = PENDING

    def go_on(self) -> None:
        """The line works again; a queue that hung first does all it was asked."""
        self.line = ""
        for request in self.asked_while_hung:
            self.answer(request)
        self.asked_while_hung.clear()

    def answer(self, data: bytes) -> bytes:
        if self.line == "down":
            raise ConnectionRefusedError("down")
        if self.line == "hung":
            self.asked_while_hung.append(data)
            raise TimeoutError("hung")
        told = self._answer(data)
        if self.line == "lost":
            raise TimeoutError("lost")
        return told

    def _work(self, job: list) -> None:
        if self.fault in REASONS:
            return
        if self.fault == "":
            self.out.append(job[1])
        job[0] = COMPLETED
        if self.fault == "stop":
            self.paused, job[0] = True, PENDING
        elif self.fault == "fail":
            job[0], job[2] = (HELD, True) if self.policy == "retry-job" else (ABORTED, False)

    def _answer(self, data: bytes) -> bytes:
        asked = wire.answer(data)  # a request has the shape of an answer, its operation where the status stands
        number = asked.number("job-id")
        if number is not None and number not in self.jobs:
            return _told(0x0406)
        if asked.status == ipp.GET_PRINTER:
            return _told(0, [(wire.PRINTER, self._state())])
        if asked.status == GET_JOBS:
            return _told(0, [(wire.JOB, _job(one, job)) for one, job in self.jobs.items()])
        if asked.status == ipp.CREATE_JOB:
            number = next(self._numbers)
            self.jobs[number] = [HELD, b"", False]
            return _told(0, [(wire.JOB, _job(number, self.jobs[number]))])
        assert number is not None
        if asked.status == ipp.SEND_DOCUMENT:
            self.jobs[number][1] = data[data.index(b"%PDF") :]
        elif asked.status == ipp.RELEASE_JOB:
            self.jobs[number][0] = PENDING
        elif asked.status == ipp.CANCEL_JOB and asked.all("purge-job") == [True]:
            del self.jobs[number]
        elif asked.status == ipp.CANCEL_JOB:
            self.jobs[number][0] = CANCELED
        else:
            return _told(0, [(wire.JOB, _job(number, self.jobs[number]))])
        return _told(0)

    def _state(self) -> wire.Attributes:
        working = any(job[0] == WORKING for job in self.jobs.values())
        return {
            "printer-state": (wire.ENUM, 5 if self.paused else 4 if working else 3),
            "printer-state-reasons": (wire.KEYWORD, REASONS.get(self.fault, "none") if working else "none"),
            "printer-is-accepting-jobs": (wire.BOOLEAN, True),
            "device-uri": (wire.URI, "usb://a/b"),
        }


class _Client(ipp.IppClient):
    def __init__(self, cups: FakeCups) -> None:
        super().__init__("ipp://localhost/printers/ticket")
        self._cups = cups

    def _post(self, body: bytes) -> bytes:
        return self._cups.answer(body)


def _job(number: int, job: list) -> wire.Attributes:
    return {"job-id": (wire.INTEGER, number), "job-state": (wire.ENUM, job[0])}


def _told(status: int, groups: list[tuple[int, wire.Attributes]] | None = None) -> bytes:
    """An answer, made of requests: each has its operation group, then one of the job's."""
    head = wire.request(status, 1, {}, {})[:-1]
    parts = [bytes([tag]) + wire.request(0, 1, attributes, {})[9:-1] for tag, attributes in groups or []]
    return head + b"".join(parts) + bytes([wire.END])

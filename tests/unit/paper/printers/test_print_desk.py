"""The print desk: a slip at a time, told as it goes, and never one in front of somebody else."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kiosk.paper.printers import ipp_job
from kiosk.paper.printers.desk import PrintDesk
from kiosk.paper.printers.pdf_folder import PdfFolder
from kiosk.paper.printers.printer import Progress, Reason, Stage, State, choose
from kiosk.paper.printers.sheet import Sheet
from tests.support.fake_cups import REASONS, FakeCups
from tests.support.print_jobs import noise, until


class Bench:
    """A desk whose thread and clock are the test's."""

    def __init__(self, *queues: FakeCups, counted: Callable[[], None] = lambda: None) -> None:
        self.queues = queues
        self.now = 0.0
        names = "abc"
        printers = [queue.printer(names[place]) for place, queue in enumerate(queues)]
        self.desk = PrintDesk(printers, counted=counted, clock=lambda: self.now)
        self.told: list[Progress] = []
        self.offers: list[str | None] = []

    def turns(self, number: int = 12) -> None:
        """So many steps of a second, for the desk and then for each queue."""
        for _ in range(number):
            self.now += 1
            self.desk.turn()
            for queue in self.queues:
                queue.tick()

    def offer(self) -> str | None:
        self.desk.look(self.offers.append)
        self.turns(3)
        return self.offers[-1]

    def print(self, sheet: Sheet, printer: str = "a") -> bool:
        return self.desk.print(printer, sheet, self.told.append)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bad news of a printer are believed when told twice."""
    monkeypatch.setattr(ipp_job, "PATIENCE_S", 0.0)


def test_a_slip_is_told_as_it_goes() -> None:
    """Sending, sent, printing, and out; it is counted once, and nothing of it stays at the end of the visit."""
    counts: list[int] = []
    cups = FakeCups()
    bench = Bench(cups, counted=lambda: counts.append(1))
    assert bench.offer() == "a" and bench.print(noise())
    assert bench.desk.busy and not bench.print(noise())
    bench.turns()
    assert [progress.stage for progress in bench.told] == [Stage.SENDING, Stage.SENT, Stage.PRINTING, Stage.SENT]
    assert bench.told[-1].over and cups.out == [noise().as_pdf] and counts == [1]
    bench.desk.end_session()
    bench.turns()
    assert cups.jobs == {}


def test_the_first_usable_printer_is_offered() -> None:
    """The order is the site's; a printer in trouble is passed over; with none, nothing is offered."""
    first, second = FakeCups(), FakeCups()
    bench = Bench(first, second)
    assert bench.offer() == "a"
    first.paused = True
    assert bench.offer() == "b"
    second.line = "down"
    assert bench.offer() is None
    assert bench.desk.states == {"a": State.PAUSED, "b": State.OFFLINE}
    assert choose([]) is None


def test_a_visit_has_so_many_slips() -> None:
    """Three, those that failed not counted; the next visit has its own three."""
    cups = FakeCups()
    bench = Bench(cups)
    cups.fault = "fail"
    assert bench.offer() == "a" and bench.print(noise())
    bench.turns()
    assert bench.told[-1].reason is Reason.FAULT and bench.desk.left == 3
    cups.fault = ""
    for left in (2, 1, 0):
        assert bench.print(noise()) and bench.desk.left == left
        bench.turns()
    assert not bench.print(noise()) and len(cups.out) == 3
    bench.desk.end_session()
    bench.turns()
    assert bench.print(noise()) and not bench.desk.print("z", noise(), bench.told.append)


def test_a_slow_printer_is_given_up() -> None:
    """After the deadline the slip failed, and its job is gone: it can no longer come out."""
    cups = FakeCups()
    bench = Bench(cups)
    bench.offer()
    bench.print(noise())
    for _ in range(60):
        bench.now += 1
        bench.desk.turn()
    assert bench.told[-1].reason is Reason.TOO_LONG and cups.jobs == {} and cups.out == []


@pytest.mark.parametrize("fault", [*REASONS, "fail", "stop"])
@pytest.mark.parametrize("policy", ["abort-job", "retry-job"])
def test_what_failed_never_comes_out(fault: str, policy: str) -> None:
    """Whatever goes wrong, and whatever the queue does with it, the printer that works again prints nothing of it."""
    cups = FakeCups(policy=policy, fault=fault)
    bench = Bench(cups)
    bench.offer()
    bench.print(noise())
    bench.turns(20)
    assert bench.told[-1].stage is Stage.FAILED
    cups.fault, cups.paused = "", False
    cups.retry()
    bench.turns(20)
    assert cups.out == [] and cups.jobs == {}


def test_a_printer_that_cannot_be_emptied_is_not_used() -> None:
    """It hangs with a slip in it when the visit ends: nothing is printed there before it has answered."""
    cups = FakeCups(fault="empty")
    bench = Bench(cups)
    bench.offer()
    bench.print(noise())
    bench.turns(4)
    cups.line = "down"
    bench.desk.end_session()
    bench.turns(3)
    assert bench.offer() is None
    assert bench.print(noise(seed=2))
    bench.turns(3)
    assert bench.told[-1].reason is Reason.UNSURE
    cups.line = ""
    bench.turns(20)
    assert bench.offer() == "a" and cups.out == []


def test_a_queue_that_hung_with_a_slip_does_what_it_was_asked_in_order() -> None:
    """It was let go while nothing answered, and the visit ended: the queue that wakes up lets it go, and cancels it."""
    cups = FakeCups()
    bench = Bench(cups)
    bench.offer()
    bench.print(noise())
    for _ in range(3):
        bench.desk.turn()
    cups.line = "hung"
    bench.desk.turn()
    bench.desk.end_session()
    bench.desk.turn()
    cups.go_on()
    cups.tick(), cups.tick()
    assert cups.out == []
    bench.turns()
    assert cups.jobs == {}


def test_a_visit_that_ended_hears_nothing() -> None:
    """What it asked for is stopped and not told to the next."""
    cups = FakeCups()
    bench = Bench(cups)
    bench.offer()
    bench.print(noise())
    bench.desk.turn()
    bench.desk.look(bench.offers.append)
    told, offers = len(bench.told), len(bench.offers)
    bench.desk.end_session()
    bench.turns()
    assert (len(bench.told), len(bench.offers), cups.out, bench.desk.left) == (told, offers, [], 3)


def test_the_desk_works_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its own thread and a folder as printer: the file is there, and gone with the visit; a callback that fails
    does not end it."""
    folder, raised = tmp_path / "slips", []
    monkeypatch.setattr(sys, "excepthook", lambda *error: raised.append(error[0]))
    desk = PrintDesk([PdfFolder("dossier", folder)], counted=lambda: 1 / 0)
    over, offered = threading.Event(), threading.Event()
    desk.start()
    desk.look(lambda name: offered.set() if name else None)
    assert offered.wait(5)
    assert desk.print("dossier", noise(), lambda progress: over.set() if progress.over else None)
    assert over.wait(5)
    assert [path.read_bytes()[:5] for path in folder.iterdir()] == [b"%PDF-"]
    desk.end_session()
    until(lambda: not folder.exists())
    start = time.monotonic()
    desk.close()
    assert time.monotonic() - start < 1 and not desk.print("dossier", noise(), lambda progress: None)
    assert raised == [ZeroDivisionError]


FAULTS = [*REASONS, "fail", "stop", "swallow", "hung", "lost", "down", "paused", "power"]


class Hall(RuleBasedStateMachine):
    """Visitors come and go, print, and everything fails in between: a slip comes out in its own visit or never."""

    def __init__(self) -> None:
        super().__init__()
        self.patience, ipp_job.PATIENCE_S = ipp_job.PATIENCE_S, 0.0
        self.bench = Bench(FakeCups(), FakeCups(policy="retry-job"))
        self.visit = 0
        self.slips = 0
        self.visit_of: dict[bytes, int] = {}
        self.seen = [0, 0]

    def teardown(self) -> None:
        ipp_job.PATIENCE_S = self.patience

    @rule(which=st.integers(0, 1), turns=st.integers(0, 8))
    def ask_for_a_slip(self, which: int, turns: int) -> None:
        self.slips += 1
        sheet = Sheet(64, 1, self.slips.to_bytes(8, "big"))
        if self.bench.print(sheet, "ab"[which]):
            self.visit_of[sheet.as_pdf] = self.visit
        self.bench.turns(turns)

    @rule(seconds=st.sampled_from([1, 10, 50]), turns=st.integers(1, 8))
    def time_passes(self, seconds: int, turns: int) -> None:
        self.bench.now += seconds
        self.bench.turns(turns)

    @rule(desk=st.integers(0, 6), printer=st.integers(0, 2))
    def one_is_faster_than_the_other(self, desk: int, printer: int) -> None:
        for _ in range(desk):
            self.bench.now += 1
            self.bench.desk.turn()
        for queue in self.bench.queues * printer:
            queue.tick()

    @rule(which=st.integers(0, 1), what=st.sampled_from(FAULTS))
    def something_fails(self, which: int, what: str) -> None:
        queue = self.bench.queues[which]
        if what in ("hung", "lost", "down"):
            queue.line = what
        elif what == "paused":
            queue.paused = True
        elif what == "power":
            queue.power_cut()
        else:
            queue.fault = what

    @rule()
    def all_is_repaired(self) -> None:
        for queue in self.bench.queues:
            queue.fault, queue.paused = "", False
            queue.retry()
            queue.go_on()

    @rule()
    def the_visit_ends(self) -> None:
        self.bench.desk.end_session()
        self.visit += 1
        self.bench.desk.turn()  # its thread is woken at once

    @rule(queues_too=st.booleans())
    def the_power_goes(self, queues_too: bool) -> None:
        """The kiosk starts again, and asks its printers before anything else moves."""
        self.visit += 1
        if queues_too:
            for queue in self.bench.queues:
                queue.power_cut()
        self.bench = Bench(*self.bench.queues)
        self.bench.desk.turn()

    @invariant()
    def no_slip_in_front_of_somebody_else(self) -> None:
        for place, queue in enumerate(self.bench.queues):
            for document in queue.out[self.seen[place] :]:
                assert self.visit_of[document] == self.visit
            self.seen[place] = len(queue.out)


Hall.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
test_no_slip_ever_comes_out_in_front_of_somebody_else = Hall.TestCase

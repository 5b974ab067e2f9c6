"""Thermal printers fail in every way while visitors come and go: no paper of one in front of another."""

from __future__ import annotations

from collections import Counter

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kiosk.paper.printers.debts import LONGEST_WAIT_S
from kiosk.paper.printers.desk import PrintDesk
from kiosk.paper.printers.escpos import BAND
from kiosk.paper.printers.escpos_job import AHEAD
from kiosk.paper.printers.printer import Progress
from kiosk.paper.printers.sheet import Sheet
from tests.support.thermal_hall import Hours, ThermalPort

WHITE = bytes(8)
STOPS_S = 3.0
"""How long after the end of a visit the desk has told both printers to forget, be one of them dumb meanwhile."""
FAULTS = ("paper", "cover", "hung", "off", "cable")


class ThermalHall(RuleBasedStateMachine):
    """Two printers that know how to forget. Each row of a slip tells its number."""

    def __init__(self) -> None:
        super().__init__()
        self.hours = Hours()
        self.visit = self.slips = 0
        self.visit_of: dict[bytes, int] = {}
        self.ended = 0.0
        self.late: Counter[bytes] = Counter()
        self.wrong: list[tuple[int, int]] = []
        self.ports = [ThermalPort(self.hours, self.came_out) for _ in range(2)]
        self.hours.each += [port.tick for port in self.ports]
        self.told: list[Progress] = []
        self.start()

    def start(self) -> None:
        printers = [port.printer(name) for port, name in zip(self.ports, "ab", strict=True)]
        self.desk = PrintDesk(printers, clock=lambda: self.hours.now)
        self.desk.turn()

    def came_out(self, port: ThermalPort, row: bytes) -> None:
        if row == WHITE or self.visit_of.get(row) == self.visit or self.hours.now - self.ended <= STOPS_S:
            return
        self.late[row] += 1
        if self.hours.now - port.withheld > LONGEST_WAIT_S + STOPS_S:
            self.wrong.append((self.visit_of.get(row, -1), self.visit))

    def work(self, seconds: float) -> None:
        end = self.hours.now + seconds
        while self.hours.now < end:
            wait = self.desk.turn()
            self.hours.go_by(max(0.02, min(end - self.hours.now, 1.0 if wait is None else wait)))

    @rule(which=st.integers(0, 1), rows=st.sampled_from([1, 60, 300]), seconds=st.sampled_from([0.1, 0.5, 2.0, 10.0]))
    def ask_for_a_slip(self, which: int, rows: int, seconds: float) -> None:
        self.slips += 1
        row = (0x11_0000 + self.slips).to_bytes(8, "little")
        if self.desk.print("ab"[which], Sheet(64, rows, row * rows), self.told.append):
            self.visit_of[row] = self.visit
        self.work(seconds)

    @rule(seconds=st.sampled_from([0.1, 1.0, 10.0, 60.0]))
    def time_passes(self, seconds: float) -> None:
        self.work(seconds)

    @rule(which=st.integers(0, 1), what=st.sampled_from(FAULTS), after=st.sampled_from([0.0, 0.1, 0.4, 1.5]))
    def something_fails(self, which: int, what: str, after: float) -> None:
        self.hours.later(after, lambda: self.fail(self.ports[which], what))

    @rule(which=st.integers(0, 1), rows=st.integers(1, 200))
    def the_roll_is_nearly_empty(self, which: int, rows: int) -> None:
        self.ports[which].head.paper = rows

    @rule(after=st.sampled_from([0.0, 0.1, 1.0, 5.0]))
    def all_is_repaired(self, after: float) -> None:
        self.hours.later(after, self.repair)

    @rule(after=st.sampled_from([0.0, 0.05, 0.3, 1.0]))
    def the_visit_ends(self, after: float) -> None:
        """Also in the middle of a step of the desk."""
        self.hours.later(after, self.end)
        self.work(after + 0.02)

    @rule(printers_too=st.booleans())
    def the_power_goes(self, printers_too: bool) -> None:
        self.visit += 1
        self.ended = self.hours.now
        for port in self.ports:
            port.kiosk_gone()
            if printers_too:
                port.switch(on=False)
                port.switch(on=True)
        self.start()

    def end(self) -> None:
        self.visit += 1
        self.ended = self.hours.now
        self.desk.end_session()

    def fail(self, port: ThermalPort, what: str) -> None:
        if what == "paper":
            port.head.paper = 0
        elif what == "off":
            port.switch(on=False)
        elif what == "cable":
            port.cable = False
        else:
            setattr(port.head, {"cover": "cover_open"}.get(what, what), True)

    def repair(self) -> None:
        for port in self.ports:
            port.head.paper, port.head.cover_open, port.head.hung = None, False, False
            port.switch(on=True)
            port.cable = True

    @invariant()
    def no_paper_in_front_of_somebody_else(self) -> None:
        """One that nobody can reach, and that is given paper meanwhile, brings 12 mm at the most."""
        assert not self.wrong
        assert not [rows for rows in self.late.values() if rows > AHEAD * BAND]


ThermalHall.TestCase.settings = settings(max_examples=400, stateful_step_count=40, deadline=None)
test_no_paper_of_one_visit_comes_out_in_another = ThermalHall.TestCase


def test_a_cable_that_is_put_back_brings_nothing_of_the_visit_before() -> None:
    """What was sent and had not arrived when the cable went is taken back with the slip."""
    hall = ThermalHall()
    hall.work(1.0)
    hall.ask_for_a_slip(which=0, rows=300, seconds=0.5)
    hall.fail(hall.ports[0], "cable")
    hall.work(0.5)
    assert hall.ports[0].under_way
    hall.end()
    hall.work(10.0)
    hall.repair()
    hall.work(20.0)
    assert not hall.late and not hall.wrong and not hall.ports[0].under_way

"""Jobs: the work elsewhere, its result on the screen's thread, a failure told once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from kiosk.ui.jobs import ManualJobs, ThreadJobs
from kiosk.ui.window import application, turn


@pytest.fixture
def threads() -> Iterator[ThreadJobs]:
    application()
    jobs = ThreadJobs()
    yield jobs
    jobs.close()


def wait_until(good: Callable[[], bool]) -> None:
    """Let the screen's thread work until `good`, five seconds at most."""
    end = time.monotonic() + 5
    while not good():
        assert time.monotonic() < end
        turn()
        time.sleep(0.001)


def unused(*_: object) -> None:
    raise AssertionError("this must not be called")


def broken() -> None:
    raise OSError("the disk is gone")


def test_work_runs_elsewhere_and_its_result_comes_back(threads: ThreadJobs) -> None:
    """The work has a thread of its own; `done` gets its result on the thread of the screen."""
    told: list[tuple[int, int]] = []
    threads.start(threading.get_ident, lambda worker: told.append((worker, threading.get_ident())), unused)
    wait_until(lambda: told != [])
    worker, screen = told[0]
    assert screen == threading.get_ident() != worker


def test_jobs_come_back_in_the_order_they_were_given(threads: ThreadJobs) -> None:
    """One after the other: the answer to the last question is the last to come."""
    told: list[int] = []
    for number in range(20):
        threads.start(lambda number=number: number, told.append, unused)
    wait_until(lambda: len(told) == 20)
    assert told == list(range(20))


def test_a_result_may_be_anything(threads: ThreadJobs) -> None:
    """None, a tuple and a function come back as what they are."""
    told: list[object] = []
    for result in (None, (1, "é"), unused):
        threads.start(lambda result=result: result, told.append, unused)
    wait_until(lambda: len(told) == 3)
    assert told == [None, (1, "é"), unused]


def test_work_that_fails_says_so_once_and_the_next_goes_on(
    threads: ThreadJobs, caplog: pytest.LogCaptureFixture
) -> None:
    """`failed` is called on the screen's thread, the reason is in the log, and jobs go on."""
    told: list[object] = []
    threads.start(broken, unused, lambda: told.append(threading.get_ident()))
    threads.start(lambda: "next", told.append, unused)
    wait_until(lambda: len(told) == 2)
    assert told == [threading.get_ident(), "next"]
    assert "the disk is gone" in caplog.text


def test_closing_forgets_what_waits(threads: ThreadJobs) -> None:
    """A job that has not begun when the kiosk closes never runs."""
    running, go = threading.Event(), threading.Event()

    def hold() -> None:
        running.set()
        go.wait(5)

    threads.start(hold, lambda _: None, unused)
    threads.start(unused, unused, unused)
    running.wait(5)
    threading.Timer(0.05, go.set).start()
    threads.close()
    assert go.is_set()


def test_manual_jobs_wait_until_they_are_drained(caplog: pytest.LogCaptureFixture) -> None:
    """Nothing runs before; then everything in order, also what a job starts and what fails."""
    jobs, told = ManualJobs(), list[object]()
    say: Callable[[object], None] = told.append
    jobs.start(lambda: 1, lambda one: (say(one), jobs.start(lambda: 3, say, unused)), unused)
    jobs.start(broken, unused, lambda: say("failed"))
    assert told == []
    jobs.drain()
    assert told == [1, "failed", 3]
    assert "the disk is gone" in caplog.text
    jobs.drain()
    assert len(told) == 3

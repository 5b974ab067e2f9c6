"""A real CUPS: a slip goes through it in time, and no failure of it leaves one behind."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.paper.printers import ipp_client as ipp
from kiosk.paper.printers import ipp_job
from kiosk.paper.printers import ipp_wire as wire
from kiosk.paper.printers.ipp_printer import CupsQueue
from kiosk.paper.printers.printer import Reason, Stage, State
from tests.support.cups_server import PAUSE_PRINTER, RESUME_PRINTER, CupsServer, cups_server
from tests.support.ipp_device import IppDevice, ipp_device
from tests.support.print_jobs import followed, noise, until

SAMPLES = Path("/usr/share/cups/drv/sample.drv")


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IppDevice]:
    """A network printer."""
    with ipp_device(tmp_path_factory.mktemp("device")) as printer:
        yield printer


@pytest.fixture(scope="module")
def cups(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CupsServer]:
    """A CUPS with a queue as it should be, one that keeps failed jobs, one that stops, and one to a file."""
    file = tmp_path_factory.mktemp("file") / "out.pdf"
    queues = {"ticket": ("fake:/", "abort-job"), "keeps": ("fake:/", "retry-job"), "stops": ("fake:/", "stop-printer")}
    with cups_server(queues | {"file": (f"file://{file}", "abort-job")}) as server:
        yield server


@pytest.fixture
def queue(cups: CupsServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[CupsQueue]:
    """The good queue, empty, its printer in order, now and afterwards."""
    monkeypatch.setattr(ipp_job, "PATIENCE_S", 0.5)
    monkeypatch.setattr(ipp_job, "OLD_NEWS_S", 3.0)
    cups.mode("print")
    for path in cups.out.glob("job-*"):
        path.unlink()
    yield cups.queue("ticket")
    cups.mode("print")
    for name in ("ticket", "keeps", "stops"):
        cups.client(name).call(RESUME_PRINTER)
        until(cups.queue(name).purge)


def test_a_slip_goes_through_in_time(cups: CupsServer, queue: CupsQueue) -> None:
    """From the tap to the last byte at the printer in less than three seconds, and the bytes are the slip's."""
    sheet = noise(1600)
    start = time.monotonic()
    seen = followed(queue.send(sheet))
    assert time.monotonic() - start < 3
    assert cups.printed() == [sheet.as_pdf]
    assert [progress.stage for progress in seen][-1] is Stage.SENT  # a script says nothing of paper
    assert cups.spooled() != [] and queue.purge() and cups.spooled() == []


def test_a_slip_is_drawn_by_a_driver_in_time(tmp_path: Path) -> None:
    """The same with a queue that makes dots for a label printer, as for most that are sold."""
    if not SAMPLES.exists():
        pytest.skip("the sample drivers of CUPS are not on this machine (Debian's cups-server-common, cups-ppdc)")
    subprocess.run(["ppdc", "-d", str(tmp_path), str(SAMPLES)], check=True, capture_output=True)
    with cups_server({"ticket": ("fake:/", "abort-job")}, {"ticket": tmp_path / "zebra.ppd"}) as server:
        server.queue("ticket").purge()
        start = time.monotonic()
        assert followed(server.queue("ticket").send(noise(1600)))[-1].stage is Stage.SENT
        assert time.monotonic() - start < 3
        assert server.printed()[0].startswith(b"~") and len(server.printed()[0]) > 1000


def test_a_file_is_a_queue_too(cups: CupsServer) -> None:
    """CUPS can print to a file: what stands there is the slip."""
    queue = cups.queue("file")
    assert queue.state().usable
    assert followed(queue.send(noise()))[-1].stage is Stage.SENT
    assert queue.purge()


def test_a_job_is_never_let_go_without_an_answer(cups: CupsServer, queue: CupsQueue) -> None:
    """What was made and filled and never let go prints nothing, and the purge takes it away."""
    job = queue.send(noise())
    job.follow(), job.follow()
    assert len(cups.spooled()) == 1
    time.sleep(0.3)
    assert cups.printed() == []
    assert queue.purge() and cups.spooled() == [] and cups.printed() == []


def test_a_queue_without_paper(cups: CupsServer, queue: CupsQueue) -> None:
    """It is told after some patience; once purged, the paper that comes back shows nothing."""
    cups.mode("empty")
    assert followed(queue.send(noise()))[-1].reason is Reason.OUT_OF_PAPER
    until(queue.purge)
    cups.mode("print")
    time.sleep(0.3)
    assert cups.printed() == [] and cups.spooled() == []
    assert followed(queue.send(noise(seed=2)))[-1].stage is Stage.SENT
    assert cups.printed() == [noise(seed=2).as_pdf]


def test_the_last_bad_news_is_not_believed_for_ever(
    cups: CupsServer, queue: CupsQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A queue goes on saying that the paper is out, until it prints again: after a while that means nothing."""
    cups.mode("empty")
    followed(queue.send(noise()))
    until(queue.purge)
    cups.mode("print")
    until(lambda: queue.state() is State.OUT_OF_PAPER)
    monkeypatch.setattr("kiosk.paper.printers.ipp_printer.BELIEVED_S", 0)
    assert queue.state() is State.UNKNOWN


def test_old_news_do_not_stop_a_slow_slip(cups: CupsServer, queue: CupsQueue) -> None:
    """The queue still says that the paper is out while the next slip is printed: that is of the last one."""
    cups.mode("empty")
    followed(queue.send(noise()))
    until(queue.purge)
    cups.mode("slow")
    assert followed(queue.send(noise()))[-1].stage is Stage.SENT


@pytest.mark.parametrize(
    ("name", "mode"), [("ticket", "fail"), ("keeps", "fail"), ("stops", "fail"), ("ticket", "stop")]
)
def test_a_printer_that_gives_up(cups: CupsServer, queue: CupsQueue, name: str, mode: str) -> None:
    """Whatever the queue's policy, the slip failed, and it does not come out when the queue goes on."""
    one = cups.queue(name)
    cups.mode(mode)
    assert followed(one.send(noise()))[-1].stage is Stage.FAILED
    until(one.purge)
    cups.mode("print")
    cups.client(name).call(RESUME_PRINTER)
    time.sleep(0.3)
    assert cups.printed() == [] and cups.spooled() == []


def test_a_queue_that_somebody_paused(cups: CupsServer, queue: CupsQueue) -> None:
    """It is paused, before and while a slip is on its way; resumed by somebody, it prints nothing of what was."""
    cups.client("ticket").call(PAUSE_PRINTER)
    assert queue.state() is State.PAUSED
    assert followed(queue.send(noise()))[-1].reason is Reason.PAUSED
    assert queue.purge()
    cups.client("ticket").call(RESUME_PRINTER)
    time.sleep(0.3)
    assert cups.printed() == [] and queue.state() is not State.PAUSED


def test_a_printer_that_hangs_is_cancelled(cups: CupsServer, queue: CupsQueue) -> None:
    """A script that says nothing more is ended by the purge, and CUPS itself would end it later."""
    cups.mode("hang")
    job = queue.send(noise())
    until(lambda: job.follow().stage is Stage.PRINTING)
    asked = {"job-id": (wire.INTEGER, job._id or 0)}
    assert cups.client("ticket").call(ipp.GET_JOB, asked).number("job-cancel-after") == 60
    job.cancel()
    until(queue.purge)
    assert cups.printed() == [] and cups.spooled() == []


def test_a_power_cut_leaves_nothing_that_a_purge_does_not_find(cups: CupsServer, queue: CupsQueue) -> None:
    """CUPS comes back with the slip it was at: the purge at the start takes it away."""
    cups.mode("hang")
    job = queue.send(noise())
    until(lambda: job.follow().stage is Stage.PRINTING)
    time.sleep(1.5)  # CUPS writes a job down a second after it changed
    cups.stop()
    assert queue.state() is State.OFFLINE and not queue.purge()
    assert followed(job)[-1].reason is Reason.OFFLINE
    cups.start()
    until(queue.purge)
    cups.mode("print")
    time.sleep(0.3)
    assert cups.printed() == [] and cups.spooled() == []


def test_staff_are_told_how_a_queue_should_be(cups: CupsServer, queue: CupsQueue) -> None:
    """An error policy that keeps jobs, and a queue that is not there."""
    assert queue.faults() == []
    assert "retry-job" in cups.queue("keeps").faults()[0] and "abort-job" in cups.queue("keeps").faults()[0]
    assert "stop-printer" in cups.queue("stops").faults()[0]
    assert "no queue of this name" in cups.queue("absent").faults()[0]
    assert cups.queue("absent").state() is State.ABSENT
    assert followed(cups.queue("absent").send(noise()))[-1].reason is Reason.ABSENT


@pytest.mark.parametrize(
    ("mode", "state", "reason"),
    [
        ("media-empty", State.OUT_OF_PAPER, Reason.OUT_OF_PAPER),
        ("media-jam", State.JAM, Reason.JAM),
        ("cover-open", State.COVER_OPEN, Reason.COVER_OPEN),
    ],
)
def test_a_network_printer_behind_cups(
    device: IppDevice, monkeypatch: pytest.MonkeyPatch, mode: str, state: State, reason: Reason
) -> None:
    """CUPS knows nothing of an idle printer, so it is asked itself; it confirms; what it holds after a cancelled job
    keeps the queue from being used until it is gone."""
    monkeypatch.setattr(ipp_job, "PATIENCE_S", 0.5)
    with cups_server({"ticket": (device.uri, "abort-job")}) as cups:
        queue = cups.queue("ticket")
        assert queue.state() is State.READY
        assert followed(queue.send(noise()))[-1].stage is Stage.PRINTED
        device.mode(mode)
        assert followed(queue.send(noise(seed=2)))[-1].reason is reason
        assert queue.state() is state
        assert not queue.purge()  # this printer cannot be stopped in its job
        device.mode("print")
        until(queue.purge)
        assert queue.state() is State.READY


def test_a_network_printer_without_cups(device: IppDevice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spoken to directly: ready, printed, and out of paper."""
    from kiosk.paper.printers.ipp_printer import IppPrinter

    monkeypatch.setattr(ipp_job, "PATIENCE_S", 0.5)
    printer = IppPrinter("accueil", device.client())
    assert printer.state() is State.READY and printer.faults() == []
    before = len(device.printed())
    assert followed(printer.send(noise(seed=5)))[-1].stage is Stage.PRINTED
    assert len(device.printed()) == before + 1 and noise(seed=5).as_pdf in device.printed()
    device.mode("media-empty")
    assert followed(printer.send(noise(seed=6)))[-1].reason is Reason.OUT_OF_PAPER
    assert not printer.purge()
    device.mode("print")
    until(printer.purge)

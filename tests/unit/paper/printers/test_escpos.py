"""Thermal printers: what comes out is the picture, bit by bit, and what cannot come out is known and taken back."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
import tty
from collections.abc import Iterator

import pytest
from escpos.printer import Dummy
from PIL import Image

from kiosk.paper.printers import escpos, escpos_job, escpos_line, escpos_printer
from kiosk.paper.printers.escpos_link import Link
from kiosk.paper.printers.escpos_printer import KEEPS, EscposPrinter
from kiosk.paper.printers.printer import Reason, Stage, State
from kiosk.paper.printers.sheet import Sheet
from tests.support.print_jobs import followed, noise, until
from tests.support.thermal_printer import ThermalPrinter, thermal_printer


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A printer of these tests answers at once, or never."""
    for module in (escpos_line, escpos_job, escpos_printer):
        monkeypatch.setattr(module, "ANSWER_S", 0.15)
    monkeypatch.setattr(escpos_job, "QUIET_S", 0.3)
    monkeypatch.setattr(escpos_job, "DEAF_S", 1.0)
    monkeypatch.setattr(escpos_printer, "DRAIN_S", 0.3)


@pytest.fixture
def there() -> Iterator[ThermalPrinter]:
    """A printer on a port of this machine."""
    with thermal_printer() as printer:
        yield printer


@pytest.fixture
def printer(there: ThermalPrinter) -> EscposPrinter:
    """The kiosk's side of it."""
    return EscposPrinter("accueil", there.address)


def rows(sheet: Sheet) -> list[bytes]:
    return [sheet.black[at : at + sheet.stride] for at in range(0, len(sheet.black), sheet.stride)]


@pytest.mark.parametrize(("width", "height", "bits"), [(576, 1200, 1), (384, 47, 1), (100, 49, 8), (1, 1, 1)])
def test_a_slip_comes_out_bit_by_bit(
    there: ThermalPrinter, printer: EscposPrinter, width: int, height: int, bits: int
) -> None:
    """The rows that were printed are those of the picture, whatever its size; it is sent, then printed, then cut."""
    sheet = noise(height, width=width, bits=bits)
    assert printer.state() is State.READY
    assert [progress.stage for progress in followed(printer.send(sheet))][-1] is Stage.PRINTED
    assert there.slips == [rows(sheet)] and there.rows == []
    assert printer.purge() and printer.state() is State.READY


def test_it_is_never_printed_before_it_is(there: ThermalPrinter, printer: EscposPrinter) -> None:
    """A slow printer is not ahead of its paper: no more than the bands of AHEAD are ever in it."""
    there.row_s = 0.002
    job, sheet = printer.send(noise(300)), noise(300)
    while not (progress := job.follow()).over:
        assert progress.stage in (Stage.SENDING, Stage.SENT)
        held = len(there.held) // (sheet.stride * escpos.BAND)
        assert held <= escpos_job.AHEAD
    assert progress.stage is Stage.PRINTED and there.slips == [rows(sheet)]


def test_no_paper_is_known_before_anything_is_sent(there: ThermalPrinter, printer: EscposPrinter) -> None:
    """Out of paper and an open cover are told, and nothing is sent."""
    there.paper = 0
    assert printer.state() is State.OUT_OF_PAPER
    assert followed(printer.send(noise()))[-1].reason is Reason.OUT_OF_PAPER
    there.paper, there.cover_open = None, True
    assert printer.state() is State.COVER_OPEN
    there.cover_open = False
    assert printer.state() is State.READY and there.rows == [] and there.slips == []


def test_paper_that_ends_in_the_middle(there: ThermalPrinter, printer: EscposPrinter) -> None:
    """It is soon told; once purged, nothing of the slip comes out with the new roll, and the next is whole."""
    there.paper = 300
    start = time.monotonic()
    assert followed(printer.send(noise(900)))[-1].reason is Reason.OUT_OF_PAPER
    assert time.monotonic() - start < 2.5
    assert printer.purge()
    there.paper, out = None, list(there.rows)
    time.sleep(0.2)
    assert there.rows == out and len(out) == 300
    there.rows.clear()
    assert followed(printer.send(noise(100, seed=2)))[-1].stage is Stage.PRINTED
    assert there.slips == [rows(noise(100, seed=2))]


def test_without_a_purge_the_new_roll_would_print_the_rest(there: ThermalPrinter, printer: EscposPrinter) -> None:
    """The trap itself: a printer keeps what it has no paper for, though never more than AHEAD bands."""
    there.paper = 300
    followed(printer.send(noise(900)))
    there.paper = None
    until(lambda: len(there.rows) > 300)
    time.sleep(0.1)
    assert len(there.rows) - 300 <= escpos_job.AHEAD * escpos.BAND


def test_a_printer_that_takes_everything_and_prints_nothing(there: ThermalPrinter, printer: EscposPrinter) -> None:
    """It is sent, and never said to be printed."""
    there.prints = False
    seen = followed(printer.send(noise(100)))
    assert seen[-1].stage is Stage.SENT and Stage.PRINTED not in {progress.stage for progress in seen}


@pytest.mark.parametrize("fault", ["mute", "no_markers"])
def test_a_printer_that_answers_little(there: ThermalPrinter, printer: EscposPrinter, fault: str) -> None:
    """One that never says anything is unknown, which is not empty: the slip comes out, and is said to be sent."""
    setattr(there, fault, True)
    assert printer.state() is (State.UNKNOWN if fault == "mute" else State.READY)
    assert ("never says how it is" in printer.faults()[0]) is (fault == "mute") and KEEPS in printer.faults()[0]
    assert printer.purge()
    assert followed(printer.send(noise(200)))[-1].stage is Stage.SENT
    until(lambda: there.slips == [rows(noise(200))])


def test_a_printer_that_hangs_in_the_middle(there: ThermalPrinter, printer: EscposPrinter) -> None:
    """It is offline, not printed; it owes its purge until it answers again, and is then empty."""
    there.row_s = 0.001
    job = printer.send(noise(2000))
    until(lambda: job.follow() and len(there.rows) > 100)
    there.hung = True
    assert followed(job)[-1].reason is Reason.OFFLINE
    assert not printer.purge()
    there.hung = False
    until(printer.purge)
    out = len(there.rows)
    time.sleep(0.2)
    assert len(there.rows) == out < 2000 and there.slips == []


def test_a_printer_that_cannot_clear_is_empty_when_it_is_ready(there: ThermalPrinter, printer: EscposPrinter) -> None:
    """One that knows no clearing is not said to be empty as long as its paper is out."""
    assert printer.state() is State.READY
    there.no_markers, there.paper = True, 100
    assert followed(printer.send(noise(900)))[-1].reason is Reason.OUT_OF_PAPER
    assert not printer.purge()
    there.paper = None
    assert printer.purge()


def test_a_cancelled_slip_ends_at_once(there: ThermalPrinter, printer: EscposPrinter) -> None:
    """The line is free again, a picture cut short is made up for, and the next slip is whole."""
    there.row_s = 0.001
    job = printer.send(noise(2000))
    until(lambda: job.follow() and len(there.rows) > 50)
    assert printer.state() is State.BUSY
    job.cancel()
    assert printer.purge()
    there.row_s, rest = 0, len(there.rows)
    there.rows.clear()
    assert rest < 1000
    assert followed(printer.send(noise(100, seed=2)))[-1].stage is Stage.PRINTED
    assert there.slips == [rows(noise(100, seed=2))]


def test_a_printer_that_is_not_there() -> None:
    """Nothing listens: offline, for all that is asked, with a sentence for the technician."""
    printer = EscposPrinter("accueil", "tcp://127.0.0.1:1")
    assert printer.state() is State.OFFLINE and not printer.purge()
    assert followed(printer.send(noise()))[-1].reason is Reason.OFFLINE
    assert "cannot be reached" in printer.faults()[0]


def test_a_device_file_is_a_printer() -> None:
    """A serial line, here a pseudo-terminal: questions are asked and answered as on a port."""
    main, device = os.openpty()
    tty.setraw(device)

    def answer() -> None:
        for _ in range(3):
            assert os.read(main, 3)[:2] == b"\x10\x04"
            os.write(main, b"\x12")

    threading.Thread(target=answer, daemon=True).start()
    printer = EscposPrinter("accueil", os.ttyname(device) + "?baud=19200")
    assert printer.state() is State.READY
    os.close(main)
    os.close(device)


def test_a_line_that_is_dropped_takes_back_what_has_not_left() -> None:
    """A printer that reads nothing while it is sent a lot: what waits on this side is not sent after all."""
    with socket.create_server(("127.0.0.1", 0)) as printer:
        printer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        link = Link(f"tcp://127.0.0.1:{printer.getsockname()[1]}")
        far, taken = printer.accept()[0], link.write(b"x" * 10_000_000, 0.2)
        assert 100_000 < taken < 10_000_000
        link.drop()
        with far, contextlib.suppress(ConnectionResetError):
            assert sum(map(len, iter(lambda: far.recv(65536), b""))) < taken


def test_the_ear_sorts_answers_in_any_pieces() -> None:
    """Status, markers and clearances are told apart by their fixed bits, byte by byte."""
    ear = escpos.Ear()
    for byte in b"\x16\x00\x37\x25\x00\x0c\x12\x37":
        ear.hear(bytes([byte]))
    assert (ear.status, ear.markers, ear.cleared) == (0x12, 2, 1)


def test_another_maker_sends_the_same_picture() -> None:
    """python-escpos makes the very same commands of these dots, band by band."""
    sheet = noise(100)
    picture = Image.frombytes("1", (sheet.width, sheet.height), sheet.black).point(lambda dot: 255 - dot)
    other = Dummy()
    other.image(picture, impl="bitImageRaster", fragment_height=escpos.BAND, center=False)
    assert b"".join(escpos.bands(sheet)) == other.output

"""IPP: what is written is read back, what is read is never trusted, and reasons mean what the standard says."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import PrintError
from kiosk.paper.printers import ipp_wire as wire
from kiosk.paper.printers import making
from kiosk.paper.printers.escpos_printer import EscposPrinter
from kiosk.paper.printers.ipp_client import GET_PRINTER, IppClient
from kiosk.paper.printers.ipp_printer import CupsQueue, IppPrinter
from kiosk.paper.printers.ipp_reasons import device_state, trouble
from kiosk.paper.printers.pdf_folder import PdfFolder
from kiosk.paper.printers.printer import State
from kiosk.settings import load_settings
from tests.support.print_jobs import noise

NAMES = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=20)
VALUES = st.one_of(
    st.tuples(st.just(wire.INTEGER), st.integers(-(2**31), 2**31 - 1)),
    st.tuples(st.just(wire.BOOLEAN), st.booleans()),
    st.tuples(st.just(wire.KEYWORD), st.lists(st.text(max_size=9), min_size=1, max_size=3)),
)


@given(st.dictionaries(NAMES, VALUES, max_size=5), st.dictionaries(NAMES, VALUES, max_size=5))
def test_a_request_is_read_back(operation: dict, job: dict) -> None:
    """A request has the shape of an answer: every attribute of both groups is there again."""
    read = wire.answer(wire.request(0x0B, 7, operation, job) + b"a document")
    assert read.status == 0x0B
    for tag, attributes in ((wire.OPERATION, operation), (wire.JOB, job)):
        found = next((group for group_tag, group in read.groups if group_tag == tag), {})
        assert found == {name: value if isinstance(value, list) else [value] for name, (_, value) in attributes.items()}


def test_a_request_is_what_the_standard_shows() -> None:
    """The first bytes of the example of RFC 8010, appendix A.1."""
    head = {"attributes-charset": (wire.CHARSET, "utf-8"), "attributes-natural-language": (wire.LANGUAGE, "en-us")}
    data = wire.request(0x0002, 1, head, {"copies": (wire.INTEGER, 20)})
    assert data[:8] == bytes.fromhex("0200000200000001") and data[8:9] == b"\x01"
    assert data[9:36] == b"\x47\x00\x12attributes-charset\x00\x05utf-8"[:27]
    assert data.endswith(b"\x02\x21\x00\x06copies\x00\x04\x00\x00\x00\x14\x03")


@given(st.binary(max_size=200))
def test_any_bytes_are_an_answer_or_one_error(data: bytes) -> None:
    """Nothing that a printer may send raises anything else."""
    with contextlib.suppress(wire.WireError):
        wire.answer(data)


@pytest.mark.parametrize(
    ("reasons", "means"),
    [
        (["none"], None),
        (["media-empty"], State.OUT_OF_PAPER),
        (["media-empty-warning"], State.OUT_OF_PAPER),
        (["media-empty-report", "media-low-warning"], None),
        (["media-needed-error"], State.OUT_OF_PAPER),
        (["cover-open", "media-empty"], State.OUT_OF_PAPER),
        (["media-jam-error", "paused"], State.JAM),
        (["door-open"], State.COVER_OPEN),
        (["offline-report"], State.OFFLINE),
        (["cups-waiting-for-job-completed", "something-new-error"], None),
        ([], None),
    ],
)
def test_reasons_mean_what_they_say(reasons: list[str], means: State | None) -> None:
    """The severity counts, what nobody knows is no trouble, and the paper goes first."""
    assert trouble(reasons) is means


@pytest.mark.parametrize(
    ("state", "accepting", "means"),
    [
        (3, True, State.READY),
        (4, True, State.BUSY),
        (5, True, State.FAULT),
        (3, False, State.PAUSED),
        (9, True, State.UNKNOWN),
    ],
)
def test_a_printer_without_reasons(state: int, accepting: bool, means: State) -> None:
    """Stopped for no reason is a fault; a number nobody knows is unknown, and usable."""
    attributes = {"printer-state": (wire.ENUM, state), "printer-is-accepting-jobs": (wire.BOOLEAN, accepting)}
    assert device_state(wire.answer(wire.request(0, 1, attributes, {}))) is means
    assert means.usable == (means in (State.READY, State.BUSY, State.UNKNOWN))


@pytest.fixture(
    params=[b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 404 No\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n<html>", b"\0"]
)
def strange(request: pytest.FixtureRequest) -> Iterator[int]:
    """The port of something that is no printer: it says this, a byte at a time, and then nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        ended = threading.Event()

        def serve() -> None:
            line = server.accept()[0]
            with line, contextlib.suppress(OSError):
                for byte in request.param:
                    line.send(bytes([byte]))
                    time.sleep(0.005)
                while not ended.wait(0.1):
                    line.send(b" ")

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        ended.set()
        thread.join(5)


def test_what_is_no_printer_is_one_error_in_time(strange: int) -> None:
    """Silence, a web server, rubbish a byte at a time: one sentence, within the time that was given."""
    client = IppClient(f"ipp://127.0.0.1:{strange}/ipp/print", whole_s=0.4)
    start = time.monotonic()
    with pytest.raises(PrintError, match="no answer"):
        client.call(GET_PRINTER)
    assert time.monotonic() - start < 1.5


def test_the_printers_of_a_site_are_made(tmp_path: Path) -> None:
    """Those that the order names, of their kinds, in that order; a folder is counted from the site file."""
    path = tmp_path / "site.toml"
    path.write_text(
        '[site]\nname = "CCAS"\nlatitude = 50.7\nlongitude = 3\n[printing]\norder = ["d", "c", "b", "a"]\n'
        '[printing.printers.a]\nkind = "cups"\nqueue = "ticket"\npaper = "a5"\n'
        '[printing.printers.b]\nkind = "ipp"\naddress = "ipp://10.0.0.9/ipp/print"\n'
        '[printing.printers.c]\nkind = "escpos"\naddress = "/dev/usb/lp0"\n'
        '[printing.printers.d]\nkind = "pdf"\naddress = "tickets"\n[printing.printers.e]\nkind = "pdf"\naddress = "x"\n'
    )
    made = making.printers(load_settings(path))
    assert [printer.name for printer in made] == ["d", "c", "b", "a"]
    assert [type(printer) for printer in made] == [PdfFolder, EscposPrinter, IppPrinter, CupsQueue]
    assert made[0].send(noise(1, width=1)).follow().over and (tmp_path / "tickets" / "slip-1.pdf").exists()


def test_each_terminal_owns_its_jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two terminals that share a printer never cancel each other's slips; the name tells nothing of the machine."""
    names = []
    for machine in ("a" * 32, "b" * 32):
        (tmp_path / "machine-id").write_text(machine)
        monkeypatch.setattr(making, "MACHINE", tmp_path / "machine-id")
        names.append(making.owner())
    assert names[0] != names[1] and names[0].startswith("kiosk-") and "aaa" not in names[0]
    monkeypatch.setattr(making, "MACHINE", tmp_path / "absent")
    assert making.owner() == making.owner()


class Raster:
    """A printer that takes pictures and no PDF, at rest."""

    uri, user, whole_s = "ipp://localhost/ipp/print", "kiosk", 1.0

    def call(self, operation: int, *_: object) -> wire.Answer:
        told = {"printer-state": [3], "document-format-supported": ["image/pwg-raster"]}
        return wire.Answer(0, [(wire.PRINTER, told)])  # type: ignore[dict-item]


def test_a_printer_that_takes_no_pdf_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spoken to directly it prints nothing; behind a queue of CUPS, which has a driver for it, it is as good as any."""
    printer = IppPrinter("accueil", Raster())  # type: ignore[arg-type]
    assert printer.state() is State.FAULT and "PDF" in printer.faults()[0]
    queue = CupsQueue("accueil", Raster())  # type: ignore[arg-type]
    monkeypatch.setattr(queue, "_device", lambda answer: Raster())
    assert queue.state() is State.READY

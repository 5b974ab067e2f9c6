"""Sheets: a picture is the same picture for every printer."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import PrintError
from kiosk.paper.printers.pdf_folder import PdfFolder
from kiosk.paper.printers.printer import PRINTED, Stage, State
from kiosk.paper.printers.sheet import Sheet
from tests.support.print_jobs import followed, noise


def pixels(sheet: Sheet) -> list[list[bool]]:
    """Whether each pixel is black, from the packed rows."""
    rows = [sheet.black[at : at + sheet.stride] for at in range(0, len(sheet.black), sheet.stride)]
    return [[bool(row[x // 8] >> (7 - x % 8) & 1) for x in range(sheet.width)] for row in rows]


@given(st.integers(1, 20), st.integers(1, 5), st.data())
def test_a_grey_picture_is_black_where_it_is_dark(width: int, height: int, data: st.DataObject) -> None:
    """Every pixel darker than the middle is black, and the bits beyond the width are white."""
    grey = data.draw(st.binary(min_size=width * height, max_size=width * height))
    sheet = Sheet(width, height, grey, bits=8)
    assert pixels(sheet) == [[grey[y * width + x] < 128 for x in range(width)] for y in range(height)]
    assert pixels(Sheet(width, height, sheet.black)) == pixels(sheet)
    spare = sheet.stride * 8 - width
    assert not any(last & ((1 << spare) - 1) for last in sheet.black[sheet.stride - 1 :: sheet.stride])
    assert (
        Sheet(width, height, b"\xff" * sheet.stride * height).black
        == Sheet(width, height, bytes(width * height), bits=8).black
    )


@pytest.mark.parametrize(
    ("width", "height", "size", "bits"),
    [(8, 1, 2, 1), (9, 2, 2, 1), (8, 1, 7, 8), (0, 1, 0, 1), (8, 1, 1, 4), (40_000, 1, 5000, 1)],
)
def test_a_picture_that_is_none_is_refused(width: int, height: int, size: int, bits: int) -> None:
    """Rows of another size, no pixels, another depth, metres of paper."""
    with pytest.raises(PrintError, match="Draw it again"):
        Sheet(width, height, bytes(size), bits=bits)


def test_a_pdf_of_its_own_goes_first() -> None:
    """What was drawn as a PDF is sent as it is."""
    assert Sheet(8, 1, b"\0", pdf=b"%PDF-9").as_pdf == b"%PDF-9"


def test_the_pdf_shows_the_picture_at_its_size(tmp_path: Path) -> None:
    """Another program draws the same pixels from it, dot for dot."""
    if shutil.which("gs") is None:
        pytest.skip("Ghostscript is not on this machine (Debian's ghostscript)")
    sheet = noise(83, width=101)
    (tmp_path / "slip.pdf").write_bytes(sheet.as_pdf)
    out = tmp_path / "slip.pbm"
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pbmraw", f"-r{sheet.dpi}"]
    done = subprocess.run(
        [*command, f"-sOutputFile={out}", str(tmp_path / "slip.pdf")], capture_output=True, check=True
    )
    assert done.stdout == b""
    head, size, rows = (out.read_bytes().split(b"\n", 2))[0], (101, 83), out.read_bytes()[-sheet.stride * 83 :]
    assert head == b"P4" and pixels(Sheet(*size, rows)) == pixels(sheet)


def test_a_folder_keeps_slips_until_the_end_of_the_visit(tmp_path: Path) -> None:
    """Each slip is a file of its own, only for its owner; other files are left alone; the folder goes with the last."""
    folder = tmp_path / "a" / "slips"
    printer = PdfFolder("dossier", folder)
    assert printer.state() is State.READY and printer.faults() == [] and not folder.exists()
    assert followed(printer.send(noise())) == [PRINTED] == followed(printer.send(noise(seed=2)))
    assert sorted(path.read_bytes() for path in folder.iterdir()) == sorted([noise().as_pdf, noise(seed=2).as_pdf])
    assert folder.stat().st_mode & 0o077 == 0
    (folder / "other.txt").touch()
    assert printer.purge() and [path.name for path in folder.iterdir()] == ["other.txt"]
    (folder / "other.txt").unlink()
    assert printer.purge() and not folder.exists() and printer.purge()
    blocked = PdfFolder("dossier", tmp_path / "file" / "slips")
    (tmp_path / "file").touch()
    assert blocked.state() is State.FAULT and "cannot be written" in blocked.faults()[0]
    assert followed(blocked.send(noise()))[-1].stage is Stage.FAILED

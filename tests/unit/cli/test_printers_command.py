"""`kiosk printers`: what staff are told of the printers of a site."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from kiosk import house
from kiosk.cli import main
from kiosk.stats.counters import FILE_NAME, SLIPS, Counters
from tests.support.thermal_printer import ThermalPrinter

PRINTERS = """
[printing.printers.ticket]
kind = "escpos"
address = "{address}"
[printing.printers.dossier]
kind = "pdf"
address = "tickets"
paper = "a5"
"""


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "kiosk"


def site(tmp_path: Path, order: list[str], address: str = "tcp://127.0.0.1:1") -> Path:
    text = house.demonstration_site().read_text(encoding="utf-8").replace("order = []", f"order = {json.dumps(order)}")
    path = tmp_path / "site.toml"
    path.write_text(text + PRINTERS.format(address=address), encoding="utf-8")
    return path


def asked(capsys: pytest.CaptureFixture[str], code: int, *arguments: str) -> str:
    assert main(["printers", *arguments]) == code
    return capsys.readouterr().out


def test_without_printers_it_says_what_visitors_see(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no button to print" in asked(capsys, 1)


def test_it_names_the_one_slips_come_out_of(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The first that is usable, with what is wrong with the one before, and what to do about it."""
    text = asked(capsys, 0, "--site", str(site(tmp_path, ["ticket", "dossier"])))
    assert "ticket  escpos tcp://127.0.0.1:1, 80mm: offline" in text
    assert "Look at its cable and power." in text and text.rstrip().endswith("Slips come out of: dossier.")


def test_a_real_printer_tells_how_it_is(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Asked over the network: ready with paper, without paper no slip; nothing is printed by asking."""
    with contextlib.closing(ThermalPrinter()) as printer:
        path = str(site(tmp_path, ["ticket"], printer.address))
        assert asked(capsys, 0, "--site", path).rstrip().endswith("Slips come out of: ticket.")
        printer.paper = 0
        told: dict[str, Any] = json.loads(asked(capsys, 1, "--site", path, "--json"))
        assert told["prints"] is None and told["printers"][0]["state"] == "out of paper"


def test_it_counts_the_slips_of_a_week(capsys: pytest.CaptureFixture[str], state: Path) -> None:
    today = dt.datetime.now().astimezone().date()
    for day in (today, today, today - dt.timedelta(days=3), today - dt.timedelta(days=8)):
        Counters(state / FILE_NAME, lambda day=day: day).count(SLIPS)  # type: ignore[misc]
    told = json.loads(asked(capsys, 1, "--json"))
    assert len(told["slips"]) == 7 and sum(told["slips"].values()) == 3

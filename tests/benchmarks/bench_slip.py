"""How long a slip takes from the touch to the last byte at a queue of a real CUPS, drawing included, and its size.

Bar: 3 s. Papers and languages take turns in one run, so that a busy minute falls on all of them. It reports and never
fails for being slow. Run: pytest -s tests/benchmarks/bench_slip.py
"""

from __future__ import annotations

import shutil
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing

import pytest

from kiosk.paper.printers.desk import PrintDesk
from kiosk.paper.printers.ipp_printer import CupsQueue
from kiosk.paper.printers.printer import Progress
from kiosk.paper.sizes import PAPERS, PER_MM
from kiosk.ui.printing import sheet_of
from tests.support.cups_server import CupsServer, cups_server
from tests.support.processes import wait_until
from tests.support.slips import Slips

LANGUAGES = ("fr", "ar", "uk")
TURNS = 7
Case = tuple[str, str]
"""(paper, language)"""


@pytest.mark.skipif(shutil.which("cupsd") is None, reason="CUPS is not on this machine")
def test_how_long_a_slip_takes(slips: Slips) -> None:
    """Medians and the longest, for each paper and language."""
    whole: dict[Case, list[float]] = defaultdict(list)
    drawing: dict[Case, list[float]] = defaultdict(list)
    heights: dict[Case, float] = {}
    with cups_server({"ticket": ("fake:/", "abort-job")}) as cups:
        for _ in range(TURNS):
            for case in [(paper, language) for paper in PAPERS for language in LANGUAGES]:
                drawn_s, whole_s, heights[case] = print_one(slips, cups, *case)
                drawing[case].append(drawn_s)
                whole[case].append(whole_s)
    print("\nseconds, medians   touch to last byte   drawing alone   mm of paper")
    for case, times in whole.items():
        median, drawn = statistics.median(times), statistics.median(drawing[case])
        print(
            f"{' '.join(case):<18} {median:.2f} (most {max(times):.2f})     {drawn:.2f}            {heights[case]:.0f}"
        )


def print_one(slips: Slips, cups: CupsServer, paper: str, language: str) -> tuple[float, float, float]:
    """Seconds to draw it, and to have it whole at the printer; its height in millimetres."""
    before, over = len(cups.printed()), []
    desk = PrintDesk([CupsQueue("ticket", cups.client("ticket"))])
    desk.start()
    with closing(desk):
        ready: list[str | None] = []
        wait_until(looking(desk, ready), 10)
        result, told = slips.results(language=language)[0], over.append
        began = time.perf_counter()
        sheet = sheet_of(slips.slip(result, language), PAPERS[paper])
        drawn = time.perf_counter()
        assert desk.print("ticket", sheet, told)
        wait_until(lambda: len(cups.printed()) > before, 30)
        done = time.perf_counter()
        wait_until(lambda: any(isinstance(one, Progress) and one.over for one in over), 30)
    return drawn - began, done - began, sheet.height / PER_MM


def looking(desk: PrintDesk, offered: list[str | None]) -> Callable[[], bool]:
    """Asks until the printer is offered."""

    def look() -> bool:
        desk.look(offered.append)
        return bool(offered and offered[-1])

    return look

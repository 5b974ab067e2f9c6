"""`kiosk slip`: what it writes, and how it refuses what it cannot take."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from kiosk.cli import main
from kiosk.paper.sizes import PAPERS

AT = ("--at", "2026-11-20T10:00")
PATH = "papiers/identite/permis"


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The demonstration release is built once, away from the user's own cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def slip(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["slip", PATH, *AT, *arguments]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


@pytest.mark.parametrize("paper", PAPERS)
def test_it_writes_a_pdf_and_says_so_in_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, paper: str
) -> None:
    """The file, its place, its paper and its pages; nothing else is left beside it."""
    out = tmp_path / "slip.pdf"
    said = slip(capsys, "--out", str(out), "--paper", paper, "--lang", "ar")
    assert said.startswith(f"{out}: ") and f", {paper}, " in said and said.count("\n") == 1
    assert out.read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir()] == ["slip.pdf"]


def test_it_writes_the_dots_of_a_printer(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """80 mm by default: 576 dots wide, 203 to the inch; shorter without what was asked."""
    whole, bare = tmp_path / "whole.png", tmp_path / "bare.PNG"
    slip(capsys, "--out", str(whole))
    slip(capsys, "--out", str(bare), "--without-answers")
    first, second = QImage(str(whole)), QImage(str(bare))
    assert (first.width(), second.width()) == (576, 576)
    assert abs(first.dotsPerMeterX() - 203 / 0.0254) < 10
    assert second.height() < first.height()


def test_people_in_danger_have_no_answers_on_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Unless they are asked for, as on the screen."""
    tall = {}
    for name, asked in (("by default", ()), ("with", ("--with-answers",)), ("without", ("--without-answers",))):
        out = tmp_path / f"{name}.png"
        assert main(["slip", "urgence/violence/femme", *AT, "--out", str(out), *asked]) == 0
        tall[name] = QImage(str(out)).height()
    assert tall["by default"] == tall["without"] < tall["with"]


def test_a_place_may_be_chosen(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """One of those that the path leads to; others are refused with the names of some."""
    out = str(tmp_path / "slip.png")
    first = slip(capsys, "--out", out)
    assert main(["slip", PATH, *AT, "--out", out, "--place", "nowhere"]) == 2
    error = capsys.readouterr().err
    second = error.rpartition("It leads to ")[2].split(", ")[1]
    assert slip(capsys, "--out", out, "--place", second) != first


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere/at/all", "--out", "x.pdf"], "no path 'nowhere/at/all'"),
        ([PATH, "--out", "x.pdf", "--lang", "xx"], "--lang 'xx'"),
        ([PATH, "--out", "x.pdf", "--paper", "a3"], "80mm, a5, a4"),
        ([PATH, "--out", "x.doc"], ".pdf or .png"),
        ([PATH, "--out", "x.pdf", "--at", "tomorrow"], "--at 'tomorrow'"),
        ([PATH, "--out", "x.pdf", "--place", "nowhere"], "--place 'nowhere'"),
        ([PATH, "--out", "no/such/folder/x.pdf"], "no/such/folder/x.pdf"),
        ([PATH, "--out", "x.pdf", "--release", "no/such/release"], "no/such/release"),
        ([PATH, "--out", "x.pdf", "--site", "no/such/site.toml"], "no/such/site.toml"),
    ],
)
def test_what_it_cannot_take_is_one_sentence(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[str],
    says: str,
) -> None:
    """Exit code 2, one line that names what is wrong, and no file."""
    monkeypatch.chdir(tmp_path)
    assert main(["slip", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and says in printed.err
    assert printed.err.startswith("kiosk: ") and printed.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_leaves_what_was_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A folder in the place of the file: it is named, it stays, and no draft is left."""
    out = tmp_path / "slip.pdf"
    out.mkdir()
    assert main(["slip", PATH, *AT, "--out", str(out)]) == 2
    assert "slip.pdf" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["slip.pdf"] and out.is_dir()

"""`kiosk guide`: the guide as it stands now, in the terminal or on a page, or one sentence that says why not."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from kiosk import house
from kiosk.cli import main
from kiosk.guide.load import load_guide

HOUSE = Path(__file__).parents[3]


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["guide", *arguments]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one sentence of a refusal with exit code 2."""
    assert main(["guide", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("kiosk: ")
    assert captured.err.count("\n") == 1
    return captured.err


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of one's own, whose content may be edited."""
    for name in ("content", "translations", "assets"):
        shutil.copytree(HOUSE / name, tmp_path / "checkout" / name)
    monkeypatch.setattr(house, "house", lambda: tmp_path / "checkout")
    return tmp_path / "checkout"


def first_need(checkout: Path) -> Path:
    return next(iter(sorted((checkout / "content" / "guide").glob("1-*.toml"))))


def test_prints_every_path_within_72_columns_when_piped(capsys: pytest.CaptureFixture[str]) -> None:
    """Each way is there once with its id, no line is too long for a small terminal, and there is no colour."""
    out = printed(capsys)
    ways = [path.way for path in load_guide(HOUSE / "content" / "guide").paths()]
    assert sum(line.endswith("]") and line.count(".") >= 2 for line in out.splitlines()) >= len(ways)
    assert all(f"[{way.id}]" in out for way in ways)
    assert max(map(len, out.splitlines())) <= 72
    assert "\x1b" not in out


def test_an_edit_is_seen_at_once(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is built in between: what was just written in content/guide is what is printed."""
    need = first_need(checkout)
    label = load_guide(need.parent).needs[0].label
    need.write_text(need.read_text(encoding="utf-8").replace(f'"{label}"', '"Mes beaux papiers"', 1), encoding="utf-8")
    assert "1 Mes beaux papiers [" in printed(capsys)


def test_a_fault_in_the_content_is_one_sentence(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file and the line of the fault are named, and no page is written."""
    need = first_need(checkout)
    need.write_text(f"colour = 1\n{need.read_text(encoding='utf-8')}", encoding="utf-8")
    page = checkout / "guide.html"
    error = refused(capsys, "--html", str(page))
    assert f"{need.name}, line 1" in error
    assert "colour" in error
    assert not page.exists()


def test_writes_one_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the language and with the day asked for; what was written is told in one line."""
    page = tmp_path / "guide.html"
    told = printed(capsys, "--html", str(page), "--lang", "ar", "--at", "2026-11-20")
    assert told.startswith(f"{page}: ")
    assert told.count("\n") == 1
    written = page.read_text(encoding="utf-8")
    assert written.startswith('<!DOCTYPE html>\n<html lang="ar" dir="rtl">')
    assert "2026" in written
    assert "@page" in written
    assert main(["guide", "--html", str(page), "--lang", "ar", "--at", "2026-11-20"]) == 0
    assert page.read_text(encoding="utf-8") == written


def test_a_site_has_its_name_on_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page for a site bears its name; the page of the checkout bears nobody's."""
    page, site = tmp_path / "guide.html", house.demonstration_site()
    printed(capsys, "--html", str(page))
    assert "Clairtilleul" not in page.read_text(encoding="utf-8")
    printed(capsys, "--html", str(page), "--site", str(site))
    assert "Clairtilleul" in page.read_text(encoding="utf-8")


def test_a_release_prints_its_own_guide(
    demonstration: Path, checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --release nothing is read from content/guide: it may even be gone."""
    shutil.rmtree(checkout / "content" / "guide")
    page = tmp_path / "guide.html"
    assert "[papiers]" in printed(capsys, "--release", str(demonstration), "--lang", "en")
    printed(capsys, "--release", str(demonstration), "--html", str(page))
    assert "Clairtilleul" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--lang", "xx"], "--lang 'xx'"),
        (["--html", "guide.toml"], "ends in .html"),
        (["--html", "no/such/folder/guide.html"], "no/such/folder"),
        (["--at", "tomorrow"], "--at 'tomorrow'"),
        (["--release", "no/such/folder"], "no/such/folder"),
        (["--site", "no/such/site.toml"], "no/such/site.toml"),
    ],
)
def test_what_it_cannot_take_is_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    """Exit code 2, nothing on standard output, one line that names what is wrong."""
    assert says in refused(capsys, *arguments)


def test_a_language_the_release_does_not_hold(demonstration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The languages it does hold are named."""
    assert "fr" in refused(capsys, "--release", str(demonstration), "--lang", "xx")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "dumb"}, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
    ],
)
def test_a_terminal_has_its_width_and_colours(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], coloured: bool
) -> None:
    """Lines are as wide as the terminal; colours are left out where nobody wants them."""
    terminal = Terminal()
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in {"COLUMNS": "48", **environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout", terminal)
    assert main(["guide"]) == 0
    out = terminal.getvalue()
    assert ("\x1b[" in out) is coloured
    if not coloured:
        assert 40 < max(map(len, out.splitlines())) <= 48

"""The tour: a picture of every screen, numbered, of the right size, with something on it; and what it says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from kiosk.appointments.keys import key_to_text
from kiosk.cli import main
from kiosk.flow import Screen
from kiosk.house import demonstration_site
from kiosk.ui.screens import WISH_SCREENS
from tests.support.kiosks import SPOKEN

SIZES = [(540, 960), (960, 540)]
STEPS = [
    "home",
    "situations",
    "ways",
    "results",
    "more-results",
    "place",
    "other-code",
    "help",
    "languages",
    "speech",
    "still-there",
    "broken",
]


@pytest.fixture(scope="module")
def tour(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, Any]]]:
    """One tour in every language and both ways up, as the command makes it."""
    out = tmp_path_factory.mktemp("tour") / "pictures"
    sizes = [argument for width, height in SIZES for argument in ("--size", f"{width}x{height}")]
    at = ["--at", "2026-11-20T10:00", "--path", "papiers/etat/aides"]
    assert main(["tour", "--out", str(out), "--release", str(demonstration), "--lang", "all", *sizes, *at]) == 0
    yield out, json.loads((out / "tour.json").read_text(encoding="utf-8"))


def test_every_screen_in_every_language_both_ways_up(tour: tuple[Path, dict[str, Any]]) -> None:
    """All steps of a visit, for each size and language, and no screen of the product is missing."""
    _, told = tour
    walked = [(tuple(stop["size"]), stop["language"], stop["step"]) for stop in told["stops"]]
    assert walked == [(size, language, step) for size in SIZES for language in SPOKEN for step in STEPS]
    assert {stop["screen"] for stop in told["stops"]} == {screen.value for screen in Screen} - {"slip", *WISH_SCREENS}
    assert told["path"] == "papiers/etat/aides"


def test_pictures_are_numbered_and_nothing_else_is_left(tour: tuple[Path, dict[str, Any]]) -> None:
    """001, 002… in the order of the visit, each named after its language, size and step."""
    out, told = tour
    assert sorted(path.name for path in out.iterdir()) == [*(stop["file"] for stop in told["stops"]), "tour.json"]
    for number, stop in enumerate(told["stops"], 1):
        width, height = stop["size"]
        assert stop["file"] == f"{number:03}-{stop['language']}-{width}x{height}-{stop['step']}.png"


def test_every_picture_has_its_size_and_is_not_blank(tour: tuple[Path, dict[str, Any]]) -> None:
    """The pixels asked for, and enough different ones for words and pictograms."""
    out, told = tour
    for stop in told["stops"]:
        image = QImage(str(out / stop["file"]))
        assert [image.width(), image.height()] == stop["size"], stop["file"]
        colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 7)}
        assert len(colours) > 20, stop["file"]


def test_no_two_steps_look_the_same(tour: tuple[Path, dict[str, Any]]) -> None:
    """Each step of a visit changes what is seen, and each language too."""
    out, told = tour
    pictures = {stop["file"]: (out / stop["file"]).read_bytes() for stop in told["stops"]}
    assert [pair for pair in pairwise(pictures) if pictures[pair[0]] == pictures[pair[1]]] == []
    homes = [pictures[stop["file"]] for stop in told["stops"] if stop["step"] == "home"]
    assert len(set(homes)) == len(SIZES) * len(SPOKEN)


def test_the_words_of_each_screen_are_told_in_its_language(tour: tuple[Path, dict[str, Any]]) -> None:
    """tour.json says what each screen reads aloud: never empty, and different in each language."""
    _, told = tour
    assert all(stop["lines"] and all(stop["lines"]) for stop in told["stops"])
    for step in STEPS:
        said = {stop["language"]: tuple(stop["lines"]) for stop in told["stops"] if stop["step"] == step}
        assert len(set(said.values())) == len(SPOKEN), step


def test_one_language_one_size_and_a_look(demonstration: Path, tmp_path: Path) -> None:
    """A smaller tour: only what was asked for, with the letters and the contrast asked for."""
    sizes = ["--release", str(demonstration), "--lang", "uk", "--size", "540x960"]
    for name, look in (("plain", []), ("grown", ["--text", "largest", "--contrast", "high", "--reach", "low"])):
        assert main(["tour", "--out", str(tmp_path / name), *sizes, *look]) == 0
    plain, grown = (sorted((tmp_path / name).glob("*.png")) for name in ("plain", "grown"))
    assert [path.name for path in plain] == [path.name for path in grown]
    assert len(plain) in (len(STEPS), len(STEPS) - 1)
    assert all(one.read_bytes() != other.read_bytes() for one, other in zip(plain, grown, strict=True))


def test_a_site_with_appointments_shows_how_one_is_asked_for(
    demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All its screens, and nothing asked for: no folder for requests is made."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    text = demonstration_site().read_text(encoding="utf-8")
    for key, value in (("desk", "accueil"), ("key", key_to_text(bytes(32))), ("send_to", "https://rdv.example.fr")):
        text = re.sub(rf'(?m)^{key} = ""$', f'{key} = "{value}"', text, count=1)
    site, out = tmp_path / "site.toml", tmp_path / "out"
    site.write_text(text, encoding="utf-8")
    common = ["--site", str(site), "--release", str(demonstration), "--lang", "ar", "--size", "540x960"]
    assert main(["tour", "--out", str(out), *common, "--at", "2026-11-20T10:00"]) == 0
    screens = [stop["screen"] for stop in json.loads((out / "tour.json").read_text(encoding="utf-8"))["stops"]]
    at = screens.index("slots")
    assert screens[at - 1 : at + 6] == ["help", "slots", "contact", "typing", "typing", "confirm", "done"]
    assert not (tmp_path / "state" / "kiosk" / "appointments").exists()


def test_a_site_with_a_printer_shows_its_paper(demonstration: Path, tmp_path: Path) -> None:
    """Where the site prints, the paper is one of the pictures; nothing is printed, and no printer is reached."""
    site = tmp_path / "site.toml"
    text = demonstration_site().read_text(encoding="utf-8")
    site.write_text(text.replace("\norder = []\n", '\norder = ["accueil"]\n'), encoding="utf-8")
    shown = ["--release", str(demonstration), "--site", str(site), "--lang", "fr", "--size", "540x960"]
    assert main(["tour", "--out", str(tmp_path / "out"), *shown]) == 0
    assert [path.name for path in (tmp_path / "out").glob("*-paper.png")]


@pytest.mark.parametrize("name", ["file", "file/out"])
def test_pictures_that_cannot_be_written_are_one_sentence(
    demonstration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """--out on a file, or below one: said, with the file as it was."""
    (tmp_path / "file").write_bytes(b"mine")
    out = tmp_path / name
    assert main(["tour", "--out", str(out), "--release", str(demonstration), "--size", "540x960", "--lang", "fr"]) == 4
    error = capsys.readouterr().err
    assert error.startswith(f"kiosk: {out}") and "--out" in error and error.count("\n") == 1
    assert (tmp_path / "file").read_bytes() == b"mine"

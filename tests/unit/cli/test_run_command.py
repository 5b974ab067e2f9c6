"""Bad input at the command line: one sentence that says what, where and what to do; code 2; nothing half-written."""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.cli.run import add_parser, size, state_of
from kiosk.cli.tour import SIZES
from tests.support.releases import change_manifest, contents, publish_again

SITE = '[site]\nname = "CCAS"\nlatitude = 50.7249\nlongitude = 3.1576\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    path = tmp_path / "site.toml"
    path.write_text(SITE, encoding="utf-8")
    return path


@pytest.fixture
def release(demonstration: Path, tmp_path: Path) -> Path:
    return shutil.copytree(demonstration, tmp_path / "release")


def no_manifest(release: Path) -> None:
    (release / "release.json").unlink()


def cut_manifest(release: Path) -> None:
    path = release / "release.json"
    path.write_bytes(path.read_bytes()[:100])


def other_format(release: Path) -> None:
    change_manifest(release, lambda data: data.update(format=99))


def empty(release: Path) -> None:
    shutil.rmtree(release)
    release.mkdir()


def flipped_bit(release: Path) -> None:
    path = release / "guide.json"
    data = path.read_bytes()
    path.write_bytes(bytes([data[0] ^ 1]) + data[1:])


def outside(release: Path) -> None:
    change_manifest(release, lambda data: data["files"].update({"../x": {"bytes": 0, "sha256": ""}}))


def no_words(release: Path) -> None:
    (release / "translations" / "ar.mo").unlink()


def bad_words(release: Path) -> None:
    publish_again(release, "translations/ar.mo", b"\xde\x12\x04\x95")


def cut_database(release: Path) -> None:
    data = (release / "directory.sqlite").read_bytes()
    publish_again(release, "directory.sqlite", data[: len(data) // 2])


def noise_in_database(release: Path) -> None:
    data = (release / "directory.sqlite").read_bytes()
    publish_again(release, "directory.sqlite", data[:4096] + b"\xff" * (len(data) - 4096))


def foreign_database(release: Path) -> None:
    path = release / "directory.sqlite"
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE holiday (photo)")
    publish_again(release, "directory.sqlite", path.read_bytes())


def empty_database(release: Path) -> None:
    publish_again(release, "directory.sqlite", b"")


def bad_guide(release: Path) -> None:
    guide = json.loads((release / "guide.json").read_text(encoding="utf-8"))
    guide["need"][0]["situation"][0]["way"][0]["fiche"] = "nowhere"
    publish_again(release, "guide.json", json.dumps(guide).encode())


RELEASES: list[tuple[Callable[[Path], None], str]] = [
    (no_manifest, "release.json"),
    (cut_manifest, "release.json"),
    (other_format, "format 99"),
    (empty, "release.json"),
    (flipped_bit, "guide.json"),
    (outside, "outside"),
    (no_words, "ar.mo"),
    (bad_words, "ar.mo"),
    (cut_database, "directory.sqlite"),
    (noise_in_database, "directory.sqlite"),
    (foreign_database, "directory.sqlite"),
    (empty_database, "directory.sqlite"),
    (bad_guide, "nowhere"),
]
SITES = [
    (SITE + 'langages = ["fr"]\n', ["line 5", "langages", "languages"]),
    (SITE + "languages = 3\n", ["line 5", "list"]),
    (SITE + "[screen]\nidle_seconds = 5\n", ["line 6", "between 60 and 300"]),
    (SITE + 'timezone = "Europe/Pari"\n', ["line 5", "time zone"]),
    (SITE + '[helper]\nhours = "Mo-Fri 8h-12h"\n', ["site.toml, line 6", "hours", "OpenStreetMap"]),
    (SITE + '[helper]\nphone = "appelez-nous"\n', ["site.toml, line 6", "phone", "a phone number"]),
    (SITE + '[helper]\nbooking_url = "https://www.ville.example/"\n', ["site.toml, line 6", "booking_url", "books"]),
    (SITE.replace('"', "“"), ["line 2", "TOML"]),
    (SITE.replace('name = "CCAS"\n', ""), ["no `name`"]),
    ("", ["[site]"]),
    (SITE.replace("CCAS", "M\udce9diath\udce8que"), ["cannot be read"]),
    (None, ["cannot be read"]),
]


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """The one line that a command ends with, and its exit code 2."""
    assert main(list(map(str, arguments))) == 2
    out, error = capsys.readouterr()
    assert out == "" and error.startswith("kiosk: ") and error.count("\n") == 1 and "Traceback" not in error
    return error


@pytest.mark.parametrize(("damage", "says"), RELEASES, ids=lambda value: getattr(value, "__name__", None))
@pytest.mark.parametrize("command", ["find", "tour"])
def test_a_broken_release_is_one_sentence(
    release: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    command: str,
    damage: Callable[[Path], None],
    says: str,
) -> None:
    """However a release is broken: its file is named, code 2, no picture and no folder."""
    damage(release)
    out = tmp_path / "out"
    options = ["--list"] if command == "find" else ["--out", out]
    assert says in refused(capsys, command, *options, "--release", release)
    assert not out.exists()


@pytest.mark.parametrize(("text", "says"), SITES)
@pytest.mark.parametrize("command", ["find", "tour", "build"])
def test_a_site_file_with_a_typo_is_one_sentence(
    site: Path,
    demonstration: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    command: str,
    text: str | None,
    says: list[str],
) -> None:
    """The file, its line, what was meant; code 2; nothing is written."""
    if text is None:
        site.unlink()
    else:
        site.write_bytes(text.encode("utf-8", "surrogateescape"))
    out = tmp_path / "out"
    source = tmp_path / "source.csv"
    source.write_text("id,nom\n")
    options = {
        "find": ["--list", "--release", demonstration],
        "tour": ["--out", out, "--release", demonstration],
        "build": [source, "--out", out],
    }
    said = refused(capsys, command, *options[command], "--site", site)
    assert [part for part in says if part not in said] == []
    assert sorted(path.name for path in tmp_path.iterdir() if path != site) == ["source.csv"]


def test_a_language_the_release_lacks_is_said(site: Path, release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The site asks for Ukrainian, the release has none: which language, and what to do."""
    change_manifest(release, lambda data: data["languages"].remove("uk"))
    said = refused(capsys, "find", "--list", "--release", release, "--site", site)
    assert "uk" in said and "fr, en, ar" in said and "Build it again" in said


def test_the_older_good_release_is_served(release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of releases whose newest is damaged still answers."""
    folder = tmp_path / "releases"
    shutil.copytree(release, folder / "good")
    shutil.copytree(release, folder / "newest")
    change_manifest(folder / "newest", lambda data: data.update(built="2099-01-01T00:00:00+00:00"))
    flipped_bit(folder / "newest")
    assert main(["find", "--list", "--release", str(folder)]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--lang", "xx"], "--lang xx"),
        (["--path", "nowhere/at/all"], "nowhere/at/all"),
        (["--at", "tomorrow"], "--at 'tomorrow'"),
        (["--at", "9999-12-31T23:59"], "2000 to 2100"),
    ],
)
def test_a_tour_that_cannot_be_walked_writes_nothing(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], says: str
) -> None:
    """An unknown language, path or moment: one sentence, and no folder."""
    out = tmp_path / "pictures"
    assert says in refused(capsys, "tour", "--out", out, "--release", release, *options)
    assert not out.exists()


@pytest.mark.parametrize(
    "text", ["", "1080", "1080x", "x1920", "12x12", "1080*1920", "-1080x1920", "1080x1920x3", "7681x1080", "1080x99999"]
)
def test_a_size_is_two_numbers(text: str) -> None:
    """Anything else is refused with an example, and what no screen has with the limit."""
    with pytest.raises(argparse.ArgumentTypeError, match=r"1080x1920|7680x7680 at most"):
        size(text)


def test_sizes_are_width_then_height() -> None:
    """Both signs people write between the two, and both ways up by default."""
    assert size("1080x1920") == size("1080×1920") == (1080, 1920)
    assert SIZES == [(1080, 1920), (1920, 1080)]


def test_a_build_leaves_a_foreign_folder_alone(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--out on somebody's folder: refused before anything is read, and untouched."""
    out = tmp_path / "photos"
    out.mkdir()
    (out / "holiday.jpg").write_bytes(b"x")
    assert "photos" in refused(capsys, "build", tmp_path / "absent.csv", "--site", site, "--out", out)
    assert contents(out) == {"holiday.jpg": b"x"}


def asked(*options: object) -> argparse.Namespace:
    """What `kiosk run` with these options is asked for."""
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    return parser.parse_args(["run", *map(str, options)])


def test_a_state_is_named_by_its_own_option_or_as_a_release(release: Path, tmp_path: Path) -> None:
    """--state DIR, synced yet or not; --release DIR when that is a state; a release is none."""
    state = tmp_path / "state"
    assert state_of(asked("--state", state)) == state
    assert state_of(asked("--release", state)) is None
    (state / "releases").mkdir(parents=True)
    (state / "current").symlink_to("releases/1")
    assert state_of(asked("--release", state)) == state
    assert state_of(asked("--release", release)) is None
    assert state_of(asked()) is None


def test_a_state_and_a_release_are_one_too_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both say what to show: refused in one sentence."""
    assert "--state and --release" in refused(capsys, "run", "--state", tmp_path, "--release", tmp_path)

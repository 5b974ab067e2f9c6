"""`kiosk build` writes a whole release and one closing line, or says in one sentence why it did not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import house
from kiosk.cli import main
from kiosk.release import open_release

REPOSITORY = Path(__file__).parents[3]
SITE = '[site]\nname = "CCAS"\nlatitude = 50.7249\nlongitude = 3.1576\nlanguages = ["fr"]\n'
HEADER = "id,pivot,nom,commune,code_postal,adresse,latitude,longitude,telephone,horaires,date_maj,services,source"
ROWS = (
    '1,21590599300014,CCAS de Tourcoing,Tourcoing,59200,"7 rue Gabriel Péri",50.7249,3.1576,+33320000000,'
    "Mo-Fr 08:30-12:00,2026-01-10,Aide aux démarches administratives,test",
    '2,21590599300014,Médiathèque,Tourcoing,59200,"26 rue Famelart",50.7230,3.1600,,n’importe quoi,2026-01-10,'
    "Accès internet et matériel informatique,test",
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    path = tmp_path / "site.toml"
    path.write_text(SITE, encoding="utf-8")
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "lieux.csv"
    path.write_text("\n".join([HEADER, *ROWS]) + "\n", encoding="utf-8")
    return path


def build(*arguments: object) -> int:
    return main(["build", *map(str, arguments)])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release_and_a_report_are_written(
    tmp_path: Path, site: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 0, a release that opens, a report with the row that was not understood, one line on standard output."""
    out, report = tmp_path / "out", tmp_path / "report.json"
    assert build(source, "--site", site, "--out", out, "--report", report) == 0
    assert open_release(out).manifest.places == 2
    told = json.loads(report.read_text(encoding="utf-8"))
    assert (told["read"], told["kept"], told["places"]) == (2, 2, 2)
    captured = capsys.readouterr()
    assert captured.out.startswith("read 2 rows: kept 2, merged 0") and captured.out.count("\n") == 1
    assert captured.err == ""


def test_an_unknown_format_is_an_error_and_nothing_is_written(
    tmp_path: Path, site: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Even beside a good source: exit 1, the file is named, no output directory."""
    odd = tmp_path / "odd.csv"
    odd.write_text("colour,size\nred,3\n", encoding="utf-8")
    assert build(source, odd, "--site", site, "--out", tmp_path / "out") == 1
    error = capsys.readouterr().err
    assert "odd.csv" in error and "Traceback" not in error
    assert not (tmp_path / "out").exists()


def test_a_missing_source_is_an_error(tmp_path: Path, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there is named, and exit is 1."""
    assert build(tmp_path / "absent.csv", "--site", site, "--out", tmp_path / "out") == 1
    assert "absent.csv" in capsys.readouterr().err


def test_nothing_usable_keeps_the_release_that_was_there(
    tmp_path: Path, site: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 1, the report tells why, and the previous release is untouched."""
    out, report = tmp_path / "out", tmp_path / "report.json"
    assert build(source, "--site", site, "--out", out) == 0
    before = contents(out)
    source.write_text(HEADER + "\n3,,,,,,,,,,,,\n", encoding="utf-8")
    assert build(source, "--site", site, "--out", out, "--report", report) == 1
    assert contents(out) == before
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["places"] == 0 and told["rejected"]
    assert "Traceback" not in capsys.readouterr().err
    assert build(source, "--site", site, "--out", tmp_path / "new", "--report", tmp_path / "new" / "report.json") == 1
    assert not (tmp_path / "new").exists()


def test_a_second_build_replaces_the_first(tmp_path: Path, site: Path, source: Path) -> None:
    """The old release gives way to the new one, whole."""
    out = tmp_path / "out"
    assert build(source, "--site", site, "--out", out) == 0
    source.write_text("\n".join([HEADER, ROWS[0]]) + "\n", encoding="utf-8")
    assert build(source, "--site", site, "--out", out) == 0
    assert open_release(out).manifest.places == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lieux.csv", "out", "site.toml"]


def test_somebody_s_folder_is_never_deleted(
    tmp_path: Path, site: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that holds something else than a release is refused with exit 2."""
    out = tmp_path / "photos"
    out.mkdir()
    (out / "holiday.jpg").write_bytes(b"x")
    assert build(source, "--site", site, "--out", out) == 2
    assert contents(out) == {"holiday.jpg": b"x"}
    assert "photos" in capsys.readouterr().err


def test_the_report_never_overwrites_a_source(tmp_path: Path, site: Path, source: Path) -> None:
    """A slip on the command line must not cost the agent the file they built from."""
    before = source.read_bytes()
    assert build(source, "--site", site, "--out", tmp_path / "out", "--report", source) == 2
    assert source.read_bytes() == before


def test_a_typo_in_the_site_file_is_named(
    tmp_path: Path, site: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, file, line and the nearest known key."""
    site.write_text(SITE.replace("longitude", "longitud"), encoding="utf-8")
    assert build(source, "--site", site, "--out", tmp_path / "out") == 2
    assert "line 4" in capsys.readouterr().err


def test_the_command_never_loads_qt(tmp_path: Path, site: Path, source: Path) -> None:
    """An office machine without a screen builds releases."""
    code = (
        "import sys; from kiosk.cli import main; code = main(sys.argv[1:]); "
        "print(sorted(name for name in sys.modules if name.startswith('PySide6'))); sys.exit(code)"
    )
    command = [sys.executable, "-c", code, "build", str(source), "--site", str(site), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (0, "[]", "")


def test_a_report_that_cannot_be_written_stops_the_build_before_it_starts(
    tmp_path: Path, site: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, the path in the message, and no release."""
    assert build(source, "--site", site, "--out", tmp_path / "out", "--report", source / "report.json") == 2
    assert "report.json" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lieux.csv", "site.toml"]


def test_a_terminated_build_leaves_nothing_behind(tmp_path: Path, site: Path, source: Path) -> None:
    """SIGTERM in the middle of the writing: exit 143, no work folder, no release, and the old handler is back."""
    code = (
        "import os, signal, sys; from kiosk.cli import main\n"
        "os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGTERM)\n"
        "try: main(sys.argv[1:])\n"
        "finally: assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL"
    )
    command = [sys.executable, "-c", code, "build", str(source), "--site", str(site), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (143, "", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lieux.csv", "site.toml"]


def test_what_dead_builds_left_is_swept(tmp_path: Path, site: Path, source: Path) -> None:
    """Folders of a dead process, or older than a day, go; those of a live one, and anybody else's, stay."""
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    names = (
        f".out.{dead.pid}.abcdefgh",
        f".out.{os.getpid()}.oldolder",
        f".out.{os.getpid()}.youngest",
        ".out.settings",
    )
    for name in names:
        (tmp_path / name / "translations").mkdir(parents=True)
    os.utime(tmp_path / names[1], (0, 0))
    os.utime(tmp_path / names[3], (0, 0))
    assert build(source, "--site", site, "--out", tmp_path / "out") == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names[2:], "lieux.csv", "out", "site.toml"])


def test_a_missing_vocabulary_table_is_a_fault_of_the_house(
    repository: Path,
    tmp_path: Path,
    site: Path,
    source: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit 2 and the name of the table, as for the guide's own files."""
    for name in ("content", "translations"):
        shutil.copytree(repository / name, tmp_path / "house" / name)
    (tmp_path / "house" / "content" / "vocabulary" / "departements.csv").unlink()
    monkeypatch.setattr(house, "house", lambda: tmp_path / "house")
    assert build(source, "--site", site, "--out", tmp_path / "out") == 2
    assert "departements.csv" in capsys.readouterr().err and not (tmp_path / "out").exists()


def test_corrections_win_and_each_line_is_told(
    tmp_path: Path, site: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A place is hidden, a note is there; what was not used stands on standard error, all of it in the report."""
    corrections, report = tmp_path / "corrections.csv", tmp_path / "report.json"
    text = "nom;code postal;note;masquer\nccas de tourcoing;59200;Sonnez.;\nMEDIATHEQUE;59200;;oui\nCAF;59200;;oui\n"
    corrections.write_bytes(text.encode("cp1252"))
    out = tmp_path / "out"
    options = ("--site", site, "--out", out, "--report", report, "--corrections", corrections)
    assert build(source, *options) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines()[1:] == ["corrections: 2 used, 1 not used"]
    assert "1 places" in captured.out and open_release(out).manifest.places == 1
    assert captured.err.count("\n") == 1 and "corrections.csv, ligne 4 : pas utilisée. Aucun lieu" in captured.err
    told = json.loads(report.read_text(encoding="utf-8"))
    assert [line["used"] for line in told["corrections"]] == [True, True, False] and told["places"] == 1


def test_corrections_that_cannot_be_read_stop_the_build(
    tmp_path: Path, site: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 1, the column and the one that was meant, and no release; the report never overwrites them."""
    corrections = tmp_path / "corrections.csv"
    corrections.write_text("id;notes\na;b\n", encoding="utf-8")
    options = ("--site", site, "--out", tmp_path / "out", "--corrections", corrections)
    assert build(source, *options) == 1
    assert "“notes”. Did you mean “note”" in capsys.readouterr().err and not (tmp_path / "out").exists()
    assert build(source, *options, "--report", corrections) == 2

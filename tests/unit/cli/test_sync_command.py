"""`kiosk sync` and `kiosk status`: from a real web server or a stick to a release in force, and one sentence for
whatever stands in the way."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from pathlib import Path

import pytest

from kiosk import house
from kiosk.cli import main
from kiosk.release.state import CURRENT_NAME
from tests.support.signed_town import SignedTown, publish_release
from tests.support.syncing import whole_version
from tests.support.web_server import Answer, serving


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits between two tries."""
    monkeypatch.setattr("kiosk.cli.sync.time.sleep", lambda seconds: None)


@pytest.fixture
def town(demonstration: Path) -> SignedTown:
    town = SignedTown()
    publish_release(town, demonstration)
    return town


@pytest.fixture
def repository(town: SignedTown, tmp_path: Path) -> Path:
    (tmp_path / "1.root.json").write_bytes(town.first_root)
    return town.save(tmp_path / "repository")


def sync(state: Path, source: object, *others: object) -> int:
    arguments = ["--site", house.demonstration_site(), "--from", source, "--state", state, *others]
    return main(["sync", *map(str, arguments)])


def status(state: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    main(["status", "--state", str(state), "--json"])
    return dict(json.loads(capsys.readouterr().out))


def test_from_a_server_to_a_release(repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The root is given once; the status has the fields that whoever watches a fleet reads."""
    state = tmp_path / "state"
    with serving(repository) as server:
        assert sync(state, server.address, "--root", tmp_path / "1.root.json") == 0
        assert "version 1 is in force" in capsys.readouterr().out
        assert sync(state, server.address) == 0
        assert capsys.readouterr() == ("version 1 is in force, nothing is newer\n", "")
    assert whole_version(state / CURRENT_NAME) == 1
    told = status(state, capsys)
    assert {"version", "published", "places", "last_try", "last_error", "previous"} <= told.keys()
    assert (told["version"], told["places"], told["last_error"], told["previous"]) == (1, 79, "", [])
    assert dt.datetime.fromisoformat(str(told["last_try"])).tzinfo is not None


def test_what_stands_in_the_way_is_one_sentence_and_a_code(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Network 5, repository 6: nothing installed, and the status keeps the sentence."""
    state, root = tmp_path / "state", tmp_path / "1.root.json"

    def refused(code: int, said: str, source: object) -> None:
        capsys.readouterr()
        assert sync(state, source, "--root", root) == code
        error = capsys.readouterr().err
        assert said in error and error.count("\n") == 1 and "Traceback" not in error
        assert status(state, capsys)["version"] == 0 and said in str(status(state, capsys)["last_error"])

    with serving(repository) as server:
        server.fault = lambda path: Answer(200, b"<html>", "text/html")
        refused(5, "login page", server.address)
        server.fault = lambda path: Answer(404)
        refused(6, "no repository", server.address)
    refused(5, "nobody answers there", "http://127.0.0.1:9")
    stranger = SignedTown()
    stranger.sign()
    refused(6, "not signed by the keys", stranger.save(tmp_path / "stranger"))
    capsys.readouterr()
    assert sync(state, tmp_path / "no stick", "--root", root) == 5
    assert "Put the USB stick in" in capsys.readouterr().err


def test_only_a_root_that_went_well_is_kept(
    repository: Path, tmp_path: Path, town: SignedTown, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong one the first time is named, and the right one afterwards is believed."""
    state, wrong = tmp_path / "state", tmp_path / "wrong.json"
    wrong.write_text("{}")
    assert sync(state, repository, "--root", wrong) == 2
    assert "the root metadata to trust is none" in capsys.readouterr().err and not (state / "root.json").exists()
    wrong.write_bytes(SignedTown().first_root)
    assert sync(state, repository, "--root", wrong) == 6
    assert not (state / "root.json").exists()
    assert sync(state, repository, "--root", tmp_path / "1.root.json") == 0
    assert (state / "root.json").read_bytes() == town.first_root


def test_the_screen_s_user_can_read_what_comes(repository: Path, tmp_path: Path) -> None:
    """Whatever the umask of who syncs by hand."""
    before = os.umask(0o077)
    try:
        assert sync(tmp_path / "state", repository, "--root", tmp_path / "1.root.json") == 0
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o044 for path in (tmp_path / "state" / "releases").rglob("*") if path.is_file()}
    assert modes == {0o044}


def test_a_sync_that_is_stopped_says_so(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """systemd's patience ended: the status tells."""
    state = tmp_path / "state"
    sync(state, repository, "--root", tmp_path / "1.root.json")

    def stopped(*_: object) -> None:
        raise SystemExit(143)

    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr("kiosk.cli.sync.sync", stopped)
        sync(state, repository)
    assert "stopped before its end" in str(status(state, capsys)["last_error"])


def test_odd_names_are_one_sentence(repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names that no disk takes."""
    root = ("--root", tmp_path / "1.root.json")
    assert sync(tmp_path / "state", "x" * 300, *root) == 5
    assert sync(tmp_path / ("x" * 300), repository, *root) == 7
    assert main(["status", "--state", str(tmp_path / ("x" * 300))]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_bad_usage_ends_with_two(repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No root, no repository, no territory, an address that is none: what to add, and nothing is made."""
    state = tmp_path / "state"

    def refused(said: str, *arguments: object) -> None:
        assert main(["sync", *map(str, arguments)]) == 2
        assert said in capsys.readouterr().err

    site = house.demonstration_site()
    text = site.read_text(encoding="utf-8")
    root = ("--root", tmp_path / "1.root.json")
    refused("cannot be read", "--site", site, "--from", repository, "--state", state)
    refused("[sync] repository is not given", "--site", site, "--state", state)
    refused("a repository is a folder or", "--site", site, "--from", "ftp://x", "--state", state, *root)
    for value, said in (("", "territory is not given"), ("../x", "small letters")):
        other = tmp_path / "other.toml"
        other.write_text(text.replace('territory = "clairtilleul"', f'territory = "{value}"'), encoding="utf-8")
        refused(said, "--site", other, "--from", repository, "--state", state, *root)
    assert main(["status", "--state", str(state)]) == 1
    assert "nothing is installed" in capsys.readouterr().out


def test_a_full_disk_is_seven(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And says how much is missing."""
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
    assert sync(tmp_path / "state", repository, "--root", tmp_path / "1.root.json") == 7
    assert "MB are to come, 0 MB are free" in capsys.readouterr().err


def test_a_clock_that_is_wrong_is_told(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sync goes on, the staff read it in the journal and in the status."""
    state = tmp_path / "state"
    sync(state, repository, "--root", tmp_path / "1.root.json")
    monkeypatch.setattr("kiosk.cli.sync._now", lambda: dt.datetime(1970, 1, 1, tzinfo=dt.UTC))
    assert sync(state, repository) == 0
    assert "the clock says 1970-01-01" in capsys.readouterr().err
    assert "change its battery" in str(status(state, capsys)["clock"])


def test_a_sync_that_fails_keeps_what_is_shown(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The text for people says both: what is in force, and what went wrong, and when it last went well."""
    state = tmp_path / "state"
    sync(state, repository, "--root", tmp_path / "1.root.json")
    shutil.rmtree(repository)
    assert sync(state, repository) == 5
    capsys.readouterr()
    assert main(["status", "--state", str(state)]) == 0
    told = capsys.readouterr().out
    assert "version 1" in told and "failed:" in told and "last one that went well" in told

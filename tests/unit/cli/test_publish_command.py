"""`kiosk publish`: from spreadsheets to signed files, and back from them to a terminal; nothing half-way."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import house
from kiosk.cli import main
from kiosk.publish.check.checks import Checked
from kiosk.release.published import from_document
from kiosk.release.state import CURRENT_NAME
from tests.support.releases import contents, publish_again
from tests.support.source_server import certificate, serving
from tests.support.syncing import whole_version

DEMO = house.content() / "demo"


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Re-reading all French takes six seconds: one test does it, the others are about the rest."""
    monkeypatch.setattr("kiosk.publish.check.checks.check", lambda *_: Checked(()))


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A folder of keys without passphrases."""
    folder = tmp_path / "keys"
    reading, writing = os.pipe()
    os.write(writing, b"\n")
    os.close(writing)
    assert main(["keys", "init", str(folder), "--passphrase-fd", str(reading)]) == 0
    return folder


@pytest.fixture
def publish(tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Publish into one repository: exit code, and what was said."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        common = ["--repo", tmp_path / "repository", "--keys", keys]
        code = main(["publish", *map(str, (*arguments, *common))])
        return code, *capsys.readouterr()

    return run


def document(tmp_path: Path, territory: str = "clairtilleul") -> bytes:
    """The newest document of a territory."""
    folder = tmp_path / "repository" / "targets" / territory
    return max(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns).read_bytes()


def test_a_terminal_takes_what_was_published(
    publish: Callable[..., tuple[int, str, str]], demonstration: Path, keys: Path, tmp_path: Path
) -> None:
    """The whole chain, with the check: a release in, signed files, and the same places on a terminal."""
    code, out, _ = publish(demonstration)
    assert code == 0 and re.search(r"version 1 of clairtilleul, 79 places: in force, 0\.\d MB new", out)
    site, state = house.demonstration_site(), tmp_path / "state"
    arguments = ["--from", tmp_path / "repository", "--state", state, "--root", keys / "1.root.json"]
    assert main(["sync", "--site", str(site), *map(str, arguments)]) == 0
    assert whole_version(state / CURRENT_NAME) == 1


@pytest.mark.usefixtures("unread")
def test_twice_the_same_changes_the_timestamp_alone(
    publish: Callable[..., tuple[int, str, str]], demonstration: Path, tmp_path: Path
) -> None:
    """Not one other file is written, changed or gone."""
    publish(demonstration)
    before = contents(tmp_path / "repository")
    code, out, _ = publish(demonstration)
    after = contents(tmp_path / "repository")
    assert code == 0 and "published already" in out
    assert {name for name in before | after if before.get(name) != after.get(name)} == {"metadata/timestamp.json"}


@pytest.mark.usefixtures("unread")
def test_sources_are_built_corrected_and_published(
    publish: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    """One command for a cron line: spreadsheets and corrections in, a report and a publication out."""
    sources = sorted(path for path in DEMO.iterdir() if path.suffix in (".csv", ".json"))
    options = ["--site", DEMO / "site.toml", "--report", tmp_path / "report.json", "--cache", tmp_path / "cache"]
    code, out, _ = publish(*sources, *options, "--corrections", house.content() / "corrections-exemple.csv")
    assert code == 0 and "corrections: 4 used" in out and "in force" in out
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["read"] > 300
    assert (tmp_path / "cache" / "clairtilleul" / "sources.json").is_file()


@pytest.mark.usefixtures("unread")
def test_from_addresses_to_a_publication(
    publish: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Open data behind https: fetched once, asked for again with what the server gave, and when it is down the
    publication stays; what is secret in an address is said nowhere."""

    def answer(path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        if headers.get("if-none-match") == '"1"':
            return 304, {}, b""
        return 200, {"ETag": '"1"'}, (DEMO / Path(path.partition("?")[0]).name).read_bytes()

    context, trusted = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    monkeypatch.setattr("kiosk.publish.remote.WAITS_S", (0.0, 0.0))
    names = sorted(path.name for path in DEMO.iterdir() if path.suffix in (".csv", ".json"))
    options = ["--site", DEMO / "site.toml", "--cache", tmp_path / "cache", "--report", tmp_path / "report.json"]
    with serving(answer, context) as server:
        addresses = [f"{server.base}/{name}?token=secret" for name in names]
        assert publish(*addresses, *options)[:1] == (0,)
        assert "published already" in publish(*addresses, *options)[1]
        assert [headers.get("if-none-match") for _, headers in server.asked] == [None] * 4 + ['"1"'] * 4
    before = contents(tmp_path / "repository")
    code, out, error = publish(*addresses, *options)
    assert code == 1 and "nobody answers there" in error and contents(tmp_path / "repository") == before
    assert "secret" not in out + error + (tmp_path / "report.json").read_text(encoding="utf-8")


@pytest.mark.usefixtures("unread")
def test_a_source_that_shrank_stops_the_publication(
    publish: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    """Half of a file: both numbers are told, what is in force stays; meant is meant."""
    source = tmp_path / "lieux.csv"
    shutil.copyfile(DEMO / "lieux-mediation-numerique.csv", source)
    options = ["--site", DEMO / "site.toml", "--cache", tmp_path / "cache"]
    others = sorted(path for path in DEMO.iterdir() if path.suffix == ".json" or path.name.startswith("feuille"))
    assert publish(source, *others, *options)[0] == 0
    before = contents(tmp_path / "repository")
    lines = source.read_text(encoding="utf-8").splitlines(True)
    source.write_text("".join(lines[: len(lines) // 2]), encoding="utf-8")
    code, _, error = publish(source, *others, *options)
    assert code == 1 and "fewer is not published unasked" in error and error.count("\n") == 1
    assert contents(tmp_path / "repository") == before
    code, out, _ = publish(source, *others, *options, "--max-shrink", "1")
    assert code == 0 and "version 2" in out


def test_a_release_that_no_terminal_would_take_is_not_signed(
    publish: Callable[..., tuple[int, str, str]], demonstration: Path, tmp_path: Path
) -> None:
    """It is asked what a terminal asks, before a key is touched."""
    release = Path(shutil.copytree(demonstration, tmp_path / "release"))
    publish_again(release, "pictograms.json", b"[]")
    code, _, error = publish(release)
    assert code in (1, 2) and "pictograms.json" in error and not (tmp_path / "repository").exists()


@pytest.mark.usefixtures("unread")
def test_without_sources_what_is_there_is_signed_again(
    publish: Callable[..., tuple[int, str, str]], demonstration: Path, tmp_path: Path
) -> None:
    """The weekly job of a server; an empty folder is refused."""
    code, _, error = publish()
    assert code == 2 and "nothing was published there" in error
    publish(demonstration)
    timestamp = (tmp_path / "repository" / "metadata" / "timestamp.json").read_bytes()
    code, out, _ = publish()
    assert code == 0 and "signed again" in out
    assert (tmp_path / "repository" / "metadata" / "timestamp.json").read_bytes() != timestamp


@pytest.mark.usefixtures("unread")
def test_what_is_in_force_is_no_failure(
    publish: Callable[..., tuple[int, str, str]], demonstration: Path, tmp_path: Path
) -> None:
    """An object of a neighbour is gone: what was published all the same ends with 0, and so does the weekly job."""
    from tests.support.syncing import with_places

    publish(demonstration, "--territory", "lille")
    publish(demonstration)
    built = from_document(document(tmp_path)).built
    edited = with_places(demonstration, tmp_path / "edited", lambda places: places[1:], built)
    publish(edited)
    lille = from_document(document(tmp_path, "lille"))
    (tmp_path / "repository" / lille.records.path).unlink()
    again = with_places(
        edited, tmp_path / "again", lambda places: [replace(places[0], name="Autre"), *places[1:]], built
    )
    code, out, _ = publish(again)
    assert code == 0 and "version 3 of clairtilleul" in out
    assert publish()[0] == 0


@pytest.mark.usefixtures("unread")
def test_an_edit_is_a_new_version_with_a_patch(
    publish: Callable[..., tuple[int, str, str]], demonstration: Path, tmp_path: Path
) -> None:
    """And names the state it starts from."""
    from tests.support.syncing import with_places

    publish(demonstration)
    first = from_document(document(tmp_path))
    edited = with_places(demonstration, tmp_path / "edited", lambda places: places[1:], first.built)
    code, _, _ = publish(edited)
    second = from_document(document(tmp_path))
    assert code == 0 and second.version == 2
    assert [(patch.before, patch.after) for patch in second.patches] == [(first.records.sha256, second.records.sha256)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["absent.csv"], "--site"),
        (["RELEASE", "RELEASE"], "published alone"),
        (["RELEASE", "--corrections", "x.csv"], "building from sources"),
        (["RELEASE", "--territory", "../x"], "no name for a territory"),
        (["RELEASE", "--max-shrink", "2"], "between 0 and 1"),
        (["http://x.example/a.csv", "--site", "SITE"], "https"),
        (["a" * 300], "File name too long"),
        (["a" * 300, "--report", "x.json"], "File name too long"),
        (["a\0b"], "no path has such characters"),
    ],
)
@pytest.mark.usefixtures("unread")
def test_bad_usage_is_told(
    publish: Callable[..., tuple[int, str, str]], demonstration: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    """In one sentence, with code 2, and no repository is begun."""
    names = {"RELEASE": demonstration, "SITE": DEMO / "site.toml"}
    code, _, error = publish(*(names.get(argument, argument) for argument in arguments), "--cache", tmp_path / "cache")
    assert code == 2 and said in error and not (tmp_path / "repository").exists()


@pytest.mark.usefixtures("unread")
def test_each_town_signs_for_itself_and_the_département_puts_it_in_force(
    publish: Callable[..., tuple[int, str, str]],
    demonstration: Path,
    keys: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The town has one key and no other; until the server's job ran, its terminals see nothing of it."""
    publish(demonstration)
    town, repository = tmp_path / "town", tmp_path / "repository"
    reading, writing = os.pipe()
    os.write(writing, b"\n")
    os.close(writing)
    assert main(["keys", "new", "neuville", str(town), "--passphrase-fd", str(reading)]) == 0
    delegated = ["--repo", repository, "--territory", "neuville", "--key", town / "neuville.pub"]
    assert main(["keys", "delegate", str(keys), *map(str, delegated)]) == 0
    capsys.readouterr()
    arguments = [demonstration, "--repo", repository, "--keys", town, "--territory", "neuville"]
    assert main(["publish", *map(str, arguments)]) == 0
    assert "signed, not yet in force" in capsys.readouterr().out
    assert publish()[0] == 0
    site = tmp_path / "site.toml"
    text = house.demonstration_site().read_text(encoding="utf-8")
    site.write_text(text.replace('territory = "clairtilleul"', 'territory = "neuville"'), encoding="utf-8")
    sync = ["--site", site, "--from", repository, "--state", tmp_path / "state", "--root", keys / "1.root.json"]
    assert main(["sync", *map(str, sync)]) == 0
    assert whole_version(tmp_path / "state" / CURRENT_NAME) == 1

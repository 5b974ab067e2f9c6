"""`kiosk find`: what it prints, as JSON and as text, and how it refuses what it cannot take."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk import house
from kiosk.cli import main
from tests.support.releases import change_manifest, publish_again

AT = ("--at", "2026-11-20T10:00")
RESULT_KEYS = {
    "id",
    "name",
    "kind",
    "distance_m",
    "open",
    "hours_today",
    "next_change",
    "phone",
    "address",
    "booking_url",
    "booking_host",
    "themes",
    "languages",
    "labels",
    "free",
    "why",
    "sources",
    "updated",
}


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The demonstration release is built once, away from the user's own cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def find(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["find", *arguments]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def find_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(find(capsys, *arguments, "--json"))


def test_list_gives_every_path_with_its_labels_and_query(capsys: pytest.CaptureFixture[str]) -> None:
    """Each path has three labels in each language of the release, and a query with all its parts."""
    paths = find_json(capsys, "--list")
    assert len({path["path"] for path in paths}) == len(paths) > 0
    for path in paths:
        assert path["path"].count("/") == 2
        assert {"fr", "en", "ar", "uk"} <= set(path["labels"])
        assert all(len(labels) == 3 and all(labels) for labels in path["labels"].values())
        assert set(path["query"]) == {"themes", "services", "publics", "contacts", "labels", "kinds", "words"}


def test_all_has_no_dead_end(capsys: pytest.CaptureFixture[str]) -> None:
    """Every path of the guide is asked, and every one has an answer."""
    summary = find_json(capsys, "--all", *AT)
    assert summary["paths"] == len(summary["answers"]) == len(find_json(capsys, "--list"))
    assert summary["dead_ends"] == 0
    assert all(row["count"] > 0 and row["rung"] for row in summary["answers"])
    assert find(capsys, "--all", *AT).rstrip().endswith(f"{summary['paths']} paths, 0 dead ends")


def test_every_path_answers_with_the_whole_contract(capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON of a path has every promised key, with values of the promised kinds."""
    path = find_json(capsys, "--list")[0]["path"]
    answer = find_json(capsys, path, *AT, "--limit", "2")
    assert set(answer) == {"path", "rung", "fiche", "results"}
    assert answer["path"] == path
    assert set(answer["fiche"]) == {"id", "title", "what", "there", "bring", "cost", "time", "written"}
    assert answer["rung"] == answer["results"][0]["rung"]
    assert 1 <= len(answer["results"]) <= 2
    for result in answer["results"]:
        assert set(result) >= RESULT_KEYS
        assert result["open"] in (True, False, None)
        assert result["why"]
        assert bool(result["booking_url"]) == bool(result["booking_host"])
        assert all(len(span) == 11 and span[5] == "-" for span in result["hours_today"])


def test_the_themes_asked_for_come_first(capsys: pytest.CaptureFixture[str]) -> None:
    """Of all a place does, what the path asks for is named first."""
    for path in find_json(capsys, "--list")[:5]:
        asked = set(path["query"]["themes"]) | set(path["query"]["services"])
        for result in find_json(capsys, path["path"], *AT)["results"]:
            matching = [facet in asked for facet in result["themes"]]
            assert matching == sorted(matching, reverse=True)


def test_the_moment_may_have_any_zone(capsys: pytest.CaptureFixture[str]) -> None:
    """A moment without a zone is on the clocks of the site; the same moment in UTC gives the same answer."""
    path = find_json(capsys, "--list")[0]["path"]
    here = find_json(capsys, path, "--at", "2026-11-20T10:00")
    assert here == find_json(capsys, path, "--at", "2026-11-20T09:00+00:00")


def test_text_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json: the three labels, the fiche, then each place with its reason."""
    path = find_json(capsys, "--list")[0]
    answer = find_json(capsys, path["path"], *AT)
    text = find(capsys, path["path"], *AT)
    assert text.startswith(" · ".join(path["labels"]["fr"]))
    assert all(result["name"] in text and result["why"] in text for result in answer["results"])
    assert path["path"] in find(capsys, "--list", "--lang", "ar")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere/at/all"], "no path 'nowhere/at/all'"),
        ([], "one of"),
        (["--list", "--all"], "one of"),
        (["--list", "--lang", "xx"], "--lang 'xx'"),
        (["--list", "--at", "tomorrow"], "--at 'tomorrow'"),
        (["--list", "--at", "9999-12-31T23:59-14:00"], "2000 to 2100"),
        (["--list", "--at", "0001-01-01T00:00"], "2000 to 2100"),
        (["--list", "--limit", "0"], "--limit 0"),
        (["--list", "--release", "no/such/folder"], "no/such/folder"),
        (["--list", "--site", "no/such/site.toml"], "no/such/site.toml"),
    ],
)
def test_what_it_cannot_take_is_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    """Exit code 2, nothing on standard output, one line that names what is wrong."""
    assert main(["find", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("kiosk: ")
    assert says in printed.err
    assert printed.err.count("\n") == 1


def test_a_mistyped_path_names_its_neighbours(capsys: pytest.CaptureFixture[str]) -> None:
    """One wrong letter: the path that was meant is named; so is the way on from a need alone."""
    path = find_json(capsys, "--list")[0]["path"]
    for wrong in (path[:-1], path.partition("/")[0]):
        assert main(["find", wrong]) == 2
        assert path in capsys.readouterr().err


def test_a_broken_directory_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is no release ends with code 2 and no traceback."""
    (tmp_path / "release.json").write_text("{", encoding="utf-8")
    assert main(["find", "--list", "--release", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


ELSEWHERE = """[site]
name = "CCAS d'ailleurs"
latitude = 50.36
longitude = 3.52
[helper]
name = "L'accueil d'ailleurs"
phone = "03 53 01 01 77"
"""


@pytest.fixture
def elsewhere(demonstration: Path, tmp_path: Path) -> Path:
    """A release that was built for another site."""
    release = shutil.copytree(demonstration, tmp_path / "release")
    publish_again(release, "site.toml", ELSEWHERE.encode())
    return release


def helper_of(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """Who answers when one wants to talk to somebody here."""
    (helper, *_) = find_json(capsys, "urgence/expliquer/parler", *AT, *options)["results"]
    assert helper["rung"] == "helper"
    return helper["name"]


def test_a_release_answers_for_its_own_site(capsys: pytest.CaptureFixture[str], elsewhere: Path) -> None:
    """Its own helper and position by default; another site only when it is asked for; else the demonstration's."""
    demonstration = str(house.demonstration_site())
    assert helper_of(capsys, "--release", str(elsewhere)) == "L'accueil d'ailleurs"
    assert helper_of(capsys, "--release", str(elsewhere), "--site", demonstration) == "L'accueil du CCAS"
    assert helper_of(capsys) == "L'accueil du CCAS"
    path = ("papiers/identite/permis", *AT, "--release", str(elsewhere))
    here = find_json(capsys, *path, "--site", demonstration)["results"][0]["distance_m"]
    assert find_json(capsys, *path)["results"][0]["distance_m"] > here + 20_000


def test_a_release_of_before_says_to_build_it_again(capsys: pytest.CaptureFixture[str], elsewhere: Path) -> None:
    """A release without a site file is refused in words."""
    (elsewhere / "site.toml").unlink()
    change_manifest(elsewhere, lambda data: data["files"].pop("site.toml"))
    assert main(["find", "--list", "--release", str(elsewhere)]) == 2
    assert "site.toml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "says"),
    [('hours = "8h-12h"', "OpenStreetMap"), ('booking_url = "https://ville.example"', "books an appointment")],
)
def test_a_fault_in_the_site_of_a_release_has_its_file_and_line(
    capsys: pytest.CaptureFixture[str], elsewhere: Path, line: str, says: str
) -> None:
    """The site file inside the release is named as one given with --site would be."""
    publish_again(elsewhere, "site.toml", f"{ELSEWHERE}{line}\n".encode())
    assert main(["find", "--list", "--release", str(elsewhere)]) == 2
    error = capsys.readouterr().err
    assert f"{elsewhere / 'site.toml'}, line 8: [helper] " in error and says in error


@pytest.mark.parametrize("language", ["en", "ar", "uk"])
def test_phone_services_are_named_in_the_language_asked_for(capsys: pytest.CaptureFixture[str], language: str) -> None:
    """The name of a number is a text of the guide; that of a place is its own."""
    path = "urgence/suicide/moi"
    french = {result["id"]: result["name"] for result in find_json(capsys, path, *AT)["results"]}
    other = find_json(capsys, path, *AT, "--lang", language)["results"]
    kept = [result for result in other if result["id"] in french]
    assert {result["kind"] for result in kept} > {"telephone"}
    for result in kept:
        assert (result["name"] != french[result["id"]]) is (result["kind"] == "telephone")
    assert other[0]["name"] in find(capsys, path, *AT, "--lang", language)


def test_hours_to_midnight_end_at_24(capsys: pytest.CaptureFixture[str]) -> None:
    """A number that answers day and night is open from 00:00 to 24:00."""
    (first, *_) = find_json(capsys, "urgence/danger/malade", *AT)["results"]
    assert first["hours_today"] == ["00:00-24:00"]
    assert "Ouvert jour et nuit (00:00-24:00)" in find(capsys, "urgence/danger/malade", *AT)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_old_terminal_is_no_traceback(demonstration: Path, encoding: str) -> None:
    """Letters the output cannot hold are escaped, in Arabic too; JSON stays JSON, and errors stay one sentence."""
    kiosk = [sys.executable, "-m", "kiosk", "find", "--release", str(demonstration)]
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(Path(house.__file__).parents[1])}

    def printed(*arguments: str) -> tuple[int, bytes, bytes]:
        done = subprocess.run([*kiosk, *arguments], capture_output=True, env=environment, check=False)
        return done.returncode, done.stdout, done.stderr

    code, out, error = printed("urgence/suicide/moi", "--lang", "ar")
    assert (code, error) == (0, b"") and b"\\u0627" in out
    code, out, error = printed("urgence/suicide/moi", "--lang", "ar", "--json")
    assert (code, error) == (0, b"") and json.loads(out.decode(encoding))["path"] == "urgence/suicide/moi"
    code, out, error = printed("\u0627")
    assert (code, out, error.count(b"\n")) == (2, b"", 1) and b"Traceback" not in error

"""`kiosk find`: what it prints, as JSON and as text, and how it refuses what it cannot take."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli import main

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
        assert set(path["query"]) == {"themes", "services", "publics", "contacts", "labels"}


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
    assert set(answer["fiche"]) == {"id", "title", "what", "bring"}
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

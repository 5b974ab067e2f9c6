"""Which release the screen tries, and the small file that remembers what it failed on."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.release.attempts import MOST_FAILURES, begun, in_order, is_given_up, known, stood
from kiosk.release.marks import Marks

NEWEST_FIRST = [Path("releases/12"), Path("releases/11"), Path("releases/10.2")]


def names(attempts: dict[str, int]) -> list[str]:
    return [path.name for path in in_order(NEWEST_FIRST, attempts)]


@pytest.mark.parametrize(
    ("attempts", "order"),
    [
        ({}, ["12", "11", "10.2"]),
        ({"12": 1}, ["12", "11", "10.2"]),
        ({"12": 2}, ["11", "10.2", "12"]),
        ({"12": 2, "11": 7}, ["10.2", "12", "11"]),
        ({"12": 2, "11": 2, "10.2": 2}, ["12", "11", "10.2"]),
        ({"10": 9, "nonsense": 2}, ["12", "11", "10.2"]),
    ],
)
def test_what_failed_twice_gives_way_and_nothing_is_lost(attempts: dict[str, int], order: list[str]) -> None:
    """The newest first; once is forgiven, twice puts it last; when all failed, the newest is tried anyway."""
    assert names(attempts) == order


@given(st.dictionaries(st.sampled_from(["12", "11", "10.2", "9"]), st.integers(0, 9)))
def test_there_is_always_something_to_try(attempts: dict[str, int]) -> None:
    """Whatever is counted, every candidate is tried once, those that can stand before those that were given up."""
    found = names(attempts)
    assert sorted(found) == ["10.2", "11", "12"]
    given_up = [is_given_up(name, attempts) for name in found]
    assert given_up == sorted(given_up)


def test_an_attempt_counts_until_it_has_stood() -> None:
    """Each beginning is one more, standing makes it none, and what is no longer there is forgotten."""
    counts = begun(begun({"11": 1}, "12"), "12")
    assert counts == {"11": 1, "12": MOST_FAILURES}
    assert stood(counts, "12") == {"11": 1} and stood({}, "12") == {}
    assert known(counts, ["12", "13"]) == {"12": 2}


def test_a_mark_outlives_its_process(tmp_path: Path) -> None:
    """What was begun and never stood is there for the next process; what stood is not; no draft is left."""
    path = tmp_path / "new" / "screen.json"
    Marks(path).begin("12", ["12", "11"])
    second = Marks(path)
    assert second.attempts == {"12": 1}
    second.begin("12", ["12"])
    assert json.loads(path.read_text()) == {"attempts": {"12": 2}}
    second.stood("12")
    assert Marks(path).attempts == {} and os.listdir(path.parent) == ["screen.json"]


def test_a_mark_is_on_the_disk_before_the_release_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is flushed before it takes its name, and its folder after that."""
    done: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda handle: done.append("fsync"))
    replace = os.replace
    monkeypatch.setattr(os, "replace", lambda old, new: (done.append("replace"), replace(old, new)))
    Marks(tmp_path / "screen.json").begin("12", ["12"])
    assert done == ["fsync", "replace", "fsync"]


@pytest.mark.parametrize(
    "text", ["", "null", "[]", '{"attempts": 3}', '{"attempts": {"12": "two"}}', "\xff{", "[" * 9999]
)
def test_a_file_that_makes_no_sense_counts_nothing(tmp_path: Path, text: str) -> None:
    """Empty, cut, or somebody else's: every release is tried, and the next mark mends the file."""
    path = tmp_path / "screen.json"
    path.write_text(text, encoding="latin-1")
    marks = Marks(path)
    assert marks.attempts == {}
    marks.begin("12", ["12"])
    assert Marks(path).attempts == {"12": 1}


def test_a_disk_that_takes_nothing_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Full or read-only: the screen goes on, counts as long as it lives, and its log says what to look at, once."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    marks = Marks(tmp_path / "screen.json")
    with caplog.at_level(logging.WARNING):
        marks.begin("12", ["12"])
        marks.begin("12", ["12"])
    assert marks.attempts == {"12": 2}
    assert len(caplog.records) == 1 and "No space left" in caplog.text and "--screen-state" in caplog.text


def test_without_a_file_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file asked for: the counts live in memory alone."""
    monkeypatch.chdir(tmp_path)
    marks = Marks(None)
    marks.begin("12", ["12"])
    assert marks.attempts == {"12": 1} and os.listdir(tmp_path) == []

"""A release is opened whole or not at all, and every refusal says which file is wrong."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.errors import CatalogueError, KioskError, ReleaseError
from kiosk.release import open_release, site_files
from tests.support.releases import BUILT, SITE, change_manifest, contents, publish_again, write

FILES = ("directory.sqlite", "guide.json", "pictograms.json", "site.toml", "translations/en.mo", "vocabulary.json")
ONCE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return write(tmp_path / "release")


def refusal(path: Path) -> str:
    """The one sentence that opening `path` ends with."""
    with pytest.raises(ReleaseError) as caught:
        open_release(path)
    said = str(caught.value)
    assert said.endswith(".") and "\n" not in said and caught.value.exit_code == 2
    return said


def test_what_was_written_is_read(release: Path) -> None:
    """A whole release gives back its parts."""
    opened = open_release(release)
    assert opened.manifest.built == BUILT
    assert (opened.guide_data, opened.pictograms) == ({"version": 1}, {"house": "M0 0h1"})
    assert opened.vocabulary["kinds"]["ccas"] == "CCAS"
    assert opened.catalogue["en"]("Retour") == "Back"
    assert set(opened.manifest.files) == set(FILES)


def test_the_site_file_travels_with_the_release(release: Path) -> None:
    """The text comes back as it was written, from a path of the release."""
    assert open_release(release).site_path.read_text(encoding="utf-8") == SITE


def test_site_files_are_found_even_in_what_does_not_open(tmp_path: Path) -> None:
    """A broken release and a folder of releases still say whom to call, the last written first; elsewhere nobody."""
    old, new = write(tmp_path / "all" / "old"), write(tmp_path / "all" / "new")
    os.utime(old / "site.toml", (1, 1))
    (new / "release.json").unlink()
    assert site_files(new) == [new / "site.toml"]
    assert site_files(tmp_path / "all") == [new / "site.toml", old / "site.toml"]
    assert site_files(tmp_path) == site_files(tmp_path / "absent") == site_files(new / "site.toml") == []


def test_an_empty_folder_is_no_release(tmp_path: Path) -> None:
    """An empty folder, a missing one and a file are each said not to be a release."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    for name in ("empty", "absent", "file"):
        assert str(tmp_path / name) in refusal(tmp_path / name)


def test_a_name_no_disk_can_hold_is_an_error_like_any_other(tmp_path: Path) -> None:
    """A path too long for the file system is refused in words."""
    assert "cannot be read" in refusal(tmp_path / ("x" * 300))


@pytest.mark.parametrize("name", ["release.json", *FILES])
def test_a_missing_file_is_named(release: Path, name: str) -> None:
    """Whatever file is gone, the sentence names it."""
    (release / name).unlink()
    assert name in refusal(release)


@pytest.mark.parametrize("name", FILES)
def test_one_bit_flipped_in_any_file_is_found(release: Path, name: str) -> None:
    """A single wrong bit, at the start, in the middle or at the end of a file, is found and its file named."""
    path = release / name
    whole = path.read_bytes()
    for at in (0, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert name in refusal(release)
    path.write_bytes(whole + b" ")
    assert name in refusal(release)


@pytest.mark.parametrize("text", ["", "{", '{"format": 1', "[]", "3", "null", '"x"', "\udcff", "[" * 100_000])
def test_a_truncated_or_foreign_manifest_is_named(release: Path, text: str) -> None:
    """release.json cut short, of another shape, not UTF-8 or absurdly nested: its path, and what to do."""
    (release / "release.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    said = refusal(release)
    assert "release.json" in said and "again" in said


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("format", 2, "format 2"),
        ("built", "yesterday", "yesterday"),
        ("built", "2026-11-20T10:00:00", "time zone"),
        ("built", None, "must be str"),
        ("places", "many", "many"),
        ("places", float("inf"), "infinity"),
        ("languages", 3, "int"),
        ("files", ["directory.sqlite"], "items"),
        ("files", {}, "does not list directory.sqlite"),
    ],
)
def test_a_wrong_field_is_refused(release: Path, field: str, value: Any, says: str) -> None:
    """Another format, a moment without a zone, a number that is none, files that are not listed."""
    change_manifest(release, lambda data: data.update({field: value}))
    assert says in refusal(release)


@pytest.mark.parametrize("name", ["format", "built", "territory", "languages", "places", "services", "files"])
def test_a_missing_field_is_named(release: Path, name: str) -> None:
    """Each field of the manifest is needed."""
    change_manifest(release, lambda data: data.pop(name))
    assert name in refusal(release)


@pytest.mark.parametrize("name", ["../secret", "/etc/hostname", "translations/../../secret", "nul\0name"])
def test_no_file_outside_the_release_is_touched(release: Path, name: str) -> None:
    """A manifest that points elsewhere is refused, even when the file is there."""
    (release.parent / "secret").write_text("x")
    change_manifest(release, lambda data: data["files"].update({name: {"bytes": 1, "sha256": "0"}}))
    assert "release" in refusal(release)


@ONCE
@given(st.data())
def test_a_damaged_manifest_opens_or_is_refused_in_words(release: Path, data: st.DataObject) -> None:
    """Any bit of release.json flipped, any piece of it gone: an error of the tree, never another exception."""
    path = release / "release.json"
    whole = json.dumps(json.loads(path.read_text(encoding="utf-8"))).encode()
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = data.draw(
        st.sampled_from([whole[:at], whole[at:], whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :]])
    )
    path.write_bytes(damaged)
    try:
        open_release(release)
    except KioskError:
        pass
    finally:
        path.write_bytes(whole)


@pytest.mark.parametrize("text", [b"[]", b"{", b"\xff", b"[" * 100_000])
def test_a_part_that_was_published_broken_is_named(release: Path, text: bytes) -> None:
    """A file that is what its hash says and yet no JSON object is refused by its name."""
    publish_again(release, "vocabulary.json", text)
    assert "vocabulary.json" in refusal(release)


def releases(folder: Path, count: int) -> list[Path]:
    """So many releases in one folder, the last the newest, named so that names do not sort by age."""
    return [write(folder / f"r{9 - n}", places=n, built=BUILT + dt.timedelta(days=n)) for n in range(1, count + 1)]


def drop_manifest(path: Path) -> None:
    (path / "release.json").write_text("{")


def flip_directory(path: Path) -> None:
    (path / "directory.sqlite").write_bytes(b"directorY" * 9)


def unknown_language(path: Path) -> None:
    change_manifest(path, lambda data: data["languages"].append("xx"))


def naive_moment(path: Path) -> None:
    change_manifest(path, lambda data: data.update(built="2027-01-01T00:00:00"))


DAMAGE: list[Callable[[Path], None]] = [drop_manifest, flip_directory, unknown_language, naive_moment]


def test_the_newest_of_a_folder_is_opened(tmp_path: Path) -> None:
    """Among whole releases the most recently built one wins, whatever its name."""
    releases(tmp_path, 3)
    (tmp_path / "lost+found").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    assert open_release(tmp_path).manifest.places == 3


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_newest_gives_way_to_the_older_good_one(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """However the newest is damaged, the one before is served."""
    damage(releases(tmp_path, 3)[-1])
    assert open_release(tmp_path).manifest.places == 2


def test_when_none_is_good_every_fault_is_told(tmp_path: Path) -> None:
    """A folder of damaged releases says what is wrong with each."""
    for path, damage in zip(releases(tmp_path, 2), (drop_manifest, flip_directory), strict=True):
        damage(path)
    said = refusal(tmp_path)
    assert "r8/release.json" in said and "r7/directory.sqlite" in said


def test_a_language_nobody_knows_is_an_error(release: Path) -> None:
    """A release in a language this kiosk does not have says which, and which there are."""
    unknown_language(release)
    with pytest.raises(CatalogueError, match=r"'xx'.*fr, en, ar, uk"):
        open_release(release)


def test_opening_changes_nothing(release: Path) -> None:
    """Reading a release leaves every file as it was."""
    before = contents(release)
    open_release(release)
    assert contents(release) == before

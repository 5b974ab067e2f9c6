"""What a look at a state tells: which release is in force, and in which order they are tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.release.state import installed, is_state, name_in_force, version_in_force


@pytest.fixture
def state(tmp_path: Path) -> Path:
    for name in ("9", "10", "10.2", "11", ".12.new", "photos"):
        (tmp_path / "releases" / name).mkdir(parents=True)
    return tmp_path


def test_the_release_in_force_has_a_name_and_a_version(state: Path) -> None:
    """A release that was made again has another name and the same version."""
    (state / "current").symlink_to("releases/10.2")
    assert is_state(state)
    assert (name_in_force(state), version_in_force(state)) == ("10.2", 10)
    assert [path.name for path in installed(state)] == ["10.2", "10", "9"]


@pytest.mark.parametrize("target", [None, "releases/photos", "releases/.12.new", "releases/"])
def test_a_link_that_leads_to_no_release_is_none(state: Path, target: str | None) -> None:
    """No link, or one to something else: no name, version 0."""
    if target is not None:
        (state / "current").symlink_to(target)
    assert (name_in_force(state), version_in_force(state)) == ("", 0)

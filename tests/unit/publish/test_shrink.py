"""Half a directory is not published unasked."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from kiosk.errors import BuildError, SourceError, UsageError
from kiosk.publish.report import Report
from kiosk.publish.shrink import Given, check_shrink, given, load_given, save_given

BEFORE = Given(1000, {"https://a.example/lieux.csv": 500, "feuille.csv": 10})


def now(places: int = 1000, a: int = 500, sheet: int = 10) -> Given:
    return Given(places, {"https://a.example/lieux.csv": a, "feuille.csv": sheet})


def test_the_first_publication_is_compared_with_nothing() -> None:
    check_shrink(Given(0, {}), None)


def test_a_fifth_may_go_and_not_one_row_more() -> None:
    """The limit itself passes, for a source as for all of them."""
    check_shrink(now(800, 400, 8), BEFORE)
    for fewer in (now(799), now(a=399), now(sheet=7)):
        with pytest.raises(SourceError, match="--max-shrink 1"):
            check_shrink(fewer, BEFORE)


def test_the_error_has_the_source_and_both_numbers() -> None:
    """Every source that shrank is named, and what to do."""
    with pytest.raises(SourceError) as caught:
        check_shrink(now(100, 0, 10), BEFORE)
    said = str(caught.value)
    assert "https://a.example/lieux.csv gives 0 rows, and gave 500 last time" in said
    assert "all sources give 100 places, and gave 1,000 last time" in said
    assert "feuille.csv" not in said and "20%" in said


def test_a_person_may_want_it() -> None:
    """1 lets everything pass, 0 nothing that is fewer; more is never refused."""
    check_shrink(now(0, 0, 0), BEFORE, 1.0)
    check_shrink(now(), BEFORE, 0.0)
    check_shrink(now(9999, 9999, 99), BEFORE, 0.0)
    with pytest.raises(SourceError):
        check_shrink(now(999), BEFORE, 0.0)


def test_a_source_that_is_new_or_gone_is_not_compared() -> None:
    """The list of sources is somebody's decision; the total still counts."""
    check_shrink(Given(990, {"new.csv": 1}), BEFORE)
    with pytest.raises(SourceError, match="all sources"):
        check_shrink(Given(10, {"new.csv": 1}), BEFORE)


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_share_is_between_0_and_1(share: float) -> None:
    with pytest.raises(UsageError, match="--max-shrink"):
        check_shrink(now(), BEFORE, share)


@over(st.integers(0, 10_000), st.integers(0, 100))
def test_the_limit_is_exact(before: int, percent: int) -> None:
    """Whatever the rounding of shares: 15 × 0.8 is 12."""
    least = -(-before * (100 - percent) // 100)
    check_shrink(Given(least, {}), Given(before, {}), percent / 100)
    if least > 0:
        with pytest.raises(SourceError):
            check_shrink(Given(least - 1, {}), Given(before, {}), percent / 100)


def test_what_was_given_is_kept(tmp_path: Path) -> None:
    """As it was in the report; nothing when there is no such file."""
    path = tmp_path / "new" / "sources.json"
    assert load_given(path) is None
    save_given(path, given(Report(places=1000, kept_by_source=BEFORE.rows)))
    assert load_given(path) == BEFORE
    assert [file.name for file in path.parent.iterdir()] == ["sources.json"]


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{", "3", '{"places": 3}', '{"places": -1, "sources": {}}', '{"places": true, "sources": {}}'),
        *('{"places": 1, "sources": {"a": 1.5}}', '{"places": 1, "sources": 3}', '{"places": 1, "sources": [[]]}'),
        "[" * 9999,
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, text: str) -> None:
    """It is never taken for a first publication."""
    path = tmp_path / "sources.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"sources\.json.*Restore it, or remove it"):
        load_given(path)


@over(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_any_json_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: object) -> None:
    path = tmp_path_factory.getbasetemp() / "sources.json"
    for value in (data, {"places": 1, "sources": data}):
        path.write_text(json.dumps(value), encoding="utf-8")
        with contextlib.suppress(SourceError):
            assert isinstance(load_given(path), Given)


def test_what_cannot_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BuildError, match=r"sources\.json"):
        save_given(tmp_path / "file" / "sources.json", BEFORE)

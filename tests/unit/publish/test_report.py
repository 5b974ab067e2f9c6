"""The report says exactly what the command promises, and is there whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.errors import BuildError, UsageError
from kiosk.publish.corrections_model import Outcome
from kiosk.publish.records import Rejection
from kiosk.publish.report import Report, check_report, write_report

REPORT = Report(
    read=2421,
    kept=2419,
    merged=321,
    places=2100,
    services=3000,
    rejected=(Rejection("a.csv", 3, "horaires", "x" * 5000, "not understood"),),
    fields_dropped=1,
    warnings=("two sources disagree",),
    formats={"a.csv": "lieux"},
    kept_by_source={"a.csv": 2419},
    corrections=(Outcome("c.csv", 2, True, "a--1"), Outcome("c.csv", 3, False, "", "Aucun lieu.", ("note : longue.",))),
)


def test_the_json_has_the_promised_keys(tmp_path: Path) -> None:
    """Scripts read these names; a rejection is told by file, row, field, value and reason."""
    write_report(tmp_path / "new" / "report.json", REPORT)
    data = json.loads((tmp_path / "new" / "report.json").read_text(encoding="utf-8"))
    assert set(data) == {
        "read",
        "kept",
        "merged",
        "places",
        "services",
        "rejected",
        "fields_dropped",
        "warnings",
        "formats",
        "kept_by_source",
        "corrections",
    }
    assert (data["read"], data["kept"], data["merged"], data["places"], data["services"]) == (
        2421,
        2419,
        321,
        2100,
        3000,
    )
    assert set(data["rejected"][0]) == {"file", "row", "field", "value", "reason"}
    assert data["warnings"] == ["two sources disagree"] and data["kept_by_source"] == {"a.csv": 2419}
    assert set(data["corrections"][1]) == {"file", "line", "used", "place", "reason", "warnings"}


def test_long_values_are_cut() -> None:
    """Prose of 5,000 characters in one cell does not fill the report."""
    assert len(json.loads(REPORT.to_json())["rejected"][0]["value"]) == 200


def test_lone_surrogates_do_not_stop_the_report(tmp_path: Path) -> None:
    """A value no encoding can write is still reported."""
    write_report(tmp_path / "r.json", Report(rejected=(Rejection("a", 1, "nom", "\ud800", "bad"),)))
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["rejected"]


def test_the_closing_line_tells_the_numbers() -> None:
    """Rows left out and fields dropped are told apart, in one line."""
    line = REPORT.closing_line(Path("out"))
    assert line == (
        "read 2,421 rows: kept 2,419, merged 321, rejected 2, 1 fields dropped; 2,100 places, 3,000 services in out"
    )


def test_the_corrections_have_a_line_of_their_own() -> None:
    """How many were used; what was not, and what to look at, is told line by line."""
    assert REPORT.corrections_line() == "corrections: 1 used, 1 not used"
    assert [str(outcome) for outcome in REPORT.corrections] == [
        "",
        "c.csv, ligne 3 : pas utilisée. Aucun lieu.\nc.csv, ligne 3 : note : longue.",
    ]


def test_a_report_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    """The error names the path, and no draft stays behind."""
    target = tmp_path / "report.json"
    target.mkdir()
    with pytest.raises(BuildError, match=r"report\.json"):
        write_report(target, REPORT)
    assert list(tmp_path.iterdir()) == [target]


def test_a_report_that_could_not_be_written_is_known_before(tmp_path: Path) -> None:
    """A folder, a path through a file, a name too long: refused at once; a good name, even in folders that are not
    there yet, leaves nothing behind."""
    (tmp_path / "file").touch()
    for wrong in (tmp_path, tmp_path / "file" / "r.json", tmp_path / ("x" * 300)):
        with pytest.raises(UsageError, match="--report"):
            check_report(wrong)
    check_report(tmp_path / "new" / "folder" / "r.json")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]

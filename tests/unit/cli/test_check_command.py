"""`kiosk check`: what it prints, its exit codes, and content that stops every loader."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk import house
from kiosk.cli import main
from kiosk.publish.check.checks import Checked
from kiosk.publish.check.finding import Finding
from kiosk.publish.check.report import as_text, finding_line

Json = dict[str, Any]
Run = Callable[..., tuple[int, Json]]


@pytest.fixture
def edited(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the house that a test may spoil, in the place of the real one."""
    for name in ("content", "translations", "assets"):
        shutil.copytree(repository / name, tmp_path / "house" / name)
    monkeypatch.setattr(house, "house", lambda: tmp_path / "house")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "house"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """(exit code, JSON) of a quick check with these options."""

    def check(*options: str) -> tuple[int, Json]:
        code = main(["check", "--json", "--quick", *options])
        return code, json.loads(capsys.readouterr().out)

    return check


def spoil(path: Path, before: str, after: str) -> int:
    """Replace the first `before` of a file; gives its line."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8", errors="surrogateescape")
    return text[: text.index(before)].count("\n") + 1


def test_json_holds_findings_coverage_languages_and_counts(demonstration: Path, run: Run) -> None:
    """The counts are those of the findings, every published code has its paths, every language its state."""
    code, told = run("--release", str(demonstration))
    assert set(told) == {"findings", "coverage", "languages", "errors", "warnings"}
    levels = [finding["level"] for finding in told["findings"]]
    assert (levels.count("error"), levels.count("warning")) == (told["errors"], told["warnings"])
    assert code == (1 if told["errors"] else 0)
    covered = told["coverage"]
    assert [len(covered[name]) for name in ("themes", "services", "publics", "mednum_publics")] == [69, 9, 14, 5]
    assert "en" in told["languages"] and told["languages"]["en"]["total"] > 100


def test_findings_of_the_guide_have_their_line(edited: Path, run: Run) -> None:
    """A word an agent should not write is told with file, line, key, words and what to write."""
    guide = edited / "content" / "guide"
    line = spoil(guide / "1-papiers.toml", 'label = "', 'label = "Usagers ')
    spoil(guide / "phones.toml", 'name = "', 'name = "ATTENTION ')
    code, told = run()
    assert code == 1
    found = {finding["rule"]: finding for finding in told["findings"] if finding["words"] in ("Usagers", "ATTENTION")}
    assert (found["jargon"]["file"], found["jargon"]["line"]) == ("content/guide/1-papiers.toml", line)
    assert "label" in found["jargon"]["key"] and "vous" in found["jargon"]["advice"]
    assert found["majuscules"]["file"] == "content/guide/phones.toml"


@pytest.mark.parametrize(
    ("name", "before", "after", "says"),
    [
        ("content/guide/1-papiers.toml", 'pictogram = "', 'pictogram = "no-such-picture-', "no-such-picture-"),
        ("content/guide/2-argent.toml", "label = ", "label : ", "mal écrite"),
        ("content/guide/3-logement.toml", 'label = "', 'label = "a"\nlabel = "', "La clé label est écrite deux fois"),
        ("content/guide/4-sante.toml", 'themes = ["', 'themes = ["x-', "Personne ne connaît 'x-"),
        ("content/guide/5-famille.toml", 'label = "', 'label = "\udcff', "pas en UTF-8"),
        ("content/falc/jargon.csv", "\n", ";x;souvent;\nx;y;souvent;\n", "écrivez erreur, attention"),
    ],
)
def test_content_that_cannot_be_read_is_a_finding(
    edited: Path, run: Run, name: str, before: str, after: str, says: str
) -> None:
    """Never a crash: valid JSON, exit code 1, the file and the line, and the rest is still looked at."""
    line = spoil(edited / name, before, after)
    code, told = run()
    assert code == 1
    (fault,) = [finding for finding in told["findings"] if finding["rule"] == "lecture"]
    assert fault["file"] == name and says in fault["advice"]
    assert fault["line"] in (line, line + 1)
    assert Path(edited / "cache").exists() is False


def test_a_missing_table_is_a_finding(edited: Path, run: Run) -> None:
    """Without the vocabulary there is no guide to look at, and nothing else breaks."""
    (edited / "content" / "vocabulary" / "mots.csv").unlink()
    code, told = run()
    assert code == 1
    assert told["coverage"] == {} and told["languages"] == {}
    assert {finding["rule"] for finding in told["findings"]} >= {"lecture"}


def test_a_damaged_translation_is_a_finding(edited: Path, run: Run) -> None:
    """With the file and the line; the other languages keep their state."""
    path = edited / "translations" / "en.po"
    line = path.read_text(encoding="utf-8").count("\n") + 1
    with path.open("a", encoding="utf-8") as stream:
        stream.write("msgid no quotes\n")
    _, told = run()
    faults = [finding for finding in told["findings"] if finding["file"] == "translations/en.po"]
    assert line in [fault["line"] for fault in faults]
    assert told["languages"]["en"]["translated"] == 0


def test_bad_usage_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An option nobody knows, a release or a site file that is not there."""
    with pytest.raises(SystemExit) as ended:
        main(["check", "--nonsense"])
    assert ended.value.code == 2
    for option in ("--release", "--site"):
        assert main(["check", "--json", option, str(tmp_path / "nowhere")]) == 2
        assert "nowhere" in capsys.readouterr().err


def test_a_damaged_release_is_a_finding(tmp_path: Path, run: Run) -> None:
    """The guide is still looked at."""
    code, told = run("--release", str(tmp_path))
    assert code == 1
    assert told["coverage"]["themes"]


LINE = Finding("error", "content/guide/a.toml", 3, "besoin a, label", "jargon", "usager", "« vous »")


def test_text_is_one_line_a_finding_then_the_verdict() -> None:
    """In French, with what to write instead; the last line counts."""
    told = as_text(Checked((LINE,), {"themes": {"a": ("x/y/z",), "b": ()}}, {})).splitlines()
    assert told[0] == "content/guide/a.toml:3: ERREUR jargon : « usager » → « vous »"
    assert "thèmes : 1 sur 2 ont une case" in told
    assert told[-1].startswith("1 erreurs, 0 points d'attention.")


def test_long_lists_are_cut_unless_all_is_asked() -> None:
    """A file with hundreds of findings does not hide the others."""
    many = Checked(tuple(LINE for _ in range(200)))
    assert len(as_text(many).splitlines()) < 100 < len(as_text(many, everything=True).splitlines())


def test_long_words_are_cut_in_text() -> None:
    """A sentence at fault is quoted by its beginning."""
    long = Finding("warning", "a", None, "", "virgules", "mot " * 50, "Coupez.")
    assert len(finding_line(long)) < 140

"""Content an agent has edited badly: the commands name the file and the line, end with 2, and write nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk import house
from kiosk.cli import main


@pytest.fixture
def edited(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the house's content that a test may spoil, in the place of the real one."""
    for name in ("content", "translations"):
        shutil.copytree(repository / name, tmp_path / "house" / name)
    monkeypatch.setattr(house, "house", lambda: tmp_path / "house")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "house"


def spoil(path: Path, before: str, after: str) -> int:
    """Replace the first `before` of a file; gives its line."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8", errors="surrogateescape")
    return text[: text.index(before)].count("\n") + 1


@pytest.mark.parametrize(
    ("name", "before", "after", "says"),
    [
        ("1-papiers.toml", "pictogram = ", "pictogramme = ", "Did you mean `pictogram`?"),
        ("1-papiers.toml", 'pictogram = "', 'pictogram = "no-such-picture-', "no-such-picture-"),
        ("2-argent.toml", "label = ", "label : ", "not valid TOML"),
        ("3-logement.toml", 'fiche = "', 'fiche = "x-', "there is no fiche 'x-"),
        ("4-sante.toml", 'themes = ["', 'themes = ["x-', "nobody knows 'x-"),
        ("fiches-1-papiers.toml", 'title = "', 'titel = "', "Did you mean `title`?"),
        ("phones.toml", 'number = "', 'number = "x', "not a phone number"),
        ("5-famille.toml", 'label = "', 'label = "\udcff', "not UTF-8"),
    ],
)
def test_a_malformed_guide_file_is_one_sentence(
    edited: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, before: str, after: str, says: str
) -> None:
    """Build and find both refuse: file, line where there is one, what was meant."""
    line = spoil(edited / "content" / "guide" / name, before, after)
    source = edited / "content" / "demo" / "lieux-mediation-numerique.csv"
    site = edited / "content" / "demo" / "site.toml"
    for arguments in (["build", source, "--site", site, "--out", tmp_path / "out"], ["find", "--list"]):
        assert main(list(map(str, arguments))) == 2
        out, error = capsys.readouterr()
        assert out == "" and error.count("\n") == 1 and "Traceback" not in error
        assert says in error
        if "picture" not in says:
            assert f"{name}, line {line}:" in error
    assert not (tmp_path / "out").exists()
    assert list((tmp_path / "cache").rglob("*.*")) == []


@pytest.mark.parametrize("damage", ["unquoted", "not utf-8", "gone"])
def test_a_damaged_translation_is_one_sentence(
    edited: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    """A translator's file that cannot be read is named, and nothing is built."""
    path = edited / "translations" / "ar.po"
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(b'msgid "Retour"\nmsgstr ' + (b'"\xff"\n' if damage == "not utf-8" else b"Back\n"))
    assert main(["find", "--list"]) == 2
    error = capsys.readouterr().err
    assert "ar.po" in error and error.count("\n") == 1
    said = {"unquoted": "line 2: a quote is missing", "not utf-8": "line 2: the byte 0xff is not UTF-8"}
    assert said.get(damage, "Mend or restore") in error
    assert not list((tmp_path / "cache").rglob("*.*"))


def test_the_guide_is_printed_though_a_translation_is_damaged(edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the Italian could not be shown the guide says it in French; the rest stays Italian."""
    assert main(["guide", "--lang", "it"]) == 0
    whole = capsys.readouterr().out
    path = edited / "translations" / "it.po"
    title = 'msgid "Manger aujourd\'hui"\nmsgstr "'
    line = spoil(path, title, title + "{x} ")
    assert main(["find", "--list"]) != 0
    assert f"it.po, line {line + 1}: " in capsys.readouterr().err
    assert main(["guide", "--lang", "it"]) == 0
    spoilt = capsys.readouterr().out
    assert spoilt != whole and "Manger" in spoilt and "{x}" not in spoilt
    assert len(set(spoilt.splitlines()) - set(whole.splitlines())) < 20

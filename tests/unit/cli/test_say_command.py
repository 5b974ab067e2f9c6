"""`kiosk say`: the files it writes, clip before voice, and what it refuses."""

from __future__ import annotations

import ctypes.util
import json
import wave
from pathlib import Path

import pytest

from kiosk.cli import main, say
from kiosk.speech.clips import Clip, Mark
from tests.support.no_espeak import hide_espeak

real = pytest.mark.skipif(ctypes.util.find_library("espeak-ng") is None, reason="espeak-ng is not installed here")


def seconds(path: Path) -> float:
    with wave.open(str(path), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        return sound.getnframes() / sound.getframerate()


@real
def test_sound_and_marks_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The marks name words of the text as it was written, within the sound."""
    text = "Appelez le 03 53 01 02 03"
    code = main(["say", text, "--out", str(tmp_path / "x.wav"), "--marks", str(tmp_path / "x.json")])
    assert code == 0 and "x.wav" in capsys.readouterr().out
    told = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert (told["text"], told["language"], told["rate_hz"]) == (text, "fr", 22050)
    assert told["voice"].startswith("espeak-ng 1.") and told["voice"].endswith("roa/fr") and told["said"]
    assert [mark["word"] for mark in told["marks"]][:3] == ["Appelez", "le", "03"]
    for mark in told["marks"]:
        assert text[mark["start"] : mark["end"]] == mark["word"]
        assert mark["ms"] / 1000 < seconds(tmp_path / "x.wav")


@real
def test_speed_and_language_are_taken(tmp_path: Path) -> None:
    """Arabic, twice as fast, is about half as long."""
    text = "لا تتردد في الاتصال بنا"
    for speed in ("1", "2"):
        assert main(["say", text, "--lang", "ar", "--speed", speed, "--out", str(tmp_path / f"{speed}.wav")]) == 0
    assert seconds(tmp_path / "1.wav") / seconds(tmp_path / "2.wav") == pytest.approx(2, rel=0.15)


class Clips:
    """Has a clip of "Bonjour"."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def clip(self, text: str, language: str) -> Clip | None:
        return Clip(bytes(44100), 22050, (Mark(7, 0, 7),)) if text == "Bonjour" else None


@real
def test_a_clip_of_the_release_comes_first(
    demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the live voice where there is none."""
    monkeypatch.setattr(say, "library", Clips)
    out = tmp_path / "x.wav"
    assert main(["say", "Bonjour", "--release", str(demonstration), "--out", str(out)]) == 0
    assert seconds(out) == 1.0 and capsys.readouterr().out.endswith(", clip\n")
    assert main(["say", "Merci", "--release", str(demonstration), "--out", str(out)]) == 0
    assert "espeak-ng" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["Bonjour", "--lang", "ti"], "'ti'"),
        (["Bonjour", "--lang", ""], "''"),
        (["Bonjour", "--speed", "0.4"], "0.4"),
        (["Bonjour", "--speed", "nan"], "nan"),
        (["Bonjour", "--site", "/nowhere/site.toml"], "/nowhere/site.toml"),
        (["Bonjour", "--release", "/nowhere/release"], "/nowhere/release"),
        (["", "--lang", "fr"], "nothing that can be said"),
        ([" \x1b\n", "--lang", "fr"], "nothing that can be said"),
    ],
)
def test_bad_usage_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    """Exit code 2, what was wrong, and no file."""
    assert main(["say", *arguments, "--out", str(tmp_path / "x.wav")]) == 2
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@real
@pytest.mark.parametrize("option", ["--out", "--marks"])
def test_a_file_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    """In a folder that is not there, or where a folder stands."""
    for path in (tmp_path / "absent" / "x", tmp_path):
        files = {"--out": str(tmp_path / "x.wav"), "--marks": str(tmp_path / "x.json"), option: str(path)}
        assert main(["say", "Bonjour", *(part for pair in files.items() for part in pair)]) == 2
        assert f"{path}: this file cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["Bonjour"], ["Bonjour", "--out", "x.wav", "--speed", "fast"]])
def test_what_is_missing_is_asked_for(arguments: list[str]) -> None:
    """By the usage of the command."""
    with pytest.raises(SystemExit) as ended:
        main(["say", *arguments])
    assert ended.value.code == 2


def test_without_a_voice_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 3, and what to install."""
    (tmp_path / "path").mkdir()
    hide_espeak(tmp_path / "path", monkeypatch)
    assert main(["say", "Bonjour", "--out", str(tmp_path / "x.wav")]) == 3
    assert "Install the package espeak-ng" in capsys.readouterr().err
    assert not (tmp_path / "x.wav").exists()

"""`kiosk voices`: what it finds, what is missing, and its exit codes."""

from __future__ import annotations

import ctypes.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli import main, voices
from kiosk.errors import NoVoiceError
from kiosk.i18n.languages import LANGUAGES
from kiosk.speech import devices
from kiosk.speech.library import Summary
from kiosk.speech.live import Voice
from kiosk.speech.survey import survey
from tests.support.no_espeak import hide_espeak

SITE = '[site]\nname = "CCAS"\nlatitude = 50.7\nlongitude = 3\nlanguages = ["fr", "ar"]\n'
Run = Callable[..., tuple[int, dict[str, Any]]]

real = pytest.mark.skipif(ctypes.util.find_library("espeak-ng") is None, reason="espeak-ng is not installed here")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """(exit code, JSON) of the command with these options."""

    def voices(*options: str) -> tuple[int, dict[str, Any]]:
        code = main(["voices", "--json", *options])
        return code, json.loads(capsys.readouterr().out)

    return voices


@pytest.fixture
def site(tmp_path: Path) -> Path:
    path = tmp_path / "site.toml"
    path.write_text(SITE, encoding="utf-8")
    return path


class Voices:
    """Arabic has no voice."""

    def warm(self, language: str) -> Voice:
        if language == "ar":
            raise NoVoiceError("no voice for 'ar'. Install one.")
        return Voice("fake 1", f"own/{language}")


class Clips:
    def __init__(self, **held: Summary) -> None:
        self.held, self.looked = held, []

    def summary(self, language: str, look_inside: bool = False) -> Summary:
        self.looked.append(look_inside)
        return self.held.get(language, Summary(0, 0, 0))


def test_a_language_is_read_by_its_voice_or_its_clips() -> None:
    """A language with neither, or whose clips are all damaged, cannot be read; the problem is kept."""
    french, arabic = survey(["fr", "ar"], {}, Voices(), None)
    assert (french.readable, french.voice, french.problem) == (True, "own/fr", "")
    assert (arabic.readable, arabic.voice, arabic.problem) == (False, "", "no voice for 'ar'. Install one.")
    for held, readable in ((Summary(5, 2, 4), True), (Summary(5, 2, 5), False)):
        (arabic,) = survey(["ar"], {"ar": "clips"}, Voices(), Clips(ar=held))
        assert (arabic.readable, arabic.clips, arabic.recorded, arabic.damaged) == (readable, 5, 2, held.damaged)


def test_nothing_is_to_be_done_for_clips_that_a_site_chose() -> None:
    """It is complete without a voice, as long as the clips are there and whole."""
    for held, complete in ((Summary(5, 5, 0), True), (Summary(5, 5, 1), False), (Summary(0, 0, 0), False)):
        (arabic,) = survey(["ar"], {"ar": "clips"}, Voices(), Clips(ar=held))
        assert arabic.complete is complete
    (arabic,) = survey(["ar"], {}, Voices(), Clips(ar=Summary(5, 5, 0)))
    assert not arabic.complete


def test_a_quick_look_is_not_inside() -> None:
    """Unless it is asked not to, every clip is looked at."""
    clips = Clips()
    survey(["fr"], {}, Voices(), clips)
    survey(["fr"], {}, Voices(), clips, look_inside=False)
    assert clips.looked == [True, False]


@real
def test_every_language_of_the_product_is_found(run: Run) -> None:
    """With its name, the engine and its version, and a voice that differs from all others."""
    code, told = run()
    assert code == 0
    assert [row["language"] for row in told["languages"]] == list(LANGUAGES)
    assert {row["engine"].split(" ")[0] for row in told["languages"]} == {"espeak-ng"}
    assert len({row["voice"] for row in told["languages"]}) == len(LANGUAGES)
    assert told["languages"][2]["name"] == "العربية"


@real
def test_the_text_says_the_same(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The languages of the site only, and a verdict."""
    assert main(["voices", "--site", str(site)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[:2] for line in lines if "voice " in line] == ["fr", "ar"]
    assert "roa/fr" in "".join(lines) and lines[-1] == "Every language can be read."


@real
def test_a_release_has_its_clips_counted(demonstration: Path, run: Run) -> None:
    """A release without clips has none, and is no trouble; quickly or not."""
    for options in ((), ("--quick",)):
        code, told = run("--release", str(demonstration), *options)
        assert code == 0 and told["fault"] is None
        assert {row["clips"] for row in told["languages"]} == {0}


def test_a_site_may_choose_clips(site: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there are none, the language cannot be read: exit code 1, and the text says why."""
    site.write_text(SITE + '[speech.voices]\nar = "clips"\n', encoding="utf-8")
    code, told = run("--site", str(site))
    assert code == 1
    assert [row["readable"] for row in told["languages"]][1] is False
    assert main(["voices", "--site", str(site)]) == 1
    assert "cannot be read: " in capsys.readouterr().out


def test_without_espeak_it_is_said_what_to_install(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command works, names the package, and ends with 1."""
    hide_espeak(tmp_path, monkeypatch)
    assert main(["voices", "--site", str(site)]) == 1
    out = capsys.readouterr().out
    assert "Install the package espeak-ng." in out
    assert out.splitlines()[-1] == "These languages cannot be read: fr, ar."


def test_a_piper_voice_that_is_not_there_is_named(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the path where it was looked for, from the folder of the site file, or what to install."""
    site.write_text(SITE + '[speech.voices]\nfr = "voix/fr.onnx"\n', encoding="utf-8")
    assert main(["voices", "--site", str(site)]) == 1
    out = capsys.readouterr().out
    assert str(site.parent / "voix" / "fr.onnx") in out
    assert "this voice is not there" in out or "kiosk[piper]" in out


class Sounding:
    def close(self) -> None: ...


def broken(rate_hz: int) -> devices.Opened:
    raise OSError("nothing there")


@pytest.mark.parametrize(
    ("opener", "says"),
    [
        (lambda rate_hz: devices.Opened(Sounding(), True), ""),
        (lambda rate_hz: devices.Opened(Sounding(), False), "no sound card answers"),
        (broken, "nothing there"),
    ],
)
def test_the_sound_card_is_asked(monkeypatch: pytest.MonkeyPatch, opener: Any, says: str) -> None:
    """A card, none, or not even a null device: it is said, and never raised."""
    monkeypatch.setattr(devices, "open_device", opener)
    assert (says in voices.loudspeaker()) and bool(voices.loudspeaker()) is bool(says)


def test_bad_usage_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An option nobody knows, a site file or a release that is not there: one sentence."""
    with pytest.raises(SystemExit) as ended:
        main(["voices", "--nonsense"])
    assert ended.value.code == 2
    capsys.readouterr()
    for option in ("--release", "--site"):
        assert main(["voices", option, str(tmp_path / "nowhere")]) == 2
        said = capsys.readouterr().err
        assert "nowhere" in said and said.count("\n") == 1

"""The command line itself: one command at a time, errors as one sentence, exit codes that mean something."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kiosk import errors
from kiosk.cli import COMMANDS, main

FAMILIES = {
    errors.KioskError: 1,
    errors.UsageError: 2,
    errors.SettingsError: 2,
    errors.GuideError: 2,
    errors.CatalogueError: 2,
    errors.TranslationError: 1,
    errors.VocabularyError: 2,
    errors.ReleaseError: 2,
    errors.DirectoryError: 2,
    errors.BuildError: 1,
    errors.SourceError: 1,
    errors.VocabularyError: 2,
    errors.SpeechError: 3,
    errors.NoVoiceError: 3,
    errors.ScreenError: 4,
    errors.KeysError: 2,
    errors.SyncError: 1,
    errors.NetworkError: 5,
    errors.PortalError: 5,
    errors.RepositoryError: 6,
    errors.SignatureError: 6,
    errors.RollbackError: 6,
    errors.ExpiredError: 6,
    errors.MixedError: 6,
    errors.OversizeError: 6,
    errors.DamagedError: 6,
    errors.ContentError: 6,
    errors.DiskError: 7,
    errors.PrintError: 8,
    errors.AppointmentError: 9,
    errors.CalendarError: 9,
    errors.SlotGoneError: 9,
    errors.SealError: 9,
}


def command(run: object) -> ModuleType:
    """A module such as those of kiosk.cli, with that `run`."""
    module = ModuleType("kiosk.cli.words")
    module.add_parser = lambda subparsers: subparsers.add_parser("words")  # type: ignore[attr-defined]
    module.run = run  # type: ignore[attr-defined]
    return module


def ending_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> int:
    """The exit code of a command that ends with `error`."""

    def run(args: argparse.Namespace) -> int:
        raise error

    monkeypatch.setitem(sys.modules, "kiosk.cli.words", command(run))
    return main(["words"])


@pytest.mark.parametrize("family", FAMILIES)
def test_an_error_is_one_sentence_and_its_code(
    family: type[errors.KioskError], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each family of errors ends with its own code, its text on standard error, and nothing else."""
    assert ending_with(family("the cat sat on it. Move the cat."), monkeypatch) == FAMILIES[family]
    assert capsys.readouterr() == ("", "kiosk: the cat sat on it. Move the cat.\n")


def test_every_error_of_the_tree_has_its_code_above() -> None:
    """No class is missing from the table, and the tree in the docstring names them all."""
    tree = {each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Exception)}
    assert tree == set(FAMILIES)
    assert all(family.__name__ in (errors.__doc__ or "") for family in tree)


def test_an_interrupt_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends with the code shells give it, and no traceback."""
    assert ending_with(KeyboardInterrupt(), monkeypatch) == 130
    assert capsys.readouterr() == ("", "")


def test_a_reader_who_leaves_ends_the_command_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    """`kiosk find --list | head` is no error worth a traceback."""
    monkeypatch.setattr(sys, "stderr", open(Path("/dev/null"), "w", encoding="utf-8"))  # noqa: SIM115 (main closes it)
    assert ending_with(BrokenPipeError(), monkeypatch) == 1


@pytest.mark.parametrize("arguments", [[], ["dance"], ["words", "--dance"], ["find", "--limit", "many"]])
def test_bad_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """No command, an unknown one, an unknown option, a word for a number: usage, and code 2."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    said = capsys.readouterr().err
    assert "usage: kiosk" in said and "Traceback" not in said


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`kiosk --help` says what there is and what each does."""
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert all(name in said and summary in said for name, summary in COMMANDS.items())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_own_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`kiosk COMMAND --help` works for each, which imports it and builds its parser."""
    with pytest.raises(SystemExit) as caught:
        main([name, "--help"])
    assert caught.value.code == 0
    assert f"usage: kiosk {name}" in capsys.readouterr().out

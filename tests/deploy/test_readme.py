"""The README tells the truth: its commands run, and it names every command there is."""

from __future__ import annotations

import getpass
import glob
import re
import shlex
from pathlib import Path

import pytest

from kiosk.cli import COMMANDS, main

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
LINES = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines() if line]
KIOSK = [line for line in LINES if line.startswith(".venv/bin/kiosk ")]


def arguments(line: str, repository: Path, out: Path) -> list[str]:
    """What the shell would hand over, with everything that is written going to `out`."""
    words = []
    for word in shlex.split(line, comments=True)[1:]:
        if word.startswith("build/"):
            words.append(str(out / word.removeprefix("build/")))
        elif word.startswith("content/"):
            words += sorted(glob.glob(str(repository / word)))
        else:
            words.append(word)
    return words


def test_its_commands_run_one_after_the_other(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every `kiosk` line of the README ends with exit code 0, in the order one reads them; whoever is asked for a
    passphrase gives none."""
    monkeypatch.setattr(getpass, "getpass", lambda prompt: "")
    assert len(KIOSK) >= 4
    for line in KIOSK:
        assert main(arguments(line, repository, tmp_path)) == 0, line
    said = capsys.readouterr().out
    assert "places" in said
    assert '"dead_ends": 0' in said
    assert (tmp_path / "tour" / "tour.json").exists()


def test_it_opens_with_one_sentence_one_picture_and_two_commands(repository: Path) -> None:
    """A newcomer meets, in this order: what it is, how it looks, how to run it, how to test it."""
    picture = re.search(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert picture is not None
    assert (repository / picture[1]).is_file()
    first, second = [line.split()[0] for line in LINES[:2]]
    assert (first, second) == ("deploy/run.sh", "deploy/test.sh")
    assert README.index("deploy/run.sh") > picture.start()


def test_it_names_every_command() -> None:
    """No command is undocumented."""
    assert [name for name in COMMANDS if f"`kiosk {name}" not in README] == []


def test_every_path_it_links_to_exists(repository: Path) -> None:
    """Links inside the repository lead somewhere."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (repository / link).exists()] == []

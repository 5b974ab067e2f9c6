"""`kiosk keys` tells in plain words what it did, or in one sentence why it did not."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.publish.signing.keyring import KeyRing
from kiosk.publish.signing.repository import SignedRepository

TOWN = "clairtilleul"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every passphrase that was asked for; each answer is the passphrase `correct horse`."""
    prompts: list[str] = []

    def ask(prompt: str) -> str:
        prompts.append(prompt)
        return "correct horse"

    monkeypatch.setattr(getpass, "getpass", ask)
    return prompts


@pytest.fixture
def keys(tmp_path: Path, asked: list[str], capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "keys"
    assert run("init", folder) == 0
    asked.clear()
    capsys.readouterr()
    return folder


@pytest.fixture
def repo(tmp_path: Path, keys: Path) -> Path:
    folder = tmp_path / "repo"
    repository = SignedRepository(folder, lambda: dt.datetime.now(dt.UTC))
    repository.publish(TOWN, b"first", KeyRing(keys, lambda _file: b"correct horse"))
    return folder


def run(*arguments: object) -> int:
    return main(["keys", *map(str, arguments)])


def shown(keys: Path, capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, list[str]]:
    """The key ids of each role, as `show --json` tells them."""
    capsys.readouterr()
    assert run("show", keys, "--json", *arguments) == 0
    return {role["role"]: [key["keyid"] for key in role["keys"]] for role in json.loads(capsys.readouterr().out)}


def test_init_makes_keys_and_explains_itself(
    tmp_path: Path, asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Six pairs and the root; passphrases are asked twice for root and targets; the text says where each file goes."""
    assert run("init", tmp_path / "keys") == 0
    names = ["root-1", "root-2", "root-3", "targets", "snapshot", "timestamp"]
    pairs = {f"{name}{half}" for name in names for half in (".pem", ".pub")}
    assert {path.name for path in (tmp_path / "keys").iterdir()} == {*pairs, "1.root.json"}
    assert len(asked) == 8
    assert [prompt for prompt in asked if "snapshot" in prompt or "timestamp" in prompt] == []
    told = capsys.readouterr()
    assert told.err == ""
    for word in ("three persons", "two of the three", "leave none here", "server", "editor", "each terminal"):
        assert word in told.out
    assert "correct horse" not in told.out


def test_init_never_writes_over_anything(keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with keys, and a file, stay as they are: exit 2."""
    before = {path: path.read_bytes() for path in keys.iterdir()}
    assert run("init", keys) == 2
    assert "never replaced" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in keys.iterdir()} == before
    assert run("init", keys / "targets.pub") == 2


def test_no_passphrase_is_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty answer is taken, asked once, and warned of on standard error."""
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: "")
    assert run("init", tmp_path / "keys") == 0
    assert capsys.readouterr().err.count("no passphrase; whoever can read its file can sign with it") == 4


def test_two_answers_that_differ_are_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three times, then nothing was made."""
    answers: Iterator[str] = iter(map(str, range(99)))
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(answers))
    assert run("new", TOWN, tmp_path / "town") == 2
    assert "were not the same 3 times" in capsys.readouterr().err
    assert list((tmp_path / "town").iterdir()) == []


def test_a_passphrase_comes_from_a_descriptor(tmp_path: Path) -> None:
    """A whole ceremony in processes without a terminal; the passphrase stands in no argument."""

    def kiosk(*arguments: object) -> subprocess.CompletedProcess[str]:
        reader, writer = os.pipe()
        os.write(writer, b"correct horse\n")
        os.close(writer)
        command = [sys.executable, "-m", "kiosk", "keys", *map(str, arguments), "--passphrase-fd", str(reader)]
        try:
            return subprocess.run(
                command, pass_fds=[reader], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
            )
        finally:
            os.close(reader)

    keys = tmp_path / "keys"
    made = kiosk("init", keys)
    assert (made.returncode, made.stderr) == (0, "")
    assert b"ENCRYPTED" in (keys / "targets.pem").read_bytes()
    assert b"ENCRYPTED" not in (keys / "snapshot.pem").read_bytes()
    repository = SignedRepository(tmp_path / "repo", lambda: dt.datetime.now(dt.UTC))
    repository.publish(TOWN, b"first", KeyRing(keys, lambda _file: b"correct horse"))
    rotated = kiosk("rotate", "timestamp", keys, "--repo", tmp_path / "repo")
    assert (rotated.returncode, rotated.stderr) == (0, "")


def test_where_nobody_can_be_asked_the_way_out_is_told(keys: Path, repo: Path) -> None:
    """An encrypted key, and no terminal: one sentence names --passphrase-fd."""
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "keys", "renew", str(keys), "--repo", str(repo)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )
    assert done.returncode == 2
    assert re.fullmatch(
        r"kiosk: Passphrase of \S+\.pem: nobody can be asked here\. Give --passphrase-fd N\.\n", done.stderr
    )


def test_show_tells_what_counts_and_what_lies_here(keys: Path, repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Thresholds, expiries, files that are here, away, exposed, or of no use; no passphrase is asked."""
    run("new", "neuville", keys)
    (keys / "root-1.pem").unlink()
    (keys / "timestamp.pem").chmod(0o644)
    capsys.readouterr()
    assert run("show", keys, "--repo", repo) == 0
    told = capsys.readouterr().out
    assert re.search(r"^root: 2 of 3 keys, version 1 until \d{4}-\d\d-\d\d\n  \w{12}  not here\n", told)
    assert f"{keys}/timestamp.pem  EXPOSED to others: run `chmod 600 {keys}/timestamp.pem`" in told
    assert re.search(r"^other keys: trusted for nothing\n  \w{12}  \S+/neuville\.pem$", told, re.MULTILINE)
    assert run("show", keys, "--repo", repo, "--json") == 0
    roles = {role["role"]: role for role in json.loads(capsys.readouterr().out)}
    assert list(roles) == ["root", "targets", "snapshot", "timestamp", ""]
    assert roles["root"]["threshold"] == 2
    assert [key["file"] for key in roles["root"]["keys"]].count("") == 1
    assert roles["timestamp"]["keys"][0]["exposed"] is True
    assert roles["targets"]["version"] == 1


def test_show_needs_no_repository(keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder of keys alone says which keys count."""
    assert list(shown(keys, capsys)) == ["root", "targets", "snapshot", "timestamp"]


def test_a_town_gets_its_keys(keys: Path, repo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`new` prints the path of the public half, which `delegate` takes; again with another key it says so."""
    assert run("new", "neuville", tmp_path / "town") == 0
    public = Path(capsys.readouterr().out.strip())
    assert public == tmp_path / "town" / "neuville.pub"
    common = (keys, "--repo", repo, "--territory", "neuville", "--name", "Neuville-en-Bois")
    assert run("delegate", *common, "--key", public) == 0
    told = capsys.readouterr().out
    assert "neuville: signs for itself from now on" in told
    assert told.endswith("It is in force.\n")
    assert run("new", "second", tmp_path / "town") == 0
    assert run("delegate", *common, "--key", tmp_path / "town" / "second.pub") == 0
    assert "its key is replaced" in capsys.readouterr().out
    assert run("show", keys, "--repo", repo) == 0
    assert "neuville (Neuville-en-Bois): 1 of 1 keys, nothing signed" in capsys.readouterr().out


def test_rotate_revoke_and_renew_tell_what_they_did(
    keys: Path, repo: Path, asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Two root keys are opened, and no more; each says which file is new and which is retired."""
    before = shown(keys, capsys, "--repo", repo)
    assert run("rotate", "targets", keys, "--repo", repo) == 0
    told = capsys.readouterr().out
    assert "the new key of targets." in told
    assert f"{keys}/targets.pem.retired: the old key" in told
    assert len([prompt for prompt in asked if "root-" in prompt]) == 2
    assert run("rotate", "root", "--old", before["root"][0][:12], keys, "--repo", repo) == 0
    assert "Move it to a stick" in capsys.readouterr().out
    assert run("revoke", before["snapshot"][0][:8], before["timestamp"][0], keys, "--repo", repo) == 0
    assert "look at what is published" in capsys.readouterr().out
    after = shown(keys, capsys, "--repo", repo)
    assert set(after["root"]) & set(before["root"]) == set(before["root"][1:])
    for role in ("targets", "snapshot", "timestamp"):
        assert not set(after[role]) & set(before[role])
    assert run("renew", keys, "--repo", repo) == 0
    assert capsys.readouterr().out == "The root and the targets are signed anew.\nIt is in force.\n"
    assert sorted(path.name for path in (repo / "metadata").glob("*.root.json")) == [
        f"{number}.root.json" for number in range(1, 6)
    ]


def test_a_ceremony_with_sticks(keys: Path, repo: Path, tmp_path: Path) -> None:
    """Root keys that lie elsewhere are given with --root-key, as often as there are sticks."""
    sticks = [tmp_path / f"usb{number}" for number in (1, 2)]
    for number, stick in enumerate(sticks, 1):
        stick.mkdir()
        (keys / f"root-{number}.pem").rename(stick / f"root-{number}.pem")
    (keys / "root-3.pem").unlink()
    assert run("rotate", "snapshot", keys, "--repo", repo) == 2
    given = [word for number, stick in enumerate(sticks, 1) for word in ("--root-key", stick / f"root-{number}.pem")]
    assert run("rotate", "snapshot", keys, "--repo", repo, *given) == 0


WRONG: dict[str, tuple[Callable[[Path, Path], tuple[object, ...]], str]] = {
    "no folder": (lambda keys, repo: ("show", keys / "absent"), "cannot be read"),
    "no root": (lambda keys, repo: ("renew", repo.parent, "--repo", repo.parent / "x"), "nothing was published there"),
    "a name": (lambda keys, repo: ("new", "Lille !", keys), "cannot name a territory"),
    "a reserved name": (lambda keys, repo: ("new", "targets", keys / "new"), "cannot name a territory"),
    "a private key": (
        lambda keys, repo: ("delegate", keys, "--repo", repo, "--territory", "x", "--key", keys / "targets.pem"),
        "this is a private key",
    ),
    "a key of another role": (
        lambda keys, repo: ("delegate", keys, "--repo", repo, "--territory", "x", "--key", keys / "targets.pub"),
        "another office",
    ),
    "a territory": (
        lambda keys, repo: ("delegate", keys, "--repo", repo, "--territory", "root", "--key", keys / "targets.pub"),
        "cannot name a territory",
    ),
    "a role": (lambda keys, repo: ("rotate", "nowhere", keys, "--repo", repo), "no such role"),
    "a key id": (lambda keys, repo: ("revoke", "0" * 12, keys, "--repo", repo), "no key that is trusted"),
    "no --old": (lambda keys, repo: ("rotate", "root", keys, "--repo", repo), "say which with --old"),
    "a repository that is a file": (
        lambda keys, repo: ("renew", keys, "--repo", keys / "1.root.json"),
        "nothing was published there",
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_bad_input_is_one_sentence(keys: Path, repo: Path, capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    """Exit 2, one line on standard error, nothing in the repository changed."""
    before = {path: path.read_bytes() for path in repo.rglob("*.json")}
    arguments, said = WRONG[wrong]
    capsys.readouterr()
    assert run(*arguments(keys, repo)) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert {path: path.read_bytes() for path in repo.rglob("*.json")} == before


def test_a_wrong_passphrase_is_one_sentence(
    keys: Path, repo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, and the passphrase is not told."""
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: "battery staple")
    assert run("renew", keys, "--repo", repo) == 2
    error = capsys.readouterr().err
    assert "the passphrase is wrong" in error
    assert "battery" not in error

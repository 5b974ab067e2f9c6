"""The two commands: what they say, what they ask the system, and what they leave alone.

The scripts run in a copy of the checkout's set-up files, with a PATH of small stand-ins that write down how they
were called; nothing is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

TOOLS = ("bash", "cat", "comm", "dirname", "env", "mkdir", "paste", "sed", "sha256sum", "sort", "uname")
COPIED = ("deploy", "pyproject.toml", "requirements.lock", "requirements-dev.lock")

NOTHING_INSTALLED = "exit 1"
ALL_INSTALLED = 'shift 3; for name; do echo "installed $name"; done'
PYTHON = """
echo "python3 $*" >>"$LOG"
case "$*" in
  *"-m venv"*)
    for last; do :; done
    mkdir -p "$last/bin"
    printf '#!/bin/sh\\necho "venv-python $*" >>"$LOG"\\n%s\\n' "${PIP:-}" >"$last/bin/python"
    printf '#!/bin/sh\\necho "kiosk $*" >>"$LOG"\\n' >"$last/bin/kiosk"
    printf 'echo "platform ${QT_QPA_PLATFORM:-none}" >>"$LOG"\\n' >>"$last/bin/kiosk"
    for tool in ruff pytest; do
      printf '#!/bin/sh\\necho "%s $*" >>"$LOG"\\n' $tool >"$last/bin/$tool"
    done
    for made in python kiosk ruff pytest; do /bin/chmod +x "$last/bin/$made"; done ;;
esac
"""


@dataclass(frozen=True)
class Machine:
    """A checkout and a PATH that holds only what the scripts may use."""

    root: Path
    bin: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        return self.root.parent / "log"

    def put(self, name: str, body: str) -> None:
        """Add one stand-in, a shell script."""
        target = self.bin / name
        target.unlink(missing_ok=True)
        target.write_text(f"#!/bin/bash\n{body}\n", encoding="utf-8")
        target.chmod(0o755)

    def run(self, script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one of the two commands, without a terminal; environment holds what differs from a bare one."""
        return subprocess.run(
            [self.root / "deploy" / script, *arguments],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            env={"PATH": str(self.bin), "LOG": str(self.log), "HOME": str(self.root)} | environment,
            check=False,
            timeout=60,
        )

    def calls(self) -> list[str]:
        """How the stand-ins were called, in order; forgets them."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def machine(tmp_path: Path, repository: Path) -> Machine:
    """A machine with everything installed and an ordinary user; tests take away what they look at."""
    root, tools = tmp_path / "check out", tmp_path / "bin"
    root.mkdir()
    tools.mkdir()
    for name in COPIED:
        source = repository / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        else:
            shutil.copy(source, root / name)
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None, f"{tool} is needed by the scripts"
        (tools / tool).symlink_to(found)
    made = Machine(root, tools)
    made.put("id", "echo 1000")
    made.put("dpkg-query", ALL_INSTALLED)
    made.put("apt-get", 'echo "apt-get $*" >>"$LOG"')
    made.put("python3", PYTHON)
    return made


@pytest.mark.parametrize("script", ["deploy/run.sh", "deploy/test.sh", ".ci/run", "deploy/lib"])
def test_syntax(repository: Path, script: str) -> None:
    """Bash reads every script to its end."""
    path = repository / script
    for source in sorted(path.glob("*.sh")) if path.is_dir() else [path]:
        done = subprocess.run(["bash", "-n", source], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), source


@pytest.mark.parametrize("script", ["deploy/run.sh", "deploy/test.sh", ".ci/run"])
def test_executable(repository: Path, script: str) -> None:
    """The commands of the README can be typed as they stand."""
    assert os.access(repository / script, os.X_OK)


def test_ci_runs_the_tests_and_nothing_else(repository: Path) -> None:
    """Continuous integration does what a person does."""
    assert "deploy/test.sh" in (repository / ".ci/run").read_text(encoding="utf-8").splitlines()[-1]


@pytest.mark.parametrize("script", ["run.sh", "test.sh"])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help(machine: Machine, script: str, option: str) -> None:
    """--help explains the command and touches nothing."""
    done = machine.run(script, option)
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: deploy/{script}")
    assert machine.calls() == []


@pytest.mark.parametrize("script", ["run.sh", "test.sh"])
def test_without_rights_the_command_is_printed(machine: Machine, script: str) -> None:
    """Without root and without sudo: the command to type, nothing made, exit code 1."""
    machine.put("dpkg-query", NOTHING_INSTALLED)
    done = machine.run(script)
    assert done.returncode == 1
    command = done.stdout.splitlines()[-1]
    assert command.startswith("apt-get update && apt-get install --yes --no-install-recommends ")
    assert {"python3-venv", "espeak-ng", "libegl1", "libxcb-cursor0", "fonts-sil-andika"} <= set(command.split())
    assert not (machine.root / ".venv").exists()
    assert [call for call in machine.calls() if call.startswith("apt-get")] == []


def test_refused_sudo_is_named_in_the_command(machine: Machine) -> None:
    """Where sudo exists but asks for a password that nobody can type, the command to type uses it."""
    machine.put("dpkg-query", NOTHING_INSTALLED)
    machine.put("sudo", "exit 1")
    done = machine.run("run.sh")
    assert done.returncode == 1
    assert done.stdout.startswith("sudo apt-get update && sudo apt-get install ")


def test_only_what_is_missing_is_asked_for(machine: Machine) -> None:
    """Installed packages are left out, and so are those that were removed but keep their configuration."""
    machine.put(
        "dpkg-query",
        "shift 3; for n; do case $n in espeak-ng) ;; libgl1) echo config-files $n;; *) echo installed $n;; esac; done",
    )
    done = machine.run("run.sh")
    assert done.stdout == "apt-get update && apt-get install --yes --no-install-recommends espeak-ng libgl1\n"


def test_root_installs_and_says_so(machine: Machine) -> None:
    """Root needs no question: the packages are named, then installed."""
    machine.put("id", "echo 0")
    machine.put("dpkg-query", NOTHING_INSTALLED)
    done = machine.run("run.sh")
    assert done.returncode == 0, done.stderr
    assert "installing system packages through apt" in done.stderr
    update, install = (call for call in machine.calls() if call.startswith("apt-get"))
    assert update.endswith("update")
    assert "espeak-ng" in install.split()


def test_sudo_without_a_password_is_used(machine: Machine) -> None:
    """A user whom sudo lets through is not asked anything."""
    machine.put("dpkg-query", NOTHING_INSTALLED)
    machine.put("sudo", '[ "$1" = -n ] && exit 0\necho "sudo $*" >>"$LOG"\nexec "$@"')
    done = machine.run("run.sh")
    assert done.returncode == 0, done.stderr
    assert [call.split()[0] for call in machine.calls() if "apt-get" in call] == ["sudo", "apt-get"] * 2


@pytest.mark.parametrize("broken", ["update", "install"])
def test_apt_failure_is_a_sentence(machine: Machine, broken: str) -> None:
    """When apt does not work the script says so and stops before it makes anything."""
    machine.put("id", "echo 0")
    machine.put("dpkg-query", NOTHING_INSTALLED)
    machine.put("apt-get", f'case "$*" in *{broken}*) exit 100 ;; esac')
    done = machine.run("run.sh")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("kiosk: apt-get ")
    assert not (machine.root / ".venv").exists()


def test_unknown_system_is_a_sentence(machine: Machine) -> None:
    """Where there is no dpkg the packages are named, for whoever knows their names there."""
    (machine.bin / "dpkg-query").unlink()
    done = machine.run("run.sh")
    assert done.returncode == 1
    assert "espeak-ng" in done.stderr


def test_old_python_is_a_sentence(machine: Machine) -> None:
    """A python3 older than 3.11 is refused before anything is installed."""
    machine.put("python3", "exit 1")
    done = machine.run("run.sh")
    assert done.returncode == 1
    assert "older than 3.11" in done.stderr


def test_environment_comes_from_the_lock_and_is_made_once(machine: Machine) -> None:
    """The first run installs with hashes and without choosing an index; the second installs nothing."""
    assert machine.run("run.sh").returncode == 0
    installs = [call for call in machine.calls() if call.startswith("venv-python -m pip install")]
    assert len(installs) == 2
    assert "--require-hashes" in installs[0]
    assert installs[0].endswith("/requirements.lock")
    assert "--editable" in installs[1]
    assert not any("index" in call for call in installs)
    assert machine.run("run.sh").returncode == 0
    assert [call for call in machine.calls() if "pip install" in call or "-m venv" in call] == []


def test_qt_is_made_to_start_fast_once(machine: Machine) -> None:
    """The files that PySide folds up are unfolded after the installation, and not again; where that fails, it starts
    all the same."""
    assert machine.run("run.sh").returncode == 0
    assert "venv-python -c import PySide6.QtCore" in machine.calls()
    machine.run("run.sh")
    assert not [call for call in machine.calls() if call.startswith("venv-python")]
    shutil.rmtree(machine.root / ".venv")
    done = machine.run("run.sh", PIP='case "$*" in *QtCore*) exit 1 ;; esac')
    assert done.returncode == 0 and any(call.startswith("kiosk run") for call in machine.calls())


def test_a_changed_lock_makes_the_environment_again(machine: Machine) -> None:
    """What was installed from another lock is thrown away."""
    machine.run("run.sh")
    machine.calls()
    with (machine.root / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")
    machine.run("run.sh")
    assert [call for call in machine.calls() if "-m venv --clear" in call] != []


def test_pip_failure_is_a_sentence_and_is_tried_again(machine: Machine) -> None:
    """A download that breaks off is said in plain words, and the next run starts it again."""
    done = machine.run("run.sh", PIP="exit 1")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("kiosk: pip could not install")
    assert not any(call.startswith("kiosk ") for call in machine.calls())
    done = machine.run("run.sh")
    assert done.returncode == 0
    assert any(call.startswith("kiosk run") for call in machine.calls())


def test_arguments_go_to_the_kiosk(machine: Machine) -> None:
    """Options of `kiosk run` pass through, spaces and all."""
    machine.run("run.sh", "--lang", "ar", "--site", "a b.toml")
    assert "kiosk run --lang ar --site a b.toml" in machine.calls()


def test_without_a_display_it_is_served_to_this_machine(machine: Machine) -> None:
    """No display: Qt's vnc platform, and one line on how to look at it."""
    done = machine.run("run.sh")
    assert "platform vnc:size=1080x1920:port=5901" in machine.calls()
    assert "127.0.0.1:5901" in done.stderr
    done = machine.run("run.sh", KIOSK_VNC_PORT="5999")
    assert "platform vnc:size=1080x1920:port=5999" in machine.calls()
    assert "ssh -L 5999:127.0.0.1:5999" in done.stderr


@pytest.mark.parametrize(
    ("environment", "platform"),
    [
        ({"DISPLAY": ":0"}, "none"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "none"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
    ],
)
def test_a_display_or_a_choice_is_respected(machine: Machine, environment: dict[str, str], platform: str) -> None:
    """Where a window can be shown, or someone chose, Qt is left alone."""
    done = machine.run("run.sh", **environment)
    assert f"platform {platform}" in machine.calls()
    assert "VNC" not in done.stderr


def test_tests_use_the_same_environment_and_more(machine: Machine) -> None:
    """test.sh installs both locks, checks the style, then runs the suite with the options given."""
    done = machine.run("test.sh", "-k", "flow")
    assert done.returncode == 0, done.stderr
    calls = machine.calls()
    assert [call.rpartition("/")[2] for call in calls if "--require-hashes" in call] == [
        "requirements.lock",
        "requirements-dev.lock",
    ]
    assert calls[-3:] == [
        "ruff check --quiet .",
        "ruff format --check --quiet .",
        "pytest -n auto --dist loadfile -k flow",
    ]
    machine.run("run.sh")
    assert [call for call in machine.calls() if "pip install" in call] == []


def test_chromium_is_only_for_benchmarks(machine: Machine) -> None:
    """A browser is installed when a comparison with one is asked for, and not otherwise."""
    machine.put("dpkg-query", NOTHING_INSTALLED)
    assert "chromium" not in machine.run("test.sh").stdout
    assert "chromium" in machine.run("test.sh", "--with-benchmarks").stdout

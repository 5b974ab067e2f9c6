"""The units of a terminal: systemd takes them, they run a command that exists, and not as the user of the screen."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk.cli import appointments
from kiosk.cli import sync as command

UNITS = Path(__file__).resolve().parents[2] / "deploy" / "systemd"


def value(unit: str, key: str) -> str:
    found = re.search(rf"^{key}=(.*)$", (UNITS / unit).read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None, key
    return found[1]


def test_the_service_runs_a_command_that_exists() -> None:
    """Its arguments are those of `kiosk sync`, and its state is the one that command takes by itself."""
    words = value("kiosk-sync.service", "ExecStart").split()
    assert words[0].endswith("/kiosk") and words[1] == "sync"
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    assert parser.parse_args(words[1:]).state == command.STATE


def test_whoever_fetches_does_not_show() -> None:
    """A user of its own, made by sysusers, who writes to the state alone and lets others read it."""
    user = value("kiosk-sync.service", "User")
    assert user == "kiosk-sync" and f"u {user} " in (UNITS / "kiosk-sync.sysusers.conf").read_text(encoding="utf-8")
    assert (value("kiosk-sync.service", "ProtectSystem"), value("kiosk-sync.service", "UMask")) == ("strict", "0022")


def test_terminals_do_not_ask_in_the_same_second() -> None:
    """The timer has jitter, and makes up for what a switched-off terminal missed."""
    assert value("kiosk-sync.timer", "RandomizedDelaySec") == "90min"
    assert value("kiosk-sync.timer", "Persistent") == "true"


def test_appointments_are_sent_by_the_user_of_the_screen() -> None:
    """A unit of that user, every five minutes: its command exists, its site is the one of the sync, and having no
    network is no failure."""
    words = value("user/kiosk-appointments.service", "ExecStart").split()
    parser = argparse.ArgumentParser()
    appointments.add_parser(parser.add_subparsers())
    assert words[0].endswith("/kiosk") and str(parser.parse_args(words[1:]).site) == "/etc/kiosk/site.toml"
    assert value("user/kiosk-appointments.service", "SuccessExitStatus") == "5"
    assert value("user/kiosk-appointments.timer", "OnUnitInactiveSec") == "5min"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not on this machine")
@pytest.mark.parametrize(("manager", "name"), [("--system", "kiosk-sync"), ("--user", "user/kiosk-appointments")])
def test_systemd_finds_no_fault(manager: str, name: str) -> None:
    """What is not installed here (the command, the manual) is no fault of the unit."""
    done = subprocess.run(
        ["systemd-analyze", manager, "verify", str(UNITS / f"{name}.service"), str(UNITS / f"{name}.timer")],
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line for line in done.stderr.splitlines() if "kiosk" in line and "/opt/kiosk/" not in line]
    assert told == []

"""The table [appointments] of a site file: off unless it is whole, and wrong in one sentence with its line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk import house
from kiosk.appointments.keys import key_to_text
from kiosk.appointments.options import appointment_options
from kiosk.cli import main
from kiosk.errors import SettingsError
from kiosk.settings import load_settings, parse_settings
from tests.support.appointments import KEY, TOKEN, Terminal

TEXT = key_to_text(bytes(KEY.public_key))
SITE = '[site]\nname = "CCAS"\nlatitude = 50.7\nlongitude = 3\n[helper]\nhours = "Mo-Fr 09:00-12:00"\n[appointments]\n'
GOOD = f'desk = "accueil"\nkey = "{TEXT}"\nsend_to = "https://rdv.example/borne/"\n'


def test_it_is_off_without_a_key_or_an_address() -> None:
    """As in the example, which offers nothing."""
    assert appointment_options(load_settings(house.demonstration_site())) is None
    assert appointment_options(parse_settings(SITE)) is None
    assert appointment_options(parse_settings(SITE + f'key = "{TEXT}"\n')) is None
    assert appointment_options(parse_settings(SITE + 'send_to = "https://rdv.example"\n')) is None


def test_every_terminal_has_numbers_of_its_own() -> None:
    """Where nobody chose how they begin: two slips of two terminals never bear the same one."""
    text = SITE + GOOD + "terminals = 12\nterminal = "
    found = [appointment_options(parse_settings(f"{text}{number}\n")) for number in (1, 12)]
    assert [options and options.slip_prefix for options in found] == ["B1", "B12"]


def test_everything_that_is_written_is_kept(tmp_path: Path) -> None:
    """Paths are counted from the folder of the site file; the key may be a file."""
    (tmp_path / "rdv.pub").write_text(f"{TEXT}\n")
    text = GOOD.replace(TEXT, "rdv.pub") + 'calendar = "agenda.ics"\ntoken_file = "token"\nslip_prefix = "C12"\n'
    rule = "terminal = 2\nterminals = 3\ndays = 7\nnotice_minutes = 120\n"
    found = appointment_options(parse_settings(SITE + text + rule, str(tmp_path / "site.toml")))
    assert found is not None
    assert (found.key, found.desk, found.send_to) == (bytes(KEY.public_key), "accueil", "https://rdv.example/borne")
    assert (found.calendar, found.token_file) == (str(tmp_path / "agenda.ics"), tmp_path / "token")
    assert (found.slip_prefix, found.terminal) == ("C12", "CCAS (C12)")
    assert (found.rule.zone, found.rule.hours) == (ZoneInfo("Europe/Paris"), "Mo-Fr 09:00-12:00")
    assert (found.rule.terminal, found.rule.terminals, found.rule.days) == (2, 3, 7)
    assert found.rule.notice == dt.timedelta(hours=2)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('desk = "Accueil"', "small letters"),
        ('desk = ""', "small letters"),
        ('send_to = "http://rdv.example"', "https://"),
        ('send_to = "https://u:p@rdv.example"', "https://"),
        ('calendar = "http://agenda.example/a.ics"', "https://"),
        ('slip_prefix = " "', "capital letter"),
        ('slip_prefix = "b1"', "capital letter"),
        ('slip_prefix = "B123"', "capital letter"),
        ("terminal = 2", "at most the number of terminals, 1"),
        ("terminal = 0", "between 1 and 20"),
        ("days = 61", "between 1 and 60"),
        ("notice_minutes = -1", "between 0 and 10080"),
        (f'key = "{TEXT[:-1]}x"', "kiosk desk keys"),
        ('key = "nowhere.pub"', "kiosk desk keys"),
    ],
)
def test_a_wrong_value_has_its_line(line: str, says: str) -> None:
    """The key, the line, and what was wanted."""
    name = line.partition(" ")[0]
    kept = "".join(each + "\n" for each in GOOD.splitlines() if not each.startswith(name))
    with pytest.raises(SettingsError) as caught:
        appointment_options(parse_settings(SITE + kept + line))
    number = (SITE + kept).count("\n") + 1
    assert f"line {number}: [appointments] {name} = " in str(caught.value) and says in str(caught.value)


def test_the_commands_of_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to do where nothing is offered; without a network it waits, exit code 5; the status tells it."""
    site, folder = tmp_path / "site.toml", str(tmp_path / "state")
    site.write_text(SITE)
    assert main(["appointments", "sync", "--site", str(site), "--folder", folder]) == 0
    assert "not offered here" in capsys.readouterr().out
    site.write_text(SITE + GOOD.replace("rdv.example", "127.0.0.1:1") + 'token_file = "token"\n')
    assert main(["appointments", "sync", "--site", str(site), "--folder", folder]) == 2
    assert "token_file" in capsys.readouterr().err
    (tmp_path / "token").write_text(TOKEN)
    Terminal(tmp_path / "state").ask()
    assert main(["appointments", "sync", "--site", str(site), "--folder", folder]) == 5
    said = capsys.readouterr()
    assert "0 sent, 1 waiting" in said.out and "nobody answers there" in said.err and TOKEN not in said.err
    assert main(["appointments", "status", "--site", str(site), "--folder", folder]) == 0
    assert "1 waiting, 0 sent today, 0 refused" in capsys.readouterr().out
    assert main(["appointments", "status", "--site", str(site), "--folder", folder, "--json"]) == 0
    assert '"waiting": 1' in capsys.readouterr().out

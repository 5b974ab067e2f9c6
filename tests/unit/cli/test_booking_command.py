"""`kiosk booking`: a verdict on a link, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.cli import main

BOOKING, OWN = "https://www.rdv-aide-numerique.fr/org/1725", "https://rdv.ville.example/ccas"


@pytest.mark.parametrize(
    ("url", "code", "offers", "host"),
    [
        (BOOKING, 0, "booking", "www.rdv-aide-numerique.fr"),
        ("https://www.rdv-aide-numerique.fr/", 1, "page", "www.rdv-aide-numerique.fr"),
        (OWN, 1, "page", "rdv.ville.example"),
        ("https://bit.ly/x", 1, "refused", ""),
        ("", 1, "refused", ""),
    ],
)
def test_a_verdict(capsys: pytest.CaptureFixture[str], url: str, code: int, offers: str, host: str) -> None:
    """The exit code says whether it books; the JSON has three fields, the text the same in one line."""
    assert main(["booking", url, "--json"]) == code
    verdict = json.loads(capsys.readouterr().out)
    assert (list(verdict), verdict["offers"], verdict["host"]) == (["offers", "host", "why"], offers, host)
    assert main(["booking", url]) == code
    printed = capsys.readouterr()
    assert printed.out.count("\n") == 1 and verdict["why"] in printed.out and printed.err == ""


def test_the_hosts_of_a_site_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the technician listed books."""
    site = tmp_path / "site.toml"
    site.write_text('[site]\nname = "CCAS"\nlatitude = 50.7\nlongitude = 3.1\nbooking_hosts = ["rdv.ville.example"]\n')
    assert main(["booking", OWN, "--site", str(site)]) == 0
    assert "booking on rdv.ville.example" in capsys.readouterr().out


def test_bad_usage_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site file that is not there, and no link at all."""
    assert main(["booking", OWN, "--site", str(tmp_path / "absent.toml")]) == 2
    assert "absent.toml" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        main(["booking"])
    assert stopped.value.code == 2

"""The office opens what arrived, and says loudly what was asked for twice; the receiver keeps, and reads nothing."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import urllib3
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from kiosk.appointments.keys import key_from_text
from kiosk.appointments.request import SEALED_BYTES, Contact, NeedAsked, Request, seal
from kiosk.appointments.sealed_name import SealedName, sealed_name_of
from kiosk.appointments.spans import index_of, slot_name, start_of
from kiosk.cli import main
from kiosk.errors import AppointmentError, KeysError, NetworkError, SettingsError, UsageError
from kiosk.publish.desk import shelf as shelves
from kiosk.publish.desk import wsgi
from kiosk.publish.desk.fetching import fetch
from kiosk.publish.desk.keyfiles import make_pair, read_private
from kiosk.publish.desk.listing import as_csv, as_ics, as_json, as_text
from kiosk.publish.desk.opening import Opened, open_all, sealed_files
from kiosk.publish.desk.shelf import Shelf
from tests.support.appointments import KEY, NEED, NOW, PARIS, SOMEBODY, TOKEN, WsgiApp, answering, receiving

PRIVATE = bytes(KEY)
SLOT = dt.datetime(2026, 11, 23, 9, 30, tzinfo=PARIS)
FIRST = Request("ab" * 16, "accueil", SLOT, "B1-042", "CCAS (B1)", NOW, NEED, "uk", SOMEBODY)
SECOND = replace(FIRST, id="cd" * 16, number="B2-007", made=NOW + dt.timedelta(minutes=1), contact=Contact())
LATER = replace(FIRST, id="ef" * 16, slot=SLOT + dt.timedelta(hours=1), number="B1-043", need=NeedAsked())


def put(folder: Path, *requests: Request) -> Path:
    folder.mkdir(exist_ok=True)
    for one in requests:
        (folder / str(SealedName(one.slot, one.id))).write_bytes(seal(one, bytes(KEY.public_key)))
    return folder


@given(st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2099, 12, 31)), st.integers(0, 2**128 - 1))
def test_the_name_of_a_sealed_request_says_which_it_is(moment: dt.datetime, number: int) -> None:
    """What is written is read; other files have no such name."""
    name = SealedName(start_of(index_of(moment.replace(tzinfo=dt.UTC))), f"{number:032x}")
    assert sealed_name_of(str(name)) == name
    for other in (f"{name}x", f"x{name}", str(name).upper(), str(name).replace("--", "-"), "", ".sealed", "9" * 60):
        assert sealed_name_of(other) is None


def test_a_box_of_another_century_opens_as_a_problem(tmp_path: Path) -> None:
    """Anybody may seal one to the public key: the others are listed all the same, in every form."""
    with pytest.raises(AppointmentError):
        replace(FIRST, made=dt.datetime(9999, 12, 31, tzinfo=dt.UTC))
    with pytest.raises(AppointmentError):
        replace(FIRST, slot=dt.datetime(1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=23))))


def test_a_name_from_the_right_turns_no_number_round(tmp_path: Path) -> None:
    """It is isolated in the line; the digits after it keep their order."""
    opened = open_all(
        sealed_files([put(tmp_path / "in", replace(FIRST, contact=Contact("محمد", "0639981234")))]), PRIVATE
    )
    assert "\u2068محمد\u2069, 06 39 98 12 34" in "\n".join(as_text(opened, PARIS))


def opened(folder: Path) -> Opened:
    return open_all(sealed_files([folder]), PRIVATE)


def test_requests_are_listed_by_half_hour(tmp_path: Path) -> None:
    """The number, the need in French, the language, how to reach whoever asked."""
    assert as_text(opened(put(tmp_path / "in", LATER, FIRST)), PARIS) == [
        "",
        "Lundi 23 novembre 2026",
        "  09:30  B1-042 · Un logement > Payer mon loyer > Remplir un dossier · en ukrainien · Gwendoline, "
        "06 39 98 12 34 · demandé le 20/11 à 10:07 à CCAS (B1)",
        "  10:30  B1-043 · besoin non précisé · en ukrainien · Gwendoline, 06 39 98 12 34 · demandé le 20/11 à 10:07 "
        "à CCAS (B1)",
    ]
    assert as_text(opened(put(tmp_path / "empty")), PARIS) == ["Aucune demande."]


def test_a_half_hour_that_was_asked_for_twice_stands_first(tmp_path: Path) -> None:
    """Both numbers; the one that was made first has it, whatever the names of the files."""
    found = opened(put(tmp_path / "in", SECOND, LATER, FIRST))
    assert [one.number for one in found.conflicts[0].requests] == ["B1-042", "B2-007"]
    lines = as_text(found, PARIS)
    assert lines[0].startswith("!!! DEMANDÉ DEUX FOIS : lundi 23 novembre 2026, 09:30")
    assert "B1-042" in lines[1] and "garde l'heure" in lines[1]
    assert "B2-007" in lines[2] and "proposez une autre heure" in lines[2]


def test_one_number_on_two_slips_is_told(tmp_path: Path) -> None:
    """Two terminals with one prefix."""
    found = opened(put(tmp_path / "in", FIRST, replace(LATER, number="B1-042")))
    assert found.repeated == ("B1-042",) and "LE NUMÉRO B1-042 EST SUR DEUX TICKETS" in as_text(found, PARIS)[0]


def test_what_does_not_open_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    """A cut file, another file, a copy under another name, a copy that counts once."""
    folder = put(tmp_path / "in", FIRST, LATER)
    name = str(SealedName(FIRST.slot, FIRST.id))
    (folder / "cut.sealed").write_bytes((folder / name).read_bytes()[:99])
    (folder / "other.sealed").write_bytes(b"hello")
    (folder / "renamed.sealed").write_bytes((folder / name).read_bytes())
    (folder / "copy").mkdir()
    (folder / "copy" / name).write_bytes((folder / name).read_bytes())
    found = opened(folder)
    assert len(found.half_hours) == 2 and not found.conflicts and not found.repeated
    assert [problem.partition(":")[0] for problem in found.problems] == ["cut.sealed", "other.sealed", "renamed.sealed"]
    with pytest.raises(UsageError):
        sealed_files([folder / "nowhere"])


def test_what_was_typed_never_becomes_a_formula(tmp_path: Path) -> None:
    """A spreadsheet shows it as text."""
    evil = replace(FIRST, contact=Contact("=HYPERLINK(1;2)", "+33639981234"))
    rows = list(csv.reader(io.StringIO(as_csv(opened(put(tmp_path / "in", evil)), PARIS)), delimiter=";"))
    assert rows[1][:3] == ["2026-11-23", "09:30", "B1-042"] and rows[1][4:6] == ["ukrainien", "'=HYPERLINK(1;2)"]
    assert not [cell for cell in rows[1] if cell[:1] in "=+-@" and cell]


def test_a_calendar_to_import_has_no_name_in_its_titles(tmp_path: Path) -> None:
    """Titles are shared; the description is for whoever opens the event."""
    evil = replace(FIRST, contact=Contact("Gwen;do,line\\"))
    found = Calendar.from_ical(as_ics(opened(put(tmp_path / "in", evil, SECOND)), PARIS))
    first, second = found.walk("VEVENT")
    assert first["SUMMARY"] == "Borne B1-042 — DEMANDÉ DEUX FOIS (demandé en premier : garde l'heure)"
    assert "Gwen;do,line\\" in first["DESCRIPTION"] and "B2-007" in second["SUMMARY"]
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (SLOT, SLOT + dt.timedelta(minutes=30))


def test_json_has_everything(tmp_path: Path) -> None:
    """For other programs of the town."""
    data = json.loads(as_json(opened(put(tmp_path / "in", FIRST, SECOND))))
    (half_hour,) = data["half_hours"]
    assert half_hour["conflict"] and half_hour["requests"][0]["first_name"] == "Gwendoline"


def test_keys_open_what_was_sealed_to_them(tmp_path: Path) -> None:
    """The private file is for one pair of eyes; with a passphrase it is of no use to a thief."""
    text = make_pair(tmp_path / "keys", b"phrase")
    path = tmp_path / "keys" / "rdv.key"
    assert path.stat().st_mode & 0o777 == 0o600 and (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "keys" / "rdv.pub").read_text() == f"{text}\n"
    key = read_private(path, lambda _: b"phrase")
    (tmp_path / "x.sealed").write_bytes(seal(FIRST, key_from_text(text, "x")))
    assert open_all([tmp_path / "x.sealed"], key).half_hours
    assert key.hex() not in path.read_text()
    with pytest.raises(KeysError, match="passphrase is wrong"):
        read_private(path, lambda _: b"Phrase")
    with pytest.raises(KeysError, match="never replaced"):
        make_pair(tmp_path / "keys", b"")


def test_a_key_that_is_none_is_refused(tmp_path: Path) -> None:
    """Exposed, public, damaged, of another kind, absent."""
    make_pair(tmp_path, b"")
    path = tmp_path / "rdv.key"
    good = json.loads(path.read_text())

    def refused(content: str | None = None, mode: int = 0o600) -> str:
        if content is not None:
            path.write_text(content)
        path.chmod(mode)
        with pytest.raises(KeysError) as caught:
            read_private(path, lambda _: b"")
        assert good["key"] not in str(caught.value)
        return str(caught.value)

    assert "chmod 600" in refused(mode=0o644)
    assert "public key" in refused(good["public"])
    assert "no private key" in refused(json.dumps({**good, "key": "AAAA"}))
    assert "no private key" in refused("{")
    assert "no private key" in refused(json.dumps({**good, "format": "x"}))
    path.unlink()
    with pytest.raises(KeysError, match="cannot be read"):
        read_private(path, lambda _: b"")


def ask(method: str, address: str, body: bytes | None = None, token: str = TOKEN) -> tuple[int, Any]:
    answer = urllib3.request(method, address, body=body, headers={"Authorization": f"Bearer {token}"}, retries=False)
    return answer.status, json.loads(answer.data) if answer.data[:1] == b"{" else answer.data


def test_the_receiver_keeps_each_request_once(tmp_path: Path) -> None:
    """201, then 200; another one for the same half-hour is kept too, and answered 409; half-hours to come are told."""
    data = bytes(seal(FIRST, bytes(KEY.public_key)))
    with receiving(tmp_path) as address:
        path = f"{address}/requests/accueil/{slot_name(SLOT)}"
        assert [ask("POST", f"{path}/{FIRST.id}", data)[0] for _ in range(2)] == [201, 200]
        assert ask("POST", f"{path}/{SECOND.id}", data)[0] == 409
        assert ask("POST", f"{address}/requests/autre/{slot_name(SLOT)}/{'12' * 16}", data)[0] == 201
        assert ask("GET", f"{address}/taken/accueil") == (200, {"taken": ["20261123T0830Z"]})
        assert ask("GET", f"{address}/taken/personne") == (200, {"taken": []})
        assert ask("GET", f"{path}/{FIRST.id}") == (200, data)
    assert len(list(tmp_path.rglob("*"))) == 5


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "", 404), ("GET", "requests/accueil/20261123T0830Z/" + "00" * 16, 404), ("GET", "taken/../x", 404),
        ("POST", "requests/accueil/20261123T0831Z/" + "ab" * 16, 400), ("POST", "requests/A/20261123T0830Z/00", 404),
        ("POST", "requests/accueil/20299923T0830Z/" + "ab" * 16, 400), ("POST", "taken/accueil", 405),
        ("POST", "requests/accueil", 405), ("POST", "requests/accueil/20261123T0830Z/" + "ab" * 16, 422),
        ("POST", "requests/accueil/20361123T0830Z/" + "ab" * 16, 422), ("DELETE", "requests/accueil", 405),
        ("POST", "requests/..%2f..%2fetc/20261123T0830Z/" + "ab" * 16, 404),
    ],
)  # fmt: skip
def test_the_receiver_refuses_what_is_no_request(tmp_path: Path, method: str, path: str, status: int) -> None:
    """Nothing is written, and the answer says why as JSON."""
    with receiving(tmp_path) as address:
        found, told = ask(method, f"{address}/{path}", b"x" * 100 if method == "POST" else None)
    assert (found, set(told)) == (status, {"error"}) and not any(tmp_path.iterdir())


def test_the_receiver_asks_for_the_token_and_takes_no_more_than_a_request(tmp_path: Path) -> None:
    """Before anything else; a request that is too long is not read to its end."""
    path = f"requests/accueil/{slot_name(SLOT)}/{FIRST.id}"
    with receiving(tmp_path) as address:
        assert ask("POST", f"{address}/{path}", b"x", "wrong")[0] == 401
        assert ask("GET", f"{address}/taken/accueil", None, "")[0] == 401
        assert ask("POST", f"{address}/{path}", b"x" * (SEALED_BYTES + 1))[0] == 413
        data = bytes(seal(FIRST, bytes(KEY.public_key)))
        assert ask("POST", f"{address}/{path}", data)[0] == 201
        assert ask("POST", f"{address}/{path}", bytes(seal(FIRST, bytes(KEY.public_key))))[0] == 422


def test_many_terminals_at_once_are_seen_one_after_the_other(tmp_path: Path) -> None:
    """Ten requests for one half-hour in one moment: all are kept, and only one is not told of the others."""
    answers: list[str] = []

    def send(number: int) -> None:
        answers.append(Shelf(tmp_path).put("accueil", SealedName(SLOT, f"{number:032x}"), b"x", NOW))

    threads = [threading.Thread(target=send, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["conflict"] * 9 + ["kept"]


def test_opening_needs_nothing_that_only_linux_has(tmp_path: Path, repository: Path) -> None:
    """An office has other computers: with the modules of Unix alone hidden, requests are opened."""
    make_pair(tmp_path, b"")
    public = key_from_text((tmp_path / "rdv.pub").read_text(), "x")
    (tmp_path / str(SealedName(SLOT, FIRST.id))).write_bytes(seal(FIRST, public))
    hidden = "import sys; sys.modules.update(dict.fromkeys(('fcntl', 'termios', 'tty', 'pwd', 'grp', 'resource')))"
    opens = "from kiosk.cli import main; sys.exit(main(['desk', 'open', '.', '--key', 'rdv.key']))"
    told = subprocess.run(
        [sys.executable, "-c", f"{hidden}; {opens}"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(repository)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert FIRST.number in told.stdout and told.stderr == ""


def test_the_shelf_is_bounded_and_forgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Full is said, a request whose half-hour was two months ago goes, so does what was half-written."""
    monkeypatch.setattr(shelves, "MOST_FILES", 2)
    shelf = Shelf(tmp_path)
    assert [shelf.put("a", SealedName(SLOT, f"{n:032x}"), b"x", NOW) for n in range(3)] == ["kept", "conflict", "full"]
    half = tmp_path / "a" / ".half"
    half.write_bytes(b"x")
    os.utime(half, (NOW.timestamp(), NOW.timestamp()))
    late = SLOT + dt.timedelta(days=61)
    assert shelf.put("a", SealedName(late, "f" * 32), b"x", late) == "kept"
    assert [path.name for path in (tmp_path / "a").iterdir()] == [str(SealedName(late, "f" * 32))]


def test_the_shelf_forgets_where_nobody_asks_any_more(tmp_path: Path) -> None:
    """A terminal that only looks which half-hours are taken is enough."""
    put(tmp_path / "shelf", FIRST)
    (tmp_path / "shelf").rename(tmp_path / "accueil")
    for days, left in ((59, 1), (60, 0)):
        with receiving(tmp_path, now=SLOT + dt.timedelta(days=days, minutes=1)) as address:
            assert ask("GET", f"{address}/taken/accueil") == (200, {"taken": []})
        assert len(list((tmp_path / "accueil").glob("*.sealed"))) == left


def test_the_office_fetches_what_is_new(tmp_path: Path) -> None:
    """Each once, into a folder for one pair of eyes; a wrong token or address is one sentence."""
    put(tmp_path / "shelf", FIRST)
    (tmp_path / "shelf").rename(tmp_path / "accueil")
    with receiving(tmp_path) as address:
        assert [fetch(address, "accueil", tmp_path / "in", TOKEN, allow_http=True) for _ in range(2)] == [1, 0]
        assert len(opened(tmp_path / "in").half_hours) == 1
        with pytest.raises(NetworkError, match="--token-file"):
            fetch(address, "accueil", tmp_path / "in", "wrong", allow_http=True)
    with pytest.raises(NetworkError, match="cannot be reached"):
        fetch(address, "accueil", tmp_path / "in", TOKEN, allow_http=True)
    with pytest.raises(UsageError):
        fetch(address, "accueil", tmp_path / "in", TOKEN)


def test_what_is_no_request_is_not_kept_as_one(tmp_path: Path) -> None:
    """A page of a proxy in its place: one sentence, and the next time it is fetched again."""
    put(tmp_path / "accueil", FIRST)

    def proxy(app: WsgiApp) -> WsgiApp:
        def watched(environ: dict[str, Any], start_response: Any) -> Any:
            one = environ["PATH_INFO"].endswith(FIRST.id)
            return (answering("200 OK", b"<html>login</html>")(app) if one else app)(environ, start_response)

        return watched

    with receiving(tmp_path, proxy) as address, pytest.raises(NetworkError, match="something else than a request"):
        fetch(address, "accueil", tmp_path / "in", TOKEN, allow_http=True)
    assert not list((tmp_path / "in").iterdir())
    with receiving(tmp_path) as address:
        assert fetch(address, "accueil", tmp_path / "in", TOKEN, allow_http=True) == 1


def test_a_web_server_of_ones_own_finds_the_application(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By two variables of its environment; a token that can be guessed is refused."""
    token = tmp_path / "token"
    token.write_text(TOKEN)
    with pytest.raises(SettingsError, match="KIOSK_DESK_FOLDER is not set"):
        _ = wsgi.application
    monkeypatch.setenv("KIOSK_DESK_FOLDER", str(tmp_path))
    monkeypatch.setenv("KIOSK_DESK_TOKEN_FILE", str(token))
    assert callable(wsgi.application)
    token.write_text("ccas")
    with pytest.raises(SettingsError, match="at least 16 letters"):
        _ = wsgi.application


def test_the_commands_of_the_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Keys, then what was sealed to them is opened; a half-hour that was asked for twice is exit code 1."""
    reading, writing = os.pipe()
    os.close(writing)
    assert main(["desk", "keys", str(tmp_path / "keys"), "--passphrase-fd", str(reading)]) == 0
    os.close(reading)
    public = key_from_text((tmp_path / "keys" / "rdv.pub").read_text(), "x")
    assert f'key = "{(tmp_path / "keys" / "rdv.pub").read_text().strip()}"' in capsys.readouterr().out
    (tmp_path / "in").mkdir()
    for one in (FIRST, LATER):
        (tmp_path / "in" / str(SealedName(one.slot, one.id))).write_bytes(seal(one, public))
    command = ["desk", "open", str(tmp_path / "in"), "--key", str(tmp_path / "keys" / "rdv.key")]
    assert main(command) == 0 and "09:30  B1-042" in capsys.readouterr().out
    for form, begins in (("--json", "{"), ("--csv", "\ufeffjour;"), ("--ics", "BEGIN:VCALENDAR")):
        assert main([*command, form]) == 0 and capsys.readouterr().out.startswith(begins)
    (tmp_path / "in" / str(SealedName(SLOT, SECOND.id))).write_bytes(seal(SECOND, public))
    assert main(command) == 1
    said = capsys.readouterr()
    assert "DEMANDÉ DEUX FOIS" in said.out and "asked for twice" in said.err
    assert main([*command, "--timezone", "Europe/Pari"]) == 2

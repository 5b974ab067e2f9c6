"""What waits is sent, whatever stands in between; what was sent is gone; what was given elsewhere is learnt."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.appointments.agenda import AGENDA_NAME, agenda_from_bytes
from kiosk.appointments.outbox import Outbox
from kiosk.appointments.status import read_last_sending, status_of
from kiosk.disk import Disk
from kiosk.errors import NetworkError
from kiosk.publish.desk.receiver import WsgiApp
from kiosk.sync.appointments.fetching import calendar_name, fetch_calendar
from kiosk.sync.appointments.web import Receiver
from tests.support.appointments import NOW, OPTIONS, TOKEN, Terminal, answering, calendar, event, receiving
from tests.support.web_server import Answer, serving

TODAY = NOW.date()


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """With two requests that wait, and nobody at the other end."""
    made = Terminal(tmp_path / "appointments", "http://127.0.0.1:1")
    made.ask()
    made.ask()
    return made


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


def through(terminal: Terminal, shelf: Path, around: Callable[[WsgiApp], WsgiApp]) -> str:
    """What an exchange with such a server tells as an error."""
    with receiving(shelf, around) as address:
        terminal.address = address
        return terminal.exchange().error


def test_what_waits_is_sent_oldest_first_and_goes(terminal: Terminal, shelf: Path) -> None:
    """Afterwards nothing of the request is on the terminal but its half-hour; the status counts it."""
    order: list[str] = []

    def watching(app: WsgiApp) -> WsgiApp:
        def watched(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
            order.append(environ["PATH_INFO"].rpartition("/")[2])
            return app(environ, start_response)

        return watched

    waiting = Outbox(terminal.folder, Disk()).waiting()
    ids = [one.id for one in waiting]
    told = status_of(terminal.folder, TODAY, Disk()).half_hours
    assert [dt.datetime.fromisoformat(start) for start in told] == [one.slot for one in waiting]
    assert through(terminal, shelf, watching) == ""
    assert order == [*ids, "accueil"]
    assert not list(terminal.folder.rglob("*.sealed")) and len(list((terminal.folder / "given").iterdir())) == 2
    status = status_of(terminal.folder, TODAY, Disk())
    assert (status.waiting, status.sent_today, status.refused, status.last_error) == (0, 2, 0, "")
    assert status_of(terminal.folder, TODAY + dt.timedelta(days=1), Disk()).sent_today == 0


def test_nothing_readable_about_anybody_is_ever_kept(terminal: Terminal, shelf: Path) -> None:
    """Neither on the terminal, before and after, nor at the receiver: no name, no phone, no need, no number."""
    for _ in range(2):
        for folder in (terminal.folder, shelf):
            for path in folder.rglob("*"):
                data = str(path).encode() + (path.read_bytes() if path.is_file() else b"")
                assert not [word for word in (b"Gwendo", b"98 12", b"loyer", b"B7-0") if word in data]
        through(terminal, shelf, lambda app: app)


@pytest.mark.parametrize(
    ("around", "says"),
    [
        (answering("200 OK", b"<html>Bienvenue sur le wifi</html>"), "login page"),
        (answering("201 Created", b'{"sha256": "0"}'), "login page"),
        (answering("302 Found", b"", ("Location", "https://portail.example/")), "login page"),
        (answering("409 Conflict", b"proxy"), "login page"),
        (answering("400 Bad Request", b"<html>"), "login page"),
        (answering("401 Unauthorized", b'{"error": "x"}'), "token_file"),
        (answering("403 Forbidden", b"<html>"), "login page"),
        (answering("404 Not Found"), "send_to"),
        (answering("500 Internal Server Error"), "answers 500"),
        (answering("503 Service Unavailable", b"", ("Retry-After", "120")), "answers 503"),
        (answering("429 Too Many Requests"), "answers 429"),
        (answering("507 Insufficient Storage"), "answers 507"),
    ],
)
def test_whatever_else_answers_nothing_is_lost(
    terminal: Terminal, shelf: Path, around: Callable[[WsgiApp], WsgiApp], says: str
) -> None:
    """A login page that says 200, a wrong address, a server that is ill: it waits, and goes another time."""
    assert says in through(terminal, shelf, around)
    assert len(Outbox(terminal.folder, Disk()).waiting()) == 2
    assert through(terminal, shelf, lambda app: app) == "" and len(list(shelf.rglob("*.sealed"))) == 2


def test_no_network_is_told_and_tried_later_and_later(terminal: Terminal, shelf: Path) -> None:
    """After a failure the next try waits a minute, then two, at most an hour; a wrong clock does not stop it."""
    waits = []
    for _ in range(9):
        done = terminal.exchange()
        assert "nobody answers there" in done.error and done.waiting == 2
        later = dt.datetime.fromisoformat(read_last_sending(terminal.folder).not_before)
        waits.append((later - terminal.now).total_seconds())
    assert waits[0] == 45 and waits == sorted(waits) and max(waits) == 2700
    assert terminal.exchange(at_once=False).too_soon
    terminal.now -= dt.timedelta(days=300)
    assert not terminal.exchange(at_once=False).too_soon
    terminal.now = NOW + dt.timedelta(hours=2)
    with receiving(shelf) as address:
        terminal.address = address
        assert terminal.exchange(at_once=False).sent == 2
    assert read_last_sending(terminal.folder).failures == 0


def test_a_server_may_ask_to_wait(terminal: Terminal, shelf: Path) -> None:
    """Retry-After, as far as an hour."""
    through(terminal, shelf, answering("503 Service Unavailable", b"", ("Retry-After", "99999")))
    later = dt.datetime.fromisoformat(read_last_sending(terminal.folder).not_before)
    assert later - NOW == dt.timedelta(seconds=2700)


def test_an_answer_that_is_lost_does_no_harm(terminal: Terminal, shelf: Path) -> None:
    """The receiver kept it and the connection broke: it is sent again, and is there once."""

    def losing(app: WsgiApp) -> WsgiApp:
        def lost(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
            app(environ, lambda *_: None)
            start_response("200 OK", [("Content-Length", "100")])
            return [b""]

        return lost

    assert through(terminal, shelf, losing) != ""
    assert len(list(shelf.rglob("*.sealed"))) == 1
    assert through(terminal, shelf, lambda app: app) == ""
    assert len(list(shelf.rglob("*.sealed"))) == 2


def test_what_will_never_be_taken_is_set_aside_for_staff(terminal: Terminal, shelf: Path) -> None:
    """A damaged one: the others go, its half-hour stays given, and the status says what to do."""
    damaged = Outbox(terminal.folder, Disk()).waiting()[0]
    damaged.path.write_bytes(b"damaged by the disk")
    with receiving(shelf) as address:
        terminal.address = address
        done = terminal.exchange()
    assert "1 requests were refused: carry them to the desk" in done.error and (done.sent, done.waiting) == (1, 0)
    assert status_of(terminal.folder, TODAY, Disk()).refused == 1
    assert damaged.slot not in terminal.appointments().offer(NOW).slots
    assert len(list(shelf.rglob("*.sealed"))) == 1


def test_two_terminals_set_up_alike_are_found_out(tmp_path: Path, shelf: Path) -> None:
    """Both think they are number 1 of 1: the half-hour is asked for twice, both requests arrive, and it is said."""
    first, second = (Terminal(tmp_path / name) for name in ("first", "second"))
    assert first.ask().slot == second.ask().slot
    with receiving(shelf) as address:
        for one in (first, second):
            one.address = address
            assert one.exchange().error == ""
    assert len(list(shelf.rglob("*.sealed"))) == 2
    assert status_of(first.folder, TODAY, Disk()).conflicts == []
    assert status_of(second.folder, TODAY, Disk()).conflicts == ["20261120T1030Z"]


def test_two_terminals_set_up_rightly_never_meet(tmp_path: Path) -> None:
    """Without any network, each gives all it has."""
    terminals = [Terminal(tmp_path / "x").share(n, 2, tmp_path / str(n)) for n in (1, 2)]
    given = [{one.ask().slot for _ in range(20)} for one in terminals]
    assert not given[0] & given[1]


def test_what_another_terminal_gave_is_learnt(tmp_path: Path, shelf: Path) -> None:
    """Also by one that was installed anew, and has forgotten its own."""
    first, second = (Terminal(tmp_path / name) for name in ("first", "second"))
    slot = first.ask().slot
    with receiving(shelf) as address:
        first.address = second.address = address
        first.exchange()
        second.exchange()
    assert slot not in second.appointments().offer(NOW).slots


def test_the_calendar_is_read_into_bare_hours(terminal: Terminal, shelf: Path) -> None:
    """Of a name in a title nothing is kept; a calendar that breaks leaves the one from before, and is told."""
    terminal.options = replace(OPTIONS, calendar="https://agenda.example/secret/basic.ics")
    terminal.agenda = calendar(event("DTSTART:20261123T080000Z", "DURATION:PT1H", title="RDV Mme Durand"))
    assert terminal.exchange().calendar_error == ""
    kept = (terminal.folder / AGENDA_NAME).read_bytes()
    assert b"Durand" not in kept and len(agenda_from_bytes(kept, "x").busy) == 1
    terminal.agenda = b"<html>"
    said = terminal.exchange().calendar_error
    assert said.startswith("the calendar at https://agenda.example: ") and "secret" not in said
    assert (terminal.folder / AGENDA_NAME).read_bytes() == kept
    assert status_of(terminal.folder, TODAY, Disk()).calendar_error == said


def test_a_calendar_that_is_a_file_is_as_old_as_it_was_written(terminal: Terminal, tmp_path: Path) -> None:
    """Whoever exported it once did not look at it since; an hour of it is to be confirmed after a day."""
    file = tmp_path / "agenda.ics"
    file.write_bytes(calendar())
    written = NOW - dt.timedelta(days=3)
    os.utime(file, (written.timestamp(), written.timestamp()))
    terminal.options = replace(OPTIONS, calendar=str(file))
    terminal.agenda = calendar()
    terminal.exchange()
    assert agenda_from_bytes((terminal.folder / AGENDA_NAME).read_bytes(), "x").read == written
    assert terminal.appointments().offer(NOW).to_confirm


def test_a_calendar_is_fetched(tmp_path: Path) -> None:
    """From a web server or a file; what fails is one sentence without the secret of the address."""
    (tmp_path / "agenda.ics").write_bytes(calendar())
    assert fetch_calendar(str(tmp_path / "agenda.ics")) == calendar()
    with serving(tmp_path) as server:
        address = f"{server.address}/agenda.ics?token=secret"
        assert fetch_calendar(address) == calendar()
        server.fault = lambda path: Answer(302, headers={"Location": "http://elsewhere.example/"})
        with pytest.raises(NetworkError, match="answers 302") as caught:
            fetch_calendar(address)
        assert "secret" not in str(caught.value)
    with pytest.raises(NetworkError, match="nobody answers there"):
        fetch_calendar("http://127.0.0.1:1/secret")
    assert calendar_name("https://agenda.example/secret?x") == "the calendar at https://agenda.example"


def test_a_server_that_says_nothing_is_given_up(shelf: Path) -> None:
    """After the time that reading may take."""

    def silent(_app: WsgiApp) -> WsgiApp:
        def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
            time.sleep(0.4)
            return []

        return app

    with receiving(shelf, silent) as address, pytest.raises(NetworkError, match=r"in time|broke"):
        Receiver(address, TOKEN, 0.1).taken("accueil")

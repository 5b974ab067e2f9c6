"""Asking for a half-hour: the slip, its number, what is kept, and what is said when nothing can be offered."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.appointments import outbox
from kiosk.appointments.agenda import AGENDA_NAME, Agenda, agenda_to_bytes
from kiosk.appointments.asking import Slip
from kiosk.appointments.outbox import TAKEN_NAME, Outbox
from kiosk.appointments.request import Contact, open_sealed
from kiosk.appointments.spans import slot_name
from kiosk.appointments.status import STATUS_NAME, LastSending, last_sending_to_bytes
from kiosk.disk import Disk
from kiosk.errors import AppointmentError, SlotGoneError
from tests.support.appointments import KEY, NOW, PARIS, Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path / "appointments")


def with_agenda(terminal: Terminal, read: dt.datetime = NOW) -> Terminal:
    """A terminal with a calendar that was read then, and says that nobody is busy."""
    terminal.options = replace(terminal.options, calendar="agenda.ics")
    terminal.folder.mkdir(exist_ok=True)
    (terminal.folder / AGENDA_NAME).write_bytes(agenda_to_bytes(Agenda(read, read + dt.timedelta(days=60))))
    return terminal


def test_a_half_hour_is_given_once(terminal: Terminal) -> None:
    """It gets a number, is not offered again, and cannot be asked for again."""
    slip = terminal.ask()
    assert slip.number == "B7-001" and slip.slot == dt.datetime(2026, 11, 20, 11, 30, tzinfo=PARIS)
    assert slip.slot not in terminal.appointments().offer(NOW).slots
    with pytest.raises(SlotGoneError):
        terminal.appointments().ask(slip.slot, NOW)
    assert terminal.ask().number == "B7-002"


def test_what_is_kept_opens_in_the_office_only(terminal: Terminal) -> None:
    """The name, the need and the number are in the sealed request, and nowhere else in the folder."""
    slip = terminal.ask()
    (kept,) = Outbox(terminal.folder, Disk()).waiting()
    found = open_sealed(kept.path.read_bytes(), bytes(KEY))
    assert (found.number, found.slot, found.id) == (slip.number, slip.slot, kept.id)
    assert (found.contact.first_name, found.need.path, found.language) == ("Gwendoline", "logement/loyer/aide", "uk")
    for path in terminal.folder.rglob("*"):
        readable = path.name.encode() + (path.read_bytes() if path.is_file() else b"")
        assert not [word for word in (b"Gwendo", b"98 12", b"loyer", b"Ukrain") if word in readable]


def test_many_visitors_at_once_get_many_half_hours(terminal: Terminal) -> None:
    """Eight threads want the same one: one gets it."""
    slot = terminal.appointments().offer(NOW).slots[0]
    got: list[Slip] = []

    def ask() -> None:
        with contextlib.suppress(SlotGoneError):
            got.append(terminal.appointments().ask(slot, NOW))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1


def test_numbers_never_repeat_and_survive_a_restart(terminal: Terminal) -> None:
    """They go on beyond three digits."""
    terminal.ask()
    (terminal.folder / "number").write_text("998\n")
    assert [terminal.ask().number for _ in range(3)] == ["B7-999", "B7-1000", "B7-1001"]


@pytest.mark.parametrize("damage", [None, b"", b"abc", b"\xff", b"-3", b"999999999999"])
def test_a_lost_number_stops_the_offer(terminal: Terminal, damage: bytes | None) -> None:
    """Rather nothing than a number twice; also when all half-hours are over. Staff write the last one."""
    terminal.ask()
    path = terminal.folder / "number"
    path.unlink() if damage is None else path.write_bytes(damage)
    later = NOW + dt.timedelta(days=40)
    Outbox(terminal.folder, Disk()).tidy(later)
    offer = terminal.appointments().offer(later)
    assert offer.slots == () and "last slip number is lost" in offer.off
    with pytest.raises(AppointmentError):
        terminal.appointments().ask(dt.datetime(2026, 12, 31, 9, tzinfo=PARIS), later)
    path.write_text("41")
    assert terminal.ask().number == "B7-042"


def test_too_many_waiting_turn_it_off(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence in French for staff; what waits is kept."""
    monkeypatch.setattr(outbox, "MOST_WAITING", 3)
    for _ in range(3):
        terminal.ask()
    offer = terminal.appointments().offer(NOW)
    assert offer.slots == () and offer.off.startswith("Les rendez-vous ne sont plus proposés : ")
    with pytest.raises(AppointmentError):
        terminal.appointments().ask(dt.datetime(2026, 11, 23, 9, tzinfo=PARIS), NOW)
    assert len(Outbox(terminal.folder, Disk()).waiting()) == 3


def test_an_hour_is_certain_only_while_the_calendar_is_fresh(terminal: Terminal) -> None:
    """Without a calendar, or after a day, it is to be confirmed, on the slip and for the desk; after a month nothing is
    offered; a calendar of tomorrow is a wrong clock."""
    assert terminal.appointments().offer(NOW).to_confirm
    assert not with_agenda(terminal).appointments().offer(NOW).to_confirm
    assert not terminal.ask().to_confirm
    with_agenda(terminal, NOW - dt.timedelta(hours=25))
    assert terminal.appointments().offer(NOW).to_confirm and terminal.ask().to_confirm
    last = Outbox(terminal.folder, Disk()).waiting()[-1]
    assert open_sealed(last.path.read_bytes(), bytes(KEY)).to_confirm
    assert "20/10/2026" not in with_agenda(terminal, NOW - dt.timedelta(days=30)).appointments().offer(NOW).off
    assert "date du" in with_agenda(terminal, NOW - dt.timedelta(days=32)).appointments().offer(NOW).off
    assert "horloge" in with_agenda(terminal, NOW + dt.timedelta(days=2)).appointments().offer(NOW).off


def test_a_calendar_that_was_never_read_offers_nothing(terminal: Terminal) -> None:
    """Neither does a damaged one, nor a site without hours."""
    terminal.options = replace(terminal.options, calendar="agenda.ics")
    assert "pas encore été lu" in terminal.appointments().offer(NOW).off
    with_agenda(terminal)
    (terminal.folder / AGENDA_NAME).write_bytes(b"{")
    assert "makes no sense" in terminal.appointments().offer(NOW).off
    rule = replace(terminal.options.rule, hours="")
    terminal.options = replace(terminal.options, calendar="", rule=rule)
    assert "ni agenda, ni horaires" in terminal.appointments().offer(NOW).off


def test_half_hours_that_the_receiver_told_of_are_not_offered(terminal: Terminal) -> None:
    """A damaged list is no list: the shares still hold."""
    first, second, *_ = terminal.appointments().offer(NOW).slots
    terminal.folder.mkdir()
    (terminal.folder / TAKEN_NAME).write_text(json.dumps([slot_name(first)]))
    assert terminal.appointments().offer(NOW).slots[0] == second
    (terminal.folder / TAKEN_NAME).write_text("[3]")
    assert terminal.appointments().offer(NOW).slots[0] == first


def test_what_cannot_be_asked_takes_no_number(terminal: Terminal) -> None:
    """A language that is none: nothing is kept."""
    slot = terminal.appointments().offer(NOW).slots[0]
    with pytest.raises(AppointmentError):
        terminal.appointments().ask(slot, NOW, language="<script>")
    assert terminal.ask(contact=Contact()).number == "B7-001"


def test_half_hours_that_are_over_are_forgotten(terminal: Terminal) -> None:
    """Not by a clock that is a month ahead; those of requests that wait stay."""
    box = Outbox(terminal.folder, Disk())
    terminal.ask()
    terminal.ask()
    box.sent(box.waiting()[0])
    assert len(box.given()) == 2
    box.tidy(NOW + dt.timedelta(days=32))
    assert len(box.given()) == 2
    box.tidy(NOW + dt.timedelta(days=60))
    assert len(box.given()) == 1


def test_a_terminal_that_is_not_heard_is_not_certain(terminal: Terminal) -> None:
    """Its calendar is new, but nothing was sent for a day: what others gave is not known here."""
    offer = with_agenda(terminal).appointments().offer
    assert not offer(NOW).to_confirm
    for last in (LastSending(failures=3), LastSending(last_success=(NOW - dt.timedelta(days=2)).isoformat())):
        (terminal.folder / STATUS_NAME).write_bytes(last_sending_to_bytes(last))
        assert offer(NOW).to_confirm
    (terminal.folder / STATUS_NAME).write_bytes(last_sending_to_bytes(LastSending(last_success=NOW.isoformat())))
    assert not offer(NOW).to_confirm

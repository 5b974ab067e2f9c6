"""Which appointments are open: asked of a real server on loopback after a sync, kept, and never in the way of it."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import house
from kiosk.cli import main
from kiosk.directory.models import PHONE_KIND, Place, Service
from kiosk.directory.open_slots import CLOSED, OPEN, UNKNOWN, closed_at, state_of
from kiosk.disk import Disk
from kiosk.errors import SyncError
from kiosk.release.open_slots import OPEN_SLOTS_NAME, read_open_slots
from kiosk.sync.lists import MOST_BYTES, WebLists
from kiosk.sync.open_slots import MOST_ASKED, AskOpenSlots, departement_of, parsed, wanted_lists
from tests.support.rdv_server import HOST, RdvServer, Said, answering, links
from tests.support.signed_town import MemoryRepository, SignedTown, publish_release
from tests.support.syncing import Terminal, small_release
from tests.support.web_server import serving

NOW = dt.datetime(2026, 11, 20, 4, tzinfo=dt.UTC)
BY_NAME, OTHER = f"https://{HOST}/org/ext/59/ccas-lens", f"https://{HOST}/org/ext/59/mairie"
BY_ID = f"https://{HOST}/org/1725"


def place(number: int, url: str = "", insee: str = "59350", **others: object) -> Place:
    return Place(f"p{number}", f"Lieu {number}", insee=insee, booking_url=url, **others)  # type: ignore[arg-type]


PLACES = [
    place(1, BY_NAME),
    place(2, OTHER),
    place(3, BY_ID),
    place(4, "https://ccas.example/"),
    place(5, insee="62041"),
]


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state whose release in force has PLACES."""
    small_release(tmp_path / "current", PLACES)
    return tmp_path


@pytest.fixture
def server() -> Iterator[RdvServer]:
    with answering(t59=[(1725, "ccas-lens"), (9, "autre")], tCN=[]) as found:
        yield found


def asking(server: RdvServer, now: dt.datetime = NOW, **others: float) -> AskOpenSlots:
    return AskOpenSlots(WebLists(server.address, **others), Disk(), lambda: now, lambda: 0.0)


def said(state: Path, at: dt.datetime = NOW) -> list[str]:
    """What is known of the three booking links."""
    slots = read_open_slots(state)
    return [state_of(url, slots, at) for url in (BY_NAME, OTHER, BY_ID)]


def test_only_what_the_list_would_name_is_closed(state: Path, server: RdvServer) -> None:
    """Named is open; of the same territory and not named is closed; nothing is sent but the question."""
    asking(server)(state)
    assert said(state) == [OPEN, CLOSED, OPEN]
    assert sorted(server.asked) == ["59", "CN"]
    assert all("Authorization" not in head and "Cookie" not in head for head in server.heads)
    is_closed = closed_at(read_open_slots(state), NOW)
    assert (is_closed(BY_NAME), is_closed(OTHER), is_closed("https://ccas.example/rdv"), is_closed("")) == (
        False,
        True,
        False,
        False,
    )


def test_a_link_by_number_is_closed_only_when_it_was_in_the_list_before(state: Path, server: RdvServer) -> None:
    """The list leaves out organisations without an external id, so a number that it never named is not known; one
    that it named and does not any more is closed, and open again when it comes back."""
    server.organisations["59"] = []
    asking(server)(state)
    assert said(state)[2] == UNKNOWN
    server.organisations["59"] = [(1725, "ccas-lens")]
    asking(server)(state)
    server.organisations["59"] = []
    asking(server)(state)
    asking(server)(state)
    assert said(state)[2] == CLOSED
    server.organisations["CN"] = [(1725, "autre-territoire")]
    asking(server)(state)
    assert said(state)[2] == OPEN


def test_lists_are_stale_after_seven_days(state: Path, server: RdvServer) -> None:
    """Then, or when the clock went back, everything is unknown, and thus offered."""
    asking(server)(state)
    assert said(state, NOW + dt.timedelta(days=7)) == [OPEN, CLOSED, OPEN]
    assert said(state, NOW + dt.timedelta(days=7, seconds=1)) == [UNKNOWN] * 3
    assert said(state, NOW - dt.timedelta(days=2)) == [UNKNOWN] * 3


ANSWERS = {
    "not found": Said(404, b'{"not_found":"territory"}'),
    "too many": Said(429, b"{}"),
    "broken": Said(500, b"oops", "text/html"),
    "a login page": Said(200, b"<!doctype html><p>Bienvenue", "text/html"),
    "a way elsewhere": Said(302, headers={"Location": "http://portail.example/login"}),
    "cut": Said(200, links([(1725, "ccas-lens")]), length=5000),
    "no json": Said(200, b'{"public_links": [', length=None),
    "another json": Said(200, b"[]"),
    "no list": Said(200, b'{"public_links": {}}'),
    "a row without a link": Said(200, b'{"public_links": [{"external_id": "a"}]}'),
    "a row without a name": Said(200, b'{"public_links": [{"external_id": null, "public_link": "https://x/org/1"}]}'),
    "a link to nothing": Said(200, b'{"public_links": [{"external_id": "a", "public_link": "https://x/rien"}]}'),
    "a page of several": Said(200, b'{"public_links": [], "meta": {"next_page": 2}}'),
    "a tower of lists": Said(200, b"[" * 100_000),
    "too long": Said(200, b" " * (MOST_BYTES + 1)),
}


@pytest.mark.parametrize("fault", ANSWERS.values(), ids=ANSWERS)
def test_what_is_not_a_whole_list_closes_nothing(
    state: Path, server: RdvServer, fault: Said, caplog: pytest.LogCaptureFixture
) -> None:
    """It is told in one line at most for each host, and what was known before stays until it is stale."""
    server.fault = lambda territory: fault
    with caplog.at_level(logging.WARNING):
        asking(server)(state)
    assert said(state) == [UNKNOWN] * 3
    assert all("\n" not in record.getMessage() for record in caplog.records) and len(caplog.records) <= 2
    server.fault = lambda territory: None
    asking(server)(state)
    server.fault = lambda territory: fault
    asking(server, NOW + dt.timedelta(days=1))(state)
    assert said(state, NOW + dt.timedelta(days=1)) == [OPEN, CLOSED, OPEN]
    assert said(state, NOW + dt.timedelta(days=8)) == [UNKNOWN] * 3


def test_a_host_that_is_silent_or_busy_is_asked_once(state: Path, server: RdvServer) -> None:
    """The others of its lists wait for the next sync."""
    server.fault = lambda territory: Said(429)
    asking(server)(state)
    assert len(server.asked) == 1
    nobody = AskOpenSlots(WebLists(lambda host: "http://127.0.0.1:9", timeout=1), Disk(), lambda: NOW, lambda: 0.0)
    nobody(state)
    assert said(state) == [UNKNOWN] * 3


def test_bytes_that_drip_in_are_not_waited_for(state: Path, server: RdvServer) -> None:
    """A server that holds the line keeps nobody longer than was given."""
    server.fault = lambda territory: Said(200, links([(1725, "ccas-lens")]) * 3, drip=0.02)
    asking(server, whole=0.2)(state)
    assert said(state) == [UNKNOWN] * 3 and len(server.asked) == 1


def test_asking_ends_when_it_has_taken_too_long(state: Path, server: RdvServer) -> None:
    """After two minutes the rest is left; what came is kept."""
    seconds = iter(range(0, 10_000, 100))
    ask = AskOpenSlots(WebLists(server.address), Disk(), lambda: NOW, lambda: float(next(seconds)))
    ask(state)
    assert len(server.asked) == 1 and read_open_slots(state).asked == NOW


def test_a_disk_that_refuses_and_a_release_that_is_gone_are_only_told(
    state: Path, server: RdvServer, caplog: pytest.LogCaptureFixture
) -> None:
    """A sync that went well stays one."""

    class Full(Disk):
        def write(self, path: Path, data: bytes) -> None:
            raise OSError(28, "No space left on device")

    with caplog.at_level(logging.WARNING):
        replace(asking(server), disk=Full())(state)
        asking(server)(state / "nowhere")
    assert len(caplog.records) == 2 and not (state / OPEN_SLOTS_NAME).exists()


def test_lists_are_chosen_for_the_links_there_are() -> None:
    """By the commune, else the postcode; by the link where it names its territory; those of most links first, and the
    helper's in the département of most places; nobody is asked about other hosts."""
    places = [
        place(1, BY_ID),
        place(2, BY_ID, insee="", postcode="62000"),
        place(3, f"https://{HOST}/org/ext/2A/x"),
        place(4, "https://ccas.example/rdv"),
        place(5, f"https://{HOST}/prendre_rdv?departement=59"),
        place(6, BY_ID, kind=PHONE_KIND),
        replace(place(7, insee="80021"), services=(Service(booking_url="https://www.rdv-solidarites.fr/org/3"),)),
        place(8),
    ]
    assert wanted_lists(places, "https://www.rdv-aide-numerique.fr/org/8") == [
        (HOST, "CN"),
        (HOST, "2A"),
        (HOST, "59"),
        (HOST, "62"),
        ("www.rdv-aide-numerique.fr", "59"),
        ("www.rdv-aide-numerique.fr", "CN"),
        ("www.rdv-solidarites.fr", "80"),
        ("www.rdv-solidarites.fr", "CN"),
    ]
    many = [place(number, BY_ID, insee=f"{number:02}001") for number in range(1, 96)]
    assert len(wanted_lists(many)) == MOST_ASKED
    assert wanted_lists([place(1)]) == wanted_lists([]) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [("59350", "59"), ("2A004", "2A"), ("2B033", "2B"), ("97411", "974"), ("98818", "988"), ("01004", "01")]
    + [(code, "") for code in ("", "5", "5935", "593500", "AB123", "2C004", "59 00", "٥٩٣٥٠", "A9350")],
)
def test_the_departement_of_a_code(code: str, found: str) -> None:
    """As the host numbers its territories; nothing for what is no code."""
    assert departement_of(code) == found


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_any_json_is_a_list_or_nonsense(value: object) -> None:
    """Whatever a host says, it is read, or refused as the errors that the caller knows."""
    for body in (value, {"public_links": value}, {"public_links": [value]}):
        try:
            parsed(json.dumps(body).encode(), NOW)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            continue


@given(st.binary() | st.text().map(str.encode))
def test_any_file_is_read_or_says_nothing(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """The screen never stops on it."""
    state = tmp_path_factory.mktemp("state")
    (state / OPEN_SLOTS_NAME).write_bytes(data)
    assert said(state) == [UNKNOWN] * 3


@pytest.mark.usefixtures("unasked")
def test_a_sync_asks_once_it_is_up_to_date_and_not_before(
    tmp_path: Path, server: RdvServer, town: SignedTown, terminal: Terminal
) -> None:
    """After an installation and when nothing is newer; not after one that failed; the file outlives the clearing."""
    publish_release(town, small_release(tmp_path / "booked", PLACES))
    asked: list[Path] = []
    terminal.ask = lambda state: asked.append(state) or asking(server)(state)  # type: ignore[func-returns-value]
    for times in (1, 2):
        terminal.sync()
        assert said(terminal.state) == [OPEN, CLOSED, OPEN] and asked == [terminal.state] * times
    terminal.repository = MemoryRepository({})
    with pytest.raises(SyncError):
        terminal.sync()
    assert len(asked) == 2 and said(terminal.state) == [OPEN, CLOSED, OPEN]


def test_the_command_asks_for_a_real_town_on_a_network_alone(
    demonstration: Path, tmp_path: Path, server: RdvServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not for a demonstration, whose places are made up, and not where publications come on a stick."""
    monkeypatch.setattr("kiosk.cli.sync.WebLists", lambda: WebLists(server.address))
    town, root = SignedTown(), tmp_path / "root.json"
    publish_release(town, demonstration)
    root.write_bytes(town.first_root)
    folder, real = town.save(tmp_path / "repository"), tmp_path / "site.toml"
    made_up = house.demonstration_site()
    real.write_text(made_up.read_text(encoding="utf-8").replace("demonstration = true", "demonstration = false"))

    def asked(site: Path, source: object) -> bool:
        server.asked.clear()
        arguments = ["--site", site, "--from", source, "--state", tmp_path / "state", "--root", root]
        assert main(["sync", *map(str, arguments)]) == 0
        return bool(server.asked)

    with serving(folder) as web:
        assert (asked(made_up, web.address), asked(real, folder), asked(real, web.address)) == (False, False, True)
    assert read_open_slots(tmp_path / "state").hosts

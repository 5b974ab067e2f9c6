"""The way to a repository: a real server on loopback, a folder, and what may stand in between."""

from __future__ import annotations

import gzip
import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.errors import NetworkError, PortalError, UsageError
from kiosk.sync.transport import FolderRepository, NotThereError, WebRepository, open_repository, read_all
from tests.support.source_server import certificate
from tests.support.source_server import serving as tls_serving
from tests.support.web_server import Answer, WebServer, serving

DATA = bytes(range(256)) * 1000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "data é").write_bytes(DATA)
    return tmp_path


@pytest.fixture
def server(folder: Path) -> Iterator[WebServer]:
    with serving(folder) as found:
        yield found


def web(server: WebServer, **other: float) -> WebRepository:
    return WebRepository(server.address, **other)


def test_a_file_comes_whole_from_a_server_and_from_a_folder(server: WebServer, folder: Path) -> None:
    """Names with spaces and accents too; from any byte on; never more than one byte over the limit."""
    for repository in (web(server), FolderRepository(folder)):
        assert read_all(repository, "a b/data é", len(DATA)) == DATA
        assert b"".join(repository.read("a b/data é", len(DATA), 70_000)) == DATA[70_000:]
        assert len(read_all(repository, "a b/data é", 1000)) == 1001


def test_a_server_without_ranges_is_read_from_the_start_and_skipped(server: WebServer) -> None:
    """What comes begins at the byte that was asked for all the same."""
    server.ranges = False
    assert b"".join(web(server).read("a b/data é", len(DATA), 99_999)) == DATA[99_999:]


def test_what_is_not_there_is_told_apart_from_no_network(server: WebServer, folder: Path) -> None:
    """404, 403 and 410 mean that the repository has no such file; other answers are the network's."""
    for repository in (web(server), FolderRepository(folder)):
        with pytest.raises(NotThereError):
            read_all(repository, "absent", 9)
    for status, error in ((403, NotThereError), (410, NotThereError), (500, NetworkError), (503, NetworkError)):
        server.fault = lambda path, status=status: Answer(status)
        with pytest.raises(error):
            read_all(web(server), "a b/data é", 9)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, b"<!DOCTYPE html><p>Bienvenue", "text/html; charset=utf-8"),
        Answer(200, b"\r\n <html><body>login", "application/json"),
        Answer(302, headers={"Location": "http://portail.hotel.example/login"}),
        Answer(307, headers={"Location": "https://portail.hotel.example/login"}),
    ],
)
def test_a_login_page_in_between_is_named_as_one(server: WebServer, answer: Answer) -> None:
    """A page of HTML, or a way to another host: the sentence says whom to ask."""
    server.fault = lambda path: answer
    with pytest.raises(PortalError, match="login page"):
        read_all(web(server), "metadata/timestamp.json", 99)


def test_redirects_on_the_same_server_are_followed_and_not_for_ever(server: WebServer) -> None:
    """A CDN may rename; four hops are too many."""
    server.fault = lambda path: Answer(301, headers={"Location": "/a%20b/data%20%C3%A9"}) if path == "old" else None
    assert read_all(web(server), "old", len(DATA)) == DATA
    server.fault = lambda path: Answer(301, headers={"Location": "/again"})
    with pytest.raises(NetworkError, match="without end"):
        read_all(web(server), "old", 9)


def test_a_connection_that_breaks_says_so(server: WebServer) -> None:
    """Half a file is an error, not a short file."""
    server.fault = lambda path: Answer(200, DATA, cut=1000)
    with pytest.raises(NetworkError, match="connection broke"):
        read_all(web(server), "a b/data é", len(DATA))


def test_nobody_there_no_name_and_no_answer_are_three_sentences(server: WebServer) -> None:
    """Each says what to look at."""
    with pytest.raises(NetworkError, match="nobody answers there"):
        read_all(WebRepository("http://127.0.0.1:9"), "x", 9)
    with pytest.raises(NetworkError, match="name is not known"):
        read_all(WebRepository("http://nobody.invalid"), "x", 9)
    server.fault = lambda path: Answer(200, b"abc", drip=0.5)
    with pytest.raises(NetworkError, match="in time"):
        read_all(web(server, timeout=0.1), "x", 9)
    with pytest.raises(NetworkError, match=r"certificate|connection broke"):
        read_all(WebRepository(server.address.replace("http:", "https:")), "x", 9)


def test_a_server_that_drips_is_given_up(server: WebServer) -> None:
    """500 bytes a second over 20 s is the least, seen while a chunk is still on its way; the clock of the test runs ten
    seconds at each look."""
    server.fault = lambda path: Answer(200, b"x" * 60_000, drip=0.002)
    clock = itertools.count(0, 10)
    repository = WebRepository(server.address, clock=lambda: float(next(clock)))
    with pytest.raises(NetworkError, match="bytes a second"):
        read_all(repository, "x", 99_999)
    assert server.sent < 1000


def test_a_server_that_says_gzip_of_a_gz_changes_nothing(server: WebServer) -> None:
    """Object stores mark .gz files so: the bytes are those that were signed."""
    packed = gzip.compress(b"content")
    server.fault = lambda path: Answer(200, packed, headers={"Content-Encoding": "gzip"})
    assert read_all(web(server), "x.gz", 99) == packed


def test_a_pipe_on_a_stick_holds_nobody_up(folder: Path) -> None:
    """It is no file."""
    os.mkfifo(folder / "pipe")
    with pytest.raises(NotThereError):
        read_all(FolderRepository(folder), "pipe", 9)


def test_a_name_that_leads_elsewhere_is_told_by_its_certificate(tmp_path: Path) -> None:
    """The name server lies, or the network listens in: who answers cannot show the certificate of that name."""
    context, _ = certificate(tmp_path)
    with (
        tls_serving(lambda *_: (200, {}, b""), context) as server,
        pytest.raises(NetworkError, match="another server answers in its place"),
    ):
        read_all(WebRepository(server.base), "metadata/timestamp.json", 99)


@pytest.mark.parametrize(
    "where", ["ftp://x/y", "https://", "https://u:secret@host/", "file:///etc", "http://[::1", "http://h:99999999"]
)
def test_an_address_that_is_no_repository_is_refused(where: str) -> None:
    """And what may be secret in it is not said."""
    with pytest.raises(UsageError) as caught:
        open_repository(where)
    assert "secret" not in str(caught.value)


def test_a_stick_that_is_pulled_out_is_the_network_s_error(folder: Path) -> None:
    """While it is read as much as before: the sentence asks for the stick."""
    with pytest.raises(NetworkError, match="stick"):
        open_repository(str(folder / "absent"))
    repository = open_repository(str(folder))
    (folder / "a b" / "data é").unlink()
    (folder / "a b").rmdir()
    with pytest.raises(NetworkError, match="stick"):
        read_all(repository, "a b/data é", 9)

"""Sources that are addresses: fetched once, only when they changed, never half, never something else in their place."""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import BuildError, SourceError, UsageError
from kiosk.publish.publication import gather
from kiosk.publish.remote import fetch_sources, source_names
from kiosk.publish.remote_address import cached_path, checked, is_remote, shown
from kiosk.publish.remote_body import save
from kiosk.publish.remote_web import FetchError, Web
from kiosk.settings import Settings
from tests.support.source_server import Answer, Answering, Headers, certificate, serving

CSV = b"id,nom\n1,CCAS\n"
DAY = "Sat, 28 Nov 2026 10:00:00 GMT"
BOMB = gzip.compress(bytes(100_000))


def local(waits: list[float] | None = None, **options: object) -> Web:
    """The web of this machine; no second passes."""
    return Web(allow_http=True, sleep=(waits if waits is not None else []).append, **{"timeout": 5.0, **options})  # type: ignore[arg-type]


def always(status: int = 200, headers: Headers | None = None, body: bytes = CSV) -> Answering:
    return lambda _path, _headers: (status, headers or {}, body)


def files(cache: Path) -> list[str]:
    return sorted(path.name for path in cache.iterdir())


def test_files_pass_and_addresses_are_fetched_once(tmp_path: Path) -> None:
    """In the order they were given; the name in the cache ends with the name of the file there."""
    with serving(always()) as server:
        address = f"{server.base}/a/lieux.csv?key=SECRET"
        found = fetch_sources(["x.csv", address, "y.csv", f"{address}#part"], tmp_path / "cache", web=local())
        assert [path.name for path in found[::2]] == ["x.csv", "y.csv"]
        assert found[1] == found[3] and found[1].read_bytes() == CSV and len(server.asked) == 1
    assert found[1].name.endswith("-127.0.0.1-lieux.csv") and "SECRET" not in found[1].name
    assert source_names(["x.csv", address], tmp_path / "cache") == {found[1]: f"{server.base}/a/lieux.csv"}
    assert server.asked[0][1]["user-agent"].startswith("kiosk/") and "authorization" not in server.asked[0][1]
    assert files(tmp_path / "cache") == [found[1].name, f"{found[1].name}.etag.json"]


def test_reports_call_a_source_by_its_address(tmp_path: Path) -> None:
    """Without the secret of its query; the format is recognised although the name in the cache tells nothing."""
    house = Path(__file__).parents[3]
    body = (house / "content" / "demo" / "feuille-de-la-commune.csv").read_bytes()
    with serving(always(body=body)) as server:
        sources, cache = [f"{server.base}/export?key=SECRET"], tmp_path / "cache"
        files = fetch_sources(sources, cache, web=local())
    settings = Settings(name="CCAS", latitude=50.7, longitude=3.1, languages=("fr",))
    report = gather(files, settings, house, names=source_names(sources, cache)).report
    assert report.formats == {f"{server.base}/export": "feuille de la commune"} and report.kept_by_source
    assert str(tmp_path) not in report.to_json() and "SECRET" not in report.to_json()


def test_only_files_need_no_cache(tmp_path: Path) -> None:
    """Nothing is made on the disk, nothing is asked."""
    assert fetch_sources(["x.csv"], tmp_path / "cache") == [Path("x.csv")] and not (tmp_path / "cache").exists()


def test_two_addresses_that_differ_in_their_query_are_called_differently(tmp_path: Path) -> None:
    """Their rows must not be counted as those of one source."""
    names = source_names(["https://a.example/x?k=1", "https://a.example/x?k=2"], tmp_path)
    assert len(set(names.values())) == 2 and not any("k=" in name for name in names.values())


def versioned(path: str, headers: Headers) -> Answer:
    known = (
        headers.get("if-none-match") == '"v1"' or headers.get("if-modified-since") == "Sat, 28 Nov 2026 10:00:00 GMT"
    )
    sent = {"ETag": '"v1"'} if path == "/etag" else {"Last-Modified": "Sat, 28 Nov 2026 10:00:00 GMT"}
    return (304, {}, b"") if known else (200, sent, CSV)


@pytest.mark.parametrize("path", ["/etag", "/modified"])
def test_what_did_not_change_is_not_sent_again(tmp_path: Path, path: str) -> None:
    """304 gives the file of before; a file that was changed or lost in the cache is fetched whole."""
    with serving(versioned) as server:
        (first,) = fetch_sources([server.base + path], tmp_path, web=local())
        fetch_sources([server.base + path], tmp_path, web=local())
        assert first.read_bytes() == CSV and len(server.asked) == 2
        assert {"if-none-match", "if-modified-since"} & server.asked[1][1].keys()
        first.write_bytes(b"cut")
        fetch_sources([server.base + path], tmp_path, web=local())
        assert first.read_bytes() == CSV
        Path(f"{first}.etag.json").write_text('{"at": 3, "validators": [', encoding="utf-8")
        fetch_sources([server.base + path], tmp_path, web=local())
        assert first.read_bytes() == CSV


def test_validators_are_for_the_address_that_gave_them(tmp_path: Path) -> None:
    """A redirect that leads to another file tomorrow is not answered with what was kept of the first."""
    target = "/one"

    def answering(path: str, headers: Headers) -> Answer:
        if path == "/stable":
            return 302, {"Location": target}, b""
        return (304, {}, b"") if "if-none-match" in headers else (200, {"ETag": '"same"'}, CSV + path.encode())

    with serving(answering) as server:
        (file,) = fetch_sources([f"{server.base}/stable"], tmp_path, web=local())
        target = "/two"
        fetch_sources([f"{server.base}/stable"], tmp_path, web=local())
        assert file.read_bytes().endswith(b"/two")
        assert all("if-none-match" not in headers for _, headers in server.asked)
        fetch_sources([f"{server.base}/stable"], tmp_path, web=local())
        assert server.asked[-1][1]["if-none-match"] == '"same"' and file.read_bytes().endswith(b"/two")


BAD: dict[str, tuple[Answering, str, int]] = {
    "not there": (always(404, body=b"no"), "answers 404. Correct", 1),
    "forbidden": (always(403), "answers 403", 1),
    "no content": (always(204, body=b""), "answers 204", 1),
    "unasked 304": (always(304, body=b""), "answers 304", 1),
    "down": (always(503), "answers 503. Try again", 3),
    "a web page": (always(headers={"Content-Type": "text/csv"}, body=b"\xef\xbb\xbf\n <!DOCTYPE html>"), "web page", 1),
    "cut short": (always(headers={"Content-Length": "1500"}), "cut short", 3),
    "cut chunk": (always(headers={"Transfer-Encoding": "chunked"}, body=b"ff\r\nid,nom"), "cut short", 3),
    "empty": (always(body=b""), "empty", 3),
    "said too large": (always(headers={"Content-Length": "2001"}), "larger than 2,000 bytes", 1),
    "too large": (
        always(headers={"Transfer-Encoding": "chunked"}, body=b"fff\r\n" + b"x" * 4095 + b"\r\n0\r\n\r\n"),
        "larger than 2,000 bytes",
        1,
    ),
    "a bomb": (
        always(headers={"Content-Encoding": "gzip"}, body=gzip.compress(bytes(100_000))),
        "larger than 2,000",
        1,
    ),
    "cut gzip": (always(headers={"Content-Encoding": "gzip"}, body=gzip.compress(CSV)[:-9]), "cut short", 3),
    "no gzip": (always(headers={"Content-Encoding": "gzip"}), "damaged", 3),
    "unknown packing": (always(headers={"Content-Encoding": "br"}), "packed", 1),
    "leads to http elsewhere": (
        always(302, {"Location": "ftp://a.example/x?k=SECRET"}),
        "leads on to ftp://a.example/x,",
        1,
    ),
    "leads to a login": (
        always(302, {"Location": "http://me:SECRET@127.0.0.1/x"}),
        "leads on to http://127.0.0.1/x,",
        1,
    ),
    "leads nowhere": (always(301), "nowhere", 1),
    "leads to nonsense": (always(302, {"Location": "http://[x"}), "leads on to", 1),
    "leads on for ever": (lambda path, _: (307, {"Location": f"{path}x"}, b""), "more than 5 times", 6),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_good_stops_and_the_last_good_file_stays(tmp_path: Path, name: str) -> None:
    """One sentence with the address and no secret; whatever may pass is tried three times, after 2 and 8 s."""
    answering, said, times = BAD[name]
    with serving(always()) as server:
        address = f"{server.base}/lieux.csv?key=SECRET"
        (file,) = fetch_sources([address], tmp_path, web=local())
        before = files(tmp_path)
        server.answering = answering
        server.asked.clear()
        waits: list[float] = []
        with pytest.raises(SourceError, match=said) as caught:
            fetch_sources([address], tmp_path, web=local(waits), limit=2000)
    assert str(caught.value).startswith(f"{server.base}/lieux.csv: ") and "SECRET" not in str(caught.value)
    assert str(file) in str(caught.value)
    assert len(server.asked) == times and waits == [2.0, 8.0][: times - 1 if times == 3 else 0]
    assert file.read_bytes() == CSV and files(tmp_path) == before


def test_what_passes_is_waited_for(tmp_path: Path) -> None:
    """A server that is busy for a moment gives its file; it may say how long to wait, up to a minute."""
    answers = iter([(503, {"Retry-After": "5"}, b""), (429, {"Retry-After": "9999"}, b""), (200, {}, CSV)])
    waits: list[float] = []
    with serving(lambda *_: next(answers)) as server:
        (file,) = fetch_sources([server.base], tmp_path, web=local(waits))
    assert file.read_bytes() == CSV and waits == [5.0, 60.0]


def test_packed_and_led_on(tmp_path: Path) -> None:
    """gzip in several members and chunks of the wire, after five redirects, one of them relative."""
    body = gzip.compress(CSV) + gzip.compress(b"2,CAF\n") + bytes(7)

    def answering(path: str, headers: Headers) -> Answer:
        hops = len(path) - 1
        return (302, {"Location": f"{path}x"}, b"") if hops < 5 else (200, {"Content-Encoding": "gzip"}, body)

    with serving(answering) as server:
        (file,) = fetch_sources([server.base], tmp_path, web=local())
    assert file.read_bytes() == CSV + b"2,CAF\n" and len(server.asked) == 6


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    """Nobody listens, or nobody answers in time."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(SourceError, match="in time"):
            fetch_sources([f"http://127.0.0.1:{port}/x"], tmp_path, web=local(timeout=0.2))
    with pytest.raises(SourceError, match=f"127.0.0.1:{port}/x: nobody answers"):
        fetch_sources([f"http://127.0.0.1:{port}/x"], tmp_path, web=local())
    assert files(tmp_path) == []


def test_a_server_that_drips(tmp_path: Path) -> None:
    """The clock says that hours went by for a few bytes."""
    hours = iter(range(0, 100_000, 3600))
    with serving(always()) as server, pytest.raises(SourceError, match="0 bytes a second"):
        fetch_sources([server.base], tmp_path, web=local(clock=lambda: float(next(hours))))


def test_over_tls_only_with_a_certificate_to_trust(tmp_path: Path) -> None:
    """The same address is refused, at once, by whoever does not know the certificate; https never leads to http."""
    context, trusted = certificate(tmp_path)
    waits: list[float] = []
    with serving(always(), context) as server:
        (file,) = fetch_sources([server.base], tmp_path / "cache", web=Web(extra_ca=trusted))
        assert file.read_bytes() == CSV
        with pytest.raises(SourceError, match="certificate"):
            fetch_sources([server.base], tmp_path / "other", web=Web(sleep=waits.append))
        server.answering = always(302, {"Location": server.base.replace("https", "http")})
        with pytest.raises(SourceError, match="leads on to http://"):
            fetch_sources([server.base], tmp_path / "cache", web=Web(extra_ca=trusted))
    assert waits == []


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example/x?k=SECRET",
        "HTTP://a.example/x",
        "ftp://a.example/x",
        "file:///etc/passwd",
        "file:etc",
        "data:text/csv,a",
        "https://me:SECRET@a.example/x",
        "https://SECRET@a.example/x",
        "https://me:SECRET",
        "https:///x",
        "https://a.example:99999/x",
        "https://a.example/\nx",
        "https://[x/",
    ],
)
def test_addresses_that_are_not_taken(tmp_path: Path, address: str) -> None:
    """Said before anything is fetched, without the secret that may be in it."""
    with pytest.raises(UsageError, match="https://") as caught:
        fetch_sources(["https://127.0.0.1:9/x", address], tmp_path, web=Web())
    assert "SECRET" not in str(caught.value) and files(tmp_path) == []
    with pytest.raises(UsageError):
        fetch_sources([address], tmp_path)


def test_a_file_that_looks_like_an_address_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with a colon is no scheme when there is such a file."""
    monkeypatch.chdir(tmp_path)
    Path("note:lieux.csv").touch()
    assert not is_remote("note:lieux.csv") and is_remote("note:other.csv") and not is_remote("lieux.csv")


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    """One sentence names the folder."""
    (tmp_path / "cache").touch()
    with serving(always()) as server, pytest.raises(BuildError, match="cache: sources cannot be kept"):
        fetch_sources([server.base], tmp_path / "cache", web=local())


def test_what_killed_fetches_left_goes(tmp_path: Path) -> None:
    """A draft older than a day is removed, a young one may be somebody's."""
    for name in (".old.part", ".young.part"):
        (tmp_path / name).touch()
    os.utime(tmp_path / ".old.part", (0, 0))
    with serving(always()) as server:
        fetch_sources([server.base], tmp_path, web=local())
    assert [name for name in files(tmp_path) if name.endswith(".part")] == [".young.part"]


def test_no_secret_is_written_down(tmp_path: Path) -> None:
    """Neither the query of the address, nor that of where it leads."""
    with serving(
        lambda path, _: (302, {"Location": "/b?s=SECRET"}, b"") if path[1] == "a" else (200, {}, CSV)
    ) as server:
        fetch_sources([f"{server.base}/a?s=SECRET"], tmp_path, web=local())
    assert len(server.asked) == 2
    assert not any(b"SECRET" in path.read_bytes() or "SECRET" in path.name for path in tmp_path.iterdir())
    assert set(json.loads(next(tmp_path.glob("*.json")).read_text())) == {"at", "sha256", "validators"}


@given(st.text())
def test_any_text_is_an_address_or_a_usage_error(text: str) -> None:
    """And every address has a printable name and one file inside the cache."""
    try:
        address = checked(f"https://{text}")
    except UsageError as error:
        assert str(error).isprintable()
        return
    path = cached_path(Path("cache"), address)
    assert shown(address).isprintable() and "?" not in shown(address)
    assert path.parent == Path("cache") and path.name.isascii() and len(path.name) < 100


@given(st.binary(max_size=3000), st.integers(1, 50), st.integers(0, 4000))
def test_any_body_comes_whole_or_not_at_all(data: bytes, size: int, limit: int) -> None:
    """Packed or not, in pieces of any size, never more than the limit."""
    for encoding, sent in (("", data), ("gzip", gzip.compress(data))):
        stream = io.BytesIO()
        try:
            save((sent[i : i + size] for i in range(0, len(sent), size)), encoding, "", limit, stream)
        except FetchError:
            assert len(stream.getvalue()) <= limit
        else:
            assert stream.getvalue() == data

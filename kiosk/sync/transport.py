"""Reading the files of a repository: from a web server, or from a folder such as a USB stick.

Whatever comes is checked against signatures and hashes by who asked for it; here only the way there is watched: how
much comes, how fast, and whether something else answered in the server's place.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urljoin, urlsplit

import urllib3

from kiosk.errors import NetworkError, PortalError, UsageError

CHUNK = 1 << 16
CONNECT_S, READ_S = 10.0, 30.0
SLOW_AFTER_S, SLOWEST_BYTES_S = 20.0, 500.0
"""Whoever sends less than 500 bytes a second for 20 s holds the terminal up (slow retrieval attack)."""
MOST_REDIRECTS = 3
_HTML = (b"<!doctype", b"<html", b"<head", b"<script", b"<meta")


class NotThereError(Exception):
    """The repository was reached and has no such file."""


class Repository(Protocol):
    """`where` names it for people. `read` gives at most `most` bytes of a file in pieces, from byte `start` on.

    Raises NotThereError, NetworkError; one byte more than `most` is given, never two, so that the caller sees it."""

    @property
    def where(self) -> str: ...
    def read(self, path: str, most: int, start: int = 0) -> Iterator[bytes]: ...


def open_repository(where: str) -> Repository:
    """Raises UsageError for what is neither an http(s) address nor a folder, NetworkError for a folder that is gone."""
    if "://" not in where:
        return FolderRepository(Path(where))
    if not _is_address(where):
        raise UsageError(f"{_named(where)}: a repository is a folder or an address with https://. Correct --from.")
    return WebRepository(where)


def _is_address(where: str) -> bool:
    try:
        parts = urlsplit(where)
        port = parts.port
    except ValueError:
        return False
    plain = not parts.username and not parts.password and port != 0
    return parts.scheme in ("http", "https") and bool(parts.hostname) and plain


@dataclass(frozen=True)
class FolderRepository:
    """A folder, which may go away while it is read."""

    folder: Path

    def __post_init__(self) -> None:
        if not _is_folder(self.folder):
            raise NetworkError(
                f"{self.folder!s:.200}: there is no such folder. Put the USB stick in, or correct --from."
            )

    @property
    def where(self) -> str:
        return str(self.folder)

    def read(self, path: str, most: int, start: int = 0) -> Iterator[bytes]:
        file = self.folder / path
        try:
            if file.exists() and not file.is_file():  # a pipe would hold the sync for ever
                raise NotThereError(path)
            with file.open("rb") as stream:
                stream.seek(start)
                left = most + 1 - start
                while left > 0 and (chunk := stream.read(min(CHUNK, left))):
                    left -= len(chunk)
                    yield chunk
        except (FileNotFoundError, NotADirectoryError) as error:
            if _is_folder(self.folder) and any(self.folder.iterdir()):
                raise NotThereError(path) from error
            raise self._gone() from error
        except OSError as error:
            raise self._gone(error) from error

    def _gone(self, error: OSError | None = None) -> NetworkError:
        why = f" ({error.strerror})" if error else ""
        return NetworkError(f"{self.folder}: it cannot be read any more{why}. Put the USB stick in again.")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


class WebRepository:
    """A plain web server. One connection is kept open. `clock` gives seconds that only go forward."""

    def __init__(self, base: str, clock: Callable[[], float] = time.monotonic, timeout: float = READ_S) -> None:
        from kiosk import __version__

        self._base = base.rstrip("/") + "/"
        self._clock = clock
        self._pool = urllib3.PoolManager(
            headers={"User-Agent": f"kiosk/{__version__}", "Accept-Encoding": "identity"},
            timeout=urllib3.Timeout(connect=min(CONNECT_S, timeout), read=timeout),
            retries=False,
            maxsize=2,
        )

    @property
    def where(self) -> str:
        return _named(self._base)

    def read(self, path: str, most: int, start: int = 0) -> Iterator[bytes]:
        response = self._get(path, start)
        try:
            yield from self._watched(response, path, most, start)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise self._failed(error) from error
        finally:
            response.close() if response.length_remaining else response.release_conn()

    def _get(self, path: str, start: int) -> urllib3.BaseHTTPResponse:
        address = urljoin(self._base, quote(path))
        headers = {"Range": f"bytes={start}-"} if start else {}
        for _ in range(MOST_REDIRECTS + 1):
            try:
                response = self._pool.request(
                    "GET",
                    address,
                    preload_content=False,
                    enforce_content_length=False,  # what came before a cut is kept: the next try goes on from there
                    redirect=False,
                    headers={**self._pool.headers, **headers},
                )
            except (urllib3.exceptions.HTTPError, OSError) as error:
                raise self._failed(error) from error
            if response.status not in (301, 302, 303, 307, 308):
                return self._accepted(response, path, start)
            response.close()
            target = urljoin(address, response.headers.get("Location", ""))
            if not _same_server(address, target):
                raise PortalError(
                    f"{self.where}: it was answered with a way to {urlsplit(target).hostname or 'nowhere'}. "
                    "A login page stands in between: ask who runs this network to let the terminal through."
                )
            address = target
        raise NetworkError(f"{self.where}: it leads from one address to the next without end. Correct --from.")

    def _accepted(self, response: urllib3.BaseHTTPResponse, path: str, start: int) -> urllib3.BaseHTTPResponse:
        if response.status in (200, 206):
            if response.headers.get("Content-Type", "").lower().startswith("text/html"):
                response.close()
                raise self._portal()
            return response
        response.close()
        if response.status in (403, 404, 410):
            raise NotThereError(path)
        if response.status == 416 and start:
            raise NotThereError(f"{path} from byte {start}")
        raise NetworkError(f"{self.where}: the server answers {response.status}. Try again later.")

    def _watched(self, response: urllib3.BaseHTTPResponse, path: str, most: int, start: int) -> Iterator[bytes]:
        skip = start if response.status == 200 else 0  # a server that knows no ranges sends it all again
        come, sent, began = 0, start, self._clock()
        while chunk := response.read1(CHUNK, decode_content=False):  # what is there: never waits for a whole chunk
            if not come and chunk.lstrip()[:9].lower().startswith(_HTML):
                raise self._portal()
            come += len(chunk)
            chunk, skip = chunk[skip:], max(0, skip - len(chunk))
            chunk = chunk[: max(0, most + 1 - sent)]
            sent += len(chunk)
            if chunk:
                yield chunk
            if sent > most:
                return
            took = self._clock() - began
            if took > SLOW_AFTER_S and come < took * SLOWEST_BYTES_S:
                raise NetworkError(f"{self.where}: it sends {come / took:.0f} bytes a second. Try again later.")
        if response.length_remaining:
            raise NetworkError(f"{self.where}: the connection broke before the end of {path}. Try again later.")

    def _portal(self) -> PortalError:
        return PortalError(
            f"{self.where}: a web page came in its place. A login page stands in between: ask who runs this network "
            "to let the terminal through."
        )

    def _failed(self, error: Exception) -> NetworkError:
        reason = getattr(error, "reason", None) or error
        match reason:
            case urllib3.exceptions.NameResolutionError():
                said = "its name is not known here. Check the network and the name server."
            case urllib3.exceptions.SSLError():
                said = "another server answers in its place (its certificate is not the right one). Check the network."
            case urllib3.exceptions.NewConnectionError():
                said = "nobody answers there. Check the network."
            case urllib3.exceptions.TimeoutError():
                said = "it does not answer in time. Try again later."
            case _:
                said = f"the connection broke ({type(reason).__name__}). Try again later."
        return NetworkError(f"{self.where}: {said}")


def _same_server(address: str, target: str) -> bool:
    """The same host, and no step down from https."""
    before, after = urlsplit(address), urlsplit(target)
    if before.hostname != after.hostname or after.scheme not in ("http", "https"):
        return False
    if before.scheme != after.scheme:
        return after.scheme == "https"
    return before.netloc == after.netloc


def read_all(repository: Repository, path: str, most: int) -> bytes:
    """A whole file; one byte more than `most` when it is longer. Raises NotThereError, NetworkError."""
    with contextlib.closing(repository.read(path, most)) as chunks:  # type: ignore[type-var]
        return b"".join(chunks)


def _named(address: str) -> str:
    """An address without what may be secret in it."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return "this address"
    return f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"

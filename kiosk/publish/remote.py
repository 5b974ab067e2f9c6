"""Sources that are addresses: fetched into a cache, and only when they changed.

A publication never stands on an old file in silence: when a source cannot be fetched, it stops, and the last good file
stays in the cache for whoever decides to use it.

In the cache, beside each file, `<file>.etag.json` holds what a conditional request needs (RFC 9110, section 13): the
validators, a hash of the address that gave them (a redirect may lead elsewhere tomorrow), and the hash of the file (a
file that was changed is fetched again).
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from kiosk.errors import BuildError, SourceError
from kiosk.publish.remote_address import cached_path, checked, is_remote, shown, source_names
from kiosk.publish.remote_body import save
from kiosk.publish.remote_web import FetchError, Web

__all__ = ["MOST_BYTES", "Web", "fetch_sources", "source_names"]

MOST_BYTES = 500_000_000
"""Of one source, packed or unpacked. All services of France in one JSON file are about half of it."""
WAITS_S = (2.0, 8.0)
"""Before the second try, and before the third and last."""
PART = ".part"
ONE_DAY_S = 24 * 3600.0

Step = Callable[[str, int, int], None]


def fetch_sources(
    sources: Sequence[str],
    cache: Path,
    *,
    web: Web | None = None,
    limit: int = MOST_BYTES,
    step: Step = lambda _what, _done, _total: None,
) -> list[Path]:
    """The files of all sources, in their order. A path is given back as it is, an https:// address is fetched into
    `cache`, once. `source_names` tells how reports call these files.

    Raises UsageError, before anything is fetched, for an address that is not taken; SourceError, which names the
    address without its query, when one cannot be fetched; BuildError when the cache cannot be written.
    """
    allow_http = web is not None and web.allow_http
    taken = [checked(source, allow_http) if is_remote(source) else "" for source in sources]
    if not any(taken):
        return [Path(source) for source in sources]
    web = web or Web()
    fetched: dict[str, Path] = {}
    for done, address in enumerate(filter(None, dict.fromkeys(taken))):
        step(f"fetching {shown(address)}", done, len(sources))
        target = cached_path(cache, address)
        try:
            cache.mkdir(parents=True, exist_ok=True)
            _sweep(cache)
            _fetch(address, target, web, limit)
        except OSError as error:
            raise BuildError(
                f"{cache}: sources cannot be kept there ({error.strerror or error}). Give another folder for them."
            ) from error
        fetched[address] = target
    return [fetched[address] if address else Path(source) for source, address in zip(sources, taken, strict=True)]


def _fetch(address: str, target: Path, web: Web, limit: int) -> None:
    for wait in (*WAITS_S, None):
        try:
            _try(address, target, web, limit)
            return
        except FetchError as error:
            if wait is None or not error.again:
                raise SourceError(_told(address, target, error)) from None
            web.sleep(max(wait, error.wait))


def _told(address: str, target: Path, error: FetchError) -> str:
    kept = f" The file that was fetched before is kept as {target}: it is not used unless you give it."
    return f"{shown(address)}: {error.said}. {error.do}." + (kept if target.exists() else "")


def _try(address: str, target: Path, web: Web, limit: int) -> None:
    known = _known(target)

    def validators(asked: str) -> Mapping[str, str]:
        return known["validators"] if known and known["at"] == _hash(asked.encode()) else {}

    with web.get(address, validators) as (found_at, response):
        if response.status == 304:
            return
        headers = response.headers
        packing, length = headers.get("Content-Encoding", ""), headers.get("Content-Length", "")
        with _replacing(target) as stream:
            digest = save(web.chunks(response), packing, length, limit, stream)
        sent = {"If-None-Match": headers.get("ETag", ""), "If-Modified-Since": headers.get("Last-Modified", "")}
    kept = {
        "at": _hash(found_at.encode()),
        "sha256": digest,
        "validators": {name: value for name, value in sent.items() if value},
    }
    with _replacing(_beside(target)) as stream:
        stream.write(json.dumps(kept, indent=1).encode() + b"\n")


def _known(target: Path) -> dict[str, Any] | None:
    """What is kept of the last answer; None when nothing is, or the file is not the one that came then."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        kept = json.loads(_beside(target).read_bytes())
        validators = {
            name: value for name, value in kept["validators"].items() if value.isascii() and value.isprintable()
        }
        with target.open("rb") as stream:
            whole = hashlib.file_digest(stream, "sha256").hexdigest() == kept["sha256"]
        if whole:
            return {"at": kept["at"], "validators": validators}
    return None


def _beside(target: Path) -> Path:
    return target.with_name(f"{target.name}.etag.json")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    """A stream to what becomes `target`, in one step, when the block ends well."""
    handle, draft = tempfile.mkstemp(prefix=".", suffix=PART, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(draft, target)
    finally:
        Path(draft).unlink(missing_ok=True)


def _sweep(cache: Path) -> None:
    """Remove what fetches that were killed more than a day ago left."""
    for path in cache.glob(f".*{PART}"):
        with suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > ONE_DAY_S:
                path.unlink()

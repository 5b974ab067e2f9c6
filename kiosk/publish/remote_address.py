"""Addresses of sources: which are taken, and how they are called where people read them.

An address may carry a secret in its query or before its "@": neither is ever shown, logged, or used in a file's name.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from kiosk.errors import UsageError

LONGEST_SUFFIX = 80
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_ODD = re.compile(r"[^A-Za-z0-9._-]+")


def is_remote(source: str) -> bool:
    """Whether a source is an address. "a:b.csv" is a file when there is such a file."""
    return "://" in source or bool(_SCHEME.match(source) and not os.path.exists(source))


def checked(address: str, allow_http: bool = False) -> str:
    """The address without its fragment. Raises UsageError, which shows no secret, when it is not taken."""
    said = f"{shown(address)}: a source is a file or an address with https://"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise UsageError(f"{said}, and this one is malformed. Correct it.") from None
    if parts.scheme not in (("https", "http") if allow_http else ("https",)):
        raise UsageError(f"{said}, not {parts.scheme}:. Correct it.")
    if not host or any(not c.isprintable() or c.isspace() for c in address):
        raise UsageError(f"{said}, and this one is malformed. Correct it.")
    if "@" in parts.netloc:
        raise UsageError(f"{said}, without a user name or a password. Take them out.")
    return urldefrag(address).url


def shown(address: str) -> str:
    """scheme://host:port/path, fit to be printed: no query, no user name, no control character."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
        text = f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"
    except ValueError:
        text = address.partition(":")[0] + "://…"
    return "".join(c if c.isprintable() else "?" for c in text)


def cached_path(cache: Path, address: str) -> Path:
    """Where the file of an address is kept: a hash of all of it, then its host and the end of its path."""
    parts = urlsplit(address)
    ending = _ODD.sub("-", f"{parts.hostname or ''}-{parts.path.rstrip('/').rpartition('/')[2]}")
    name = hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return cache / f"{name}-{ending[-LONGEST_SUFFIX:].strip('-')}"


def source_names(sources: Sequence[str], cache: Path) -> dict[Path, str]:
    """File in the cache → how reports call its source: `shown`, with some of the hash when two would be called alike.
    Sources that are files are not in it: they are called by their path."""
    remote = dict.fromkeys(urldefrag(source).url for source in sources if is_remote(source))
    called = [shown(address) for address in remote]
    paths = [cached_path(cache, address) for address in remote]
    return {
        path: name if called.count(name) == 1 else f"{name} ({path.name[:8]})"
        for path, name in zip(paths, called, strict=True)
    }

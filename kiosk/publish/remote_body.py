"""The body of an answer, made into a file: unpacked, never too large, never a web page in place of data."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kiosk.publish.remote_web import CHUNK, FetchError

_BEFORE_TEXT = b"\xef\xbb\xbf \t\r\n"


def save(chunks: Iterable[bytes], encoding: str, length: str, limit: int, stream: BinaryIO) -> str:
    """Write the unpacked body to `stream` and return its SHA-256. `encoding` and `length` are the headers
    Content-Encoding and Content-Length. Raises FetchError, also when there are more than `limit` bytes before or after
    unpacking."""
    if length.isascii() and length.isdigit() and int(length[:20]) > limit:
        raise _too_large(limit)
    chunks = _limited(chunks, limit)
    match encoding.strip().lower():
        case "" | "identity":
            pass
        case "gzip" | "x-gzip":
            chunks = _limited(_unzipped(chunks), limit)
        case other:
            raise FetchError(f"it is packed in a way that is not known ({other[:20]!r})", "Tell who publishes it")
    digest = hashlib.sha256()
    for chunk in _data(chunks):
        digest.update(chunk)
        stream.write(chunk)
    return digest.hexdigest()


def _limited(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    come = 0
    for chunk in chunks:
        come += len(chunk)
        if come > limit:
            raise _too_large(limit)
        yield chunk


def _too_large(limit: int) -> FetchError:
    return FetchError(f"it is larger than {limit:,} bytes", "Take a smaller extract of it")


def _unzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces of at most CHUNK bytes, whatever a server packed into one of its own."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        for chunk in chunks:
            while chunk:
                if unpacker.eof:  # another member, or zeros to fill a block
                    chunk = chunk.lstrip(b"\0")
                    if not chunk:
                        break
                    unpacker = zlib.decompressobj(wbits=31)
                yield unpacker.decompress(chunk, CHUNK)
                chunk = unpacker.unconsumed_tail or unpacker.unused_data
        yield unpacker.flush()
    except zlib.error:
        raise FetchError("it is damaged (its gzip cannot be unpacked)", "Try again later", again=True) from None
    if not unpacker.eof:
        raise FetchError("it was cut short", "Try again later", again=True)


def _data(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same, unless it begins as a web page (or any XML) does, or nothing comes. What the header Content-Type says
    is not looked at: small servers call everything text/html."""
    begun = False
    for chunk in chunks:
        head = b"" if begun else chunk.lstrip(_BEFORE_TEXT)
        if head.startswith(b"<"):
            raise FetchError("a web page came in its place", "Open it in a browser, and give the address of the file")
        begun = begun or bool(head)
        yield chunk
    if not begun:
        raise FetchError("nothing came: the file is empty", "Try again later", again=True)

"""How the kiosk and its speech worker talk: one line of JSON, then the `bytes` of sound it announces, if any.

Worker → kiosk, once at the start: {"ready": true, "engine": name and version} or {"ready": false, "error": text}
Kiosk → worker: {"id": int, "text": str, "language": code, "voice": the path of a voice, or empty for the engine's own,
    "speed": factor, "words_per_minute": at speed 1}; an empty text asks only to be ready for that voice
Worker → kiosk: {"id", "busy": true} while it works; then either
    {"id", "voice": what identifies it, "rate_hz", "channels": 1, "samples", "marks": [[ms, start, end]…], "bytes"}
    and the 16-bit sound, or {"id", "error": text, "kind": "voice" | "failure"}
"""

from __future__ import annotations

import json
import os
import select
import time
from typing import Any, NamedTuple

MAX_HEADER = 1 << 20
MAX_SOUND = 1 << 28
_CHUNK = 1 << 16


class SilentError(Exception):
    """The other side said nothing, or took nothing, for too long."""


class GoneError(Exception):
    """The other side is dead, or says what nobody can understand."""


class Message(NamedTuple):
    header: dict[str, Any]
    sound: bytes = b""


def encode(header: dict[str, Any], sound: bytes = b"") -> bytes:
    """One message, ready for the pipe."""
    if sound:
        header = {**header, "bytes": len(sound)}
    return json.dumps(header, ensure_ascii=False).encode("utf-8", "replace") + b"\n" + sound


class Channel:
    """The kiosk's end of the two pipes. Waits never last longer than asked, whatever the child does."""

    def __init__(self, read_fd: int, write_fd: int) -> None:
        self._read_fd = read_fd
        self._write_fd = write_fd
        self._ahead = b""
        os.set_blocking(read_fd, False)
        os.set_blocking(write_fd, False)

    def send(self, header: dict[str, Any], silence_s: float) -> None:
        """Raises SilentError when the child takes nothing for `silence_s` seconds, GoneError when it is dead."""
        left = memoryview(encode(header))
        while left:
            _wait(self._write_fd, select.POLLOUT, silence_s)
            try:
                left = left[os.write(self._write_fd, left) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise GoneError(str(error)) from error

    def receive(self, silence_s: float) -> Message:
        """The next message. Raises SilentError after `silence_s` seconds without a byte, GoneError at the end."""
        while b"\n" not in self._ahead:
            if len(self._ahead) > MAX_HEADER:
                raise GoneError("a header that does not end")
            self._ahead += self._read(silence_s)
        line, _, self._ahead = self._ahead.partition(b"\n")
        header = _parse(line)
        return Message(header, self._sound(_length(header), silence_s))

    def _sound(self, length: int, silence_s: float) -> bytes:
        sound = bytearray(self._ahead[:length])
        self._ahead = self._ahead[length:]
        while len(sound) < length:
            read = self._read(silence_s)
            missing = length - len(sound)
            sound += read[:missing]
            self._ahead = read[missing:]
        return bytes(sound)

    def _read(self, silence_s: float) -> bytes:
        deadline = time.monotonic() + silence_s
        while True:
            _wait(self._read_fd, select.POLLIN, deadline - time.monotonic())
            try:
                read = os.read(self._read_fd, _CHUNK)
            except BlockingIOError:
                continue
            except OSError as error:
                raise GoneError(str(error)) from error
            if not read:
                raise GoneError("the pipe is closed")
            return read


def _wait(fd: int, event: int, seconds: float) -> None:
    poll = select.poll()
    poll.register(fd, event)
    if not poll.poll(max(0, int(seconds * 1000))):
        raise SilentError


def _parse(line: bytes) -> dict[str, Any]:
    try:
        header = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise GoneError("a line that is not JSON") from error
    if not isinstance(header, dict):
        raise GoneError("a line that is not an object")
    return header


def _length(header: dict[str, Any]) -> int:
    length = header.get("bytes", 0)
    if not isinstance(length, int) or not 0 <= length <= MAX_SOUND:
        raise GoneError("a sound without a sensible length")
    return length

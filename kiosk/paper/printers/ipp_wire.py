"""IPP messages as bytes (RFC 8010 §3): the few attribute syntaxes that a printer and a kiosk exchange.

Written here because the libraries weigh more than this file: pycups is compiled against CUPS and waits as long as
CUPS likes, pyipp brings an event loop and an HTTP client.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

OPERATION, JOB, END, PRINTER = 0x01, 0x02, 0x03, 0x04
INTEGER, BOOLEAN, ENUM = 0x21, 0x22, 0x23
TEXT, NAME, KEYWORD, URI, CHARSET, LANGUAGE, MIME = 0x41, 0x42, 0x44, 0x45, 0x47, 0x48, 0x49
_TEXTS = range(0x40, 0x60)
_VERSION = b"\x02\x00"

Value = int | bool | str
Attributes = Mapping[str, tuple[int, Value | list[Value]]]
"""name → (syntax, value or values)."""


class WireError(ValueError):
    """These bytes are no IPP message."""


@dataclass(slots=True)
class Answer:
    """`groups` in the order they came: (group tag, name → values). Values of other syntaxes are kept as bytes."""

    status: int
    groups: list[tuple[int, dict[str, list[int | bool | str | bytes]]]] = field(default_factory=list)

    @property
    def worked(self) -> bool:
        """The statuses 0x0000 to 0x00ff are successes (RFC 8011 §B.1)."""
        return self.status < 0x0100

    def all(self, name: str) -> list[int | bool | str | bytes]:
        """The values of an attribute, of the first group that has it; none where no group does."""
        return next((found[name] for _, found in self.groups if name in found), [])

    def texts(self, name: str) -> list[str]:
        """The values that are texts."""
        return [value for value in self.all(name) if isinstance(value, str)]

    def number(self, name: str) -> int | None:
        """The first value, when it is a number."""
        first = next(iter(self.all(name)), None)
        return first if isinstance(first, int) and not isinstance(first, bool) else None


def request(operation: int, number: int, operation_attributes: Attributes, job_attributes: Attributes) -> bytes:
    """A request without its document, which follows these bytes as it is."""
    out = bytearray(_VERSION + struct.pack(">hi", operation, number))
    for tag, attributes in ((OPERATION, operation_attributes), (JOB, job_attributes)):
        if attributes or tag == OPERATION:
            out.append(tag)
        for name, (syntax, value) in attributes.items():
            for place, one in enumerate(value if isinstance(value, list) else [value]):
                out.append(syntax)
                out += _sized(b"" if place else name.encode()) + _sized(_packed(syntax, one))
    out.append(END)
    return bytes(out)


def answer(data: bytes) -> Answer:
    """Read an answer. Raises WireError, whatever the bytes are."""
    try:
        status = struct.unpack_from(">H", data, 2)[0]
        found = Answer(status)
        at, name = 8, ""
        while (tag := data[at]) != END:
            at += 1
            if tag < 0x10:
                found.groups.append((tag, {}))
                name = ""
                continue
            key, at = _piece(data, at)
            value, at = _piece(data, at)
            name = key.decode() or name
            found.groups[-1][1].setdefault(name, []).append(_unpacked(tag, value))
    except (IndexError, struct.error, UnicodeDecodeError) as error:
        raise WireError(f"{len(data)} bytes are no IPP message ({error})") from None
    return found


def _packed(syntax: int, value: Value) -> bytes:
    if syntax == BOOLEAN:
        return b"\x01" if value else b"\x00"
    return struct.pack(">i", value) if isinstance(value, int) else value.encode()


def _unpacked(syntax: int, value: bytes) -> int | bool | str | bytes:
    if syntax == BOOLEAN and len(value) == 1:
        return value != b"\x00"
    if syntax in (INTEGER, ENUM) and len(value) == 4:
        return int(struct.unpack(">i", value)[0])
    return value.decode("utf-8", "replace") if syntax in _TEXTS else value


def _sized(data: bytes) -> bytes:
    return struct.pack(">H", len(data)) + data


def _piece(data: bytes, at: int) -> tuple[bytes, int]:
    (size,) = struct.unpack_from(">H", data, at)
    end = at + 2 + size
    if end > len(data):
        raise IndexError("cut short")
    return data[at + 2 : end], end

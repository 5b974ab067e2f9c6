"""What is asked, and how it is sealed: only the town's private key opens it, the terminal cannot read it back.

A sealed box (libsodium, crypto_box_seal: X25519, XSalsa20-Poly1305, an ephemeral sender key that is thrown away) hides
and protects the content; it does not tell who made it, for anybody may have the public key. What keeps strangers out is
the receiver's token. Every request is padded to the same size, so that its length tells nothing.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from kiosk.appointments.spans import slot_name, slot_of
from kiosk.errors import AppointmentError, SealError
from kiosk.i18n.writing import unfit_sign
from kiosk.settings import PHONE

YEARS = range(2020, 2101)
MAGIC = b"kiosk-rdv1\n"
BUCKET = 3072
"""Bytes of every request before it is sealed: more than the longest one can have."""
SEALED_BYTES = len(MAGIC) + BUCKET + 48
LABELS, LONGEST_LABEL, LONGEST_PATH = 3, 100, 120
LONGEST_NAME, LONGEST_PHONE, LONGEST_TERMINAL = 40, 24, 80
DESK = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?", re.ASCII)
REQUEST_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
NUMBER = re.compile(r"[A-Z][A-Z0-9]{0,2}-[0-9]{3,9}", re.ASCII)
_PATH = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+){0,2}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)
_HIDDEN = re.compile("[\u2066-\u2069\ufeff\ufff9-\ufffb]")
_NONSENSE = (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError)


def _fit(what: str, text: str, longest: int) -> None:
    """The text itself is never repeated."""
    if not isinstance(text, str) or len(text) > longest:
        raise AppointmentError(f"the {what} has more than {longest} letters. Make it shorter.")
    if unfit_sign(text) or _HIDDEN.search(text) or any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text):
        raise AppointmentError(f"the {what} holds a sign that cannot be shown. Type it again.")


@dataclass(frozen=True, slots=True)
class NeedAsked:
    """A path of the guide, by its identifier and its French labels, at most three; an empty path is a need that was
    not said."""

    path: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """What a visitor chose to type; empty when they chose not to. Never shown by repr()."""

    first_name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        _fit("first name", self.first_name, LONGEST_NAME)
        _fit("phone", self.phone, LONGEST_PHONE)
        if self.phone and not PHONE.fullmatch(self.phone):
            raise AppointmentError("the phone is not one: digits, spaces, and a + before them. Type it again.")


@dataclass(frozen=True, slots=True)
class Request:
    """`slot` is when it starts and `made` when it was asked for, both aware; `to_confirm`: the slip says that the hour
    is not certain. Raises AppointmentError for a text that is too long or holds a control character."""

    id: str
    desk: str
    slot: dt.datetime
    number: str
    terminal: str
    made: dt.datetime
    need: NeedAsked = field(default_factory=NeedAsked)
    language: str = "fr"
    contact: Contact = field(default_factory=Contact, repr=False)
    to_confirm: bool = False

    def __post_init__(self) -> None:
        for name, pattern in (("id", REQUEST_ID), ("desk", DESK), ("number", NUMBER), ("language", _LANGUAGE)):
            if not pattern.fullmatch(getattr(self, name)):
                raise AppointmentError(f"the {name} of a request is not one. Nothing was asked for.")
        _fit("terminal", self.terminal, LONGEST_TERMINAL)
        _fit("path", self.need.path, LONGEST_PATH)
        for label in self.need.labels:
            _fit("label", label, LONGEST_LABEL)
        if (self.need.path and not _PATH.fullmatch(self.need.path)) or len(self.need.labels) > LABELS:
            raise AppointmentError("the need of a request is none of the guide. Nothing was asked for.")
        if self.slot.tzinfo is None or self.made.tzinfo is None:
            raise AppointmentError("a moment of a request has no time zone. Nothing was asked for.")
        if not all(moment.year in YEARS for moment in (self.slot, self.made)):
            raise AppointmentError("a moment of a request is of another century. Nothing was asked for.")


NO_NEED, NO_CONTACT = NeedAsked(), Contact()


def seal(request: Request, public_key: bytes) -> bytes:
    """SEALED_BYTES bytes that only the private key to `public_key` (32 bytes) opens."""
    from nacl.public import PublicKey, SealedBox

    content = json.dumps(_document(request), ensure_ascii=False, separators=(",", ":")).encode()
    framed = len(content).to_bytes(4, "big") + content
    return MAGIC + SealedBox(PublicKey(public_key)).encrypt(framed.ljust(BUCKET, b"\0"))


def open_sealed(data: bytes, private_key: bytes) -> Request:
    """Raises SealError, whose text repeats nothing of the content."""
    from nacl.exceptions import CryptoError
    from nacl.public import PrivateKey, SealedBox

    if not data.startswith(MAGIC):
        raise SealError("this is no sealed request")
    if len(data) != SEALED_BYTES:
        raise SealError(f"it has {len(data)} bytes instead of {SEALED_BYTES}: it was cut, or something was added")
    try:
        framed = SealedBox(PrivateKey(private_key)).decrypt(data[len(MAGIC) :])
    except (CryptoError, ValueError, TypeError):
        raise SealError("it does not open: it was sealed to another key, or it is damaged") from None
    try:
        content = framed[4 : 4 + int.from_bytes(framed[:4], "big")]
        return _request(json.loads(content))
    except (AppointmentError, *_NONSENSE):
        raise SealError("it opens and makes no sense: it was not made by a terminal, or by a newer one") from None


def _document(request: Request) -> dict[str, Any]:
    return {
        "v": 1,
        "id": request.id,
        "desk": request.desk,
        "slot": slot_name(request.slot),
        "number": request.number,
        "terminal": request.terminal,
        "made": request.made.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "path": request.need.path,
        "labels": list(request.need.labels),
        "language": request.language,
        "name": request.contact.first_name,
        "phone": request.contact.phone,
        "confirm": request.to_confirm,
    }


def _request(data: dict[str, Any]) -> Request:
    if data["v"] != 1:
        raise ValueError("version")
    return Request(
        id=data["id"],
        desk=data["desk"],
        slot=slot_of(data["slot"]),
        number=data["number"],
        terminal=data["terminal"],
        made=dt.datetime.fromisoformat(data["made"]),
        need=NeedAsked(data["path"], tuple(data["labels"])),
        language=data["language"],
        contact=Contact(data["name"], data["phone"]),
        to_confirm=data["confirm"] is True,
    )

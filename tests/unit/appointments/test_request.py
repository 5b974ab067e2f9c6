"""A request is sealed to the town alone, says nothing by its length, and refuses texts no screen can show."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey, PublicKey, SealedBox

from kiosk.appointments.keys import key_from_text, key_to_text
from kiosk.appointments.request import BUCKET, MAGIC, SEALED_BYTES, Contact, NeedAsked, Request, open_sealed, seal
from kiosk.errors import AppointmentError, KeysError, SealError
from tests.support.appointments import KEY, NEED, NOW, SOMEBODY

PUBLIC, PRIVATE = bytes(KEY.public_key), bytes(KEY)
REQUEST = Request("ab" * 16, "accueil", NOW.replace(minute=30), "B7-042", "CCAS (B7)", NOW, NEED, "uk", SOMEBODY)

texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Cf", "Zl", "Zp")))


def text(longest: int) -> st.SearchStrategy[str]:
    return texts.filter(lambda one: len(one) <= longest) | st.just('"' * longest) | st.just("\U0001f600" * longest)


@given(text(40), st.lists(text(100), max_size=3), text(80))
def test_what_is_sealed_is_opened_and_has_one_size(name: str, labels: list[str], terminal: str) -> None:
    """Whatever was typed, to the letter; nobody and the longest name have the same length."""
    path = "a" * 60 + "/" + "b" * 59 if labels else ""
    contact = Contact(name, "+33 6 39 98 12 34" * bool(name))
    asked = replace(REQUEST, terminal=terminal, need=NeedAsked(path, tuple(labels)), contact=contact)
    sealed = seal(asked, PUBLIC)
    assert len(sealed) == SEALED_BYTES
    assert open_sealed(sealed, PRIVATE) == replace(asked, made=NOW.astimezone(dt.UTC))


def test_sealing_twice_gives_two_things() -> None:
    """The same request cannot be recognised, and no part of it is readable."""
    first, second = seal(REQUEST, PUBLIC), seal(REQUEST, PUBLIC)
    assert first != second and open_sealed(first, PRIVATE) == open_sealed(second, PRIVATE)
    assert not [word for word in (b"Gwendoline", b"06 39", b"B7-042", b"accueil", b"loyer") if word in first]


def test_what_a_visitor_typed_is_never_shown_by_accident() -> None:
    """Neither repr nor str, which land in logs."""
    assert "Gwendoline" not in f"{REQUEST!r} {SOMEBODY!r} {REQUEST} {SOMEBODY}" and "98 12" not in repr(REQUEST)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no sealed request"),
        (b"<html>", "no sealed request"),
        (MAGIC, "bytes instead of"),
        (seal(REQUEST, PUBLIC)[:-1], "bytes instead of"),
        (seal(REQUEST, PUBLIC) + b"\0", "bytes instead of"),
        (seal(REQUEST, bytes(PrivateKey.generate().public_key)), "another key, or it is damaged"),
        (seal(REQUEST, PUBLIC)[:-1] + b"\0", "another key, or it is damaged"),
        (MAGIC + SealedBox(PublicKey(PUBLIC)).encrypt(bytes(BUCKET)), "makes no sense"),
        (MAGIC + SealedBox(PublicKey(PUBLIC)).encrypt(b"\xff" * BUCKET), "makes no sense"),
        (MAGIC + SealedBox(PublicKey(PUBLIC)).encrypt(b'\0\0\0\x07{"v":2}'.ljust(BUCKET, b"\0")), "makes no sense"),
    ],
)
def test_what_does_not_open_is_said_not_to(data: bytes, says: str) -> None:
    """Cut, damaged, for another town, or not made by a terminal."""
    with pytest.raises(SealError, match=says):
        open_sealed(data, PRIVATE)


@pytest.mark.parametrize("sign", ["\n", "\0", "\x1b", "\x7f", "\u202e", "\u2066", "\u2028", "\ufeff", "\ue000"])
def test_signs_that_no_screen_shows_are_refused(sign: str) -> None:
    """In a name, a label, the terminal's name; the text itself is not repeated."""
    for make in (
        lambda: Contact(f"Gwen{sign}"),
        lambda: replace(REQUEST, need=NeedAsked("a", (f"Gwen{sign}",))),
        lambda: replace(REQUEST, terminal=f"Gwen{sign}"),
    ):
        with pytest.raises(AppointmentError, match="cannot be shown") as caught:
            make()
        assert "Gwen" not in str(caught.value)


def test_a_joiner_of_persian_names_is_taken() -> None:
    """ZWNJ belongs to good writing."""
    assert Contact("علی\u200cرضا").first_name == "علی\u200cرضا"


@pytest.mark.parametrize(
    "change",
    [{"id": "ab"}, {"id": "AB" * 16}, {"desk": "../x"}, {"desk": ""}, {"number": "42"}, {"language": "<b>"},
     {"terminal": "x" * 81}, {"need": NeedAsked("a/b/c/d")}, {"need": NeedAsked("a", ("x",) * 4)},
     {"need": NeedAsked("a", ("x" * 101,))},
     {"slot": dt.datetime(2026, 11, 23, 9)}, {"made": dt.datetime(2026, 11, 23)}],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(change: dict) -> None:
    """Every field has its form and its limit."""
    with pytest.raises(AppointmentError):
        replace(REQUEST, **change)


@pytest.mark.parametrize("phone", ["appelez-moi", "06 39 98 12 34 56 78 90 12", "=1+1", "06\n39", "+", "0" * 30])
def test_a_phone_is_a_phone(phone: str) -> None:
    """Digits and what stands between them."""
    with pytest.raises(AppointmentError):
        Contact("", phone)


@given(st.binary(min_size=32, max_size=32), st.integers(0, 47), st.sampled_from("ABCxyz019-_"))
def test_a_letter_lost_in_copying_a_key_is_told(key: bytes, at: int, letter: str) -> None:
    """The text is read back; changed anywhere, it is refused."""
    text = key_to_text(key)
    assert key_from_text(f" {text}\n", "x") == key
    at += len("rdv1:")
    changed = text[:at] + letter + text[at + 1 :]
    if changed != text:
        with pytest.raises(KeysError, match="Copy it again"):
            key_from_text(changed, "x")

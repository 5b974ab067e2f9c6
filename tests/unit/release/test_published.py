"""The document of a publication: the same bytes for the same content, and nothing dangerous from any bytes."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import ContentError, DamagedError
from kiosk.release.published import (
    Part,
    Patch,
    Published,
    from_document,
    from_list,
    gunzip,
    part_of,
    to_document,
    to_list,
    unpack,
)

HASH = "0123456789abcdef" * 4
PUBLISHED = Published(
    version=3,
    territory="clairtilleul",
    name="Clairtilleul et alentours",
    built=dt.datetime(2026, 11, 12, 9, tzinfo=dt.UTC),
    demonstration=False,
    languages=("fr", "ar"),
    places=2,
    services=3,
    files={"guide.json": Part(HASH, 9, 5), "translations/ar.mo": Part(HASH, 4)},
    records=Part(HASH, 7, 3),
    records_bytes=99,
    patches=(Patch(HASH, HASH, Part(HASH, 1)),),
)


def test_a_document_comes_back_whole() -> None:
    """And twice the same publication is the same bytes."""
    assert from_document(to_document(PUBLISHED)) == PUBLISHED
    assert to_document(PUBLISHED) == to_document(replace(PUBLISHED, files=dict(reversed(PUBLISHED.files.items()))))


def changed(**values: object) -> bytes:
    return gzip.compress(json.dumps(json.loads(gzip.decompress(to_document(PUBLISHED))) | values).encode())


@pytest.mark.parametrize(
    "values",
    [
        {"product": "other"},
        {"product": None},
        {"format": 2},
        {"format": "1"},
        {"version": 0},
        {"version": True},
        {"version": 10**9},
        {"name": "\ud800"},
        {"built": "0001-01-01T00:00:00+00:00"},
        {"built": "9999-12-31T23:59:59-23:00"},
        {"territory": "../x"},
        {"territory": "Lille"},
        {"built": "2026-11-12T09:00:00"},
        {"built": 3},
        {"files": []},
        {"files": {"../x": [HASH, 1, 0]}},
        {"files": {"/x": [HASH, 1, 0]}},
        {"files": {"a//b": [HASH, 1, 0]}},
        {"files": {"a\\b": [HASH, 1, 0]}},
        {"files": {"": [HASH, 1, 0]}},
        {"files": {".": [HASH, 1, 0]}},
        {"files": {"a": [HASH, -1, 0]}},
        {"files": {"a": [HASH, 1 << 40, 0]}},
        {"files": {"a": ["../../x", 1, 0]}},
        {"files": {"a": [HASH, 1]}},
        {"records": [HASH, 1, 0]},
        {"records": [HASH, 1, 0, "9"]},
        {"records": {}},
        {"patches": [[HASH]]},
        {"patches": 3},
        {"languages": None},
    ],
)
def test_what_makes_no_sense_is_refused(values: dict[str, object]) -> None:
    """With a sentence, and no name that leaves the release."""
    with pytest.raises(ContentError) as caught:
        from_document(changed(**values))
    assert str(caught.value).endswith(".")


@given(st.binary(max_size=99) | st.binary(max_size=99).map(gzip.compress))
def test_no_bytes_end_the_reader(data: bytes) -> None:
    """Anything is a publication or a ContentError."""
    with pytest.raises(ContentError):
        from_document(data)


def test_a_list_of_shards_comes_back_whole() -> None:
    """In whatever order it was made."""
    shards = {"59350": Part(HASH, 7, 3), "cp-59000": Part(HASH, 9), "ailleurs": Part(HASH, 1, 1)}
    assert from_list(to_list(shards)) == shards
    assert to_list(shards) == to_list(dict(reversed(shards.items())))


@given(st.binary(max_size=60) | st.lists(st.lists(st.text() | st.integers())).map(json.dumps).map(str.encode))
def test_no_bytes_end_the_reader_of_a_list(data: bytes) -> None:
    """Anything is shards or a ContentError."""
    try:
        assert isinstance(from_list(data), dict)
    except ContentError as error:
        assert str(error).endswith(".")


@given(st.binary(max_size=2000), st.booleans())
def test_a_part_comes_back_from_what_travels(content: bytes, pack: bool) -> None:
    """Packed only where that is shorter; named by its content either way."""
    part, data = part_of(content, pack=pack)
    assert unpack(part, data) == content and len(data) == part.size <= max(len(content), 1)
    assert part_of(content, pack=True)[0].sha256 == part_of(content, pack=False)[0].sha256


def test_nothing_unpacks_to_more_than_was_signed() -> None:
    """A bomb stops one byte after its limit; what is cut, or followed by more, is nothing."""
    bomb = gzip.compress(b"0" * 50_000_000)
    assert gunzip(bomb, 1000) is None
    whole = gzip.compress(b"abc")
    assert gunzip(whole, 3) == b"abc"
    assert gunzip(whole[:-1], 3) is None and gunzip(whole + b"x", 3) is None and gunzip(b"", 3) is None
    part, _ = part_of(b"a" * 999, pack=True)
    with pytest.raises(DamagedError):
        unpack(part, bomb)

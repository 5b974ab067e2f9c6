"""Places as they travel: the same bytes for the same place, and nothing else than a place from any bytes."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.models import PHONE_KIND, Place, Service, Source
from kiosk.directory.records import apply, difference, from_line, from_shard, shard_of, to_line, to_shards
from kiosk.errors import DirectoryError

FULL = Place(
    "lieu--1",
    "L'« Étape »\r\n\u2028numérique",
    insee="59350",
    postcode="59000",
    latitude=50.63,
    longitude=3.06,
    closures=((dt.date(2026, 12, 24), dt.date(2027, 1, 2)),),
    languages=("ar", "uk"),
    mobile=True,
    free=False,
    updated=dt.date(2026, 11, 12),
    sources=(Source("mednum", "x", dt.date(2026, 1, 2)), Source("autre", "y")),
    services=(Service(themes=("logement",), name="Écrivain public", free=True),),
    note="Sonnez deux fois.",
)

ids = st.sampled_from([f"lieu--{number}" for number in range(9)])
places = st.builds(
    Place,
    ids,
    st.text(min_size=1, max_size=9).filter(str.strip),
    insee=st.sampled_from(["59350", "2A004", "", "pas un code"]),
    postcode=st.sampled_from(["59000", "x"]),
    phone=st.text(max_size=4),
    free=st.sampled_from([None, True, False]),
)
directories = st.lists(places, max_size=9, unique_by=lambda place: place.id)


def test_a_place_comes_back_from_its_line() -> None:
    """Every field, on one line whatever its texts hold."""
    line = to_line(FULL)
    assert from_line(line) == FULL and line.count(b"\n") == 1 and line.endswith(b"\n")
    assert len(line.splitlines()) == 1


def test_a_shard_is_a_commune() -> None:
    """Else the postcode, else elsewhere; phone services stand together."""
    assert [shard_of(place) for place in (FULL, Place("x", "x", postcode="59000"), Place("x", "x"))] == [
        "59350",
        "cp-59000",
        "ailleurs",
    ]
    assert shard_of(Place("x", "x", kind=PHONE_KIND, insee="59350")) == "telephones"
    assert shard_of(Place("x", "x", insee="../../etc")) == "ailleurs"


@given(directories)
def test_shards_hold_every_place_once(found: list[Place]) -> None:
    """In any order, the same shards."""
    shards = to_shards(found)
    assert shards == to_shards(reversed(found))
    back = [place for name, content in shards.items() for place in from_shard(content, name)]
    assert sorted(back, key=lambda place: place.id) == sorted(found, key=lambda place: place.id)


@given(directories, directories)
def test_a_difference_leads_from_one_to_the_other(before: list[Place], after: list[Place]) -> None:
    """Places that come, go, change and move to another commune."""
    old, new = to_shards(before), to_shards(after)
    packed = {name: len(content) for name, content in new.items()}
    after, sizes = apply(old, difference(old, new, packed))
    assert after == new and sizes.keys() == {name for name in old | new if old.get(name) != new.get(name)}
    assert all(size == packed.get(name, 0) for name, size in sizes.items())
    assert difference(old, old, packed) == b""


def test_a_difference_holds_what_changed_alone() -> None:
    """One place of a thousand: its line, and no other."""
    old = [Place(f"lieu--{number}", "Un lieu", insee="59350") for number in range(1000)]
    new = [Place("lieu--7", "Le lieu", insee="59350"), *(place for place in old if place.id != "lieu--7")]
    change = difference(to_shards(old), to_shards(new), {})
    assert len(change) < 200 and b"Le lieu" in change


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"\xff",
        b"{}",
        b'{"id": "x"}',
        b'{"id": "", "name": "x"}',
        b'{"id": "x", "name": 3}',
        b'{"id": "x", "name": "x", "latitude": "50"}',
        b'{"id": "x", "name": "x", "latitude": true}',
        b'{"id": "x", "name": "x", "colour": "red"}',
        b'{"id": "x", "name": "x", "services": "[1]"}',
        b'{"id": "x", "name": "x", "updated": "hier"}',
        b'{"id": "x", "name": "x", "latitude": NaN}',
        b'{"id": "x", "name": "x", "latitude": 1e999}',
        b'{"id": "x", "name": "\\ud800"}',
        b'{"id": "x", "name": "x", "services": "[{\\"themes\\": [{}]}]"}',
        b'{"id": "x", "name": "x", "services": "[{\\"free\\": [1]}]"}',
        b'{"id": "x", "name": "x", "languages": "[3]"}',
        b"[" * 9999,
    ],
)
def test_a_line_that_is_no_place_is_refused(line: bytes) -> None:
    """With where it stands."""
    with pytest.raises(DirectoryError, match=r"59350, line 3"):
        from_line(line, "59350, line 3")


@given(st.binary(max_size=60) | st.recursive(st.none() | st.text(), st.lists).map(json.dumps).map(str.encode))
def test_no_bytes_end_the_reader(data: bytes) -> None:
    """A shard is places or a DirectoryError; a change is applied or refused."""
    for read in (lambda: from_shard(data, "x"), lambda: apply({}, data)):
        try:
            read()
        except DirectoryError as error:
            assert str(error).endswith(".")

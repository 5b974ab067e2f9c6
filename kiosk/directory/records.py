"""Places as they travel: one line of JSON each, gathered by commune, and what changed between two such gatherings.

A line holds the fields of Place that are not empty, in alphabetical order, so that the same place is always the same
bytes. The lines of a shard are in the order of the places' ids.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kiosk.directory.models import PHONE_KIND, Place
from kiosk.directory.rows import COLUMNS, TYPES, place_of, row_of
from kiosk.errors import DirectoryError

PHONES = "telephones"
ELSEWHERE = "ailleurs"
_NONSENSE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
_DEFAULTS = row_of(Place(id="", name=""))
_INSEE = re.compile(r"[0-9][0-9AB][0-9]{3}", re.ASCII)
_POSTCODE = re.compile(r"[0-9]{5}", re.ASCII)


def shard_of(place: Place) -> str:
    """The INSEE code of its commune; else "cp-" and its postcode; "telephones" for a phone service."""
    if place.kind == PHONE_KIND:
        return PHONES
    if _INSEE.fullmatch(place.insee):
        return place.insee
    return f"cp-{place.postcode}" if _POSTCODE.fullmatch(place.postcode) else ELSEWHERE


def to_line(place: Place) -> bytes:
    row = {name: value for name, value in row_of(place).items() if value != _DEFAULTS[name]}
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def from_line(line: bytes, where: str = "a record") -> Place:
    """The place of a line. Raises DirectoryError naming `where` and the field that is wrong."""
    try:
        row = json.loads(line)
        for name, value in row.items():
            _check(name, value)
        if b"\\u" in line:
            json.dumps(row, ensure_ascii=False).encode()  # half a character in an escape is no text
        if not row["id"] or not row["name"]:
            raise ValueError("id or name is empty")
        place = place_of(tuple(row.get(name, _DEFAULTS[name]) for name in COLUMNS))
        _check_texts(place)
        return place
    except _NONSENSE as error:
        raise DirectoryError(
            f"{where}: this is no place ({type(error).__name__}: {error}). Publish it again."
        ) from None


def to_shards(places: Iterable[Place]) -> dict[str, bytes]:
    """Shard name → its lines."""
    lines: dict[str, dict[str, bytes]] = defaultdict(dict)
    for place in places:
        lines[shard_of(place)][place.id] = to_line(place)
    return {name: _joined(found) for name, found in sorted(lines.items())}


def from_shard(content: bytes, name: str) -> list[Place]:
    """Raises DirectoryError naming the shard and the line."""
    return [from_line(line, f"{name}, line {number}") for number, line in enumerate(content.splitlines(True), 1)]


def difference(before: Mapping[str, bytes], after: Mapping[str, bytes], packed: Mapping[str, int]) -> bytes:
    """What `apply` needs to make `after` of `before`: for each shard that differs, one line of JSON with its name, the
    records that are new or changed, the ids that are gone, and how many bytes of it travel, by `packed`."""
    lines = []
    for name in sorted(before.keys() | after.keys()):
        old, new = _by_id(before.get(name, b"")), _by_id(after.get(name, b""))
        if old != new:
            put = [line.decode().rstrip("\n") for key, line in new.items() if old.get(key) != line]
            gone = sorted(old.keys() - new.keys())
            change = {"shard": name, "put": put, "gone": gone, "packed": packed.get(name, 0)}
            lines.append(json.dumps(change, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
    return "".join(f"{line}\n" for line in lines).encode()


def apply(before: Mapping[str, bytes], change: bytes) -> tuple[dict[str, bytes], dict[str, int]]:
    """The shards after a change, and for each one that changed how many bytes of it travel. Raises DirectoryError when
    it makes no sense."""
    after = dict(before)
    packed: dict[str, int] = {}
    try:
        for line in change.splitlines():
            data = json.loads(line)
            found = _by_id(after.get(data["shard"], b""))
            for key in data["gone"]:
                found.pop(key, None)
            found |= _by_id("".join(f"{text}\n" for text in data["put"]).encode())
            after[data["shard"]] = _joined(found)
            packed[data["shard"]] = int(data["packed"])
    except _NONSENSE as error:
        raise DirectoryError(
            f"a change of records makes no sense ({type(error).__name__}). Publish it again."
        ) from None
    return {name: content for name, content in after.items() if content}, packed


def _by_id(content: bytes) -> dict[str, bytes]:
    return {json.loads(line)["id"]: line for line in content.splitlines(True)}


def _joined(lines: Mapping[str, bytes]) -> bytes:
    return b"".join(lines[key] for key in sorted(lines))


def _check_texts(place: Place) -> None:
    """What stands inside a column of JSON has the types that a place has."""
    texts = [*place.labels, *place.languages, *place.supports, *place.access]
    for service in place.services:
        texts += [*service.themes, *service.services, *service.publics, *service.contacts]
        texts += [service.name, service.booking_url]
        if service.free not in (None, True, False):
            raise TypeError("free")
    for source in place.sources:
        texts += [source.name, source.id]
    if not all(type(text) is str for text in texts):
        raise TypeError("a text is something else")


def _check(name: str, value: Any) -> None:
    wanted = TYPES.get(name)
    if wanted is None:
        raise ValueError(f"nobody knows the field {name[:40]!r}")
    good = type(value) in (int, float) and math.isfinite(value) if wanted is float else type(value) is wanted
    if not good and not (value is None and _DEFAULTS[name] is None):
        raise TypeError(f"{name} is {str(value)[:40]!r}")

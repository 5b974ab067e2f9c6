"""What a publication holds: the parts of a release as they travel, each named by the hash of its content.

A repository is a folder of plain files:

metadata/…                                  TUF metadata: who signed what, until when (The Update Framework 1.0)
targets/<territory>/<hash>.published.json.gz    one of these documents for each territory, signed through the metadata
objects/<2 digits>/<sha256>[.gz]            every part, named by the SHA-256 of its content, gzipped where that helps

The database of a release does not travel: an index made again changes nearly all its pages. Its records do, in one
shard for each commune. A list names the shards and their hashes; it is an object too, and the document holds its hash
alone, for with thousands of communes the list is a tenth of all. Who has the publication before takes a patch: what
changed from one to the next, from which the new shards and the new list are made here and compared with that hash.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from kiosk.errors import ContentError, DamagedError

FORMAT = 1
PRODUCT = "kiosk-release"
DOCUMENT_NAME = "published.json.gz"
OBJECTS_NAME = "objects"
METADATA_NAME = "metadata"
TARGETS_NAME = "targets"
TERRITORY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?", re.ASCII)
"""What a territory may be called in a repository: it names a role, a folder and a part of an address."""

MADE_HERE = frozenset({"release.json", "directory.sqlite", "published.json.gz"})
"""What a terminal writes into a release: nothing that travels may stand there."""
LAST_VERSION = 999_999_999
FIRST_YEAR, LAST_YEAR = 2000, 2200
MOST_BYTES = 1 << 30
"""The largest part that a terminal takes, unpacked."""
_COMPONENT = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}", re.ASCII)
_INDEX = re.compile(r"clips/[a-z-]{2,12}\.jsonl", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_NONSENSE = (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError)
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Part:
    """`sha256` and `bytes` are those of the content; `packed` is how many bytes travel when it is gzipped, else 0."""

    sha256: str
    bytes: int
    packed: int = 0

    @property
    def path(self) -> str:
        """Where it is in a repository."""
        return f"{OBJECTS_NAME}/{self.sha256[:2]}/{self.sha256}{'.gz' * bool(self.packed)}"

    @property
    def size(self) -> int:
        """How many bytes travel."""
        return self.packed or self.bytes


@dataclass(frozen=True, slots=True)
class Patch:
    """What changed in the records from the list whose hash is `before` to the one whose hash is `after`."""

    before: str
    after: str
    part: Part


@dataclass(frozen=True, slots=True)
class Published:
    """One version of a territory's release. `version` counts from 1; `built` is the aware moment its content was made;
    `files` maps the path of a file of the release to its part, the database and the manifest left out; `records` is the
    list of the shards (see `to_list`), which are `records_bytes` on their way; `patches` lead from older lists to this
    one, the newest last."""

    version: int
    territory: str
    name: str
    built: dt.datetime
    demonstration: bool
    languages: tuple[str, ...]
    places: int
    services: int
    files: Mapping[str, Part]
    records: Part
    records_bytes: int
    patches: tuple[Patch, ...] = ()

    def same_content(self, other: Published) -> bool:
        """Nothing that a terminal shows differs."""
        return self._content() == other._content()

    def _content(self) -> object:
        """By hashes alone: how a part was packed is no content."""
        files = {name: part.sha256 for name, part in self.files.items()}
        return files, self.records.sha256, self.languages


def to_list(shards: Mapping[str, Part]) -> bytes:
    """The list of shards: one line of JSON for each, in the order of their names; the same shards, the same bytes."""
    lines = (json.dumps([name, *_to_list(part)], ensure_ascii=False) for name, part in sorted(shards.items()))
    return "".join(f"{line}\n" for line in lines).encode()


def from_list(content: bytes) -> dict[str, Part]:
    """The shards of a list. Raises ContentError."""
    try:
        rows = [json.loads(line) for line in content.splitlines()]
        return {str(row[0]): _from_list(row[1:]) for row in rows}
    except _NONSENSE as error:
        raise ContentError(f"the list of records makes no sense ({type(error).__name__}). Publish it again.") from None


def part_of(content: bytes, *, pack: bool) -> tuple[Part, bytes]:
    """The part that `content` makes, and the bytes of it that travel: gzipped when asked and when that is shorter."""
    digest = hashlib.sha256(content).hexdigest()
    packed = gzip.compress(content, 9, mtime=0) if pack else content
    if len(packed) < len(content):
        return Part(digest, len(content), len(packed)), packed
    return Part(digest, len(content)), content


def unpack(part: Part, data: bytes) -> bytes:
    """The content of a part from the bytes that travelled, never more of it than was signed. Raises DamagedError."""
    content = gunzip(data, part.bytes) if part.packed else data
    if content is None or len(content) != part.bytes or hashlib.sha256(content).hexdigest() != part.sha256:
        raise DamagedError(f"{part.path}: this is not what was signed. Copy or publish the repository again.")
    return content


def gunzip(data: bytes, most: int) -> bytes | None:
    """Gzip unpacked; None when it is none, is cut, or would become more than `most` bytes."""
    unpacker = zlib.decompressobj(_GZIP)
    try:
        content = unpacker.decompress(data, most + 1)
    except zlib.error:
        return None
    return content if unpacker.eof and not unpacker.unused_data and len(content) <= most else None


def to_document(published: Published) -> bytes:
    """The same publication always gives the same bytes, gzipped."""
    data = {
        "product": PRODUCT,
        "format": FORMAT,
        "version": published.version,
        "territory": published.territory,
        "name": published.name,
        "built": published.built.isoformat(),
        "demonstration": published.demonstration,
        "languages": list(published.languages),
        "places": published.places,
        "services": published.services,
        "files": {name: _to_list(part) for name, part in published.files.items()},
        "records": [*_to_list(published.records), published.records_bytes],
        "patches": [[patch.before, patch.after, *_to_list(patch.part)] for patch in published.patches],
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return gzip.compress(text.encode(), 9, mtime=0)


def from_document(data: bytes, most: int = 1 << 26) -> Published:
    """Read what `to_document` wrote. Raises ContentError, also for another product, a newer format, a name that would
    leave the release, or more than `most` bytes."""
    content = gunzip(data, most)
    if content is None:
        raise ContentError(f"the publication is not gzip, or unpacks to more than {most} bytes. Publish it again.")
    try:
        document = json.loads(content)
        json.dumps(document, ensure_ascii=False).encode()  # half a character in an escape is no text
        if document["product"] != PRODUCT:
            raise ContentError(f"this repository is for {document['product']!r:.40}, not for a kiosk. Correct --from.")
        if document["format"] != FORMAT:
            raise ContentError(
                f"the publication has format {document['format']!r:.20}, this kiosk reads {FORMAT}. Update the kiosk."
            )
        return _published(document)
    except _NONSENSE as error:
        raise ContentError(
            f"the publication makes no sense ({type(error).__name__}: {error}). Publish it again."
        ) from None


def _published(document: dict[str, Any]) -> Published:
    built = dt.datetime.fromisoformat(document["built"])
    if built.tzinfo is None:
        raise ValueError("`built` has no time zone")
    version, territory = document["version"], document["territory"]
    records_bytes = document["records"][3]
    if type(records_bytes) is not int or records_bytes < 0:
        raise ValueError("the size of the records")
    if type(version) is not int or not 1 <= version <= LAST_VERSION or not TERRITORY.fullmatch(territory):
        raise ValueError("version or territory")
    if not FIRST_YEAR <= built.year <= LAST_YEAR:
        raise ValueError("the year it was built in")
    files = {_safe(name): _from_list(part) for name, part in document["files"].items()}
    if any(parent.as_posix() in files for name in files for parent in PurePosixPath(name).parents):
        raise ValueError("a file in a file")
    return Published(
        version=version,
        territory=territory,
        name=str(document["name"]),
        built=built,
        demonstration=bool(document["demonstration"]),
        languages=tuple(map(str, document["languages"])),
        places=int(document["places"]),
        services=int(document["services"]),
        files=files,
        records=_from_list(document["records"][:3]),
        records_bytes=records_bytes,
        patches=tuple(Patch(_hash(one[0]), _hash(one[1]), _from_list(one[2:])) for one in document["patches"]),
    )


def _to_list(part: Part) -> list[Any]:
    return [part.sha256, part.bytes, part.packed]


def _from_list(values: list[Any]) -> Part:
    digest, size, packed = values
    if any(type(number) is not int or not 0 <= number <= MOST_BYTES for number in (size, packed)):
        raise ValueError(f"a size of {size!r:.20} bytes")
    return Part(_hash(digest), size, packed)


def _hash(text: str) -> str:
    if not _HASH.fullmatch(text):
        raise ValueError(f"{text!r:.20} is no SHA-256")
    return text


def _safe(name: str) -> str:
    """A name that stays in the release, and is not one of those the terminal makes itself."""
    parts = name.split("/")
    ours = name in MADE_HERE or (parts[0] == "clips" and not _INDEX.fullmatch(name))
    if ours or len(parts) > 3 or not all(map(_COMPONENT.fullmatch, parts)) or name.endswith(".part"):
        raise ValueError(f"{name!r:.60} cannot be a file of a release")
    return name

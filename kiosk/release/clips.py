"""The clips of a release: `clips/<language>.jsonl` tells what each one says, `clips/<language>/<key>.ogg` is its sound.

The index is listed in `release.json`, so its hash is checked when the release opens; the sounds are not, for hashing
thousands of files would cost the start: the index holds the hash of each, which is checked when it is read. One line
of JSON per clip, and not one document, so that reading an index never holds the interpreter for long: 40,000 clips in
one document (16 MB) stopped every other thread for 0.66 s, line by line for less than 0.01 s. Ogg Vorbis, mono.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kiosk.errors import ReleaseError

CLIPS_NAME = "clips"
RECORDED = "recorded"
"""The voice of a clip that a human being recorded."""

MOST_BYTES = 1 << 24
_NAME = re.compile(r"[a-z0-9-]{1,80}\.ogg", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_NONSENSE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
_KINDS = {"key": str, "text": str, "file": str, "sha256": str, "bytes": int, "ms": int, "voice": str}


@dataclass(frozen=True, slots=True)
class ClipEntry:
    """`text` as written on the screen; `marks` are triples (ms, start, end), offsets in `text`, none
    when nobody told them; `ms` is how long it lasts. `key` names the French text it stands for, `voice` what said it.

    `marks` are as they were read, not checked: the sound alone can tell whether they fit it.
    """

    key: str
    text: str
    file: str
    sha256: str
    bytes: int
    ms: int
    voice: str
    marks: tuple[Any, ...] = ()


def index_name(language: str) -> str:
    """The path of a language's index in a release."""
    return f"{CLIPS_NAME}/{language}.jsonl"


def sound_path(release: Path, language: str, file: str) -> Path:
    return release / CLIPS_NAME / language / file


def languages_with_clips(names: Iterable[str]) -> tuple[str, ...]:
    """The languages that have an index among the file names of a manifest."""
    found = (re.fullmatch(rf"{CLIPS_NAME}/([a-z-]{{2,12}})\.jsonl", name) for name in names)
    return tuple(match[1] for match in found if match)


def index_to_bytes(entries: Iterable[ClipEntry]) -> bytes:
    lines = (json.dumps(asdict(entry), ensure_ascii=False, separators=(",", ":")) for entry in entries)
    return "".join(f"{line}\n" for line in lines).encode()


def index_lines(data: bytes, where: str) -> Iterator[tuple[str, bytes]]:
    """What each clip of an index says, and its line for `entry_of`. Raises ReleaseError naming `where` and the line
    that makes no sense."""
    for number, line in enumerate(io.BytesIO(data), 1):
        try:
            text = json.loads(line)["text"]
            if not isinstance(text, str):
                raise TypeError("text")
        except _NONSENSE as error:
            raise _refusal(f"{where}, line {number}", error) from error
        yield text, line


def entry_of(line: bytes, where: str) -> ClipEntry:
    """The clip that a line of an index tells of. Raises ReleaseError naming `where`."""
    try:
        return _entry(json.loads(line))
    except _NONSENSE as error:
        raise _refusal(where, error) from error


def _refusal(where: str, error: Exception) -> ReleaseError:
    return ReleaseError(f"{where}: this is no clip ({type(error).__name__}). Make them again with `kiosk clips`.")


def _entry(data: dict[str, Any]) -> ClipEntry:
    for name, kind in _KINDS.items():
        if type(data[name]) is not kind:
            raise TypeError(name)
    if not _NAME.fullmatch(data["file"]) or not _HASH.fullmatch(data["sha256"]) or not 0 <= data["bytes"] <= MOST_BYTES:
        raise ValueError("file")
    if not isinstance(data["marks"], list):
        raise TypeError("marks")
    return ClipEntry(**{name: data[name] for name in _KINDS}, marks=tuple(data["marks"]))

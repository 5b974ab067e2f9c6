"""`release.json`: what a release holds, when it was made, and the hash of each of its files."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from kiosk.errors import ReleaseError

FORMAT = 1
MANIFEST_NAME = "release.json"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """`bytes` is the file's size, `sha256` its hash in lower-case hexadecimal."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`built` is an aware moment; `files` maps a POSIX path relative to the release to its entry."""

    built: dt.datetime
    territory: str
    demonstration: bool
    languages: tuple[str, ...]
    places: int
    services: int
    files: dict[str, FileEntry]
    format: int = FORMAT

    def to_json(self) -> str:
        data = asdict(self) | {"built": self.built.isoformat()}
        return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a release directory. Raises ReleaseError when it is missing, malformed or too new."""
    path = folder / MANIFEST_NAME
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ReleaseError(
            f"{folder}: this is not a release, it has no {MANIFEST_NAME}. Make one with `kiosk build`."
        ) from None
    except (OSError, ValueError, RecursionError) as error:
        raise ReleaseError(f"{path}: this file cannot be read ({error}). Build the release again.") from error
    try:
        if data["format"] != FORMAT:
            raise ReleaseError(
                f"{path}: this release has format {data['format']}, this kiosk reads {FORMAT}. "
                "Build it again with this version."
            )
        return Manifest(
            built=_aware(data["built"]),
            territory=str(data["territory"]),
            demonstration=bool(data["demonstration"]),
            languages=tuple(map(str, data["languages"])),
            places=int(data["places"]),
            services=int(data["services"]),
            files={
                str(name): FileEntry(int(entry["bytes"]), str(entry["sha256"])) for name, entry in data["files"].items()
            },
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise ReleaseError(f"{path}: a field is missing or malformed ({error}). Build the release again.") from error


def _aware(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("`built` has no time zone")
    return moment


def entry_of(path: Path) -> FileEntry:
    """The entry of a file as it is now."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return FileEntry(path.stat().st_size, digest)


def verify(folder: Path, manifest: Manifest) -> None:
    """Check every file against the manifest. Raises ReleaseError naming the first one that is wrong."""
    for name, wanted in manifest.files.items():
        path = folder / name
        if ".." in Path(name).parts or Path(name).is_absolute():
            raise ReleaseError(f"{folder / MANIFEST_NAME}: {name!r} points outside the release. Build it again.")
        try:
            found = entry_of(path)
        except (OSError, ValueError) as error:
            raise ReleaseError(f"{path}: this file of the release cannot be read ({error}). Build it again.") from error
        if found != wanted:
            raise ReleaseError(
                f"{path}: its content is not the one that was published "
                f"({found.bytes} bytes, {wanted.bytes} expected). Build the release again."
            )

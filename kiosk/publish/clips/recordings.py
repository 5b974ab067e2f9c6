"""What people recorded: `<folder>/<language>/<key>.wav`, `.ogg` or `.flac`. A recording wins over every voice."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import BuildError
from kiosk.i18n.languages import LANGUAGES
from kiosk.publish.clips.codec import ENCODER, RECORDED, RecordingError, encode, read_recording
from kiosk.publish.clips.collect import Text
from kiosk.publish.clips.labels import labels_of, marks_from, read_labels
from kiosk.publish.clips.sound import RATE_HZ, is_silent, levelled, trimmed
from kiosk.publish.clips.store import Made, Store, name_of

SUFFIXES = (".wav", ".flac", ".ogg")
"""The first of them wins when a text has several."""


@dataclass(frozen=True, slots=True)
class Recordings:
    """The file of each text, by its key, in one language; `faults` are sentences about files that are left out."""

    files: dict[str, Path]
    faults: tuple[str, ...] = ()


def find_recordings(folder: Path, language: str, keys: Collection[str]) -> Recordings:
    """The recordings in `language` of the texts with these keys. Raises BuildError when the folder cannot be read."""
    files: dict[str, Path] = {}
    faults: list[str] = []
    for path in sorted(_files(folder / language), key=lambda path: (path.stem, _rank(path))):
        if path.suffix.lower() not in SUFFIXES:
            faults.append(f"{path}: this is not a .wav, .ogg or .flac file. Save it as one of them.")
        elif path.stem not in keys:
            faults.append(f"{path}: no text has the key {path.stem!r}. `kiosk clips --list` names them all.")
        elif path.stem in files:
            faults.append(f"{path}: {files[path.stem].name} says the same text and is used. Keep one of the two.")
        else:
            files[path.stem] = path
    return Recordings(files, tuple(faults))


def unknown_languages(folder: Path) -> list[str]:
    """Sentences about folders of recordings in a language that the kiosk does not know, and files in no folder."""
    return [
        f"{path}: the kiosk has no language {path.name!r}. Add its line to kiosk/i18n/languages.py, or rename this."
        if path.is_dir()
        else f"{path}: recordings stand in a folder of their language. Move this file there."
        for path in sorted(_entries(folder))
        if path.name not in LANGUAGES and (path.is_dir() or path.suffix.lower() in SUFFIXES)
    ]


def made_of(path: Path, text: Text, store: Store) -> tuple[Made, bool]:
    """The clip of a recording, and whether it is new to the store. Raises RecordingError, and BuildError when the
    store cannot be written."""
    try:
        data = hashlib.sha256(path.read_bytes()).hexdigest()
        labels = read_labels(labels_of(path))
    except OSError as error:
        raise RecordingError(f"it cannot be read ({error.strerror})") from error
    name = name_of("recorded", ENCODER, data, labels, text.text)
    known = store.get(name)
    if known is not None:
        return known, False
    samples = read_recording(path)
    if is_silent(samples):
        raise RecordingError("nothing is heard in it; record it again, nearer to the microphone")
    cut = trimmed(samples)
    ms = len(cut.samples) * 1000 // RATE_HZ
    marks = marks_from(labels, text.text, cut.cut_ms, ms)
    return store.put(name, encode(levelled(cut.samples), RECORDED), ms, marks), True


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in _entries(folder) if path.is_file())


def _entries(folder: Path) -> list[Path]:
    """What stands in a folder, but hidden files and pages to read; nothing when it is not there."""
    try:
        found = list(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise BuildError(f"{folder}: the recordings cannot be read ({error.strerror}). Check its rights.") from error
    return [path for path in found if not path.name.startswith(".") and path.suffix.lower() not in (".md", ".txt")]


def _rank(path: Path) -> int:
    suffix = path.suffix.lower()
    return SUFFIXES.index(suffix) if suffix in SUFFIXES else len(SUFFIXES)

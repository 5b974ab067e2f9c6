"""The clips of a release, found by what they say. A damaged one is as good as none: a voice can still say the text."""

from __future__ import annotations

import hashlib
import logging
import re
import threading
from pathlib import Path
from typing import NamedTuple

from kiosk.errors import ReleaseError
from kiosk.release.clips import (
    RECORDED,
    ClipEntry,
    entry_of,
    index_lines,
    index_name,
    languages_with_clips,
    sound_path,
)
from kiosk.release.manifest import read_manifest
from kiosk.speech.clips import SAMPLE_BYTES, Clip, Mark
from kiosk.speech.utterance import clean

_DIRECTIONS = dict.fromkeys((0x200E, 0x200F, *range(0x2066, 0x206A)))

log = logging.getLogger(__name__)

Index = dict[str, bytes]
"""The line of each clip in its index, by what it says, `bare`."""


class Summary(NamedTuple):
    """How many clips a language has, how many of them were recorded, and how many are damaged, as far as one looked."""

    clips: int
    recorded: int
    damaged: int


class ClipLibrary:
    """Reads nothing until it is asked. `folder` is a release that was verified when it was opened. Any thread can call;
    nothing is raised. What is wrong with a clip is logged once, without a word of what it says: its number is the end
    of its file's name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._listed: dict[str, str] | None = None
        self._indexes: dict[str, Index] = {}
        self._told: set[tuple[str, str]] = set()

    def load(self, language: str) -> None:
        """Read the index of a language now: the first clip then comes as soon as the next ones."""
        self._index(language)

    def clip(self, text: str, language: str) -> Clip | None:
        """The clip of `text`, as written on a screen; its marks count in `text`. None when there is none, or no good
        one."""
        entry = self._entry(self._index(language).get(bare(text)), language)
        clip = self._sound(entry, language) if entry else None
        if clip is None or entry is None or not entry.marks:
            return clip
        marks = _marks(entry, clip)
        if marks is None:
            self._tell(language, entry.file, "its marks do not fit it: no word is lit")
            return clip
        return Clip(clip.pcm, clip.rate_hz, marks if text == entry.text else carried(marks, entry.text, text))

    def languages(self) -> tuple[str, ...]:
        """The languages that the release has clips in."""
        with self._lock:
            return tuple(self._hashes())

    def summary(self, language: str, look_inside: bool = False) -> Summary:
        """How many clips there are. To look inside takes 2 ms for each second of sound."""
        entries = [self._entry(line, language) for line in self._index(language).values()]
        recorded = sum(entry is not None and entry.voice == RECORDED for entry in entries)
        bad = sum(entry is None or (look_inside and self._sound(entry, language) is None) for entry in entries)
        return Summary(len(entries), recorded, bad)

    def _index(self, language: str) -> Index:
        with self._lock:
            if language not in self._indexes:
                self._indexes[language] = self._read_index(language)
            return self._indexes[language]

    def _read_index(self, language: str) -> Index:
        if language not in self._hashes():
            return {}
        path = self._folder / index_name(language)
        try:
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() != self._hashes()[language]:
                raise ReleaseError(f"{path}: this index was changed since the release was opened.")
            return {bare(text): line for text, line in index_lines(data, str(path))}
        except (OSError, ReleaseError) as error:
            log.warning("the clips in %r are not used: %s", language, error)
            return {}

    def _hashes(self) -> dict[str, str]:
        """The languages that `release.json` lists an index of, and its hash: any other index is nobody's word."""
        if self._listed is None:
            try:
                files = read_manifest(self._folder).files
            except ReleaseError as error:
                log.warning("no clips are used: %s", error)
                files = {}
            self._listed = {code: files[index_name(code)].sha256 for code in languages_with_clips(files)}
        return self._listed

    def _entry(self, line: bytes | None, language: str) -> ClipEntry | None:
        if line is None:
            return None
        try:
            return entry_of(line, index_name(language))
        except ReleaseError:
            self._tell(language, hashlib.sha256(line).hexdigest(), "its line in the index makes no sense")
            return None

    def _sound(self, entry: ClipEntry, language: str) -> Clip | None:
        try:
            with sound_path(self._folder, language, entry.file).open("rb") as stream:
                data = stream.read(entry.bytes + 1)
        except OSError as error:
            self._tell(language, entry.file, f"it cannot be read ({error.strerror})")
            return None
        if hashlib.sha256(data).hexdigest() != entry.sha256:
            self._tell(language, entry.file, "it is not the one that was published")
            return None
        clip = decode(data)
        if clip is None:
            self._tell(language, entry.file, "it is not a mono sound in Ogg Vorbis")
        return clip

    def _tell(self, language: str, file: str, what: str) -> None:
        with self._lock:
            if (language, file) in self._told:
                return
            self._told.add((language, file))
        number = Path(file).stem.rpartition("-")[2]
        log.warning("clip %s in %r: %s. Make it again with `kiosk clips`.", number, language, what)


def bare(text: str) -> str:
    """What tells texts apart: neither white space nor the signs that keep a name together in a line of Arabic do."""
    return " ".join(text.translate(_DIRECTIONS).split())


def decode(data: bytes) -> Clip | None:
    """The sound of an Ogg Vorbis file, mono, at its own rate; None when it is anything else.

    Only for data whose hash was verified: there are broken files on which the decoder ends the process."""
    import miniaudio

    try:
        sound = miniaudio.vorbis_read(data)
    except miniaudio.MiniaudioError:
        return None
    if sound.nchannels != 1 or not sound.samples:
        return None
    return Clip(sound.samples.tobytes(), sound.sample_rate)


def _marks(entry: ClipEntry, clip: Clip) -> tuple[Mark, ...] | None:
    """The marks of an entry; None when they leave its text or its sound, or go back."""
    end_ms = len(clip.pcm) // SAMPLE_BYTES * 1000 / clip.rate_hz
    marks: list[Mark] = []
    ms = at = 0
    for raw in entry.marks:
        if not isinstance(raw, list) or len(raw) != 3 or any(type(part) is not int for part in raw):
            return None
        mark = Mark(*raw)
        if not (ms <= mark.ms <= end_ms and at <= mark.start < mark.end <= len(entry.text)):
            return None
        marks.append(mark)
        ms, at = mark.ms, mark.end
    return tuple(marks)


def carried(marks: tuple[Mark, ...], text: str, other: str) -> tuple[Mark, ...]:
    """Marks on the words of `text`, as marks on those of `other`, which says the same with other white space, or with
    signs that are not said; no marks when their words cannot be laid side by side."""
    words, others = _words(text), _words(other)
    if len(words) != len(others):
        return ()
    place = dict(zip(words, others, strict=True))
    return tuple(Mark(mark.ms, *place[mark.start, mark.end]) for mark in marks if (mark.start, mark.end) in place)


def _words(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"\S+", text) if clean(found[0])]

"""Small sounds and a fake voice for tests of clips."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from kiosk.errors import NoVoiceError, SpeechError
from kiosk.publish.clips.codec import encode
from kiosk.publish.clips.sound import from_pcm, to_pcm
from kiosk.release.adding import NewClips, add_clips
from kiosk.release.clips import ClipEntry
from kiosk.speech.clips import Clip, Mark, word_marks
from kiosk.speech.live import Voice

RATE_HZ = 22050


def tone(seconds: float = 0.5, hz: float = 220.0, loud: float = 0.3, rate_hz: int = RATE_HZ) -> Clip:
    """A pure tone."""
    samples = loud * np.sin(2 * np.pi * hz * np.arange(int(seconds * rate_hz)) / rate_hz)
    return Clip(to_pcm(samples), rate_hz)


@dataclass
class FakeVoices:
    """Says each text as a tone of 0.1 s a word; remembers what it said. Texts in `refused` make it fail, languages in
    `mute` have no voice, and after `most` texts it is interrupted."""

    said: list[str] = field(default_factory=list)
    refused: tuple[str, ...] = ()
    mute: tuple[str, ...] = ()
    most: int = 1_000_000
    engine: str = "fake 1"

    def warm(self, language: str) -> Voice:
        if language in self.mute:
            raise NoVoiceError(f"nobody reads {language}.")
        return Voice(self.engine, f"voice-{language}")

    def clip(self, text: str, language: str, speed: float = 1.0) -> Clip:
        if text in self.refused:
            raise SpeechError("the voice hung.")
        if len(self.said) >= self.most:
            raise KeyboardInterrupt
        self.said.append(text)
        count = len(text.split())
        starts = [text.index(word) for word in text.split()]
        return Clip(tone(0.1 * count).pcm, RATE_HZ, word_marks(text, [(100 * n, at) for n, at in enumerate(starts)]))


def entry_for(text: str, sound: bytes, marks: Iterable[object] = (), ms: int = 500, **other: object) -> ClipEntry:
    """The index entry of a sound."""
    key = f"clip-{hashlib.sha256(text.encode()).hexdigest()[:6]}"
    whole = {"key": key, "file": f"{key}.ogg", "sha256": hashlib.sha256(sound).hexdigest(), "bytes": len(sound)}
    return ClipEntry(text=text, ms=ms, voice="fake", marks=tuple(marks), **(whole | other))


def add_sound(release: Path, language: str, entry: ClipEntry, sound: bytes) -> Path:
    """Make `entry` the only clip of a release in `language`; the path of its sound."""
    source = release.parent / f"{entry.key}.source"
    source.write_bytes(sound)
    add_clips(release, {language: NewClips((entry,), {entry.file: source})})
    source.unlink()
    return release / "clips" / language / entry.file


def ogg(clip: Clip) -> bytes:
    return encode(from_pcm(clip.pcm))


def raw(marks: Iterable[Mark]) -> list[list[int]]:
    return [list(mark) for mark in marks]

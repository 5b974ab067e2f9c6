"""Sounds in and out of files, through libsndfile, which also reads the Opus that telephones record."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np

from kiosk.errors import BuildError, UsageError
from kiosk.publish.clips.sound import RATE_HZ, Samples, from_pcm, to_pcm
from kiosk.speech.clips import Clip

ENCODER = "1"
"""Part of the name of all that is in a store: whoever changes how clips sound changes it, and all are made again."""
SAID, RECORDED = 0.9, 0.6
"""Compression of libsndfile, 0 to 1, for a voice of synthesis and for a human one: 4 and 6 KB for a second of speech,
beside 3.5 KB of tables at the head of each file."""
LOWEST_HZ, HIGHEST_HZ = 8000, 48000
LONGEST_S = 60.0
_CHUNK = 1 << 14
"""libvorbis puts what it is given on the stack: a long sound at once ends the process."""


class RecordingError(Exception):
    """`str(error)` says in one sentence why a file is no recording."""


def check_codec() -> None:
    """Raises UsageError where sounds cannot be encoded."""
    _soundfile()


def encode(samples: Samples, compression: float = SAID) -> bytes:
    """An Ogg Vorbis file of samples at RATE_HZ. Raises BuildError when it cannot be made."""
    soundfile = _soundfile()
    pcm = np.frombuffer(to_pcm(samples), dtype="<i2")
    target = io.BytesIO()
    try:
        with soundfile.SoundFile(
            target, "w", RATE_HZ, 1, "VORBIS", format="OGG", compression_level=compression
        ) as stream:
            for at in range(0, len(pcm), _CHUNK):
                stream.write(pcm[at : at + _CHUNK])
    except (soundfile.SoundFileError, RuntimeError) as error:
        raise BuildError(f"a clip cannot be encoded ({error}). Install soundfile again.") from error
    return target.getvalue()


def samples_of(clip: Clip) -> Samples:
    """The sound of a clip, at RATE_HZ."""
    return from_pcm(_at_rate(clip.pcm, clip.rate_hz))


def read_recording(path: Path) -> Samples:
    """A sound file as mono samples at RATE_HZ. Raises RecordingError."""
    soundfile = _soundfile()
    try:
        with soundfile.SoundFile(path) as stream:
            _check(stream.samplerate, stream.frames)
            sound = stream.read(dtype="float64", always_2d=True)
            rate_hz = stream.samplerate
    except (soundfile.SoundFileError, OSError, RuntimeError, ValueError, MemoryError) as error:
        raise RecordingError("it cannot be opened as a sound; save it as wav, flac or ogg") from error
    mono = np.nan_to_num(sound.mean(axis=1)) if len(sound) else np.zeros(0)
    return from_pcm(_at_rate(to_pcm(mono), rate_hz))


def _check(rate_hz: int, frames: int) -> None:
    if not LOWEST_HZ <= rate_hz <= HIGHEST_HZ:
        raise RecordingError(f"it has {rate_hz} samples a second; {LOWEST_HZ} to {HIGHEST_HZ} are wanted")
    if not 0 < frames < LONGEST_S * rate_hz:
        raise RecordingError(
            f"it lasts {max(0, frames) / rate_hz:.0f} s; more than 0 and less than {LONGEST_S:.0f} are wanted"
        )


def _at_rate(pcm: bytes, rate_hz: int) -> bytes:
    if rate_hz == RATE_HZ or not pcm:
        return pcm
    import miniaudio

    sixteen = miniaudio.SampleFormat.SIGNED16
    return bytes(miniaudio.convert_frames(sixteen, 1, rate_hz, pcm, sixteen, 1, RATE_HZ))


def _soundfile() -> Any:
    try:
        import soundfile
    except (ImportError, OSError) as error:
        raise UsageError(
            f"clips cannot be encoded here ({error}). Install the extra `clips`: pip install 'kiosk[clips]'."
        ) from error
    return soundfile

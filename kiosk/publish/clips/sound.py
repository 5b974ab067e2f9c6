"""A sound made fit for a clip: no silence at its ends, as loud as the others.

Loudness is the mean power of the windows that are less than 10 dB below the mean of all: the gate of EBU R128, without
its 400 ms blocks, which hold nothing when a clip is one short word, and without its filter, which weighs music against
speech and is the same for all that is only speech. LOUDNESS is where espeak-ng stands by itself (-18.6 to -22.5 dBFS
in six languages), so that a clip is no louder than a live line beside it. The gain stops where the highest peak reaches
PEAK: measured on 600 texts, no clip is then more than 1 dB softer than the others.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]
"""Mono, between -1 and 1."""

RATE_HZ = 22050
"""Of every clip: the player's own, so that no device is opened again between two of them."""
LOUDNESS_DBFS, PEAK_DBFS = -20.0, -1.0
GATE_DB = 10.0
WINDOW_MS = 10
QUIET_DB = 34.0
"""Below the loudest window: what stays under it is silence."""
BEFORE_MS, AFTER_MS = 20, 60
"""What is left around the sound: a weak consonant may begin it, a room's echo end it."""
SILENT_DBFS = -60.0


class Trimmed(NamedTuple):
    samples: Samples
    cut_ms: int
    """How much was cut at the beginning."""


def from_pcm(pcm: bytes) -> Samples:
    """16-bit little-endian mono as numbers."""
    return np.frombuffer(pcm[: len(pcm) // 2 * 2], dtype="<i2").astype(np.float64) / 32768


def to_pcm(samples: Samples) -> bytes:
    return np.clip(np.rint(samples * 32768), -32768, 32767).astype("<i2").tobytes()


def is_silent(samples: Samples) -> bool:
    powers = _powers(samples, RATE_HZ * WINDOW_MS // 1000)
    return not powers.size or _db(powers.max()) < SILENT_DBFS


def loudness_dbfs(samples: Samples) -> float:
    """Of the windows that the gate lets through; minus infinity for silence."""
    powers = _powers(samples, RATE_HZ * WINDOW_MS // 1000)
    heard = powers[powers > 10 ** (SILENT_DBFS / 10)]
    if not heard.size:
        return float("-inf")
    return _db(heard[heard >= heard.mean() / 10 ** (GATE_DB / 10)].mean())


def levelled(samples: Samples) -> Samples:
    """As loud as LOUDNESS_DBFS, or less where a peak would pass PEAK_DBFS. Silence stays silence."""
    loudness = loudness_dbfs(samples)
    if loudness == float("-inf"):
        return samples
    peak = float(np.abs(samples).max())
    return samples * min(10 ** ((LOUDNESS_DBFS - loudness) / 20), 10 ** (PEAK_DBFS / 20) / peak)


def trimmed(samples: Samples) -> Trimmed:
    """Without the silence at both ends, but for BEFORE_MS and AFTER_MS of it."""
    loud = np.flatnonzero(_loud(samples))
    if not loud.size:
        return Trimmed(samples, 0)
    window = RATE_HZ * WINDOW_MS // 1000
    first = max(0, int(loud[0]) * window - RATE_HZ * BEFORE_MS // 1000)
    last = (int(loud[-1]) + 1) * window + RATE_HZ * AFTER_MS // 1000
    return Trimmed(samples[first:last], first * 1000 // RATE_HZ)


def _loud(samples: Samples) -> NDArray[np.bool_]:
    powers = _powers(samples, RATE_HZ * WINDOW_MS // 1000)
    floor = powers.max(initial=0.0) / 10 ** (QUIET_DB / 10)
    return powers > max(floor, 10 ** (SILENT_DBFS / 10))


def _powers(samples: Samples, window: int) -> Samples:
    """The mean power of each window; what is left at the end counts as one."""
    whole = np.concatenate([samples, np.zeros(-len(samples) % window)])
    return (whole.reshape(-1, window) ** 2).mean(axis=1) if len(whole) else whole


def _db(power: float) -> float:
    return float(10 * np.log10(power)) if power > 0 else float("-inf")

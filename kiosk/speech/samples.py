"""A clip while it is played: how far the device has taken it, how far it was heard, and its samples made softer."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from kiosk.speech.clips import SAMPLE_BYTES, Clip

TAIL_S = 0.15
"""Silence after each clip: it lets the device's buffer empty, and a listener breathe."""
FADE_S = 0.005
"""A sound that is cut falls to nothing in this time: without it, it ends with a crack."""


class Source:
    """How much of a clip was handed out, and when the last part of it was (seconds)."""

    def __init__(self, clip: Clip, on_done: Callable[[], None]) -> None:
        self.clip = clip
        self.on_done = on_done
        self._position = 0
        self._moment: float | None = None
        self._end = len(clip.pcm) + int(TAIL_S * clip.rate_hz) * SAMPLE_BYTES

    @property
    def over(self) -> bool:
        return self._position >= self._end

    def take(self, size: int, now: float) -> bytes:
        """The next `size` bytes, fewer where the clip has no more."""
        part = self.clip.pcm[self._position : self._position + size]
        self._position += size
        self._moment = now
        return part

    def heard_ms(self, now: float, latency_s: float) -> float:
        """What was handed out, less what the device still holds, which empties as time goes by."""
        if self._moment is None:
            return 0.0
        handed_s = self._position / SAMPLE_BYTES / self.clip.rate_hz
        heard_s = handed_s - latency_s + (now - self._moment)
        return 1000 * min(max(heard_s, 0.0), handed_s, self.clip.seconds)


def scaled(pcm: bytes, gain: float) -> array[int]:
    """Samples `gain` times as loud, at most 1."""
    samples = array("h", pcm[: len(pcm) // SAMPLE_BYTES * SAMPLE_BYTES])
    return samples if gain == 1.0 else array("h", [int(sample * gain) for sample in samples])


def fall(sample: int, frames: int, rate_hz: int) -> bytes:
    """`frames` of silence, which begin with a fall from the last sample that was heard."""
    steps = min(frames, int(FADE_S * rate_hz)) or 1
    falling = array("h", [sample * (steps - 1 - step) // steps for step in range(steps if sample else 0)])
    return falling.tobytes()[: frames * SAMPLE_BYTES].ljust(frames * SAMPLE_BYTES, b"\0")

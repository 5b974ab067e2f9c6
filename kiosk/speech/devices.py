"""The sound devices of this machine, through miniaudio: a card behind PulseAudio, PipeWire or ALSA, or none.

miniaudio, because its wheel needs no library of the system, it plays through PulseAudio and ALSA alike, decodes Ogg,
FLAC and WAV, and has a null device that keeps time, on which the same code runs where nobody can hear.
"""

from __future__ import annotations

import ctypes
import functools
from typing import Any, NamedTuple, Protocol

PERIOD_MS = 15
PERIODS = 3
"""The device asks for sound PERIOD_MS at a time and holds PERIODS of them: what it was given is heard so much later."""


class Device(Protocol):
    """The part of miniaudio.PlaybackDevice that is used."""

    def start(self, callback_generator: Any) -> None: ...
    def stop(self) -> None: ...
    def close(self) -> None: ...


class Opened(NamedTuple):
    """`audible` is False for the null device; `latency_s` is how long after it was asked for a sound is heard."""

    device: Device
    audible: bool
    latency_s: float = PERIOD_MS * PERIODS / 1000


def open_device(rate_hz: int) -> Opened:
    """The first device that opens: PulseAudio (or PipeWire), ALSA, or the null one. Mono, 16 bits.

    Raises OSError when not even the null device opens.
    """
    import miniaudio

    _hush_alsa()
    heard = (miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.ALSA)
    for backend in (*heard, miniaudio.Backend.NULL):
        try:
            device = miniaudio.PlaybackDevice(
                nchannels=1,
                sample_rate=rate_hz,
                buffersize_msec=PERIOD_MS,
                callback_periods=PERIODS,
                backends=[backend],
                app_name="kiosk",
            )
        except miniaudio.MiniaudioError:
            continue
        return Opened(device, backend in heard)
    raise OSError("no sound device opens, not even the null one")


@functools.cache
def _hush_alsa() -> object:
    """Without a card, ALSA writes sixty lines on standard error at each try. The handler must outlive every device."""
    handler = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
    quiet = handler(lambda *_: None)
    try:
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(quiet)
    except (OSError, AttributeError):
        return None
    return quiet

"""Clips said faster or slower, at the same pitch, through libsonic.

libsonic is the library of espeak-ng for this very thing and comes with it on Debian and Ubuntu (libsonic0, Apache 2.0),
so it is here wherever a voice is; of the Python packages that do the same, one is a first version, one made for music,
one calls a program and one is no longer kept. Its stream interface is used: it tells how much there is to read.
"""

from __future__ import annotations

import ctypes
import functools
import logging
from collections.abc import Callable
from typing import Any

from kiosk.speech.clips import SAMPLE_BYTES, Clip, Mark

SLOWEST, FASTEST = 0.5, 2.0
LIBRARY = "libsonic.so.0"

log = logging.getLogger(__name__)


def open_library(name: str) -> Any:
    """The library with its signatures (sonic.h); None when it is not on this machine."""
    try:
        library = ctypes.CDLL(name)
        pointer, whole = ctypes.c_void_p, ctypes.c_int
        for function, result, arguments in (
            ("sonicCreateStream", pointer, [whole, whole]),
            ("sonicDestroyStream", None, [pointer]),
            ("sonicSetSpeed", None, [pointer, ctypes.c_float]),
            ("sonicWriteShortToStream", whole, [pointer, ctypes.c_char_p, whole]),
            ("sonicReadShortFromStream", whole, [pointer, ctypes.c_char_p, whole]),
            ("sonicSamplesAvailable", whole, [pointer]),
            ("sonicFlushStream", whole, [pointer]),
        ):
            entry = getattr(library, function)
            entry.restype, entry.argtypes = result, arguments
    except (OSError, AttributeError) as error:
        log.warning("clips keep their own speed (%s). Install libsonic0, which comes with espeak-ng.", error)
        return None
    return library


@functools.cache
def own_library() -> Any:
    """The library of this machine, opened once; None when it has none."""
    return open_library(LIBRARY)


def stretch(clip: Clip, speed: float, find_library: Callable[[], Any] = own_library) -> Clip:
    """`clip` at `speed` times its pace (SLOWEST to FASTEST), its pitch unchanged; its marks move along.

    The clip as it is where the library is not there, which is logged once. Any thread can call.
    """
    if not SLOWEST <= speed <= FASTEST:
        raise ValueError(f"speed {speed} is not between {SLOWEST} and {FASTEST}")
    library = find_library()
    if speed == 1.0 or not clip.pcm or library is None:
        return clip
    pcm = _stretched(library, clip, speed)
    if not pcm:
        return clip
    end_ms = len(pcm) // SAMPLE_BYTES * 1000 // clip.rate_hz
    marks = tuple(Mark(min(round(mark.ms / speed), end_ms), mark.start, mark.end) for mark in clip.marks)
    return Clip(pcm, clip.rate_hz, marks)


def _stretched(library: Any, clip: Clip, speed: float) -> bytes:
    """Empty when the library fails, which it does for want of memory."""
    samples = len(clip.pcm) // SAMPLE_BYTES
    stream = library.sonicCreateStream(clip.rate_hz, 1)
    if not stream:
        return b""
    try:
        library.sonicSetSpeed(stream, speed)
        if not library.sonicWriteShortToStream(stream, clip.pcm, samples) or not library.sonicFlushStream(stream):
            return b""
        there = library.sonicSamplesAvailable(stream)
        out = ctypes.create_string_buffer(there * SAMPLE_BYTES)
        read = library.sonicReadShortFromStream(stream, out, there)
        return out.raw[: read * SAMPLE_BYTES]
    finally:
        library.sonicDestroyStream(stream)

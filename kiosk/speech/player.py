"""From a clip to the loudspeaker, through miniaudio, in a thread of the sound library's own.

Where there is no sound card the same clips run, in their time, into miniaudio's null device: `audible` says so, and
the screen still lights line after line. Nothing here raises into its caller because of a device.
"""

from __future__ import annotations

import ctypes
import functools
import logging
import threading
import time
from collections.abc import Callable, Generator
from typing import Any, NamedTuple, Protocol

from kiosk.speech.clips import SAMPLE_BYTES, Clip

RATE_HZ = 22050
PERIOD_MS = 40
TAIL_S = 0.15
"""Silence after each clip: it lets the device's buffer empty, and a listener breathe."""
RETRY_S = 60.0

log = logging.getLogger(__name__)


class Player(Protocol):
    """Plays one clip at a time. `play` and `stop` return at once and can be called from any thread; the others can wait
    for a device and are called from one thread only."""

    @property
    def audible(self) -> bool:
        """False once it is known that no loudspeaker is there to be heard."""
        ...

    def wake(self, rate_hz: int = RATE_HZ) -> None:
        """Have a device running: the next `play` starts without delay."""
        ...

    def play(self, clip: Clip, on_done: Callable[[], None]) -> None:
        """Play `clip` in place of any other. `on_done` is called from another thread (or this one) when it was
        played to its end; not when it was stopped."""
        ...

    def stop(self) -> None:
        """Silence, at once."""
        ...

    def rest(self) -> None:
        """Nobody speaks for now: let the device sleep, so that it costs nothing."""
        ...

    def close(self) -> None:
        """Let the device go. A later `wake` opens it again."""
        ...


class NullPlayer:
    """Hears everything, plays nothing: each clip is over as soon as it begins."""

    audible = False

    def wake(self, rate_hz: int = RATE_HZ) -> None:
        pass

    def play(self, clip: Clip, on_done: Callable[[], None]) -> None:
        on_done()

    def stop(self) -> None:
        pass

    def rest(self) -> None:
        pass

    def close(self) -> None:
        pass


class Device(Protocol):
    """The part of miniaudio.PlaybackDevice that is used."""

    def start(self, callback_generator: Any) -> None: ...
    def stop(self) -> None: ...
    def close(self) -> None: ...


class Opened(NamedTuple):
    device: Device
    audible: bool


def open_device(rate_hz: int) -> Opened:
    """The first device that opens: PulseAudio (or PipeWire), ALSA, or the null one. Mono, 16 bits."""
    import miniaudio

    _hush_alsa()
    heard = (miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.ALSA)
    for backend in (*heard, miniaudio.Backend.NULL):
        try:
            device = miniaudio.PlaybackDevice(
                nchannels=1, sample_rate=rate_hz, buffersize_msec=PERIOD_MS, backends=[backend], app_name="kiosk"
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


class _Source:
    """A clip being played, and how many of its bytes were handed out."""

    def __init__(self, clip: Clip, on_done: Callable[[], None]) -> None:
        self.pcm = clip.pcm
        self.on_done = on_done
        self.position = 0
        self.end = len(clip.pcm) + int(TAIL_S * clip.rate_hz) * SAMPLE_BYTES


class SoundPlayer:
    """A Player on a real device. `opener` and `clock` (seconds) are given by tests."""

    def __init__(
        self, opener: Callable[[int], Opened] = open_device, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._opener = opener
        self._clock = clock
        self._device_lock = threading.RLock()
        self._source_lock = threading.Lock()
        self._source: _Source | None = None
        self._device: Device | None = None
        self._running = False
        self._rate_hz = 0
        self._audible = True
        self._retry_at = 0.0

    @property
    def audible(self) -> bool:
        return self._audible

    def wake(self, rate_hz: int = RATE_HZ) -> None:
        with self._device_lock:
            lost = not self._audible and self._clock() >= self._retry_at
            if self._device is not None and (rate_hz != self._rate_hz or lost):
                self.close()
            if self._device is None and (self._audible or self._clock() >= self._retry_at):
                self._open(rate_hz)
            if self._device is not None and not self._running:
                self._start()

    def play(self, clip: Clip, on_done: Callable[[], None]) -> None:
        if not self._running or self._rate_hz != clip.rate_hz:
            self.stop()
            self.wake(clip.rate_hz)
        if not self._running:
            on_done()
            return
        with self._source_lock:
            self._source = _Source(clip, on_done)

    def stop(self) -> None:
        with self._source_lock:
            self._source = None

    def rest(self) -> None:
        with self._device_lock:
            if self._device is None or not self._running:
                return
            self._running = False
            try:
                self._device.stop()
            except Exception as error:  # a driver may raise anything: the next wake opens another device
                log.warning("the sound device does not stop (%s): it is closed", error)
                self.close()

    def close(self) -> None:
        self.stop()
        with self._device_lock:
            device, self._device, self._running = self._device, None, False
            if device is not None:
                try:
                    device.close()
                except Exception as error:  # closing is all that was wanted
                    log.warning("the sound device does not close (%s)", error)

    def _open(self, rate_hz: int) -> None:
        heard_before = self._audible
        try:
            self._device, self._audible = self._opener(rate_hz)
        except Exception as error:  # no library, no device: the kiosk goes on without sound
            self._audible = False
            log.warning("no sound: %s", error)
        self._rate_hz = rate_hz
        if not self._audible:
            self._retry_at = self._clock() + RETRY_S
            if heard_before:
                log.warning("no sound card answers: the kiosk is silent, and tries again every %d s", RETRY_S)

    def _start(self) -> None:
        assert self._device is not None
        stream = self._stream()
        next(stream)
        try:
            self._device.start(stream)
            self._running = True
        except Exception as error:  # unplugged since it was opened
            log.warning("the sound device does not start (%s): it is closed", error)
            self.close()

    def _stream(self) -> Generator[bytes, int, None]:
        frames = yield b""
        while True:
            frames = yield self._next(frames * SAMPLE_BYTES)

    def _next(self, size: int) -> bytes:
        """`size` bytes for the device, from its own thread."""
        with self._source_lock:
            source = self._source
            if source is None:
                return bytes(size)
            part = source.pcm[source.position : source.position + size]
            source.position += size
            over = source.position >= source.end
            if over:
                self._source = None
        if over:
            try:
                source.on_done()
            except Exception:  # an exception here would stop the device for good
                log.exception("the end of a clip could not be told")
        return part.ljust(size, b"\0")

"""From a clip to the loudspeaker, in a thread of the sound library's own, and what of it has been heard so far.

Where there is no sound card the same clips run, in their time, into the null device: `audible` says so, and the screen
still lights word after word. A device that stops asking for sound is lost: another is opened, and the clip goes on
where it was. Nothing here raises into its caller because of a device.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Generator
from typing import Protocol

from kiosk.speech.clips import SAMPLE_BYTES, Clip
from kiosk.speech.devices import Device, Opened, open_device
from kiosk.speech.samples import Source, fall, scaled

RATE_HZ = 22050
RETRY_S = 10.0
LOST_S = 0.5
"""A device that has not asked for sound for so long is lost."""

log = logging.getLogger(__name__)


class Player(Protocol):
    """Plays one clip at a time. `play`, `stop` and `louden` return at once and can be called from any thread; the
    others can wait for a device and are called from one thread only."""

    @property
    def audible(self) -> bool:
        """False once it is known that no loudspeaker is there to be heard."""
        ...

    @property
    def heard_ms(self) -> float:
        """How many milliseconds of the clip have come out of the loudspeaker; of the last clip once it is over."""
        ...

    def louden(self, gain: float) -> None:
        """Multiply every sample from now on by `gain`, 0 to 1."""
        ...

    def find(self) -> None:
        """Look for a device, without running it."""
        ...

    def wake(self, rate_hz: int = 0) -> None:
        """Have a device running, at the rate it has when none is given: the next `play` starts without delay. A device
        that was lost is opened again."""
        ...

    def play(self, clip: Clip, on_done: Callable[[], None]) -> None:
        """Play `clip` in place of any other, on the device that `wake` has running at its rate. `on_done` is called
        from another thread when it was played to its end, or from this one at once when no device runs; not when it
        was stopped."""
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


class SoundPlayer:
    """A Player on a real device. `opener` and `clock` (seconds) are given by tests."""

    def __init__(
        self, opener: Callable[[int], Opened] = open_device, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._opener = opener
        self._clock = clock
        self._device_lock = threading.RLock()
        self._source_lock = threading.Lock()
        self._source: Source | None = None
        self._heard_ms = 0.0
        self._gain = 1.0
        self._last_sample = 0
        self._device: Device | None = None
        self._latency_s = 0.0
        self._running = False
        self._asked_at = 0.0
        self._rate_hz = 0
        self._audible = True
        self._retry_at = 0.0

    @property
    def audible(self) -> bool:
        return self._audible

    @property
    def heard_ms(self) -> float:
        with self._source_lock:
            if self._source is not None:
                self._heard_ms = self._source.heard_ms(self._clock(), self._latency_s)
            return self._heard_ms

    def louden(self, gain: float) -> None:
        self._gain = min(max(gain, 0.0), 1.0)

    def find(self) -> None:
        with self._device_lock:
            if self._device is None:
                self._open(RATE_HZ)

    def wake(self, rate_hz: int = 0) -> None:
        rate_hz = rate_hz or self._rate_hz or RATE_HZ
        with self._device_lock:
            silent = not self._audible and self._clock() >= self._retry_at
            stalled = self._running and self._clock() - self._asked_at > LOST_S
            if stalled:
                log.warning("the sound device no longer asks for sound: it is closed and opened again")
            if self._device is not None and (rate_hz != self._rate_hz or silent or stalled):
                self._let_go()
            if self._device is None and (self._audible or self._clock() >= self._retry_at or stalled):
                self._open(rate_hz)
            if self._device is not None and not self._running:
                self._start()

    def play(self, clip: Clip, on_done: Callable[[], None]) -> None:
        if not self._running or self._rate_hz != clip.rate_hz:
            self.stop()
            self._heard_ms = 1000 * clip.seconds
            on_done()
            return
        with self._source_lock:
            self._source, self._heard_ms = Source(clip, on_done), 0.0

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
                self._let_go()

    def close(self) -> None:
        self.stop()
        self._let_go()

    def _let_go(self) -> None:
        """Close the device; what it was playing goes on with the next one."""
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
            self._device, self._audible, self._latency_s = self._opener(rate_hz)
        except Exception as error:  # no library, no device: the kiosk goes on without sound
            self._audible = False
            log.warning("no sound: %s", error)
        self._rate_hz = rate_hz
        if not self._audible:
            self._retry_at = self._clock() + RETRY_S
            if heard_before:
                log.warning("no sound card answers: the kiosk is silent, and tries again every %d s", RETRY_S)
        elif not heard_before:
            log.warning("a sound card answers again")

    def _start(self) -> None:
        assert self._device is not None
        stream = self._stream()
        next(stream)
        self._asked_at = self._clock()
        try:
            self._device.start(stream)
            self._running = True
        except Exception as error:  # unplugged since it was opened
            log.warning("the sound device does not start (%s): it is closed", error)
            self._let_go()

    def _stream(self) -> Generator[bytes, int, None]:
        frames = yield b""
        while True:
            frames = yield self._next(frames)

    def _next(self, frames: int) -> bytes:
        """So many frames for the device, from its own thread."""
        self._asked_at = self._clock()
        size = frames * SAMPLE_BYTES
        over = None
        with self._source_lock:
            source = self._source
            if source is None:
                last, self._last_sample = self._last_sample, 0
                return fall(last, frames, self._rate_hz)
            part = source.take(size, self._asked_at)
            if source.over:
                self._heard_ms = 1000 * source.clip.seconds
                over, self._source = source, None
        samples = scaled(part, self._gain)
        self._last_sample = samples[-1] if len(part) == size and samples else 0
        if over is not None:
            try:
                over.on_done()
            except Exception:  # an exception here would stop the device for good
                log.exception("the end of a clip could not be told")
        return samples.tobytes().ljust(size, b"\0")

"""A real sound server of one's own, PulseAudio with one loudspeaker that nobody hears, and an ear that records it."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.processes import wait_until

RATE_HZ = 22050
LOUD = 300
"""Samples under this are silence: the dither of a mixer, the tail of a fade."""


class SoundServer:
    """Runs in `folder`; `address` is what PULSE_SERVER must say."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = folder / "native"
        self.address = f"unix:{self._socket}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._socket.unlink(missing_ok=True)
        modules = (
            f"module-native-protocol-unix socket={self._socket} auth-anonymous=1",
            f"module-null-sink sink_name=ear rate={RATE_HZ} format=s16le channels=1",
        )
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"]
        self._process = subprocess.Popen(
            [*command, *(argument for module in modules for argument in ("-L", module))],
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(self._socket.exists, 10, self._process)

    def kill(self) -> None:
        """As when the card is pulled out and takes its server along."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def environment(self) -> dict[str, str]:
        own = dict.fromkeys(("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "PULSE_RUNTIME_PATH"), str(self._folder))
        return {**os.environ, **own}


class Ear:
    """Records what comes out of the loudspeaker, each sample with the moment (time.monotonic) it was heard.

    The recording itself comes some milliseconds late, so that nothing is told to be sooner than it is.
    """

    def __init__(self, server: SoundServer) -> None:
        form = f"--raw --rate={RATE_HZ} --channels=1 --format=s16le --latency-msec=10 --process-time-msec=5"
        self._process = subprocess.Popen(
            ["parec", "-s", server.address, "-d", "ear.monitor", *form.split()],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=server.environment(),
            bufsize=0,
        )
        self._chunks: list[tuple[float, array[int]]] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        wait_until(lambda: bool(self._chunks), 10, self._process)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._thread.join(5)

    def first_sound(self, after: float) -> float | None:
        """The moment of the first loud sample from `after` on."""
        return next((at for at in self._loud(after)), None)

    def last_sound(self, after: float) -> float | None:
        """The moment of the last loud sample from `after` on."""
        return max(self._loud(after), default=None)

    def onsets(self, after: float, quiet_s: float = 0.06) -> list[float]:
        """The moments from `after` on when sound began after at least `quiet_s` of silence."""
        found, last = [], float("-inf")
        for at in self._loud(after):
            if at - last > quiet_s:
                found.append(at)
            last = at
        return found

    def _loud(self, after: float) -> Iterator[float]:
        for moment, samples in list(self._chunks):
            if moment < after:
                continue
            for number, sample in enumerate(samples):
                at = moment - (len(samples) - number) / RATE_HZ
                if abs(sample) > LOUD and at >= after:
                    yield at

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while data := os.read(self._process.stdout.fileno(), 1 << 14):
            self._chunks.append((time.monotonic(), array("h", data[: len(data) // 2 * 2])))


@contextmanager
def sound_server(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A running server that this process plays on; skips where PulseAudio is absent."""
    if not shutil.which("pulseaudio") or not shutil.which("parec"):
        pytest.skip("pulseaudio and pulseaudio-utils are not on this machine: no real sound can be heard")
    server = SoundServer(folder)
    server.start()
    monkeypatch.setenv("PULSE_SERVER", server.address)
    try:
        yield server
    finally:
        server.kill()

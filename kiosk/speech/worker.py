"""A speech worker, a process of its own: `python -m kiosk.speech.worker espeak` (or `piper`). It speaks
`kiosk.speech.wire`.

It lives apart because an engine can hang or crash on a text, or print as it likes. Nothing that is said is logged or
reaches a disk: standard output and errors are taken away from the engine, and the sound stays in memory.
"""

from __future__ import annotations

import importlib
import json
import os
import queue
import sys
import threading
import time
from typing import Any

from kiosk.errors import KioskError, NoVoiceError, SpeechError
from kiosk.speech.clips import SILENCE
from kiosk.speech.engines import MODULES, Engine
from kiosk.speech.engines.alive import at_work
from kiosk.speech.engines.tidy import tidy
from kiosk.speech.wire import encode

NICENESS = 5
BUSY_EVERY_S = 0.3


class Worker:
    """Answers requests one after the other, on a pipe nobody else writes to."""

    def __init__(self, out_fd: int) -> None:
        self._out_fd = out_fd
        self._writing = threading.Lock()
        self._current = 0
        self._last_sign = 0.0

    def run(self, module: str, requests: queue.SimpleQueue[bytes]) -> None:
        """Until the process ends, or at once when there is no such engine here."""
        try:
            engine: Engine = importlib.import_module(module).start(self._still_busy)
        except SpeechError as error:
            self._send(encode({"ready": False, "error": str(error)}))
            return
        self._send(encode({"ready": True, "engine": engine.name}))
        while True:
            self._send(self._answer(engine, json.loads(requests.get())))

    def _answer(self, engine: Engine, request: dict[str, Any]) -> bytes:
        self._current, self._last_sign = request["id"], time.monotonic()
        text = request["text"]
        try:
            voice = engine.choose(request["language"], request["voice"])
            said = engine.say(text, request["speed"], request["words_per_minute"]) if text else SILENCE
            with at_work(self._still_busy):
                clip = tidy(text, said)
        except Exception as error:  # an engine's own errors may hold what was to be said: only their kind is told
            kind = "voice" if isinstance(error, NoVoiceError) else "failure"
            reason = str(error) if isinstance(error, KioskError) else type(error).__name__
            return encode({"id": self._current, "error": reason, "kind": kind})
        header = {"id": self._current, "voice": voice, "rate_hz": clip.rate_hz, "channels": 1, "marks": clip.marks}
        return encode({**header, "samples": len(clip.pcm) // 2}, clip.pcm)

    def _still_busy(self) -> None:
        """A sign of life during a long text, from any thread, only while an answer is being made."""
        now = time.monotonic()
        if now - self._last_sign > BUSY_EVERY_S:
            self._last_sign = now
            self._send(encode({"id": self._current, "busy": True}))

    def _send(self, data: bytes) -> None:
        with self._writing:
            left = memoryview(data)
            while left:
                left = left[os.write(self._out_fd, left) :]


def _read_requests(requests: queue.SimpleQueue[bytes]) -> None:
    """Ends the process with its parent, even while the engine works: the end of standard input is the parent's death.

    (Linux's parent-death signal would not do: it fires when the *thread* that spawned the child ends.)
    """
    for line in sys.stdin.buffer:
        requests.put(line)
    os._exit(0)


def main() -> None:
    if len(sys.argv) != 2 or sys.argv[1] not in MODULES:
        sys.exit(f"usage: python -m kiosk.speech.worker {{{','.join(MODULES)}}}")
    out_fd = os.dup(1)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    os.nice(NICENESS)
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read_requests, args=(requests,), daemon=True).start()
    Worker(out_fd).run(MODULES[sys.argv[1]], requests)


if __name__ == "__main__":
    main()

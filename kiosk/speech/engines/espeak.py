"""espeak-ng, through the binding of pyttsx3's espeak driver.

The binding, and not pyttsx3's engine above it: that one goes through a file, waits in steps of 10 ms, returns from its
first `runAndWait` before the sound is whole, and prints. Here espeak runs in its synchronous mode: `Synth` returns when
the text was said, and has called back from this very thread for every 0.2 s of sound, in which nothing reaches a disk.
"""

from __future__ import annotations

import ctypes
from typing import Any

from kiosk.errors import NoVoiceError, SpeechError
from kiosk.speech.clips import SAMPLE_BYTES, Clip, word_marks
from kiosk.speech.engines import StillBusy
from kiosk.speech.engines.alive import at_work
from kiosk.speech.voices import find_voice, wanted_voice

BUFFER_MS = 200
DO_NOT_EXIT = 0x8000
SLOWEST, FASTEST = 80, 449
"""Words a minute. Below, espeak stays at 80 without a word; above, it squeezes the sound and leaves the marks where
they were (measured, 1.51). What is missing is stretched, down to 40 words a minute."""


def start(still_busy: StillBusy) -> Espeak:
    """Raises NoVoiceError where there is no espeak-ng."""
    try:
        from pyttsx3.drivers import _espeak
    except Exception as error:  # the binding raises RuntimeError, its absence ImportError: they mean the same
        raise NoVoiceError(f"espeak-ng cannot be loaded ({error}). Install the package espeak-ng.") from error
    return Espeak(_espeak, still_busy)


class Espeak:
    """`binding` is `pyttsx3.drivers._espeak`. There can be one in a process."""

    def __init__(self, binding: Any, still_busy: StillBusy) -> None:
        self._espeak = binding
        self._still_busy = still_busy
        self._sound = bytearray()
        self._events: list[tuple[int, int]] = []
        self._rate_hz = binding.Initialize(binding.AUDIO_OUTPUT_SYNCHRONOUS, BUFFER_MS, None, DO_NOT_EXIT)
        if self._rate_hz <= 0:
            raise NoVoiceError("espeak-ng does not find its data. Install the package espeak-ng-data.")
        self._voices = [
            (voice.identifier.decode(), (voice.languages or b"")[1:].decode("utf-8", "ignore"))
            for voice in binding.ListVoices(None)
        ]
        binding.SetSynthCallback(self._listen)
        self.name = f"espeak-ng {binding.Info(None).decode().partition(' ')[0]}"

    def choose(self, language: str, voice: str = "") -> str:
        """`voice` is not used: espeak has one for each language."""
        found = find_voice(wanted_voice(language), self._voices)
        if self._espeak.SetVoiceByName(found.encode()) != self._espeak.EE_OK or self._current() != found:
            raise NoVoiceError(f"espeak-ng refuses its own voice {found!r}. Install espeak-ng again.")
        return found

    def say(self, text: str, speed: float, words_per_minute: int) -> Clip:
        wanted = speed * words_per_minute
        rate = max(SLOWEST, min(FASTEST, round(wanted)))
        self._sound.clear()
        self._events.clear()
        self._espeak.SetParameter(self._espeak.RATE, rate, 0)
        flags = self._espeak.ENDPAUSE | self._espeak.CHARS_UTF8
        if self._espeak.Synth(text.encode("utf-8", "replace"), flags=flags) != self._espeak.EE_OK:
            raise SpeechError("espeak-ng refuses this text.")
        clip = Clip(bytes(self._sound), self._rate_hz, word_marks(text, self._events))
        self._sound.clear()
        self._events.clear()
        if SLOWEST <= wanted <= FASTEST:
            return clip
        from kiosk.speech import stretch  # seldom needed: the first sound does not wait for it

        with at_work(self._still_busy):
            return stretch.stretch(clip, max(stretch.SLOWEST, wanted / rate))

    def _current(self) -> str:
        voice = self._espeak.GetCurrentVoice()
        return voice.contents.identifier.decode() if voice and voice.contents.identifier else ""

    def _listen(self, sound: Any, count: int, events: Any) -> int:
        at = 0
        while events[at].type != self._espeak.EVENT_LIST_TERMINATED:
            if events[at].type == self._espeak.EVENT_WORD:
                self._events.append((events[at].audio_position, events[at].text_position - 1))
            at += 1
        if count > 0:
            self._sound += ctypes.string_at(sound, count * SAMPLE_BYTES)
        self._still_busy()
        return 0

"""Piper: better voices than espeak's, each a file of its own that a site has for one language.

The package piper-tts is under the GPL and not needed by the kiosk: it is an optional extra, imported only here, in a
worker process. With the package onnx beside it, the voice tells how long each phoneme lasts, which places the marks.
Without it they are guessed: a third of them are then more than 80 ms off (measured on one voice).
"""

from __future__ import annotations

import importlib.metadata
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.errors import NoVoiceError, SpeechError
from kiosk.speech.clips import SAMPLE_BYTES, SILENCE, Clip, Mark
from kiosk.speech.engines import StillBusy
from kiosk.speech.engines.alignment import first_groups, groups, guessed_starts, sounding, told_starts
from kiosk.speech.engines.alive import at_work
from kiosk.speech.utterance import pieces
from kiosk.speech.voices import check_piper_voice

OWN_PACE = 140
"""Words a minute at which a voice speaks as its maker meant it: the site file's default."""
ROUNDING = 0.18
"""The part of a voice's time that `length_scale` does not change: half a frame for each id (measured on one voice)."""
STRETCHED = 2.0
EARLY_MS = 30
"""A voice begins a phoneme before the frame it tells: up to 64 ms for an "s" after a pause (measured on one voice)."""
KEPT = 3
"""Voices in memory: one takes about 150 MB."""


def start(still_busy: StillBusy) -> Piper:
    """Raises NoVoiceError where piper-tts is not installed."""
    try:
        import piper
    except Exception as error:  # a broken onnxruntime raises what it likes
        raise NoVoiceError(f"piper-tts cannot be loaded ({error}). Install 'kiosk[piper]'.") from error
    return Piper(piper, still_busy, importlib.metadata.version("piper-tts"))


def scales(speed: float, words_per_minute: int) -> tuple[float, float]:
    """The `length_scale` to ask for, and the speed by which to stretch what comes.

    Slower is the voice's own work. Faster is not: it makes no phoneme shorter than a frame, so that at a quarter of the
    length it still takes half of the time. More than STRETCHED times faster is left to both.
    """
    pace = speed * words_per_minute / OWN_PACE
    faster = min(max(1.0, pace), STRETCHED)
    return (faster / pace - ROUNDING) / (1 - ROUNDING), faster


class Piper:
    """`package` is `piper`."""

    def __init__(self, package: Any, still_busy: StillBusy, version: str = "") -> None:
        self._piper = package
        self._still_busy = still_busy
        self._voices: OrderedDict[str, Any] = OrderedDict()
        self.name = f"piper-tts {version}".strip()

    def choose(self, language: str, voice: str) -> str:
        check_piper_voice(Path(voice), language)
        if voice not in self._voices:
            self._voices[voice] = self._load(voice)
        self._voices.move_to_end(voice)
        while len(self._voices) > KEPT:
            self._voices.popitem(last=False)
        return Path(voice).stem

    def say(self, text: str, speed: float, words_per_minute: int) -> Clip:
        """In pieces, as one long sentence takes a thousand times its sound in memory."""
        voice = next(reversed(self._voices.values()))
        length, faster = scales(speed, words_per_minute)
        config = self._piper.SynthesisConfig(length_scale=length * voice.config.length_scale)
        rate = voice.config.sample_rate
        sound, marks = bytearray(), []
        with at_work(self._still_busy):
            for begin, end in pieces(text):
                at = len(sound) // SAMPLE_BYTES
                pcm, starts = _said(voice, text[begin:end], config)
                for sample, first, last in starts:
                    marks.append(Mark(max(0, (at + sample) * 1000 // rate - EARLY_MS), begin + first, begin + last))
                sound += pcm
            clip = Clip(bytes(sound), rate, tuple(marks)) if sound else SILENCE
            if faster == 1.0 or not sound:
                return clip
            from kiosk.speech.stretch import stretch

            return stretch(clip, faster)

    def _load(self, voice: str) -> Any:
        try:
            with at_work(self._still_busy):
                return self._piper.PiperVoice.load(voice, include_alignments=True)
        except Exception as error:  # onnxruntime has errors of its own
            reason = type(error).__name__
            raise NoVoiceError(f"{voice}: Piper cannot load this voice ({reason}). Copy it again.") from error


def _said(voice: Any, text: str, config: Any) -> tuple[bytes, list[tuple[int, int, int]]]:
    """The sound of a short text, and for its words (first sample, start, end). Raises SpeechError."""
    text = text.replace("[[", "((")  # Piper would take what follows for phonemes
    sound, said = bytearray(), []
    try:
        for chunk in voice.synthesize(text, config, include_alignments=True):
            at = len(sound) // SAMPLE_BYTES
            starts = _starts(chunk, voice.config.phoneme_id_map)
            said += groups(chunk.phonemes, [at + start for start in starts])
            sound += chunk.audio_int16_bytes
        words = [(span, length) for span in _spans(text) if (length := _length(voice.phonemize, text[slice(*span)]))]
    except Exception as error:  # its message may hold the text
        raise SpeechError(f"Piper fails on a text of {len(text)} characters ({type(error).__name__}).") from error
    firsts = first_groups([length for _, length in words], [group.length for group in said])
    return bytes(sound), [
        (said[first].start, *span) for (span, _), first in zip(words, firsts, strict=True) if first is not None
    ]


def _starts(chunk: Any, ids: Any) -> list[int]:
    told = None
    if chunk.phoneme_id_samples is not None and len(chunk.phoneme_id_samples) == len(chunk.phoneme_ids):
        told = told_starts(chunk.phonemes, ids, chunk.phoneme_id_samples)
    return told if told is not None else guessed_starts(chunk.phonemes, len(chunk.audio_int16_bytes) // SAMPLE_BYTES)


def _spans(text: str) -> list[tuple[int, int]]:
    out, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        out.append((at, at + len(word)))
        at += len(word)
    return out


def _length(phonemize: Callable[[str], list[list[str]]], word: str) -> int:
    return sum(sounding(sentence) for sentence in phonemize(word))

"""Sounds are trimmed and levelled, and words of a recording are laid where they are likely to be."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk.publish.clips.codec import encode, samples_of
from kiosk.publish.clips.sound import (
    AFTER_MS,
    BEFORE_MS,
    LOUDNESS_DBFS,
    PEAK_DBFS,
    RATE_HZ,
    from_pcm,
    is_silent,
    levelled,
    loudness_dbfs,
    to_pcm,
    trimmed,
)
from kiosk.speech.clips import Clip
from kiosk.speech.library import decode
from tests.support.clips import tone


def silence(seconds: float) -> np.ndarray:
    return np.zeros(int(seconds * RATE_HZ))


def sound(seconds: float, loud: float = 0.3) -> np.ndarray:
    return from_pcm(tone(seconds, loud=loud).pcm)


@pytest.mark.parametrize("loud", [0.01, 0.1, 0.5, 1.0])
def test_soft_and_loud_become_as_loud(loud: float) -> None:
    """Whatever it was, and whatever silence there is in it."""
    made = levelled(np.concatenate([silence(0.5), sound(1.0, loud), silence(2.0)]))
    assert loudness_dbfs(made) == pytest.approx(LOUDNESS_DBFS, abs=0.1)


def test_no_peak_passes_the_limit() -> None:
    """A click over a whisper holds the gain back."""
    samples = sound(1.0, 0.01)
    samples[5000] = 0.9
    assert np.abs(levelled(samples)).max() <= 10 ** (PEAK_DBFS / 20) + 1e-9


def test_silence_stays_silence() -> None:
    """And is known for it."""
    assert not levelled(silence(0.2)).any() and is_silent(silence(0.2)) and is_silent(silence(0))
    assert not is_silent(sound(0.2, 0.01))


def test_silence_is_cut_at_both_ends() -> None:
    """All but a few milliseconds; how much was cut before is told."""
    made = trimmed(np.concatenate([silence(0.5), sound(1.0), silence(0.7)]))
    assert made.cut_ms == pytest.approx(500 - BEFORE_MS, abs=11)
    assert len(made.samples) / RATE_HZ * 1000 == pytest.approx(1000 + BEFORE_MS + AFTER_MS, abs=25)


def test_a_sound_survives_its_file() -> None:
    """As many samples, at the same rate, much the same."""
    samples = sound(1.3)
    clip = decode(encode(samples))
    assert clip is not None and clip.rate_hz == RATE_HZ and len(clip.pcm) == 2 * len(samples)
    assert np.abs(from_pcm(clip.pcm) - samples)[1000:-1000].max() < 0.05


def test_a_long_sound_is_encoded_in_pieces() -> None:
    """A minute at once would end the process."""
    clip = decode(encode(np.tile(sound(1.0), 60)))
    assert clip is not None and clip.seconds == pytest.approx(60.0, abs=0.01)


@pytest.mark.parametrize("rate_hz", [8000, 16000, 44100, 48000])
def test_other_rates_become_the_clip_s(rate_hz: int) -> None:
    """So that no device is opened again between two clips; the tone stays."""
    clip = tone(1.0, 300, rate_hz=rate_hz)
    samples = samples_of(clip)
    assert len(samples) == pytest.approx(RATE_HZ, rel=0.01)
    assert np.abs(np.fft.rfft(samples * np.hanning(len(samples)))).argmax() == pytest.approx(300, abs=3)


def test_samples_beyond_the_range_are_held() -> None:
    """They do not turn around."""
    assert from_pcm(to_pcm(np.array([2.0, -2.0]))).tolist() == [32767 / 32768, -1.0]
    assert samples_of(Clip(b"", 8000)).tolist() == []

"""Clips said faster or slower: shorter or longer, never higher or lower."""

from __future__ import annotations

import itertools
import logging
from array import array

import pytest

from kiosk.flow import SPEEDS
from kiosk.speech.clips import Clip, Mark
from kiosk.speech.stretch import open_library, own_library, stretch
from tests.support.clips import tone

pytestmark = pytest.mark.skipif(own_library() is None, reason="libsonic is not on this machine")


def pitch_hz(clip: Clip) -> float:
    """How often the sound goes up through zero, in a second, without its ends."""
    samples = array("h", clip.pcm)
    middle = samples[len(samples) // 10 : -len(samples) // 10]
    ups = sum(before < 0 <= after for before, after in itertools.pairwise(middle))
    return ups * clip.rate_hz / len(middle)


@pytest.mark.parametrize("speed", SPEEDS)
@pytest.mark.parametrize("hz", [110, 220, 440])
def test_the_length_changes_and_the_pitch_stays(speed: float, hz: int) -> None:
    """1/speed of the length within 2 %, the same tone within 2 %."""
    made = stretch(tone(3.0, hz), speed)
    assert made.seconds == pytest.approx(3.0 / speed, rel=0.02)
    assert pitch_hz(made) == pytest.approx(hz, rel=0.02)


@pytest.mark.parametrize("speed", SPEEDS)
def test_marks_move_along(speed: float) -> None:
    """A word in the middle stays in the middle, and no mark leaves the sound."""
    clip = Clip(tone(1.0).pcm, 22050, (Mark(0, 0, 3), Mark(500, 4, 7), Mark(1000, 8, 9)))
    made = stretch(clip, speed)
    assert [mark[1:] for mark in made.marks] == [(0, 3), (4, 7), (8, 9)]
    assert made.marks[1].ms == pytest.approx(500 / speed, abs=1)
    assert all(mark.ms <= made.seconds * 1000 for mark in made.marks)


@pytest.mark.parametrize("samples", [0, 1, 2, 50, 500])
@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_very_short_clips_go_through(samples: int, speed: float) -> None:
    """Even one sample, and none."""
    clip = Clip(tone(1.0).pcm[: 2 * samples], 22050)
    assert len(stretch(clip, speed).pcm) <= 2 * (2 * samples + 2000)


def test_its_own_pace_is_the_clip_itself() -> None:
    """Nothing is computed."""
    clip = tone()
    assert stretch(clip, 1.0) is clip


@pytest.mark.parametrize("speed", [0.49, 2.01, 0.0, -1.0, float("nan")])
def test_other_speeds_are_refused(speed: float) -> None:
    """A ValueError, not a strange sound."""
    with pytest.raises(ValueError, match="speed"):
        stretch(tone(), speed)


def test_without_the_library_the_clip_keeps_its_speed(caplog: pytest.LogCaptureFixture) -> None:
    """The visitor hears it all the same; staff read what to install."""
    clip = tone()
    with caplog.at_level(logging.WARNING):
        missing = open_library("libnothing.so.0")
    assert missing is None and stretch(clip, 2.0, lambda: missing) is clip
    assert "libsonic0" in caplog.text and len(caplog.records) == 1


def test_a_library_without_its_functions_is_none() -> None:
    """The C library is there, and is not libsonic."""
    assert open_library("libc.so.6") is None

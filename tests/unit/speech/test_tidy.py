"""What becomes of an engine's sound and marks, on made-up sounds; and signs of life."""

from __future__ import annotations

import array
import math
import threading

from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.clips import Clip, Mark
from kiosk.speech.engines.alive import at_work
from kiosk.speech.engines.tidy import filled, tidy

RATE_HZ = 16000


def sound(*parts: tuple[int, int]) -> bytes:
    """Tones, each so many milliseconds long and so loud."""
    samples = array.array("h")
    for ms, level in parts:
        samples.extend(int(level * math.sin(at / 3)) for at in range(ms * RATE_HZ // 1000))
    return samples.tobytes()


def test_the_silence_before_goes_and_marks_move_along() -> None:
    """Ten milliseconds are kept before the first sound; what comes after it keeps its distance."""
    clip = tidy("un deux", Clip(sound((200, 0), (300, 9000), (100, 0)), RATE_HZ, (Mark(0, 0, 2), Mark(350, 3, 7))))
    assert 0.405 <= clip.seconds <= 0.415
    assert [mark.ms for mark in clip.marks] == [10, 160]


def test_a_mark_in_a_pause_waits_for_its_sound() -> None:
    """But never for a sound that comes after the next mark."""
    pcm = sound((100, 9000), (200, 0), (100, 9000), (200, 0), (100, 9000))
    marks = (Mark(0, 0, 1), Mark(150, 2, 3), Mark(420, 4, 5), Mark(430, 6, 7))
    assert [mark.ms for mark in tidy("a b c d", Clip(pcm, RATE_HZ, marks)).marks] == [0, 300, 430, 600]


def test_words_without_a_mark_share_the_sound_of_their_neighbour() -> None:
    """In proportion to their letters, up to the pause and not into it; a lone sign gets nothing."""
    pcm = sound((600, 9000), (300, 0), (200, 9000))
    clip = tidy("Tout le mon ? – Vous", Clip(pcm, RATE_HZ, (Mark(0, 0, 4), Mark(850, 16, 20))))
    assert [(mark.start, mark.end) for mark in clip.marks] == [(0, 4), (5, 7), (8, 11), (16, 20)]
    assert [round(mark.ms, -1) for mark in clip.marks] == [0, 270, 400, 900]


def test_words_before_the_first_mark_and_after_the_last() -> None:
    """They have their marks too."""
    assert filled("un deux trois", (Mark(100, 3, 7),), 200) == (Mark(0, 0, 2), Mark(100, 3, 7), Mark(144, 8, 13))
    assert filled("un deux", (), 60) == (Mark(0, 0, 2), Mark(20, 3, 7))
    assert filled("? – …", (), 60) == ()


def test_silence_stays_as_it_is() -> None:
    """Nothing to hear, nothing to move."""
    for pcm in (b"", bytes(20000), b"\x00"):
        clip = Clip(pcm, RATE_HZ, ())
        assert tidy("", clip) == clip


@given(
    st.text("ab ?é", max_size=30),
    st.lists(st.tuples(st.integers(0, 60), st.sampled_from([0, 50, 9000])), max_size=6),
    st.lists(st.integers(0, 400), max_size=30),
)
def test_marks_stay_in_order_and_on_words(text: str, parts: list[tuple[int, int]], times: list[int]) -> None:
    """Whatever the sound: each word with a letter has one mark, in the order of time and of the text."""
    pcm = sound(*parts)
    spans = [Mark(0, *span) for span in _words(text)]
    given_marks = tuple(mark._replace(ms=ms) for mark, ms in zip(spans, sorted(times), strict=False))
    clip = tidy(text, Clip(pcm, RATE_HZ, given_marks))
    assert [mark.ms for mark in clip.marks] == sorted(mark.ms for mark in clip.marks)
    assert [mark.start for mark in clip.marks] == sorted({mark.start for mark in clip.marks})
    if any(pcm):
        lettered = [span for span in _words(text) if any(letter.isalnum() for letter in text[slice(*span)])]
        assert set(lettered) <= {(mark.start, mark.end) for mark in clip.marks}


def _words(text: str) -> list[tuple[int, int]]:
    out, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        out.append((at, at + len(word)))
        at += len(word)
    return out


def test_work_that_uses_the_processor_gives_signs_of_life() -> None:
    """As long as time is used there are signs; work that stands still gives none."""
    for step, expected in ((1.0, True), (0.0, False)):
        signs: list[int] = []
        clock = Clock(step)
        with at_work(lambda signs=signs: signs.append(1), clock):
            assert clock.looked_at_twice.wait(5)
        assert bool(signs) is expected


class Clock:
    """Processor time that grows by `step` seconds at each look."""

    def __init__(self, step: float) -> None:
        self.step, self.looks = step, 0
        self.looked_at_twice = threading.Event()

    def __call__(self) -> float:
        self.looks += 1
        if self.looks == 3:
            self.looked_at_twice.set()
        return self.looks * self.step

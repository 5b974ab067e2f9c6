from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.clips import Clip, word_marks


def test_duration() -> None:
    """A clip lasts its samples over its rate."""
    assert Clip(bytes(2 * 22050), 22050).seconds == 1.0


def test_marks_fall_on_whole_words() -> None:
    """An event inside an elided word marks the whole word; the next event marks the next word."""
    text = "J'ai 12 ans."
    assert [(m.ms, text[m.start : m.end]) for m in word_marks(text, [(0, 0), (90, 2), (135, 5), (333, 8)])] == [
        (0, "J'ai"),
        (135, "12"),
        (333, "ans."),
    ]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 9999), st.integers(-3, 80)), max_size=30))
def test_marks_are_ordered_words(text: str, events: list[tuple[int, int]]) -> None:
    """Whatever the engine announces, marks name whole words of the text, in the order of text and of time."""
    marks = word_marks(text, events)
    assert all(text[m.start : m.end] in text.split() for m in marks)
    assert [m.start for m in marks] == sorted({m.start for m in marks})
    assert [m.ms for m in marks] == sorted(m.ms for m in marks)

"""Lines of Arabic and Persian that begin with a Latin name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.i18n.direction import RIGHT_TO_LEFT_MARK, from_the_right


@pytest.mark.parametrize("text", ["Caf، مساعدة", "115: مكان للنوم", "RSA، بیمه"])
def test_a_latin_name_first_does_not_turn_the_line(text: str) -> None:
    """The mark is put in front when the first letter is Latin and others are not."""
    marked = not text[0].isdigit()
    assert from_the_right(text) == (RIGHT_TO_LEFT_MARK + text if marked else text)


@pytest.mark.parametrize("text", ["", "مساعدة Caf", "Voir 6 autres lieux", "39 39", "\u2068CCAS\u2069 مكان"])
def test_what_is_right_already_stays(text: str) -> None:
    """A line that begins from the right, whose Latin beginning is isolated, or that is all Latin is left alone."""
    assert from_the_right(text) == text


@given(st.text(alphabet="aéc 12،.\u2068\u2069مكان", max_size=20))
def test_marking_twice_changes_nothing(text: str) -> None:
    """The mark itself is from the right: it is never put twice, and nothing else changes."""
    once = from_the_right(text)
    assert from_the_right(once) == once and once.removeprefix(RIGHT_TO_LEFT_MARK) == text

"""The pictograms of a release come from Lucide, by name, and each can be drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.models import Query
from kiosk.errors import GuideError
from kiosk.guide.load import load_guide
from kiosk.guide.tree import Guide, Need, Situation, Way
from kiosk.publish.pictures import lucide, pictogram_names


def test_each_name_once_in_the_order_of_the_guide() -> None:
    """A pictogram used by several tiles is listed once, where it comes first."""
    ways = tuple(Way(id, id, picture, Query(), "f") for id, picture in (("w1", "phone"), ("w2", "house")))
    need = Need("n", "n", "house", (Situation("s", "s", "file-text", ways),))
    guide = Guide((need,), {}, {}, ("1", "2", "3"))
    assert pictogram_names(guide) == ["house", "file-text", "phone"]


def test_known_names_give_path_data() -> None:
    """The drawing of a name, as the path of one stroke."""
    found = lucide(["house", "phone"])
    assert list(found) == ["house", "phone"]
    assert all(data.startswith("M") for data in found.values())
    assert found["house"] != found["phone"]


def test_no_name_no_picture() -> None:
    """An empty list asks for nothing."""
    assert lucide([]) == {}


@pytest.mark.parametrize("name", ["hoose", "", "House", "house' OR '1'='1"])
def test_a_name_lucide_does_not_have_is_refused(name: str) -> None:
    """The name, and where to correct it."""
    with pytest.raises(GuideError, match=r"Lucide does not have.*content/guide") as caught:
        lucide(["house", name])
    assert repr(name) in str(caught.value)


@given(st.text(max_size=20))
def test_any_name_is_a_picture_or_one_error(name: str) -> None:
    """No text from a guide file does anything else to the database of pictures."""
    try:
        assert lucide([name])[name]
    except GuideError as error:
        assert repr(name) in str(error)


def test_every_pictogram_of_the_guide_can_be_drawn(repository: Path) -> None:
    """The real guide names only pictures that Lucide has."""
    names = pictogram_names(load_guide(repository / "content" / "guide"))
    assert set(lucide(names)) == set(names)
    assert len(names) > 50

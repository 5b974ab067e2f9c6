"""Pictograms: every shape becomes path data that draws the same, and anything else is refused by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import GuideError
from kiosk.guide.pictogram import path_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{}</svg>'
PATH_DATA = re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9eE+\-., \n]*")


def parts(data: str) -> list[str]:
    """The commands and numbers of path data, however they are spaced."""
    return re.findall(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)", data)


def drawn(shapes: str) -> list[str]:
    return parts(path_of(SVG.format(shapes), "house"))


@pytest.mark.parametrize(
    ("shape", "data"),
    [
        ('<path d="M1 2h3"/>', "M1 2h3"),
        ('<path d=" m1,2 3 4 "/>', "M1 2l3 4"),
        ('<path d="m1-2-3 4"/>', "M1 -2l-3 4"),
        ('<path d="m1 2z"/>', "M1 2z"),
        ('<path d="m.5.5 3 0"/>', "M.5 .5l3 0"),
        ('<path d="M0 0a2 2 0 0022 17h1"/>', "M0 0a2 2 0 0 0 22 17h1"),
        ('<circle cx="12" cy="10" r="3"/>', "M9 10a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z"),
        ('<ellipse cx="12" cy="5" rx="9" ry="3"/>', "M3 5a9 3 0 1 0 18 0a9 3 0 1 0 -18 0z"),
        ('<rect x="3" y="4" width="8" height="6"/>', "M3 4h8v6h-8z"),
        (
            '<rect x="2" y="2" width="8" height="6" rx="1"/>',
            "M3 2h6a1 1 0 0 1 1 1v4a1 1 0 0 1 -1 1h-6a1 1 0 0 1 -1 -1v-4a1 1 0 0 1 1 -1z",
        ),
        ('<line x1="1" y1="2" x2="3.5" y2="4"/>', "M1 2L3.5 4"),
        ('<polyline points="1,2 3,4  5,6"/>', "M1 2 3 4 5 6"),
        ('<polygon points="1 2 3 4 5 6"/>', "M1 2 3 4 5 6z"),
        ('<g><path d="M1 2h3"/></g><title>house</title>', "M1 2h3"),
    ],
)
def test_a_shape_becomes_a_path(shape: str, data: str) -> None:
    """Each basic shape of SVG 1.1, as the path the standard says it is."""
    assert drawn(shape) == parts(data)


def test_shapes_follow_each_other() -> None:
    """A first relative move counts from the corner, so behind another shape it is made absolute."""
    assert drawn('<path d="M9 9h1"/><path d="m1 2 3 4"/>') == parts("M9 9h1 M1 2l3 4")


def test_corners_are_never_rounder_than_the_rectangle() -> None:
    """A radius larger than half a side is half that side."""
    assert drawn('<rect width="4" height="2" rx="9"/>')[:13] == parts("M1 0h2a1 1 0 0 1 1 1v0")[:13]


def test_ry_alone_rounds_too() -> None:
    """When only one radius is given, it is the other too."""
    assert drawn('<rect width="4" height="4" ry="1"/>') == drawn('<rect width="4" height="4" rx="1"/>')


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "<svg",
        SVG.format('<text x="1">A</text>'),
        SVG.format('<image href="http://elsewhere.example/x.png"/>'),
        SVG.format("<script>1</script>"),
        SVG.format("<path/>"),
        SVG.format('<rect x="a" width="1" height="1"/>'),
        SVG.format('<rect width="1"/>'),
        SVG.format("<polygon/>"),
        "<html/>",
    ],
)
def test_what_cannot_be_drawn_is_refused_by_its_name(svg: str) -> None:
    """Broken XML, a foreign element, a missing or malformed attribute."""
    with pytest.raises(GuideError, match=r"'house' cannot be drawn.*Choose another"):
        path_of(svg, "house")


ATTRIBUTE = st.from_regex(r"[a-z]{1,2}[0-9]?=\"[-0-9. e]{0,6}\"", fullmatch=True)
SHAPE = st.builds(
    lambda tag, attributes: f"<{tag} {' '.join(dict.fromkeys(attributes))}/>",
    st.sampled_from(["path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "g", "a"]),
    st.lists(ATTRIBUTE, max_size=4),
)


@given(st.one_of(st.text(max_size=60), SHAPE.map(SVG.format)))
def test_any_text_is_a_path_or_one_error(svg: str) -> None:
    """Whatever an SVG file holds, reading it ends with path data or a GuideError."""
    try:
        path_of(svg, "house")
    except GuideError as error:
        assert "house" in str(error)


def test_every_pictogram_of_the_controls_can_be_drawn(repository: Path) -> None:
    """The product's own pictograms give path data and nothing else."""
    files = sorted((repository / "assets" / "pictograms").glob("*.svg"))
    assert files
    for file in files:
        data = path_of(file.read_text(encoding="utf-8"), file.stem)
        assert data.startswith("M") and PATH_DATA.fullmatch(data), file.name

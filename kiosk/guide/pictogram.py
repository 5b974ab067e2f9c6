"""A pictogram as one line of path data on a grid of 24 × 24, to be drawn with a round stroke of 2.

A path needs no picture file, takes any colour, and is sharp at any size. Sources: SVG 1.1, chapters 8 and 9.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator

from kiosk.errors import GuideError

NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
SEGMENT = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
ARC = re.compile(r"[\s,]*".join([rf"({NUMBER})"] * 3 + ["([01])"] * 2 + [rf"({NUMBER})"] * 2))

Attributes = dict[str, str]


def path_of(svg: str, name: str) -> str:
    """The path data of an SVG text made of basic shapes. Raises GuideError, naming it, when it is something else."""
    try:
        root = ElementTree.fromstring(svg)
        return " ".join(_shapes(root))
    except (ElementTree.ParseError, KeyError, ValueError) as error:
        raise GuideError(f"the pictogram {name!r} cannot be drawn ({error}). Choose another.") from error


def _shapes(element: ElementTree.Element) -> Iterator[str]:
    tag = element.tag.rpartition("}")[2]
    if tag in ("svg", "g"):
        for child in element:
            yield from _shapes(child)
    elif tag in SHAPES:
        yield SHAPES[tag](element.attrib)
    elif isinstance(element.tag, str) and tag not in ("title", "desc"):
        raise ValueError(f"it holds a <{tag}>")


def _spelled_out(data: str) -> str:
    """Path data with each number apart, and its first move absolute.

    The grammar lets flags of an arc touch what follows ("a2 2 0 0022 17"), which Qt does not read. A first move is
    absolute by itself, but not behind another shape; the pairs that follow it are lines (SVG 1.1, 8.3.2 and 8.3.8).
    """
    out: list[str] = []
    for command, written in SEGMENT.findall(data):
        if command in "aA":
            numbers = [part for arc in ARC.findall(written) for part in arc]
        else:
            numbers = re.findall(NUMBER, written)
        if not out and command == "m":
            out.append("M " + " ".join(numbers[:2]))
            command, numbers = "l", numbers[2:]
            if not numbers:
                continue
        out.append(" ".join([command, *numbers]))
    return " ".join(out)


def _number(attributes: Attributes, name: str) -> float:
    return float(attributes.get(name, "0"))


def _ellipse(attributes: Attributes) -> str:
    x, y = _number(attributes, "cx"), _number(attributes, "cy")
    rx = float(attributes.get("rx", attributes.get("r", "0")))
    ry = float(attributes.get("ry", attributes.get("r", "0")))
    return f"M{x - rx:g} {y:g}a{rx:g} {ry:g} 0 1 0 {2 * rx:g} 0a{rx:g} {ry:g} 0 1 0 {-2 * rx:g} 0z"


def _rectangle(attributes: Attributes) -> str:
    x, y = _number(attributes, "x"), _number(attributes, "y")
    width, height = float(attributes["width"]), float(attributes["height"])
    r = min(float(attributes.get("rx", attributes.get("ry", "0"))), width / 2, height / 2)
    if not r:
        return f"M{x:g} {y:g}h{width:g}v{height:g}h{-width:g}z"
    across, down = width - 2 * r, height - 2 * r
    corner = f"a{r:g} {r:g} 0 0 1"
    return (
        f"M{x + r:g} {y:g}h{across:g}{corner} {r:g} {r:g}v{down:g}{corner} {-r:g} {r:g}"
        f"h{-across:g}{corner} {-r:g} {-r:g}v{-down:g}{corner} {r:g} {-r:g}z"
    )


def _line(attributes: Attributes) -> str:
    start, end = [(_number(attributes, f"x{n}"), _number(attributes, f"y{n}")) for n in (1, 2)]
    return f"M{start[0]:g} {start[1]:g}L{end[0]:g} {end[1]:g}"


def _polyline(attributes: Attributes) -> str:
    return "M" + " ".join(attributes["points"].replace(",", " ").split())


SHAPES: dict[str, Callable[[Attributes], str]] = {
    "path": lambda attributes: _spelled_out(attributes["d"]),
    "circle": _ellipse,
    "ellipse": _ellipse,
    "rect": _rectangle,
    "line": _line,
    "polyline": _polyline,
    "polygon": lambda attributes: _polyline(attributes) + "z",
}

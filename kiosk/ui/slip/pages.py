"""Strips put on pages: what does not fit goes on, and what belongs together stays together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.paper.sizes import Paper
from kiosk.paper.slip import Slip
from kiosk.ui.slip.blocks import foot, slip_strips
from kiosk.ui.slip.strips import Strip


@dataclass(frozen=True, slots=True)
class Page:
    """Strips with the y of their tops, and the height of the page, in dots."""

    strips: tuple[tuple[float, Strip], ...]
    height: int

    @property
    def gaps(self) -> tuple[tuple[float, float], ...]:
        """(top, bottom) of the white where it may be cut: what belongs together stays together."""
        pairs = zip(self.strips, self.strips[1:], strict=False)
        return tuple((top, top + white.height) for (_, above), (top, white) in pairs if white.loose and not above.keep)


def pages_of(slip: Slip, paper: Paper) -> tuple[Page, ...]:
    """The slip on as many pages as it takes; each says its number when there are several. The last piece of a roll is
    as short as what stands on it."""
    strips = slip_strips(slip, paper)
    room = paper.height - 2 * paper.end
    found = list(_filled(strips, room))
    if len(found) > 1:
        below = sum(strip.height for strip in foot(slip, paper, 1, 1)) + paper.end / 2
        found = list(_filled(strips, room - below))
    pages = []
    for number, placed in enumerate(found, 1):
        bottom = max((top + strip.height for top, strip in placed), default=0.0)
        feet = list(foot(slip, paper, number, len(found))) if len(found) > 1 else []
        deep = sum(strip.height for strip in feet)
        end = bottom + (paper.end / 2 + deep if feet else 0) if paper.roll else room
        shown = [(paper.end + top, strip) for top, strip in placed]
        shown += [(paper.end + end - deep + n * strip.height, strip) for n, strip in enumerate(feet)]
        pages.append(Page(tuple(shown), round(end) + 2 * paper.end))
    return tuple(pages)


def _filled(strips: Sequence[Strip], room: float) -> Iterator[list[tuple[float, Strip]]]:
    """The strips of each page, with their tops."""
    page: list[tuple[float, Strip]] = []
    top = 0.0
    for group in _together(strips):
        height = sum(strip.height for strip in group)
        if page and top + height > room:
            yield page
            page, top = [], 0.0
        for strip in group:
            if strip.loose and not page:
                continue
            if page and top + strip.height > room:  # a group that no page can hold is parted after all
                yield page
                page, top = [], 0.0
            page.append((top, strip))
            top += strip.height
    if page:
        yield page


def _together(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """Runs of strips that are kept with each other. White goes with what follows it, to be left out with it."""
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not (strip.keep or strip.loose):
            yield group
            group = []
    if group:
        yield group

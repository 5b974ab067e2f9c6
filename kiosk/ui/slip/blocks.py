"""Each block of a slip as the strips that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from kiosk.i18n.languages import LANGUAGES
from kiosk.paper.sizes import Paper
from kiosk.paper.slip import Block, Kind, Slip
from kiosk.ui.slip import pictures
from kiosk.ui.slip.strips import Strip, beside, kept, space
from kiosk.ui.slip.style import Style, font, style_of
from kiosk.ui.slip.text import LEADING, Column, natural_width, text_strips

BASELINE = 0.72
"""Where letters stand in the height of their line."""


def slip_strips(slip: Slip, paper: Paper) -> list[Strip]:
    """The whole slip from top to bottom, not yet on pages."""
    setter = _Setter(slip, style_of(paper), Column(paper.side, paper.measure, slip.rtl))
    before: Block | None = None
    strips: list[Strip] = []
    for block in slip.blocks:
        if before:
            strips += setter.gap(before, block)
        strips += setter.set(block)
        before = block
    return strips


@dataclass(frozen=True)
class _Setter:
    """Sets blocks in one column. Each method gives the strips of one kind of block."""

    slip: Slip
    style: Style
    column: Column

    def gap(self, above: Block, block: Block) -> list[Strip]:
        """The white over a block."""
        before, kind, full = above.kind, block.kind, self.style.gap
        if Kind.RULE in (before, kind):
            return []
        completes = kind is Kind.FACT and before in (Kind.FACT, Kind.NUMBER) and not (block.label or block.picture)
        if completes or before is Kind.SITE or (before is kind and kind in (Kind.TEXT, Kind.ROW, Kind.SMALL)):
            return [space(full * 0.2)]
        if before is Kind.HEADING and kind in (Kind.TITLE, Kind.TEXT, Kind.ROW, Kind.ITEM):
            return [Strip(full * 0.3, keep=True)]
        if kind is Kind.ITEM or (before is Kind.TITLE and kind is Kind.TEXT):
            return [space(full * 0.45)]
        return [space(full * (1.3 if kind is Kind.HEADING else 1))]

    def set(self, block: Block) -> list[Strip]:
        by_kind: dict[Kind, Callable[[Block], list[Strip]]] = {
            Kind.RULE: lambda _: pictures.rule(self.column.width, self.column.left, self.style.gap),
            Kind.ITEM: self.item,
            Kind.ROW: self.row,
            Kind.CODE: self.code,
            Kind.FACT: self.fact,
            Kind.NUMBER: self.fact,
        }
        return by_kind.get(block.kind, self.words)(block)

    def words(self, block: Block) -> list[Strip]:
        """Words alone, under each other, or beside their picture."""
        style = self.style
        sizes = {
            Kind.SITE: (style.body, True),
            Kind.HEADING: (style.heading, True),
            Kind.TITLE: (style.title, True),
            Kind.STRONG: (style.body, True),
            Kind.SMALL: (style.small, False),
        }
        size, bold = sizes.get(block.kind, (style.body, False))
        column = self.column.without(size * 1.5) if block.picture else self.column
        heads = block.kind in (Kind.HEADING, Kind.TITLE, Kind.SITE)
        across = heads or block.kind is Kind.STRONG
        strips = self.pictured(self.twice(block, font(size, bold), column, across), block.picture, size)
        return kept(strips, last=heads) if heads or block.kind is Kind.SMALL else strips

    def fact(self, block: Block) -> list[Strip]:
        """A text under its label; its picture stands beside the first line of both, or of what it completes."""
        style, column = self.style, self.column.without(self.style.body * 1.5)
        bold, largest, least = block.kind is Kind.NUMBER, style.body, style.body
        if bold:
            largest = style.number
        elif " " not in block.text:  # an address of e-mail: cut in two, nobody copies it right
            least = style.small
        text = self.twice(block, font(self.fitting(block.text, column, largest, least), bold), column)
        return self.pictured([*kept(self.label(block, column)), *text], block.picture, style.body)

    def label(self, block: Block, column: Column) -> list[Strip]:
        """What stands over a fact."""
        return self.twice(self.labelled(block), font(self.style.french, True), column, across=True)

    def labelled(self, block: Block) -> Block:
        """The label of a block as a text of its own."""
        return Block(Kind.TEXT, text=block.label, language=self.slip.language, french=block.french_label)

    def row(self, block: Block) -> list[Strip]:
        """Days, and their hours beside them; under them when names of days take too much of the line."""
        bold, plain, rtl = font(self.style.body, True), font(self.style.body), self.slip.rtl
        label = self.labelled(block)
        widest = max(natural_width(each.label, bold, rtl) for each in self.slip.blocks if each.kind is Kind.ROW)
        if widest <= self.column.width * self.style.days:
            days, hours = self.column.parts(widest + 1, self.style.gap)
            return beside(self.twice(label, bold, days), self.twice(block, plain, hours))
        over = self.twice(label, bold, self.column, across=True)
        return kept([*over, *self.twice(block, plain, self.column, across=True)], last=False)

    def item(self, block: Block) -> list[Strip]:
        """A box to tick, and beside it what to bring."""
        size, column = self.style.body, self.column.without(self.style.body * 1.3)
        strips = self.twice(block, font(size), column)
        return self.headed(kept(strips, last=False), size * 0.72, size, pictures.tick_box)

    def code(self, block: Block) -> list[Strip]:
        """A QR code with what it is for and what it holds, beside it where there is room, else over and under it."""
        if block.code is None:
            return []
        style, column = self.style, self.column
        side = pictures.code_side(block.code, int(column.width))
        words = column.without(side + style.gap) if style.beside else column
        label, plain = font(style.body, True), font(self.fitting(block.text, words, style.body, style.small))
        if not style.beside:
            square = pictures.code_strip(block.code, column.left + (column.width - side) / 2, int(column.width))
            over = self.twice(self.labelled(block), label, column, across=True)
            return kept([*over, square, *text_strips(block.text, plain, column, block.rtl)], last=False)
        left = column.left + (column.width - side if column.right else 0)
        told = [
            *self.twice(self.labelled(block), label, words),
            Strip(style.gap / 2),
            *text_strips(block.text, plain, words, block.rtl),
        ]
        white = max(0.0, (side - sum(strip.height for strip in told)) / 2)
        return beside([pictures.code_strip(block.code, left, int(column.width))], [Strip(white), *told])

    def twice(self, block: Block, face: QFont, column: Column, across: bool = False) -> list[Strip]:
        """A text and under it, smaller, the same in French for the person at the desk; `across` from it, at the other
        end of the line, where there is room."""
        own = text_strips(block.text, face, column, block.rtl)
        small = font(min(self.style.french, face.pixelSize()))
        if not block.french:
            return own
        both = natural_width(block.text, face, block.rtl) + natural_width(block.french, small)
        if across and both + 2 * self.style.gap <= column.width:
            lower = (face.pixelSize() - small.pixelSize()) * LEADING * BASELINE
            return beside(own, [Strip(lower), *text_strips(block.french, small, column.end, False)])
        return [*kept(own), *text_strips(block.french, small, column, False)]

    def fitting(self, text: str, column: Column, largest: int, least: int) -> int:
        """The size of what is dialled or typed: the largest at which it stays on one line, and `least` at least."""
        sizes = range(largest, least, -1)
        return next((size for size in sizes if natural_width(text, font(size, True)) <= column.width - 4), least)

    def pictured(self, strips: list[Strip], path: str, size: float) -> list[Strip]:
        """The strips with a pictogram beside the first of them."""
        if not path:
            return strips
        side = size * 1.1
        return self.headed(strips, side, size, lambda painter, box: pictures.picture(painter, path, box))

    def headed(
        self, strips: list[Strip], side: float, size: float, draw: Callable[[QPainter, QRectF], None]
    ) -> list[Strip]:
        """The strips with something square where the first of them begins."""
        if not strips:
            return strips
        first, *rest = strips
        column, middle = self.column, min(first.height, size * LEADING) / 2

        def paint(painter: QPainter, x: float, y: float) -> None:
            left = x + column.left + (column.width - side if column.right else 0)
            draw(painter, QRectF(left, y + middle - side / 2, side, side))
            first.paint(painter, x, y)

        return [Strip(first.height, paint, first.keep, first.loose), *rest]


def foot(slip: Slip, paper: Paper, number: int, total: int) -> Iterator[Strip]:
    """The number of a page, for a slip that has several."""
    words, rtl = slip.page(number, total), LANGUAGES[slip.language].rtl
    yield from text_strips(words, font(style_of(paper).small), Column(paper.side, paper.measure, slip.rtl), rtl)

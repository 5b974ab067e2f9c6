"""The slip itself: papers, page numbers, what is read aloud."""

from __future__ import annotations

import pytest

from kiosk.paper.sizes import DPI, PAPERS, dots
from kiosk.paper.slip import Block, Kind, Slip, lines
from kiosk.settings.printers import PAPERS as SITE_PAPERS
from kiosk.settings.printers import ROLLS


def test_a_roll_of_80_mm_is_576_dots() -> None:
    """What every receipt printer of that width prints; sheets are as large as their paper."""
    assert (DPI, dots(72), PAPERS["80mm"].width) == (203, 575, 576)
    for name in ("a5", "a4"):
        paper = PAPERS[name]
        assert (paper.width, paper.height) == tuple(map(dots, paper.sheet_mm))
    assert tuple(name for name, paper in PAPERS.items() if paper.roll) == ROLLS and tuple(PAPERS) == SITE_PAPERS


@pytest.mark.parametrize(("language", "foot"), [("fr", "Page 2 sur 3"), ("fa", "Page ۲ sur ۳")])
def test_pages_are_counted_in_the_digits_of_the_language(language: str, foot: str) -> None:
    assert Slip(language, "", (), "Page {number} sur {total}").page(2, 3) == foot


def test_lines_follow_the_paper() -> None:
    """Label, then text; each part in its language; nothing for a rule; French again only for the desk."""
    slip = Slip(
        "ar",
        "CCAS",
        (
            Block(Kind.RULE),
            Block(Kind.FACT, "a", "نص", "ar", label="عنوان", french="texte", french_label="Adresse"),
            Block(Kind.FACT, "b", "نص Ville", "ar", said=(("نص", "ar"), ("Ville", "fr"))),
        ),
    )
    heard = [("a", "عنوان", "ar"), ("a", "نص", "ar"), ("b", "نص", "ar"), ("b", "Ville", "fr")]
    assert list(lines(slip)) == heard
    again = [("a", "Adresse", "fr"), ("a", "texte", "fr")]
    assert list(lines(slip, desk=True)) == [*heard[:2], *again, *heard[2:]]
    assert slip.rtl and not Block(Kind.TEXT, text="x").rtl

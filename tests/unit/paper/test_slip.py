"""The slip itself: papers, page numbers, what is read aloud."""

from __future__ import annotations

import pytest

from kiosk.paper.sizes import DPI, PAPERS, dots
from kiosk.paper.slip import Block, Kind, Slip, lines, with_french
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


@pytest.mark.parametrize(
    ("shown", "french", "beneath"),
    [
        ("Понеділок", "lundi", "lundi"),
        ("з 09:00 до 12:30", "de 09:00 à 12:30", ""),
        ("از ۰۹:۰۰ تا ۱۲:۳۰", "de 09:00 à 12:30", "de 09:00 à 12:30"),
        ("від 09:00", "de 09:00 à 12:30", "de 09:00 à 12:30"),
        ("620 м", "620 m", ""),
        ("до 4 грудня", "jusqu'au 4 décembre", "jusqu'au 4 décembre"),
        ("\u20683 rue de la Gare\u2069", "3 rue de la Gare", ""),
        ("Français : \u2068Bâtiment B\u2069", "Bâtiment B", ""),
        ("نعم", "", ""),
    ],
)
def test_french_is_beneath_what_it_adds_to(shown: str, french: str, beneath: str) -> None:
    """Words always; figures only where they are other figures; nothing that one can read there already."""
    own = Slip("uk", "", (Block(Kind.RULE), Block(Kind.ROW, "a", shown, label="День"), Block(Kind.TEXT, "b", shown)))
    again = Slip("fr", "", (Block(Kind.ROW, "a", french, label="jour"), Block(Kind.TEXT, "c", french)))
    rule, row, alone = with_french(own, again).blocks
    assert (row.text, row.french, row.french_label) == (shown, beneath, "jour")
    assert (rule, alone) == (own.blocks[0], own.blocks[2])


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

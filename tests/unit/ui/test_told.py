"""What is told of a place begins with what the path asked."""

from __future__ import annotations

from kiosk.directory.models import Service
from kiosk.ui.viewmodels.told import _most_exact_first

MEALS = Service(("equipement-et-alimentation--alimentation",), name="Colis de nourriture")
HOME = Service(("equipement-et-alimentation--alimentation",), name="Repas livrés à domicile")


def test_the_service_whose_name_has_a_word_of_the_path_comes_first() -> None:
    """Somebody who asks for a meal reads of meals; the order is kept where nothing tells two services apart."""
    assert _most_exact_first((MEALS, HOME), ("repas",)) == (HOME, MEALS)
    assert _most_exact_first((MEALS, HOME), ()) == (MEALS, HOME)

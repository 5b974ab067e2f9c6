"""The numbered slip of an appointment: what stands on it in every language, and what never does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.flow.wish import Outcome
from kiosk.i18n.languages import LANGUAGES
from kiosk.paper.sizes import PAPERS, dots
from kiosk.paper.slip import Slip
from kiosk.ui.slip import draw_pages
from kiosk.ui.viewmodels.appointment_slip import derive_appointment_slip
from tests.support.kiosks import SPOKEN
from tests.support.slips import Slips
from tests.support.wishes import SLOTS

GIVEN = Outcome("B7-042", SLOTS[0], to_confirm=True)
ORDER = ["site", "site:address", "asked", "number", "when", "who", "come", "sure", "printed", "demonstration"]


def slip_of(slips: Slips, language: str = "fr", outcome: Outcome | None = GIVEN) -> Slip:
    return derive_appointment_slip(slips.source(), outcome, slips.words(language), slips.words("fr"))


def text(slip: Slip, key: str) -> str:
    return next(block.text for block in slip.blocks if block.key == key)


def test_the_slip_says_when_to_come_and_what_to_say(slips: Slips) -> None:
    """The number, the day and the hour in words; a certain hour and an uncertain one do not read the same."""
    slip = slip_of(slips)
    assert [block.key for block in slip.blocks if block.key] == ORDER
    assert (text(slip, "number"), text(slip, "when")) == ("B7-042", "vendredi 20 novembre 2026 à 11:00")
    assert text(slip, "come") == "Venez ici à cette heure, avec ce ticket."
    assert text(slip, "sure").startswith("L'heure n'est pas encore sûre.")
    certain = slip_of(slips, outcome=replace(GIVEN, to_confirm=False))
    assert text(certain, "sure") == "À l'accueil, donnez votre numéro."


@pytest.mark.parametrize("language", SPOKEN)
def test_every_language_has_french_beneath(slips: Slips, language: str) -> None:
    """For the person at the desk: what this is, the hour, what the visitor was told; one number for both."""
    slip, french = slip_of(slips, language), slip_of(slips)
    assert (slip.language, slip.rtl, text(slip, "number")) == (language, LANGUAGES[language].rtl, "B7-042")
    for key in ("asked", "when", "come", "sure", "printed", "demonstration"):
        block = next(block for block in slip.blocks if block.key == key)
        assert block.french == ("" if language == "fr" else text(french, key))


@pytest.mark.parametrize("name", PAPERS)
def test_it_is_short(slips: Slips, name: str) -> None:
    """One page; on a roll, 20 cm at most, French beneath included."""
    longest = max(draw_pages(slip_of(slips, language), PAPERS[name])[0].height() for language in SPOKEN)
    assert all(len(draw_pages(slip_of(slips, language), PAPERS[name])) == 1 for language in SPOKEN)
    if PAPERS[name].roll:
        assert longest <= dots(200)


@pytest.mark.parametrize("outcome", [None, Outcome(), Outcome(taken=True)])
def test_without_a_number_there_is_no_slip(slips: Slips, outcome: Outcome | None) -> None:
    with pytest.raises(LookupError):
        slip_of(slips, outcome=outcome)

"""The best next step in words: what to do first, and whether one can come now as well."""

from __future__ import annotations

import pytest

from kiosk.directory.advice import advice, every_advice
from kiosk.directory.next_step import WAYS, NextStep
from kiosk.i18n.catalogue import Words
from kiosk.i18n.languages import LANGUAGES

FRENCH = Words(LANGUAGES["fr"])


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ((), ""),
        ((NextStep("book"), NextStep("call")), "Le mieux : prendre rendez-vous."),
        ((NextStep("book"), NextStep("walk")), "Le mieux : prendre rendez-vous. Vous pouvez aussi venir maintenant."),
        ((NextStep("call"), NextStep("walk")), "Le mieux : appeler. Vous pouvez aussi venir maintenant."),
        ((NextStep("call", now=False), NextStep("come-later", now=False)), "Appelez quand c'est ouvert."),
        ((NextStep("walk"), NextStep("write")), "Vous pouvez venir maintenant."),
        ((NextStep("write"),), "Le mieux : écrire un e-mail."),
        ((NextStep("come-later", now=False),), "Venez quand c'est ouvert."),
    ],
)
def test_the_first_step_is_said(steps: tuple[NextStep, ...], said: str) -> None:
    assert advice(steps, FRENCH) == said


def test_all_that_can_be_said_is_known_beforehand() -> None:
    """Each way has its words, so that a clip can be made of them; none sends somebody to a door that is closed."""
    known = every_advice(FRENCH)
    assert len(known) == len(set(known)) == 8
    assert all(advice([NextStep(way)], FRENCH) in known for way in WAYS)
    assert not [text for text in known if "quand c'est ouvert" in text and "maintenant" in text]

"""The best next step towards a place, in one or two easy sentences that are true at any hour of the screen."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.directory.next_step import WAYS, NextStep
from kiosk.i18n.catalogue import N_, Words

BEST = {
    # Translators: the best next step towards a place: the visitor books an appointment
    "book": N_("Le mieux : prendre rendez-vous."),
    # Translators: the best next step towards a place: the visitor calls it
    "call": N_("Le mieux : appeler."),
    "walk": N_("Vous pouvez venir maintenant."),
    # Translators: the best next step towards a place: the visitor writes an e-mail
    "write": N_("Le mieux : écrire un e-mail."),
    "come-later": N_("Venez quand c'est ouvert."),
}
"""By `NextStep.way`."""
CALL_LATER = N_("Appelez quand c'est ouvert.")
ALSO_NOW = N_("Vous pouvez aussi venir maintenant.")


def advice(steps: Sequence[NextStep], t: Words) -> str:
    """What to do first, and that one can come now as well; "" where there is no step."""
    if not steps:
        return ""
    best = steps[0]
    later = best.way == "call" and not best.now
    chosen = CALL_LATER if later else BEST[best.way]
    also = best.way != "walk" and any(step.way == "walk" for step in steps)
    return f"{t(chosen)} {t(ALSO_NOW)}" if also else t(chosen)


def every_advice(t: Words) -> tuple[str, ...]:
    """All that `advice` can say."""
    alone = [[NextStep(way, now=now)] for way in WAYS for now in (True, False)]
    first = [[NextStep(way), NextStep("walk")] for way in WAYS[: WAYS.index("walk")]]
    return tuple(dict.fromkeys(advice(steps, t) for steps in (*alone, *first)))

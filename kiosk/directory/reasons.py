"""The one easy line that says why a place is among the answers."""

from __future__ import annotations

import datetime as dt

from kiosk.directory.models import Opening, Result
from kiosk.directory.opening import opens_soon
from kiosk.i18n.catalogue import N_, Words
from kiosk.i18n.formats import format_distance

NEAR_M = 1500
"""What one can walk counts as near, in metres."""

REASONS = {
    "open-near": N_("C'est ouvert maintenant et c'est près d'ici."),
    "open": N_("C'est ouvert maintenant."),
    "opens-soon": N_("Ce lieu ouvre bientôt."),
    "language-open": N_("Une personne parle votre langue. C'est ouvert maintenant."),
    "language": N_("Une personne parle votre langue."),
    "near": N_("C'est près d'ici."),
    "exact": N_("Ce lieu aide pour cela."),
    "farther-open": N_("Plus loin : {distance}. C'est ouvert maintenant."),
    "farther-language": N_("Plus loin : {distance}. Une personne parle votre langue."),
    "farther": N_("Plus loin : {distance}."),
    "unplaced": N_("Ce lieu aide pour cela. Appelez avant de venir."),
    "broader": N_("Ce lieu aide sur le même sujet."),
    "closed-for-now": N_("Ce lieu est fermé pour le moment."),
    "call-now": N_("Vous pouvez appeler maintenant."),
    "call": N_("Vous pouvez appeler."),
    "helper": N_("Une personne est ici pour vous aider."),
}


def why(result: Result, t: Words) -> str:
    """Why this place, in the words of `t`."""
    distance = format_distance(result.distance_m, t.language.code) if result.distance_m is not None else ""
    return t(REASONS[result.reason], distance=distance)


def reason_of(rung: str, opening: Opening, metres: float | None, speaks: bool, at: dt.datetime) -> str:
    """The code of the most useful true fact about a result."""
    if rung == "helper":
        return "helper"
    if rung == "phone":
        return "call-now" if opening.open else "call"
    if opening.doubt == "closure":
        return "closed-for-now"
    if rung == "broader":
        return "broader"
    if metres is None:
        return "unplaced"
    if rung == "farther":
        return "farther-language" if speaks else "farther-open" if opening.open else "farther"
    return _reason_here(opening, metres, speaks, at)


def _reason_here(opening: Opening, metres: float, speaks: bool, at: dt.datetime) -> str:
    if speaks:
        return "language-open" if opening.open else "language"
    if opening.open:
        return "open-near" if metres <= NEAR_M else "open"
    if opens_soon(opening, at):
        return "opens-soon"
    return "near" if metres <= NEAR_M else "exact"

"""The one easy line that says why a place is among the answers: what makes it right, and never whether it is open,
which `opening_line` says beside it."""

from __future__ import annotations

from kiosk.directory.models import Result
from kiosk.i18n.catalogue import N_, Words
from kiosk.i18n.formats import format_distance

NEAR_M = 1500
"""What one can walk counts as near, in metres."""

REASONS = {
    "near": N_("Ce lieu aide pour cela. C'est près d'ici."),
    "exact": N_("Ce lieu aide pour cela."),
    "language": N_("Une personne parle votre langue."),
    "farther": N_("Plus loin : {distance}."),
    "farther-language": N_("Plus loin : {distance}. Une personne parle votre langue."),
    "unplaced": N_("Ce lieu aide pour cela. Il est peut-être loin."),
    "broader": N_("Ce lieu peut vous orienter."),
    "call": N_("Ce numéro aide pour cela."),
    "call-broader": N_("Ce numéro peut vous orienter."),
    "helper": N_("Une personne peut vous aider ici."),
}


def why(result: Result, t: Words) -> str:
    """Why this place, in the words of `t`."""
    distance = format_distance(result.distance_m, t.language.code) if result.distance_m is not None else ""
    return t(REASONS[result.reason], distance=distance)


def reason_of(rung: str, metres: float | None, speaks: bool, exact: bool = True) -> str:
    """The code of the most useful true fact about a result; `exact` is whether it knows just what was asked."""
    if rung == "phone":
        return "call" if exact else "call-broader"
    if rung in ("helper", "broader"):
        return rung
    if metres is None:
        return "unplaced"
    if rung == "farther":
        return "farther-language" if speaks else "farther"
    if speaks:
        return "language"
    return "near" if metres <= NEAR_M else "exact"

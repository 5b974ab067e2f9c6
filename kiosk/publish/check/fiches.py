"""The fiches: whole, dated, neither too short nor too long, and used by some tile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kiosk.guide.tree import Fiche, Guide
from kiosk.publish.check.finding import ERROR, WARNING, Finding
from kiosk.publish.check.tiles import Places

WHAT = (2, 4)
MOST_TO_BRING = 6
OLD_AFTER_YEARS = 2
TIME_ZONES = dt.timedelta(days=1)
"""Tomorrow has begun in some French territory."""


def fiche_faults(guide: Guide, places: Places, today: dt.date) -> Iterator[Finding]:
    """What each fiche lacks, has too much of, or wrote down too long before `today`."""
    for fiche in guide.fiches.values():
        for level, key, advice in (*_shape(fiche), *_age(fiche, today)):
            file, line = places.where(("fiche", fiche.id), key)
            yield Finding(level, file, line, f"fiche {fiche.id}, {key}", "fiche", "", advice)


def unused(guide: Guide, places: Places) -> Iterator[Finding]:
    """Fiches no tile leads to, and numbers that no tile shows and no search can find."""
    ways = [path.way for path in guide.paths()]
    read, dialled = {way.fiche for way in ways}, {phone for way in ways for phone in way.phones}
    for fiche in guide.fiches.values():
        if fiche.id not in read:
            file, line = places.where(("fiche", fiche.id), "id")
            advice = "Aucune case ne mène à cette fiche : enlevez-la, ou donnez-la à une case."
            yield Finding(WARNING, file, line, f"fiche {fiche.id}, id", "fiche-inutile", fiche.id, advice)
    for phone in guide.phones.values():
        if phone.id not in dialled and not phone.themes and not phone.services:
            file, line = places.where(("phone", phone.id), "id")
            advice = "Aucune case ne montre ce numéro : enlevez-le, ou donnez-lui themes ou services."
            yield Finding(WARNING, file, line, f"téléphone {phone.id}, id", "numero-inutile", phone.name, advice)


def _shape(fiche: Fiche) -> Iterator[tuple[str, str, str]]:
    """(level, key, advice)."""
    least, most = WHAT
    if not least <= len(fiche.what) <= most:
        yield ERROR, "what", f"Il y a {len(fiche.what)} phrases dans what : il en faut de {least} à {most}."
    if len(fiche.bring) > MOST_TO_BRING:
        yield ERROR, "bring", f"Il y a {len(fiche.bring)} papiers : gardez-en {MOST_TO_BRING}, les plus utiles."
    if not fiche.there:
        yield ERROR, "there", "Dites ce qui se passe sur place : ajoutez there."
    if not fiche.cost:
        yield ERROR, "cost", "Dites le prix, même quand c'est gratuit : ajoutez cost."


def _age(fiche: Fiche, today: dt.date) -> Iterator[tuple[str, str, str]]:
    if fiche.written is None:
        yield ERROR, "written", f"Dites quel jour cette fiche a été vérifiée : written = {today.isoformat()}"
    elif fiche.written > today + TIME_ZONES:
        yield ERROR, "written", f"Le {fiche.written.isoformat()} est dans le futur : corrigez le jour."
    elif (fiche.written.year + OLD_AFTER_YEARS, fiche.written.month, fiche.written.day) < (
        today.year,
        today.month,
        today.day,
    ):
        advice = f"Cette fiche a plus de {OLD_AFTER_YEARS} ans : vérifiez-la, puis changez written."
        yield WARNING, "written", advice

"""The first sheet of the printed guide: what this paper is for, and how to discuss it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kiosk.guide.printed_markup import Html, tag
from kiosk.i18n.catalogue import N_, Words
from kiosk.i18n.formats import format_day

PURPOSE = (
    N_("La borne est un écran à l'accueil."),
    N_("La borne pose 3 questions."),
    N_("Après, la borne montre où aller."),
    N_("Ce papier montre toutes les questions."),
    N_("Vos idées rendent les questions plus faciles."),
)
STEPS = (
    N_("Choisissez une page."),
    N_("Lisez une case à voix haute. Une case est un dessin avec des mots."),
    N_("Dites ce que vous comprenez."),
    N_("Cochez Clair ou Pas clair."),
    N_("Écrivez les mots que vous préférez."),
    N_("Donnez ce papier à l'accueil."),
)


def cover(t: Words, printed: dt.date, where: str, coins: Iterable[Html]) -> Html:
    """`coins` are the pictograms of the needs."""
    return tag(
        "section",
        *((tag("p", where, class_="where"),) if where else ()),
        tag("div", *coins, class_="coins"),
        tag("h1", t("Les questions de la borne")),
        tag("h2", t("À quoi sert ce papier")),
        tag("div", *(tag("p", t(line)) for line in PURPOSE), class_="purpose"),
        tag("h2", t("Comment faire, ensemble")),
        tag("ol", *(tag("li", t(step)) for step in STEPS), class_="steps"),
        tag("p", t("Papier imprimé le {date}.", date=format_day(printed, t.language.code)), class_="printed"),
        class_="sheet cover",
    )

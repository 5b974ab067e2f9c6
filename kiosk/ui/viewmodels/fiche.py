"""The fiche of a path: what this is, what happens there, what to bring, what it costs and how long it takes."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.guide.tree import Fiche
from kiosk.i18n.catalogue import Words
from kiosk.i18n.formats import format_day
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.lines import LineProps, hear_name, section, spoken_lines, turn_lines


@dataclass(frozen=True, slots=True)
class FicheProps:
    """`what` this is, what happens `there`, what to `bring`; `facts` are price, time and date. `read` opens the whole
    fiche where there is no room for it above the places, `close` goes back, `next` and `previous` turn its pages."""

    title: LineProps
    what: tuple[LineProps, ...]
    there: tuple[LineProps, ...]
    bring: tuple[LineProps, ...]
    facts: tuple[LineProps, ...]
    read: str
    close: str
    next: str
    previous: str

    @property
    def spoken(self) -> tuple[Line, ...]:
        return spoken_lines((self.title, *self.what, *self.there, *self.bring, *self.facts))

    @property
    def turns(self) -> tuple[Line, ...]:
        """The buttons of its own pages."""
        return turn_lines(self.previous, self.read, self.close, self.next)


NO_FICHE = FicheProps(LineProps("", "", "title"), (), (), (), (), "", "", "", "")


def derive_fiche(fiche: Fiche, t: Words) -> FicheProps:
    written = t("Ce texte est du {date}.", date=format_day(fiche.written, t.language.code)) if fiche.written else ""
    return FicheProps(
        title=LineProps("fiche", t(fiche.title), "title", hear=hear_name(t(fiche.title), t)),
        what=tuple(LineProps(f"fiche:{n}", t(text)) for n, text in enumerate(fiche.what)),
        there=section("there", t("Sur place"), "desk", map(t, fiche.there), t),
        bring=section("bring", t("À apporter"), "bag", map(t, fiche.bring), t, "item"),
        facts=(
            *section("cost", t("Prix"), "coin", (t(fiche.cost),), t),
            *section("time", t("Combien de temps"), "waiting", (t(fiche.time),), t),
            *((LineProps("fiche:written", written, "note"),) if written else ()),
        ),
        read=t("Ce qu'il faut savoir"),
        close=t("Voir les lieux"),
        next=t("Lire la suite"),
        previous=t("Lire la page d'avant"),
    )

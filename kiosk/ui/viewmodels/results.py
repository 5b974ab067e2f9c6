"""Where to go: the fiche in short, then three places to a page."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.flow import Session
from kiosk.guide.tree import Fiche, Guide
from kiosk.i18n.catalogue import N_, Words
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.place_facts import Moment, PlaceFacts, place_facts

RUNG_TITLES = {
    "here": N_("Voici où aller"),
    "farther": N_("Voici où aller, un peu plus loin"),
    "broader": N_("Ces lieux peuvent vous orienter"),
    "phone": N_("Voici qui appeler"),
    "helper": N_("Une personne est là pour vous"),
}


@dataclass(frozen=True, slots=True)
class CardProps:
    key: str
    facts: PlaceFacts
    hear: str

    @property
    def line(self) -> Line:
        facts = self.facts
        said = (facts.name, facts.why, facts.opening, facts.distance)
        return Line(self.key, ". ".join(text.rstrip(".") for text in said if text) + ".")


@dataclass(frozen=True, slots=True)
class FicheProps:
    title: str
    what: tuple[str, ...]
    bringTitle: str
    bring: tuple[str, ...]
    read: str
    close: str

    @property
    def spoken(self) -> tuple[Line, ...]:
        bring = [Line("bring", self.bringTitle), *(Line(f"bring:{n}", text) for n, text in enumerate(self.bring))]
        return (
            Line("fiche", self.title),
            *(Line(f"what:{n}", text) for n, text in enumerate(self.what)),
            *(bring if self.bring else ()),
        )


@dataclass(frozen=True, slots=True)
class ResultsProps:
    title: str
    chosen: tuple[str, ...]
    searching: str
    fiche: FicheProps | None
    cards: tuple[CardProps, ...]
    page: str
    more: str
    previous: str
    hasMore: bool
    hasPrevious: bool

    @property
    def spoken(self) -> tuple[Line, ...]:
        fiche = self.fiche.spoken if self.fiche and not self.hasPrevious else ()
        return (Line("title", self.title), *(card.line for card in self.cards), *fiche)


def derive_results(session: Session, guide: Guide, kinds: dict[str, str], moment: Moment, t: Words) -> ResultsProps:
    """The results of `session`, or the words for waiting while the search runs."""
    path = guide.path(session.path)
    fiche = guide.fiches.get(path.way.fiche) if path else None
    return ResultsProps(
        title=t(RUNG_TITLES[session.answer.rung]) if session.answer else t("Je cherche"),
        chosen=tuple(map(t, path.labels)) if path else (),
        searching=t("Un instant") if session.searching else "",
        fiche=derive_fiche(fiche, t) if fiche else None,
        cards=tuple(
            CardProps(
                key=f"card:{result.place.id}",
                facts=facts,
                hear=t("Écouter : {text}", text=facts.name),
            )
            for result in session.shown
            for facts in (place_facts(result, moment, kinds, t),)
        ),
        page=t("Page {number} sur {total}", number=session.page + 1, total=session.pages) if session.pages > 1 else "",
        more=t("Voir d'autres lieux"),
        previous=t("Lieux d'avant"),
        hasMore=session.page + 1 < session.pages,
        hasPrevious=session.page > 0,
    )


def derive_fiche(fiche: Fiche, t: Words) -> FicheProps:
    return FicheProps(
        title=t(fiche.title),
        what=tuple(map(t, fiche.what)),
        bringTitle=t("À apporter"),
        bring=tuple(map(t, fiche.bring)),
        read=t("Ce qu'il faut savoir"),
        close=t("Voir les lieux"),
    )

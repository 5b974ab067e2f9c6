"""Where to go: the number to call when it is urgent, the fiche, then three places to a page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.directory.models import Result
from kiosk.flow import Session
from kiosk.guide.tree import Guide
from kiosk.i18n.catalogue import N_, Words
from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.fiche import NO_FICHE, FicheProps, derive_fiche
from kiosk.ui.viewmodels.lines import LineProps, heading_lines, hear_name, slices_of, spoken_lines, trail, turn_lines
from kiosk.ui.viewmodels.moment import Moment
from kiosk.ui.viewmodels.place_facts import PlaceFacts, door_picture, place_facts
from kiosk.ui.viewmodels.urgent import UrgentProps, derive_urgent, first_urgent, phone_service

RUNG_TITLES = {
    "here": N_("Voici où aller"),
    "farther": N_("Voici où aller, un peu plus loin"),
    "broader": N_("Ces lieux peuvent vous orienter"),
    "phone": N_("Voici qui appeler"),
    "helper": N_("Une personne est là pour vous"),
}


@dataclass(frozen=True, slots=True)
class CardProps:
    """`told` are the facts under the name and the reason, in their order."""

    key: str
    facts: PlaceFacts
    hear: str
    told: tuple[LineProps, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        why = (Line(self.key, self.facts.why),) if self.facts.why else ()
        return (self.facts.name_line(self.key), *why, *spoken_lines(self.told))


@dataclass(frozen=True, slots=True)
class ResultsProps:
    title: str
    titleHear: str
    chosen: str
    searching: str
    urgent: UrgentProps | None
    fiche: FicheProps
    cards: tuple[CardProps, ...]
    page: str
    more: str
    previous: str
    hasMore: bool
    hasPrevious: bool

    @property
    def spoken(self) -> tuple[Line, ...]:
        urgent = self.urgent.lines if self.urgent else ()
        cards = tuple(line for card in self.cards for line in card.lines)
        # Who turns the page has heard the fiche: there it comes last.
        body = (*cards, *self.fiche.spoken) if self.hasPrevious else (*self.fiche.spoken, *cards)
        page = (Line("title", self.page),) if self.page else ()
        waiting = (Line("searching", self.searching),) if self.searching else ()
        others = turn_lines(self.urgent.others, self.urgent.call) if self.urgent else ()
        turns = (*turn_lines(self.previous, self.more), *self.fiche.turns, *others)
        return (*heading_lines(self.title, chosen=self.chosen), *page, *waiting, *urgent, *body, *turns)


def derive_results(session: Session, guide: Guide, kinds: dict[str, str], moment: Moment, t: Words) -> ResultsProps:
    """The results of `session`, or the words for waiting while the search runs."""
    path = guide.path(session.path)
    fiche = guide.fiches.get(path.way.fiche) if path else None
    first = first_urgent(session, guide)
    phone = phone_service(first, guide) if first and first in session.shown else None
    title = t(RUNG_TITLES[session.answer.rung]) if session.answer else t("Je cherche")
    return ResultsProps(
        title=title,
        titleHear=hear_name(title, t),
        chosen=trail(map(t, path.labels)) if path else "",
        searching=t("Un instant") if session.searching else "",
        urgent=derive_urgent(first, phone, t) if first and phone else None,
        fiche=derive_fiche(fiche, t) if fiche else NO_FICHE,
        cards=tuple(_card(result, guide, kinds, moment, t) for result in session.shown if result is not first),
        page=t("Page {number} sur {total}", number=session.page + 1, total=session.pages) if session.pages > 1 else "",
        more=t.plural("Voir {n} autre lieu", "Voir {n} autres lieux", session.left),
        previous=t("Lieux d'avant"),
        hasMore=session.page + 1 < session.pages,
        hasPrevious=session.page > 0,
    )


def _card(result: Result, guide: Guide, kinds: dict[str, str], moment: Moment, t: Words) -> CardProps:
    """A number that a path names says what it is for, which tells more than that it helps."""
    facts, phone = place_facts(result, moment, kinds, t), phone_service(result, guide)
    if phone and result.reason == "call":
        facts = replace(facts, why=t(phone.what))
    key = f"card:{result.place.id}"
    return CardProps(key, facts, hear_name(facts.name, t), _told(key, facts))


def _told(key: str, facts: PlaceFacts) -> tuple[LineProps, ...]:
    """When and where; the number of what one calls, and first of all that of a place nobody has looked at for long."""
    number = LineProps(key, facts.phone, "strong", "phone")
    town = slices_of(facts.where, [(facts.town, SOURCE_LANGUAGE)])
    lines = (
        *((number,) if facts.old else ()),
        LineProps(key, facts.opening, "strong" if facts.state == "open" else "fact", door_picture(facts)),
        LineProps(key, facts.where, "fact", "pin", slices=town),
        *((number,) if not facts.old and not facts.distance else ()),
    )
    return tuple(line for line in lines if line.text)

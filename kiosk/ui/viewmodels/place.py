"""One place: everything one needs to get there, the QR codes that take it along, and the way to its paper."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.directory.models import NONE_CLOSED, IsClosed, Place, Result
from kiosk.i18n.catalogue import Words
from kiosk.i18n.formats import format_day
from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.lines import LineProps, hear_name, isolated, slices_of, spoken_lines, turn_lines
from kiosk.ui.viewmodels.moment import Moment
from kiosk.ui.viewmodels.place_facts import NO_FACTS, PlaceFacts, place_facts
from kiosk.ui.viewmodels.qr import (
    NO_OTHER,
    OtherCode,
    QrProps,
    code_qr,
    other_code,
    place_codes,
    place_steps,
    shown_code,
)
from kiosk.ui.viewmodels.told import Asked, Vocabulary, told_of
from kiosk.ui.viewmodels.week import DayProps, derive_week, week_title


@dataclass(frozen=True, slots=True)
class PlaceProps:
    """`told` are the facts one needs, in the order of the screen; `rest` says all that the screen could not hold, page
    after page, behind the button `read`. `qr` is one code of the place, `other` leads to the next one; `paper` leads to
    its slip, empty where nothing prints."""

    facts: PlaceFacts
    titleHear: str
    told: tuple[LineProps, ...]
    weekTitle: str
    weekHear: str
    week: tuple[DayProps, ...]
    notes: tuple[LineProps, ...]
    rest: tuple[LineProps, ...]
    qr: QrProps | None
    other: OtherCode = NO_OTHER
    paper: str = ""
    read: str = ""
    close: str = ""
    next: str = ""
    previous: str = ""

    @property
    def spoken(self) -> tuple[Line, ...]:
        days = [Line(f"week:{n}", text) for n, day in enumerate(self.week) for text in (day.day, day.hours)]
        kind = (Line("title", self.facts.kind),) if self.facts.kind else ()
        return (
            *kind,
            self.facts.name_line("title"),
            *spoken_lines(self.told),
            *((Line("week", self.weekTitle), *days) if days else ()),
            *(self.qr.lines("qr") if self.qr else ()),
            *spoken_lines(self.notes),
            *turn_lines(self.other.text, self.paper, self.previous, self.read, self.close, self.next),
        )


NO_PLACE = PlaceProps(NO_FACTS, "", (), "", "", (), (), (), None)


def derive_place(
    result: Result,
    asked: Asked,
    vocabulary: Vocabulary,
    moment: Moment,
    t: Words,
    *,
    code: int = 0,
    printer: bool = False,
    is_closed: IsClosed = NONE_CLOSED,
) -> PlaceProps:
    """The screen of one place, seen from what the visitor asked. `code` is which of its codes is shown, from 0;
    `printer` is whether a slip can be offered; `is_closed` tells of a link that nobody can book there now."""
    place = result.place
    facts = place_facts(result, moment, vocabulary.get("kinds", {}), t)
    told = told_of(result, facts, asked, vocabulary, t, place_steps(result, moment, is_closed))
    week = derive_week(place, moment, t)
    notes = (_updated(place, vocabulary.get("labels", {}), t),)
    notes = tuple(replace(note, hear=hear_name(note.text, t)) for note in notes if note.text)
    title, codes = week_title(moment, t), place_codes(result, moment, t, is_closed)
    seen = shown_code(codes, code)
    days = tuple(LineProps(f"week:{n}", f"{day.day} : {day.hours}", "under") for n, day in enumerate(week))
    return PlaceProps(
        facts=facts,
        titleHear=hear_name(facts.name, t),
        told=told,
        weekTitle=title,
        weekHear=hear_name(title, t),
        week=week,
        notes=notes,
        rest=(
            LineProps("title", facts.name, "title", hear=hear_name(facts.name, t)),
            *told,
            *((LineProps("week", title, "head", "calendar", hear=hear_name(title, t)), *days) if days else ()),
            *notes,
        ),
        qr=code_qr(seen, t) if seen else None,
        other=other_code(codes, code, t),
        paper=t("Imprimer sur papier") if printer else "",
        read=t("Voir tout"),
        close=t("Voir moins"),
        next=t("Lire la suite"),
        previous=t("Lire la page d'avant"),
    )


def _updated(place: Place, labels: dict[str, str], t: Words) -> LineProps:
    if not place.updated:
        return LineProps("updated", "", "note")
    names = list(dict.fromkeys(_readable(source.name, labels) for source in place.sources))
    text = t(
        "Information du {date}. Source : {sources}",
        date=format_day(place.updated, t.language.code),
        sources=" · ".join(map(isolated, names)),
    )
    french = () if t.language.code == SOURCE_LANGUAGE else slices_of(text, ((name, SOURCE_LANGUAGE) for name in names))
    return LineProps("updated", text, "note", slices=french)


def _readable(source: str, labels: dict[str, str]) -> str:
    """The name of a source; many publishers only give a slug, "conseiller-numerique"."""
    slug = " " not in source and source == source.lower()
    return labels.get(source) or (source.replace("-", " ").capitalize() if slug else source)

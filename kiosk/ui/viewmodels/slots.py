"""When one would like to come: the free half-hours, by day, a few large tiles a page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kiosk.flow import Session
from kiosk.flow.wish import Day
from kiosk.i18n.catalogue import Words
from kiosk.i18n.formats import format_day, format_time
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.lines import LineProps, heading_lines, hear_name, turn_lines


@dataclass(frozen=True, slots=True)
class SlotProps:
    """`id` is the moment, as ISO 8601; `name` tells the day with the hour, for who hears it alone."""

    id: str
    key: str
    time: str
    name: str
    hear: str


@dataclass(frozen=True, slots=True)
class DayProps:
    line: LineProps
    slots: tuple[SlotProps, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return (*self.line.spoken, *(Line(slot.key, slot.time) for slot in self.slots))


@dataclass(frozen=True, slots=True)
class SlotsProps:
    """`notice` is what has to be said before one chooses: that the hour chosen is gone, or that none is left."""

    title: str
    titleHear: str
    notice: LineProps
    days: tuple[DayProps, ...]
    previous: str
    other: str
    next: str

    @property
    def spoken(self) -> tuple[Line, ...]:
        days = tuple(line for day in self.days for line in day.lines)
        turns = turn_lines(self.previous, self.other, self.next)
        return (*heading_lines(self.title), *self.notice.spoken, *days, *turns)


def derive_slots(session: Session, t: Words) -> SlotsProps:
    wish = session.wish
    notice = ""
    if not wish.slots:
        notice = t("Toutes les heures sont prises. Une personne de l'accueil peut vous aider.")
    elif wish.taken:
        notice = t("Une autre personne a pris cette heure. Choisissez une autre heure.")
    title = t("Quand voulez-vous venir ?")
    return SlotsProps(
        title=title,
        titleHear=hear_name(title, t),
        notice=LineProps("notice", notice, "strong", "warning", hear=hear_name(notice, t)),
        days=tuple(_day(day, t) for day in wish.shown),
        previous=t("Heures d'avant") if wish.page > 0 else "",
        other=t("Un autre jour") if wish.next_day is not None else "",
        next=t("D'autres heures") if wish.page + 1 < len(wish.pages) else "",
    )


def slot_text(slot: dt.datetime, t: Words) -> str:
    """A half-hour in words: "mardi 24 novembre 2026 à 14:00"."""
    code = t.language.code
    # Translators: a day and an hour: "mardi 24 novembre 2026 à 14:00"
    return t("{day} à {time}", day=format_day(slot.date(), code), time=format_time(slot, code))


def _day(day: Day, t: Words) -> DayProps:
    words = format_day(day.day, t.language.code)
    line = LineProps(f"day:{day.day.isoformat()}", words, "title", "calendar", hear=hear_name(words, t))
    return DayProps(line, tuple(_slot(s, t) for s in day.slots))


def _slot(slot: dt.datetime, t: Words) -> SlotProps:
    name = slot_text(slot, t)
    moment = slot.isoformat()
    return SlotProps(moment, f"slot:{moment}", format_time(slot, t.language.code), name, hear_name(name, t))

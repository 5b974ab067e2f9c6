"""What a guide on paper says beside its tiles: the parts of a fiche, the numbers to call, and how one names a tile."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.guide.tree import Fiche, Guide, Need, Situation, Way
from kiosk.i18n.catalogue import Words
from kiosk.i18n.formats import format_day, format_phone

Tile = Need | Situation | Way


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of a fiche under one head, "" for what says what it is. `picture` names a pictogram of the controls;
    a `listed` part is a list of things."""

    name: str
    head: str
    lines: tuple[str, ...]
    picture: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A number that the kiosk shows before any place."""

    number: str
    name: str
    urgent: bool


def fiche_parts(fiche: Fiche, t: Words) -> tuple[Part, ...]:
    """The parts that hold something, in the order and under the heads of the screen."""
    written = t("Ce texte est du {date}.", date=format_day(fiche.written, t.language.code)) if fiche.written else ""
    parts = (
        Part("what", "", tuple(map(t, fiche.what))),
        Part("there", t("Sur place"), tuple(map(t, fiche.there)), "desk"),
        Part("bring", t("À apporter"), tuple(map(t, fiche.bring)), "bag", listed=True),
        Part("cost", t("Prix"), (t(fiche.cost),), "coin"),
        Part("time", t("Combien de temps"), (t(fiche.time),), "waiting"),
        Part("written", "", (written,)),
    )
    return tuple(part for part in parts if any(part.lines))


def first_calls(way: Way, guide: Guide, t: Words) -> tuple[Call, ...]:
    phones = (guide.phones[phone] for phone in way.phones)
    return tuple(
        Call(format_phone(phone.number).replace(" ", "\N{NO-BREAK SPACE}"), t(phone.name), phone.urgent)
        for phone in phones
    )

""" "Parler à quelqu'un": the helper of this very site, and the numbers that always answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.directory.models import Result
from kiosk.guide.tree import Guide
from kiosk.i18n.catalogue import Words
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.lines import LineProps, hear_name, in_french, named, spoken_lines, turn_lines
from kiosk.ui.viewmodels.place_facts import Moment, languages_line, place_facts, shown_phone
from kiosk.ui.viewmodels.qr import QrProps, place_qr

AT_ONCE = {"normal": 12, "large": 4, "larger": 4, "largest": 4}
"""How many urgent numbers stand on the screen at once; a button shows the next ones."""


@dataclass(frozen=True, slots=True)
class NumberProps:
    key: str
    number: str
    name: str
    hear: str


@dataclass(frozen=True, slots=True)
class HelpProps:
    title: str
    titleHear: str
    state: str
    name: LineProps
    desk: LineProps
    opening: LineProps
    phone: LineProps
    languages: LineProps
    qr: QrProps | None
    urgentTitle: str
    urgentHear: str
    urgent: tuple[NumberProps, ...]
    atOnce: int
    more: str

    @property
    def spoken(self) -> tuple[Line, ...]:
        lines = [
            Line("title", self.title),
            *spoken_lines((self.name, self.desk, self.opening, self.phone, self.languages)),
            *(self.qr.lines("qr") if self.qr else ()),
            Line("urgent", self.urgentTitle),
            *(Line(number.key, text) for number in self.urgent for text in (number.number, number.name)),
            *turn_lines(self.more),
        ]
        return tuple(line for line in lines if line.text)


def derive_help(helper: Result, guide: Guide, moment: Moment, t: Words) -> HelpProps:
    """The help screen. `helper` is this site's own helper as a result of the search."""
    screen = moment.settings.screen
    facts = place_facts(helper, moment, {}, t)
    title, urgent = t("Parler à quelqu'un"), t("C'est grave ? Appelez tout de suite :")

    def heard(text: str) -> str:
        return hear_name(text, t)

    desk = in_french("desk", moment.settings.helper.desk, 0, t)
    return HelpProps(
        title=title,
        titleHear=hear_name(title, t),
        state=facts.state,
        name=LineProps("name", facts.name, slices=named(facts.name, t) if facts.french else (), hear=heard(facts.name)),
        desk=replace(desk, hear=heard(desk.text)),
        opening=LineProps("opening", facts.opening, "strong", hear=heard(facts.opening)),
        phone=LineProps("phone", facts.phone, "strong", title=t("Téléphone"), hear=heard(facts.phone)),
        languages=languages_line("languages", facts, helper.place.languages, 0, t),
        qr=place_qr(helper, t),
        urgentTitle=urgent,
        urgentHear=heard(urgent),
        urgent=tuple(
            NumberProps(f"number:{phone.id}", shown_phone(phone.number), t(phone.name), heard(t(phone.name)))
            for phone in guide.phones.values()
            if phone.urgent
        ),
        atOnce=4 if screen.reach == "low" else AT_ONCE[screen.text_size],
        more=t("D'autres numéros"),
    )

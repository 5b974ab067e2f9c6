""" "Parler à quelqu'un": the helper of this very site, and the numbers that always answer."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.directory.models import Result
from kiosk.guide.tree import Guide
from kiosk.i18n.catalogue import Words
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.lines import LineProps, in_french
from kiosk.ui.viewmodels.place_facts import Moment, PlaceFacts, place_facts, shown_phone
from kiosk.ui.viewmodels.qr import QrProps, place_qr

AT_ONCE = {"normal": 12, "large": 4, "larger": 4, "largest": 4}
"""How many urgent numbers stand on the screen at once; a button shows the next ones."""


@dataclass(frozen=True, slots=True)
class NumberProps:
    key: str
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class HelpProps:
    title: str
    facts: PlaceFacts
    desk: LineProps
    languages: str
    qr: QrProps | None
    urgentTitle: str
    urgent: tuple[NumberProps, ...]
    atOnce: int
    more: str

    @property
    def spoken(self) -> tuple[Line, ...]:
        lines = [
            Line("title", self.title),
            Line("name", self.facts.name),
            self.desk.line,
            Line("opening", self.facts.opening),
            Line("phone", self.facts.phone),
            Line("languages", self.languages),
            *((Line("qr", f"{self.qr.title} {self.qr.caption}"),) if self.qr else ()),
            Line("urgent", self.urgentTitle),
            *(Line(number.key, f"{number.number} : {number.name}") for number in self.urgent),
        ]
        return tuple(line for line in lines if line.text)


def derive_help(helper: Result, guide: Guide, moment: Moment, t: Words) -> HelpProps:
    """The help screen. `helper` is this site's own helper as a result of the search."""
    screen = moment.settings.screen
    facts = place_facts(helper, moment, {}, t)
    return HelpProps(
        title=t("Parler à quelqu'un"),
        facts=facts,
        desk=in_french("desk", moment.settings.helper.desk, 0, t),
        languages=t("On parle aussi : {languages}", languages=facts.languages) if facts.languages else "",
        qr=place_qr(helper, t),
        urgentTitle=t("C'est grave ? Appelez tout de suite :"),
        urgent=tuple(
            NumberProps(f"number:{phone.id}", shown_phone(phone.number), t(phone.name))
            for phone in guide.phones.values()
            if phone.urgent
        ),
        atOnce=4 if screen.reach == "low" else AT_ONCE[screen.text_size],
        more=t("D'autres numéros"),
    )

""" "Parler à quelqu'un": the helper of this very site, and the numbers that always answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.directory.models import NONE_CLOSED, IsClosed, Result
from kiosk.flow import Session
from kiosk.flow.appointment import can_ask, has_number
from kiosk.guide.tree import Guide
from kiosk.i18n.catalogue import Words
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.lines import LineProps, hear_name, in_french, named, spoken_lines, turn_lines
from kiosk.ui.viewmodels.moment import Moment
from kiosk.ui.viewmodels.place_facts import languages_line, place_facts, shown_phone
from kiosk.ui.viewmodels.qr import QrProps, code_qr, place_codes

AT_ONCE = {"normal": 12, "large": 4, "larger": 4, "largest": 4}
"""How many urgent numbers stand on the screen at once; a button shows the next ones."""

REACH = ("booking", "phone")
"""The codes of somebody who is here: nobody needs the way."""


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
    appointment: str = ""

    @property
    def spoken(self) -> tuple[Line, ...]:
        lines = [
            Line("title", self.title),
            *spoken_lines((self.name, self.desk, self.opening, self.phone, self.languages)),
            Line("appointment", self.appointment),
            *(self.qr.lines("qr") if self.qr else ()),
            Line("urgent", self.urgentTitle),
            *(Line(number.key, text) for number in self.urgent for text in (number.number, number.name)),
            *turn_lines(self.more),
        ]
        return tuple(line for line in lines if line.text)


def appointment_button(session: Session, t: Words) -> str:
    """What leads to an appointment with the helper, or back to the number of the one that was asked for."""
    if has_number(session):
        return t("Revoir mon numéro")
    return t("Demander un rendez-vous ici") if can_ask(session) else ""


def derive_help(
    helper: Result,
    guide: Guide,
    moment: Moment,
    t: Words,
    appointment: str = "",
    is_closed: IsClosed = NONE_CLOSED,
) -> HelpProps:
    """The help screen. `helper` is this site's own helper as a result of the search; `appointment` is on the button
    that asks for one, empty where none can be asked for; `is_closed` tells of a link that nobody can book there now."""
    screen = moment.settings.screen
    facts = place_facts(helper, moment, {}, t)
    title, urgent = t("Parler à quelqu'un"), t("C'est grave ? Appelez tout de suite :")

    def heard(text: str) -> str:
        return hear_name(text, t)

    reach = [code for code in place_codes(helper, moment, t, is_closed) if code.kind in REACH]
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
        qr=code_qr(reach[0], t) if reach else None,
        urgentTitle=urgent,
        urgentHear=heard(urgent),
        urgent=tuple(
            NumberProps(f"number:{phone.id}", shown_phone(phone.number), t(phone.name), heard(t(phone.name)))
            for phone in guide.phones.values()
            if phone.urgent
        ),
        atOnce=4 if screen.reach == "low" else AT_ONCE[screen.text_size],
        more=t("D'autres numéros"),
        appointment=appointment,
    )

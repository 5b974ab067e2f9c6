"""The number to call at once, when somebody may be in danger."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.directory.models import PHONE_KIND, Result
from kiosk.flow import Session
from kiosk.guide.tree import Guide, PhoneService
from kiosk.i18n.catalogue import Words
from kiosk.paper.qr import phone_qr
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.lines import hear_name
from kiosk.ui.viewmodels.place_facts import shown_phone
from kiosk.ui.viewmodels.qr import QrProps, qr_props


@dataclass(frozen=True, slots=True)
class UrgentProps:
    """`id` is the place of that number in the directory; `key` lights it while it is read; `others` leads to the
    numbers after it where the screen has no room for them."""

    id: str
    key: str
    call: str
    number: str
    name: str
    what: str
    hear: str
    others: str
    qr: QrProps | None

    @property
    def lines(self) -> tuple[Line, ...]:
        said = (self.call, self.number, self.name, self.what)
        code = self.qr.lines("urgent-qr") if self.qr else ()
        return (*(Line(self.key, text) for text in said if text), *code)


def phone_service(result: Result, guide: Guide) -> PhoneService | None:
    """The phone service of the guide that a result is, if it is one."""
    return (
        guide.phones.get(result.place.id.removeprefix(f"{PHONE_KIND}--")) if result.place.kind == PHONE_KIND else None
    )


def first_urgent(session: Session, guide: Guide) -> Result | None:
    """The first number for people in danger, when the path of `session` begins with calls."""
    path = guide.path(session.path)
    if path is None or not path.urgent or session.answer is None:
        return None
    return next((each for each in session.answer.results if (p := phone_service(each, guide)) and p.urgent), None)


def derive_urgent(result: Result, phone: PhoneService, t: Words) -> UrgentProps:
    number, code = shown_phone(phone.number), phone_qr(phone.number)
    return UrgentProps(
        id=result.place.id,
        key=f"urgent:{phone.id}",
        call=t("Appelez tout de suite"),
        number=number,
        name=t(phone.name),
        what=t(phone.what),
        hear=hear_name(t(phone.name), t),
        others=t("D'autres numéros"),
        qr=qr_props(code, t("Ce numéro sur votre téléphone"), number, t) if code else None,
    )

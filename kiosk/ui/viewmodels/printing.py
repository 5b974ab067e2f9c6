"""The paper of a place before one takes it along: what stands on it, and how far the printer is."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.flow import Print, Session, SlipOf
from kiosk.i18n.catalogue import N_, Words
from kiosk.paper.slip import Slip, lines
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.lines import LineProps, hear_name

SLIP = "slip"
"""The key of all that stands on the paper."""
SENT = N_("Envoyé à l'imprimante. Attendez un peu.")
UNSURE = N_("Envoyé à l'imprimante. Regardez si le papier sort.")
PRINTED = N_("C'est imprimé. Prenez votre papier.")
SPENT = N_("Vous avez déjà vos papiers. Pour un autre papier, parlez à l'accueil.")
BROKEN = N_("L'imprimante ne marche pas en ce moment. Parlez à l'accueil.")
SILENT = N_("L'imprimante ne répond pas. Parlez à l'accueil.")
REASONS = {
    "out of paper": N_("L'imprimante n'a plus de papier. Parlez à l'accueil."),
    "cover open": N_("L'imprimante est ouverte. Parlez à l'accueil."),
    "jam": N_("Le papier est coincé dans l'imprimante. Parlez à l'accueil."),
    "offline": SILENT,
    "absent": SILENT,
    "paused": N_("L'imprimante est arrêtée. Parlez à l'accueil."),
    "too long": N_("Le papier ne sort pas. Parlez à l'accueil."),
}
"""Why no paper comes out, by the reason the printer gives; BROKEN for all others."""


@dataclass(frozen=True, slots=True)
class PrintingProps:
    """`status` is empty until somebody prints. `on`: the paper tells what was asked; `answersLabel` is empty where it
    never does. `can`: one may print now."""

    title: str
    titleHear: str
    paperHear: str
    on: bool
    answersLabel: str
    answersState: str
    answersHear: str
    status: LineProps
    print: str
    can: bool
    slip: tuple[Line, ...] = ()

    @property
    def spoken(self) -> tuple[Line, ...]:
        return (
            Line("title", self.title),
            *self.status.spoken,
            *((Line("answers", self.answersLabel), Line("answers", self.answersState)) if self.answersLabel else ()),
            Line("print", self.print, when_seen=True),
            *self.slip,
        )


NO_PRINTING = PrintingProps("", "", "", True, "", "", "", LineProps("status", ""), "", False)


def derive_printing(session: Session, slip: Slip, t: Words, on: bool = True) -> PrintingProps:
    """The screen of the paper `slip`; `on`: it tells what was asked."""
    place = session.slip_of is SlipOf.PLACE
    title, answers = t("Votre papier"), t("Mes réponses sur le papier") if place else ""
    state = t("Oui. Touchez pour les enlever.") if on else t("Non. Touchez pour les mettre.")
    status, picture = status_of(session.print, session.spent)
    said = t(status)
    said_slip = (Line(SLIP, words, "" if language == slip.language else language) for _, words, language in lines(slip))
    return PrintingProps(
        title=title,
        titleHear=hear_name(title, t),
        paperHear=t("Écouter ce papier"),
        on=on,
        answersLabel=answers,
        answersState=state,
        answersHear=hear_name(answers, t),
        status=LineProps("status", said, "strong", picture, hear=hear_name(said, t)),
        print=t("Imprimer"),
        can=session.can_print,
        slip=tuple(said_slip),
    )


def status_of(told: Print, spent: bool) -> tuple[str, str]:
    """What to say of a print, in French, and its pictogram; nothing before anybody prints."""
    if told.under_way:
        return SENT, "waiting"
    if told.stage == "failed":
        return (SPENT, "talk") if spent else (REASONS.get(told.reason, BROKEN), "warning")
    if told.stage:
        return (PRINTED, "check") if told.stage == "printed" else (UNSURE, "waiting")
    return (SPENT, "talk") if spent else ("", "")

"""What will be sent, before it is; and the number, when it has been."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.flow import Print, Session, SlipOf
from kiosk.guide.tree import Guide
from kiosk.i18n.catalogue import N_, Words
from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE
from kiosk.settings import Settings
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.contact import shown_number
from kiosk.ui.viewmodels.lines import (
    LineProps,
    heading_lines,
    hear_name,
    isolated,
    own,
    slices_of,
    spoken_lines,
    trail,
    turn_lines,
)
from kiosk.ui.viewmodels.need import need_of
from kiosk.ui.viewmodels.others import NATIONAL_NUMBER
from kiosk.ui.viewmodels.place_facts import shown_phone
from kiosk.ui.viewmodels.printing import status_of
from kiosk.ui.viewmodels.slots import slot_text

# Translators: on the screen and on a printed slip; the hour of the appointment may be taken by somebody else
UNSURE = N_("L'heure n'est pas encore sûre. Demandez à l'accueil : donnez votre numéro.")
# Translators: on the screen and on a printed slip; "votre numéro" is the large number on it
SURE = N_("À l'accueil, donnez votre numéro.")


@dataclass(frozen=True, slots=True)
class ConfirmProps:
    """`send` is empty while it is being sent; then `waiting` says so. `next` and `previous` turn the pages of lines."""

    title: str
    titleHear: str
    lines: tuple[LineProps, ...]
    send: str
    waiting: str
    next: str
    previous: str

    @property
    def spoken(self) -> tuple[Line, ...]:
        last = Line("send", self.send or self.waiting)
        return (*heading_lines(self.title), *spoken_lines(self.lines), last, *turn_lines(self.previous, self.next))


@dataclass(frozen=True, slots=True)
class DoneProps:
    """`number` is empty when nothing could be asked for; `paper` when nothing prints its slip."""

    title: str
    titleHear: str
    number: str
    numberHear: str
    lines: tuple[LineProps, ...]
    paper: str
    next: str
    previous: str

    @property
    def spoken(self) -> tuple[Line, ...]:
        number = (Line("number", self.number),) if self.number else ()
        turns = turn_lines(self.paper, self.previous, self.next)
        return (*heading_lines(self.title), *number, *spoken_lines(self.lines), *turns)


def derive_confirm(session: Session, guide: Guide, settings: Settings, t: Words) -> ConfirmProps:
    wish, language, who = session.wish, LANGUAGES[session.language], settings.helper.name
    labels = need_of(session, guide)[1]
    to = t("Pour : {people}", people=own(who, t))
    languages = (SOURCE_LANGUAGE,) if t.language.code != SOURCE_LANGUAGE else ()
    facts = (
        ("when", slot_text(wish.slot, t) if wish.slot else "", "calendar", "strong", ()),
        ("who", to, "people", "fact", slices_of(to, [(who, code) for code in languages])),
        ("need", trail(map(t, labels)), "note", "fact", ()),
        ("language", t("Je parle : {language}", language=isolated(language.endonym)), "languages", "fact", ()),
        ("name", t("Mon prénom : {name}", name=isolated(wish.name)) if wish.name else "", "pen", "fact", ()),
        (
            "phone",
            t("Mon téléphone : {number}", number=shown_number(wish.phone)) if wish.phone else "",
            "phone",
            "fact",
            (),
        ),
        ("secret", t("Seul l'accueil peut lire votre demande."), "check", "fact", ()),
    )
    title = t("Votre demande")
    return ConfirmProps(
        title=title,
        titleHear=hear_name(title, t),
        lines=tuple(
            LineProps(key, text, part, picture, slices=slices, hear=hear_name(text, t))
            for key, text, picture, part, slices in facts
            if text
        ),
        send="" if wish.sending else t("Envoyer ma demande"),
        waiting=t("Un instant") if wish.sending else "",
        next=t("Lire la suite"),
        previous=t("Lire la page d'avant"),
    )


def derive_done(session: Session, settings: Settings, t: Words) -> DoneProps:
    """The number, how far its slip is, and what to do; or, when nothing could be asked for, whom to turn to."""
    outcome = session.wish.outcome
    told = session.print if session.slip_of is SlipOf.APPOINTMENT else Print()
    number = outcome.number if outcome else ""
    facts: tuple[tuple[str, str, str, str], ...]
    phone = LineProps("call", shown_phone(settings.helper.phone or NATIONAL_NUMBER), "strong", "phone")
    if outcome and outcome.slot and number:
        title = t("Gardez ce numéro")
        status, picture = status_of(told, spent=False)
        on_paper = told.stage == "printed"
        facts = (
            ("status", t(status), picture, "strong"),
            ("when", slot_text(outcome.slot, t), "calendar", "strong"),
            ("keep", "" if on_paper else t("Écrivez ce numéro. Ou prenez une photo."), "pen", "fact"),
            ("come", t("Venez ici à cette heure."), "pin", "fact"),
            ("sent", t("La borne garde votre demande. Elle l'envoie à l'accueil dès que possible."), "check", "fact"),
            ("sure", t(UNSURE if outcome.to_confirm else SURE), "people", "fact"),
        )
    else:
        title = t("Demandez à l'accueil")
        facts = (
            ("sorry", t("Cet écran ne peut pas envoyer votre demande."), "warning", "fact"),
            ("help", t("Ce n'est pas votre faute. Une personne de l'accueil peut vous aider."), "people", "fact"),
        )
    return DoneProps(
        title=title,
        titleHear=hear_name(title, t),
        number=number,
        numberHear=hear_name(number, t),
        lines=(
            *(LineProps(key, text, part, shown, hear=hear_name(text, t)) for key, text, shown, part in facts if text),
            *(() if number else (replace(phone, title=t("Téléphone"), hear=hear_name(phone.text, t)),)),
        ),
        paper=t("Voir mon papier") if number and session.printer else "",
        next=t("Lire la suite"),
        previous=t("Lire la page d'avant"),
    )

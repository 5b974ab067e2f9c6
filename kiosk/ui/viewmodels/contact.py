"""Whether one leaves a first name or a phone number, which nobody has to, and the keyboard for those who do."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.flow import Session
from kiosk.flow.wish import Wish
from kiosk.i18n.catalogue import Words
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.keyboard import ERASE, KeyProps, keyboard
from kiosk.ui.viewmodels.lines import heading_lines, hear_name, isolated
from kiosk.ui.viewmodels.place_facts import shown_phone
from kiosk.ui.viewmodels.slots import slot_text


@dataclass(frozen=True, slots=True)
class ChoiceProps:
    """`picture` names a pictogram of the controls; `main` stands out: it is what most people choose."""

    id: str
    key: str
    label: str
    hint: str
    picture: str
    hear: str
    main: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(Line(self.key, text) for text in (self.label, self.hint) if text)


@dataclass(frozen=True, slots=True)
class ContactProps:
    title: str
    titleHear: str
    chosen: str
    choices: tuple[ChoiceProps, ...]

    @property
    def spoken(self) -> tuple[Line, ...]:
        choices = (line for choice in self.choices for line in choice.lines)
        return (*heading_lines(self.title, chosen=self.chosen), *choices)


def derive_contact(session: Session, t: Words) -> ContactProps:
    wish = session.wish
    title = t("Voulez-vous laisser votre prénom ou votre téléphone ?")
    known = wish.name or wish.phone

    def choice(id: str, label: str, hint: str, picture: str) -> ChoiceProps:
        return ChoiceProps(id, f"choice:{id}", label, hint, picture, hear_name(label, t), main=not id)

    return ContactProps(
        title=title,
        titleHear=hear_name(title, t),
        chosen=slot_text(wish.slot, t) if wish.slot else "",
        choices=(
            choice("", t("Continuer") if known else t("Continuer sans nom"), _without(wish, t), "check"),
            choice(
                "name",
                t("Changer mon prénom") if wish.name else t("Écrire mon prénom"),
                isolated(wish.name) if wish.name else t("Pour vous appeler par votre prénom."),
                "pen",
            ),
            choice(
                "phone",
                t("Changer mon téléphone") if wish.phone else t("Écrire mon téléphone"),
                shown_number(wish.phone) if wish.phone else t("Pour vous prévenir si l'heure change."),
                "phone",
            ),
        ),
    )


def _without(wish: Wish, t: Words) -> str:
    return "" if wish.name or wish.phone else t("Vous recevez un numéro. Il suffit.")


@dataclass(frozen=True, slots=True)
class TypingProps:
    """`text` is what has been typed, or, as long as nothing is, what to do. `done` is there when it is `complete`, and
    `missing` in its place when it is not."""

    title: str
    titleHear: str
    text: str
    textHear: str
    empty: bool
    missing: str
    rows: tuple[tuple[KeyProps, ...], ...]
    phone: bool
    space: str
    erase: str
    more: str
    done: str
    complete: bool

    @property
    def spoken(self) -> tuple[Line, ...]:
        """The buttons come before the keys: who has heard enough of the alphabet touches the screen."""
        last = ("done", self.done) if self.complete else ("missing", self.missing)
        buttons = (("key: ", self.space), (ERASE, self.erase), ("more", self.more), last)
        return (
            *heading_lines(self.title),
            Line("text", self.text),
            *(Line(key, text) for key, text in buttons if text),
            *(Line(key.key, text) for row in self.rows for key in row for text in dict.fromkeys((key.label, key.name))),
        )


NO_TYPING = TypingProps("", "", "", "", True, "", (), False, "", "", "", "", False)


def derive_typing(session: Session, t: Words) -> TypingProps:
    wish, phone = session.wish, session.wish.typing == "phone"
    title = t("Votre téléphone") if phone else t("Votre prénom")
    text = shown_number(wish.draft) if phone else isolated(wish.draft)
    text = text or (t("Touchez les chiffres.") if phone else t("Touchez les lettres."))
    return TypingProps(
        title=title,
        titleHear=hear_name(title, t),
        text=text,
        textHear=hear_name(text, t),
        empty=not wish.draft,
        missing="" if wish.complete else t("Il manque encore des chiffres."),
        rows=keyboard(wish, t),
        phone=phone,
        space="" if phone else t("Espace"),
        erase=t("Effacer"),
        more="" if phone else t("D'autres lettres"),
        done=t("J'ai fini"),
        complete=wish.complete,
    )


def shown_number(number: str) -> str:
    """A number, whole or not, in pairs that keep their order in a line of any direction."""
    if not number:
        return ""
    whole = len(number) == 10 and number.startswith("0")
    pairs = [number[at : at + 2] for at in range(0, len(number), 2)] if number.startswith("0") else [number]
    return isolated(shown_phone(number) if whole else "\u00a0".join(pairs))

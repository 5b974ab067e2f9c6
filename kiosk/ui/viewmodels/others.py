"""The two small screens: languages, and sorry-something-broke."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.i18n.catalogue import Catalogue, Words
from kiosk.i18n.languages import LANGUAGES
from kiosk.settings import Settings
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.lines import hear_name
from kiosk.ui.viewmodels.place_facts import shown_phone

NATIONAL_NUMBER = "3939"
"""Allô Service Public: what a broken kiosk gives when its site file does not say, or cannot say, whom to call."""


@dataclass(frozen=True, slots=True)
class LanguageProps:
    code: str
    key: str
    name: str
    hear: str
    current: bool
    rtl: bool


@dataclass(frozen=True, slots=True)
class LanguagesProps:
    title: str
    titleHear: str
    languages: tuple[LanguageProps, ...]

    @property
    def spoken(self) -> tuple[Line, ...]:
        return (Line("title", self.title), *(Line(item.key, item.name, item.code) for item in self.languages))


def derive_languages(settings: Settings, catalogue: Catalogue, t: Words) -> LanguagesProps:
    """One tile per language of the site, each called by its own name; its small speaker is named in its language."""
    title = t("Choisissez votre langue")
    return LanguagesProps(
        title=title,
        titleHear=hear_name(title, t),
        languages=tuple(
            LanguageProps(
                code=code,
                key=f"language:{code}",
                name=LANGUAGES[code].endonym,
                hear=catalogue[code]("Écouter : {text}", text=LANGUAGES[code].endonym),
                current=code == t.language.code,
                rtl=LANGUAGES[code].rtl,
            )
            for code in settings.languages
        ),
    )


@dataclass(frozen=True, slots=True)
class BrokenProps:
    title: str
    titleHear: str
    text: str
    call: str
    phone: str

    @property
    def spoken(self) -> tuple[Line, ...]:
        below = (self.text, self.call, self.phone)
        return (Line("title", self.title), *(Line(f"title:{n}", text) for n, text in enumerate(below)))


def derive_broken(phone: str, t: Words) -> BrokenProps:
    """What a visitor sees when the kiosk cannot work. An empty `phone` becomes the national number."""
    title = t("Cet écran ne marche pas en ce moment.")
    return BrokenProps(
        title=title,
        titleHear=hear_name(title, t),
        text=t("Ce n'est pas votre faute. Une personne de l'accueil peut vous aider."),
        call=t("Vous pouvez aussi appeler :"),
        phone=shown_phone(phone or NATIONAL_NUMBER),
    )

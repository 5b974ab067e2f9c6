"""What stands around every screen: the name of the site, the step, the six controls, the warning."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.flow import Screen, Session
from kiosk.i18n.catalogue import Words
from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.settings import Settings
from kiosk.speech.utterance import Line

DEPTHS = {
    Screen.RESULTS: 3,
    Screen.PLACE: 4,
    Screen.SLIP: 5,
    Screen.HELP: 6,
    Screen.LANGUAGES: 6,
    Screen.SPEECH: 6,
    Screen.SLOTS: 7,
    Screen.CONTACT: 8,
    Screen.TYPING: 9,
    Screen.CONFIRM: 9,
    Screen.DONE: 10,
    Screen.BROKEN: 11,
}
"""How far from home a screen stands, which says from which side it comes in."""


FRAME = "frame"
"""The key of all that stands around a screen."""


@dataclass(frozen=True, slots=True)
class FrameProps:
    """What stands around every screen. `step` is which question one is at, 0 for none; `depth` is how far from home
    the screen stands."""

    screen: str
    language: str
    rtl: bool
    site: str
    bar: bool
    demonstration: str
    step: int
    depth: int
    stepText: str
    startAgain: str
    back: str
    listen: str
    stop: str
    talk: str
    languages: str
    speech: str
    canStart: bool
    canBack: bool
    canListen: bool
    warned: bool
    warningTitle: str
    warningText: str
    stay: str

    @property
    def spoken(self) -> tuple[Line, ...]:
        """What stands around the screen, read after it: where one is, then the controls that can be used."""
        controls = (self.startAgain, self.back, self.talk, self.languages, self.speech)
        return (
            *((Line(FRAME, self.stepText),) if self.stepText else ()),
            Line(FRAME, self.site, SOURCE_LANGUAGE),
            *((Line(FRAME, self.demonstration),) if self.demonstration else ()),
            *(Line(FRAME, text, when_seen=True) for text in controls),
        )

    @property
    def warning(self) -> tuple[Line, ...]:
        return (
            Line("warning-title", self.warningTitle),
            Line("warning-text", self.warningText),
            Line("warning-stay", self.stay),
        )


def derive_frame(session: Session, settings: Settings, demonstration: bool, t: Words) -> FrameProps:
    """The frame of `session`. `demonstration` comes from the release: it marks every screen."""
    asking = session.screen is Screen.QUESTION
    return FrameProps(
        screen=session.screen.value,
        language=session.language,
        rtl=t.language.rtl,
        site=settings.name,
        bar=True,
        demonstration=t("Démonstration : cette ville est inventée.") if demonstration else "",
        step=session.step + 1 if asking else 0,
        depth=session.step if asking else DEPTHS[session.screen],
        stepText=t("Question {number} sur {total}", number=session.step + 1, total=3) if asking else "",
        startAgain=t("Au début"),
        back=t("Retour"),
        listen=t("Écouter"),
        stop=t("Arrêter"),
        talk=t("Parler à quelqu'un"),
        languages=t("Langues"),
        speech=t("La voix"),
        canStart=not session.fresh,
        canBack=not (asking and session.step == 0),
        canListen=settings.speech.enabled,
        warned=session.warned,
        warningTitle=t("Êtes-vous encore là ?"),
        warningText=t("Touchez l'écran pour continuer. Sinon, cet écran revient au début."),
        stay=t("Oui, je continue"),
    )

"""The voice as one wants it: reading every screen by itself or not, how fast, how loud."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.flow import SPEEDS, VOLUMES, Session
from kiosk.i18n.catalogue import Words
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.lines import hear_name

SAMPLE = "sample"
"""The key of the line that lets the voice be heard."""


@dataclass(frozen=True, slots=True)
class ScaleProps:
    """`step` of `steps` is chosen; `less` and `more` go down and up. `key` names it all when it is read."""

    key: str
    label: str
    hear: str
    less: str
    more: str
    step: int
    steps: int

    @property
    def lines(self) -> tuple[Line, ...]:
        buttons = (Line(self.key, text, when_seen=True) for text in (self.less, self.more))
        return (Line(self.key, self.label), *buttons)


@dataclass(frozen=True, slots=True)
class SpeechProps:
    title: str
    titleHear: str
    aloud: bool
    aloudLabel: str
    aloudState: str
    aloudHear: str
    speed: ScaleProps
    volume: ScaleProps
    sample: str
    sampleHear: str

    @property
    def spoken(self) -> tuple[Line, ...]:
        return (
            Line("title", self.title),
            Line("aloud", self.aloudLabel),
            Line("aloud", self.aloudState),
            *self.speed.lines,
            *self.volume.lines,
            Line(SAMPLE, self.sample),
        )


def derive_speech(session: Session, t: Words) -> SpeechProps:
    def scale(key: str, label: str, less: str, more: str, step: int, steps: int) -> ScaleProps:
        return ScaleProps(key, label, hear_name(label, t), less, more, step, steps)

    title, aloud, sample = t("La voix"), t("Lisez-moi tout"), t("Vous entendez ma voix.")
    return SpeechProps(
        title=title,
        titleHear=hear_name(title, t),
        aloud=session.aloud,
        aloudLabel=aloud,
        aloudState=t("Oui. Je lis chaque écran.") if session.aloud else t("Touchez ici. Je lis chaque écran."),
        aloudHear=hear_name(aloud, t),
        speed=scale("speed", t("La vitesse"), t("Moins vite"), t("Plus vite"), session.speed, len(SPEEDS)),
        volume=scale("volume", t("Le son"), t("Moins fort"), t("Plus fort"), session.volume, VOLUMES),
        sample=sample,
        sampleHear=hear_name(sample, t),
    )

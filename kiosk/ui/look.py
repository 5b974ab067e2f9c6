"""How this terminal looks: the site's screen settings as QML sees them."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.settings import Settings


@dataclass(frozen=True, slots=True)
class LookProps:
    """How the site wants its screen (see kiosk.settings.tables.Screen)."""

    diagonalInches: float
    viewingMm: int
    textSize: str
    contrast: str
    reach: str
    motion: bool
    speaks: bool


def derive_look(settings: Settings) -> LookProps:
    screen = settings.screen
    return LookProps(
        diagonalInches=screen.diagonal_inches,
        viewingMm=screen.viewing_mm,
        textSize=screen.text_size,
        contrast=screen.contrast,
        reach=screen.reach,
        motion=screen.motion,
        speaks=settings.speech.enabled,
    )

"""How this terminal looks: the site's screen settings as QML sees them."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.settings import Screen


@dataclass(frozen=True, slots=True)
class LookProps:
    diagonalInches: float
    textSize: str
    contrast: str
    reach: str
    motion: bool


def derive_look(screen: Screen) -> LookProps:
    return LookProps(screen.diagonal_inches, screen.text_size, screen.contrast, screen.reach, screen.motion)

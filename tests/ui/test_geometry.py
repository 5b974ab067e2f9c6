"""Sizes on the glass, in millimetres (EN 301 549 v3.2.1, WCAG 2.2 2.5.8, VVSG 2.0), and contrasts."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from kiosk.ui.tour import walk
from kiosk.ui.window import QML
from tests.support.kiosks import Stage, stage
from tests.support.print_desk import FakeDesk
from tests.support.visitor import Thing, Visitor

TARGET_MM = 12.7
TILE_MM = 20.0
GAP_MM = 2.54
SIZES = [(1080, 1920), (1920, 1080)]


def px_per_mm(stage: Stage) -> float:
    window = stage.kiosk.shell.window
    diagonal = (window.width() ** 2 + window.height() ** 2) ** 0.5
    return diagonal / (stage.content.settings.screen.diagonal_inches * 25.4)


def visit(stage: Stage) -> list[tuple[str, list[Thing]]]:
    """The buttons of every screen of a visit in French."""
    path = stage.content.guide.path("papiers/etat/aides")
    assert path is not None
    visitor = Visitor(stage)
    return [(step, visitor.buttons()) for step in walk(stage.kiosk, stage.jobs, path, "fr")]


@pytest.mark.parametrize("size", SIZES, ids=["portrait", "landscape"])
@pytest.mark.parametrize("text_size", ["normal", "largest"])
def test_every_target_can_be_hit(demonstration: Path, size: tuple[int, int], text_size: str) -> None:
    """Every button measures at least 12.7 mm both ways, and every tile 20 mm."""
    with stage(demonstration, size, desk=FakeDesk(), text_size=text_size) as shown:
        scale = px_per_mm(shown)
        small = [
            (step, button.name, button.box.width() / scale, button.box.height() / scale)
            for step, buttons in visit(shown)
            for button in buttons
            if min(button.box.width(), button.box.height()) / scale < TARGET_MM
            or (
                step in ("home", "situations", "ways")
                and not button.name.startswith("Écouter")
                and button.box.height() / scale < TILE_MM
            )
        ]
    assert small == []


@pytest.mark.parametrize("size", SIZES, ids=["portrait", "landscape"])
def test_neighbours_keep_their_distance(demonstration: Path, size: tuple[int, int]) -> None:
    """Buttons that do not stand one on the other are at least 2.54 mm apart."""
    with stage(demonstration, size, desk=FakeDesk()) as shown:
        scale = px_per_mm(shown)
        close = []
        for step, buttons in visit(shown):
            if step == "still-there":
                continue
            for one, other in itertools.combinations(buttons, 2):
                across = max(one.box.left(), other.box.left()) - min(one.box.right(), other.box.right()) - 1
                down = max(one.box.top(), other.box.top()) - min(one.box.bottom(), other.box.bottom()) - 1
                if max(across, down) >= 0 and max(across, down) / scale < GAP_MM - 0.2:
                    close.append((step, one.name, other.name, max(across, down) / scale))
    assert close == []


@pytest.mark.parametrize("size", SIZES, ids=["portrait", "landscape"])
def test_the_controls_never_move(demonstration: Path, size: tuple[int, int]) -> None:
    """Start again, back, listen, talk, language and voice stand at the same place on every screen."""
    names = ["Au début", "Retour", "Écouter", "Parler à quelqu'un", "Langues", "La voix"]
    with stage(demonstration, size, desk=FakeDesk()) as shown:
        places = {
            tuple((name, button.box.getRect()) for name in names for button in buttons if button.name == name)
            for _, buttons in visit(shown)
        }
    assert len(places) == 1
    assert [name for name, _ in places.pop()] == names


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tokens() -> dict[str, tuple[str, str]]:
    """Colour tokens of the theme: name → (high contrast, normal)."""
    text = (QML / "Kiosk" / "Style" / "Theme.qml").read_text(encoding="utf-8")
    found = re.findall(r'property color (\w+): high \? "(#\w{6})" : "(#\w{6})"', text)
    return {name: (high, normal) for name, high, normal in found}


@pytest.mark.parametrize("contrast_index, least", [(1, 10.0), (0, 20.0)], ids=["normal", "high"])
def test_words_stand_out_from_their_ground(contrast_index: int, least: float) -> None:
    """Every pair of letters and ground reaches 10:1, and 20:1 in the high-contrast theme."""
    colours = {name: pair[contrast_index] for name, pair in tokens().items()}
    pairs = [(ink, ground) for ink in ("ink", "soft", "accent") for ground in ("ground", "surface", "coin", "pressed")]
    pairs += [("ink", "lit"), ("accent", "lit"), ("accentInk", "accent"), ("ground", "ink")]
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 1) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < least} == {}


@pytest.mark.parametrize("contrast_index", [1, 0], ids=["normal", "high"])
def test_edges_can_be_seen(contrast_index: int) -> None:
    """The line around buttons and cards reaches 3:1 on what it stands on (WCAG 2.2, 1.4.11)."""
    colours = {name: pair[contrast_index] for name, pair in tokens().items()}
    assert min(contrast(colours["line"], colours[ground]) for ground in ("ground", "surface")) >= 3.0

"""The screens of an appointment, in every language, both ways up, in plain and in the largest letters."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.ui.viewmodels.printing import SLIP
from kiosk.ui.window import turn
from tests.support.kiosks import SPOKEN, Stage, stage
from tests.support.layout import faults, items, texts
from tests.support.print_desk import FakeDesk
from tests.support.visitor import Visitor
from tests.support.wishes import FakeAppointments, impossible_walk, wish_walk
from tests.ui.test_everything_can_be_heard import _kind, _texts_below, unlit, usable
from tests.ui.test_geometry import GAP_MM, TARGET_MM, TILE_MM, px_per_mm

SIZES = [(1080, 1920), (1920, 1080)]
LONG_NAME = "Marie-Antoinette-Josèphe"
NAMES = {
    "ar": "عبد الرحمن بن عبد العزيز",
    "fa": "محمدرضا حسین‌پور",
    "uk": "Володимирослава",
    "ru": "Александра-Екатерина",
}


def equipped() -> dict[str, Any]:
    """A site that has appointments, and a printer for their slips."""
    return {"appointments": FakeAppointments(), "desk": FakeDesk()}


def visit(shown: Stage, language: str) -> Iterator[str]:
    for step in itertools.chain(
        wish_walk(shown, language, NAMES.get(language, LONG_NAME)), impossible_walk(shown, language)
    ):
        turn()
        shown.kiosk.shell.window.grabWindow()
        yield step


@pytest.mark.parametrize("size", SIZES, ids=["portrait", "landscape"])
@pytest.mark.parametrize("text_size", ["normal", "largest"])
def test_every_word_is_whole_and_can_be_heard(demonstration: Path, size: tuple[int, int], text_size: str) -> None:
    """No word cut or outside its box; each visible text is the text of a line that is read."""
    told = []
    with stage(demonstration, size, text_size=text_size, **equipped()) as shown:
        for language in SPOKEN:
            for step in visit(shown, language):
                told += [(language, step, fault) for fault in faults(shown.kiosk.shell.window)]
                frame = shown.kiosk.screens.frame.map
                known = {line.text for line in shown.kiosk.screens.spoken}
                known |= {frame.value("listen"), frame.value("stop")}
                told += [
                    (language, step, item.property("text"))
                    for item in texts(shown.kiosk.shell.window)
                    if item.property("text") not in known and usable(item)
                ]
    assert told == []


@pytest.mark.parametrize("size", SIZES, ids=["portrait", "landscape"])
@pytest.mark.parametrize("text_size", ["normal", "largest"])
@pytest.mark.parametrize("inches", ["plain", "small"])
def test_every_key_and_tile_can_be_hit(demonstration: Path, size: tuple[int, int], text_size: str, inches: str) -> None:
    """12.7 mm both ways, 20 mm for a half-hour; 2.54 mm between two; on a panel of 15 inches too."""
    from dataclasses import replace

    from kiosk.guide.content import Content

    def smaller(content: Content) -> Content:
        screen = replace(content.settings.screen, diagonal_inches=15.6)
        return replace(content, settings=replace(content.settings, screen=screen))

    change = smaller if inches == "small" else lambda content: content
    small, close = [], []
    with stage(demonstration, size, text_size=text_size, change=change, **equipped()) as shown:
        scale, visitor = px_per_mm(shown), Visitor(shown)
        for language, step in ((code, step) for code in ("fr", "ar", "uk") for step in visit(shown, code)):
            buttons = visitor.buttons()
            for button in buttons:
                least = TILE_MM if step.startswith("slots") and "2026" in button.name[:40] else TARGET_MM
                high = TARGET_MM if button.name.startswith(("Écouter", "استم", "Слух")) else least
                if button.box.width() / scale < TARGET_MM or button.box.height() / scale < high:
                    small.append((language, step, button.name, button.box.width() / scale, button.box.height() / scale))
            for one, other in itertools.combinations(buttons, 2):
                across = max(one.box.left(), other.box.left()) - min(one.box.right(), other.box.right()) - 1
                down = max(one.box.top(), other.box.top()) - min(one.box.bottom(), other.box.bottom()) - 1
                if max(across, down) >= 0 and max(across, down) / scale < GAP_MM - 0.2:
                    close.append((language, step, one.name, other.name, max(across, down) / scale))
    assert small == []
    assert close == []


@pytest.mark.parametrize("language", ["fr", "ar", "uk"])
def test_what_is_read_is_lit_and_each_speaker_says_its_words(demonstration: Path, language: str) -> None:
    told = []
    with stage(demonstration, **equipped()) as shown:
        for step in visit(shown, language):
            there = shown.kiosk.shell.buttons()
            for line in dict.fromkeys(shown.kiosk.screens.spoken):
                if line.key == SLIP:  # a picture, lit as a whole
                    continue
                if (not line.when_seen or line.text in there) and any(map(str.isalnum, line.text)):
                    told += [(step, line.key, fault) for fault in unlit(shown, line)]
            for item in list(items(shown.kiosk.shell.window)):
                if _kind(item) not in ("SpeakButton", "Heading", "TextLine", "Hearable") or not item.isEnabled():
                    continue
                beside = item.parentItem() if _kind(item) == "SpeakButton" else item
                written = [text.property("text") for text in _texts_below(beside)]
                before = len(shown.speaker.said)
                item.click()  # type: ignore[attr-defined]
                said = [line.text for line in shown.speaker.said[-1].lines] if len(shown.speaker.said) > before else []
                if written and written[0] not in said:
                    told.append((step, _kind(item), written[:1], said[:2]))
                shown.kiosk.navigator.touched()
    assert told == []


def test_a_reading_of_the_whole_screen_turns_its_pages(demonstration: Path) -> None:
    """In the largest letters, what will be sent takes pages: each line, when it is said, is the one that is seen."""
    from kiosk.ui.voice import VoiceProps

    with stage(demonstration, (1920, 1080), text_size="largest", **equipped()) as shown:
        for step in wish_walk(shown, "fr", LONG_NAME):
            if step not in ("confirm", "done"):
                continue
            for line in shown.kiosk.screens.spoken:
                if line.when_seen or line.key in ("frame", "turn"):
                    continue
                shown.kiosk.voice.view.show(VoiceProps(line.key, line.text, 0, 1, True))
                turn()
                shown.kiosk.shell.window.grabWindow()
                assert line.text in [item.property("text") for item in texts(shown.kiosk.shell.window)], (step, line)
            shown.kiosk.voice.view.show(VoiceProps())

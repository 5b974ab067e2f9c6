"""The voice as the screen knows it: the right line is lit, and what comes late lights nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import shiboken6

from kiosk.speech.utterance import Line, Lit, Utterance
from kiosk.ui.voice import Voice, VoiceProps
from kiosk.ui.window import application, turn
from tests.support.kiosks import FakeSpeaker

HELLO = Utterance("fr", (Line("title", "Bonjour"), Line("tile:a", "Papiers")))
OTHER = Utterance("fr", (Line("tile:b", "Argent"),))
TEXTS = {line.key: line.text for line in (*HELLO.lines, *OTHER.lines)}


@dataclass
class Heard:
    voice: Voice
    speaker: FakeSpeaker
    made: int = 0

    def line(self, key: str | None, start: int = 0, end: int = 0) -> VoiceProps:
        """The speaker tells, from its own thread, which word is heard; the screen gets it a moment later."""
        self.speaker.on_lit(Lit(key, TEXTS[key], start, end) if key else None)
        turn()
        return self.voice.props


@pytest.fixture
def heard() -> Iterator[Heard]:
    application()
    speaker = FakeSpeaker()

    def make(on_lit: object, on_unavailable: object) -> FakeSpeaker:
        told.made += 1
        return speaker.make(on_lit, on_unavailable)  # type: ignore[arg-type, return-value]

    told = Heard(Voice(make, lambda: "Pas de voix"), speaker)  # type: ignore[arg-type]
    yield told
    told.voice.close()
    shiboken6.delete(told.voice)


def test_the_speaker_is_made_once(heard: Heard) -> None:
    """The speaker is made at the first word or when the voice is to be ready, once; stopping before makes none."""
    heard.voice.stop()
    assert heard.made == 0
    heard.voice.prepare("fr")
    heard.voice.say(HELLO)
    heard.voice.say(OTHER)
    assert (heard.made, heard.speaker.prepared, heard.speaker.said) == (1, ["fr"], [HELLO, OTHER])


def test_the_line_being_said_is_lit(heard: Heard) -> None:
    """Asked: speaking at once; then each line in its turn; then nothing. QML sees the same."""
    heard.voice.say(HELLO)
    assert heard.voice.props == VoiceProps("title", speaking=True)
    assert heard.line("title") == VoiceProps("title", "Bonjour", speaking=True)
    assert heard.line("tile:a", 0, 7) == VoiceProps("tile:a", "Papiers", 0, 7, True)
    assert [heard.voice.view.map.value(name) for name in ("key", "text", "start", "end")] == ["tile:a", "Papiers", 0, 7]
    assert heard.line(None) == VoiceProps()
    assert heard.voice.view.map.value("speaking") is False


def test_silence_comes_at_once(heard: Heard) -> None:
    """Stopped: nothing is lit any more, before the speaker has said anything about it."""
    heard.voice.say(HELLO)
    heard.line("title")
    heard.voice.stop()
    assert heard.voice.props == VoiceProps() and heard.speaker.stopped == 1


@pytest.mark.parametrize("key", ["tile:a", None])
def test_what_is_told_after_the_stop_lights_nothing(heard: Heard, key: str | None) -> None:
    """A line that was on its way when the visitor left the screen does not light the next one."""
    heard.voice.say(HELLO)
    heard.speaker.on_lit(Lit(key, TEXTS[key]) if key else None)
    heard.voice.stop()
    turn()
    assert heard.voice.props == VoiceProps()


def test_the_late_end_of_the_utterance_before_is_mended(heard: Heard) -> None:
    """A second text is asked for while the first ends: its first line is lit all the same."""
    heard.voice.say(HELLO)
    heard.line("title")
    heard.voice.say(OTHER)
    heard.line(None)
    assert heard.line("tile:b") == VoiceProps("tile:b", "Argent", speaking=True)
    assert heard.line(None) == VoiceProps()


def test_a_language_without_a_voice_is_said_on_the_screen(heard: Heard) -> None:
    """No voice: the message shows, stays when the end is told, and goes with the next text or the next screen."""
    heard.voice.say(HELLO)
    heard.speaker.on_unavailable("fr")
    turn()
    assert heard.voice.props == VoiceProps(message="Pas de voix")
    assert heard.line(None) == VoiceProps(message="Pas de voix")
    heard.voice.say(OTHER)
    assert heard.voice.props.message == ""
    heard.speaker.on_unavailable("fr")
    turn()
    heard.voice.stop()
    assert heard.voice.props == VoiceProps()


def test_a_message_that_comes_too_late_is_not_for_the_next_screen(heard: Heard) -> None:
    """The visitor has left before it was known that no voice reads the language: the next one sees nothing."""
    heard.voice.say(HELLO)
    heard.speaker.on_unavailable("fr")
    heard.voice.stop()
    turn()
    assert heard.voice.props == VoiceProps()


def test_closing_twice_is_closing_once(heard: Heard) -> None:
    """The voice can be closed at any moment, and again."""
    heard.voice.say(HELLO)
    heard.voice.close()
    heard.voice.close()


def test_the_voice_is_tuned_before_its_first_word(heard: Heard) -> None:
    """What was chosen before the speaker was made holds for it, and a later choice reaches it at once."""
    heard.voice.tune(0.79, 0.5)
    assert heard.made == 0
    heard.voice.say(HELLO)
    heard.voice.tune(0.79, 0.5)
    heard.voice.tune(1.0, 0.5)
    assert heard.speaker.tuned == [(0.79, 0.5), (1.0, 0.5)]

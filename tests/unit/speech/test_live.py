"""Live voices: the engine chosen, marks on the written text, and what no voice should choke on."""

from __future__ import annotations

import ctypes.util
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.errors import NoVoiceError, SpeechError
from kiosk.i18n.languages import LANGUAGES
from kiosk.speech.clips import SILENCE, Clip, Mark
from kiosk.speech.live import LiveVoices, Voice
from kiosk.speech.voices import Choice, choice


class FakeEngine:
    """Says each text as its own letters, with one mark on its first word; notes what was asked."""

    def __init__(self, name: str, words_per_minute: int) -> None:
        self.engine, self.words_per_minute = f"{name} 1", words_per_minute
        self.asked: list[tuple[str, str, float, str]] = []
        self.prepared: list[tuple[str, str]] = []
        self.closed = False

    def synthesise(self, text: str, language: str, speed: float, voice: str) -> Clip:
        self.asked.append((text, language, speed, voice))
        return Clip(text.encode(), 22050, (Mark(10, 0, len(text.split()[0])),))

    def prepare(self, language: str, voice: str) -> str:
        self.prepared.append((language, voice))
        return voice or f"own/{language}"

    def close(self) -> None:
        self.closed = True


class Workshop:
    def __init__(self) -> None:
        self.made: dict[str, FakeEngine] = {}

    def __call__(self, name: str, words_per_minute: int) -> FakeEngine:
        assert name not in self.made
        self.made[name] = FakeEngine(name, words_per_minute)
        return self.made[name]


def live(choices: dict[str, str]) -> tuple[LiveVoices, Workshop]:
    workshop = Workshop()
    return LiveVoices(choices, 120, workshop), workshop


def test_each_language_has_the_engine_of_its_site() -> None:
    """espeak-ng where the site says nothing; one engine for all of its languages, made when first needed."""
    voices, workshop = live({"fr": "/voices/a.onnx", "en": "espeak-ng"})
    assert workshop.made == {}
    voices.clip("Bonjour", "fr", 1.5)
    voices.clip("Hello", "en")
    voices.clip("Buenos días", "es")
    assert workshop.made["piper"].asked == [("Bonjour", "fr", 1.5, "/voices/a.onnx")]
    assert [asked[1:] for asked in workshop.made["espeak"].asked] == [("en", 1.0, ""), ("es", 1.0, "")]
    assert workshop.made["espeak"].words_per_minute == 120


def test_clips_only_is_no_live_voice() -> None:
    """Neither is a language nobody knows, with or without a voice; no engine is made for them."""
    voices, workshop = live({"ar": "clips", "ti": "/voices/a.onnx"})
    for language in ("ar", "ti", "xx"):
        with pytest.raises(NoVoiceError, match=repr(language)):
            voices.clip("text", language)
        with pytest.raises(NoVoiceError):
            voices.warm(language)
    assert workshop.made == {}


def test_marks_count_in_the_written_text() -> None:
    """Not in what was said: the voice gets a clean line, the screen its own words."""
    voices, _ = live({})
    text = "  \u2066Bonjour\u2069\n  vous"
    (mark,) = voices.clip(text, "fr").marks
    assert text[mark.start : mark.end].strip("\u2066\u2069") == "Bonjour"


@pytest.mark.parametrize("text", ["", "  \n", "\x00\x1b", "\u2066\u2069"])
def test_nothing_to_say_is_silence(text: str) -> None:
    """Without any engine."""
    voices, workshop = live({})
    assert voices.clip(text, "fr") is SILENCE
    assert workshop.made == {}


def test_warming_says_nothing_and_tells_who_will() -> None:
    """The engine is made ready for that language."""
    voices, workshop = live({})
    assert voices.warm("uk") == Voice("espeak 1", "own/uk")
    assert workshop.made["espeak"].asked == []


def test_close_is_final() -> None:
    """Every engine is closed, and no other is made."""
    voices, workshop = live({"fr": "/voices/a.onnx"})
    voices.warm("fr")
    voices.warm("en")
    voices.close()
    assert all(engine.closed for engine in workshop.made.values())
    with pytest.raises(SpeechError, match="closed"):
        voices.clip("Bonjour", "fr")


def test_choices() -> None:
    """What a site writes, as an engine and a voice."""
    assert choice({}, "fr") == Choice("espeak")
    assert choice({"fr": "espeak-ng"}, "fr") == Choice("espeak")
    assert choice({"fr": "x.onnx"}, "fr") == Choice("piper", "x.onnx")


real = pytest.mark.skipif(ctypes.util.find_library("espeak-ng") is None, reason="espeak-ng is not installed here")


@pytest.fixture(scope="module")
def voices() -> Iterator[LiveVoices]:
    made = LiveVoices({})
    yield made
    made.close()


BAD = {
    "empty": "",
    "long": "Bonjour " * 1250,
    "long word": "a" * 10_000,
    "emoji": "😀👨‍👩‍👧 ça va 🇫🇷",
    "mixed scripts": "Bonjour مرحبا Добрий день 漢字 ሰላም",
    "control": "Bon\x00jour\x1b[2J \u202eabc\u202c \ud800",
    "digits": "123456789012345678901234567890",
    "markup": '<speak><break time="9s"/>[[b\'onZu:R]]</speak> &amp;',
    "combining": "e" + "\u0301" * 500,
}


@real
@pytest.mark.parametrize("language", ["fr", "ar", "fa"])
@pytest.mark.parametrize("kind", BAD)
def test_bad_texts(voices: LiveVoices, kind: str, language: str) -> None:
    """Each gives a clip with its marks in order, inside text and sound; the next text is as long as ever."""
    text = BAD[kind]
    before = voices.clip("12 km", language).seconds
    clip = voices.clip(text, language)
    check(text, clip)
    assert bool(clip.pcm) == bool(text)
    assert voices.clip("12 km", language).seconds == pytest.approx(before, abs=0.1)


@real
@settings(max_examples=60)
@given(st.text(max_size=80), st.sampled_from(sorted(LANGUAGES)), st.sampled_from([0.5, 0.75, 1.0, 1.5, 2.0]))
def test_any_text_has_a_clip(voices: LiveVoices, text: str, language: str, speed: float) -> None:
    """Whatever is written, in any language, at any speed."""
    check(text, voices.clip(text, language, speed))


@real
def test_a_number_of_thirty_digits_is_all_said(voices: LiveVoices) -> None:
    """Not cut, and not said as one short word."""
    assert voices.clip(BAD["digits"], "fr").seconds > 3


@real
def test_speed_is_heard(voices: LiveVoices) -> None:
    """From half to double, every step is shorter than the one before, and keeps every word."""
    text = "Vous pouvez demander une aide pour payer votre loyer"
    clips = [voices.clip(text, "fr", speed) for speed in (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)]
    lengths = [clip.seconds for clip in clips]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] / lengths[-1] > 3
    assert {len(clip.marks) for clip in clips} == {len(text.split())}


def check(text: str, clip: Clip) -> None:
    assert [mark.ms for mark in clip.marks] == sorted(mark.ms for mark in clip.marks)
    assert [mark.start for mark in clip.marks] == sorted({mark.start for mark in clip.marks})
    for mark in clip.marks:
        assert 0 <= mark.start < mark.end <= len(text)
        assert 0 <= mark.ms <= clip.seconds * 1000 + 1

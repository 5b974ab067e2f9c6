"""The real worker, where espeak-ng is installed."""

from __future__ import annotations

import ctypes.util
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.errors import NoVoiceError
from kiosk.i18n.languages import LANGUAGES
from kiosk.speech.player import NullPlayer
from kiosk.speech.process import Child, ProcessSynthesiser, spawn_worker
from kiosk.speech.speaker import Speaker
from kiosk.speech.utterance import Line, Utterance

pytestmark = pytest.mark.skipif(
    ctypes.util.find_library("espeak-ng") is None, reason="espeak-ng is not installed on this machine"
)

HELLO = {
    "fr": "Bonjour, de quoi avez-vous besoin ?",
    "en": "Hello, what do you need?",
    "ar": "مرحبا",
    "uk": "Добрий день",
    "ru": "Здравствуйте",
    "ro": "Bună ziua",
    "es": "Buenos días",
    "pt": "Bom dia, como está?",
    "it": "Buongiorno",
    "pl": "Dzień dobry",
    "tr": "İyi günler",
    "fa": "سلام، روز شما به خیر",
}
STRANGE = ["", " ", "!", "a" * 10_000, "😀" * 50, "\x00\x01\x02", "\ud800", "<speak>[[x]]&amp;", "\n"]


class Spawner:
    def __init__(self) -> None:
        self.children: list[Child] = []

    def __call__(self) -> Child:
        self.children.append(spawn_worker())
        return self.children[-1]


@pytest.fixture
def spawner() -> Spawner:
    return Spawner()


@pytest.fixture
def voice(spawner: Spawner) -> Iterator[ProcessSynthesiser]:
    synthesiser = ProcessSynthesiser(spawner, silence_s=10.0)
    yield synthesiser
    synthesiser.close()


def loudest(pcm: bytes) -> int:
    return max((abs(sample) for sample in memoryview(pcm).cast("h")), default=0)


def test_every_language_is_heard(voice: ProcessSynthesiser) -> None:
    """Each language of the kiosk gives more than 0.3 s of real sound, with marks inside it, and no two the same."""
    clips = [voice.synthesise(HELLO[code], code) for code in LANGUAGES]
    for clip in clips:
        assert clip.seconds > 0.3
        assert loudest(clip.pcm) > 1000
        assert clip.marks
        assert all(mark.ms / 1000 < clip.seconds for mark in clip.marks)
    assert len({clip.pcm for clip in clips}) == len(LANGUAGES)


def test_the_first_text_is_whole(spawner: Spawner, voice: ProcessSynthesiser) -> None:
    """The first text of a worker is as long as the same text said again: pyttsx3's first wait ends too soon."""
    text = "Bonjour, vous pouvez choisir. " * 60
    first, second = voice.synthesise(text, "fr"), voice.synthesise(text, "fr")
    assert first.seconds > 60
    assert abs(first.seconds - second.seconds) < 0.1
    assert len(first.marks) == len(second.marks) == len(text.split())


def test_many_short_texts_are_all_heard(voice: ProcessSynthesiser) -> None:
    """In a long row of short texts none comes out empty, as pyttsx3 by itself lets about one in a hundred."""
    short = ["Bonjour", "Oui", "Je cherche un logement", "Merci"]
    assert [text for text in short * 30 if voice.synthesise(text, "fr").seconds < 0.2] == []


def test_speaker_with_the_real_voice(voice: ProcessSynthesiser) -> None:
    """A whole utterance goes from text to the end of its last line."""
    lines: list[str | None] = []
    over = threading.Event()

    def on_line(key: str | None) -> None:
        lines.append(key)
        if key is None:
            over.set()

    speaker = Speaker(voice, NullPlayer(), on_line)
    speaker.say(Utterance("uk", (Line("title", HELLO["uk"]), Line("tile", "09:00-12:00, 12 км"))))
    assert over.wait(20)
    assert lines == ["title", "tile", None]
    speaker.close()


def test_unknown_language_is_refused(voice: ProcessSynthesiser) -> None:
    """After a French text, Tigrinya is not read by the French voice."""
    voice.synthesise("Bonjour", "fr")
    with pytest.raises(NoVoiceError):
        voice.synthesise("ሰላም", "ti")


@pytest.mark.parametrize("text", STRANGE)
def test_strange_texts(spawner: Spawner, voice: ProcessSynthesiser, text: str) -> None:
    """Strange texts cost no child: the next text is said by the same one."""
    voice.synthesise("Bonjour", "fr")
    voice.synthesise(text, "fr")
    assert voice.synthesise("Bonjour", "fr").seconds > 0.3
    assert len(spawner.children) == 1


def test_killed_child(spawner: Spawner, voice: ProcessSynthesiser) -> None:
    """A child killed from outside is replaced within the next call."""
    before = voice.synthesise("Bonjour", "fr")
    assert isinstance(spawner.children[0], subprocess.Popen)
    os.kill(spawner.children[0].pid, signal.SIGKILL)
    assert voice.synthesise("Bonjour", "fr") == before
    assert len(spawner.children) == 2


def test_stopped_child(spawner: Spawner) -> None:
    """A child that stops answering is replaced, and the text said by the next one."""
    voice = ProcessSynthesiser(spawner, silence_s=0.2)
    voice.synthesise("Bonjour", "fr")
    assert isinstance(spawner.children[0], subprocess.Popen)
    os.kill(spawner.children[0].pid, signal.SIGSTOP)
    with pytest.raises(Exception, match="hung"):
        voice.synthesise("Au revoir", "fr")
    assert spawner.children[0].poll() is not None
    assert voice.synthesise("Au revoir", "fr").seconds > 0.3
    voice.close()


def test_child_ends_with_its_parent() -> None:
    """The end of standard input ends the worker by itself."""
    child = spawn_worker()
    assert child.stdin is not None and child.stdout is not None
    assert b"true" in child.stdout.readline()
    child.stdin.close()
    assert child.wait() == 0
    child.stdout.close()


def test_nothing_is_left_on_disk(voice: ProcessSynthesiser, spawner: Spawner, tmp_path: Path) -> None:
    """The worker holds no open file on a disk after a text."""
    voice.synthesise("Bonjour", "fr")
    assert isinstance(spawner.children[0], subprocess.Popen)
    folder = Path(f"/proc/{spawner.children[0].pid}/fd")
    files = [os.readlink(link) for link in folder.iterdir()]
    assert [name for name in files if name.startswith("/") and not name.startswith(("/dev/", "/memfd:"))] == []


def test_speaker_is_light() -> None:
    """Importing the speaker and its process loads neither pyttsx3 nor miniaudio nor Qt."""
    code = (
        "import sys, kiosk.speech.speaker, kiosk.speech.process, kiosk.speech.player;"
        "print([m for m in ('pyttsx3', 'miniaudio', 'PySide6', 'babel') if m in sys.modules])"
    )
    root = Path(__file__).parents[3]
    out = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"

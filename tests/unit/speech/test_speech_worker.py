"""The real worker, where espeak-ng is installed."""

from __future__ import annotations

import ctypes.util
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.errors import NoVoiceError, SpeechError
from kiosk.i18n.languages import LANGUAGES
from kiosk.speech.clips import Clip
from kiosk.speech.process import Child, ProcessSynthesiser, spawn_worker
from tests.support.no_espeak import hide_espeak

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
WORDS = {
    "fr": ("Vous", "papiers", "logement", "téléphone", "gratuit"),
    "en": ("You", "papers", "housing", "telephone", "free"),
    "ar": ("أنتم", "أوراق", "سكن", "هاتف", "مجاني"),
    "uk": ("Ви", "папери", "житло", "телефон", "їжа"),
    "ru": ("Вы", "бумаги", "жильё", "телефон", "еда"),
    "ro": ("Cereți", "acte", "locuință", "telefon", "gratuit"),
    "es": ("Usted", "papeles", "vivienda", "teléfono", "gratis"),
    "pt": ("Você", "papéis", "casa", "telefone", "comida"),
    "it": ("Lei", "carte", "casa", "telefono", "aiuto"),
    "pl": ("Pan", "dokumenty", "mieszkanie", "telefon", "pomoc"),
    "tr": ("Siz", "belgeler", "konut", "telefon", "yardım"),
    "fa": ("شما", "مدارک", "مسکن", "تلفن", "رایگان"),
}
PAUSE_MS = 130
ROOT = Path(__file__).parents[3]
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


def onsets(clip: Clip, pause_ms: int) -> list[int]:
    """Where sound begins after a silence of `pause_ms` or more, in milliseconds, to 5 ms."""
    samples = memoryview(clip.pcm).cast("h")
    floor, window = loudest(clip.pcm) * 0.03, clip.rate_hz // 200
    out, quiet_ms = [], pause_ms
    for at in range(0, len(samples), window):
        if max(map(abs, samples[at : at + window])) <= floor:
            quiet_ms += 5
            continue
        if quiet_ms >= pause_ms:
            out.append(at * 1000 // clip.rate_hz)
        quiet_ms = 0
    return out


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mark_stands_on_its_sound(voice: ProcessSynthesiser, language: str) -> None:
    """In words between commas, each word is heard, by the energy of the sound, within 80 ms of its mark."""
    text = ", ".join(WORDS[language])
    clip = voice.synthesise(text, language)
    assert [text[mark.start : mark.end].rstrip(",") for mark in clip.marks] == list(WORDS[language])
    heard = onsets(clip, PAUSE_MS)
    assert len(heard) == len(clip.marks)
    assert max(abs(mark.ms - ms) for mark, ms in zip(clip.marks, heard, strict=True)) <= 80


def test_words_said_together_have_each_their_mark(voice: ProcessSynthesiser) -> None:
    """espeak says some words in one with the next: none of them stays dark, and none is lit in the pause after them."""
    text = "I am looking for a job at a low price. Tomorrow"
    clip = voice.synthesise(text, "en")
    assert [text[mark.start : mark.end] for mark in clip.marks] == text.split()
    times = [mark.ms for mark in clip.marks]
    assert times == sorted(set(times))


def test_no_silence_comes_first(voice: ProcessSynthesiser) -> None:
    """The first sound comes within 30 ms, also where espeak begins with a silence, and so does the first mark."""
    for language, text in {**HELLO, "ar": "أدويتكم"}.items():
        clip = voice.synthesise(text, language)
        assert onsets(clip, PAUSE_MS)[0] <= 30
        assert clip.marks[0].ms <= 30


@pytest.mark.parametrize(("rate", "speed"), [(140, 0.75), (140, 1.5), (140, 2.0), (300, 2.0), (80, 0.5)])
def test_speed_is_what_was_asked_at_the_same_pitch(rate: int, speed: float) -> None:
    """A sentence lasts its length divided by the speed, to a tenth, also where espeak by itself goes no slower, and the
    marks move along."""
    text = "Une personne vous explique les papiers et elle reste avec vous"
    voice = ProcessSynthesiser(words_per_minute=rate, silence_s=10.0)
    plain = ProcessSynthesiser(words_per_minute=140, silence_s=10.0)
    try:
        clip, reference = voice.synthesise(text, "fr", speed), plain.synthesise(text, "fr")
    finally:
        voice.close()
        plain.close()
    wanted = rate * speed / 140
    assert clip.seconds * wanted == pytest.approx(reference.seconds, rel=0.1)
    assert clip.marks[-1].ms * wanted == pytest.approx(reference.marks[-1].ms, rel=0.1)


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
    with pytest.raises(SpeechError, match="hung"):
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


def test_without_espeak_it_is_said_what_to_install(
    voice: ProcessSynthesiser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No library: an error of no voice, which names the package."""
    hide_espeak(tmp_path, monkeypatch)
    with pytest.raises(NoVoiceError, match="Install the package espeak-ng"):
        voice.synthesise("Bonjour", "fr")


def test_without_its_data_it_is_said_what_to_install(
    voice: ProcessSynthesiser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library without its data: the same, and the worker is not ended by the library."""
    (tmp_path / "espeak-ng-data").mkdir()
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(tmp_path))
    with pytest.raises(NoVoiceError, match="espeak-ng-data"):
        voice.synthesise("Bonjour", "fr")


def test_getting_ready_says_nothing_and_names_the_voice(spawner: Spawner, voice: ProcessSynthesiser) -> None:
    """`prepare` starts the worker that then speaks; a language without a voice is refused."""
    assert voice.engine == ""
    assert voice.prepare("ar") == "sem/ar"
    assert voice.engine.startswith("espeak-ng 1.")
    voice.synthesise("مرحبا", "ar")
    assert len(spawner.children) == 1
    with pytest.raises(NoVoiceError):
        voice.prepare("ti")


def test_a_worker_knows_its_engines() -> None:
    """Without an engine, or with one nobody knows, it ends and says how to call it."""
    for arguments in ([], ["festival"]):
        command = [sys.executable, "-m", "kiosk.speech.worker", *arguments]
        ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
        assert ended.returncode == 1 and "espeak,piper" in ended.stderr


def test_live_speech_is_light() -> None:
    """Importing the live voices loads none of the engines, nor a sound device, nor Qt."""
    code = (
        "import sys, kiosk.speech.live, kiosk.speech.speaker, kiosk.speech.player;"
        "print([m for m in ('pyttsx3', 'piper', 'onnxruntime', 'miniaudio', 'PySide6') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"

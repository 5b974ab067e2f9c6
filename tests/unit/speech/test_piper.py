"""Piper: where its words begin, what it refuses, and the real package with a voice of 3 kB made by the test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import NoVoiceError
from kiosk.speech.clips import SILENCE, Clip
from kiosk.speech.engines import piper as engine
from kiosk.speech.engines.alignment import first_groups, groups, guessed_starts, sounding, told_starts
from kiosk.speech.engines.tidy import tidy
from kiosk.speech.live import LiveVoices
from kiosk.speech.voices import check_piper_voice
from tests.support.piper_voice import COMMA_FRAMES, HOP, PHONEME_FRAMES, RATE_HZ, write_voice

IDS = {"^": [1], "_": [0], "$": [2], "a": [3], "b": [4], " ": [5], ",": [6, 7]}


def test_phonemes_begin_where_the_voice_says() -> None:
    """After the beginning and its pad; a phoneme has all its ids and the pad; one without ids has no time."""
    phonemes = ["a", "?", ",", " ", "b"]
    samples = [10, 1, 20, 1, 5, 5, 1, 7, 1, 30, 1, 9]
    assert told_starts(phonemes, IDS, samples) == [11, 32, 32, 43, 51]
    assert told_starts(phonemes, IDS, samples[:8]) is None
    assert told_starts([], IDS, [1, 1, 1]) == []


def test_guessed_phonemes_share_the_sound() -> None:
    """In proportion to how long their kind lasts, from the first sample on."""
    assert guessed_starts(["a", "ː", " ", "b"], 4600) == [0, 1000, 1600, 3600]
    assert guessed_starts([], 100) == []


def test_groups_are_what_sounds_between_spaces() -> None:
    """A lone sign is no group; stress and punctuation do not count in a length."""
    said = list("ˈab, ? ba.")
    assert [(group.start, group.length) for group in groups(said, range(len(said)))] == [(0, 2), (7, 2)]
    assert sounding("ˈab,") == 2


@pytest.mark.parametrize(
    ("words", "parts", "firsts"),
    [
        ([3, 4, 5], [3, 4, 5], [0, 1, 2]),
        ([1, 2, 7], [3, 7], [0, None, 1]),
        ([4, 20, 4], [4, 7, 3, 9, 4], [0, 1, 4]),
        ([2, 2, 9, 3], [4, 5, 4, 3], [0, None, 1, 3]),
        ([], [3], []),
        ([3], [], [None]),
    ],
)
def test_words_find_their_groups(words: list[int], parts: list[int], firsts: list[int | None]) -> None:
    """One for one; two words said in one; a number said in many."""
    assert first_groups(words, parts) == firsts


@given(st.lists(st.integers(1, 30), max_size=12), st.lists(st.integers(1, 30), max_size=12))
def test_words_and_groups_never_cross(words: list[int], parts: list[int]) -> None:
    """Whatever their lengths: the first word has the first group, and groups only go forward."""
    found = [part for part in first_groups(words, parts) if part is not None]
    assert found == sorted(set(found))
    assert not (words and parts) or found[0] == 0


@pytest.mark.parametrize(("speed", "rate"), [(1.0, 140), (0.5, 140), (2.0, 140), (2.0, 300), (0.5, 60)])
def test_pace_is_shared_between_voice_and_stretching(speed: float, rate: int) -> None:
    """The voice's own pace is left alone; slower is its own work; twice as fast at most is the stretching's."""
    scale, faster = engine.scales(speed, rate)
    own = scale * (1 - engine.ROUNDING) + engine.ROUNDING
    assert faster / own == pytest.approx(speed * rate / 140)
    assert 1.0 <= faster <= 2.0 and scale > 0
    assert (scale == pytest.approx(1.0)) or speed * rate < 140 or speed * rate > 280


def written(folder: Path, config: object, voice: bytes = b"onnx") -> Path:
    path = folder / "a.onnx"
    path.write_bytes(voice)
    Path(f"{path}.json").write_text(config if isinstance(config, str) else json.dumps(config), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("config", "language"),
    [
        ({"espeak": {"voice": "fr"}}, "fr"),
        ({"espeak": {"voice": "en-gb-x-rp"}, "language": {"code": "en_GB"}}, "en"),
        ({"espeak": {"voice": "PT"}, "language": {"code": "pt_BR"}}, "pt"),
    ],
)
def test_a_voice_of_the_language_is_taken(tmp_path: Path, config: object, language: str) -> None:
    """Any country's, and from files that tell the language once or twice."""
    check_piper_voice(written(tmp_path, config), language)


@pytest.mark.parametrize(
    "config",
    [
        {"espeak": {"voice": "en-us"}, "language": {"code": "en_US"}},
        {"espeak": {"voice": "fr"}, "language": {"code": "en_US"}},
        {"espeak": {"voice": "en-us"}, "language": {"code": "fr_FR"}},
        {"espeak": {"voice": "frp"}},
        {"espeak": "fr", "language": None},
        {},
        [],
        "{",
        "[" * 5000,
    ],
)
def test_a_voice_of_another_language_is_refused(tmp_path: Path, config: object) -> None:
    """Also when it does not tell its language, tells two, or when its file is damaged; the file is named."""
    with pytest.raises(NoVoiceError, match=r"a\.onnx"):
        check_piper_voice(written(tmp_path, config), "fr")


def test_a_voice_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The voice, or the file beside it."""
    with pytest.raises(NoVoiceError, match=r"b\.onnx: .* Copy both"):
        check_piper_voice(tmp_path / "b.onnx", "fr")
    (tmp_path / "b.onnx").write_bytes(b"")
    with pytest.raises(NoVoiceError, match=r"b\.onnx\.json"):
        check_piper_voice(tmp_path / "b.onnx", "fr")


def test_without_the_package_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker without piper-tts: an error of no voice."""
    (tmp_path / "piper.py").write_text("raise ImportError('no such package')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    voices = LiveVoices({"fr": str(tmp_path / "a.onnx")})
    with pytest.raises(NoVoiceError, match=r"Install 'kiosk\[piper\]'"):
        voices.clip("Bonjour", "fr")
    voices.close()


@pytest.fixture(scope="module")
def tones(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A French voice that the real package loads."""
    pytest.importorskip("piper")
    pytest.importorskip("onnx")
    return write_voice(tmp_path_factory.mktemp("voices") / "tones.onnx")


@pytest.fixture
def piper(tones: Path) -> engine.Piper:
    made = engine.start(lambda: None)
    assert made.choose("fr", str(tones)) == "tones"
    return made


def begins(clip: Clip) -> list[int]:
    """The milliseconds at which sound begins after a silence as long as a comma's."""
    samples = memoryview(clip.pcm).cast("h")
    step, quiet, out = clip.rate_hz // 200, COMMA_FRAMES * HOP, []
    for at in range(0, len(samples), step):
        if not any(samples[at : at + step]):
            quiet += step
            continue
        if quiet >= COMMA_FRAMES * HOP:
            out.append(at * 1000 // clip.rate_hz)
        quiet = 0
    return out


def test_marks_stand_on_the_sound(piper: engine.Piper) -> None:
    """After each comma the tone is heard within 80 ms of its word's mark, at any speed the voice makes itself."""
    text = "Vous, papiers, logement, gratuit"
    for speed in (1.0, 0.5):
        clip = tidy(text, piper.say(text, speed, 140))
        assert [text[mark.start : mark.end] for mark in clip.marks] == text.split()
        heard = begins(clip)
        assert len(heard) == 4
        assert max(abs(mark.ms - ms) for mark, ms in zip(clip.marks, heard, strict=True)) <= 80


def test_sentences_and_pieces_follow_each_other(piper: engine.Piper) -> None:
    """In a text of several pieces every word has its mark, in order, and the last stands near the end."""
    text = "Vous pouvez venir demain. J'ai 12 ans ? " * 20
    clip = tidy(text, piper.say(text, 1.0, 140))
    assert [text[mark.start : mark.end] for mark in clip.marks] == [word for word in text.split() if word != "?"]
    assert [mark.ms for mark in clip.marks] == sorted(mark.ms for mark in clip.marks)
    assert clip.marks[-1].ms > clip.seconds * 970


def test_what_looks_like_phonemes_is_text(piper: engine.Piper) -> None:
    """Double brackets, by which Piper is given phonemes, are only brackets."""
    assert piper.say("[[a]]", 1.0, 140).seconds == piper.say("((a))", 1.0, 140).seconds


def test_nothing_to_say_is_silence(piper: engine.Piper) -> None:
    """Neither an error nor a sound."""
    assert piper.say("…", 1.0, 140) in (SILENCE, Clip(b"", RATE_HZ))


def test_without_alignments_marks_are_guessed(tones: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A voice that does not tell how long its phonemes last still lights each word, in order."""
    import piper as package

    load = package.PiperVoice.load
    monkeypatch.setattr(package.PiperVoice, "load", lambda voice, include_alignments: load(voice))
    made = engine.start(lambda: None)
    made.choose("fr", str(tones))
    text = "Vous pouvez venir demain"
    marks = tidy(text, made.say(text, 1.0, 140)).marks
    assert [text[mark.start : mark.end] for mark in marks] == text.split()
    assert [mark.ms for mark in marks] == sorted({mark.ms for mark in marks})


def test_only_the_last_voices_are_kept(piper: engine.Piper, tmp_path: Path) -> None:
    """Memory holds KEPT voices; one that was let go is loaded again."""
    for number in range(engine.KEPT):
        piper.choose("fr", str(write_voice(tmp_path / f"{number}.onnx")))
    assert len(piper._voices) == engine.KEPT
    assert piper.choose("fr", str(tmp_path / "0.onnx")) == "0"
    assert piper.say("Bonjour", 1.0, 140).seconds > PHONEME_FRAMES * HOP / RATE_HZ


@pytest.fixture
def voices(tones: Path) -> Iterator[LiveVoices]:
    made = LiveVoices({"fr": str(tones), "en": str(tones), "uk": str(tones.with_name("absent.onnx"))})
    yield made
    made.close()


def test_a_site_has_its_piper_voice(voices: LiveVoices) -> None:
    """From the site's line to sound and marks, through a real worker; the other languages stay with espeak-ng."""
    assert voices.warm("fr").identifier == "tones" and voices.warm("fr").engine.startswith("piper-tts 1.")
    clip = voices.clip("Bonjour, entrez", "fr")
    assert clip.seconds > 0.3 and len(clip.marks) == 2


def test_never_another_language(voices: LiveVoices) -> None:
    """The French voice that a site gives for English is refused, after a French text too; so is one that is absent."""
    voices.clip("Bonjour", "fr")
    with pytest.raises(NoVoiceError, match="not 'en'"):
        voices.clip("Hello", "en")
    with pytest.raises(NoVoiceError, match="absent"):
        voices.clip("Добрий день", "uk")


def test_a_damaged_voice_is_no_voice(tones: Path, tmp_path: Path) -> None:
    """A file that is no model: an error that names it."""
    path = tmp_path / "broken.onnx"
    path.write_bytes(b"not a model")
    Path(f"{path}.json").write_bytes(Path(f"{tones}.json").read_bytes())
    with pytest.raises(NoVoiceError, match=r"broken\.onnx"):
        engine.start(lambda: None).choose("fr", str(path))

"""Recordings are found by their key, checked, and whatever is wrong with one is told with its file."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import BuildError
from kiosk.publish.clips.codec import RecordingError
from kiosk.publish.clips.collect import Text
from kiosk.publish.clips.keys import key_of
from kiosk.publish.clips.labels import labels_of, marks_from
from kiosk.publish.clips.recordings import find_recordings, made_of, unknown_languages
from kiosk.publish.clips.store import Store
from kiosk.speech.library import decode

TEXT = Text(key_of("Retour"), "Retour", "Retour en arrière", "fr")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    store.check()
    return store


def record(
    path: Path, seconds: float = 1.0, rate_hz: int = 44100, channels: int = 1, loud: float = 0.2, **how: str
) -> Path:
    """A file of a tone with half a second of silence before it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tone = loud * np.sin(2 * np.pi * 300 * np.arange(int(seconds * rate_hz)) / rate_hz)
    samples = np.concatenate([np.zeros(rate_hz // 2), tone])
    soundfile.write(path, np.repeat(samples[:, None], channels, axis=1), rate_hz, **how)
    return path


@pytest.mark.parametrize(
    ("name", "rate_hz", "channels", "how"),
    [
        ("x.wav", 8000, 1, {"subtype": "PCM_U8"}),
        ("x.wav", 44100, 2, {"subtype": "PCM_24"}),
        ("x.wav", 48000, 1, {"subtype": "FLOAT"}),
        ("x.flac", 22050, 1, {}),
        ("x.ogg", 44100, 2, {"subtype": "VORBIS"}),
        ("x.ogg", 48000, 1, {"subtype": "OPUS"}),
    ],
)
def test_what_people_record_becomes_a_clip(
    tmp_path: Path, store: Store, name: str, rate_hz: int, channels: int, how: dict[str, str]
) -> None:
    """Mixed down, at the rate of clips, without the silence, and without marks, for nobody told any; then kept."""
    path = record(tmp_path / name, rate_hz=rate_hz, channels=channels, **how)
    made, new = made_of(path, TEXT, store)
    clip = decode(made.path.read_bytes())
    assert new and clip is not None and clip.rate_hz == 22050 and clip.seconds == pytest.approx(1.08, abs=0.08)
    assert made.marks == ()
    assert made_of(path, TEXT, store) == (made, False)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda path: path.write_bytes(b""), "opened"),
        (lambda path: path.write_bytes(b"RIFF0000WAVEfmt "), "opened"),
        (lambda path: path.write_bytes(b"this is a letter"), "opened"),
        (lambda path: path.unlink(), "read"),
        (lambda path: record(path, loud=0.0), "heard"),
        (lambda path: record(path, seconds=61, rate_hz=8000), "lasts 62 s"),
        (lambda path: record(path, rate_hz=4000), "4000 samples"),
        (lambda path: record(path, rate_hz=96000), "96000 samples"),
        (lambda path: soundfile.write(path, np.zeros(0), 8000), "lasts 0 s"),
        (lambda path: soundfile.write(path, np.full(8000, np.nan), 8000, "FLOAT"), "heard"),
    ],
)
def test_a_broken_recording_says_why(
    tmp_path: Path, store: Store, change: Callable[[Path], object], reason: str
) -> None:
    """Empty, cut short, no sound at all, silent, too long, at a strange rate."""
    path = record(tmp_path / "x.wav")
    change(path)
    with pytest.raises(RecordingError, match=reason):
        made_of(path, TEXT, store)


def test_files_are_found_by_their_key(tmp_path: Path) -> None:
    """One per text, wav before ogg; strangers, doubles and other files are told; pages to read are not."""
    folder = tmp_path / "fr"
    for name in ("a-1.ogg", "a-1.wav", "b-2.flac", "zzz.wav", "c-3.mp3", "LISEZ-MOI.md", ".hidden"):
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"")
    found = find_recordings(tmp_path, "fr", {"a-1", "b-2", "c-3"})
    assert {key: path.name for key, path in found.files.items()} == {"a-1": "a-1.wav", "b-2": "b-2.flac"}
    assert len(found.faults) == 3
    assert all(any(name in fault for fault in found.faults) for name in ("a-1.ogg", "zzz.wav", "c-3.mp3"))


def test_without_a_folder_there_are_none(tmp_path: Path) -> None:
    """Nobody recorded anything yet."""
    assert find_recordings(tmp_path, "fr", {"a"}).files == {} and unknown_languages(tmp_path / "absent") == []


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    """BuildError, with its name."""
    (tmp_path / "fr").write_text("")
    with pytest.raises(BuildError, match="fr"):
        find_recordings(tmp_path, "fr", {"a"})


def test_a_language_that_the_kiosk_does_not_know_is_told(tmp_path: Path) -> None:
    """With the file to change; so is a recording in no folder."""
    record(tmp_path / "xx" / "a-1.wav")
    record(tmp_path / "a-1.wav")
    (tmp_path / "fr").mkdir()
    (tmp_path / "LISEZ-MOI.md").write_text("")
    told = unknown_languages(tmp_path)
    assert len(told) == 2 and "languages.py" in told[1] and "'xx'" in told[1]


def test_labels_beside_a_recording_light_its_words(tmp_path: Path, store: Store) -> None:
    """One label a word, in seconds, as a sound editor exports them, less what is cut from the beginning; other labels
    make another clip."""
    path = record(tmp_path / "x.wav")
    plain, _ = made_of(path, TEXT, store)
    words = TEXT.text.split()
    rows = [f"{0.5 + n / 5:.3f}\t{0.6 + n / 5:.3f}\t{word}" for n, word in enumerate(words)]
    labels_of(path).write_text("\n".join(rows) + "\n", encoding="utf-8")
    made, new = made_of(path, TEXT, store)
    assert new and made.ms == plain.ms
    assert [TEXT.text[mark.start : mark.end] for mark in made.marks] == words
    assert [after.ms - before.ms for before, after in pairwise(made.marks)] == [200] * (len(words) - 1)


@pytest.mark.parametrize(
    ("labels", "reason"),
    [
        ("0.1\ta\n", "labels for"),
        ("0.1\t\n0.2\t\nabc\t\n", "line 3"),
        ("0.1\t\n0.5\t\n0.2\t\n", "before the line above"),
        ("0.1\t\n0.2\t\n99\t\n", "after the sound"),
    ],
)
def test_labels_that_do_not_fit_are_told(labels: str, reason: str) -> None:
    """Too few, no number, back in time, past the end: a sentence, and no light that lies."""
    with pytest.raises(RecordingError, match=reason):
        marks_from(labels, "un deux trois", 0, 1000)


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_labels_give_marks_in_order_or_a_sentence(labels: str, text: str) -> None:
    """Whatever the file holds, marks stand in the text and in the sound, in order."""
    try:
        marks = marks_from(labels, text, 10, 1000)
    except RecordingError:
        return
    assert [mark.ms for mark in marks] == sorted(mark.ms for mark in marks)
    assert all(0 <= mark.ms <= 1000 and 0 <= mark.start < mark.end <= len(text) for mark in marks)

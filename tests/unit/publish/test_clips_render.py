"""Every text of a language becomes a clip: a recording, else the voice; only what changed is made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.errors import BuildError
from kiosk.publish.clips.collect import Text
from kiosk.publish.clips.keys import key_of
from kiosk.publish.clips.recordings import Recordings, find_recordings
from kiosk.publish.clips.render import Rendered, render
from kiosk.publish.clips.store import Store
from kiosk.speech.clips import Clip
from kiosk.speech.library import decode
from tests.support.clips import FakeVoices, tone
from tests.unit.publish.test_clips_recordings import record

NONE = Recordings({})
SAID = ["Retour", "Parler à quelqu'un", "Au début", "Langues"]
TEXTS = [Text(key_of(text), text, text, "fr") for text in SAID]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    store.check()
    return store


def rendered(voices: FakeVoices, store: Store, recordings: Recordings = NONE, rate: int = 140) -> Rendered:
    return render(TEXTS, "fr", recordings, voices, rate, store, lambda _what, _done, _total: None)


def test_every_text_is_said_once(store: Store) -> None:
    """In the order of the texts, each with its marks, its length and a sound that is the one of its hash."""
    voices = FakeVoices()
    done = rendered(voices, store)
    assert [entry.text for entry in done.entries] == SAID and sorted(voices.said) == sorted(SAID)
    assert (done.new, done.recorded, done.failed, done.faults) == (4, 0, 0, ())
    entry = done.entries[1]
    clip = decode(done.sounds[entry.file].read_bytes())
    assert clip is not None and entry.ms == pytest.approx(clip.seconds * 1000, abs=1)
    assert entry.voice == "fake 1 voice-fr 140" and [mark[1:] for mark in entry.marks] == [(0, 6), (7, 8), (9, 18)]


def test_the_second_time_nothing_is_said(store: Store) -> None:
    """The same clips, none of them new."""
    first, again = rendered(FakeVoices(), store), FakeVoices()
    second = rendered(again, store)
    assert again.said == [] and second.new == 0 and second.entries == first.entries


@pytest.mark.parametrize(("engine", "rate"), [("fake 2", 140), ("fake 1", 160)])
def test_another_voice_or_pace_says_all_again(store: Store, engine: str, rate: int) -> None:
    """What was rendered with the one is not taken for the other."""
    rendered(FakeVoices(), store)
    assert rendered(FakeVoices(engine=engine), store, rate=rate).new == 4


def test_only_a_text_that_changed_is_said_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others come from the store."""
    rendered(FakeVoices(), store)
    monkeypatch.setitem(globals(), "TEXTS", [*TEXTS[:3], Text("la-voix-000000", "La voix", "La voix", "fr")])
    voices = FakeVoices()
    assert rendered(voices, store).new == 1 and voices.said == ["La voix"]


def test_an_interrupted_run_goes_on_where_it_was(store: Store) -> None:
    """What was said before the interruption is not said again."""
    first, second = FakeVoices(most=2), FakeVoices()
    with pytest.raises(KeyboardInterrupt):
        rendered(first, store)
    assert len(first.said) == 2
    done = rendered(second, store)
    assert sorted(first.said + second.said) == sorted(SAID) and len(done.entries) == 4


def test_a_text_that_fails_is_told_and_the_others_are_said(store: Store) -> None:
    """Counted, and named by its key."""
    done = rendered(FakeVoices(refused=("Au début",)), store)
    assert (len(done.entries), done.failed, len(done.faults)) == (3, 1, 1)
    assert key_of("Au début") in done.faults[0] and "hung" in done.faults[0]


def test_a_recording_wins_over_the_voice(store: Store, tmp_path: Path) -> None:
    """The voice is not even asked."""
    record(tmp_path / "fr" / f"{key_of('Retour')}.wav", seconds=0.7)
    found = find_recordings(tmp_path, "fr", {text.key for text in TEXTS})
    voices = FakeVoices()
    done = rendered(voices, store, found)
    assert "Retour" not in voices.said and (done.recorded, done.new) == (1, 4)
    assert done.entries[0].voice == "recorded" and done.entries[0].marks == ()


def test_a_broken_recording_is_told_and_the_voice_says_the_text(store: Store, tmp_path: Path) -> None:
    """The visitor hears something all the same."""
    path = tmp_path / "fr" / f"{key_of('Retour')}.wav"
    path.parent.mkdir()
    path.write_bytes(b"no sound")
    done = rendered(FakeVoices(), store, find_recordings(tmp_path, "fr", {text.key for text in TEXTS}))
    assert len(done.entries) == 4 and done.recorded == 0
    assert len(done.faults) == 1 and str(path) in done.faults[0]


def test_without_a_voice_there_are_only_recordings(store: Store, tmp_path: Path) -> None:
    """And the reason is told; no text counts as failed."""
    record(tmp_path / "fr" / f"{key_of('Retour')}.wav")
    found = find_recordings(tmp_path, "fr", {text.key for text in TEXTS})
    done = rendered(FakeVoices(mute=("fr",)), store, found)
    assert [entry.text for entry in done.entries] == ["Retour"]
    assert done.silent == "nobody reads fr." and (done.failed, done.faults) == (0, ())


def test_what_makes_no_sound_has_no_clip(store: Store) -> None:
    """A lone sign is no failure."""

    class Mute(FakeVoices):
        def clip(self, text: str, language: str, speed: float = 1.0) -> Clip:
            return tone(0.1, loud=0.0)

    done = rendered(Mute(), store)
    assert (done.entries, done.failed) == ((), 0)


def test_a_full_disk_ends_the_run_with_one_sentence(store: Store, tmp_path: Path) -> None:
    """BuildError with the folder of the store."""
    (tmp_path / "store" / "made").rmdir()
    with pytest.raises(BuildError, match="store"):
        rendered(FakeVoices(), store)

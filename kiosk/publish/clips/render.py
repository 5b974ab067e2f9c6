"""Every text of a language as a clip: recorded by somebody, else said by the voice that the site chose."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kiosk.errors import NoVoiceError, SpeechError
from kiosk.publish.clips.codec import ENCODER, RecordingError, encode, samples_of
from kiosk.publish.clips.collect import Text
from kiosk.publish.clips.recordings import Recordings, made_of
from kiosk.publish.clips.sound import RATE_HZ, is_silent, levelled, trimmed
from kiosk.publish.clips.store import Made, Store, name_of
from kiosk.release.adding import NewClips
from kiosk.release.clips import RECORDED, ClipEntry
from kiosk.speech.clips import Clip, Mark
from kiosk.speech.live import Voice
from kiosk.speech.spoken import spoken

AT_ONCE = 3
"""Texts in hand: one is said by the voice's own process while others are encoded."""
AHEAD = 64

Step = Callable[[str, int, int], None]


class Speaks(Protocol):
    """What is asked of live voices."""

    def clip(self, text: str, language: str, speed: float = 1.0) -> Clip: ...
    def warm(self, language: str) -> Voice: ...


@dataclass(frozen=True, slots=True)
class Rendered:
    """`new` clips were made by this run, `recorded` ones by somebody; `failed` texts could not be said, and `faults`
    are sentences on what was left out. `silent` tells why no voice reads the language, empty when one does."""

    entries: tuple[ClipEntry, ...] = ()
    sounds: dict[str, Path] = field(default_factory=dict)
    new: int = 0
    recorded: int = 0
    failed: int = 0
    faults: tuple[str, ...] = ()
    silent: str = ""

    @property
    def clips(self) -> NewClips:
        return NewClips(self.entries, self.sounds)

    @property
    def bytes(self) -> int:
        return sum(entry.bytes for entry in self.entries)


@dataclass(frozen=True, slots=True)
class _Outcome:
    made: Made | None = None
    voice: str = ""
    new: bool = False
    fault: str = ""
    failed: bool = False


def render(
    texts: Sequence[Text],
    language: str,
    recordings: Recordings,
    voices: Speaks,
    words_per_minute: int,
    store: Store,
    step: Step,
) -> Rendered:
    """The clips of one language, from the store where it has them. `step` is called before each text.

    Raises BuildError when the store cannot be written: what was made before is kept there.
    """
    voice, silent = _voice(voices, language, words_per_minute)
    work = _Work(voices, voice, recordings, store)
    entries: list[ClipEntry] = []
    sounds: dict[str, Path] = {}
    outcomes: list[_Outcome] = []
    for number, (text, outcome) in enumerate(_in_order(work.outcome, texts)):
        step(f"{language}: saying the texts", number, len(texts))
        outcomes.append(outcome)
        if outcome.made is not None:
            entries.append(_entry(text, outcome.made, outcome.voice))
            sounds[entries[-1].file] = outcome.made.path
    return Rendered(
        tuple(entries),
        sounds,
        new=sum(outcome.new for outcome in outcomes),
        recorded=sum(outcome.voice == RECORDED for outcome in outcomes),
        failed=sum(outcome.failed for outcome in outcomes),
        faults=(*recordings.faults, *(outcome.fault for outcome in outcomes if outcome.fault)),
        silent=silent,
    )


def _voice(voices: Speaks, language: str, words_per_minute: int) -> tuple[str, str]:
    """What tells the voice of a language from any other, empty when there is none; then why."""
    try:
        voice = voices.warm(language)
    except SpeechError as error:
        return "", str(error)
    return f"{voice.engine} {voice.identifier} {words_per_minute}", ""


class _Work:
    def __init__(self, voices: Speaks, voice: str, recordings: Recordings, store: Store) -> None:
        self._voices = voices
        self._voice = voice
        self._recordings = recordings
        self._store = store

    def outcome(self, text: Text) -> _Outcome:
        """The clip of one text. Raises BuildError."""
        path = self._recordings.files.get(text.key)
        fault = ""
        if path is not None:
            try:
                made, new = made_of(path, text, self._store)
                return _Outcome(made, RECORDED, new)
            except RecordingError as error:
                fault = f"{path}: this recording is left out: {error}."
        if not self._voice:
            return _Outcome(fault=fault)
        said = spoken(text.text, text.language)
        name = name_of("said", ENCODER, self._voice, text.language, text.text, said)
        known = self._store.get(name)
        if known is not None:
            return _Outcome(known, self._voice, fault=fault)
        try:
            clip = self._voices.clip(text.text, text.language)
        except (NoVoiceError, SpeechError) as error:
            return _Outcome(fault=fault or f"{text.language}/{text.key}: {error}", failed=True)
        samples = samples_of(clip)
        if is_silent(samples):  # a lone sign that is not said
            return _Outcome(fault=fault)
        cut = trimmed(samples)
        ms = len(cut.samples) * 1000 // RATE_HZ
        marks = tuple(Mark(min(ms, max(0, mark.ms - cut.cut_ms)), mark.start, mark.end) for mark in clip.marks)
        return _Outcome(self._store.put(name, encode(levelled(cut.samples)), ms, marks), self._voice, True, fault)


def _in_order(outcome: Callable[[Text], _Outcome], texts: Sequence[Text]) -> Iterator[tuple[Text, _Outcome]]:
    """The outcome of each text, AT_ONCE of them in hand. What is in hand is finished when the caller stops."""
    pool = ThreadPoolExecutor(AT_ONCE, "clips")
    waiting: deque[tuple[Text, Future[_Outcome]]] = deque()
    try:
        for text in texts:
            waiting.append((text, pool.submit(outcome, text)))
            if len(waiting) >= AHEAD:
                first, made = waiting.popleft()
                yield first, made.result()
        for text, made in waiting:
            yield text, made.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _entry(text: Text, made: Made, voice: str) -> ClipEntry:
    file = f"{text.key}.ogg"
    return ClipEntry(text.key, text.text, file, made.sha256, made.bytes, made.ms, voice, made.marks)

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.errors import NoVoiceError, SpeechError
from kiosk.speech.clips import SILENCE, Clip, Mark
from kiosk.speech.process import DEATHS, ProcessSynthesiser
from kiosk.speech.wire import encode

HELLO = encode({"ready": True, "engine": "fake 1.0"})
SOUND = b"\x01\x00\x02\x00"


class FakeChild:
    """A child that is a thread at the other end of two pipes."""

    def __init__(self, behave: Callable[[FakeChild], None]) -> None:
        inward, stdin = os.pipe()
        stdout, outward = os.pipe()
        self.stdin, self.stdout = os.fdopen(stdin, "wb", 0), os.fdopen(stdout, "rb", 0)
        self._in, self._out = os.fdopen(inward, "rb", 0), os.fdopen(outward, "wb", 0)
        self.killed = threading.Event()
        self.working = threading.Event()
        self._thread = threading.Thread(target=self._live, args=(behave,), daemon=True)
        self._thread.start()

    def _live(self, behave: Callable[[FakeChild], None]) -> None:
        with suppress(OSError), self._in, self._out:
            behave(self)

    def say(self, data: bytes) -> None:
        self._out.write(data)

    def requests(self) -> Iterator[dict]:
        while line := self._in.readline():
            self.working.set()
            yield json.loads(line)

    def poll(self) -> int | None:
        return None if self._thread.is_alive() else -9

    def kill(self) -> None:
        self.killed.set()

    def wait(self) -> int:
        self._thread.join(5)
        assert not self._thread.is_alive()
        return -9


def answer(number: int, sound: bytes = SOUND) -> bytes:
    header = {"id": number, "voice": "v", "rate_hz": 22050, "channels": 1, "samples": len(sound) // 2}
    return encode({**header, "marks": [[5, 0, 2]]}, sound)


def good(child: FakeChild) -> None:
    child.say(HELLO)
    for request in child.requests():
        child.say(encode({"id": request["id"], "busy": True}))
        child.say(answer(request["id"]))


def dies(child: FakeChild) -> None:
    child.say(HELLO)
    next(child.requests())


def hangs(child: FakeChild) -> None:
    child.say(HELLO)
    next(child.requests())
    child.killed.wait()


def once(child: FakeChild) -> None:
    child.say(HELLO)
    child.say(answer(next(child.requests())["id"]))


class Nursery:
    """Spawns the given behaviours in turn, the last one for ever."""

    def __init__(self, *behaviours: Callable[[FakeChild], None]) -> None:
        self._behaviours = list(behaviours)
        self.children: list[FakeChild] = []

    def __call__(self) -> FakeChild:
        behave = self._behaviours.pop(0) if len(self._behaviours) > 1 else self._behaviours[0]
        self.children.append(FakeChild(behave))
        return self.children[-1]


def made_of(*behaviours: Callable[[FakeChild], None], silence_s: float = 5.0) -> tuple[ProcessSynthesiser, Nursery]:
    nursery = Nursery(*behaviours)
    return ProcessSynthesiser(nursery, silence_s=silence_s, start_s=5.0), nursery


def test_starts_late_and_once() -> None:
    """No child before the first text, and the same one for the next; an empty text needs none."""
    voice, nursery = made_of(good)
    assert voice.synthesise(" \n\x00", "fr") is SILENCE
    assert nursery.children == []
    expected = Clip(SOUND, 22050, (Mark(5, 0, 2),))
    assert [voice.synthesise("un", "fr"), voice.synthesise("deux", "en")] == [expected, expected]
    assert len(nursery.children) == 1
    voice.close()


def test_a_dead_child_is_replaced() -> None:
    """A child that died between two texts is replaced within the next call."""
    voice, nursery = made_of(once, good)
    voice.synthesise("un", "fr")
    nursery.children[0].wait()
    assert voice.synthesise("deux", "fr").pcm == SOUND
    voice.close()


def test_a_child_dying_on_a_text_is_asked_again() -> None:
    """Two deaths on one text are survived within the call."""
    voice, nursery = made_of(dies, dies, good)
    assert voice.synthesise("un", "fr").pcm == SOUND
    assert len(nursery.children) == 3
    voice.close()


def test_a_deadly_text_is_set_aside() -> None:
    """After three deaths a text is refused without any new child, and other texts are still said."""
    voice, nursery = made_of(*[dies] * DEATHS, good)
    for _ in range(2):
        with pytest.raises(SpeechError, match="set aside"):
            voice.synthesise("poison", "fr")
    assert len(nursery.children) == DEATHS
    assert voice.synthesise("autre", "fr").pcm == SOUND
    voice.close()


def test_a_hanging_child_is_killed() -> None:
    """Silence is an error for this text, the child is killed, and the next text has a new one."""
    voice, nursery = made_of(hangs, good, silence_s=0.05)
    with pytest.raises(SpeechError, match="hung"):
        voice.synthesise("un", "fr")
    assert nursery.children[0].killed.is_set()
    assert voice.synthesise("un", "fr").pcm == SOUND
    voice.close()


def test_error_does_not_hold_the_text() -> None:
    """No error repeats what was to be said."""
    voice, _ = made_of(hangs, silence_s=0.05)
    with pytest.raises(SpeechError) as caught:
        voice.synthesise("confidence", "fr")
    assert "confidence" not in str(caught.value)
    voice.close()


def test_close_frees_who_waits() -> None:
    """Closing kills a child at work: its caller gets a SpeechError, and so does everyone after."""
    voice, nursery = made_of(hangs)
    errors: list[Exception] = []

    def ask() -> None:
        try:
            voice.synthesise("un", "fr")
        except SpeechError as error:
            errors.append(error)

    caller = threading.Thread(target=ask)
    caller.start()
    while not nursery.children:
        caller.join(0.001)
    assert nursery.children[0].working.wait(5)
    voice.close()
    caller.join(5)
    assert len(errors) == 1
    with pytest.raises(SpeechError, match="closed"):
        voice.synthesise("deux", "fr")


def test_no_engine_is_no_voice() -> None:
    """A child that says it has no engine, and one that cannot be spawned, are errors and not crashes."""
    voice, _ = made_of(lambda child: child.say(encode({"ready": False, "error": "espeak-ng is missing"})))
    with pytest.raises(NoVoiceError, match="espeak-ng is missing"):
        voice.synthesise("un", "fr")

    def cannot() -> FakeChild:
        raise FileNotFoundError("python")

    with pytest.raises(SpeechError, match="cannot be started"):
        ProcessSynthesiser(cannot).synthesise("un", "fr")


def test_unknown_language_needs_no_child() -> None:
    """A language the kiosk does not know is refused before any child starts."""
    voice, nursery = made_of(good)
    with pytest.raises(NoVoiceError):
        voice.synthesise("un", "ti")
    assert nursery.children == []


def test_the_worker_is_told_all_it_needs() -> None:
    """Text, language, voice, speed and pace; to get ready is to ask for nothing to be said."""
    seen: list[dict] = []

    def notes(child: FakeChild) -> None:
        child.say(HELLO)
        for request in child.requests():
            seen.append(request)
            child.say(answer(request["id"]))

    voice = ProcessSynthesiser(Nursery(notes), words_per_minute=120)
    assert voice.engine == ""
    assert voice.prepare("fr", "/a.onnx") == "v"
    assert voice.engine == "fake 1.0"
    voice.synthesise("un\n deux", "en", 1.5)
    same = {"words_per_minute": 120}
    assert seen == [
        {"id": 1, "text": "", "language": "fr", "voice": "/a.onnx", "speed": 1.0, **same},
        {"id": 2, "text": "un deux", "language": "en", "voice": "", "speed": 1.5, **same},
    ]
    voice.close()


def test_getting_ready_has_the_same_errors() -> None:
    """A worker that dies each time while it gets ready, and one that has no such voice."""
    voice, nursery = made_of(dies)
    with pytest.raises(SpeechError, match="set aside"):
        voice.prepare("fr")
    assert len(nursery.children) == DEATHS

    def refuses(child: FakeChild) -> None:
        child.say(HELLO)
        for request in child.requests():
            child.say(encode({"id": request["id"], "error": "no such voice", "kind": "voice"}))

    voice, nursery = made_of(refuses)
    for _ in range(2):
        with pytest.raises(NoVoiceError, match="no such voice"):
            voice.prepare("fr")
    assert len(nursery.children) == 1
    voice.close()


def test_threads_take_turns() -> None:
    """Several threads get each its own answer from one child."""

    def echo(child: FakeChild) -> None:
        child.say(HELLO)
        for request in child.requests():
            child.say(answer(request["id"], request["text"].encode("utf-16-le")))

    voice, nursery = made_of(echo)
    heard: dict[str, str] = {}

    def ask(text: str) -> None:
        heard[text] = voice.synthesise(text, "fr").pcm.decode("utf-16-le")

    threads = [threading.Thread(target=ask, args=(f"texte {n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert heard == {f"texte {n}": f"texte {n}" for n in range(8)}
    assert len(nursery.children) == 1
    voice.close()


def _lines(draw_bytes: bytes) -> Callable[[FakeChild], None]:
    def babble(child: FakeChild) -> None:
        child.say(HELLO)
        next(child.requests())
        child.say(draw_bytes)

    return babble


JUNK = st.one_of(
    st.binary(max_size=80),
    st.dictionaries(
        st.sampled_from(["id", "bytes", "marks", "rate_hz", "error", "kind", "busy", "voice"]),
        st.one_of(st.none(), st.integers(-2, 9), st.text(max_size=4), st.lists(st.integers(), max_size=3)),
    ).map(lambda header: json.dumps({"id": 1, **header}).encode() + b"\n"),
)


@settings(deadline=None, max_examples=60)
@given(JUNK)
def test_babble_is_an_error_at_most(junk: bytes) -> None:
    """Whatever a child writes, the caller gets a clip or a SpeechError."""
    voice, _ = made_of(_lines(junk))
    with suppress(SpeechError):
        assert isinstance(voice.synthesise("un", "fr"), Clip)
    voice.close()

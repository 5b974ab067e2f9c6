from __future__ import annotations

import itertools
import threading
from array import array
from collections.abc import Callable, Generator

import pytest

from kiosk.speech.clips import Clip
from kiosk.speech.devices import Opened
from kiosk.speech.player import LOST_S, RETRY_S, SoundPlayer

CLIP = Clip(b"\x07\x00" * 1000, 22050)


class FakeDevice:
    """Asks for frames when the test says so."""

    def __init__(self, broken: str = "") -> None:
        self.broken = broken
        self.running = self.closed = False
        self.stream: Generator[bytes, int, None] | None = None

    def start(self, callback_generator: Generator[bytes, int, None]) -> None:
        if self.broken == "start":
            raise RuntimeError("unplugged")
        self.stream, self.running = callback_generator, True

    def stop(self) -> None:
        if self.broken == "stop":
            raise RuntimeError("unplugged")
        self.running = False

    def close(self) -> None:
        self.closed = True
        if self.broken == "close":
            raise RuntimeError("unplugged")

    def pull(self, frames: int = 500) -> bytes:
        assert self.stream is not None
        return self.stream.send(frames)


def play(player: SoundPlayer, clip: Clip, on_done: Callable[[], object]) -> None:
    """As the speaker does: have a device at the rate of the clip, then play."""
    player.wake(clip.rate_hz)
    player.play(clip, on_done)  # type: ignore[arg-type]


def player_on(device: FakeDevice, audible: bool = True) -> SoundPlayer:
    return SoundPlayer(lambda rate: Opened(device, audible))


def test_plays_to_the_end_then_tells() -> None:
    """All samples of the clip come out in order, then silence; the end is told once."""
    device, ends = FakeDevice(), []
    player = player_on(device)
    play(player, CLIP, lambda: ends.append(1))
    heard = b"".join(device.pull() for _ in range(20))
    assert heard.startswith(CLIP.pcm)
    assert set(heard[len(CLIP.pcm) :]) == {0}
    assert ends == [1]
    assert player.audible


def test_stop_is_silence_within_some_milliseconds() -> None:
    """After stop the sound falls to nothing in FADE_S, without a crack, and its end is not told."""
    device, ends = FakeDevice(), []
    player = player_on(device)
    play(player, Clip(b"\x00\x40" * 1000, 22050), lambda: ends.append(1))
    assert any(device.pull())
    player.stop()
    heard = array("h", b"".join(device.pull() for _ in range(20)))
    fall = list(heard[: round(0.005 * 22050)])
    assert fall == sorted(fall, reverse=True) and 0 < fall[0] < 0x4000
    assert max(before - after for before, after in itertools.pairwise(fall)) < 0x4000 / 100
    assert not any(heard[len(fall) :])
    assert ends == []


def test_loudness_is_that_of_every_sample_from_now_on() -> None:
    """Half as loud: half of each sample, in the clip that is playing too."""
    device = FakeDevice()
    player = player_on(device)
    play(player, Clip(b"\x00\x40" * 2000, 22050), lambda: None)
    assert set(array("h", device.pull())) == {0x4000}
    player.louden(0.5)
    assert set(array("h", device.pull())) == {0x2000}


def test_what_is_heard_lags_what_was_handed_out() -> None:
    """The place in the clip moves with the clock, behind what the device has taken by what it still holds, and never
    past it; once the clip is over it stands at its end."""
    device, now = FakeDevice(), [100.0]
    player = SoundPlayer(lambda rate: Opened(device, True, 0.04), clock=lambda: now[0])
    play(player, Clip(bytes(2 * 22050), 22050), lambda: None)
    assert player.heard_ms == 0
    for _ in range(4):
        device.pull(441)  # 20 ms
    assert player.heard_ms == pytest.approx(40)
    now[0] += 0.015
    assert player.heard_ms == pytest.approx(55)
    now[0] += 10
    assert player.heard_ms == pytest.approx(80)
    for _ in range(100):
        device.pull(441)
    assert player.heard_ms == pytest.approx(1000)


def test_a_card_unplugged_while_speaking_is_replaced() -> None:
    """A device that stops asking for sound is closed, another opened, and the clip goes on where it was; the end is
    told as ever."""
    card, other, now, ends = FakeDevice(), FakeDevice("close"), [0.0], []
    devices = [Opened(card, True), Opened(other, False)]
    player = SoundPlayer(lambda rate: devices.pop(0), clock=lambda: now[0])
    samples = array("h", range(1000))
    play(player, Clip(samples.tobytes(), 22050), lambda: ends.append(1))
    first = array("h", card.pull(400))
    now[0] += LOST_S / 2
    player.wake()
    assert not card.closed
    now[0] += LOST_S
    player.wake()
    assert card.closed and other.running and not player.audible
    rest = array("h", b"".join(other.pull(400) for _ in range(20)))
    assert (first + rest)[:1000] == samples
    assert ends == [1]


def test_a_card_that_returns_while_speaking_is_heard() -> None:
    """On the null device a loudspeaker is looked for now and then, in the middle of a clip too."""
    null, card, now = FakeDevice(), FakeDevice(), [0.0]
    devices = [Opened(null, False), Opened(card, True)]
    player = SoundPlayer(lambda rate: devices.pop(0), clock=lambda: now[0])
    samples = array("h", range(1, 1001))
    play(player, Clip(samples.tobytes(), 22050), lambda: None)
    null.pull(400)
    now[0] = RETRY_S + 1
    player.wake()
    assert player.audible and null.closed
    assert array("h", card.pull(400)) == samples[400:800]


def test_a_new_clip_replaces_the_old() -> None:
    """Two clips never sound together: the second takes the place of the first."""
    device = FakeDevice()
    player = player_on(device)
    play(player, CLIP, lambda: None)
    device.pull()
    play(player, Clip(b"\x09\x00" * 600, 22050), lambda: None)
    assert device.pull() == b"\x09\x00" * 500


def test_rest_stops_the_device() -> None:
    """At rest the device does not run; the next clip starts it again."""
    device = FakeDevice()
    player = player_on(device)
    player.wake()
    assert device.running
    player.rest()
    assert not device.running
    play(player, CLIP, lambda: None)
    assert device.running


@pytest.mark.parametrize("broken", ["start", "stop", "close"])
def test_a_broken_device_raises_nothing(broken: str) -> None:
    """A device that fails is let go; with none, a clip is over as it begins."""
    device, ends = FakeDevice(broken), []
    player = player_on(device)
    play(player, CLIP, lambda: ends.append(1))
    player.stop()
    player.rest()
    player.close()
    assert device.closed
    assert ends == ([1] if broken == "start" else [])


def test_no_device_is_silence() -> None:
    """Without any device clips end at once, `audible` says so, and the machine is not asked again at each clip."""
    tries, now, ends = [], [0.0], []

    def opener(rate: int) -> Opened:
        tries.append(rate)
        raise OSError("no device")

    player = SoundPlayer(opener, clock=lambda: now[0])
    for _ in range(3):
        play(player, CLIP, lambda: ends.append(1))
    assert (len(tries), len(ends), player.audible) == (1, 3, False)
    now[0] = RETRY_S + 1
    play(player, CLIP, lambda: ends.append(1))
    assert len(tries) == 2


def test_a_card_plugged_later_is_found() -> None:
    """After a while on the null device the loudspeaker is looked for again."""
    null, card, now = FakeDevice(), FakeDevice(), [0.0]
    devices = [Opened(null, False), Opened(card, True)]
    player = SoundPlayer(lambda rate: devices.pop(0), clock=lambda: now[0])
    player.wake()
    assert not player.audible
    now[0] = RETRY_S + 1
    player.wake()
    assert player.audible and null.closed and card.running


def test_another_rate_reopens() -> None:
    """A clip of another rate is never played at the wrong speed."""
    rates: list[int] = []

    def opener(rate: int) -> Opened:
        rates.append(rate)
        return Opened(FakeDevice(), True)

    player = SoundPlayer(opener)
    play(player, CLIP, lambda: None)
    play(player, Clip(CLIP.pcm, 16000), lambda: None)
    assert rates == [22050, 16000]


def test_a_broken_listener_does_not_stop_the_device() -> None:
    """An error in `on_done` leaves the stream alive for the next clip."""
    device = FakeDevice()
    player = player_on(device)
    play(player, CLIP, lambda: 1 / 0)
    for _ in range(20):
        device.pull()
    play(player, CLIP, lambda: None)
    assert any(device.pull())


def test_real_library() -> None:
    """With miniaudio itself, on whatever device there is, a short clip comes to its end and the device closes."""
    pytest.importorskip("miniaudio")
    player, over = SoundPlayer(), threading.Event()
    play(player, Clip(bytes(2 * 2205), 22050), over.set)
    assert over.wait(5)
    player.rest()
    player.close()


def test_playing_never_waits_for_a_device() -> None:
    """`play` opens nothing: without a running device of its rate a clip is over at once, and whoever asks for silence
    meanwhile waits for nobody."""
    opened: list[int] = []

    def opener(rate: int) -> Opened:
        opened.append(rate)
        return Opened(FakeDevice(), True)

    player, ends = SoundPlayer(opener), []
    player.play(CLIP, lambda: ends.append("no device"))
    player.wake()
    player.play(Clip(CLIP.pcm, 16000), lambda: ends.append("another rate"))
    assert (opened, ends) == ([22050], ["no device", "another rate"])
    player.wake(16000)
    player.wake()
    assert opened == [22050, 16000], "a bare wake keeps the rate of the device"

"""The navigator: touches become events, searches run as jobs, whatever fails ends on a screen with a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from kiosk.directory.models import Answer, Ask, Opening, Place, Query, Result
from kiosk.flow import IdleRule, Screen, Session
from kiosk.flow import events as ev
from kiosk.guide.tree import Guide, Need, Situation, Way
from kiosk.speech.utterance import Line, Utterance
from kiosk.ui.jobs import ManualJobs
from kiosk.ui.navigator import SAME_PRESS_SECONDS, Navigator
from kiosk.ui.voice import Voice
from kiosk.ui.window import application
from tests.support.kiosks import FakeSpeaker

QUERY = Query(themes=("logement--louer",))
WAY = Way("way", "Comment", "phone", QUERY, "fiche")
GUIDE = Guide(
    (Need("need", "Besoin", "house", (Situation("sit", "Situation", "key", (WAY,)),)),), {}, {}, ("1", "2", "3")
)
PLACES = tuple(Result(Place(f"p{n}", f"Lieu {n}"), "here", "near", Opening(None)) for n in range(5))
ANSWER = Answer("here", PLACES)


@dataclass
class FakeScreens:
    """Remembers what it showed; fails when asked to."""

    shown: list[Session] = field(default_factory=list)
    broken: bool = False
    spoken: tuple[Line, ...] = (Line("title", "Bonjour"), Line("tile:a", "Papiers"))

    def show(self, session: Session) -> None:
        if self.broken and session.screen is not Screen.BROKEN:
            raise ValueError("a placeholder is missing")
        self.shown.append(session)


@dataclass
class Hand:
    """A navigator with everything around it in the hands of a test."""

    screens: FakeScreens = field(default_factory=FakeScreens)
    speaker: FakeSpeaker = field(default_factory=FakeSpeaker)
    jobs: ManualJobs = field(default_factory=ManualJobs)
    asked: list[tuple[Ask, str]] = field(default_factory=list)
    now: float = 0.0
    fails: bool = False

    def __post_init__(self) -> None:
        self.voice = Voice(self.speaker.make, lambda: "Pas de voix")
        self.navigator = Navigator(
            guide=GUIDE,
            screens=self.screens,  # type: ignore[arg-type]
            voice=self.voice,
            jobs=self.jobs,
            search=self.search,
            idle=IdleRule(90, 20),
            monotonic=lambda: self.now,
        )

    def search(self, ask: Ask, language: str) -> Answer:
        self.asked.append((ask, language))
        if self.fails:
            raise OSError("the disk is gone")
        return ANSWER

    @property
    def session(self) -> Session:
        return self.navigator.session

    def press(self, name: str, *values: object) -> Session:
        """One press, a while after the one before."""
        self.now += 10
        getattr(self.navigator, name)(*values)
        return self.session

    def to_results(self) -> Session:
        for tile in ("need", "sit", "way"):
            self.press("chooseTile", tile)
        self.jobs.drain()
        return self.session

    @property
    def waits(self) -> int:
        """Seconds until the navigator acts by itself; 0 when it does not."""
        timer = self.navigator._timer
        return timer.interval() // 1000 if timer.isActive() else 0


@pytest.fixture
def hand() -> Iterator[Hand]:
    application()
    hand = Hand()
    yield hand
    hand.voice.close()


def test_three_taps_ask_one_question(hand: Hand) -> None:
    """Three tiles: one search, of that path, in that language, and its answer on the screen."""
    hand.press("chooseLanguage", "ar")
    assert hand.to_results().shown == PLACES[:3]
    assert hand.asked == [(next(GUIDE.paths()).ask, "ar")]
    assert [session.searching for session in hand.screens.shown[-2:]] == [True, False]


def test_every_press_is_its_event(hand: Hand) -> None:
    """Each slot that QML calls does what its button says."""
    hand.to_results()
    assert hand.press("turn", 1).page == 1
    assert hand.press("turn", -1).page == 0
    assert hand.press("choosePlace", "p1").screen is Screen.PLACE
    assert hand.press("talk").screen is Screen.HELP
    assert hand.press("askLanguages").screen is Screen.LANGUAGES
    assert hand.press("back").screen is Screen.PLACE
    assert hand.press("chooseLanguage", "uk").language == "uk"
    hand.navigator.happen(ev.Warned())
    assert not hand.press("stay").warned
    assert hand.press("startAgain").fresh


def test_an_answer_that_comes_too_late_is_for_nobody(hand: Hand) -> None:
    """The visitor went home while the search ran: the next one does not find its results."""
    for tile in ("need", "sit", "way"):
        hand.press("chooseTile", tile)
    hand.press("startAgain")
    hand.jobs.drain()
    assert hand.session.fresh and hand.asked


@pytest.mark.parametrize("fault", ["search", "unknown path", "screen"])
def test_whatever_fails_gives_a_number(hand: Hand, fault: str, caplog: pytest.LogCaptureFixture) -> None:
    """A search, a path nobody knows, a screen that cannot be shown: the broken screen, and then home again."""
    if fault == "unknown path":
        for tile in ("need", "sit", "elsewhere"):
            hand.press("chooseTile", tile)
    else:
        hand.fails, hand.screens.broken = fault == "search", fault == "screen"
        hand.to_results()
    assert hand.session.screen is Screen.BROKEN
    assert hand.screens.shown[-1].screen is Screen.BROKEN
    hand.fails = hand.screens.broken = False
    assert hand.waits == 90
    hand.navigator.nobody_there()
    assert hand.session.fresh


def test_a_trembling_hand_presses_once(hand: Hand) -> None:
    """The same press again within half a second is ignored; another press, or the same later, is not."""
    hand.to_results()
    hand.press("turn", 1)
    hand.navigator.turn(1)
    hand.now += SAME_PRESS_SECONDS - 0.01
    hand.navigator.turn(1)
    assert hand.session.page == 1
    hand.navigator.turn(-1)
    assert hand.session.page == 0


def test_the_first_press_of_a_visit_always_counts(hand: Hand) -> None:
    """What the visitor before pressed last does not swallow the next one's first press."""
    hand.press("chooseTile", "need")
    hand.navigator.happen(ev.Expired())
    hand.navigator.chooseTile("need")
    assert hand.session.need == "need"


def test_silence_resets_after_a_warning_only(hand: Hand) -> None:
    """Home waits for nothing; then 90 seconds to the warning, 20 to a clean screen; any touch begins again."""
    assert hand.waits == 0
    hand.press("chooseTile", "need")
    assert hand.waits == 90
    hand.navigator.nobody_there()
    assert hand.session.warned and hand.waits == 20
    hand.navigator.touched()
    assert hand.waits == 20
    hand.press("stay")
    assert hand.session.need == "need" and hand.waits == 90
    hand.navigator.nobody_there()
    hand.navigator.nobody_there()
    assert hand.session.fresh and hand.waits == 0


def test_listening_reads_the_screen_and_stops_at_the_second_press(hand: Hand) -> None:
    """Écouter says every line in the language shown; again, or any other event, is silence."""
    hand.press("listen")
    assert hand.speaker.said == [Utterance("fr", hand.screens.spoken)]
    hand.press("listen")
    assert hand.speaker.stopped == 1
    hand.press("listen")
    hand.press("chooseTile", "need")
    assert hand.speaker.stopped == 2 and not hand.voice.props.speaking


def test_one_line_can_be_heard_alone(hand: Hand) -> None:
    """The small speaker says its own line; the same again while it is lit is silence; an unknown one says nothing."""
    hand.press("hear", "tile:a")
    assert hand.speaker.said == [Utterance("fr", (Line("tile:a", "Papiers"),))]
    hand.speaker.on_line("tile:a")
    application().processEvents()
    hand.press("hear", "tile:a")
    assert hand.speaker.stopped == 1
    hand.press("hear", "tile:gone")
    assert len(hand.speaker.said) == 1


def test_nothing_changes_nothing(hand: Hand) -> None:
    """An event that makes no sense where it comes shows nothing anew and silences nobody."""
    before = len(hand.screens.shown)
    hand.press("choosePlace", "p1")
    hand.press("back")
    assert (len(hand.screens.shown), hand.speaker.stopped) == (before, 0)

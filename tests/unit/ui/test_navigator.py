"""The navigator: touches become events, searches run as jobs, whatever fails ends on a screen with a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
import shiboken6

from kiosk.directory.models import Answer, Ask, Opening, Place, Query, Result
from kiosk.flow import IdleRule, Screen, Session
from kiosk.flow import events as ev
from kiosk.guide.tree import Guide, Need, Situation, Way
from kiosk.speech.utterance import Line, Lit, Utterance
from kiosk.ui.jobs import ManualJobs
from kiosk.ui.navigator import SAME_PRESS_SECONDS, STILL_SECONDS, Navigator
from kiosk.ui.reader import Reader
from kiosk.ui.voice import Voice
from kiosk.ui.window import application, turn
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
    spoken: tuple[Line, ...] = (
        Line("title", "Bonjour"),
        Line("tile:a", "Papiers"),
        Line("tile:a:0", "Carte"),
        Line("turn", "Voir tout", when_seen=True),
        Line("sample", "Ma voix"),
    )

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
    seen: set[str] = field(default_factory=set)
    settled: list[Callable[[], None]] = field(default_factory=list)
    now: float = 0.0
    fails: bool = False

    def __post_init__(self) -> None:
        self.voice = Voice(self.speaker.make, lambda: "Pas de voix")
        self.navigator = Navigator(
            guide=GUIDE,
            screens=self.screens,  # type: ignore[arg-type]
            reader=Reader(self.screens, self.voice, lambda: self.seen, self.settled.append),  # type: ignore[arg-type]
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
    for ours in (hand.navigator, hand.voice):
        shiboken6.delete(ours)


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
    """Écouter says every line in the language shown, and the buttons that can be pressed; again, or any other event,
    is silence."""
    hand.press("listen")
    hidden = tuple(line for line in hand.screens.spoken if not line.when_seen)
    assert hand.speaker.said == [Utterance("fr", hidden)]
    hand.press("listen")
    assert hand.speaker.stopped == 1
    hand.press("listen")
    hand.press("chooseTile", "need")
    assert hand.speaker.stopped == 2 and not hand.voice.props.speaking


def test_one_line_can_be_heard_alone(hand: Hand) -> None:
    """The small speaker says its own line and what is under it; the same again while it is lit is silence; an unknown
    one says nothing."""
    hand.press("hear", "tile:a")
    assert hand.speaker.said == [Utterance("fr", (Line("tile:a", "Papiers"), Line("tile:a:0", "Carte")))]
    hand.speaker.on_lit(Lit("tile:a:0", "Carte"))
    turn()
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


def test_buttons_are_read_where_they_can_be_pressed(hand: Hand) -> None:
    """A button that leads to another page is named only while it is there."""
    hand.seen = {"Voir tout"}
    hand.press("listen")
    assert hand.speaker.said == [Utterance("fr", hand.screens.spoken)]


def test_a_touch_anywhere_is_silence_and_a_touch_on_the_stop_is_no_new_start(hand: Hand) -> None:
    """Speech gives way to any touch; when that touch is on the button that would have stopped it, nothing begins."""

    def touch(name: str, *values: object) -> int:
        """A finger comes down, and leaves a button. How many readings were asked for so far."""
        hand.now += 10
        hand.navigator.touched()
        getattr(hand.navigator, name)(*values)
        return len(hand.speaker.said)

    assert touch("listen") == 1 and hand.voice.props.speaking
    assert touch("listen") == 1 and not hand.voice.props.speaking
    assert touch("hear", "tile:a") == 2
    assert touch("hear", "tile:a") == 2 and not hand.voice.props.speaking
    assert touch("hear", "title") == 3
    hand.now += 10
    hand.navigator.touched()
    assert not hand.voice.props.speaking


def test_a_trembling_hand_does_not_silence_what_it_asked_for(hand: Hand) -> None:
    """The same button twice within half a second is one press: what it asked for goes on speaking."""
    for name, values in (("listen", ()), ("hear", ("title",))):
        hand.now += 10
        for later in (0.0, 0.2):
            hand.now += later
            hand.navigator.touched()
            getattr(hand.navigator, name)(*values)
        assert hand.voice.props.speaking
        hand.voice.stop()


def test_a_message_goes_with_the_next_touch(hand: Hand) -> None:
    """That nothing reads this language is said until somebody touches, wherever it is."""
    hand.press("listen")
    hand.speaker.on_unavailable("fr")
    turn()
    assert hand.voice.props.message and hand.voice._gone.isActive()
    hand.now += 10
    hand.navigator.touched()
    assert not hand.voice.props.message and not hand.voice._gone.isActive()


def test_an_answer_that_comes_under_another_screen_cuts_nobody_short(hand: Hand) -> None:
    """Somebody listens on the help screen when the search comes back beneath it: the reading goes on."""
    for tile in ("need", "sit", "way"):
        hand.press("chooseTile", tile)
    hand.press("talk")
    hand.press("listen")
    hand.jobs.drain()
    assert hand.session.answer is not None and hand.voice.props.speaking


def test_who_listened_hears_the_warning_too(hand: Hand) -> None:
    """A visitor who asked to hear anything may not read: the warning reads itself. Who never listened is left in
    peace, and so is the next visitor."""
    hand.press("chooseTile", "need")
    hand.navigator.nobody_there()
    assert hand.session.warned and hand.settled == []
    hand.press("stay")
    hand.press("listen")
    hand.voice.stop()
    hand.navigator.nobody_there()
    assert hand.session.warned and len(hand.settled) == 1
    hand.press("startAgain")
    hand.press("chooseTile", "need")
    hand.navigator.nobody_there()
    assert hand.session.warned and len(hand.settled) == 1


def test_nothing_of_what_was_said_outlives_the_visit(hand: Hand) -> None:
    """When the visit is over the speaker is told to forget, once; a visit without a word needs nothing forgotten."""
    hand.press("chooseTile", "need")
    hand.press("startAgain")
    assert hand.speaker.forgotten == []
    hand.press("chooseTile", "need")
    hand.press("listen")
    hand.press("startAgain")
    hand.press("chooseTile", "need")
    hand.press("startAgain")
    assert hand.speaker.forgotten == ["fr"]


def test_a_language_that_is_chosen_is_made_ready(hand: Hand) -> None:
    """Its voice and its clips are loaded before anybody listens."""
    hand.press("chooseLanguage", "ar")
    assert hand.speaker.prepared == ["ar"]


def test_who_wants_to_hear_everything_hears_each_new_screen_by_itself(hand: Hand) -> None:
    """Once chosen, every screen is read when it is there: a question, the answer of the search but not the wait for
    it, another page; not the screen one was warned on, and nothing for the next visitor."""

    def heard() -> int:
        """How many readings were asked for since the last look, each begun once its screen had been laid out."""
        waiting, before = list(hand.settled), len(hand.speaker.said)
        hand.settled.clear()
        for call in waiting:
            call()
        return len(hand.speaker.said) - before

    hand.press("chooseTile", "need")
    assert heard() == 0
    hand.press("readAloud", True)
    assert heard() == 1
    hand.press("chooseTile", "sit")
    assert heard() == 1
    hand.press("chooseTile", "way")
    assert heard() == 0
    hand.jobs.drain()
    assert heard() == 1
    hand.press("turn", 1)
    hand.press("turn", -1)
    assert heard() == 1, "the page one has already left is not read"
    hand.voice.stop()
    hand.navigator.nobody_there()
    assert hand.session.warned and heard() == 1
    hand.press("stay")
    assert heard() == 0
    hand.press("startAgain")
    assert not hand.session.aloud and heard() == 0


def test_a_faster_and_louder_voice_lets_itself_be_heard(hand: Hand) -> None:
    """Each step changes the voice and says a sentence with it; the next visitor has the plain voice again."""
    hand.press("speed", 1)
    assert (hand.session.speed, hand.session.volume) == (4, 7)
    assert hand.speaker.said[-1] == Utterance("fr", (Line("sample", "Ma voix"),))
    hand.press("volume", 1)
    assert hand.speaker.tuned[-1] == (1.26, pytest.approx(10 ** (-6 / 20)))
    for _ in range(12):
        hand.press("volume", 1)
        hand.press("speed", -1)
    assert hand.speaker.tuned[-1] == (0.5, 1.0)
    hand.press("startAgain")
    assert hand.speaker.tuned[-1] == (1.0, pytest.approx(10 ** (-9 / 20)))


def test_nobody_is_asked_if_still_there_while_listening(hand: Hand) -> None:
    """Somebody who listens is there: the warning waits for the end of the reading. Under the warning time runs out."""
    hand.press("chooseTile", "need")
    hand.press("listen")
    hand.speaker.on_lit(Lit("title", "Bonjour", 0, 7))
    turn()
    hand.navigator.nobody_there()
    assert not hand.session.warned and hand.waits == 90
    hand.navigator.nobody_there()
    assert hand.session.warned, "a reading that does not go on is stuck, and holds up nothing"
    hand.press("stay")
    hand.press("listen")
    hand.voice.stop()
    hand.navigator.nobody_there()
    assert hand.session.warned
    hand.press("listen")
    hand.navigator.nobody_there()
    assert hand.session.fresh


def test_nobody_is_there_once_home_has_been_still_for_a_while(hand: Hand) -> None:
    """At the start, and again when the last touch, the last word or the visit is over for long enough; never during."""
    navigator = hand.navigator
    assert navigator.resting
    hand.now += 1
    navigator.touched()
    hand.now += STILL_SECONDS - 1
    assert not navigator.resting
    hand.now += 1
    assert navigator.resting
    hand.press("listen")
    hand.now += 3600
    assert not navigator.resting
    hand.voice.stop()
    navigator.read()
    assert not navigator.resting
    hand.now += STILL_SECONDS
    assert navigator.resting
    hand.press("chooseTile", "need")
    hand.now += 3600
    assert not navigator.resting
    hand.press("startAgain")
    assert navigator.resting

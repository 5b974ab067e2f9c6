"""What each screen shows, derived without a screen: frame, questions, results, help, languages, broken."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.directory.helper import helper_place
from kiosk.directory.models import Answer, Place
from kiosk.flow import Screen, Session
from kiosk.guide.load import load_guide
from kiosk.guide.tree import Guide
from kiosk.i18n.catalogue import Catalogue, Words
from kiosk.i18n.languages import LANGUAGES
from kiosk.settings import Screen as ScreenSettings
from kiosk.ui.viewmodels.frame import derive_frame
from kiosk.ui.viewmodels.help import AT_ONCE, derive_help
from kiosk.ui.viewmodels.moment import Moment
from kiosk.ui.viewmodels.others import derive_broken, derive_languages
from kiosk.ui.viewmodels.question import derive_question
from kiosk.ui.viewmodels.results import derive_results
from kiosk.ui.viewmodels.speech import SAMPLE, derive_speech
from tests.support.props import FRENCH, FRIDAY_10, KINDS, MARKED, PLACE, SETTINGS, in_french, lines, result


@pytest.fixture(scope="module")
def guide(repository: Path) -> Guide:
    return load_guide(repository / "content" / "guide")


def test_the_frame_runs_from_right_to_left_in_arabic_only() -> None:
    """The direction follows the language; the demonstration is marked on every screen, in words."""
    for screen in Screen:
        frame = derive_frame(Session(language="ar", screen=screen), SETTINGS, True, MARKED)
        assert frame.rtl and frame.demonstration.startswith("<")
    frame = derive_frame(Session(), SETTINGS, False, FRENCH)
    assert not frame.rtl and frame.demonstration == ""
    assert (frame.canStart, frame.canBack, frame.stepText) == (False, False, "Question 1 sur 3")
    assert [line.text for line in frame.warning] == [frame.warningTitle, frame.warningText, frame.stay]


def test_a_question_says_its_tiles_in_order(guide: Guide) -> None:
    """Title then tiles, each with its key and its label; unknown choices ask the first question again."""
    home = derive_question(Session(), guide, {}, FRENCH)
    assert [tile.id for tile in home.tiles] == [need.id for need in guide.needs] and home.welcome
    need = guide.needs[2]
    second = derive_question(Session(need=need.id), guide, {}, MARKED)
    assert (second.title, second.chosen) == (f"<{guide.questions[1]}>", f"<{need.label}>")
    texts = [text for tile in second.tiles for text in (tile.label, tile.hint) if text]
    assert [line.text for line in second.spoken] == [second.chosen, second.title, *texts]
    assert {line.key for line in second.spoken} == {"title", *(tile.key for tile in second.tiles)}
    assert derive_question(Session(need="gone"), guide, {}, FRENCH) == home


def test_results_come_three_to_a_page_and_are_heard_by_the_name_shown(guide: Guide) -> None:
    """The listen button of a card bears the name on the card, also when that name is translated."""
    path = next(guide.paths())
    line = Place("telephone--115", "115", kind="telephone", phone="115")
    answer = Answer("here", (result(line), *(result(replace(PLACE, id=f"p{n}")) for n in range(3))))
    ids = {"need": path.need.id, "situation": path.situation.id, "way": path.way.id}
    session = Session(screen=Screen.RESULTS, answer=answer, **ids)
    props = derive_results(session, guide, KINDS, Moment(FRIDAY_10, SETTINGS), MARKED)
    assert (len(props.cards), props.hasMore, props.hasPrevious) == (3, True, False)
    assert [card.facts.name for card in props.cards] == ["<115>", "Médiathèque", "Médiathèque"]
    assert [card.hear for card in props.cards] == [f"<Écouter : {card.facts.name}>" for card in props.cards]
    waiting = derive_results(replace(session, answer=None), guide, KINDS, Moment(FRIDAY_10, SETTINGS), FRENCH)
    assert (waiting.cards, waiting.searching) == ((), "Un instant")


@pytest.mark.parametrize("text_size", ["normal", "large"])
def test_help_gives_the_helper_and_every_urgent_number(guide: Guide, text_size: str) -> None:
    """The person at the desk and all urgent numbers, each read aloud; in large letters fewer at once."""
    settings = replace(SETTINGS, screen=ScreenSettings(text_size=text_size))
    props = derive_help(result(helper_place(settings), distance=0), guide, Moment(FRIDAY_10, settings), FRENCH)
    urgent = [phone.id for phone in guide.phones.values() if phone.urgent]
    assert [number.key for number in props.urgent] == [f"number:{phone}" for phone in urgent]
    assert props.atOnce == AT_ONCE[text_size]
    assert {number.key for number in props.urgent} <= set(lines(props))
    assert (props.desk.text, props.phone.text) == ("Guichet 2", "03\xa053\xa001\xa001\xa001")
    assert props.qr is not None and props.qr.caption == props.phone.text
    assert lines(props)["phone"] == f"Téléphone {props.phone.text}"


def test_where_the_desk_is_stays_in_french_and_a_french_voice_reads_it(guide: Guide) -> None:
    """The site file says it in French alone: marked in another language, and read by a French voice."""
    helper = result(helper_place(SETTINGS), distance=0)
    props = derive_help(helper, guide, Moment(FRIDAY_10, SETTINGS), MARKED)
    assert "Guichet 2" in props.desk.text and "En français" in props.desk.text
    assert in_french(props)["desk"] == "Guichet 2" and "Guichet" not in lines(props)["desk"]


def test_languages_call_themselves_by_their_own_name() -> None:
    """Endonyms in the order of the site, each greeted in its own words, the current one marked."""
    catalogue = Catalogue({code: Words(LANGUAGES[code]) for code in SETTINGS.languages})
    props = derive_languages(SETTINGS, catalogue, Words(LANGUAGES["ar"]))
    assert [item.name for item in props.languages] == [LANGUAGES[code].endonym for code in SETTINGS.languages]
    assert [item.code for item in props.languages if item.current] == ["ar"]
    assert [line.language for line in props.spoken[1:]] == list(SETTINGS.languages)
    assert {item.code for item in props.languages if item.rtl} == {"ar", "fa"} & set(SETTINGS.languages)


@pytest.mark.parametrize(("phone", "number"), [("0353010101", "03\xa053\xa001\xa001\xa001"), ("", "39\xa039")])
def test_a_broken_kiosk_always_gives_a_number(phone: str, number: str) -> None:
    """The helper's, or the national one when the site file gives none; it is read aloud too."""
    props = derive_broken(phone, FRENCH)
    assert props.phone == number and lines(props)["title:2"].endswith(number)


def test_view_models_need_no_screen() -> None:
    """Deriving never loads Qt."""
    folder = Path(derive_broken.__code__.co_filename).parent
    names = [f"kiosk.ui.viewmodels.{path.stem}" for path in folder.glob("*.py")] + ["kiosk.ui.look"]
    program = f"import sys, {', '.join(names)}; print([name for name in sys.modules if name.startswith('PySide6')])"
    environment = os.environ | {"PYTHONPATH": str(folder.parents[2])}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_the_voice_screen_shows_what_was_chosen() -> None:
    """Read everything or not, a step of speed, a step of loudness: each with its words, and a sentence to hear."""
    plain = derive_speech(Session(), FRENCH)
    assert (plain.aloud, plain.speed.step, plain.speed.steps) == (False, 3, 7)
    assert (plain.volume.step, plain.volume.steps) == (7, 11)
    chosen = derive_speech(Session(aloud=True, speed=6, volume=0), MARKED)
    assert (chosen.aloud, chosen.speed.step, chosen.volume.step) == (True, 6, 0)
    assert plain.aloudState != chosen.aloudState.strip("<>")
    assert lines(plain)[SAMPLE] == plain.sample
    assert all(text.startswith("<") for text in (chosen.title, chosen.sample, chosen.speed.more, chosen.volume.less))


def test_the_frame_is_read_last_and_names_the_controls_that_can_be_used() -> None:
    """Where one is, then each control, said only while it can be pressed."""
    frame = derive_frame(Session(need="n"), SETTINGS, True, FRENCH)
    assert [line.text for line in frame.spoken if not line.when_seen] == [
        "Question 2 sur 3",
        "CCAS",
        "Démonstration : cette ville est inventée.",
    ]
    assert {line.text for line in frame.spoken if line.when_seen} == {
        "Au début",
        "Retour",
        "Parler à quelqu'un",
        "Langues",
        "La voix",
    }

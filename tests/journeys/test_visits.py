"""Visits of people who know nothing of the code: they see names, and press what they can name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.flow import Screen
from kiosk.flow import events as ev
from kiosk.i18n.languages import LANGUAGES
from kiosk.speech.library import ClipLibrary
from kiosk.speech.live import LiveVoices
from kiosk.speech.speaker import Speaker
from kiosk.speech.stretch import stretch
from kiosk.speech.tiers import Tiers
from kiosk.speech.utterance import Lit
from kiosk.ui.window import turn
from tests.support.kiosks import SPOKEN, Stage, stage
from tests.support.players import FakePlayer
from tests.support.processes import wait_until
from tests.support.visitor import Visitor


@pytest.fixture
def shown(demonstration: Path) -> Iterator[Stage]:
    with stage(demonstration) as shown:
        yield shown


def in_language(shown: Stage, language: str) -> Visitor:
    """A visitor who has chosen a language the way one does: by its own name."""
    visitor = Visitor(shown)
    if language != "fr":
        visitor.press("Langues")
        visitor.press(LANGUAGES[language].endonym)
    return visitor


def follow(shown: Stage, visitor: Visitor, path_id: str) -> None:
    """Press the three tiles of a path, by their names in the language of the visit."""
    path = shown.content.guide.path(path_id)
    assert path is not None
    t = shown.content.release.catalogue[shown.kiosk.navigator.session.language]
    for label in path.labels:
        visitor.press(t(label))


def every_text(shown: Stage) -> list[str]:
    """The text of every item of the window, visible or not."""
    waiting, found = [shown.kiosk.shell.window.contentItem()], []
    while waiting:
        item = waiting.pop()
        waiting += item.childItems()
        if item.inherits("QQuickText"):
            found.append(item.property("text"))
    return found


@pytest.mark.parametrize("language", SPOKEN)
def test_three_taps_lead_to_a_place_and_its_code(shown: Stage, language: str) -> None:
    """From home, three tiles found by their names lead to results, and one more to a place that can be reached."""
    t = shown.content.release.catalogue[language]
    visitor = in_language(shown, language)
    path = shown.content.guide.path("papiers/etat/aides")
    assert path is not None
    for label in path.labels:
        visitor.press(t(label))
    assert shown.kiosk.navigator.session.screen is Screen.RESULTS
    first = shown.kiosk.navigator.session.shown[0]
    assert visitor.sees(t("Voici où aller"))
    visitor.press(first.place.name)
    assert visitor.sees(first.place.street)


@pytest.mark.parametrize("language", SPOKEN)
def test_talking_to_someone_is_one_tap_from_everywhere(shown: Stage, language: str) -> None:
    """The same button leads to the helper from every screen, and back again."""
    t = shown.content.release.catalogue[language]
    visitor = in_language(shown, language)
    path = next(iter(shown.content.guide.paths()))
    for label in (None, *path.labels):
        if label:
            visitor.press(t(label))
        before = shown.kiosk.navigator.session
        visitor.press(t("Parler à quelqu'un"))
        assert visitor.sees(shown.content.settings.helper.name)
        visitor.press(t("Retour"))
        assert shown.kiosk.navigator.session == before


def test_switching_language_keeps_the_place(shown: Stage) -> None:
    """A visitor on a place who changes language is still on that place, with its words in the new language."""
    visitor = Visitor(shown)
    follow(shown, visitor, "papiers/etat/aides")
    place = shown.kiosk.navigator.session.shown[0].place
    visitor.press(place.name)
    visitor.press("Langues")
    visitor.press("العربية")
    session = shown.kiosk.navigator.session
    assert (session.screen, session.place, session.language) == (Screen.PLACE, place.id, "ar")
    assert visitor.sees(place.name)
    assert shown.kiosk.screens.frame.map.value("rtl") is True


def test_three_results_to_a_page_and_large_buttons_for_more(shown: Stage) -> None:
    """Results never scroll: three cards, a button for more, a button for the ones before."""
    visitor = Visitor(shown)
    follow(shown, visitor, "papiers/etat/aides")
    first = [result.place.name for result in shown.kiosk.navigator.session.shown]
    assert len(first) == 3
    assert all(name in visitor.names() for name in first)
    left = shown.kiosk.navigator.session.left
    visitor.press(f"Voir {left} autres lieux" if left > 1 else f"Voir {left} autre lieu")
    second = [result.place.name for result in shown.kiosk.navigator.session.shown]
    assert second
    assert not set(first) & set(second)
    visitor.press("Lieux d'avant")
    assert [result.place.name for result in shown.kiosk.navigator.session.shown] == first


def test_the_next_visitor_finds_a_clean_screen(shown: Stage) -> None:
    """Nobody touches for the idle time, then for the warning: home in French, nothing chosen, nothing said."""
    visitor = in_language(shown, "uk")
    path = next(iter(shown.content.guide.paths()))
    visitor.press(shown.content.release.catalogue["uk"](path.need.label))
    shown.kiosk.navigator.nobody_there()
    assert visitor.sees(shown.content.release.catalogue["uk"]("Êtes-vous encore là ?"))
    shown.kiosk.navigator.nobody_there()
    assert shown.kiosk.navigator.session.fresh
    assert visitor.sees(shown.content.guide.questions[0])


def test_nothing_of_the_visit_stays_behind_the_screen(shown: Stage) -> None:
    """After the reset no item, visible or not, still holds the name or the street of the place one looked at."""
    visitor = Visitor(shown)
    follow(shown, visitor, "papiers/etat/aides")
    found = (result.place for result in shown.kiosk.navigator.session.shown)
    place = next(place for place in found if place.name != shown.content.settings.name)
    visitor.press(place.name)
    held = every_text(shown)
    assert any(place.name in text for text in held)
    assert any(place.street in text for text in held)
    shown.kiosk.navigator.nobody_there()
    shown.kiosk.navigator.nobody_there()
    visitor.settle()
    left = every_text(shown)
    assert not any(place.name in text or place.street in text for text in left)


def test_anyone_can_extend_the_visit(shown: Stage) -> None:
    """Ten times the warning comes, ten times one touch keeps the visit as it was."""
    visitor = Visitor(shown)
    path = next(iter(shown.content.guide.paths()))
    visitor.press(path.need.label)
    before = shown.kiosk.navigator.session
    for _ in range(10):
        shown.kiosk.navigator.nobody_there()
        assert shown.kiosk.navigator.session.warned
        shown.kiosk.navigator.stay()
        assert shown.kiosk.navigator.session == before


def test_a_second_identical_press_at_once_is_ignored(shown: Stage) -> None:
    """A trembling hand that presses twice within half a second turns one page, not two."""
    visitor = Visitor(shown)
    follow(shown, visitor, "papiers/etat/aides")
    pages = shown.kiosk.navigator.session.pages
    assert pages >= 2
    moment = shown.clock.seconds
    shown.kiosk.navigator.turn(1)
    shown.clock.seconds = moment
    shown.kiosk.navigator.turn(1)
    assert shown.kiosk.navigator.session.page == 1


def test_every_path_leads_somewhere_in_three_taps(shown: Stage) -> None:
    """All paths of the guide, through the navigator and its search: results, never nothing."""
    go = shown.kiosk.navigator.happen
    ends = []
    for path in shown.content.guide.paths():
        go(ev.StartedAgain())
        for tile in (path.need.id, path.situation.id, path.way.id):
            go(ev.TileChosen(tile))
        shown.jobs.drain()
        session = shown.kiosk.navigator.session
        if session.screen is not Screen.RESULTS or not session.shown:
            ends.append(path.id)
        turn()
    assert ends == []


def test_what_is_shown_is_what_is_said(shown: Stage) -> None:
    """Écouter says the question and its tiles, in order, in the language of the screen; a touch silences it."""
    visitor = in_language(shown, "ar")
    t = shown.content.release.catalogue["ar"]
    visitor.press(t("Écouter"))
    said = shown.speaker.said[-1]
    assert said.language == "ar"
    titles = [line.text for line in said.lines]
    assert t(shown.content.guide.questions[0]) in titles
    labels = [t(need.label) for need in shown.content.guide.needs]
    assert [label for label in labels if any(title.startswith(label) for title in titles)] == labels
    stopped = shown.speaker.stopped
    visitor.press(t(shown.content.guide.needs[0].label))
    assert shown.speaker.stopped > stopped


def test_each_tile_can_be_heard_alone(shown: Stage) -> None:
    """The small speaker of a tile says that tile, lights it, and does not choose it."""
    visitor = Visitor(shown)
    label = shown.content.guide.needs[1].label
    visitor.press(f"Écouter : {label}")
    lines = shown.speaker.said[-1].lines
    assert lines[0].text == label and len({line.key for line in lines}) == 1
    shown.speaker.on_lit(Lit(lines[0].key, label, 0, len(label.split()[0])))
    visitor.settle()
    assert shown.kiosk.voice.props.key == lines[0].key
    assert shown.kiosk.navigator.session.step == 0
    shown.speaker.on_lit(None)
    visitor.settle()
    assert not shown.kiosk.voice.props.speaking


def test_every_urgent_number_can_be_reached_in_large_letters(demonstration: Path) -> None:
    """A button shows the next numbers until all were seen; the next visitor begins with the first ones again."""
    with stage(demonstration, text_size="large") as shown:
        visitor = Visitor(shown)
        urgent = [t.number for t in shown.content.guide.phones.values() if t.urgent]
        visitor.press("Parler à quelqu'un")
        seen = set(visitor.names())
        for _ in urgent:
            visitor.press("D'autres numéros")
            seen |= set(visitor.names())
        spoken = {name.replace("\xa0", "").replace(" ", "") for name in seen}
        assert [number for number in urgent if number.replace(" ", "") not in spoken] == []
        if urgent[0] in visitor.names():
            visitor.press("D'autres numéros")
        assert urgent[0] not in visitor.names()
        visitor.press("Au début")
        visitor.press("Parler à quelqu'un")
        assert urgent[0] in visitor.names()


def test_a_site_without_speech_offers_none(demonstration: Path) -> None:
    """Where the site file switches speech off, no tile has a loudspeaker and Écouter cannot be pressed."""
    with stage(demonstration, speech=False) as shown:
        visitor = Visitor(shown)
        assert not [button.name for button in visitor.buttons() if button.name.startswith("Écouter :")]
        visitor.press("Écouter")
        assert shown.speaker.said == []


def test_a_language_without_a_voice_is_said_so(shown: Stage) -> None:
    """When nothing reads a language, the text stays and the screen says it cannot read it."""
    visitor = Visitor(shown)
    visitor.press("Écouter")
    shown.speaker.on_unavailable("fr")
    assert visitor.sees("Ici, aucune voix ne lit cette langue. Une personne peut vous aider.")


def test_a_search_that_fails_shows_the_number_to_call(shown: Stage) -> None:
    """When the directory fails under the visitor, the screen gives a phone number and no technical word."""
    shown.content.directory.close()
    visitor = Visitor(shown)
    path = next(iter(shown.content.guide.paths()))
    for label in path.labels:
        visitor.press(label)
    assert shown.kiosk.navigator.session.screen is Screen.BROKEN
    assert visitor.sees("Cet écran ne marche pas en ce moment.")
    shown.kiosk.navigator.nobody_there()
    assert shown.kiosk.navigator.session.fresh


def test_a_language_without_a_voice_says_so_and_is_read_by_no_other(demonstration: Path) -> None:
    """A site that gives Ukrainian no live voice, a release without clips: the message shows in Ukrainian, nothing is
    spoken, not by a French voice either; the text stays, and French is read as before."""
    voice, player = Tiers(ClipLibrary(demonstration), LiveVoices({"uk": "clips"}), stretch), FakePlayer()
    with stage(demonstration, speaker=lambda lit, missing: Speaker(voice, player, lit, missing, rest_s=0.0)) as shown:
        visitor = in_language(shown, "uk")
        t = shown.content.release.catalogue["uk"]
        visitor.press(t("Écouter"))
        wait_until(lambda: _message(visitor, shown) != "", 20)
        assert _message(visitor, shown) == t("Ici, aucune voix ne lit cette langue. Une personne peut vous aider.")
        assert player.played == []
        assert visitor.sees(t(shown.content.guide.questions[0]))
        visitor.press(t("Langues"))
        visitor.press("Français")
        visitor.press("Écouter")
        wait_until(lambda: player.current is not None, 20)
        assert _message(visitor, shown) == ""


def _message(visitor: Visitor, shown: Stage) -> str:
    visitor.settle()
    return shown.kiosk.voice.props.message

"""Every word on every screen can be heard, in the language it is written in, and is lit while it is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickItem

from kiosk.flow import Session
from kiosk.guide.tree import Guide
from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE
from kiosk.speech.utterance import Line
from kiosk.ui.tour import walk
from kiosk.ui.viewmodels.fiche import derive_fiche
from kiosk.ui.viewmodels.moment import Moment
from kiosk.ui.viewmodels.printing import SLIP
from kiosk.ui.viewmodels.question import derive_question
from kiosk.ui.viewmodels.results import derive_results
from kiosk.ui.voice import VoiceProps
from kiosk.ui.window import turn
from tests.support.kiosks import SPOKEN, Stage, stage
from tests.support.layout import is_lit, items, texts
from tests.support.print_desk import FakeDesk
from tests.support.props import strings

SIZES = [(1080, 1920), (1920, 1080)]
LATIN = {code for code in SPOKEN if code not in ("ar", "fa", "uk", "ru")}


@pytest.fixture(params=SIZES, ids=["portrait", "landscape"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param  # type: ignore[no-any-return]


def visit(shown: Stage, language: str) -> Iterator[str]:
    """Every screen of two visits: one that begins with an urgent number, one with many places."""
    paths = list(shown.content.guide.paths())
    urgent = next(path for path in paths if path.urgent)
    many = next(path for path in paths if len(shown.search(path.ask, "fr").results) > 3 and not path.way.phones)
    for path in (many, urgent):
        for step in walk(shown.kiosk, shown.jobs, path, language):
            turn()
            shown.kiosk.shell.window.grabWindow()
            yield step


def usable(item: QQuickItem) -> bool:
    """Is no button around this text switched off? What cannot be pressed is not read."""
    while item is not None:
        if item.inherits("QQuickAbstractButton") and not item.isEnabled() and not _is_words(item):
            return False
        item = item.parentItem()
    return True


def _is_words(item: QQuickItem) -> bool:
    """Words that can be heard, or that could if there were something to hear, are no button that is switched off."""
    return item.property("speakerRoom") is not None


@pytest.mark.parametrize("text_size", ["normal", "largest"])
def test_no_text_on_the_screen_is_an_orphan(demonstration: Path, size: tuple[int, int], text_size: str) -> None:
    """On every screen, in every language, both ways up: each visible text is the text of a line that is read."""
    orphans = []
    with stage(demonstration, size, desk=FakeDesk(), text_size=text_size) as shown:
        for language in SPOKEN:
            for step in visit(shown, language):
                frame = shown.kiosk.screens.frame.map
                known = {line.text for line in shown.kiosk.screens.spoken}
                known |= {frame.value("listen"), frame.value("stop")}
                if step == "still-there":
                    continue
                orphans += [
                    (language, step, item.property("text"))
                    for item in texts(shown.kiosk.shell.window)
                    if item.property("text") not in known and usable(item)
                ]
    assert orphans == []


def test_the_warning_reads_itself_and_nothing_else(demonstration: Path) -> None:
    """Under the still-there warning, its own three texts are what is read."""
    with stage(demonstration) as shown:
        for step in visit(shown, "fr"):
            if step == "still-there":
                above = {line.text for line in shown.kiosk.screens.spoken}
                assert above <= {item.property("text") for item in texts(shown.kiosk.shell.window)}
                assert len(above) == 3


@pytest.mark.parametrize("language", SPOKEN)
def test_every_small_speaker_says_the_words_beside_it(demonstration: Path, language: str) -> None:
    """Each tile, place, line and code that has a speaker: pressed, it says the first text one sees on it."""
    told = []
    with stage(demonstration, desk=FakeDesk()) as shown:
        for step in visit(shown, language):
            for item in list(items(shown.kiosk.shell.window)):
                if _kind(item) not in ("SpeakButton", "Heading", "TextLine", "Fact", "NumberCard", "QrPanel"):
                    continue
                if not item.isEnabled() or step == "still-there":
                    continue
                beside = item.parentItem() if _kind(item) == "SpeakButton" else item
                written = [text.property("text") for text in _texts_below(beside)]
                before = len(shown.speaker.said)
                item.click()  # type: ignore[attr-defined]
                said = [line.text for line in shown.speaker.said[-1].lines] if len(shown.speaker.said) > before else []
                if not written or written[0] not in said:
                    told.append((step, _kind(item), written[:1], said[:2]))
                shown.kiosk.navigator.touched()
    assert told == []


def test_what_is_read_is_lit_word_by_word(demonstration: Path, size: tuple[int, int]) -> None:
    """For every line that is on the screen, its first and its last word: a box in the label that shows it. What stands
    on the paper is a picture, lit as a whole."""
    missing = []
    with stage(demonstration, size, desk=FakeDesk()) as shown:
        for language in ("fr", "ar", "uk"):
            for step in visit(shown, language):
                there = shown.kiosk.shell.buttons()
                for line in dict.fromkeys(shown.kiosk.screens.spoken):
                    if line.key == SLIP or (line.when_seen and line.text not in there):
                        continue
                    missing += [(language, step, line.key, fault) for fault in unlit(shown, line)]
    assert missing == []


def unlit(shown: Stage, line: Line) -> Iterator[str]:
    """What is wrong when a line is being said: its first and its last word are to be lit where the line is seen."""
    words = [word for word in line.words.replace("\u2069", " ").replace("\u2068", " ").split() if word]
    for word, start in ((words[0], line.text.find(words[0], line.start)), (words[-1], line.text.rfind(words[-1]))):
        shown.kiosk.voice.view.show(VoiceProps(line.key, line.text, start, start + len(word), True))
        turn()
        shown.kiosk.shell.window.grabWindow()
        labels = [item for item in texts(shown.kiosk.shell.window) if item.property("text") == line.text]
        boxes = [item.property("word") for item in labels if is_lit(item)]
        if labels and not any(box is not None and box.width() > 2 for box in boxes):
            yield f"{word!r} of {line.text!r} is not lit"
        for label, box in zip(labels, [item.property("word") for item in labels], strict=True):
            if box is not None and (box.left() < -3 or box.right() > label.width() + 3 or box.top() > label.height()):
                yield f"{word!r} of {line.text!r} is lit outside its label"
    shown.kiosk.voice.view.show(VoiceProps())


@pytest.mark.parametrize("language", SPOKEN)
def test_every_tile_and_fiche_of_the_guide_is_read_whole(demonstration: Path, language: str) -> None:
    """All questions, tiles, examples and fiches, in every language: what is shown is what is said, in its order."""
    with stage(demonstration) as shown:
        guide, t = shown.content.guide, shown.content.release.catalogue[language]
        for session in sessions(guide):
            props = derive_question(session, guide, shown.content.release.pictograms, t)
            written = [text for tile in props.tiles for text in (tile.label, tile.hint) if text]
            assert [line.text for line in props.spoken][-len(written) :] == written
            assert all(line.language == "" and line.words == line.text for line in props.spoken)
        for fiche in guide.fiches.values():
            fiche_props = derive_fiche(fiche, t)
            shown_texts = [line.text for line in _lines_of(fiche_props)]
            assert [line.text for line in fiche_props.spoken] == shown_texts


@pytest.mark.parametrize("language", SPOKEN)
def test_a_line_is_said_in_the_language_it_is_written_in(demonstration: Path, language: str) -> None:
    """Letters of another script are never given to the voice of the page: names are French, endonyms their own."""
    wrong = []
    with stage(demonstration, desk=FakeDesk()) as shown:
        for step in visit(shown, language):
            for line in shown.kiosk.screens.spoken:
                spoken = line.language or language
                if step != "languages" and spoken not in LANGUAGES:
                    continue
                if any("\u0600" <= sign <= "\u06ff" for sign in line.words) and spoken not in ("ar", "fa"):
                    wrong.append((step, line))
                if any("\u0400" <= sign <= "\u04ff" for sign in line.words) and spoken not in ("uk", "ru"):
                    wrong.append((step, line))
        for card in results_of(shown, language):
            name = card.lines[0]
            assert name.language == ("" if language == SOURCE_LANGUAGE else SOURCE_LANGUAGE), name
    assert wrong == []


def sessions(guide: Guide) -> Iterator[Session]:
    yield Session()
    for need in guide.needs:
        yield Session(need=need.id)
        for situation in need.situations:
            yield Session(need=need.id, situation=situation.id)


def results_of(shown: Stage, language: str) -> list:  # type: ignore[type-arg]
    """The cards of the first path with places of its own."""
    guide, content = shown.content.guide, shown.content
    path = next(p for p in guide.paths() if len(shown.search(p.ask, "fr").results) > 3 and not p.way.phones)
    session = Session(
        language=language,
        need=path.need.id,
        situation=path.situation.id,
        way=path.way.id,
        answer=shown.search(path.ask, language),
    )
    moment = Moment(dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC), content.settings)
    kinds = content.release.vocabulary.get("kinds", {})
    cards = derive_results(session, guide, kinds, moment, content.release.catalogue[language]).cards
    return [card for card in cards if card.facts.french or language == SOURCE_LANGUAGE]


def _lines_of(props: object) -> list:  # type: ignore[type-arg]
    from kiosk.ui.viewmodels.fiche import FicheProps

    assert isinstance(props, FicheProps)
    return [props.title, *props.what, *props.there, *props.bring, *props.facts]


def _kind(item: QQuickItem) -> str:
    return item.metaObject().className().split("_QMLTYPE")[0]


def _texts_below(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        if not child.isVisible():
            continue
        if child.inherits("QQuickText") and child.property("text"):
            yield child
        yield from _texts_below(child)


def test_the_props_hold_no_word_that_is_not_read(demonstration: Path) -> None:
    """Beside names of speakers and labels of buttons, every string of a question is in a line of it."""
    with stage(demonstration) as shown:
        t = shown.content.release.catalogue["fr"]
        props = derive_question(Session(), shown.content.guide, {}, t)
        said = {line.text for line in props.spoken}
        left = {text for text in strings(props) if text and text not in said and not text.startswith("Écouter : ")}
        ids = {name for tile in props.tiles for name in (tile.id, tile.key)} | {props.dated.key, props.dated.part}
        assert left <= ids

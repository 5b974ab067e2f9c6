"""A thirteenth language takes one line and one file: a language nobody speaks runs through every screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from kiosk.flow import events as ev
from kiosk.i18n.languages import LANGUAGES
from kiosk.publish.words import placeholders
from kiosk.ui.tour import walk
from kiosk.ui.window import turn
from tests.support.kiosks import Stage, stage
from tests.support.layout import box, faults, texts
from tests.support.pseudo import CODE, LONGER, PSEUDO, pseudo, pseudo_release

SIZES = [(1080, 1920), (1920, 1080)]
LATIN = re.compile(r"[A-Za-zÀ-ÿŒœ]{2,}")
MARKED = re.compile(r"\[[^\[\]]*\]")


@pytest.fixture(autouse=True, scope="module")
def thirteenth() -> Iterator[None]:
    """The one line."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(LANGUAGES, CODE, PSEUDO)
        yield


@pytest.fixture(scope="module")
def release(thirteenth: None, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with the one file."""
    return pseudo_release(repository, tmp_path_factory.mktemp("pseudo"))


def words_of(value: Any) -> Iterator[str]:
    """Every text inside a value of the content."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from words_of(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from words_of(getattr(value, field.name))


def own_words(shown: Stage) -> set[str]:
    """What is no word of ours: names, addresses, hosts and numbers of the place that is open and of those shown, the
    site's own, and the names of languages."""
    session, settings = shown.kiosk.navigator.session, shown.content.settings
    results = session.answer.results if session.answer else ()
    told = [
        *words_of([result.place for result in results]),
        *words_of([settings.name, settings.address, settings.helper]),
        *(language.endonym for language in LANGUAGES.values()),
        *(result.booking_host for result in results),
    ]
    return {word.lower() for text in told for word in LATIN.findall(text)}


def raw_french(shown: Stage) -> list[str]:
    """The texts on the screen that hold words from nowhere: neither translated nor somebody's own."""
    known, found = own_words(shown) | {"km"}, []
    for item in texts(shown.kiosk.shell.window):
        text = item.property("text")
        rest = text
        while MARKED.search(rest):
            rest = MARKED.sub(" ", rest)
        if any(word.lower() not in known for word in LATIN.findall(rest)):
            found.append(text)
    return found


def visit(shown: Stage, path_id: str) -> Iterator[str]:
    """Every screen of a visit by a path, drawn."""
    path = shown.content.guide.path(path_id)
    assert path is not None
    for step in walk(shown.kiosk, shown.jobs, path, CODE):
        turn()
        shown.kiosk.shell.window.grabWindow()
        yield step


def from_the_right(shown: Stage) -> bool:
    """Whether the two ends of the bar stand as in a language from right to left."""
    frame = shown.kiosk.screens.frame.map
    ends = {item.property("text"): box(item).center() for item in texts(shown.kiosk.shell.window)}
    first, last = (ends[frame.value(name)] for name in ("startAgain", "languages"))
    return bool(first.x() > last.x())


def test_the_language_is_long_accented_and_whole() -> None:
    """Each string grows by 35 %, keeps its placeholders, and cannot be taken for French."""
    assert pseudo("Retour") == "[Réétóóúr]"
    for text in ("Voici où aller, un peu plus loin", "Ce lieu aide pour cela. C'est près d'ici.", "À {time}, le {day}"):
        letters = sum(map(str.isalpha, re.sub(r"\{.*?\}", "", text)))
        grown = sum(map(str.isalpha, re.sub(r"\{.*?\}", "", pseudo(text))))
        assert grown >= letters * (1 + LONGER) - 2
        assert placeholders(pseudo(text)) == placeholders(text)


@pytest.mark.parametrize("size", SIZES, ids=["portrait", "landscape"])
@pytest.mark.parametrize("text_size", ["normal", "large", "larger", "largest"])
def test_every_screen_speaks_the_language_whole_and_from_the_right(
    release: Path, size: tuple[int, int], text_size: str
) -> None:
    """No word cut, none left in French, and the window mirrored, on each screen of a visit."""
    cut, french, mirrored = [], [], set()
    with stage(release, size, languages=("fr", CODE), text_size=text_size) as shown:
        paths = [path.id for path in shown.content.guide.paths()]
        for path in (paths[0], paths[-1]):
            for step in visit(shown, path):
                cut += [f"{step}: {fault}" for fault in faults(shown.kiosk.shell.window)]
                french += [f"{step}: {text}" for text in raw_french(shown)]
                mirrored.add(from_the_right(shown))
    assert mirrored == {True}
    assert french == []
    assert cut == []


@pytest.mark.parametrize("size", SIZES, ids=["portrait", "landscape"])
def test_every_tile_of_the_guide_speaks_it(release: Path, size: tuple[int, int]) -> None:
    """All question screens: every tile whole, translated, and the French is back when it is chosen again."""
    cut, french = [], []
    with stage(release, size, languages=("fr", CODE)) as shown:
        go = shown.kiosk.navigator.happen
        for need in shown.content.guide.needs:
            for situation in ("", *(situation.id for situation in need.situations)):
                for event in (ev.StartedAgain(), ev.LanguageChosen(CODE), ev.TileChosen(need.id)):
                    go(event)
                if situation:
                    go(ev.TileChosen(situation))
                turn()
                shown.kiosk.shell.window.grabWindow()
                cut += [f"{need.id}/{situation}: {fault}" for fault in faults(shown.kiosk.shell.window)]
                french += [f"{need.id}/{situation}: {text}" for text in raw_french(shown)]
        go(ev.LanguageChosen("fr"))
        turn()
        back = [item.property("text") for item in texts(shown.kiosk.shell.window)]
        assert not from_the_right(shown)
    assert french == []
    assert cut == []
    assert not any(text.startswith("[") for text in back)

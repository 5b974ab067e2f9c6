"""Every text of a release that does not depend on the time of day is found, with the French that it stands for."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.guide.content import Content
from kiosk.publish.clips.collect import Collector, Text, collect, moments
from kiosk.publish.clips.keys import key_of
from kiosk.publish.clips.listing import HEADER, table
from kiosk.publish.clips.recordings import Recordings
from kiosk.publish.clips.screens import Shown, every_screen
from kiosk.speech.library import bare
from kiosk.speech.utterance import Line, Utterance, to_say
from tests.support.small import small_content


@pytest.fixture(scope="module")
def content(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterable[Content]:
    content = small_content(demonstration, tmp_path_factory.mktemp("small"))
    yield content
    content.directory.close()


@pytest.fixture(scope="module")
def texts(content: Content) -> dict[str, tuple[Text, ...]]:
    return collect(content, ("fr", "ar"), ["Arrêter", "Voir {n} autre lieu"])


def test_keys_are_readable_and_stable() -> None:
    """Some words in plain letters and six digits, from the French alone."""
    assert key_of("Parler à quelqu'un") == "parler-a-quelqu-un-b23b3d" == key_of(" Parler  à\u00a0quelqu'un ")
    assert key_of("Œuvre à 5 €") != key_of("Œuvre à 6 €") and key_of("Œuvre à 5 €").startswith("oeuvre-a-5-euros-")
    assert key_of("العربية").startswith("texte-")


@given(st.text(max_size=200))
def test_every_key_is_the_name_of_a_file(text: str) -> None:
    """Short, in letters that every disk takes."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*-[0-9a-f]{6}", key_of(text)) and len(key_of(text)) <= 47


def test_what_the_kiosk_says_is_found(content: Content, texts: dict[str, tuple[Text, ...]]) -> None:
    """Every piece of every screen at a moment is among the texts of its language, but what is said at that moment."""
    at = moments(content)[0]
    for page in ("fr", "ar"):
        said = {
            (line.language, bare(line.words))
            for screen in every_screen(content, page, at)
            for line in to_say(Utterance(page, screen.lines))
        }
        known = {(code, bare(text.text)) for code in texts for text in texts[code]}
        missing = {pair for pair in said - known if pair[0] in texts}
        assert len(missing) < len(said) * 0.1


def test_places_stay_french_on_every_screen(content: Content, texts: dict[str, tuple[Text, ...]]) -> None:
    """The name of a place is one text, in French, also where it stands in a line of Arabic."""
    names = {bare(place.name) for place in content.directory.every_place() if place.kind != "telephone"}
    french = {bare(text.text) for text in texts["fr"]}
    assert names - french == set()
    assert names & {bare(text.text) for text in texts["ar"]} == set()


def test_messages_without_values_are_texts(texts: dict[str, tuple[Text, ...]]) -> None:
    """Those with a {value} are not: nobody says a brace."""
    assert any(text.text == "Arrêter" for text in texts["fr"])
    assert not any("{" in text.text for code in texts for text in texts[code])


def test_each_text_and_each_key_is_there_once(texts: dict[str, tuple[Text, ...]]) -> None:
    """In every language."""
    for found in texts.values():
        assert len({bare(text.text) for text in found}) == len(found) == len({text.key for text in found})


def test_a_translation_has_the_key_of_its_french(texts: dict[str, tuple[Text, ...]]) -> None:
    """So that a recording survives a better translation; most Arabic texts know their French, not those about places
    that only a speaker of Arabic is sent to."""
    keys = {text.key for text in texts["fr"]}
    french = {text.french: text.key for text in texts["ar"] if text.french}
    assert french["Retour"] == key_of("Retour") in keys
    assert sum(bool(text.french) for text in texts["ar"]) > 0.85 * len(texts["ar"])


def test_what_depends_on_the_moment_is_left_out(content: Content) -> None:
    """Only what is said at both moments is kept, each piece in its own language."""
    first, second = moments(content)

    def screens(language: str, at: dt.datetime) -> list[Shown]:
        opening = Line("a", "Ouvert" if at == first else "Fermé")
        return [Shown("x", (Line("a", "Bonjour"), opening, Line("b", "English", "en")))]

    found = Collector(content, [], screens, (first, second)).texts(("fr", "en"))
    assert [text.text for text in found["fr"]] == ["Bonjour"]
    assert {text.text for text in found["en"]} == {"Bonjour", "English"}


def test_two_texts_never_share_a_file(content: Content) -> None:
    """Two translations of the same French have two keys."""

    def screens(language: str, at: dt.datetime) -> list[Shown]:
        other = ("Oui", "Oui") if language == "fr" else ("Yes", "Yes indeed")
        return [Shown("x", (Line("a", other[0]),)), Shown("y", (Line("a", other[1]),))]

    found = Collector(content, [], screens, moments(content)).texts(("en",))["en"]
    assert [text.french for text in found] == ["Oui", "Oui"] and len({text.key for text in found}) == 2
    assert found[0].key == key_of("Oui")


def test_the_table_names_what_is_recorded(tmp_path: Path) -> None:
    """A line a text, with its file when there is one; semicolons and quotes are kept apart."""
    text = Text("retour-ef23a5", "Retour", 'Back; "home"', "en")
    lines = table([text], Recordings({"retour-ef23a5": tmp_path / "retour-ef23a5.wav"}))
    assert lines == f'en;retour-ef23a5;Retour;"Back; ""home""";{tmp_path}/retour-ef23a5.wav\n'
    assert len(HEADER) == 5


def test_the_collector_never_loads_qt() -> None:
    """An office machine without a screen makes clips."""
    code = "import sys, kiosk.publish.clips.collect; print([name for name in sys.modules if 'PySide6' in name])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")

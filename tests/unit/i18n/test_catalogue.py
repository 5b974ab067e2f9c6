"""The catalogue: French is the source, other languages come from compiled files, damage is said in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kiosk.errors import CatalogueError
from kiosk.i18n.catalogue import N_, Catalogue, Words, french_only, load_catalogue
from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE
from tests.support.releases import mo

GOOD = mo("en", {"Retour": "Back", "Page {number} sur {total}": "Page {number} of {total}"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en.mo").write_bytes(GOOD)
    return tmp_path


def refused(folder: Path, codes: tuple[str, ...] = ("fr", "en")) -> str:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder, codes)
    said = str(caught.value)
    assert said.endswith(".") and "\n" not in said and caught.value.exit_code == 2
    return said


def test_words_are_translated_and_filled(folder: Path) -> None:
    """A known string is translated, an unknown one stays French, placeholders are filled in both."""
    catalogue = load_catalogue(folder, ("fr", "en"))
    english, french = catalogue["en"], catalogue["fr"]
    assert (english("Retour"), french("Retour")) == ("Back", "Retour")
    assert english("Page {number} sur {total}", number=1, total=3) == "Page 1 of 3"
    assert french("Page {number} sur {total}", number=1, total=3) == "Page 1 sur 3"
    assert english("À {time}", time="10:00") == "À 10:00"


def test_an_empty_string_stays_empty(folder: Path) -> None:
    """Nothing to say is nothing in every language, and not the header of the file."""
    catalogue = load_catalogue(folder, ("fr", "en"))
    assert [catalogue[code]("") for code in catalogue.codes] == ["", ""]


def test_braces_of_content_are_left_alone() -> None:
    """A text from outside that holds braces is only filled when values are given."""
    assert french_only()["fr"]("Salle {A}") == "Salle {A}"


def test_marking_changes_nothing() -> None:
    """N_ gives back what it marks."""
    assert N_("Retour") == "Retour"


def test_languages_come_in_the_order_asked(folder: Path) -> None:
    """The codes of a catalogue are those asked for, in that order, even when French is not the first."""
    assert load_catalogue(folder, ("en", "fr")).codes == ("en", "fr")
    assert french_only().codes == (SOURCE_LANGUAGE,)


def test_french_needs_no_file(tmp_path: Path) -> None:
    """The source language opens from an empty folder, even from one that is not there."""
    assert load_catalogue(tmp_path / "absent", ("fr",))["fr"]("Retour") == "Retour"


def test_a_language_that_is_not_held_says_which_are() -> None:
    """Asking for a missing language names it and those there are."""
    with pytest.raises(CatalogueError, match=r"no language 'uk'.*it has fr"):
        french_only()["uk"]


def test_a_language_nobody_knows_is_refused(folder: Path) -> None:
    """A code outside the product's languages is named, with the known ones."""
    assert "'xx'" in refused(folder, ("fr", "xx")) and "fr, en, ar, uk" in refused(folder, ("xx",))


def test_a_missing_file_is_named(folder: Path) -> None:
    """A language whose file is absent, or is a folder, says which file."""
    assert "ar.mo" in refused(folder, ("fr", "ar"))
    (folder / "uk.mo").mkdir()
    assert "uk.mo" in refused(folder, ("uk",))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xde\x12\x04\x95",
        b"not a catalogue, though long enough to be one",
        GOOD[: len(GOOD) // 2],
        GOOD.replace(b"Back", b"\xff\xfe\xfd\xfc"),
        GOOD.replace(b"charset=utf-8", b"charset=klg-9"),
    ],
    ids=["empty", "only the magic", "text", "cut", "not utf-8", "charset"],
)
def test_a_damaged_file_is_named(folder: Path, data: bytes) -> None:
    """A compiled catalogue that is empty, cut, foreign or in no known encoding: its path, and what to do."""
    assert data != GOOD
    (folder / "en.mo").write_bytes(data)
    said = refused(folder)
    assert "en.mo" in said and "again" in said


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=6), st.booleans())
@example(0, b"", True)
def test_any_damage_is_harmless(folder: Path, at: int, noise: bytes, cut: bool) -> None:
    """Bytes overwritten or cut anywhere: the words can be read, or the sentence says they cannot."""
    (folder / "en.mo").write_bytes(GOOD[:at] + noise + (b"" if cut else GOOD[at + len(noise) :]))
    try:
        assert isinstance(load_catalogue(folder, ("fr", "en"))["en"]("Retour"), str)
    except CatalogueError as error:
        assert "en.mo" in str(error)


def test_every_language_is_whole() -> None:
    """Each language knows its own name, its locale and its voice; only Arabic runs from right to left."""
    assert all(language.endonym and language.locale and language.voice for language in LANGUAGES.values())
    assert [code for code, language in LANGUAGES.items() if language.rtl] == ["ar"]
    assert all(code == language.code for code, language in LANGUAGES.items())


def test_words_without_a_file_are_french() -> None:
    """A language whose words are not loaded shows French rather than nothing."""
    words = Catalogue({"uk": Words(LANGUAGES["uk"])})["uk"]
    assert (words("Retour"), words.language.code) == ("Retour", "uk")

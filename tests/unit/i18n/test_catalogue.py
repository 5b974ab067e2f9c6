"""The catalogue: French is the source, other languages come from compiled files, damage is said in words."""

from __future__ import annotations

import gettext
import io
import unicodedata
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kiosk.errors import CatalogueError
from kiosk.i18n.catalogue import N_, Catalogue, Words, french_only, load_catalogue
from kiosk.i18n.formats import own_digits
from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE
from kiosk.i18n.writing import is_blank
from tests.support.releases import mo

GOOD = mo("en", {"Retour": "Back", "Page {number} sur {total}": "Page {number} of {total}"})


class Damaged(gettext.NullTranslations):
    """Gives the same text for every string, whatever it is worth."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def gettext(self, message: str) -> str:
        return self.text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en.mo").write_bytes(GOOD)
    return tmp_path


def refused(folder: Path, codes: tuple[str, ...] = ("fr", "en")) -> str:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder, codes).load()
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
    assert "'xx'" in refused(folder, ("fr", "xx")) and "fr, en, ar, uk, ru" in refused(folder, ("xx",))


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
    """Each language knows its own name, its locale and its voice; Arabic and Persian run from right to left."""
    assert all(language.endonym and language.locale and language.voice for language in LANGUAGES.values())
    assert [code for code in ("fr", "ar", "ru", "fa") if LANGUAGES[code].rtl] == ["ar", "fa"]
    assert all(code == language.code for code, language in LANGUAGES.items())


def test_words_without_a_file_are_french() -> None:
    """A language whose words are not loaded shows French rather than nothing."""
    words = Catalogue({"uk": Words(LANGUAGES["uk"])})["uk"]
    assert (words("Retour"), words.language.code) == ("Retour", "uk")


def test_the_twelve_languages_in_their_order() -> None:
    """The order is the one of the buttons; no two languages call themselves the same."""
    assert list(LANGUAGES)[:12] == ["fr", "en", "ar", "uk", "ru", "ro", "es", "pt", "it", "pl", "tr", "fa"]
    assert len({language.endonym for language in LANGUAGES.values()}) == len(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_a_line_says_is_what_unicode_says(code: str) -> None:
    """Direction and digits agree with the CLDR of the locale; a zero is a zero."""
    language, locale = LANGUAGES[code], Locale.parse(LANGUAGES[code].locale)
    assert language.rtl == (locale.text_direction == "rtl")
    assert locale.language == code
    assert unicodedata.decimal(language.zero) == 0
    assert {"latn": "0", "arabext": "\u06f0"}[locale.default_numbering_system] == language.zero


GERMANIC = ("Voir {n} autre lieu", "Voir {n} autres lieux")


@pytest.mark.parametrize(
    ("code", "forms", "counted"),
    [
        ("en", ("See {n} other place", "See {n} other places"), {0: 1, 1: 0, 2: 1, 21: 1}),
        ("uk", ("{n} a", "{n} b", "{n} c"), {0: 2, 1: 0, 2: 1, 5: 2, 11: 2, 21: 0, 22: 1}),
        ("ru", ("{n} a", "{n} b", "{n} c"), {0: 2, 1: 0, 2: 1, 5: 2, 11: 2, 21: 0, 22: 1}),
        ("pl", ("{n} a", "{n} b", "{n} c"), {0: 2, 1: 0, 2: 1, 5: 2, 12: 2, 21: 2, 22: 1}),
        ("ro", ("{n} a", "{n} b", "{n} c"), {0: 1, 1: 0, 2: 1, 19: 1, 20: 2, 101: 1}),
        ("ar", ("none", "one", "two", "{n} few", "{n} many", "{n} other"), {0: 0, 1: 1, 2: 2, 3: 3, 11: 5, 100: 4}),
        ("tr", ("{n} a",), {0: 0, 1: 0, 2: 0}),
        ("fa", ("{n} a",), {0: 0, 1: 0, 2: 0}),
    ],
)
def test_a_count_takes_the_form_of_its_language(code: str, forms: tuple[str, ...], counted: dict[int, int]) -> None:
    """One to six forms, chosen by the rule of each language, the number written in its digits."""
    words = Words(LANGUAGES[code], gettext.GNUTranslations(io.BytesIO(mo(code, {GERMANIC: forms}))))
    said = {n: words.plural(*GERMANIC, n) for n in counted}
    assert said == {n: forms[form].format(n=own_digits(str(n), code)) for n, form in counted.items()}


def test_french_counts_like_the_french() -> None:
    """Nothing and one are singular; a language without that string counts in French too."""
    for words in (french_only()["fr"], Words(LANGUAGES["ru"])):
        said = [words.plural(*GERMANIC, n) for n in (0, 1, 2)]
        assert said == ["Voir 0 autre lieu", "Voir 1 autre lieu", "Voir 2 autres lieux"]


@pytest.mark.parametrize(
    "forms", [("", ""), ("{m} a", "{m} b"), ("{n", "{n"), ("{n:d} a", "{n:d} b"), ("{n.x}", "{n.x}")]
)
def test_damaged_plural_forms_are_french(forms: tuple[str, str]) -> None:
    """Empty forms, another placeholder, a brace too few, a format that does not fit: French, with its number."""
    words = Words(LANGUAGES["en"], gettext.GNUTranslations(io.BytesIO(mo("en", {GERMANIC: forms}))))
    assert words.plural(*GERMANIC, 4) == "Voir 4 autres lieux"


def test_a_missing_plural_form_is_french() -> None:
    """A count whose form was not written says French; the forms that are there are used."""
    words = Words(LANGUAGES["uk"], gettext.GNUTranslations(io.BytesIO(mo("uk", {GERMANIC: ("{n} a", "", "{n} c")}))))
    assert [words.plural(*GERMANIC, n) for n in (1, 3, 5)] == ["1 a", "Voir 3 autres lieux", "5 c"]


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "Page {numero} of {total}",
        "Page {number}",
        "Page {number} of {total",
        "Page {0} of {total}",
        "Page {number:d} of {total}",
        "Page {number.x} of {total}",
        "Page {number} of {total} {more}",
        "{}",
        "Page {number} of\n{total}",
        "\u202ePage {number} of {total}",
    ],
)
def test_a_damaged_translation_is_french(damaged: str) -> None:
    """A release that holds such a string all the same: the visitor reads French, with its numbers, and no crash."""
    french = "Page {number} sur {total}"
    words = Words(LANGUAGES["en"], Damaged(damaged))
    assert words(french, number=1, total=3) == "Page 1 sur 3"


@pytest.mark.parametrize(
    "damaged", ["", "  ", "\u00a0", "\u200b", "…", "\u3164", "Back {now}", "{", "Ba\nck", "Ba\x1bck"]
)
def test_a_damaged_translation_without_values_is_french(damaged: str) -> None:
    """A blank, a brace that nothing fills, a control character: French, also where there is nothing to fill."""
    assert Words(LANGUAGES["en"], Damaged(damaged))("Retour") == "Retour"


@pytest.mark.parametrize(
    ("text", "french", "blank"),
    [
        ("…", "…", False),
        ("—", "…", False),
        (" ", "…", True),
        ("\u0301", "…", True),
        ("\u2800", "112", True),
        ("عودة", "Retour", False),
        ("7", "Sept", False),
        ("?!", "Quoi ?", True),
        ("{n}", "{n} lieux", False),
    ],
)
def test_what_is_blank(text: str, french: str, blank: bool) -> None:
    """Nothing to see, or punctuation where the French has letters; a sign for a sign is a translation."""
    assert is_blank(text, french) == blank


@given(st.text(max_size=30), st.sampled_from(sorted(LANGUAGES)))
def test_no_translation_upsets_a_screen(translated: str, code: str) -> None:
    """Whatever a release holds for a string, some text is shown, and both numbers are in it."""
    words = Words(LANGUAGES[code], Damaged(translated))
    said = words("Page {number} sur {total}", number=1, total=3)
    assert own_digits("1", code) in said and own_digits("3", code) in said


def test_numbers_are_written_in_the_digits_of_the_language() -> None:
    """A count becomes Persian digits; a text, such as a phone number, keeps its own."""
    words = Words(LANGUAGES["fa"])
    assert words("Page {number} sur {total}", number=2, total=10) == "Page ۲ sur ۱۰"
    assert words("Appelez le {phone}", phone="03 53 01 00 12") == "Appelez le 03 53 01 00 12"

"""Empty boxes are found before a visitor sees them: which characters, in which language, what to install."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.i18n.faces import FAMILIES, PACKAGES, SCRIPTS, families_for, has_ink
from kiosk.i18n.languages import LANGUAGES
from kiosk.publish.check.finding import Text
from kiosk.publish.check.fonts import check_fonts, installed_fonts, parse_fonts
from kiosk.publish.check.translated import calendar_texts, po_texts

LISTED = (
    "Andika\t0\t80\t20-7e c0-17f\n"
    "Andika\t0\t200\t20-7e\n"
    "Andika\t100\t80\t0-ffff\n"
    "DejaVu Sans\t0\t80\t0-ffff\n"
    "Noto Sans,Noto Sans Regular\t0\t80\t20-7e 400-4ff\n"
)
PERSIAN = "سلام پچژگکی ۰۱۲۳۴۵۶۷۸۹ نمی\u200cشود"


def test_a_family_has_what_both_its_weights_have() -> None:
    """Letters that only the normal, only the slanted or only an unknown family has are not counted on."""
    fonts = parse_fonts(LISTED)
    assert set(fonts) == {"Andika", "Noto Sans"}
    assert fonts["Andika"] == frozenset(range(0x20, 0x7F))
    assert ord("ї") in fonts["Noto Sans"]


@given(st.text())
def test_whatever_fontconfig_says_is_read(listed: str) -> None:
    """A list of fonts that is damaged holds no fonts, and stops nothing."""
    assert set(parse_fonts(listed)) <= set(FAMILIES)


@given(st.text(alphabet="0123456789abcdef- xyz"))
def test_damaged_ranges_are_passed_over(charset: str) -> None:
    """A charset that is damaged holds only real code points."""
    points = parse_fonts(f"Andika\t0\t80\t{charset}")["Andika"]
    assert all(0 <= point <= 0x10FFFF for point in points)


def test_the_package_to_install_is_named() -> None:
    """Persian without the Arabic typeface: its language, its letters, its file and the package that is missing."""
    shown = {"fa": [Text(PERSIAN, file="translations/fa.po", line=12, key="Bonjour")]}
    told = list(check_fonts(shown, parse_fonts(LISTED)))
    absent, found = told
    assert (absent.level, absent.words) == ("warning", "Noto Sans Arabic")
    assert (found.level, found.rule, found.file, found.line) == ("error", "police-absente", "translations/fa.po", 12)
    assert "فارسی (fa)" in found.advice
    assert "fonts-noto-core" in found.advice
    assert set(found.words) <= set(PERSIAN)
    assert "\u200c" not in found.words


def test_a_sign_no_typeface_has_is_to_be_written_otherwise() -> None:
    """A private-use character is an error that no package mends."""
    every = {family: frozenset(range(0x20, 0x700)) for family in FAMILIES}
    (found,) = check_fonts({"fr": [Text("La carte \ue000", file="content/guide/1.toml", line=3)]}, every)
    assert (found.level, found.words, found.line) == ("error", "\ue000", 3)
    assert "écrivez autrement" in found.advice
    assert "Installez" not in found.advice


def test_what_leaves_no_ink_needs_no_typeface() -> None:
    """No-break spaces, joiners and the marks that isolate a direction are never missing."""
    nothing = {family: frozenset({ord("a")}) for family in FAMILIES}
    assert list(check_fonts({"fr": [Text("a\u00a0a\u202fa\u2068a\u2069\u200c\u200d\u200e\n")]}, nothing)) == []
    assert has_ink("«")


def test_without_fontconfig_one_warning_says_so() -> None:
    """Nothing is claimed when nothing was looked at."""
    assert installed_fonts("a-command-nobody-has") is None
    (found,) = check_fonts({"fr": [Text("\ue000")]}, None)
    assert (found.level, found.rule) == ("warning", "police-absente")
    assert "fontconfig" in found.advice


def test_each_script_has_families_and_each_family_a_package() -> None:
    """The chain is one list, and every family of it can be installed."""
    assert set(PACKAGES) == set(FAMILIES) == {family for families in SCRIPTS.values() for family in families}
    assert families_for("ї")[0] == families_for("ș")[0] == "Andika"
    assert families_for("گ") == ("Noto Sans Arabic",)
    assert families_for("→") == FAMILIES


def test_the_packages_are_among_those_that_are_installed(repository: Path) -> None:
    """`deploy/run.sh` installs the package of every family."""
    script = (repository / "deploy" / "lib" / "packages.sh").read_text(encoding="utf-8")
    assert {*PACKAGES.values(), "fontconfig"} <= set(script.split())


def test_every_form_of_a_plural_is_looked_at() -> None:
    """Strings come with their French, their file and the line of the file; a header is no string."""
    po = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n'
        'Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "Retour"\nmsgstr "Back"\n\n'
        'msgid "{n} lieu"\nmsgid_plural "{n} lieux"\nmsgstr[0] "{n} place"\nmsgstr[1] "{n} places"\n'
    )
    texts = list(po_texts(po.encode(), "en"))
    assert [text.text for text in texts] == ["Back", "{n} place", "{n} places"]
    assert [(text.key, text.line) for text in texts[:2]] == [("Retour", 4), ("{n} lieu", 7)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_dates_and_digits_of_every_language_are_drawn(code: str) -> None:
    """Days, months, units, digits and the names of the languages are whole in the typefaces of this machine."""
    fonts = installed_fonts()
    if fonts is None or set(fonts) != set(FAMILIES):
        pytest.skip("the typefaces of the screens, or fontconfig, are not on this machine")
    assert list(check_fonts({code: calendar_texts(LANGUAGES[code])}, fonts)) == []

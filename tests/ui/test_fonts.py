"""No empty boxes: Qt itself finds a shape for every string of every language in the typefaces of the screens."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFont

from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE
from kiosk.publish.check.translated import calendar_texts, po_texts
from kiosk.publish.extraction import collect
from kiosk.publish.publication import load_companions
from kiosk.ui.fonts import empty_boxes, missing_packages, screen_font
from kiosk.ui.window import application

NEEDED = {
    "fr": "Àâçéèêëîïôœùûüÿ « l’été » … – € · → ← 1\u202f200\u00a0€",
    "en": "“quoted” ‘so’ — £",
    "ar": "أإآؤئءةىي كل لا لله ًٌٍَُِّْ ، ؛ ؟ ٪ ـ ٠١٢٣٤٥٦٧٨٩",
    "uk": "ґ є ї і Ґ Є Ї І ʼ ’ № „слово“",
    "ru": "ё ъ ы э № «слово»",
    "ro": "ș ț Ș Ț ă â î „cuvânt”",
    "es": "ñ ¿ ¡ á é í ó ú ü ª º",
    "pt": "ã õ ç â ê ô à ª º",
    "it": "à è é ì ò ù",
    "pl": "ą ć ę ł ń ó ś ź ż Ł „słowo”",
    "tr": "ı İ ş Ş ğ Ğ ç ö ü â",
    "fa": "پ چ ژ گ ک ی هٔ ۀ ، ؛ ؟ ٪ ٫ ٬ ۰۱۲۳۴۵۶۷۸۹ «می\u200cشود» \u2068ABC\u2069",
}
"""What each language must have beside its alphabet: accents, quotes, digits, and the marks that leave no ink."""


@pytest.fixture(params=[QFont.Weight.Normal, QFont.Weight.Bold], ids=["normal", "bold"])
def font(request: pytest.FixtureRequest) -> QFont:
    application()
    if missing_packages():
        pytest.skip(f"not on this machine: {' '.join(missing_packages())}")
    chosen = screen_font()
    chosen.setWeight(request.param)
    return chosen


def boxes(texts: set[str], font: QFont) -> dict[str, str]:
    """Each text that is not drawn whole, with the characters it lacks."""
    lacking = {text: empty_boxes(text, font) for text in texts}
    return {text: "".join(sorted(lost)) for text, lost in lacking.items() if lost}


def test_the_screens_use_the_chain() -> None:
    """Every text of the application is drawn with the families that are checked."""
    assert application().font().families() == screen_font().families()


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_letters_of_each_language_have_a_shape(code: str, font: QFont) -> None:
    """The letters, digits and signs by which a language is known, and what Babel writes in it."""
    told = {text.text for text in calendar_texts(LANGUAGES[code])}
    assert boxes({NEEDED[code], *told}, font) == {}


def test_every_french_string_has_a_shape(repository: Path, font: QFont) -> None:
    """Interface, guide, fiches and vocabulary, as they are written today."""
    companions = load_companions(repository, (SOURCE_LANGUAGE,))
    messages = collect(companions.guide, companions.vocabulary, repository / "kiosk")
    assert boxes({message.text for message in messages}, font) == {}


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != SOURCE_LANGUAGE])
def test_every_translation_has_a_shape(repository: Path, code: str, font: QFont) -> None:
    """Every form of every string of a translators' file."""
    path = repository / "translations" / f"{code}.po"
    if not path.exists():
        pytest.skip(f"{path.name} is not written yet")
    texts = {text.text for text in po_texts(path.read_bytes(), code)}
    assert texts
    assert boxes(texts, font) == {}


@pytest.mark.parametrize(("text", "lost"), [("La carte \ue000", "\ue000"), ("𐎠𐎡", "𐎠𐎡"), ("ok ក", "ក")])
def test_a_character_without_shape_is_found(text: str, lost: str, font: QFont) -> None:
    """Private use, a dead script, and a script that only other fonts of the machine may have are all found."""
    assert empty_boxes(text, font) == frozenset(lost)


def test_missing_packages_are_named() -> None:
    """A family that is not installed is told by the package that holds it, or by its own name."""
    application()
    assert missing_packages(("No Such Family",)) == ["No Such Family"]


def test_a_terminal_without_typefaces_says_what_to_install(repository: Path, tmp_path: Path) -> None:
    """Started where no font is installed, the kiosk names the packages; `kiosk check` calls it an error."""
    empty = tmp_path / "fonts.conf"
    empty.write_text(f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>", encoding="utf-8")
    program = (
        "from kiosk.ui.window import application; application()\n"
        "from kiosk.publish.check.finding import Text\n"
        "from kiosk.publish.check.fonts import check_fonts, installed_fonts\n"
        "print([found.level for found in check_fonts({'fr': [Text('Retour')]}, installed_fonts())])"
    )
    bare = os.environ | {"FONTCONFIG_FILE": str(empty), "PYTHONPATH": str(repository), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=bare, check=True)
    assert "fonts-sil-andika fonts-noto-core" in done.stderr
    if shutil.which("fc-list"):
        assert done.stdout.strip() == "['warning', 'warning', 'warning', 'error']"

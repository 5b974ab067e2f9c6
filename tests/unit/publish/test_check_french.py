"""What cannot be read, told in French with its file, line and column."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import CatalogueError, GuideError, KioskError, VocabularyError
from kiosk.guide.load import load_guide
from kiosk.publish.check.french import in_french
from kiosk.publish.check.lexicon import load_lexicon
from kiosk.publish.check.subject import finding_of
from kiosk.publish.translations import damage, read_translations

CONTENT = Path(__file__).parents[3] / "content"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of what agents write."""
    for name in ("guide", "falc"):
        shutil.copytree(CONTENT / name, tmp_path / "content" / name)
    return tmp_path


def guide_fault(house: Path) -> KioskError:
    with pytest.raises(GuideError) as raised:
        load_guide(house / "content" / "guide")
    return raised.value


def questions(house: Path, data: bytes) -> Path:
    path = house / "content" / "guide" / "questions.toml"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (b'need = "Quoi ?"\nsituation = "\xe9"\n', 2, "pas en UTF-8"),
        (b'need = "Quoi ?"\nsituation = "O\nway = "x"\n', 2, "mal écrite"),
        (b'need = "Quoi ?"\nneed = "Qui ?"\nway = "x"\n', 2, "La clé need est écrite deux fois"),
        (b'way = "x"\nneed = "Quoi ?"\nneed = "Qui ?"', None, "La clé need est écrite deux fois"),
        (b'neeed = "Quoi ?"\n', 1, "Personne ne connaît la clé `neeed`"),
        (b'need = "Quoi ?"\nsituation = ""\nway = "x"\n', 2, "`situation` manque, ou est vide. Ajoutez"),
    ],
)
def test_a_faulty_file_of_the_guide(house: Path, data: bytes, line: int | None, said: str) -> None:
    """In French, with its line, and the name of a key that is written twice."""
    questions(house, data)
    finding = finding_of(guide_fault(house), house)
    assert (finding.file, finding.line) == ("content/guide/questions.toml", line)
    assert said in finding.advice


def test_a_file_that_is_not_there(house: Path) -> None:
    """Of the guide, and of the lists of words."""
    (house / "content" / "guide" / "phones.toml").unlink()
    assert "Le fichier phones.toml manque" in finding_of(guide_fault(house), house).advice
    (house / "content" / "falc" / "jargon.csv").unlink()
    with pytest.raises(VocabularyError) as raised:
        load_lexicon(house / "content" / "falc")
    finding = finding_of(raised.value, house)
    assert finding.file == "content/falc/jargon.csv"
    assert "n'existe pas" in finding.advice


def test_a_column_is_named(house: Path) -> None:
    """Beside the file and the line."""
    error = VocabularyError(f"{house}/content/vocabulary/lieux.csv, line 7, motifs: '-' holds no letter; take it away.")
    finding = finding_of(error, house)
    assert (finding.file, finding.line, finding.key) == ("content/vocabulary/lieux.csv", 7, "motifs")
    assert finding.advice == "'-' n'a aucune lettre : enlevez-le."


HEADER = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (b'msgid "Lire"\nmsgstr ""\n', "n'est pas traduit"),
        (b'msgid "Lire {n}"\nmsgstr "Read"\n', "pas les mêmes accolades"),
    ],
)
def test_faults_of_translations(entry: bytes, said: str) -> None:
    """What could not be shown."""
    po = HEADER + entry
    (fault,) = damage(read_translations(po, "en", "translations/en.po"), po, "en", "translations/en.po")
    assert said in in_french(fault.said)


def test_a_translators_file_that_is_broken() -> None:
    """The place is told apart from what is wrong."""
    with pytest.raises(CatalogueError) as raised:
        read_translations(HEADER + b'msgid "Lire\nmsgstr ""\n', "en", "translations/en.po")
    assert in_french(str(raised.value)).startswith("Il manque un guillemet")


@given(st.text(max_size=80))
def test_what_nobody_knows_stays_as_it_was_said(text: str) -> None:
    """Any text may be told, and a known one inside it does not lose it."""
    if "is" not in text and "`" not in text and "Known" not in text:
        assert text in in_french(f"{text}: Mend or restore it.") or text.startswith("translations/")

"""`kiosk words` changes the translators' files wholly, or leaves them as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.cli.words import files_of, renewed, write_whole
from kiosk.errors import CatalogueError
from kiosk.publish.extraction import Message

MESSAGES = [Message("Retour", "a.py"), Message("Langues", "a.py")]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    """No folder of translations: a sentence with its path."""
    with pytest.raises(CatalogueError, match=r"translations: this folder is not there\. Restore"):
        files_of(tmp_path / "translations")


def test_a_folder_in_the_place_of_a_file_is_said(tmp_path: Path) -> None:
    """A folder called en.po: it is named."""
    (tmp_path / "en.po").mkdir()
    with pytest.raises(CatalogueError, match=r"en\.po: this file cannot be read"):
        files_of(tmp_path)


def test_languages_nobody_has_begun_are_begun(tmp_path: Path) -> None:
    """An empty folder gets a file for each language, and the template; a second time, nothing changes."""
    files = renewed(files_of(tmp_path), MESSAGES)
    for path, data in files.items():
        write_whole(path, data)
    assert sorted(tmp_path.iterdir()) == sorted(files)
    assert renewed(files_of(tmp_path), MESSAGES) == files == files_of(tmp_path)


def test_a_great_loss_is_refused_unless_it_is_meant(tmp_path: Path) -> None:
    """All the translations of a file at once: refused with its path, done when told to retire them."""
    before = renewed(files_of(tmp_path), MESSAGES)
    english = tmp_path / "en.po"
    before[english] = before[english].replace(b'msgid "Retour"\nmsgstr ""', b'msgid "Retour"\nmsgstr "Back"')
    with pytest.raises(CatalogueError, match=r"en\.po: 1 of its 1 translations"):
        renewed(before, MESSAGES[1:])
    assert b'#~ msgstr "Back"' in renewed(before, MESSAGES[1:], retire=True)[english]


def test_what_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    """A folder where the file should go: the sentence names it, and no draft is left."""
    (tmp_path / "en.po").mkdir()
    with pytest.raises(CatalogueError, match=r"en\.po: this file cannot be written"):
        write_whole(tmp_path / "en.po", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["en.po"]

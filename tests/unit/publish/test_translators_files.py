"""The translators' files: every string is collected once, what was written is kept, faults are told."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.errors import CatalogueError
from kiosk.guide.tree import Guide
from kiosk.i18n.languages import LANGUAGES
from kiosk.publish.words import (
    Message,
    collect,
    faults,
    languages_to_translate,
    placeholders,
    python_messages,
    renew,
)

NO_GUIDE = Guide((), {}, {}, ("Que cherchez-vous ?", "Et plus ?", "Comment ?"))
SOURCE = """
from kiosk.i18n.catalogue import N_
TITLE = N_("Retour")
def show(t, f):
    # Translators: a button
    a = t("Écouter")
    b = t("Page {number} sur {total}", number=1, total=3)
    c = t(
        "Une phrase "
        "en deux morceaux"
    )
    d = f("not for translators")
    e = t(TITLE)
    return a, b, c, d, e
"""
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


def entries(po: bytes) -> dict[str, str]:
    return {str(entry.id): str(entry.string) for entry in read_po(io.BytesIO(po)) if entry.id}


def edited(po: bytes, french: str, written: str) -> bytes:
    """The file once a translator has written one string."""
    before = f'msgid "{french}"\nmsgstr ""'.encode()
    assert before in po
    return po.replace(before, f'msgid "{french}"\nmsgstr "{written}"'.encode())


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "kiosk" / "ui"
    folder.mkdir(parents=True)
    (folder / "screen.py").write_text(SOURCE, encoding="utf-8")
    return tmp_path / "kiosk"


def test_marked_strings_of_python_are_found(package: Path) -> None:
    """`t` and `N_` with a literal text: found with their file and the note for translators; nothing else is."""
    found = list(python_messages(package))
    assert [message.text for message in found] == [
        "Retour",
        "Écouter",
        "Page {number} sur {total}",
        "Une phrase en deux morceaux",
    ]
    assert {message.where for message in found} == {"kiosk/ui/screen.py"}
    assert found[1].comment == "Translators: a button"


def test_every_string_is_collected_once_in_a_stable_order(package: Path) -> None:
    """Code, guide and vocabulary together; a string of two places is where it is found first."""
    vocabulary = {"kinds": {"ccas": "CCAS", "retour": "Retour"}}
    found = collect(NO_GUIDE, vocabulary, package)
    texts = [message.text for message in found]
    assert len(set(texts)) == len(texts) == 4 + 3 + 1
    assert "CCAS" in texts and found[texts.index("Retour")].where == "kiosk/ui/screen.py"
    assert collect(NO_GUIDE, vocabulary, package) == found


def test_a_new_file_holds_every_string_empty() -> None:
    """A language nobody has begun: all strings, none translated, and its own name at the top."""
    po = renew(b"", "uk", [Message("Retour", "a.py"), Message("Écouter", "b.py", "a button")])
    assert entries(po) == {"Retour": "", "Écouter": ""}
    assert LANGUAGES["uk"].endonym.encode() in po and b"#. a button" in po and b"#: b.py" in po


def test_what_a_translator_wrote_is_kept() -> None:
    """The translation, its comment and its doubt survive a renewal; a new string arrives empty beside it."""
    po = edited(renew(b"", "en", [Message("Retour", "a.py")]), "Retour", "Back")
    po = po.replace(b"#: a.py", b"# machine draft\n#: a.py")
    after = renew(po, "en", [Message("Écouter", "b.py"), Message("Retour", "b.py")])
    assert entries(after) == {"Écouter": "", "Retour": "Back"}
    assert b"# machine draft" in after and b"a.py" not in after


def test_a_string_that_is_gone_goes() -> None:
    """Only the strings of the product are left."""
    po = edited(renew(b"", "en", [Message("Retour", "a.py")]), "Retour", "Back")
    assert entries(renew(po, "en", [])) == {}


MESSAGES = st.lists(TEXTS, max_size=5, unique=True).map(lambda texts: [Message(text, "a.py") for text in texts])


@given(MESSAGES, st.sampled_from(languages_to_translate()))
@example([Message("{", "a.py"), Message('"\\', "a.py")], "ar")
def test_renewing_twice_changes_nothing_more(messages: list[Message], code: str) -> None:
    """A renewed file is up to date, byte for byte, and holds exactly the strings asked for."""
    once = renew(b"", code, messages)
    assert renew(once, code, messages) == once
    assert list(entries(once)) == [message.text for message in messages]


@given(st.binary(max_size=80))
@example(b'msgid "a"\nmsgstr "b')
@example(b"\xff")
def test_any_file_is_renewed_or_refused(po: bytes) -> None:
    """Whatever a .po file has become, it is read or refused by its name."""
    try:
        renew(po, "en", [Message("Retour", "a.py")])
    except CatalogueError as error:
        assert "translations/en.po" in str(error)


@pytest.mark.parametrize(
    ("text", "names"),
    [("Retour", set()), ("{a} sur {b}", {"a", "b"}), ("{{a}}", set()), ("{", {"malformed"}), ("{a", {"malformed"})],
)
def test_placeholders_are_the_names_in_braces(text: str, names: set[str]) -> None:
    """Each name once; doubled braces are text; a broken one can equal no good one."""
    assert placeholders(text) == names


@given(st.text(max_size=40))
def test_any_text_has_placeholders_or_is_malformed(text: str) -> None:
    """No text makes the reading of placeholders fail."""
    assert isinstance(placeholders(text), frozenset)


def test_faults_are_told_one_by_one() -> None:
    """Missing, empty, doubtful, and placeholders that differ: each is told; a good one is not."""
    messages = [Message(text, "a.py") for text in ("Bien", "Vide", "Doute", "Page {number}")]
    po = renew(b"", "en", messages)
    for french, written in (("Bien", "Fine"), ("Doute", "Doubt"), ("Page {number}", "Page {numero}")):
        po = edited(po, french, written)
    po = po.replace(b'msgid "Doute"', b'#, fuzzy\nmsgid "Doute"')
    told = faults("en", po, [*messages, Message("Neuf", "a.py")])
    assert [fault.split(": ", 1)[1].split(" ")[-2:] for fault in told] == [
        ["not", "translated"],
        ["marked", "doubtful"],
        ["'Page", "{number}'"],
        ["not", "translated"],
    ]
    assert all(fault.startswith("en: ") for fault in told)
    assert not any("Bien" in fault for fault in told)


def test_french_is_not_translated() -> None:
    """Every language but the source."""
    assert languages_to_translate() == ["en", "ar", "uk"]

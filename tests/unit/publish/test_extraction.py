"""Strings are found wherever they stand: Python, QML, guide and vocabulary, each with a word to the translator."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import kiosk
from kiosk.guide.tree import Guide
from kiosk.publish.extraction import Message, collect, python_messages, qml_messages

NO_GUIDE = Guide((), {}, {}, ("Que cherchez-vous ?", "Et plus ?", "Comment ?"))
PYTHON = '''"""Where to go: three places to a page. And more.

More of it."""
from kiosk.i18n.catalogue import N_
TITLE = N_("Retour")
def show(t, f, left):
    # Translators: a button
    a = t("Écouter")
    b = t("Page {number} sur {total}", number=1, total=3)
    c = t(
        "Une phrase "
        "en deux morceaux"
    )
    d = f("not for translators")
    e = t(TITLE)
    # Translators: a button that counts
    g = t.plural("Voir {n} autre lieu", "Voir {n} autres lieux", left)
    return a, b, c, d, e, g
'''
QML = """import QtQuick
Item {
    // Translators: what a sighted visitor does not see
    readonly property string spoken: qsTrId("Bonjour") + other("not this")
    Text { text: qsTrId('À bientôt') ; visible: true && /x/.test("y") }
    function plus(a: int): int { return `${a}` ? a + 1 : 0 }
}
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "kiosk" / "ui"
    folder.mkdir(parents=True)
    (folder / "screen.py").write_text(PYTHON, encoding="utf-8")
    return tmp_path / "kiosk"


def test_marked_strings_of_python_are_found(package: Path) -> None:
    """`t`, `N_` and `t.plural` with literal texts: found with their file; nothing else is."""
    found = list(python_messages(package))
    assert [message.text for message in found] == [
        "Retour",
        "Écouter",
        "Page {number} sur {total}",
        "Une phrase en deux morceaux",
        "Voir {n} autre lieu",
    ]
    assert {message.where for message in found} == {"kiosk/ui/screen.py"}
    assert [message.plural for message in found] == ["", "", "", "", "Voir {n} autres lieux"]


def test_each_string_has_a_word_to_the_translator(package: Path) -> None:
    """What stands above it in the code, else the file and the first sentence of what it is for."""
    comments = {message.text: message.comment for message in python_messages(package)}
    assert comments["Écouter"] == "a button"
    assert comments["Voir {n} autre lieu"] == "a button that counts"
    assert comments["Retour"] == "kiosk/ui/screen.py: Where to go: three places to a page."


def test_a_file_that_says_nothing_of_itself_is_named(tmp_path: Path) -> None:
    """Without a docstring, the comment is the file."""
    (tmp_path / "kiosk").mkdir()
    (tmp_path / "kiosk" / "a.py").write_text('def a(t): return t("Retour")', encoding="utf-8")
    assert list(python_messages(tmp_path / "kiosk")) == [Message("Retour", "kiosk/a.py", "kiosk/a.py")]


def test_strings_of_qml_are_found(package: Path) -> None:
    """`qsTrId` of a literal text, in either quotes, with its comment; and they are collected with the others."""
    (package / "ui" / "Hello.qml").write_text(QML, encoding="utf-8")
    assert list(qml_messages(package)) == [
        Message("Bonjour", "kiosk/ui/Hello.qml", "what a sighted visitor does not see"),
        Message("À bientôt", "kiosk/ui/Hello.qml", "kiosk/ui/Hello.qml"),
    ]
    assert {"Bonjour", "À bientôt"} <= {message.text for message in collect(NO_GUIDE, {}, package)}


def test_every_string_is_collected_once_in_a_stable_order(package: Path) -> None:
    """Code, guide and vocabulary together; a string of two places is where it is found first."""
    vocabulary = {"kinds": {"ccas": "CCAS", "retour": "Retour"}}
    found = collect(NO_GUIDE, vocabulary, package)
    texts = [message.text for message in found]
    assert len(set(texts)) == len(texts) == 5 + 3 + 1
    assert "CCAS" in texts and found[texts.index("Retour")].where == "kiosk/ui/screen.py"
    assert all(message.comment for message in found)
    assert collect(NO_GUIDE, vocabulary, package) == found


def test_a_string_that_counts_somewhere_has_its_plural(package: Path) -> None:
    """The same French, said once plainly and once with a count, is one string with its forms."""
    (package / "a.py").write_text('def a(t): return t("Voir {n} autre lieu")', encoding="utf-8")
    found = [message for message in collect(NO_GUIDE, {}, package) if message.text == "Voir {n} autre lieu"]
    assert [message.plural for message in found] == ["Voir {n} autres lieux"]


def test_no_marked_string_hides_inside_an_f_string() -> None:
    """Before Python 3.12 an f-string is one token, in which no string can be found: all that is marked is collected."""
    package = Path(kiosk.__file__).parent
    collected = {message.text for message in python_messages(package)}
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("t", "N_")
            if called and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                assert node.args[0].value in collected, f"{path.name}, line {node.lineno}: {node.args[0].value!r}"

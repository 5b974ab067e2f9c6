"""The translators' files: every string is collected once, what was written is kept, faults are told."""

from __future__ import annotations

import io
import shutil
import subprocess

import pytest
from babel.messages.pofile import read_po
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.errors import CatalogueError
from kiosk.i18n.languages import LANGUAGES
from kiosk.publish.extraction import Message
from kiosk.publish.words import faults, languages_to_translate, placeholders, refuse_loss, renew, template

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


def entries(po: bytes) -> dict[str, str]:
    return {str(entry.id): str(entry.string) for entry in read_po(io.BytesIO(po)) if entry.id}


def edited(po: bytes, french: str, written: str) -> bytes:
    """The file once a translator has written one string."""
    before = f'msgid "{french}"\nmsgstr ""'.encode()
    assert before in po
    return po.replace(before, f'msgid "{french}"\nmsgstr "{written}"'.encode())


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


def test_a_string_that_is_gone_goes_out_of_use() -> None:
    """Only the strings of the product are in use; what was written for another stays, and comes back with it."""
    back = Message("Retour", "a.py")
    po = edited(renew(b"", "en", [back, Message("Vide", "a.py")]), "Retour", "Back")
    without = renew(po, "en", [])
    assert entries(without) == {} and b'#~ msgid "Retour"\n#~ msgstr "Back"\n' in without and b"Vide" not in without
    assert renew(without, "en", []) == without
    again = renew(without, "en", [back])
    assert entries(again) == {"Retour": "Back"} and b"#~" not in again


@pytest.mark.parametrize("mark", [b"# re-read by a speaker\n", b"# machine draft\n", b"#, fuzzy\n"])
def test_what_comes_back_is_worth_what_it_was(mark: bytes) -> None:
    """State and doubt survive a time out of use, however long."""
    messages = [MORE, Message("Retour", "a.py")]
    po = edited(renew(b"", "en", messages), "Retour", "Back").replace(b'msgid "Retour"', mark + b'msgid "Retour"')
    po = po.replace(b'msgstr[0] ""', b'msgstr[0] "{n} a"').replace(b'msgstr[1] ""', b'msgstr[1] "{n} b"')
    po = renew(po, "en", messages)
    gone = renew(po, "en", [])
    assert renew(gone, "en", []) == gone
    assert renew(gone, "en", messages) == po


def test_a_renewal_that_would_lose_much_is_refused() -> None:
    """More than a third of the translations out of use at once: a guide half read, rather than a choice."""
    messages = [Message(f"Texte {number}", "a.py") for number in range(6)]
    po = renew(b"", "en", messages)
    for message in messages:
        po = edited(po, message.text, "Text")
    refuse_loss(po, "en", messages[2:], "en.po")
    with pytest.raises(CatalogueError, match=r"^en\.po: 3 of its 6 translations .*--retire"):
        refuse_loss(po, "en", messages[3:], "en.po")
    refuse_loss(po, "en", messages[3:], "en.po", retire=True)


@pytest.mark.parametrize("po", [b'# msgid "a"\n# msgstr "b"\n', b"# a comment\n", b"#\n"])
def test_a_file_that_reads_as_nothing_is_refused(po: bytes) -> None:
    """A file whose strings are all behind a mark of comment would be emptied."""
    with pytest.raises(CatalogueError, match=r"^en\.po, line 1: no string could be read"):
        refuse_loss(po, "en", [Message("Retour", "a.py")], "en.po")


def test_a_file_with_nothing_to_lose_is_renewed() -> None:
    """A new file, and one that has a header only."""
    for po in (b"", b"\n", renew(b"", "en", [])):
        refuse_loss(po, "en", [Message("Retour", "a.py")], "en.po")


def test_the_translators_keep_their_names() -> None:
    """The header tells who translated; what an editor puts there before anybody does is no name."""
    po = renew(b"", "en", [Message("Retour", "a.py")])
    named = po.replace(b"Last-Translator: machine draft", b"Last-Translator: Ada <ada@example.org>")
    named = named.replace(b"Language-Team: none", b"Language-Team: English <en@example.org>")
    assert named.count(b"example.org") == 2 and renew(named, "en", [Message("Retour", "a.py")]) == named
    blank = po.replace(b"Language-Team: none", b"Language-Team: LANGUAGE <LL@li.org>")
    assert blank != po and b"Language-Team: none" in renew(blank, "en", [])


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


MORE = Message("Voir {n} autre lieu", "a.py", "", "Voir {n} autres lieux")


def test_faults_are_told_one_by_one() -> None:
    """Missing, empty, doubtful, and placeholders that differ: each with its line; a good one is not told."""
    messages = [Message(text, "a.py") for text in ("Bien", "Vide", "Doute", "Page {number}")]
    po = renew(b"", "en", messages)
    for french, written in (("Bien", "Fine"), ("Doute", "Doubt"), ("Page {number}", "Page {numero}")):
        po = edited(po, french, written)
    po = po.replace(b'msgid "Doute"', b'#, fuzzy\nmsgid "Doute"')
    told = faults("en", po, [*messages, Message("Neuf", "a.py")])
    lines = {text: number for number, text in enumerate(po.decode().splitlines(), 1)}
    empty = po.decode().splitlines().index('msgid "Vide"') + 2
    assert [(fault.text, fault.line) for fault in told] == [
        ("Neuf", 0),
        ("Vide", empty),
        ("Doute", lines['msgid "Doute"']),
        ("Page {number}", lines['msgstr "Page {numero}"']),
    ]
    assert str(told[0]) == "translations/en.po: 'Neuf' is not there: run `kiosk words`."
    assert str(told[1]) == f"translations/en.po, line {empty}: 'Vide' is not translated."


def test_a_plural_is_renewed_with_every_form_of_its_language() -> None:
    """A new count has as many empty forms as the language has; what is written is kept; usual tools can read it."""
    po = renew(b"", "ar", [MORE])
    assert b'msgid_plural "Voir {n} autres lieux"' in po and po.count(b"msgstr[") == 6
    po = po.replace(b'msgstr[0] ""', b'msgstr[0] "0 {n}"')
    assert b'msgstr[0] "0 {n}"' in renew(po, "ar", [MORE])


def test_the_rule_for_plurals_of_another_tool_is_kept() -> None:
    """Some tools give Turkish two forms: both stay, and so does the header that chooses between them."""
    po = renew(b"", "tr", [MORE]).replace(b"nplurals=1; plural=0;", b"nplurals=2; plural=(n != 1);")
    po = po.replace(b'msgstr[0] ""', b'msgstr[0] "{n} yer"\nmsgstr[1] "{n} yerler"')
    after = renew(po, "tr", [MORE])
    assert b"nplurals=2; plural=(n != 1);" in after and b'msgstr[1] "{n} yerler"' in after
    assert faults("tr", after, [MORE]) == []


def test_the_template_has_every_string_and_no_language() -> None:
    """What a tool begins a language from: all strings, with their comments and plurals, none translated."""
    pot = template([Message("Retour", "a.py", "a button"), MORE])
    read = read_po(io.BytesIO(pot))
    assert [entry.id for entry in read if entry.id] == ["Retour", (MORE.text, MORE.plural)]
    assert b"#. a button" in pot and b'"Language:' not in pot


def test_french_is_not_translated() -> None:
    """Every language but the source."""
    assert languages_to_translate() == [code for code in LANGUAGES if code != "fr"]
    assert len(languages_to_translate()) == len(LANGUAGES) - 1


MSGFMT = shutil.which("msgfmt")


@pytest.mark.skipif(not MSGFMT, reason="gettext's own msgfmt is not on this machine")
@pytest.mark.parametrize("code", languages_to_translate())
def test_usual_tools_take_the_file(code: str) -> None:
    """gettext's own compiler, with all its checks, finds nothing to say about a renewed file."""
    po = edited(renew(b"", code, [Message("Page {number}", "a.py", "a comment"), MORE]), "Page {number}", "P {number}")
    for form in range(6):
        po = po.replace(f'msgstr[{form}] ""'.encode(), f'msgstr[{form}] "{{n}} x"'.encode())
    done = subprocess.run([MSGFMT or "", "-c", "-o", "/dev/null", "-"], input=po, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")

"""Translators' files become what a release carries, or are refused with the line that is wrong."""

from __future__ import annotations

import gettext
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import CatalogueError, TranslationError
from kiosk.publish.translations import MOST_TOLD, compile_translations, damage, read_translations

HEAD = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
GOOD = HEAD + b'# machine draft\nmsgid "Retour"\nmsgstr "Back"\n\n#, fuzzy\nmsgid "Langues"\nmsgstr "Tongues"\n'


def test_what_is_sure_is_compiled(tmp_path: Path) -> None:
    """A translation is carried, a doubtful one is not: French is better than a guess."""
    (tmp_path / "en.po").write_bytes(GOOD)
    compiled = compile_translations(tmp_path, ("fr", "en"))
    assert list(compiled) == ["en"]
    words = gettext.GNUTranslations(io.BytesIO(compiled["en"]))
    assert (words.gettext("Retour"), words.gettext("Langues")) == ("Back", "Langues")


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    """A site that asks for a language nobody has: which, and those there are."""
    with pytest.raises(CatalogueError, match=r"'xx' is not a language.*fr, en, ar, uk, ru"):
        compile_translations(tmp_path, ("fr", "xx"))


@pytest.mark.parametrize(
    ("line", "number"),
    [
        (b"msgstr Back", 6),
        (b'msgstr "Back', 6),
        (b'msgstr Back"', 6),
        (b'msgstr "Ba"ck"', 6),
        (b"<<<<<<< HEAD", 6),
        (b'msgstr ""\n"Back', 7),
        (b'msgstr "Back\\"', 6),
    ],
)
def test_a_missing_quote_is_found_on_its_line(line: bytes, number: int) -> None:
    """A quote forgotten, doubled or escaped away, or the marks of a merge: the line of it, and not half a word."""
    with pytest.raises(CatalogueError, match=f"^en.po, line {number}: a quote is missing"):
        read_translations(HEAD + b'msgid "Retour"\n' + line + b"\n", "en", "en.po")


@pytest.mark.parametrize(
    "text",
    [
        b'msgstr "Back \\"here\\""',
        b'msgstr ""\n"Ba"\n"ck"',
        b'  msgstr  "Back" \r\n',
        b'msgstr "Back"\n#~ msgid "Gone"\n#~ msgstr "Parti"',
    ],
)
def test_every_way_of_writing_a_line_is_read(text: bytes) -> None:
    """Escaped quotes, several lines, spaces, line ends of another system, and what is out of use."""
    read_translations(HEAD + b'msgid "Retour"\n' + text, "en", "en.po")


@given(st.binary(max_size=80), st.integers(0, len(GOOD)))
def test_any_file_is_read_or_refused(noise: bytes, at: int) -> None:
    """Bytes put anywhere into a good file: it is read, or the sentence names it."""
    try:
        read_translations(GOOD[:at] + noise + GOOD[at:], "en", "en.po")
    except CatalogueError as error:
        assert str(error).startswith("en.po")


def refused(folder: Path, code: str, body: str, head: bytes = HEAD) -> list[str]:
    """The lines of the refusal of a file with that body, which starts at line 5, after its title."""
    (folder / f"{code}.po").write_bytes(head + body.encode())
    with pytest.raises(TranslationError) as caught:
        compile_translations(folder, ("fr", code))
    assert isinstance(caught.value, CatalogueError) and caught.value.exit_code == 1
    title, *lines = str(caught.value).splitlines()
    assert "nothing was built" in title
    return [line.removeprefix(f"{folder}/") for line in lines]


PLURAL = 'msgid "{n} lieu"\nmsgid_plural "{n} lieux"\n'


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ('msgid "Retour"\nmsgstr ""\n', 6, "'Retour' is not translated"),
        ('#. a comment\n#: a.py\n\nmsgid "Retour"\nmsgstr ""\n', 9, "'Retour' is not translated"),
        ('msgid ""\n"Re"\n"tour"\nmsgstr ""\n', 8, "'Retour' is not translated"),
        ('msgid "À {time}"\nmsgstr ""\n"At "\n"{tme}"\n', 6, "does not have the placeholders of 'À {time}', {time}"),
        ('msgid "À {time}"\nmsgstr "At five"\n', 6, "does not have the placeholders"),
        ('msgid "À {time}"\nmsgstr "At {time"\n', 6, "does not have the placeholders"),
        ('msgid "À {time}"\nmsgstr "At {time:d}"\n', 6, "does not have the placeholders"),
        ('msgid "À {time}"\nmsgstr "At {time} {}"\n', 6, "does not have the placeholders"),
        ('msgid "Retour"\nmsgstr "Back {now}"\n', 6, "does not have the placeholders of 'Retour', none"),
        (PLURAL + 'msgstr[0] "{n} place"\nmsgstr[1] ""\n', 8, "the plural form 1 of '{n} lieux' is missing"),
        (PLURAL + 'msgstr[0] "{n} place"\n', 7, "the plural form 1 of '{n} lieux' is missing"),
        (PLURAL + 'msgstr[0] ""\nmsgstr[1] "{n} places"\n', 7, "the plural form 0 of '{n} lieux' is missing"),
        (PLURAL + 'msgstr[0] "{n} place"\nmsgstr[1] "{m} places"\n', 8, "does not have the placeholders"),
        (PLURAL + 'msgstr[0] ""\nmsgstr[1] ""\n', 7, "'{n} lieu' is not translated"),
        (PLURAL + 'msgstr[0] "{n} place"\nmsgstr[1] "places"\n', 8, "does not have the placeholders"),
        (PLURAL + 'msgstr[0] "{n} place"\nmsgstr[1] "\u00a0"\n', 8, "the plural form 1 of '{n} lieux' is missing"),
        ('msgid "Retour"\nmsgstr "  "\n', 6, "'Retour' is not translated"),
        ('msgid "Retour"\nmsgstr "\u00a0\u200b"\n', 6, "'Retour' is not translated"),
        ('msgid "Retour"\nmsgstr "…"\n', 6, "'Retour' is not translated"),
        ('msgid "Retour"\nmsgstr "Back\\n"\n', 6, "the control character U+000A"),
        ('msgid "Retour"\nmsgstr "Ba\x1bck"\n', 6, "the control character U+001B"),
        ('msgid "Retour"\nmsgstr "\u202eBack"\n', 6, "the control character U+202E"),
        ('msgid "Retour"\nmsgstr "Back\u2028now"\n', 6, "the control character U+2028"),
    ],
)
def test_a_string_that_could_not_be_shown_is_refused_on_its_line(
    tmp_path: Path, body: str, line: int, said: str
) -> None:
    """Empty, a plural form missing, placeholders that differ: the build is refused, with the line of the msgstr."""
    (told,) = refused(tmp_path, "en", body)
    assert told.startswith(f"en.po, line {line}: ") and said in told


@pytest.mark.parametrize("form", ["one place", "{n} place"])
def test_a_plural_form_may_do_without_its_number(tmp_path: Path, form: str) -> None:
    """ "One place" is a good singular, where one is its only number."""
    (tmp_path / "en.po").write_bytes(HEAD + (PLURAL + f'msgstr[0] "{form}"\nmsgstr[1] "{{n}} places"\n').encode())
    assert list(compile_translations(tmp_path, ("en",))) == ["en"]


def test_all_faults_are_told_twenty_at_most(tmp_path: Path) -> None:
    """Not only the first: each fault of each language, in the order of the files, then how many more there are."""
    body = "".join(f'msgid "Texte {number}"\nmsgstr ""\n' for number in range(13))
    for code in ("en", "ru"):
        (tmp_path / f"{code}.po").write_bytes(HEAD + body.encode())
    with pytest.raises(TranslationError) as caught:
        compile_translations(tmp_path, ("fr", "en", "ru"))
    title, *lines = str(caught.value).splitlines()
    assert title.startswith("26 ") and len(lines) == MOST_TOLD + 1 and lines[-1] == "… and 6 more."
    assert "en.po, line 6" in lines[0] and "ru.po, line 6" in lines[13]


def test_a_doubtful_string_is_no_fault(tmp_path: Path) -> None:
    """What is not carried cannot harm: a doubtful translation may be empty or wrong."""
    (tmp_path / "en.po").write_bytes(HEAD + '#, fuzzy\nmsgid "À {time}"\nmsgstr "At"\n'.encode())
    assert list(compile_translations(tmp_path, ("en",))) == ["en"]


def test_too_few_plural_forms_in_the_header_are_refused(tmp_path: Path) -> None:
    """An Arabic file that allows itself two forms: its header is told, with its line."""
    head = HEAD[:-1] + b'"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    (told,) = refused(tmp_path, "ar", PLURAL + 'msgstr[0] "{n} a"\nmsgstr[1] "{n} b"\n', head)
    assert told == "ar.po, line 4: the header tells 2 plural forms, ar has 6."


@pytest.mark.parametrize(
    "rule",
    [
        "nplurals=2; plural=(n =! 1);",
        "nplurals=2; plural=(",
        "nplurals=two; plural=n;",
        "nplurals=0; plural=0;",
        "nplurals=99999999; plural=0;",
        "nplurals=2; plural=n;",
        "nplurals=2; plural=n%0;",
    ],
)
def test_a_rule_no_terminal_could_follow_is_refused(tmp_path: Path, rule: str) -> None:
    """A plural rule that cannot be read would take the whole language away from the terminal."""
    (tmp_path / "en.po").write_bytes(HEAD[:-1] + f'"Plural-Forms: {rule}\\n"\n\nmsgid "a"\nmsgstr "b"\n'.encode())
    with pytest.raises(CatalogueError, match=r"en\.po, line 4: .* Correct the header\.$"):
        compile_translations(tmp_path, ("en",))


def test_more_forms_than_the_language_has_is_refused(tmp_path: Path) -> None:
    """The line of the string is named."""
    (tmp_path / "en.po").write_bytes(HEAD + (PLURAL + 'msgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "c"\n').encode())
    with pytest.raises(CatalogueError, match=r"en\.po, line 5: msg has more translations"):
        compile_translations(tmp_path, ("en",))


WRITTEN = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='"\\'), max_size=12)


@given(st.lists(st.tuples(WRITTEN, WRITTEN), max_size=4))
def test_what_is_not_refused_can_be_shown(pairs: list[tuple[str, str]]) -> None:
    """A translation without a fault is never empty, and takes the values of the French whenever the French does."""
    from kiosk.i18n.catalogue import placeholders

    unique = {french: written for french, written in pairs if french}
    po = HEAD + "".join(f'msgid "{french}"\nmsgstr "{written}"\n\n' for french, written in unique.items()).encode()
    catalogue = read_translations(po, "en", "en.po")
    bad = {fault.text for fault in damage(catalogue, po, "en", "en.po")}
    for french, written in unique.items():
        if french not in bad:
            assert written
            assert placeholders(written) == placeholders(french)


@pytest.mark.parametrize(
    ("po", "line", "said"),
    [
        (GOOD.replace(b"utf-8", b"iso-8859-1"), 3, "the header tells charset=iso-8859-1"),
        (GOOD.replace(b"utf-8", b"klg-9"), 3, "the header tells charset=klg-9"),
        (GOOD.replace(b"text/plain; charset", b'text/plain; "\n"charset').replace(b"utf-8", b"x"), 4, "charset=x"),
        (GOOD.replace(b"Back", "Café".encode("latin-1")), 7, "the byte 0xe9 is not UTF-8"),
        (GOOD.decode().encode("utf-16"), 1, "UTF-16"),
        (GOOD.decode().encode("utf-16-le"), 1, "UTF-16"),
        (GOOD.replace(b"\n", b"\r"), 1, "a line ends in CR alone"),
        (GOOD.replace(b'"Back"\n\n', b'"Back"\r#\n'), 7, "a line ends in CR alone"),
        (GOOD + b'msgid "Retour"\nmsgstr "Return"\n', 12, "second time, first on line 6"),
        (GOOD + b'msgid ""\n"Ret"\n"our"\nmsgstr "Return"\n', 12, "second time, first on line 6"),
        (GOOD + HEAD, 12, "the header is here a second time, first on line 1"),
        (GOOD + b"#~ msgid Parti\n", 12, "a quote is missing"),
    ],
)
def test_what_would_be_misread_is_refused_on_its_line(po: bytes, line: int, said: str) -> None:
    """Another encoding, old line ends, a string translated twice: the reason, and the line."""
    with pytest.raises(CatalogueError) as caught:
        read_translations(po, "en", "en.po")
    assert str(caught.value).startswith(f"en.po, line {line}: ") and said in str(caught.value)


@pytest.mark.parametrize(
    "po",
    [
        b"\xef\xbb\xbf" + GOOD,
        GOOD.replace(b"\n", b"\r\n"),
        GOOD.replace(b"utf-8", b"UTF-8"),
        GOOD.replace(b'msgid "Retour"', b'#| msgid "Retours"\nmsgid "Retour"'),
        GOOD + b'#~| msgid "Avant"\n#~ msgid "Retour"\n#~ msgstr "Return"\n',
        GOOD + b'msgctxt "a key"\nmsgid "Retour"\nmsgstr "Return"\n',
    ],
    ids=["byte order mark", "windows", "capitals", "previous", "out of use", "context"],
)
def test_what_editors_write_is_read(po: bytes) -> None:
    """A byte order mark, Windows line ends, older French kept beside: the translation is the same."""
    entry = read_translations(po, "en", "en.po").get("Retour")
    assert entry is not None and entry.string == "Back"


@pytest.mark.parametrize("sign", ["\u200c", "\u200d", "\u200e", "\u200f", "\u00a0", "\u202f"])
def test_the_signs_of_good_writing_are_taken(tmp_path: Path, sign: str) -> None:
    """Joiners, marks of direction and unbreakable spaces are part of a text."""
    (tmp_path / "fa.po").write_bytes(HEAD + f'msgid "Retour"\nmsgstr "B{sign}k"\n'.encode())
    compiled = compile_translations(tmp_path, ("fa",))
    assert gettext.GNUTranslations(io.BytesIO(compiled["fa"])).gettext("Retour") == f"B{sign}k"


def test_a_file_without_a_string_is_refused(tmp_path: Path) -> None:
    """A header alone, or nothing, is no language."""
    for po in (HEAD, b""):
        (tmp_path / "en.po").write_bytes(po)
        with pytest.raises(CatalogueError, match=r"en\.po, line 1: this file holds no string"):
            compile_translations(tmp_path, ("en",))


def test_a_damaged_string_can_be_carried_when_asked(tmp_path: Path) -> None:
    """For who only reads the guide: the good strings are there, and the file is not refused."""
    body = 'msgid "Retour"\nmsgstr "Back"\n\nmsgid "À {time}"\nmsgstr "At"\n'
    refused(tmp_path, "en", body)
    compiled = compile_translations(tmp_path, ("en",), strict=False)
    assert gettext.GNUTranslations(io.BytesIO(compiled["en"])).gettext("Retour") == "Back"


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("ru", "nplurals=3; plural=(n==1 ? 0 : n>1 && n<5 ? 1 : 2);"),
        ("en", "nplurals=2; plural=(n == 1);"),
        ("en", "nplurals=2; plural=(n > 1);"),
    ],
)
def test_another_rule_for_plurals_is_refused(tmp_path: Path, code: str, rule: str) -> None:
    """As many forms as the language has, chosen otherwise: the header is told, with its line."""
    head = HEAD[:-1] + f'"Plural-Forms: {rule}\\n"\n\n'.encode()
    forms = "".join(f'msgstr[{form}] "{{n}} x"\n' for form in range(int(rule[9])))
    (told,) = refused(tmp_path, code, PLURAL + forms, head)
    assert told.startswith(f"{code}.po, line 4: the plural rule is not that of {code}")


@pytest.mark.parametrize("rule", ["nplurals=3; plural=(n==1 ? 0 : n!=0 && n%1000000==0 ? 1 : 2);"])
def test_a_rule_that_tells_more_apart_is_taken(tmp_path: Path, rule: str) -> None:
    """The CLDR gives Spanish a form for millions: a header with it counts as Spanish does."""
    head = HEAD[:-1] + f'"Plural-Forms: {rule}\\n"\n\n'.encode()
    forms = 'msgstr[0] "un lugar"\nmsgstr[1] "{n} de x"\nmsgstr[2] "{n} x"\n'
    (tmp_path / "es.po").write_bytes(head + (PLURAL + forms).encode())
    assert list(compile_translations(tmp_path, ("es",))) == ["es"]

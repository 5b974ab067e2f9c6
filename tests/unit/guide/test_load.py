"""The guide's loader: every fault is one sentence that names the file and what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kiosk.errors import GuideError
from kiosk.guide.load import guide_from_json, guide_messages, guide_to_json, load_guide

GUIDE = Path(__file__).parents[3] / "content" / "guide"

NEED = """\
id = "papiers"
label = "Mes papiers"
pictogram = "file-text"

[[situation]]
id = "impots"
label = "Mes impôts"
pictogram = "landmark"

  [[situation.way]]
  id = "avec"
  label = "Quelqu'un le fait avec moi"
  pictogram = "handshake"
  fiche = "impots"
  themes = ["numerique--acceder-a-des-services-en-ligne"]

  [[situation.way]]
  id = "telephoner"
  label = "Je veux téléphoner"
  pictogram = "phone"
  fiche = "impots"
  phones = ["3939"]
"""
QUESTIONS = 'need = "De quoi avez-vous besoin ?"\nsituation = "Quelle situation ?"\nway = "Quelle aide ?"\n'
FICHES = '[[fiche]]\nid = "impots"\ntitle = "Mes impôts"\nwhat = ["Une personne aide."]\nbring = ["Une lettre"]\n'
PHONES = '[[phone]]\nid = "3939"\nname = "Allô"\nnumber = "3939"\nwhat = "Une personne répond."\nhours = "24/7"\n'
FILES = {"1-papiers.toml": NEED, "questions.toml": QUESTIONS, "fiches.toml": FICHES, "phones.toml": PHONES}

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a small whole guide, some files replaced."""

    def folder(**changed: str) -> Path:
        for name, text in (FILES | {name.replace("__", "."): text for name, text in changed.items()}).items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return folder


def need(write: Write, old: str, new: str) -> Path:
    """The small guide, with `old` replaced by `new` in its one need."""
    assert old in NEED
    return write(**{"1-papiers__toml": NEED.replace(old, new, 1)})


def test_small_guide_is_read(write: Write) -> None:
    """What the files say is what the guide holds."""
    guide = load_guide(write())
    assert [path.id for path in guide.paths()] == ["papiers/impots/avec", "papiers/impots/telephoner"]
    assert guide.path("papiers/impots/telephoner").way.phones == ("3939",)
    assert guide.questions[0] == "De quoi avez-vous besoin\N{NO-BREAK SPACE}?"
    assert guide.fiches["impots"].bring == ("Une lettre",)
    assert guide.phones["3939"].hours == "24/7"


def test_typography_is_one_for_all(write: Write) -> None:
    """Curly apostrophes, doubled and no-break spaces typed by an agent become the one form translators know."""
    folder = need(
        write, "Quelqu'un le fait avec moi", "Quelqu’un  le fait\N{NO-BREAK SPACE}avec moi\N{NARROW NO-BREAK SPACE}?"
    )
    assert load_guide(folder).path("papiers/impots/avec").way.label == "Quelqu'un le fait avec moi\N{NO-BREAK SPACE}?"


def test_a_windows_editor_does_no_harm(write: Write) -> None:
    """A byte-order mark and CRLF line ends change nothing."""
    folder = write()
    before = load_guide(folder)
    for path in folder.glob("*.toml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_guide(folder) == before


def test_needs_come_in_the_order_of_their_numbers(write: Write) -> None:
    """Files are ordered by the number that begins their name, 10 after 2."""
    others = {f"{n}-x__toml": NEED.replace("papiers", f"n{n}").replace("Mes papiers", f"Besoin {n}") for n in (10, 2)}
    assert [each.id for each in load_guide(write(**others)).needs] == ["papiers", "n2", "n10"]


FAULTS = [
    # old, new, line of 1-papiers.toml, words of the error
    ('label = "Mes papiers"\n', "", None, ["need 'papiers'", "`label` is missing", "Add label"]),
    ('pictogram = "landmark"\n', "", 6, ["situation 'impots'", "`pictogram` is missing"]),
    ('label = "Mes papiers"', "label = 3", 2, ["not a text", "in quotes"]),
    ('label = "Mes papiers"', 'label = """Mes\npapiers"""', 2, ["line break", "one line"]),
    ('label = "Mes papiers"', 'labell = "Mes papiers"', 2, ["`labell`", "Did you mean `label`?"]),
    ("  themes = [", "  theme = [", 15, ["way 'avec'", "`theme`", "Did you mean `themes`?"]),
    ("[[situation]]", "[[situations]]", 5, ["`situations`", "Did you mean `situation`?"]),
    ("[[situation]]", "[situation]", None, ["`situation` is not a table", "[[situation]]"]),
    ('["numerique--acceder-a-des-services-en-ligne"]', '"numerique"', 15, ["not a list", 'themes = ["…", "…"]']),
    ('["3939"]', '["3939", "3939"]', 22, ["'3939' twice", "Remove"]),
    ('fiche = "impots"', 'fiche = "impot"', 14, ["no fiche 'impot'", "Did you mean `impots`?"]),
    ('phones = ["3939"]', 'phones = ["39399"]', 22, ["no phone '39399'", "Did you mean `3939`?"]),
    ('phones = ["3939"]', "", 18, ["asks for nothing", "helper_first = true"]),
    ('phones = ["3939"]', 'phones = ["3939"]\n  helper_first = "oui"', 23, ["neither true nor false", "true"]),
    ('id = "impots"', 'id = "Mes Impôts"', 6, ["'Mes Impôts'", "small letters"]),
    ('id = "telephoner"', 'id = "avec"', 11, ["'avec' is used twice", "its own id"]),
    ("Je veux téléphoner", "Quelqu'un le fait avec moi", 19, ["used twice on one screen", "differ"]),
    ('label = "Mes impôts"', 'label = "Mes impôts', 7, ["not valid TOML", "missing quote"]),
]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"), FAULTS, ids=[fault[3][-1] + fault[1][:12] for fault in FAULTS]
)
def test_fault_in_a_need(write: Write, old: str, new: str, line: int | None, words: list[str]) -> None:
    """Each fault names the file, the line where it can be found, and what to do."""
    with pytest.raises(GuideError) as caught:
        load_guide(need(write, old, new))
    text = str(caught.value)
    assert "1-papiers.toml" in text
    assert (f"1-papiers.toml, line {line}:" in text) is (line is not None)
    for word in words:
        assert word in text
    assert "\n" not in text


def test_too_many_tiles_for_a_screen(write: Write) -> None:
    """A fifth way and a seventh situation are refused with the limit."""
    way = NEED[NEED.index("  [[situation.way]]") : NEED.index("  [[situation.way]]", NEED.index("avec"))]
    with pytest.raises(GuideError, match=r"line 6: .*situation 'impots': there are 5 \[\[way\]\], at most 4"):
        load_guide(write(**{"1-papiers__toml": NEED + way * 3}))
    situations = "".join(f'[[situation]]\nid = "s{n}"\nlabel = "S{n}"\npictogram = "x"\n{way}' for n in range(6))
    with pytest.raises(GuideError, match=r"1-papiers.toml.*there are 7 \[\[situation\]\], at most 6"):
        load_guide(write(**{"1-papiers__toml": NEED + situations}))


def test_too_many_needs(write: Write) -> None:
    """A ninth need is refused, naming the files found."""
    others = {f"{n}-x__toml": NEED.replace("papiers", f"n{n}") for n in range(2, 10)}
    with pytest.raises(GuideError, match=r"1 to 8 needs.*9-x.toml.*remove"):
        load_guide(write(**others))


def test_two_needs_with_one_id(write: Write) -> None:
    """Two files of one id are refused in the second."""
    with pytest.raises(GuideError, match=r"2-x\.toml, line 1: need 'papiers': the id 'papiers' is used twice"):
        load_guide(write(**{"2-x__toml": NEED}))


@pytest.mark.parametrize("name", ["questions.toml", "fiches.toml", "phones.toml", "1-papiers.toml"])
def test_a_missing_file(write: Write, name: str) -> None:
    """A file that is gone is named, or the needs are said to be none."""
    folder = write()
    (folder / name).unlink()
    with pytest.raises(GuideError) as caught:
        load_guide(folder)
    assert ("found none" if name.startswith("1") else f"{name} is missing") in str(caught.value)


def test_a_missing_folder(tmp_path: Path) -> None:
    """A folder that does not exist is one sentence."""
    with pytest.raises(GuideError, match="no such folder"):
        load_guide(tmp_path / "ailleurs")


def test_other_files_are_checked_too(write: Write) -> None:
    """Questions, fiches and phones have their own faults, named with their own file."""
    cases = [
        ({"questions__toml": 'need = "Quoi ?"\nway = "Comment ?"\n'}, "questions.toml: `situation` is missing"),
        (
            {"fiches__toml": FICHES.replace("what", "wath")},
            "fiches.toml, line 4: fiche 'impots': nobody knows the key `wath`",
        ),
        ({"fiches__toml": FICHES.replace('what = ["Une personne aide."]\n', "")}, "`what` is missing or empty"),
        ({"fiches__toml": FICHES.replace('["Une lettre"]', '[""]')}, "fiches.toml, line 5: fiche 'impots': `bring`"),
        (
            {"phones__toml": PHONES.replace('"3939"\nwhat', '"appelez"\nwhat')},
            "phones.toml, line 4: phone '3939': 'appelez'",
        ),
        ({"phones__toml": PHONES + PHONES}, "phone '3939': the id '3939' is used twice"),
        (
            {"phones__toml": PHONES.replace("[[phone]]", "[[telephone]]")},
            "phones.toml, line 1: nobody knows the key `telephone`",
        ),
    ]
    for changed, words in cases:
        with pytest.raises(GuideError) as caught:
            load_guide(write(**changed))
        assert words in str(caught.value)


def test_not_utf8(write: Write) -> None:
    """A file saved in another encoding is named with the line of its first foreign byte."""
    folder = write()
    (folder / "fiches.toml").write_bytes(FICHES.encode("latin-1"))
    with pytest.raises(GuideError, match=r"fiches.toml, line 3: this is not UTF-8.*Save"):
        load_guide(folder)


def test_known_codes_are_checked_where_given(write: Write) -> None:
    """A code or pictogram outside the lists given is refused with its nearest neighbour."""
    codes = {"themes": {"numerique--acceder-a-des-services-en-lignes"}}
    with pytest.raises(GuideError, match=r"line 15: .*among the themes. Did you mean `numerique--acceder"):
        load_guide(write(), codes)
    with pytest.raises(GuideError, match=r"line 13: .*no pictogram 'handshake'. Did you mean `hand-shake`"):
        load_guide(write(), {"pictograms": {"file-text", "landmark", "phone", "hand-shake"}})


@pytest.mark.parametrize(("key", "wrong", "right"), [("kinds", "mairi", "mairie"), ("labels", "pix", "pixel")])
def test_what_lifts_a_place_is_checked_too(write: Write, key: str, wrong: str, right: str) -> None:
    """A kind of place or a label that nobody knows would lift nothing, in silence: it is named with its line."""
    folder = need(write, "  themes = [", f'  {key} = ["{wrong}"]\n  themes = [')
    with pytest.raises(GuideError, match=rf"line 15: .*{wrong}' among the {key}. Did you mean `{right}"):
        load_guide(folder, {key: {right}})
    assert load_guide(folder, {key: {wrong}})


def test_a_line_is_searched_in_its_own_table(write: Write) -> None:
    """A fault is not blamed on an earlier table that has the same id, nor on a word in a comment."""
    other = NEED.replace('id = "impots"', 'id = "avec"  # telephoner').replace(
        "  phones", "  helper_first = 1\n  phones"
    )
    with pytest.raises(GuideError, match=r"line 22: need 'papiers', situation 'avec', way 'telephoner'"):
        load_guide(write(**{"1-papiers__toml": other}))


def test_json_round_trip_of_the_real_guide() -> None:
    """What goes into guide.json comes out the same guide."""
    guide = load_guide(GUIDE)
    assert guide_from_json(json.loads(json.dumps(guide_to_json(guide)))) == guide


@pytest.mark.parametrize(
    "data", [None, [], 3, "guide", {}, {"version": 2}, {"version": 1}, {"version": 1, "questions": {}}]
)
def test_malformed_json_is_a_guide_error(data: object) -> None:
    """A release's guide that is something else says so, with its file name."""
    with pytest.raises(GuideError, match=r"guide\.json"):
        guide_from_json(data)


def test_messages_say_where_they_stand(write: Write) -> None:
    """Every string comes with its place, in the order of the files."""
    messages = list(guide_messages(load_guide(write())))
    assert messages[0] == ("De quoi avez-vous besoin\N{NO-BREAK SPACE}?", "première question")
    assert ("Je veux téléphoner", "besoin papiers, situation impots, comment telephoner") in messages
    assert messages[-3:] == [
        ("Une lettre", "fiche impots, à apporter"),
        ("Allô", "téléphone 3939, nom"),
        ("Une personne répond.", "téléphone 3939"),
    ]


def read_or_refuse(folder: Path) -> None:
    """Read a guide; nothing but a GuideError may come out."""
    try:
        load_guide(folder)
    except GuideError as error:
        assert str(error)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from(sorted(FILES)))
@example(b"a=" + b"[" * 5000, "fiches.toml")
@example(b"a = " + b"9" * 5000, "1-papiers.toml")
def test_random_bytes_never_crash(write: Write, content: bytes, name: str) -> None:
    """Any bytes in any file: a guide or a GuideError."""
    folder = write()
    (folder / name).write_bytes(content)
    read_or_refuse(folder)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_slip_of_the_hand_never_crashes(write: Write, name: str, data: st.DataObject) -> None:
    """A piece of a good file cut out or overwritten: a guide or a GuideError."""
    text = FILES[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    pieces = [
        '"',
        "[",
        "]",
        "[[way]]\n",
        "id = 1\n",
        "a.b = {}\n",
        "= ",
        "\n",
        "1979-05-27",
        "'''",
        "\\u00e9",
        "\x00",
        "id",
    ]
    new = data.draw(st.lists(st.sampled_from(pieces), max_size=3).map("".join))
    folder = write()
    (folder / name).write_text(text[:start] + new + text[end:], encoding="utf-8")
    read_or_refuse(folder)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_json_value_anywhere_never_crashes(write: Write, data: st.DataObject) -> None:
    """Any value put anywhere in a good guide.json: a guide or a GuideError."""
    whole = guide_to_json(load_guide(write()))
    node: dict | list = whole
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(node[key], (dict, list)) or not node[key] or data.draw(st.booleans()):
            break
        node = node[key]
    node[key] = data.draw(ANYTHING)
    try:
        guide_from_json(whole)
    except GuideError as error:
        assert "guide.json" in str(error)

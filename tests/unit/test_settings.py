"""The site file: what it says is kept, and a typo in it is one sentence with its line, never silence."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import house
from kiosk.errors import SettingsError
from kiosk.settings import CHOICES, RANGES, TABLES, PrinterSite, Settings, load_settings, parse_settings

GOOD = '[site]\nname = "CCAS"\nlatitude = 50.7\nlongitude = 3\n'


def refused(text: str) -> str:
    """The one sentence that a text is refused with."""
    with pytest.raises(SettingsError) as caught:
        parse_settings(text)
    said = str(caught.value)
    assert said.startswith("site.toml") and said.endswith((".", "?")) and "\n" not in said
    assert caught.value.exit_code == 2
    return said


def test_three_keys_are_enough() -> None:
    """A name and a position: all else has a default, and whole numbers are numbers."""
    settings = parse_settings(GOOD)
    assert (settings.name, settings.position) == ("CCAS", (50.7, 3.0))
    assert isinstance(settings.longitude, float)
    assert settings.languages[0] == "fr"
    assert settings.screen.idle_seconds == 90


def test_everything_that_is_written_is_kept() -> None:
    """Every table and every kind of value comes through."""
    settings = parse_settings(
        GOOD
        + 'languages = ["fr", "ar"]\nbooking_hosts = ["rdv.example"]\ndemonstration = true\n'
        + '[helper]\nname = "Nadia"\nphone = "03 20 00 00 00"\n[territory]\nnear_km = 2\n'
        + '[screen]\ntext_size = "largest"\nviewing_mm = 700\nmotion = false\n[speech]\nenabled = false\n'
    )
    assert (settings.languages, settings.booking_hosts, settings.demonstration) == (
        ("fr", "ar"),
        ("rdv.example",),
        True,
    )
    assert (settings.helper.name, settings.helper.phone) == ("Nadia", "03 20 00 00 00")
    assert settings.territory.near_km == 2.0 and isinstance(settings.territory.near_km, float)
    assert (settings.screen.text_size, settings.screen.viewing_mm, settings.screen.motion) == ("largest", 700, False)
    assert not settings.speech.enabled


def test_reads_what_is_synced() -> None:
    """A terminal that is never updated has no repository."""
    settings = parse_settings(GOOD + '[sync]\nrepository = "https://x.example/"\nterritory = "ville"\n')
    assert (settings.sync.repository, settings.sync.territory) == ("https://x.example/", "ville")
    assert parse_settings(GOOD).sync.repository == ""


def test_the_example_names_every_key() -> None:
    """The commented example is valid, and no key of the settings is missing from it."""
    document = tomllib.loads(house.demonstration_site().read_text(encoding="utf-8"))
    load_settings(house.demonstration_site())
    for name, cls in {"site": Settings, **TABLES}.items():
        tables = {*TABLES, "origin"} if cls is Settings else set()
        assert set(document[name]) == {field.name for field in fields(cls)} - tables


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD + "langages = []\n", ["line 5", "`langages` of [site]", "Did you mean `languages`?"]),
        (GOOD + "colour = 1\n", ["line 5", "`colour`", "Known: name, latitude"]),
        (GOOD + '[helper]\nfone = "1"\n', ["line 6", "`fone` of [helper]", "Did you mean `phone`?"]),
        (GOOD + "[screan]\nidle_seconds = 90\n", ["line 5", "`screan`", "Did you mean `screen`?"]),
        ('[sit]\nname = "CCAS"\n', ["line 1", "`sit`", "Did you mean `site`?"]),
        ('name = "CCAS"\n' + GOOD, ["line 1", "`name`", "Known: site"]),
        (GOOD.replace("site]", "site ]") + '"lattitude" = 3\n', ["line 5", "`lattitude`", "`latitude`"]),
    ],
)
def test_an_unknown_key_has_its_line_and_a_suggestion(text: str, says: list[str]) -> None:
    """A typo in a key or a table: where it stands, and what was probably meant."""
    said = refused(text)
    assert [part for part in says if part not in said] == []


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("name = 3", "a text in quotes"),
        ("latitude = '50.7'", "a number"),
        ("latitude = true", "a number"),
        ("languages = 'fr'", "a list of texts"),
        ("languages = ['fr', 3]", "a list of texts"),
        ("demonstration = 'yes'", "true or false"),
        ("old_after_days = 1.5", "a whole number"),
        ("old_after_days = true", "a whole number"),
        ("timezone = 'Europe/Pari'", "a time zone"),
        ("timezone = 'Europe'", "a time zone"),
        ("timezone = '../etc/passwd'", "a time zone"),
        ("latitude = 507.249", "between -90 and 90"),
        ("latitude = nan", "between -90 and 90"),
        ("latitude = " + "9" * 400, "between -90 and 90"),
        ("languages = []", 'begins with "fr"'),
        ("languages = ['en']", 'begins with "fr"'),
    ],
)
def test_a_wrong_value_has_its_line_and_what_was_wanted(line: str, wanted: str) -> None:
    """The value, its key, its line, and what it should be; a huge value is not repeated whole."""
    key = line.partition(" ")[0]
    kept = [other for other in GOOD.splitlines() if not other.startswith(key)]
    said = refused("\n".join([*kept, "# a comment", line]))
    assert f"line {len(kept) + 2}" in said and f"[site] {key} = " in said and wanted in said
    assert len(said) < 250


@pytest.mark.parametrize(("table", "key", "number"), [("helper", "name", 9), ("territory", "name", 11)])
def test_a_key_of_two_tables_has_the_line_of_its_own(table: str, key: str, number: int) -> None:
    """`name` is in three tables: the line given is the one of the wrong value."""
    lines = [*GOOD.splitlines(), "", "# name = 3", "", "[helper]", 'name = "A"', "[territory]", 'name = "B"']
    lines[number - 1] = f"{key} = 3"
    assert f"line {number}: [{table}] {key} = 3" in refused("\n".join(lines))


@pytest.mark.parametrize("key", RANGES)
def test_every_range_holds_at_both_ends(key: str) -> None:
    """The ends of a range are in it, what lies beyond is not."""
    table = next((name for name, cls in TABLES.items() if key in cls.__dataclass_fields__), "site")
    kept = "".join(line + "\n" for line in GOOD.splitlines() if not line.startswith(key))
    head = kept if table == "site" else f"{kept}[{table}]\n"
    low, high = RANGES[key]
    for value in (low, high):
        parse_settings(f"{head}{key} = {value}\n")
    for value in (low - 1, high + 1):
        assert f"between {low} and {high}" in refused(f"{head}{key} = {value}\n")


@pytest.mark.parametrize("key", CHOICES)
def test_every_choice_is_one_of_a_list(key: str) -> None:
    """Each listed word is taken, another is refused with the list."""
    for value in CHOICES[key]:
        assert getattr(parse_settings(f'{GOOD}[screen]\n{key} = "{value}"\n').screen, key) == value
    assert ", ".join(CHOICES[key]) in refused(f'{GOOD}[screen]\n{key} = "huge"\n')


@pytest.mark.parametrize("name", ["name", "latitude", "longitude"])
def test_what_cannot_be_guessed_is_asked_for(name: str) -> None:
    """Without a name or a position there is no site."""
    said = refused("\n".join(line for line in GOOD.splitlines() if not line.startswith(name)))
    assert f"no `{name}`" in said and "Add it" in said


@pytest.mark.parametrize("text", ["", "# nothing\n", '[helper]\nname = "A"\n'])
def test_a_file_without_a_site_says_how_to_begin(text: str) -> None:
    """An empty file, or one with other tables only."""
    assert "Begin with [site]" in refused(text)


@pytest.mark.parametrize("text", ["site = 3", GOOD + "helper = 'Nadia'\n[screen]\nmotion = 3", "[[site]]\nname='a'"])
def test_a_table_that_is_no_table_is_said_so(text: str) -> None:
    """A value where a table should be, or a list of tables."""
    refused(text)


@pytest.mark.parametrize("text", ["[site", "name = CCAS", GOOD + GOOD, "a = " + "[" * 5000, "a = " + "9" * 5000])
def test_what_is_not_toml_is_said_so(text: str) -> None:
    """Syntax errors, tables written twice, absurd nesting and numbers."""
    assert "not valid TOML" in refused(text)


def test_the_line_of_a_syntax_error_is_given() -> None:
    """Where the reader stumbled."""
    assert "line 3" in refused('[site]\nname = "CCAS"\nlatitude = 50,7\n')


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Missing, a folder, or not UTF-8: the path, and what to do."""
    (tmp_path / "latin.toml").write_bytes(GOOD.replace("CCAS", "Médiathèque").encode("latin-1"))
    for path in (tmp_path / "absent.toml", tmp_path, tmp_path / "latin.toml"):
        with pytest.raises(SettingsError, match=r"cannot be read.*--site") as caught:
            load_settings(path)
        assert str(path) in str(caught.value)


VALUES = st.one_of(st.integers(), st.floats(), st.booleans(), st.text(max_size=9), st.lists(st.text(max_size=3)))


@given(st.text(max_size=200))
def test_any_text_is_settings_or_one_error(text: str) -> None:
    """Whatever stands in a site file, reading it ends well or with a SettingsError."""
    try:
        parse_settings(text)
    except SettingsError as error:
        assert str(error).startswith("site.toml")


@given(
    st.sampled_from(["site", *TABLES]),
    st.sampled_from(sorted({field.name for cls in (Settings, *TABLES.values()) for field in fields(cls)})),
    VALUES,
)
def test_any_value_anywhere_is_settings_or_one_error(table: str, key: str, value: object) -> None:
    """Any key of any table with a value of any type."""
    written = str(value).lower() if isinstance(value, (bool, int, float)) else ascii(value).replace("'", '"')
    try:
        parse_settings(f"{GOOD}[{table}]\n{key} = {written}\n" if table != "site" else f"{GOOD}{key} = {written}\n")
    except SettingsError as error:
        assert str(error).startswith("site.toml")


def test_each_language_has_the_voice_of_its_line(tmp_path: Path) -> None:
    """The three choices are kept; the path of a voice is written from the folder of the site file."""
    path = tmp_path / "site.toml"
    path.write_text(
        GOOD + '[speech]\nvolume = 3\n[speech.voices]\nfr = "voix/fr.onnx"\nen = "/v/en.onnx"\nar = "clips"\n'
        'uk = "espeak-ng"\n'
    )
    speech = load_settings(path).speech
    assert speech.volume == 3
    assert speech.voices == {
        "fr": str(tmp_path / "voix" / "fr.onnx"),
        "en": "/v/en.onnx",
        "ar": "clips",
        "uk": "espeak-ng",
    }
    assert parse_settings(GOOD).speech.voices == {} and parse_settings(GOOD).speech.volume == 7


def test_settings_with_voices_stay_frozen() -> None:
    """They compare, hash, and cannot be changed."""
    text = GOOD + '[speech.voices]\nfr = "clips"\n'
    one, other = parse_settings(text), parse_settings(text)
    assert one == other and hash(one) == hash(other) and one != parse_settings(GOOD)
    with pytest.raises(TypeError):
        one.speech.voices["fr"] = "espeak-ng"  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[speech.voices]\n# a comment\nfr = "festival"\n', ["line 7", "[speech.voices] fr = 'festival'", "clips"]),
        ('[speech.voices]\nfr = "voix/fr.ogg"\n', ["line 6", ".onnx"]),
        ("[speech.voices]\nfr = 3\n", ["line 6", "fr = 3"]),
        ('[speech]\nvoices = { fr = "x" }\n', ["line 6", "[speech.voices] fr = 'x'"]),
        ('[speech]\nvoices.fr = "x"\n', ["line 6", "[speech.voices] fr = 'x'"]),
        ("[speech]\nvoices = true\n", ["line 6", "[speech] voices = True", "a table"]),
        ('[speech.voices]\nfrr = "clips"\n', ["line 6", "`frr` of [speech.voices]", "Did you mean `fr`?"]),
        ('[speech.voices]\nde = "clips"\n', ["line 6", "`de` of [speech.voices]"]),
    ],
)
def test_a_wrong_voice_has_its_line(text: str, says: list[str]) -> None:
    """A value that is none of the three, or a language the site does not show."""
    said = refused(GOOD + text)
    assert [part for part in says if part not in said] == []


PRINTERS = """[printing]
order = ["b", "a"]
deadline_seconds = 30
[printing.printers.a]
kind = "cups"
queue = "ticket"
[printing.printers.b]
kind = "escpos"
address = "tcp://10.0.0.9:9100"
paper = "80mm"
"""


def test_printers_are_named_in_their_order() -> None:
    """Each printer is a table; without any, nothing prints; the example names every key of a printer."""
    printing = parse_settings(GOOD + PRINTERS).printing
    assert (printing.order, printing.deadline_seconds, printing.slips_per_visit) == (("b", "a"), 30, 3)
    assert printing.printers["a"] == PrinterSite("cups", queue="ticket")
    assert printing.printers["b"] == PrinterSite("escpos", "", "tcp://10.0.0.9:9100", "80mm")
    assert parse_settings(GOOD).printing.order == () and hash(parse_settings(GOOD + PRINTERS))
    example = tomllib.loads(house.demonstration_site().read_text(encoding="utf-8"))["printing"]
    assert example["order"] == []
    assert all(set(one) == {field.name for field in fields(PrinterSite)} for one in example["printers"].values())


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"b", "a"', '"b", "c"', ["line 6", "[printing] order = 'c'", "[printing.printers.c]"]),
        ('"cups"', '"cupss"', ["line 9", "[printing.printers.a] kind = 'cupss'", "cups, ipp, escpos, pdf"]),
        ('kind = "cups"\n', "", ["[printing.printers.a] kind = ''"]),
        ('queue = "ticket"', "queue = 'a/b'", ["line 10", "queue = 'a/b'", "lpstat -e"]),
        ('queue = "ticket"\n', "", ["queue = ''", "lpstat -e"]),
        ('queue = "ticket"', "queu = 'a'", ["line 10", "`queu` of [printing.printers.a]", "`queue`"]),
        ("tcp://10.0.0.9:9100", "10.0.0.9", ["line 13", "address = '10.0.0.9'", "tcp://"]),
        ("80mm", "58mm", ["line 14", "paper = '58mm'", "80mm, a5, a4"]),
        ("80mm", "a4", ["line 14", "paper = 'a4'", "an ESC/POS printer has a roll"]),
        ("[printing.printers.a]", "[printing.printers]\na = 3\n[printing.printers.c]", ["a = 3", "a table"]),
    ],
)
def test_a_wrong_printer_has_its_line(old: str, new: str, says: list[str]) -> None:
    """A name without a printer, a kind, an address, a paper that is none: the line and what was wanted."""
    assert old in PRINTERS
    said = refused(GOOD + PRINTERS.replace(old, new))
    assert [part for part in says if part not in said] == []

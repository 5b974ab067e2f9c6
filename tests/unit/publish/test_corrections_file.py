"""The spreadsheet of corrections as agents save it, and what is said of a slip of the pen."""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import SourceError
from kiosk.publish.check.lexicon import load_lexicon
from kiosk.publish.corrections import Correction, easy_french, no_review, read_corrections
from kiosk.publish.corrections_languages import is_shown, languages_of

TODAY = dt.date(2026, 11, 28)
LEXICON = load_lexicon(Path(__file__).parents[3] / "content" / "falc")
HEADER = "id;note;masquer;nouveau nom;horaires;fermé du;fermé au;téléphone;langues;vérifié le"
PLAIN = "Nom;Code postal;Note\nMairie;59200;C’est au 1ᵉʳ étage.\n"


def read(data: bytes | str, review: object = no_review) -> tuple[Correction, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corrections.csv"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read_corrections(path, TODAY, review)  # type: ignore[arg-type]


def one(column: str, value: str, review: object = no_review) -> Correction:
    """The line "a--1" with one cell more."""
    (found,) = read(f'id;{column}\na--1;"{value}"\n', review)
    return found


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_as_any_office_saves_it(separator: str, encoding: str, ending: str) -> None:
    """Every encoding and separator gives the same correction."""
    text = "Téléphone;NOM;Code_Postal;note\n03 20 00 00 01;Mairie;59200;Entrée à côté… l’été\n"
    (found,) = read(text.replace(";", separator).replace("\n", ending).encode(encoding))
    assert (found.phone, found.name, found.postcode) == ("+33320000001", "Mairie", "59200")
    assert found.note == "Entrée à côté… l’été" and found.line == 2 and not found.faults


def test_titles_are_read_whatever_their_accents_and_spaces() -> None:
    (found,) = read(" ID ;VERIFIE-LE;codepostal;Fermé_du;ferme  au;\na--1;20/11/2026;;2026-12-24;2/1/2027;\n")
    assert (found.verified, found.closure) == (dt.date(2026, 11, 20), (dt.date(2026, 12, 24), dt.date(2027, 1, 2)))


def test_remarks_and_blank_lines_are_skipped_and_lines_keep_their_numbers() -> None:
    text = '# Bonjour, ceci, est, une remarque\n"# une autre; ""entre guillemets""";;\n\nid;note\n;\n#a--1;x\na--1;x\n'
    (found,) = read(text)
    assert (found.line, found.id, found.note, found.faults) == (7, "a--1", "x", ())


def test_a_header_alone_corrects_nothing() -> None:
    assert read("id;note") == () and read("id;note\n;\n\n") == ()


WHOLE = {
    "empty": ("", "is empty"),
    "blank": ("\n \n", "is empty"),
    "only a byte order mark": ("\ufeff", "is empty"),
    "only remarks": ("# a\n", "names the columns"),
    "an unknown column": ("id;horaire\na;b\n", "line 1: nobody knows the column “horaire”. Did you mean “horaires”"),
    "an odd column": ("id;\u202exyz\na;b\n", "nobody knows the column “xyz”. Known columns: id, nom"),
    "a column twice": ("id;note;Note\na;b;c\n", "“note” is there twice"),
    "no place": ("nom;note\na;b\n", "nothing tells the place"),
    "an open quotation mark": ('id;note\na;x\nb;"x\nc;x\n', "line 3: this line is no CSV"),
    "a quotation mark in the middle": ('id;note\na;"x"y\n', "line 2: this line is no CSV"),
    "a cell without end": ("id;note\na;" + "x" * 200_000, "line 2: this line is no CSV"),
    "a workbook": (b"PK\x03\x04\x14\x00\x06\x00", "save the sheet as CSV"),
    "binary": (bytes(range(1, 256)) * 3, "no text|nobody knows|no CSV"),
    "zeros": (b"id;note\na;\0b\n", "save the sheet as CSV"),
    "control characters": ("id;no\x07te\n", "save the sheet as CSV"),
    "JSON": ('[{"id": 1}]', "nobody knows the column"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_wrong_with_the_whole_file(name: str) -> None:
    """An error with the file, the line where there is one, and what to do."""
    data, said = WHOLE[name]
    with pytest.raises(SourceError, match=said) as caught:
        read(data)
    assert "corrections.csv" in str(caught.value) and str(caught.value).isprintable()


def test_a_file_that_is_not_there() -> None:
    for path in (Path("nowhere/corrections.csv"), Path("/")):
        with pytest.raises(SourceError, match="cannot be read"):
            read_corrections(path, TODAY)


FAULTS = [
    ("masquer", "peut-être", "masquer : « peut-être » : écrivez oui"),
    ("nouveau nom", "😀", "aucune lettre"),
    ("fermé du", "24/12/2026", "fermé au : il manque"),
    ("fermé au", "24/12/2026", "fermé du : il manque"),
    ("vérifié le", "29/11/2026", "n'est pas un jour passé"),
    ("vérifié le", "hier", "« hier » n'est pas un jour"),
    ("vérifié le", "31/02/2026", "n'est pas un jour"),
    ("téléphone", "06 12 34 56 78", "portable"),
    ("téléphone", "le matin", "ce n'est pas un numéro"),
    ("note", "x" * 201, "plus de 200 caractères"),
    ("note", "a\x07b", "signe invisible"),
    ("note", "a\x9bb", "signe invisible"),
    ("note", "a\nb", "va à la ligne"),
]


@pytest.mark.parametrize(("column", "value", "said"), FAULTS)
def test_a_value_that_cannot_be_used_is_a_fault_of_the_line(column: str, value: str, said: str) -> None:
    found = one(column, value)
    assert any(said in fault for fault in found.faults) and "06 12" not in str(found.faults)


def test_closures_end_after_they_begin() -> None:
    """And last a year at most; one that is over is told."""
    lines = "a;3/1/2027;2/1/2027\nb;1/1/2027;1/1/2029\nc;1/1/2026;2/1/2026\nd;24/12/2026 - 26/12/2026;27/12/2026\n"
    before, long, past, both = read(f"id;fermé du;fermé au\n{lines}")
    assert "avant" in before.faults[0] and "masquer" in long.faults[0] and "n'est pas un jour" in both.faults[0]
    assert not past.faults and "passée" in past.warnings[0]


def test_which_place() -> None:
    """An id, or a name and a postcode; a postcode that lost its zero gets it back."""
    found = read(
        "id;nom;code postal;note\n;Mairie;1000;x\n;Mairie;;x\n;;59200;x\n;Mairie;abc;x\na--1;;abc;x\n;!;59200;x\n"
    )
    assert found[0].postcode == "01000" and [bool(line.faults) for line in found] == [
        False,
        True,
        True,
        True,
        False,
        True,
    ]


def test_a_cell_too_many_is_told() -> None:
    """Its column has no title; an empty one more is nothing."""
    first, second = read("id;note\na;b;c\na;b;;\n")
    assert "« c » est dans une colonne sans titre" in first.faults[0] and not second.faults


def test_hours_in_french_or_in_osm() -> None:
    assert one("horaires", "lundi-vendredi 9h-12h, 14h-17h").hours == "Mo-Fr 09:00-12:00,14:00-17:00"
    assert one("horaires", "Mo-Fr 09:00-12:00").hours == "Mo-Fr 09:00-12:00"
    found = one("horaires", "selon la marée")
    assert (found.hours, found.hours_text, found.faults) == ("", "selon la marée", ()) and "horaires" in found.warnings[
        0
    ]


def test_text_is_only_text() -> None:
    """Formulas, emoji and marks of direction do nothing; what nobody can see is not kept."""
    assert one("note", "=HYPERLINK(1)").note == "=HYPERLINK(1)"
    assert one("note", "+33 @cmd -1").note == "+33 @cmd -1"
    assert one("note", "Entrée 😀 verte").note == "Entrée 😀 verte"
    assert one("note", "\u200fab\u202ecd\u200e\u2067").note == "abcd"
    assert one("note", "-").note == ""


def test_a_note_is_reviewed_and_never_refused() -> None:
    """The rules of easy French advise; a person or a number in it is told."""
    found = one("note", "Veuillez vous munir de vos justificatifs, qui seront demandés.", easy_french(LEXICON))
    assert found.note and not found.faults and any("justificatifs" in warning for warning in found.warnings)
    assert one("note", "L'entrée est derrière.", easy_french(LEXICON)).warnings == ()
    assert "nomme une personne" in one("note", "Demandez Mme Dupont.").warnings[0]


def test_a_new_name_is_written_as_names_are() -> None:
    found = one("nouveau nom", "MEDIATHEQUE DU PARC")
    assert found.new_name == "Médiathèque du Parc" and "Médiathèque" in found.warnings[0]


@pytest.mark.parametrize(
    ("text", "codes", "unknown"),
    [
        ("arabe, ukrainien", ("ar", "uk"), ()),
        ("ar uk", ("ar", "uk"), ()),
        ("ar;UK|pt-br/fa", ("ar", "uk", "pt-BR", "fa"), ()),
        ("Arabe et Turc", ("ar", "tr"), ()),
        ("créole haïtien, kabyle", ("ht", "kab"), ()),
        ("français, anglais, anglais", ("en",), ()),
        ("et, lv", ("et", "lv"), ()),
        ("farsi dari", ("fa", "fa-AF"), ()),
        ("martien, ar", ("ar",), ("martien",)),
        ("un peu de tout", (), ("un peu de tout",)),
        ("arabe martien", (), ("arabe martien",)),
        ("", (), ()),
    ],
)
def test_languages(text: str, codes: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    """Codes or French names, French left out."""
    assert languages_of(text) == (codes, unknown)


def test_languages_that_are_unknown_or_cannot_be_shown_are_told() -> None:
    found = one("langues", "martien, ar, soninké")
    assert found.languages == ("ar", "snk") and not found.faults and not is_shown("snk")
    assert "martien" in found.warnings[0] and "snk" in found.warnings[1]


def test_a_hundred_thousand_lines() -> None:
    """Read in less than a minute."""
    row = "a--{};L'entrée est derrière.;lundi 9h-12h\n"
    data = "id;note;horaires\n" + "".join(map(row.format, range(100_000)))
    started = time.perf_counter()
    found = read(data, easy_french(LEXICON))
    seconds = time.perf_counter() - started
    assert len(found) == 100_000 and not found[-1].faults and found[-1].line == 100_001
    assert seconds < 60, f"{seconds:.1f} s"


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_corrections_or_an_error(data: bytes) -> None:
    try:
        assert isinstance(read(data), tuple)
    except SourceError as error:
        assert "corrections.csv" in str(error)


@given(st.lists(st.text(max_size=60), min_size=10, max_size=10), st.sampled_from([";", ",", "\t"]))
def test_any_cells_are_a_correction(cells: list[str], separator: str) -> None:
    """Nothing invisible comes through, and a line is never lost."""
    row = separator.join('"' + cell.replace('"', '""').replace("\0", "") + '"' for cell in ["a--1", *cells[1:]])
    data = f"{HEADER.replace(';', separator)}\n{row}\n".encode("utf-8", "replace")
    (found,) = read(data)
    texts = (found.note, found.new_name, found.hours_text, *found.faults, *found.warnings)
    assert found.line == 2 and all(text.isprintable() for text in texts)
    assert len(found.note) <= 200 or found.faults

"""Tables edited in a spreadsheet or by hand: a slip of the pen never makes a row vanish."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import VocabularyError
from kiosk.publish.check.lexicon import load_lexicon
from kiosk.publish.tables import table
from kiosk.publish.vocabulary import load_vocabulary

CONTENT = Path(__file__).parents[3] / "content"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the tables."""
    for name in ("vocabulary", "falc"):
        shutil.copytree(CONTENT / name, tmp_path / name)
    return tmp_path


def load(content: Path) -> None:
    load_vocabulary(content / "vocabulary")
    load_lexicon(content / "falc")


def row(path: Path, number: int = 2) -> str:
    return path.read_text(encoding="utf-8-sig").splitlines()[number - 1]


def write(path: Path, text: str) -> int:
    """Adds a line; its number."""
    before = path.read_text(encoding="utf-8-sig").rstrip("\n")
    path.write_text(f"{before}\n{text}\n", encoding="utf-8")
    return before.count("\n") + 2


LISTS = [
    "vocabulary/lieux.csv",
    "vocabulary/quotidien.csv",
    "vocabulary/mots.csv",
    "vocabulary/offres.csv",
    "falc/sigles.csv",
    "falc/dessins.csv",
    "falc/glossaire.csv",
    "falc/jargon.csv",
    "falc/dangers.csv",
]


@pytest.mark.parametrize("name", LISTS)
def test_a_code_is_written_once(content: Path, name: str) -> None:
    """The second row would silently win, or lose: both lines are told."""
    line = write(content / name, row(content / name, 3))
    with pytest.raises(VocabularyError, match=rf"{name}, line {line}: .* is already on line 3\."):
        load(content)


@pytest.mark.parametrize(("name", "text"), [("jargon", "xx|Bénéficier;« avoir »;;"), ("glossaire", "mot;xx|RDV;")])
def test_a_wording_is_in_one_row(content: Path, name: str, text: str) -> None:
    """Two rows could not both say what to write instead."""
    line = write(content / "falc" / f"{name}.csv", text)
    with pytest.raises(VocabularyError, match=rf"{name}\.csv, line {line}: .* is already on line \d+\."):
        load(content)


@pytest.mark.parametrize("name", [*LISTS, "vocabulary/equivalences.csv", "vocabulary/correspondances.csv"])
def test_a_list_with_only_its_header_is_refused(content: Path, name: str) -> None:
    """It would say that everything is fine."""
    (content / name).write_text(row(content / name, 1) + "\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=rf"{name}: this table holds no row"):
        load(content)


@pytest.mark.parametrize("motif", ["-", "...", "ccas|'"])
def test_a_motif_of_signs_alone_would_be_everywhere(content: Path, motif: str) -> None:
    """As in the everyday needs, so in the kinds of places."""
    line = write(content / "vocabulary" / "lieux.csv", f"tout;Tout;Tout;;{motif};")
    with pytest.raises(VocabularyError, match=rf"lieux\.csv, line {line}, motifs: .* holds no letter"):
        load(content)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('a;1\n"b;2\nc;3\n', 3, "no CSV"),
        ('a;1\n"b;2\nc";3\n', 3, "line break"),
        ('a;1\n"b"x;2\n', 3, "no CSV"),
        ("a;1\nb;2;3\n", 3, "a cell too many, '3'"),
        ("a;1\n\n;2\n", 4, "this cell is empty"),
        ("a;1\nA;2\n", 3, "already on line 2"),
    ],
)
def test_slips_of_the_pen(tmp_path: Path, text: str, line: int, said: str) -> None:
    """A stray quotation mark, a cell too many, an empty cell: told with the line where it begins."""
    path = tmp_path / "t.csv"
    path.write_text("code;nombre\n" + text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=rf"t\.csv, line {line}.*{said}"):
        table(path, ("code", "nombre"), filled=("code",), key=("code",))


def test_what_a_spreadsheet_adds_is_no_fault(tmp_path: Path) -> None:
    """A mark of byte order, empty lines and cells, spaces, other ends of lines, quotation marks around a cell."""
    path = tmp_path / "t.csv"
    path.write_bytes('\ufeffcode;nombre;;\r\n a ;"1;2";;\r\n;;;\r\nb\r\n'.encode())
    assert table(path, ("code", "nombre")) == [(2, {"code": "a", "nombre": "1;2"}), (4, {"code": "b", "nombre": ""})]


def test_only_ends_of_lines_end_a_line(tmp_path: Path) -> None:
    """A sign that some tools take for one stays in its cell, and the lines after it keep their numbers."""
    path = tmp_path / "t.csv"
    path.write_text("code;nombre\na\u2028b;1\nc;2\n", encoding="utf-8")
    assert table(path, ("code", "nombre")) == [
        (2, {"code": "a\u2028b", "nombre": "1"}),
        (3, {"code": "c", "nombre": "2"}),
    ]


def test_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    """The line a spreadsheet saved in its own way."""
    path = tmp_path / "t.csv"
    path.write_bytes("code\na\né\n".encode("cp1252"))
    with pytest.raises(VocabularyError, match=r"t\.csv, line 3: this is not UTF-8"):
        table(path, ("code",))


CELLS = st.lists(st.tuples(st.text('aé";\n\r |', max_size=6), st.text('b";\n\r ', max_size=6)), max_size=5)


@given(CELLS)
def test_any_file_is_read_whole_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    """Whatever is in it: a table without quotation marks has all its lines that say something."""
    path = tmp_path_factory.mktemp("tables") / "t.csv"
    text = "".join(f"{one};{other}\n" for one, other in rows)
    path.write_bytes(("code;nombre\n" + text).encode())
    try:
        found = table(path, ("code", "nombre"))
    except VocabularyError:
        return
    if '"' not in text:
        assert len(found) == sum(bool(line.replace(";", "").strip()) for line in text.replace("\r", "\n").split("\n"))

"""Files as they arrive: encodings, wrappers, damage. The file as a whole is one clear error, a row never is."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reader_samples import (
    FRANCE_SERVICES_ROW,
    MEDNUM_V0_ROW,
    MEDNUM_V1_ROW,
    SAMPLES,
    SERVICE_V0_ROW,
    SERVICE_V1_ROW,
    Sample,
)

from kiosk.errors import SourceError
from kiosk.publish.join import join_services
from kiosk.publish.readers.sheet import decode
from kiosk.publish.records import Mending, Record, Rejection, ServiceRow
from kiosk.publish.source import SourceRead, read_source
from kiosk.publish.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[3]
DATA = ROOT.parent / "shared" / "data"
TODAY = dt.date(2026, 6, 1)
VOCABULARY = load_vocabulary(ROOT / "content" / "vocabulary")
CSV = Sample("médiation numérique v1", ",", MEDNUM_V1_ROW).bytes([MEDNUM_V1_ROW])


def read(data: bytes) -> SourceRead:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "source"
        path.write_bytes(data)
        return read_source(path, VOCABULARY, TODAY)


def names(source: SourceRead) -> list[str]:
    return [item.place.name for item in source.items if isinstance(item, Record)]


@pytest.mark.parametrize(
    "data",
    [
        CSV,
        b"\xef\xbb\xbf" + CSV,
        CSV.decode().encode("utf-16"),
        CSV.decode().encode("utf-16-le"),
        CSV.decode().encode("utf-16-be"),
        CSV.decode().encode("cp1252"),
        CSV.replace(b"\n", b"\r\n"),
        CSV.replace(b"Atelier", b"Ate\0lier"),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "crlf", "null bytes"],
)
def test_encodings(data: bytes) -> None:
    """The same file in every encoding an office may save it in gives the same place."""
    assert names(read(data)) == ["L’Atelier du lac"]


@pytest.mark.parametrize("wrapper", ["data", "results", "lieux"])
def test_a_list_inside_an_object(wrapper: str) -> None:
    """The rows of {"data": […], "total": 1} are found."""
    assert len(names(read(json.dumps({"total": 1, wrapper: [MEDNUM_V0_ROW]}).encode()))) == 1


def test_json_lines() -> None:
    """One object a line is read, a line that is no JSON is one rejection."""
    lines = [json.dumps(MEDNUM_V0_ROW), "", json.dumps(MEDNUM_V0_ROW), '{"nom": "coup', json.dumps(MEDNUM_V0_ROW)]
    source = read("\n".join(lines).encode())
    assert (source.rows, len(names(source))) == (4, 3)
    assert [item.row for item in source.items if isinstance(item, Rejection) and item.value == "broken JSON"] == [3]


def test_rows_that_are_no_rows() -> None:
    """A number, a text or a list among the objects is a rejection, numbered like a row."""
    source = read(json.dumps([1, MEDNUM_V0_ROW, "x", None, [2]]).encode())
    assert (source.rows, len(names(source))) == (5, 1)
    assert [item.row for item in source.items if isinstance(item, Rejection) and not item.field] == [1, 3, 4, 5]


def test_a_gigantic_cell_costs_its_row_only() -> None:
    """A cell beyond any reason is a rejection with its line; the rows around it are read."""
    big = {**MEDNUM_V1_ROW, "presentation_detail": "x" * 300_000}
    rows = [MEDNUM_V1_ROW, big, MEDNUM_V1_ROW]
    source = read(Sample("", ",", MEDNUM_V1_ROW).bytes(rows))
    assert (source.rows, len(names(source))) == (3, 2)
    assert [item.row for item in source.items if isinstance(item, Rejection)] == [3]
    as_json = read(json.dumps([{**MEDNUM_V0_ROW, "nom": "Centre " * 100_000}]).encode())
    assert len(names(as_json)[0]) <= 120


def test_a_header_alone_is_an_empty_source() -> None:
    """A known header without rows reads as nothing, and is no error."""
    assert read(CSV.split(b"\n")[0] + b"\n") == SourceRead("médiation numérique v1", 0, [])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"[]", "no row"),
        (b'{"data": []}', "not known"),
        (b'[{"nom": "a"},\n {"nom": "b"', r"line 2, column 13"),
        (b"[" * 100_000, "RecursionError|line 1"),
        (b'[{"a": ' + b"9" * 5_000 + b"}]", "cannot be read"),
        (b'{"type": "FeatureCollection", "features": []}', "GeoJSON"),
        (b"a;b;c\n1;2;3\n", "not known.*CSV, UTF-8, 12 bytes, columns: a, b, c"),
        (b"[1, 2, 3]", "not known.*columns: none"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not known"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_error(data: bytes, said: str) -> None:
    """What was found, where, and for an unknown format what is known."""
    with pytest.raises(SourceError, match=said) as raised:
        read(data)
    assert "\n" not in str(raised.value)


def test_an_unknown_format_lists_the_known_ones() -> None:
    """Every format has its line in the message, so that one can compare."""
    with pytest.raises(SourceError) as raised:
        read(b"colonne\nvaleur\n")
    assert all(sample.format in str(raised.value) for sample in SAMPLES)


def test_a_missing_file(tmp_path: Path) -> None:
    """A path that leads nowhere, or to a folder, is a SourceError."""
    for path in (tmp_path / "absent.csv", tmp_path):
        with pytest.raises(SourceError, match="cannot be read"):
            read_source(path, VOCABULARY)


@given(st.binary(max_size=400))
def test_random_bytes_never_crash(data: bytes) -> None:
    """Any bytes are a source, or a SourceError; decoding never fails."""
    assert isinstance(decode(data)[0], str)
    try:
        source = read(data)
    except SourceError:
        return
    assert all(isinstance(item, Record | ServiceRow | Rejection | Mending) for item in source.items)


@given(st.data())
def test_a_damaged_file_never_crashes(data: st.DataObject) -> None:
    """Any good file with a stretch of it replaced by anything is read, or refused as a whole."""
    sample = data.draw(st.sampled_from(SAMPLES))
    whole = sample.bytes([sample.row] * 3)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 200)))
    try:
        source = read(whole[:start] + data.draw(st.binary(max_size=40)) + whole[end:])
    except SourceError:
        return
    assert all(isinstance(item, Record | ServiceRow | Rejection | Mending) for item in source.items)


SCALAR = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
)
VALUE = st.one_of(SCALAR, st.lists(SCALAR, max_size=3), st.dictionaries(st.text(max_size=5), SCALAR, max_size=2))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SAMPLES), st.data())
def test_random_rows_never_crash(sample: Sample, data: st.DataObject) -> None:
    """In every format, rows of anything beside a good one give records, services and rejections, and the good one."""
    cell = VALUE if sample.shape == "json" else SCALAR
    odd = data.draw(st.lists(st.dictionaries(st.sampled_from(sorted(sample.row)), cell), max_size=4))
    source = read(sample.bytes([sample.row, *odd, sample.row]))
    assert source.format == sample.format
    assert all(isinstance(item, Record | ServiceRow | Rejection | Mending) for item in source.items)
    assert sum(isinstance(item, Record | ServiceRow) for item in source.items) >= 2
    repr(source.items).encode()
    for item in source.items:
        if isinstance(item, Record):
            assert item.place.name and len(item.place.sources) == 1
            assert item.place.postcode or item.place.position
            assert (item.place.latitude is None) == (item.place.longitude is None)


def structure_and_service(**change: object) -> tuple[list[Record], list[ServiceRow]]:
    structures = next(sample for sample in SAMPLES if sample.format == "data·inclusion v1, structures")
    records = [item for item in read(structures.bytes([structures.row])).items if isinstance(item, Record)]
    rows = json.dumps([{**SERVICE_V1_ROW, **change}]).encode()
    return records, [item for item in read(rows).items if isinstance(item, ServiceRow)]


def test_services_join_their_structure() -> None:
    """A service is added to what its structure offers by nature, and takes its ways of contact when it has none."""
    records, services = structure_and_service(modes_mobilisation=None)
    (joined,), rejections = join_services(records, services)
    assert rejections == []
    assert joined.place.services[0] == records[0].place.services[0]
    assert joined.place.services[1].name == "Aide au permis"
    assert joined.place.services[1].contacts == ("se-presenter", "telephoner", "envoyer-un-courriel")


def test_a_service_without_structure_is_rejected() -> None:
    """Its file, row and the structure it asked for are in the rejection; nothing else changes."""
    records, services = structure_and_service(structure_id="dora--nulle-part")
    same, rejections = join_services(records, services)
    assert same == records
    assert [(one.field, one.value, one.row) for one in rejections] == [("structure_id", "dora--nulle-part", 1)]


def test_older_services_name_the_bare_identifier() -> None:
    """In v0 a service says "42" where the structure is "dora--42" in v1: it is found when only one is meant."""
    records, services = structure_and_service(structure_id="42", source="dora")
    (joined,), rejections = join_services(records, services)
    assert rejections == [] and len(joined.place.services) == 2


def test_a_service_given_in_another_town_has_a_place_of_its_own() -> None:
    """Its name is the structure's and the town's; it has the service, its own hours, and the structure's phone."""
    address = {"adresse": "9 rue de Lille", "code_postal": "59200", "commune": "Tourcoing"}
    records, services = structure_and_service(**address, horaires_accueil="Mo 09:00-12:00", telephone=None)
    (home, branch), rejections = join_services(records, services)
    assert rejections == [] and home == records[0]
    assert branch.place.name == "Mission locale du Val – Tourcoing" and branch.place.kind == home.place.kind
    assert branch.place.address == "9 rue de Lille, 59200 Tourcoing" and branch.place.position is None
    assert (branch.place.hours, branch.place.phone) == ("Mo 09:00-12:00", home.place.phone)
    assert [service.name for service in branch.place.services] == ["Aide au permis"]
    assert branch.place.sources[0].id == "dora--s1" and branch.place.id != home.place.id


@pytest.mark.parametrize(
    ("change", "apart"),
    [
        ({"adresse": "1, R DU MARCHE", "code_postal": "59000"}, True),
        ({"adresse": "1, rue MARCHE", "code_postal": "59000"}, False),
        ({"adresse": "2 rue du Marché", "code_postal": "59000"}, True),
        ({"adresse": "2 rue du Marché", "code_postal": "59000", "latitude": 50.6301, "longitude": 3.06}, False),
        ({"latitude": 50.6315, "longitude": 3.06}, False),
        ({"latitude": 50.6325, "longitude": 3.06}, True),
        ({"commune": "Tourcoing", "code_postal": "59200"}, True),
        ({"commune": "Lille", "code_postal": "59000"}, False),
        ({"horaires_accueil": "Mo 09:00-12:00", "telephone": "0320999999"}, False),
    ],
)
def test_what_makes_a_service_stand_apart(change: dict[str, object], apart: bool) -> None:
    """Another postcode or street, or more than 200 m; not another writing of the address, other hours or phone."""
    joined, rejections = join_services(*structure_and_service(**change))
    assert (len(joined) == 2, rejections) == (apart, [])


def test_services_of_one_spot_share_one_place() -> None:
    """Two services in one town street are one place; a second street of that town is told by its street."""
    records, (one,) = structure_and_service(adresse="9 rue de Lille", code_postal="59200", commune="Tourcoing")
    _, (two,) = structure_and_service(
        id="dora--s2", nom="Cours", adresse="9, RUE DE LILLE", code_postal="59200", commune="Tourcoing"
    )
    _, (three,) = structure_and_service(
        id="dora--s3", nom="Atelier", adresse="1 quai Y", code_postal="59200", commune="Tourcoing"
    )
    for rows in ([one, two, three], [three, two, one]):
        (_, *branches), _ = join_services(records, rows)
        assert sorted((place.place.name, len(place.place.services)) for place in branches) == [
            ("Mission locale du Val – 1 quai Y", 1),
            ("Mission locale du Val – 9 rue de Lille", 2),
        ]


def test_a_service_given_at_a_distance_stays_and_is_not_walked_to() -> None:
    """Whatever address it bears; when walking is all it names, the structure's other ways serve."""
    for ways in (["se-presenter", "telephoner"], ["se-presenter"], None):
        change = {"adresse": "9 rue de Lille", "code_postal": "59200", "modes_accueil": ["a-distance"]}
        (home,), _ = join_services(*structure_and_service(modes_mobilisation=ways, **change))
        contacts = home.place.services[-1].contacts
        assert "telephoner" in contacts and "se-presenter" not in contacts


@pytest.mark.parametrize("row", [SERVICE_V1_ROW, SERVICE_V0_ROW], ids=["v1", "v0"])
def test_services_alone_are_places_when_they_have_an_address(row: dict[str, object]) -> None:
    """Named after the service; without an address, or with a town only, there is nowhere to go: rejected."""
    address = {"adresse": "9 rue de Lille", "code_postal": "59200", "commune": "Tourcoing"}
    told = [{**row, **address}, row, {**row, "code_postal": "59200", "commune": "Tourcoing"}]
    services = [item for item in read(json.dumps(told).encode()).items if isinstance(item, ServiceRow)]
    (record,), rejections = join_services([], services)
    assert record.place.name == row["nom"] and record.place.address == "9 rue de Lille, 59200 Tourcoing"
    assert [service.name for service in record.place.services] == [row["nom"]]
    assert "se-presenter" in record.place.services[0].contacts or row is SERVICE_V1_ROW
    assert [one.row for one in rejections] == [2, 3]


EXPECTED = {
    "hauts_de_france/aidants-connect_hdf.json": ("Aidants Connect", 302),
    "hauts_de_france/cnfs_hdf_std-v0.json": ("médiation numérique v0", 421),
    "hauts_de_france/france-services_hdf.csv": ("France services", 189),
    "hauts_de_france/lieux_multi-sources_hdf_std-v0.json": ("médiation numérique v0", 260),
    "hauts_de_france/siilab_hdf_transformed_osm-hours_1249.csv": ("carte régionale", 1249),
    "lieux_mediation_numerique/cnfs_lieux_2023-01-17_std-v0_4930.json": ("médiation numérique v0", 4930),
    "data_inclusion/services_2023-01-10_di-v0_4261.json": ("data·inclusion v0, services", 4261),
    "data_inclusion/numi_normandie_structures_di-v0_757.json": ("data·inclusion v0, structures", 757),
    "referentiels/standard_mednum/exemple-valide.csv": ("médiation numérique v1", 1),
}


@pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not beside the repository (../shared/data)")
@pytest.mark.parametrize("name", EXPECTED)
def test_the_real_files(name: str) -> None:
    """Recognised, every row counted, 99 % of the rows used, every value of their closed lists known."""
    source = read_source(DATA / name, VOCABULARY)
    assert (source.format, source.rows) == EXPECTED[name]
    used = [item for item in source.items if isinstance(item, Record | ServiceRow)]
    assert len(used) >= 0.99 * source.rows
    refused = [item for item in source.items if isinstance(item, Rejection)]
    assert [item for item in refused if "vocabulary" in item.reason] == []
    offers = [item.place.services for item in used if isinstance(item, Record)]
    assert all(offers)


def test_the_samples_cover_every_column_of_france_services() -> None:
    """A CSV whose first column is quoted by another tool is still the same format."""
    quoted = Sample("", ",", FRANCE_SERVICES_ROW).bytes([FRANCE_SERVICES_ROW]).replace(b"id_fs", b'"id_fs"', 1)
    assert read(quoted).format == "France services"

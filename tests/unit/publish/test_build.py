"""From sources to places and a report; nothing is written unless all of it can be."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.directory.models import Place, Service, Source
from kiosk.errors import BuildError, SourceError
from kiosk.guide.tree import Guide, PhoneService
from kiosk.publish.build import Assembled, assemble
from kiosk.publish.demo import demonstration_release, fingerprint
from kiosk.publish.names import normalised
from kiosk.publish.publication import Companions, gather, publish
from kiosk.publish.readers.reader import Item
from kiosk.publish.records import Mending, Record, Rejection, ServiceRow
from kiosk.publish.report import Report
from kiosk.publish.source import SourceRead, read_source
from kiosk.publish.vocabulary import load_vocabulary
from kiosk.release import open_release
from kiosk.settings import Settings

REPOSITORY = Path(__file__).parents[3]
VOCABULARY = load_vocabulary(REPOSITORY / "content" / "vocabulary")
HDF = (
    "aidants-connect_hdf.json",
    "cnfs_hdf_std-v0.json",
    "france-services_hdf.csv",
    "lieux_multi-sources_hdf_std-v0.json",
    "siilab_hdf_transformed_osm-hours_1249.csv",
)
SETTINGS = Settings(name="CCAS", latitude=50.7, longitude=3.1, languages=("fr",))


def books(url: str) -> bool:
    return "rdv" in url


def record(name: str, file: str, row: int) -> Record:
    source = Source(file, str(row))
    place = Place(f"{file}--{row}", name, postcode="59200", city="Tourcoing", sources=(source,))
    return Record(place, file, row)


SOURCES = {
    "one.csv": SourceRead(
        "lieux",
        4,
        [record("CCAS", "one.csv", 1), record("CAF", "one.csv", 2), Rejection("one.csv", 3, "nom", "", "no name")],
    ),
    "two.csv": SourceRead(
        "carte", 2, [record("ccas", "two.csv", 1), Rejection("two.csv", 2, "horaires", "?", "unread")]
    ),
    "services.json": SourceRead(
        "services",
        2,
        [
            ServiceRow("one.csv--1", Service(themes=("numerique--utiliser-le-numerique",)), "services.json", 1),
            ServiceRow("nobody--9", Service(themes=("numerique--utiliser-le-numerique",)), "services.json", 2),
        ],
    ),
}


def read(path: Path, vocabulary: object) -> SourceRead:
    if path.name not in SOURCES:
        raise SourceError(f"{path}: nobody knows this format.")
    return SOURCES[path.name]


def assembled(*names: str) -> Assembled:
    return assemble([Path(name) for name in names], VOCABULARY, books, read=read)


def test_every_row_is_counted() -> None:
    """Read, kept, merged and rejected agree with what the readers gave."""
    report = assembled("one.csv", "two.csv").report
    assert (report.read, report.kept, report.merged, report.places) == (6, 3, 1, 2)
    assert [(one.file, one.row) for one in report.rejected] == [("one.csv", 3), ("two.csv", 2)]
    assert report.formats == {"one.csv": "lieux", "two.csv": "carte"}
    assert report.kept_by_source == {"one.csv": 2, "two.csv": 1}


def test_services_join_their_structure_and_the_others_are_reported() -> None:
    """A service row is kept when its structure is there, else it is in the report."""
    result = assembled("services.json", "one.csv")
    assert [place.name for place in result.places if place.services] == ["CCAS"]
    assert result.report.services == 1
    assert (result.report.read, result.report.kept) == (6, 3)
    assert ("services.json", 2) in [(one.file, one.row) for one in result.report.rejected]


def test_rows_left_out_fields_dropped_and_mendings_are_told_apart() -> None:
    """A dropped field of a kept row is not a row left out, and what was mended is a warning."""
    items: list[Item] = [
        record("CCAS", "a.csv", 1),
        Rejection("a.csv", 1, "telephone", "", "no phone"),
        Mending("a.csv", 1, "latitude", "3.1, 50.7", "put right"),
        Rejection("a.csv", 2, "nom", "", "no name"),
    ]
    report = assemble([Path("a.csv")], VOCABULARY, books, read=lambda *_: SourceRead("lieux", 2, items)).report
    assert (report.read - report.kept, report.fields_dropped, len(report.rejected)) == (1, 1, 2)
    assert report.warnings == ("a.csv, row 1, latitude: put right (3.1, 50.7).",)


def test_the_order_of_the_sources_changes_nothing() -> None:
    """The same places and the same report, whatever comes first."""
    first, second = assembled("one.csv", "two.csv", "services.json"), assembled("services.json", "two.csv", "one.csv")
    assert first.places == second.places
    assert first.report.to_json().split('"formats"')[0] == second.report.to_json().split('"formats"')[0]


def test_a_source_named_twice_is_read_once() -> None:
    """A file given twice on the command line does not count twice."""
    assert assembled("one.csv", "./one.csv").report.read == 4


def test_a_source_may_be_called_by_another_name() -> None:
    """A file in a cache is called by the address it came from, in the report as in errors."""
    path = REPOSITORY / "content" / "demo" / "feuille-de-la-commune.csv"
    source = read_source(path, VOCABULARY, name="https://a.example/feuille.csv")
    assert {item.file for item in source.items} == {"https://a.example/feuille.csv"}
    report = assemble([path], VOCABULARY, books, read=lambda *_: source).report
    assert list(report.formats) == list(report.kept_by_source) == ["https://a.example/feuille.csv"]
    names = {REPOSITORY / "README.md": "https://a.example/x"}
    with pytest.raises(SourceError, match=r"^https://a\.example/x: the format of this source is not known"):
        gather(list(names), SETTINGS, REPOSITORY, names=names)


def test_a_source_nobody_can_read_stops_the_build() -> None:
    """An agent must notice it, so the other sources do not hide it."""
    with pytest.raises(SourceError, match=r"odd\.txt"):
        assembled("one.csv", "odd.txt")


def test_each_step_is_told() -> None:
    """The progress bar hears of each file, and of the joining after them."""
    told: list[tuple[str, int, int]] = []
    assemble([Path("one.csv"), Path("two.csv")], VOCABULARY, books, read=read, step=lambda *step: told.append(step))
    assert [done for _, done, _ in told] == [0, 1, 2, 3] and {total for _, _, total in told} == {4}
    assert "one.csv" in told[0][0]


def companions() -> Companions:
    phone = PhoneService("119", "Allô enfance en danger", "119", "Appelez pour un enfant.")
    return Companions(Guide((), {}, {"119": phone}, ("", "", "")), {"needs": []}, {}, {}, {})


NOW = dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC)


def test_a_release_holds_the_places_and_the_phone_services(tmp_path: Path) -> None:
    """The numbers of the guide are in the directory, and are not counted as places of the sources."""
    publish(assembled("one.csv"), companions(), SETTINGS, tmp_path / "out", NOW)
    release = open_release(tmp_path / "out")
    assert (release.manifest.places, release.manifest.built) == (2, NOW)
    from kiosk.directory.store import open_directory

    directory = open_directory(release.directory_path)
    assert [place.id for place in directory.phones] == ["telephone--119"]
    assert directory.phones[0].services[0].name == "Appelez pour un enfant."


def test_nothing_usable_leaves_the_old_release_alone(tmp_path: Path) -> None:
    """An empty build raises, makes no directory, and does not touch a good one."""
    nothing = Assembled((), Report(read=3))
    with pytest.raises(BuildError, match="none of the 3 rows"):
        publish(nothing, companions(), SETTINGS, tmp_path / "new", NOW)
    assert not (tmp_path / "new").exists()
    publish(assembled("one.csv"), companions(), SETTINGS, tmp_path / "out", NOW)
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    with pytest.raises(BuildError):
        publish(nothing, companions(), SETTINGS, tmp_path / "out", NOW)
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before


def house(folder: Path) -> Path:
    (folder / "content" / "demo").mkdir(parents=True)
    (folder / "content" / "demo" / "site.toml").write_text("a", encoding="utf-8")
    return folder


def builder(calls: list[Path], before: Callable[[], None] = lambda: None) -> Callable[[Path, Path], None]:
    def build(_house: Path, out: Path) -> None:
        calls.append(out)
        before()
        out.mkdir()
        (out / "release.json").write_text("{}", encoding="utf-8")

    return build


def test_the_demonstration_is_built_once(tmp_path: Path) -> None:
    """The second call finds it; a changed content builds another."""
    home, calls = house(tmp_path / "house"), []
    first = demonstration_release(home, tmp_path / "cache", builder(calls))
    assert demonstration_release(home, tmp_path / "cache", builder(calls)) == first and len(calls) == 1
    assert first.name == f"demo-{fingerprint(home)}"
    (home / "content" / "demo" / "site.toml").write_text("b", encoding="utf-8")
    assert demonstration_release(home, tmp_path / "cache", builder(calls)) != first and len(calls) == 2


def test_two_processes_may_build_the_demonstration_at_once(tmp_path: Path) -> None:
    """The one that ends second takes what the first one made, and leaves nothing behind."""
    home, cache, calls = house(tmp_path / "house"), tmp_path / "cache", []

    def other_process() -> None:
        demonstration_release(home, cache, builder(calls))
        (cache / f"demo-{fingerprint(home)}" / "first").touch()

    release = demonstration_release(home, cache, builder(calls, before=other_process))
    assert (release / "first").exists() and len(calls) == 2
    assert list(cache.iterdir()) == [release]


def test_a_failed_demonstration_leaves_nothing(tmp_path: Path) -> None:
    """After an error the cache is as empty as before, and the next call tries again."""

    def fail() -> None:
        raise BuildError("no")

    with pytest.raises(BuildError, match="no"):
        demonstration_release(house(tmp_path / "house"), tmp_path / "cache", builder([], before=fail))
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_cache_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """One sentence names the cache and the variable that moves it."""
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    with pytest.raises(BuildError, match="XDG_CACHE_HOME"):
        demonstration_release(house(tmp_path / "house"), tmp_path / "cache", builder([]))


def test_the_five_real_files_make_one_directory(shared_data: Path) -> None:
    """At least 2,100 places, none twice by normalised name and postcode, in any order of the files, under 60 s."""
    paths = [shared_data / "hauts_de_france" / name for name in HDF]
    started = time.perf_counter()
    result = assemble(paths, VOCABULARY, books)
    seconds = time.perf_counter() - started
    assert result.report.read == 2421
    assert result.report.places == len(result.places) >= 2100
    assert max(Counter((normalised(place.name), place.postcode) for place in result.places).values()) == 1
    assert len({place.id for place in result.places}) == len(result.places)
    assert seconds < 60, f"{seconds:.1f} s"
    assert assemble(paths[::-1], VOCABULARY, books).places == result.places

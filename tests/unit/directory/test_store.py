"""The directory store: what is written comes back, the nearest are the nearest, damage is said in one sentence."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.directory.geo import Circle, circle_around, distance_m
from kiosk.directory.models import Place, Query, Service, Source
from kiosk.directory.nearest import FINEST_M, nearest_rows
from kiosk.directory.offers import matching_services
from kiosk.directory.store import FETCH_ALL, memory_directory, open_directory
from kiosk.directory.write import write_directory
from kiosk.errors import BuildError, DirectoryError

LILLE = (50.6366, 3.0635)
FACETS = ("sante--acces-aux-soins", "logement-hebergement--louer", "Accès internet et matériel informatique")

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
codes = st.lists(st.sampled_from(["jeunes", "seniors", "tous-publics"]), max_size=3, unique=True).map(tuple)
days = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))
services = st.builds(
    Service,
    themes=st.lists(st.sampled_from(FACETS[:2]), max_size=2, unique=True).map(tuple),
    services=st.lists(st.sampled_from(FACETS[2:]), max_size=1).map(tuple),
    publics=codes,
    contacts=codes,
    name=words,
    free=st.none() | st.booleans(),
    booking_url=words,
)
positions = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@st.composite
def places(draw: st.DrawFn, place_id: str = "a--1") -> Place:
    position = draw(positions)
    return Place(
        id=place_id,
        name=draw(words),
        kind=draw(st.sampled_from(["ccas", "telephone", "autre"])),
        street=draw(words),
        latitude=position[0] if position else None,
        longitude=position[1] if position else None,
        hours=draw(words),
        hours_text=draw(words),
        closures=draw(st.lists(st.tuples(days, days), max_size=2).map(tuple)),
        labels=draw(codes),
        languages=draw(codes),
        access=draw(codes),
        mobile=draw(st.booleans()),
        free=draw(st.none() | st.booleans()),
        updated=draw(st.none() | days),
        sources=draw(st.lists(st.builds(Source, words, words, st.none() | days), max_size=2).map(tuple)),
        services=draw(st.lists(services, max_size=3).map(tuple)),
    )


def scattered(count: int, seed: int = 1, spread: float = 0.5) -> list[Place]:
    chance = random.Random(seed)
    return [
        Place(
            id=f"x--{number:05}",
            name=f"Lieu {number}",
            latitude=LILLE[0] + chance.gauss(0, spread),
            longitude=LILLE[1] + chance.gauss(0, spread),
            access=chance.choice([(), ("telephoner",)]),
            services=(
                Service(
                    themes=(chance.choice(FACETS[:2]),),
                    services=FACETS[2:] if number % 3 else (),
                    publics=chance.choice([(), ("jeunes",), ("seniors",), ("tous-publics", "seniors")]),
                    contacts=chance.choice([(), ("se-presenter",)]),
                ),
            ),
        )
        for number in range(count)
    ]


def brute_force(all_places: list[Place], query: Query, position: tuple[float, float], within_m: float) -> list[str]:
    measured = [
        (distance_m(position, place.position), place.id)
        for place in all_places
        if place.position and place.kind != "telephone" and matching_services(place, query)
    ]
    return [place_id for metres, place_id in sorted(measured) if metres <= within_m]


@given(places())
def test_a_place_comes_back_as_it_was(place: Place) -> None:
    """Whatever a place holds, reading it gives the same value."""
    assert memory_directory([place]).place("a--1") == place


def test_a_file_gives_what_memory_gives(tmp_path: Path) -> None:
    """A written directory and one in memory hold the same places and count them alike."""
    made = scattered(20)
    path = tmp_path / "sub folder" / "l'annuaire?.sqlite"
    write_directory(path, made)
    directory = open_directory(path)
    assert directory.count() == memory_directory(made).count() == 20
    assert [directory.place(place.id) for place in made] == made
    assert directory.place("nobody") is None
    assert set(directory.facets()) == set(FACETS)
    directory.close()
    assert [child.name for child in path.parent.iterdir()] == [path.name]


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """The same places, in any order, make the same file: a hash can tell whether anything changed."""
    made = scattered(50)
    write_directory(tmp_path / "a", made)
    write_directory(tmp_path / "b", reversed(made))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_two_places_with_one_id_are_refused(tmp_path: Path) -> None:
    """Two places with one id stop the writing, name both, and leave what was there before."""
    path = tmp_path / "d.sqlite"
    write_directory(path, scattered(1))
    before = path.read_bytes()
    with pytest.raises(BuildError, match=r"a--1.*Un; Deux"):
        write_directory(path, [Place("a--1", "Un"), Place("a--1", "Deux")])
    assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("count", [40, FETCH_ALL * 4])
@pytest.mark.parametrize(
    "query",
    [
        Query(themes=FACETS[:1]),
        Query(themes=FACETS[:2], services=FACETS[2:]),
        Query(themes=FACETS[:1], publics=("jeunes",), contacts=("telephoner",)),
        Query(services=FACETS[2:], contacts=("se-presenter",)),
        Query(themes=("unheard-of",)),
        Query(),
    ],
)
@pytest.mark.parametrize("within_m", [900.0, 20_000.0, 2_000_000.0])
def test_nearest_are_the_nearest(count: int, query: Query, within_m: float) -> None:
    """Growing circles find what measuring every single place finds, near and far, few and many."""
    made = scattered(count)
    directory = memory_directory(made)
    for position in (LILLE, (48.85, 2.35), (51.5, 4.9)):
        found = directory.nearest(query, position, 25, within_m)
        assert [place.id for place, _ in found] == brute_force(made, query, position, within_m)[:25]
        assert all(metres == distance_m(position, place.position) for place, metres in found)


def test_a_crowd_in_one_spot_does_not_hide_the_next_place() -> None:
    """Two thousand places at one point neither hang the search nor make it lose what is nearer."""
    query = Query(themes=FACETS[:1])
    offer = (Service(themes=FACETS[:1]),)
    crowd = [Place(f"c--{n:05}", "C", latitude=50.65, longitude=3.07, services=offer) for n in range(2000)]
    nearer = Place("n--1", "N", latitude=50.64, longitude=3.065, services=offer)
    found = memory_directory([*crowd, nearer]).nearest(query, LILLE, 60, 60_000)
    assert found[0][0] == nearer
    assert len({place.id for place, _ in found}) == 60
    inside = memory_directory(crowd).nearest(query, (50.65, 3.07), 60, 60_000)
    assert [metres for _, metres in inside] == [0.0] * 60


@settings(max_examples=60)
@given(st.lists(positions, max_size=8), st.tuples(st.floats(-90, 90), st.floats(-180, 180)), st.floats(1, 3e7))
@pytest.mark.parametrize("fetch_all", [0, FETCH_ALL])
def test_nearest_works_all_over_the_globe(
    fetch_all: int, spots: list, centre: tuple[float, float], within_m: float
) -> None:
    """Poles and the 180th meridian included, exactly the places inside the circle are found, either way."""
    made = [
        Place(f"p--{n}", "P", latitude=spot and spot[0], longitude=spot and spot[1], services=(Service(FACETS[:1]),))
        for n, spot in enumerate(spots)
    ]
    query = Query(themes=FACETS[:1])
    found = memory_directory(made, fetch_all=fetch_all).nearest(query, centre, 20, within_m)
    assert [place.id for place, _ in found] == brute_force(made, query, centre, within_m)


spots_anywhere = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@settings(max_examples=300)
@given(spots_anywhere, st.floats(-3, 3), st.floats(-3, 3), st.floats(0, 4e5) | st.floats(0, 3e7))
def test_a_circle_loses_none_of_its_points(centre: tuple[float, float], up: float, along: float, radius: float) -> None:
    """A point within the radius is in the box and passes the flat test, near poles and date line too."""
    point = (max(-90.0, min(90.0, centre[0] + up)), (centre[1] + along + 180) % 360 - 180)
    if distance_m(centre, point) <= radius:
        assert holds(circle_around(centre, radius), point)


def test_a_circle_leaves_its_corners_out() -> None:
    """The corner of the box, four tenths farther than the radius, does not pass."""
    circle = circle_around(LILLE, 10_000)
    assert not holds(circle, (circle.north, circle.east))
    assert holds(circle, (circle.north, LILLE[1]))


def holds(circle: Circle, point: tuple[float, float]) -> bool:
    flat = (point[0] - circle.centre[0]) ** 2 + (point[1] - circle.centre[1]) ** 2 * circle.squeeze
    in_box = circle.south <= point[0] <= circle.north and circle.west <= point[1] <= circle.east
    return in_box and flat <= circle.reach


towns = st.tuples(st.floats(50.6, 50.7), st.floats(3, 3.1))


@settings(max_examples=300)
@given(
    st.lists(spots_anywhere | towns, max_size=40),
    spots_anywhere | towns,
    st.integers(1, 10),
    st.floats(1, 3e7),
    st.integers(11, 60),
)
def test_growing_circles_miss_nothing(
    spots: list[tuple[float, float]], centre: tuple[float, float], wanted: int, within_m: float, cap: int
) -> None:
    """However few rows a reader gives, as many as wanted are found, and none is much farther than the true one."""

    def rows(circle: Circle, most: int) -> list[tuple[int, float, float]]:
        return [(number, *spot) for number, spot in enumerate(spots) if holds(circle, spot)][:most]

    found = sorted(nearest_rows(rows, centre, wanted, within_m, cap).values())[:wanted]
    true = sorted(metres for metres in (distance_m(centre, spot) for spot in spots) if metres <= within_m)[:wanted]
    assert len(found) >= len(true)
    if cap > len(spots):
        assert found == true
    assert all(a <= b + 2 * FINEST_M + b / 100 for a, b in zip(found, true, strict=False))


def test_places_without_a_position_are_kept_apart() -> None:
    """A place nobody has located is not near anything, but it is found by what it offers."""
    lost = Place("l--1", "Perdu", services=(Service(themes=FACETS[:1]),))
    directory = memory_directory([lost, *scattered(5)])
    query = Query(themes=FACETS[:1])
    assert lost.id not in [place.id for place, _ in directory.nearest(query, LILLE, 50, 9e6)]
    assert directory.unplaced(query, 5) == [lost]
    assert directory.unplaced(Query(themes=FACETS[1:2]), 5) == []


def test_phone_services_are_not_places_to_go() -> None:
    """A phone service is only among the phones, even when a source gave it a position."""
    service = (Service(themes=FACETS[:1]),)
    line = Place("telephone--1", "Allô", kind="telephone", latitude=50.6, longitude=3.0, services=service)
    directory = memory_directory([line])
    assert directory.phones == (line,)
    assert directory.nearest(Query(themes=FACETS[:1]), LILLE, 5, 9e6) == []
    assert directory.count() == 1


def test_a_worker_thread_may_search(tmp_path: Path) -> None:
    """A directory opened here answers in several other threads at once."""
    path = tmp_path / "d.sqlite"
    made = scattered(300)
    write_directory(path, made)
    directory = open_directory(path)
    query = Query(themes=FACETS[:1])
    wanted = brute_force(made, query, LILLE, 5e5)[:10]
    answers: list[list[str]] = []

    def ask() -> None:
        for _ in range(20):
            answers.append([place.id for place, _ in directory.nearest(query, LILLE, 10, 5e5)])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [wanted] * 80


def test_the_file_is_never_changed(tmp_path: Path) -> None:
    """Nothing beside the file appears, and writing through the connection is refused."""
    path = tmp_path / "d.sqlite"
    write_directory(path, scattered(3))
    path.chmod(0o444)
    directory = open_directory(path)
    directory.nearest(Query(themes=FACETS[:1]), LILLE, 3, 5e5)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        directory._connection.execute("DELETE FROM place")
    assert [child.name for child in tmp_path.iterdir()] == ["d.sqlite"]


def broken_files() -> list:
    return [
        pytest.param(lambda path: path.unlink(), "no such file", id="missing"),
        pytest.param(lambda path: path.write_bytes(b""), "lacks the table", id="empty"),
        pytest.param(lambda path: path.write_bytes(b"not a database at all" * 99), "cannot be read", id="not sqlite"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:9000]), "cannot be read", id="cut short"),
        pytest.param(lambda path: changed(path, "DROP TABLE spot"), "lacks the table 'spot'", id="table missing"),
        pytest.param(lambda path: changed(path, "PRAGMA user_version = 7"), "has version 7", id="other version"),
        pytest.param(lambda path: changed(path, "UPDATE offer SET publics = '{'"), "cannot be read", id="bad JSON"),
        pytest.param(lambda path: changed(path, "UPDATE offer SET facet = 99"), "cannot be read", id="bad facet"),
    ]


def changed(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(("damage", "says"), broken_files())
def test_damage_is_said_in_one_sentence(tmp_path: Path, damage: Callable[[Path], object], says: str) -> None:
    """Whatever happened to the file, the error names it and says what to do."""
    path = tmp_path / "d.sqlite"
    write_directory(path, scattered(30))
    damage(path)
    with pytest.raises(DirectoryError, match=says) as caught:
        open_directory(path)
    assert str(path) in str(caught.value)
    assert "release again" in str(caught.value)


def test_damage_found_late_is_the_same_error(tmp_path: Path) -> None:
    """A row that cannot be understood raises DirectoryError when it is read, not something else."""
    path = tmp_path / "d.sqlite"
    write_directory(path, scattered(3))
    changed(path, "UPDATE place SET services = '[1, 2'")
    with pytest.raises(DirectoryError, match="cannot be read"):
        open_directory(path).place("x--00000")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 40_000), st.binary(min_size=1, max_size=64))
def test_random_damage_never_surprises(tmp_path_factory: pytest.TempPathFactory, at: int, junk: bytes) -> None:
    """Bytes overwritten anywhere: either it still answers, or it says DirectoryError."""
    path = tmp_path_factory.mktemp("damage") / "d.sqlite"
    write_directory(path, scattered(30))
    content = bytearray(path.read_bytes())
    start = at % len(content)
    content[start : start + len(junk)] = junk
    path.write_bytes(content)
    try:
        directory = open_directory(path)
        directory.nearest(Query(themes=FACETS[:1]), LILLE, 9, 5e5)
        directory.unplaced(Query(themes=FACETS[:1]), 9)
        directory.place("x--00001")
        assert isinstance(directory.phones, tuple)
    except DirectoryError:
        pass

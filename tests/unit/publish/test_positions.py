"""Far-off coordinates are dropped and said; missing ones come from the same address and from nowhere else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.directory.geo import distance_m
from kiosk.directory.models import Place
from kiosk.errors import VocabularyError
from kiosk.publish.departements import departement, is_outside, load_departements
from kiosk.publish.positions import drop_far_positions, fill_positions, fill_towns
from kiosk.publish.records import Record
from kiosk.publish.source import read_source
from kiosk.publish.vocabulary import load_vocabulary

LILLE, TOURCOING, DUNKERQUE, PARIS = (50.63, 3.06), (50.72, 3.16), (51.03, 2.37), (48.85, 2.35)


def record(
    name: str,
    position: tuple[float, float] | None,
    *,
    postcode: str = "59000",
    street: str = "",
    mobile: bool = False,
    row: int = 1,
) -> Record:
    latitude, longitude = position or (None, None)
    place = Place(
        id=f"test--{name}",
        name=name,
        postcode=postcode,
        street=street,
        latitude=latitude,
        longitude=longitude,
        mobile=mobile,
    )
    return Record(place, "test.csv", row)


def test_a_place_far_from_its_postcode_loses_its_position() -> None:
    """More than 30 km from the median of the postcode: the position goes, the place stays, the report says so."""
    records = [record(name, LILLE) for name in "abc"] + [record("far", DUNKERQUE, row=7)]
    kept, rejections = drop_far_positions(records)
    assert [one.place.position for one in kept] == [LILLE, LILLE, LILLE, None]
    assert [(one.file, one.row, one.field) for one in rejections] == [("test.csv", 7, "latitude, longitude")]
    assert "59000" in rejections[0].reason and "51.03" in rejections[0].value


def test_two_witnesses_are_not_enough() -> None:
    """With fewer than three positions in a postcode nobody can tell which one is wrong."""
    kept, rejections = drop_far_positions([record("a", LILLE), record("b", DUNKERQUE)])
    assert [one.place.position for one in kept] == [LILLE, DUNKERQUE] and not rejections


def test_the_departement_judges_where_the_postcode_cannot() -> None:
    """A lone postcode is held against its département, at 150 km."""
    records = [record("a", LILLE), record("b", TOURCOING, postcode="59200"), record("c", DUNKERQUE, postcode="59140")]
    kept, rejections = drop_far_positions([*records, record("paris", PARIS, postcode="59999")])
    assert kept[-1].place.position is None
    assert "département 59" in rejections[0].reason


def test_a_bus_may_stop_far_from_its_head_office() -> None:
    """A mobile place carries the postcode of its head office: the postcode does not judge it."""
    kept, rejections = drop_far_positions(
        [*(record(name, LILLE) for name in "abc"), record("bus", DUNKERQUE, mobile=True)]
    )
    assert kept[-1].place.position == DUNKERQUE and not rejections


def test_guyane_is_wider_than_a_departement_of_europe() -> None:
    """Villages on the Maroni stand 200 km and more from Cayenne, where most places are."""
    coast = [
        record(name, (4.92, -52.31), postcode=code) for name, code in (("a", "97300"), ("b", "97310"), ("c", "97351"))
    ]
    kept, rejections = drop_far_positions([*coast, record("maripasoula", (3.64, -54.03), postcode="97370")])
    assert kept[-1].place.position == (3.64, -54.03) and not rejections


def test_overseas_departements_have_three_digits() -> None:
    """97xxx and 98xxx are told apart by their third digit."""
    assert [departement(code) for code in ("59200", "02820", "97400", "98800", "")] == ["59", "02", "974", "988", ""]


def test_the_same_address_lends_its_position() -> None:
    """Number and street, however written, within one postcode, give the position another record has."""
    known = record("known", LILLE, street="12 avenue de l'Hôtel de Ville")
    kept = fill_positions([known, record("asks", None, street="12, AV HOTEL DE VILLE")])
    assert kept[1].place.position == LILLE


def test_a_street_without_number_lends_nothing() -> None:
    """A street may be long, and its name also stands in other towns: no position is better than a false one."""
    records = [record("known", LILLE, street="rue Nationale"), record("asks", None, street="rue Nationale")]
    elsewhere = [record("known", LILLE, street="1 rue X"), record("asks", None, street="1 rue X", postcode="59100")]
    assert fill_positions(records)[1].place.position is None
    assert fill_positions(elsewhere)[1].place.position is None


def test_an_address_at_two_positions_lends_neither() -> None:
    """Sources that disagree by more than 200 m about one address are no witnesses."""
    records = [record("a", LILLE, street="1 rue X"), record("b", TOURCOING, street="1 rue X")]
    assert fill_positions([*records, record("asks", None, street="1 rue X")])[2].place.position is None


BOXES = load_departements(Path(__file__).parents[3] / "content" / "vocabulary" / "departements.csv")
MARSEILLE = (43.3, 5.4)


def test_a_position_outside_its_departement_needs_no_witness() -> None:
    """Alone, in a pair, or a bus: a place of the north in Marseille is not believed."""
    for mobile in (False, True):
        records = [record("lone", MARSEILLE, mobile=mobile), record("other", LILLE)]
        kept, rejections = drop_far_positions(records, BOXES)
        assert [one.place.position for one in kept] == [None, LILLE]
        assert "59000" in rejections[0].reason and rejections[0].value == "43.3, 5.4"


def test_impossible_positions_are_no_witnesses() -> None:
    """Two places sent to Marseille by one mistake do not make the third one wrong."""
    kept, rejections = drop_far_positions([record("a", LILLE), record("b", MARSEILLE), record("c", MARSEILLE)], BOXES)
    assert [one.place.position for one in kept] == [LILLE, None, None] and len(rejections) == 2


@pytest.mark.parametrize(
    ("postcode", "position", "outside"),
    [
        ("20000", (41.92, 8.74), False),
        ("20200", (42.70, 9.45), False),
        ("20200", (43.70, 7.26), True),
        ("97110", (16.24, -61.53), False),
        ("97133", (17.90, -62.85), False),
        ("97150", (18.07, -63.08), False),
        ("97200", (16.24, -61.53), True),
        ("97370", (3.64, -54.03), False),
        ("97480", (-21.38, 55.62), False),
        ("97600", (-12.78, 45.23), False),
        ("98600", (-13.28, -176.17), False),
        ("98713", (-17.54, -149.57), False),
        ("98800", (-22.27, 166.45), False),
        ("97500", (46.78, -56.17), False),
        ("98000", (43.73, 7.42), False),
        ("59610", (50.02, 4.05), False),
        ("29990", (48.04, -4.85), False),
        ("66760", (42.46, 1.95), False),
        ("84600", (44.39, 4.99), False),
        ("75001", (48.86, 2.34), False),
        ("75001", (49.20, 2.34), True),
    ],
)
def test_the_table_knows_the_country(postcode: str, position: tuple[float, float], outside: bool) -> None:
    """Corsica has one prefix for two, the northern islands keep Guadeloupe's, Monaco is not judged."""
    assert is_outside(position, postcode, BOXES) is outside


def test_every_departement_has_its_box() -> None:
    """96 of Europe, 11 overseas; a pair of numbers the wrong way round is an error with its line."""
    metropolitan = {f"{number:02}" for number in range(1, 96)} - {"20"} | {"2A", "2B"}
    overseas = {"971", "972", "973", "974", "975", "976", "977", "978", "986", "987", "988"}
    assert set(BOXES) == metropolitan | overseas


def test_a_box_that_is_none_names_its_line(tmp_path: Path) -> None:
    """Whoever edits the table is told where the mistake is."""
    path = tmp_path / "departements.csv"
    path.write_text("code;nom;lat_min;lat_max;lon_min;lon_max\n59;Nord;51.1;49.9;2;4\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"departements\.csv, line 2.*'59'"):
        load_departements(path)


def test_no_real_position_among_its_like_is_dropped(shared_data: Path) -> None:
    """In the national file, a place whose neighbours stand within 10 km keeps its position."""
    file = shared_data / "lieux_mediation_numerique" / "cnfs_lieux_2023-01-17_std-v0_4930.json"
    vocabulary = load_vocabulary(Path(__file__).parents[3] / "content" / "vocabulary")
    records = [item for item in read_source(file, vocabulary).items if isinstance(item, Record)]
    outside = [
        one for one in records if one.place.position and is_outside(one.place.position, one.place.postcode, BOXES)
    ]
    assert 0 < len(outside) < 20
    for one in outside:
        same = [other for other in records if other.place.postcode == one.place.postcode and other not in outside]
        points = [other.place.position for other in same if other.place.position is not None]
        assert one.place.position is not None
        assert all(distance_m(one.place.position, point) > 10_000 for point in points)


def town(name: str, city: str, postcode: str = "59200") -> Record:
    given = record(name, None, postcode=postcode)
    return replace(given, place=replace(given.place, city=city))


def test_a_missing_town_comes_from_its_postcode() -> None:
    """When two others name one town and nobody another, in the spelling used most."""
    records = [town("a", "Tourcoing"), town("b", "Tourcoing"), town("c", "TOURCOING"), town("asks", "")]
    assert [one.place.city for one in fill_towns(records)] == ["Tourcoing", "Tourcoing", "TOURCOING", "Tourcoing"]


def test_a_town_nobody_is_sure_of_stays_empty() -> None:
    """Villages share postcodes: one witness, two towns, or a town hall of another village tell nothing."""
    for others in ([town("a", "Cassel")], [town("a", "Cassel"), town("b", "Cassel"), town("c", "Oxelaëre")]):
        assert fill_towns([*others, town("asks", "")])[-1].place.city == ""
    witnesses = [town("a", "Bray-Dunes"), town("b", "Bray-Dunes")]
    asking = ("Commune de Zuydcoote", "CCAS de Bray", "Mairie", "Mairie de Bray-Dunes, annexe")
    filled = fill_towns([*witnesses, *(town(name, "") for name in asking)])
    assert [one.place.city for one in filled[2:]] == ["", "Bray-Dunes", "Bray-Dunes", "Bray-Dunes"]
    lost = [town("a", "Cassel", ""), town("b", "Cassel", ""), town("asks", "", "")]
    assert fill_towns(lost)[-1].place.city == ""

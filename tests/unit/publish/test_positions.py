"""Far-off coordinates are dropped and said; missing ones come from the same address and from nowhere else."""

from __future__ import annotations

from kiosk.directory.models import Place
from kiosk.publish.positions import departement, drop_far_positions, fill_positions
from kiosk.publish.records import Record

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

"""The same place from several sources becomes one, with the best of each, and nothing else is joined."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.models import Place, Service, Source
from kiosk.publish.departements import Box
from kiosk.publish.merge import merge
from kiosk.publish.names import normalised, plain, tokens
from kiosk.publish.records import Record

LILLE, NEXT_DOOR, TWO_KM_OFF = (50.6300, 3.0600), (50.6303, 3.0603), (50.6480, 3.0600)
OLD, NEW = dt.date(2021, 3, 1), dt.date(2025, 3, 1)
SIRET = "21590350100017"


def books(url: str) -> bool:
    return "rdv" in url


def record(
    name: str,
    source: str = "a",
    key: str = "1",
    position: tuple[float, float] | None = LILLE,
    *,
    file: str = "",
    siret: str = "",
    updated: dt.date | None = None,
    **fields: Any,
) -> Record:
    latitude, longitude = position or (None, None)
    place = Place(
        id=f"{source}--{key}",
        name=name,
        latitude=latitude,
        longitude=longitude,
        updated=updated,
        sources=(Source(source, key, updated),),
        **{"postcode": "59000", "city": "Lille", **fields},
    )
    return Record(place, file or f"{source}.csv", 1, siret)


def one(*records: Record) -> Place:
    places = merge(records, books).places
    assert len(places) == 1, [place.name for place in places]
    return places[0]


def names(*records: Record) -> list[str]:
    return [place.name for place in merge(records, books).places]


def test_case_accents_and_signs_do_not_make_two_places() -> None:
    """The same normalised name and postcode is the same place, from however many sources."""
    place = one(
        record("MEDIATHEQUE L'OEUVRE"),
        record("Médiathèque l’Œuvre", "b"),
        record("médiathèque  l'œuvre", "c", "9", None),
    )
    assert place.name == "Médiathèque l’Œuvre"
    assert [(source.name, source.id) for source in place.sources] == [("a", "1"), ("b", "1"), ("c", "9")]


def test_the_same_name_in_another_postcode_stays_another_place() -> None:
    """A postcode is part of what a place is."""
    assert names(record("CCAS"), record("CCAS", "b", postcode="59100", city="Roubaix")) == ["CCAS", "CCAS"]


def test_villages_that_share_a_postcode_keep_their_libraries() -> None:
    """Homonyms in two towns are two places, and their names say which is which."""
    here = record("Bibliothèque", key="1", city="Esquerdes")
    there = record("Bibliothèque", key="2", city="Ouve-Wirquin", position=(50.65, 3.10))
    assert names(here, there) == ["Bibliothèque – Esquerdes", "Bibliothèque – Ouve-Wirquin"]


def test_one_file_may_list_two_desks_of_one_name() -> None:
    """Two addresses in one file, 2 km apart, are two places told apart by their streets."""
    desks = (record("CPAM", key="1", street="6 rue X"), record("CPAM", key="2", street="Place Y", position=TWO_KM_OFF))
    assert names(*desks) == ["CPAM – 6 rue X", "CPAM – Place Y"]


def test_two_files_that_disagree_on_the_point_speak_of_one_place() -> None:
    """A geocoder's mistake in one source does not make a second place; it is said in the warnings."""
    merged = merge([record("CPAM"), record("CPAM", "b", position=TWO_KM_OFF), record("CPAM", "c", "2", LILLE)], books)
    assert [place.position for place in merged.places] == [LILLE]
    merged = merge([record("CPAM"), record("CPAM", "b", position=(50.66, 3.06))], books)
    assert len(merged.places) == 1 and "km apart" in merged.warnings[0]


def test_a_duplicated_row_of_one_file_is_one_place() -> None:
    """The same id, name and postcode twice in a file is one place, wherever the second row puts it."""
    assert one(record("CCAS", street="1 rue X"), record("CCAS", street="2 rue Y", position=TWO_KM_OFF)).id == "a--1"


def test_one_siret_one_address_and_the_same_words_are_one_place() -> None:
    """Everything says so: identifier, address, and a name that only differs in small words."""
    first = record("CC Pévèle Carembault", siret=SIRET, street="1 place du Bicentenaire")
    second = record(
        "Communauté de communes de la Pévèle-Carembault",
        "b",
        position=None,
        siret=SIRET,
        street="1 PLACE DU BICENTENAIRE",
    )
    assert len(one(first, second).sources) == 2
    assert len(names(first, replace(second, file=first.file))) == 2
    assert len(names(first, replace(second, place=replace(second.place, street="8 rue Y")))) == 2


def test_one_siret_with_other_names_stays_apart() -> None:
    """A town has one SIRET for its town hall and its library, often geocoded to the same point."""
    assert len(names(record("Mairie", siret=SIRET), record("Médiathèque", "b", siret=SIRET))) == 2


def test_one_siret_far_away_stays_apart() -> None:
    """Two branches of one owner, of like names but 2 km apart, are two places, and no lookalikes either."""
    branch = record("Centre social de La Passerelle", "b", position=TWO_KM_OFF, siret=SIRET)
    merged = merge([record("Centre social La Passerelle", siret=SIRET), branch], books)
    assert len(merged.places) == 2 and not merged.warnings


def test_a_shared_point_alone_joins_nothing() -> None:
    """Hundreds of places geocoded to the middle of a town stay what they are."""
    assert len(names(*(record(f"Lieu {number}", key=str(number)) for number in range(30)))) == 30


def test_lookalikes_are_named_and_not_joined() -> None:
    """Like names next door are for a person to decide: a warning names both."""
    merged = merge([record("Interm'aide"), record("Association Interm'Aide", "b", position=NEXT_DOOR)], books)
    assert len(merged.places) == 2
    assert (
        "may be the same place" in merged.warnings[0] and "a--1" in merged.warnings[0] and "b--1" in merged.warnings[0]
    )


def test_a_chain_of_proofs_does_not_swallow_a_town() -> None:
    """More than eight names hanging together by a SIRET are taken apart again."""
    small_words = ("de", "du", "des", "la", "le", "les", "l", "en", "un")
    chain = [
        record(f"Maison {word} quartier", key=str(at), siret=SIRET, street="1 rue X", file=f"{at}.csv")
        for at, word in enumerate(small_words)
    ]
    assert len(names(*chain[:8])) == 1
    assert len(names(*chain)) == 9


def test_a_valid_schedule_wins_over_prose_and_the_newest_over_the_old() -> None:
    """OSM hours from any source before text; among OSM hours the newest; the disagreement is said."""
    prose = record("CCAS", updated=dt.date(2026, 1, 1), hours_text="le matin")
    old = record("CCAS", "b", updated=OLD, hours="Mo 09:00-12:00")
    new = record("CCAS", "c", updated=NEW, hours="Tu 09:00-12:00")
    merged = merge([prose, old, new], books)
    place = merged.places[0]
    assert (place.hours, place.hours_text, place.updated) == ("Tu 09:00-12:00", "", dt.date(2026, 1, 1))
    assert any("disagree on the hours" in warning and "'Mo 09:00-12:00'" in warning for warning in merged.warnings)


def test_two_writings_of_one_week_are_no_disagreement() -> None:
    """Hours are compared by what they mean."""
    writings = [record("CCAS", hours="Mo-Tu 09:00-12:00"), record("CCAS", "b", hours="Mo 09:00-12:00; Tu 09:00-12:00")]
    assert not merge(writings, books).warnings


def test_prose_stays_when_there_is_nothing_better() -> None:
    """Hours that nobody could convert are kept as written."""
    assert one(record("CCAS", hours_text="sur rendez-vous"), record("CCAS", "b")).hours_text == "sur rendez-vous"


@pytest.mark.parametrize("number", ["3646", "0 806 00 11 22", "+33 8 10 25 59 59"])
def test_a_call_centre_gives_way_to_a_desk(number: str) -> None:
    """A national number is kept only when no source gives the place's own."""
    national = record("CPAM", updated=NEW, phone=number)
    assert one(national, record("CPAM", "b", updated=OLD, phone="03 20 00 00 00")).phone == "03 20 00 00 00"
    assert one(national).phone == number


def test_a_number_shared_by_many_gives_way_too() -> None:
    """Five places with one number: it is their switchboard."""
    many = [record(f"Antenne {word}", key=word, phone="0320111111") for word in ("A", "B", "C", "D")]
    place = merge(
        [*many, record("CAF", phone="+33320111111", updated=NEW), record("CAF", "b", phone="0320999999")], books
    )
    assert {one.name: one.phone for one in place.places}["CAF"] == "0320999999"


def test_a_link_that_books_wins_over_a_home_page() -> None:
    """Among booking links the one that really books is kept, however old."""
    page = record("CCAS", updated=NEW, booking_url="https://ville.example")
    assert one(page, record("CCAS", "b", updated=OLD, booking_url="https://rdv.example/org/1")).booking_url.endswith(
        "/org/1"
    )


def test_free_only_when_every_charge_says_so() -> None:
    """One charge that is not free makes a place that is not simply free; no word about it is no word."""
    assert one(record("A", free=True), record("A", "b", services=(Service(themes=("x",), free=True),))).free is True
    assert one(record("A", free=True), record("A", "b", free=False)).free is False
    assert one(record("A"), record("A", "b")).free is None


def test_lists_are_united_and_every_closure_kept() -> None:
    """Labels, languages, supports, access and closures of all sources."""
    closure = (dt.date(2026, 12, 24), dt.date(2027, 1, 2))
    first = record("A", labels=("france-services",), languages=("ar",), closures=(closure,))
    place = one(first, record("A", "b", labels=("aidants-connect",), languages=("uk", "ar"), access=("telephoner",)))
    assert place.labels == ("aidants-connect", "france-services")
    assert (place.languages, place.access, place.closures) == (("ar", "uk"), ("telephoner",), (closure,))


def test_a_service_said_twice_is_kept_once() -> None:
    """A service contained in another, with no fact of its own, is not shown twice; any difference is kept."""
    whole = Service(themes=("x", "y"), contacts=("telephoner",), name="Aide")
    part = Service(themes=("x",), contacts=("telephoner",))
    other = Service(themes=("x",), publics=("seniors",), contacts=("telephoner",))
    assert set(one(record("A", services=(part, other)), record("A", "b", services=(whole,))).services) == {whole, other}


def test_an_id_given_to_two_places_becomes_two_ids() -> None:
    """Places never share an id; the source's mistake is said."""
    merged = merge([record("A"), record("B")], books)
    assert len({place.id for place in merged.places}) == 2
    assert any("a--1" in warning and "2 different places" in warning for warning in merged.warnings)


def test_small_words_and_the_town_do_not_count_in_a_likeness() -> None:
    """Old and new names of one label are one word; the town's own name tells nothing inside the town."""
    assert tokens("Maison de Services au Public de Cassel", "Cassel") == tokens("France services Cassel", "Cassel")
    assert tokens("Centre Communal d'Action Sociale", "") == tokens("Le CCAS", "")
    assert plain("  Où ça ? ") == "ou ca"


POINTS = [None, LILLE, NEXT_DOOR, TWO_KM_OFF, (51.03, 2.37)]
NAMES = [
    "CCAS",
    "ccas",
    "Mairie",
    "mairie",
    "Centre social A",
    "Centre Social A Lille",
    "C.C.A.S",
    "é",
    "",
    "CCAS – Lille",
]
SERVICES = st.builds(
    Service,
    themes=st.lists(st.sampled_from("abc"), max_size=2, unique=True).map(tuple),
    services=st.lists(st.sampled_from("xyz"), max_size=2, unique=True).map(tuple),
    publics=st.sampled_from([(), ("jeunes",), ("jeunes", "seniors")]),
    contacts=st.sampled_from([(), ("telephoner",)]),
    name=st.sampled_from(["", "Aide", "aide"]),
    free=st.sampled_from([None, True, False]),
)
RECORDS = st.builds(
    record,
    st.sampled_from(NAMES),
    st.sampled_from("ab"),
    st.sampled_from("123"),
    st.sampled_from(POINTS),
    siret=st.sampled_from(["", SIRET]),
    updated=st.sampled_from([None, OLD, NEW]),
    postcode=st.sampled_from(["59000", "59100", ""]),
    city=st.sampled_from(["Lille", "LILLE", "Roubaix", ""]),
    street=st.sampled_from(["", "1 rue X", "2 rue Y"]),
    hours=st.sampled_from(["", "Mo 09:00-12:00", "broken"]),
    mobile=st.booleans(),
    services=st.lists(SERVICES, max_size=3).map(tuple),
)


@given(st.lists(RECORDS, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_files_and_rows_changes_nothing(records: list[Record], random: Any) -> None:
    """Any order gives the same places, ids and warnings; giving every row twice too."""
    merged = merge(records, books)
    shuffled = [*records, *records]
    random.shuffle(shuffled)
    again = merge(shuffled, books)
    assert (again.places, again.warnings) == (merged.places, merged.warnings)


@given(st.lists(RECORDS, max_size=12))
def test_no_two_places_have_one_key_or_one_id(records: list[Record]) -> None:
    """Normalised name and postcode, and the id, are each unique in the result."""
    places = merge(records, books).places
    assert max(Counter((normalised(place.name), place.postcode) for place in places).values(), default=1) == 1
    assert len({place.id for place in places}) == len(places)


@given(st.lists(RECORDS, max_size=12))
def test_no_service_and_no_source_is_lost(records: list[Record]) -> None:
    """Whatever a record answers, the place that took it in answers too, and names its source."""
    places = merge(records, books).places
    told = {(source.name, source.id) for place in places for source in place.sources}
    assert told == {(source.name, source.id) for one in records for source in one.place.sources}
    for one_record in records:
        source = one_record.place.sources[0]
        homes = [place for place in places if (source.name, source.id) in {(s.name, s.id) for s in place.sources}]
        for wanted in one_record.place.services:
            assert any(_answers(place, wanted) for place in homes)


def _answers(place: Place, wanted: Service) -> bool:
    return any(
        set(wanted.themes) <= set(has.themes)
        and set(wanted.services) <= set(has.services)
        and (has.publics == wanted.publics or set(wanted.publics) < set(has.publics))
        and normalised(wanted.name) in ("", normalised(has.name))
        for has in place.services
    )


def test_ten_thousand_rows_of_one_name_are_not_compared_two_by_two() -> None:
    """A file that repeats one row for ever ends, and in one place."""
    row = record("CCAS")
    rows = [replace(row, row=number, place=replace(row.place, latitude=50 + number / 1e6)) for number in range(10_000)]
    assert len(merge(rows, books).places) == 1


def test_an_acronym_is_what_it_stands_for() -> None:
    """CCAS and its long name are one place in one postcode; other words still tell places apart."""
    long = record("Centre communal d'action sociale de Lille", "b")
    assert len(one(record("CCAS de Lille"), long).sources) == 2
    assert len(names(record("CCAS de Lille"), record("Centre communal d'action sociale de Lomme", "b"))) == 2
    pairs = (("CAF du Nord", "Caisse d'allocations familiales du Nord"), ("PMI", "Protection maternelle et infantile"))
    for short, written in pairs:
        assert len(names(record(short), record(written, "b"))) == 1


def test_a_row_without_town_reads_like_its_neighbours() -> None:
    """The town of a postcode that has only one is filled in."""
    places = merge([record("A"), record("B", "b"), record("C", "c", city="")], books).places
    assert {place.city for place in places} == {"Lille"}


def test_what_is_mended_before_the_merge_is_told_by_its_boxes() -> None:
    """A lone position outside its département is dropped and returned as a rejection."""
    merged = merge([record("A", position=(43.3, 5.4))], books, {"59": Box(49.9, 51.1, 2.0, 4.3)})
    assert merged.places[0].position is None and len(merged.rejections) == 1


def test_the_newest_note_is_kept() -> None:
    """Whichever record the rest of the place comes from."""
    place = one(
        record("Centre social", updated=OLD, note="Sonnez.", street="1 rue du Port", phone="+33320000000"),
        record("Centre social", source="b", updated=NEW),
    )
    assert place.note == "Sonnez."

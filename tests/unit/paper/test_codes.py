"""Every code of a place is read back as it was meant, from the bitmap of a receipt printer and from the modules."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.directory.models import PHONE_KIND, Place
from kiosk.directory.opening import PARIS
from kiosk.directory.store import open_directory
from kiosk.paper.codes import (
    DPI,
    LABELS,
    MOST_BYTES,
    MOST_BYTES_PAPER,
    MOST_MODULES,
    PAPER_DOTS,
    Code,
    codes_for,
    drawn,
    map_link,
    module_dots,
    smallest_module_mm,
)
from kiosk.paper.qr import QUIET, Matrix
from kiosk.release.reading import DIRECTORY_NAME

VISIT = dt.datetime(2026, 11, 20, 10, tzinfo=PARIS)
LINK = "https://www.rdv-aide-numerique.fr/org/1725"
PLACE = Place(
    "p",
    "CCAS de Clairtilleul",
    street="12 place du Beffroi",
    complement="Bâtiment B",
    postcode="59999",
    city="Clairtilleul",
    latitude=50.7249,
    longitude=3.1576,
    phone="03 53 01 00 12",
    booking_url=LINK,
    note="Sonnez à la porte bleue.",
)


def scanned(modules: Matrix, dots: int, width: int = 0) -> str | None:
    """What a phone reads from a bitmap of one bit a dot, `width` dots wide when that is given, as a printer gets it."""
    side = (len(modules) + 2 * QUIET) * dots
    left = max(0, width - side) // 2 + QUIET * dots
    width = max(width, side)
    blank = b"\xff" * width
    rows = [blank] * (QUIET * dots)
    for line in modules:
        dark = b"".join((b"\x00" if module else b"\xff") * dots for module in line)
        rows += [b"\xff" * left + dark + b"\xff" * (width - left - len(dark))] * dots
    rows += [blank] * (QUIET * dots)
    found = zxingcpp.read_barcodes(
        memoryview(b"".join(rows)).cast("B", (len(rows), width)),
        formats=zxingcpp.BarcodeFormat.QRCode,  # among so many modules, bars of shop codes are found by chance
        try_rotate=False,
        try_invert=False,
    )
    return found[0].text if len(found) == 1 else None


def unread(codes: Iterable[Code]) -> list[tuple[str, str]]:
    """(where, code) of each code that a scanner does not read as it is; every one must fit."""
    wrong = []
    for code in codes:
        paper = drawn(code, paper=True)
        screen = drawn(code) if len(code.holds.encode()) <= MOST_BYTES_PAPER else paper
        assert max(len(paper), len(screen)) <= MOST_MODULES and len(code.holds.encode()) <= MOST_BYTES
        assert module_dots(paper) * 25.4 / DPI >= smallest_module_mm()
        wrong += [("paper", code.holds)] * (scanned(paper, module_dots(paper), PAPER_DOTS) != code.holds)
        wrong += [("screen", code.holds)] * (scanned(screen, 3) != code.holds)
    return wrong


def everything(place: Place) -> tuple[Code, ...]:
    return codes_for(place, visit=VISIT, services=("Remplir des papiers", "Utiliser un ordinateur"))


def published(folder: Path) -> Iterator[Place]:
    """Places of a real file, as badly written as they were."""
    file = folder / "lieux_mediation_numerique" / "cnfs_lieux_2023-01-17_std-v0_4930.json"
    for row in json.loads(file.read_text(encoding="utf-8")):
        yield Place(
            id=row["id"],
            name=row["nom"],
            street=row.get("adresse") or "",
            complement=row.get("complement_adresse") or "",
            postcode=str(row.get("code_postal") or ""),
            city=row.get("commune") or "",
            latitude=row.get("latitude"),
            longitude=row.get("longitude"),
            phone=row.get("telephone") or "",
            booking_url=row.get("prise_rdv") or "",
            hours_text=row.get("horaires") or "",
            note=row.get("presentation_resume") or row.get("presentation_detail") or "",
        )


def test_every_code_of_the_demonstration_is_read(demonstration: Path) -> None:
    """All its places and phone services, both ways, and every kind of code among them."""
    with closing(open_directory(demonstration / DIRECTORY_NAME)) as directory:
        codes = [code for place in (*directory.every_place(), *directory.phones) for code in everything(place)]
    assert unread(codes) == [] and {code.kind for code in codes} == set(LABELS)


def test_every_code_of_published_places_is_read(shared_data: Path) -> None:
    """Three hundred of a national file: some that book, those with the longest names, and some of the rest."""
    places = list(published(shared_data))
    chosen = [place for place in places if place.booking_url][::3] + places[::50]
    chosen += sorted(places, key=lambda place: -len(place.name))[:100]
    different = {place.id: place for place in chosen}.values()
    codes = [code for place in different for code in codes_for(place, services=("Remplir des papiers",))]
    assert len(different) >= 250 and len(codes) >= 600 and unread(codes) == []


WILD = st.text(st.characters(exclude_categories=[]), max_size=80) | st.sampled_from(
    [
        "مكتب المساعدة",
        "\u202eصندوق\u202c CAF",
        "🏠👨‍👩‍👧 Maison; de, la \\ « famille »",
        'Le "P\'tit" lieu\r\nEND:VCARD\r\nBEGIN:VEVENT',
        "Ligne une\nLigne deux\u2028Ligne trois\x00\x1b",
        "Horaires variables. Voir le programme; " * 18,
        "\ud800\udfff",
        "e\u0301" * 200,
        "🏠" * 100,
    ]
)
NUMBERS = st.sampled_from(["3646", "non communiqué", "03 53 01 00 12", "", "+33 (0)3.53.01.02.03", "poste 12"]) | WILD
ODD_PLACES = st.builds(
    Place,
    id=WILD,
    name=WILD,
    street=WILD,
    complement=WILD,
    postcode=st.sampled_from(["59200", "", "0"]),
    city=WILD,
    latitude=st.none() | st.floats(),
    longitude=st.none() | st.floats(),
    phone=NUMBERS,
    booking_url=st.sampled_from([LINK, "https://bit.ly/x", "javascript:alert(1)", "", LINK + "/" + "a" * 300]) | WILD,
    hours_text=WILD,
    note=WILD,
)


@settings(max_examples=60)
@given(ODD_PLACES)
def test_whatever_a_record_says_its_codes_are_read_and_whole(place: Place) -> None:
    """No value breaks out of its line, into another property or another kind of code; all fit; all are read."""
    codes = everything(place)
    assert unread(codes) == []
    assert [code.kind for code in codes] == [kind for kind in LABELS if kind in {code.kind for code in codes}]
    for code in codes:
        assert code.label == LABELS[code.kind] and code.beside and "\n" not in code.beside
        names = [re.split("[:;]", line)[0] for line in code.holds.split("\r\n")[:-1]]
        if code.kind == "card":
            known = ["BEGIN", "VERSION", "FN", "N", "TEL", "ADR", "URL", "NOTE", "END"]
            assert [name for name in known if name in names] == names
        elif code.kind == "visit":
            known = ["BEGIN", "VERSION", "PRODID", "BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION"]
            assert names in ([*known, "END", "END"], [*known[:-1], "END", "END"])
        else:
            assert re.fullmatch(r"(?:https://|tel:|geo:)[!-~]+", code.holds)


def fields(text: str) -> dict[str, str]:
    """The lines of a card or an event, the last of each name, as an independent reader splits them."""
    return {name.partition(";")[0]: value for name, _, value in (row.partition(":") for row in text.split("\r\n"))}


def plain(value: str) -> str:
    """An escaped text as a phone shows it (RFC 2426 5)."""
    return re.sub(r"\\(.)", r"\1", value)


def held(place: Place, kind: str, **others: object) -> str:
    return next((code.holds for code in codes_for(place, **others) if code.kind == kind), "")  # type: ignore[arg-type]


def test_codes_come_best_first_with_their_words_beside() -> None:
    """Book, call, come, find, keep; the number first where one should call first; what is closed is left out."""
    assert [(code.kind, code.beside) for code in codes_for(PLACE, visit=VISIT)] == [
        ("booking", "www.rdv-aide-numerique.fr"),
        ("phone", "03 53 01 00 12"),
        ("visit", "vendredi 20 novembre 2026, 10:00"),
        ("map", "12 place du Beffroi, Bâtiment B, 59999 Clairtilleul"),
        ("card", "CCAS de Clairtilleul"),
    ]
    assert [code.kind for code in codes_for(PLACE, call_first=True)] == ["phone", "booking", "map", "card"]
    closed = codes_for(PLACE, is_closed=frozenset({LINK}).__contains__)
    assert [code.kind for code in closed] == ["phone", "map", "card"] and all(LINK not in code.holds for code in closed)


@pytest.mark.parametrize(
    ("phone", "number"),
    [("3646", "tel:3646"), ("non communiqué", ""), ("03 53 01 00 12", "tel:+33353010012"), ("3646;ext=1", "")],
)
def test_numbers(phone: str, number: str) -> None:
    """Global numbers with their country, short ones as they are dialled; in the card the same; else none at all."""
    place = replace(PLACE, phone=phone)
    assert held(place, "phone") == number
    assert fields(held(place, "card")).get("TEL", "") == number.removeprefix("tel:")


def test_only_links_that_book_on_trusted_hosts_are_held() -> None:
    """A page, a short link and a host nobody listed are in no code, not even inside the card."""
    for url in (
        "https://ccas.example/rdv",
        "https://bit.ly/x",
        "http://www.rdv-aide-numerique.fr/org/1",
        "javascript:x",
    ):
        assert all(
            "ccas" not in code.holds and url not in code.holds for code in codes_for(replace(PLACE, booking_url=url))
        )
    own = replace(PLACE, booking_url="https://ccas.example/rdv", website="https://evil.example/")
    assert held(own, "booking", booking_hosts=("ccas.example",)) == own.booking_url
    assert all("evil" not in code.holds for code in codes_for(own, booking_hosts=("ccas.example",)))


def test_a_card_says_what_the_record_says() -> None:
    """Values come back as they were, with every sign that had to be escaped, and on one line each."""
    place = replace(PLACE, name='Le "P\'tit"; lieu,\nd\\ici', street="1, rue; Haute")
    found = fields(held(place, "card", services=("Papiers", "Ordinateur")))
    assert plain(found["FN"]) == 'Le "P\'tit"; lieu, d\\ici' and found["N"] == ";;;;"
    parts = re.split(r"(?<!\\);", found["ADR"])
    assert list(map(plain, parts)) == ["", "Bâtiment B", "1, rue; Haute", "Clairtilleul", "", "59999", ""]
    assert plain(found["NOTE"]) == "Sonnez à la porte bleue. - Papiers, Ordinateur" and found["URL"] == LINK


def test_what_is_long_is_shortened_in_its_order() -> None:
    """The note first, then the complement, then the services; name, number, street and town stay."""
    services = ("Remplir des papiers",)
    wordy = replace(PLACE, note="Sonnez à la porte bleue, puis attendez. " * 3)
    found = fields(held(wordy, "card", services=services))
    assert plain(found["NOTE"]).endswith("… - Remplir des papiers") and "Bâtiment B" in found["ADR"]
    longer = replace(wordy, complement="Au fond de la cour, derrière le grand portail vert " * 5)
    found = fields(held(longer, "card", services=services))
    assert found["NOTE"] == "Remplir des papiers" and "…" in found["ADR"]
    longest = replace(longer, name="Établissement " * 9, street="Rue du Faubourg " * 9)
    found = fields(held(longest, "card", services=services))
    assert found["TEL"] == "+33353010012" and "Clairtilleul" in found["ADR"] and "NOTE" not in found
    assert found["FN"].startswith("Établissement") and "Rue du Faubourg" in found["ADR"]


def test_there_is_no_card_without_anything_to_keep() -> None:
    """A name alone, or no name, is none; an address without a street still is one when there is a number."""
    bare = Place("x", "Nom", city="Ville")
    assert held(bare, "card") == "" and held(replace(bare, name="\u202e", phone="3646"), "card") == ""
    assert "ADR;TYPE=work:;;;Ville;;;" in held(replace(bare, phone="3646"), "card")


def test_a_visit_tells_nothing_of_who_scanned_it() -> None:
    """The moment in UTC; the same place and hour, the same bytes; another hour, another identity; none for a voice."""
    found = fields(held(PLACE, "visit", visit=VISIT))
    assert (found["DTSTART"], found["DTEND"], found["DTSTAMP"]) == (
        "20261120T090000Z",
        "20261120T093000Z",
        "20261120T090000Z",
    )
    assert plain(found["SUMMARY"]) == PLACE.name and plain(found["LOCATION"]) == PLACE.address
    assert held(PLACE, "visit", visit=VISIT) == held(PLACE, "visit", visit=VISIT.astimezone(dt.UTC))
    assert found["UID"] != fields(held(PLACE, "visit", visit=VISIT + dt.timedelta(hours=1)))["UID"]
    assert found["UID"] != fields(held(replace(PLACE, id="q"), "visit", visit=VISIT))["UID"]
    assert held(replace(PLACE, kind=PHONE_KIND), "visit", visit=VISIT) == "" == held(PLACE, "visit")
    with pytest.raises(ValueError, match="aware"):
        codes_for(PLACE, visit=VISIT.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("position", "point"),
    [
        ((50.7249, 3.1576), "50.72490,3.15760"),
        ((-21.1151234, 55.53), "-21.11512,55.53000"),
        ((-0.000001, 0.0), "0.00000,0.00000"),
        ((91.0, 3.0), ""),
        ((float("nan"), 3.0), ""),
        ((3.0, float("inf")), ""),
        ((None, 3.0), ""),
    ],
)
def test_the_way_there(position: tuple[float | None, float | None], point: str) -> None:
    """Five decimals, a name for the pin that cannot end the link, and nothing where there is no such point."""
    link = map_link(replace(PLACE, latitude=position[0], longitude=position[1], name="Maison (des) é&?"))
    if not point:
        assert link == ""
        return
    assert link.startswith(f"geo:{point}?q={point}(") and unquote(link).endswith("(Maison des é&?)")
    assert re.fullmatch(r"geo:[0-9.,-]+\?q=[0-9.,-]+\([A-Za-z0-9%._~-]+\)", link)


def test_a_narrow_paper_gets_smaller_modules() -> None:
    """The largest code, quiet zone included: seven dots a module on 80 mm, five on 58 mm, none where none fits."""
    largest = ((True,) * MOST_MODULES,) * MOST_MODULES
    assert [module_dots(largest, dots) for dots in (PAPER_DOTS, 384, 72)] == [7, 5, 0]

"""What is said of a place, derived without a screen: facts that are known, in the visitor's language, said aloud."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kiosk.directory.helper import helper_place
from kiosk.directory.models import Place
from kiosk.i18n.catalogue import Words
from tests.support.props import (
    ARMISTICE,
    FRENCH,
    FRIDAY_10,
    HOUSING,
    MARKED,
    PLACE,
    SETTINGS,
    in_french,
    lines,
    shown,
    strings,
    told,
)


def test_a_place_that_is_known_says_everything() -> None:
    """Open now, at 420 metres, free, in three languages, with a code that books and seven days."""
    props = shown()
    assert (props.facts.name, props.facts.kind, props.facts.state) == ("Médiathèque", "Bibliothèque", "open")
    assert (props.facts.opening, props.facts.distance) == ("Ouvert maintenant, jusqu'à 12:00", "420\u202fm")
    assert told(props)["address"] == "1 rue Haute, 59999 Clairtilleul"
    assert props.facts.phone == "03\xa053\xa001\xa000\xa012"
    assert "English" in props.facts.languages and "العربية" in props.facts.languages
    assert "France services" in told(props)["labels"] and "unheard-of" not in told(props)["labels"]
    assert told(props)["bring"] == lines(props)["bring"] == "À apporter : Une carte · Un papier"
    assert [day.today for day in props.week] == [True] + [False] * 6
    assert [day.hours for day in props.week[:3]] == ["de 09:00 à 12:00 et de 14:00 à 17:00", "Fermé", "Fermé"]
    assert "written" not in told(props)
    (note,) = props.notes
    assert note.key == "updated" and "vendredi" not in note.text and "mardi 3 novembre 2026" in note.text
    assert note.text.count("Ville") == 1 and "Conseiller numerique" in note.text


def test_a_place_without_hours_says_to_call() -> None:
    """No hours: no week, no claim; hours as they were written are shown, and read by a French voice."""
    place = replace(PLACE, hours="", hours_text="le mardi, sauf vacances")
    props = shown(place)
    assert (props.facts.state, props.facts.opening, props.week) == ("call", "Appelez avant de venir", ())
    assert told(props)["written"] == lines(props)["written"] == "le mardi, sauf vacances"
    assert in_french(shown(place, t=MARKED))["written"] == told(props)["written"]
    assert "written" not in told(shown(replace(place, hours_text="")))


@pytest.mark.parametrize("hours", ['Mo-Fr 09:00-12:00 "sur rendez-vous"', "n'importe quoi"])
def test_hours_nobody_can_answer_from_are_not_closed_days(hours: str) -> None:
    """Hours with a condition make no table of days that all say "closed"."""
    props = shown(replace(PLACE, hours=hours))
    assert (props.facts.state, props.week) == ("call", ())


def test_a_holiday_the_hours_do_not_speak_of_says_to_call() -> None:
    """11 November: in the line and in the table of the week, "call first"; when the hours speak of it, closed."""
    props = shown(at=ARMISTICE)
    assert props.facts.state == "call" and "férié" in props.facts.opening
    assert (props.week[0].hours, props.week[1].hours[:2]) == ("Appelez avant de venir", "de")
    sure = shown(replace(PLACE, hours=PLACE.hours + "; PH off"), at=ARMISTICE)
    assert (sure.facts.state, sure.week[0].hours) == ("closed", "Fermé")


def test_a_closure_says_until_when() -> None:
    """Closed for works until Sunday: the line gives the next opening, the table says closed on those days."""
    props = shown(replace(PLACE, closures=((dt.date(2026, 11, 16), dt.date(2026, 11, 22)),)))
    assert props.facts.state == "closed"
    assert props.facts.opening == "Fermé pour le moment. Ouvre le lundi 23 novembre 2026"
    assert [day.hours == "Fermé" for day in props.week] == [True, True, True, False, False, False, False]


def test_a_place_without_position_has_no_distance() -> None:
    """Nobody knows how far: nothing is said of it, neither shown nor aloud; one that is here is here."""
    props = shown(distance=None)
    assert props.facts.distance == "" and "distance" not in lines(props)
    assert "peut-être loin" in props.facts.why
    assert shown(distance=3).facts.distance == "C'est ici."


@pytest.mark.parametrize(("days", "old"), [(0, False), (365, False), (366, True), (None, True)])
def test_old_information_is_said_to_be_old(days: int | None, old: bool) -> None:
    """Older than the site's limit, or of no known date: said, and said aloud."""
    updated = FRIDAY_10.date() - dt.timedelta(days=days) if days is not None else None
    props = shown(replace(PLACE, updated=updated))
    assert ("old" in lines(props)) is old
    assert ("updated" in lines(props)) is (updated is not None)


def test_the_helper_of_this_site_is_never_old() -> None:
    """What the site file says of its own helper has no date and needs none."""
    props = shown(helper_place(SETTINGS), distance=0)
    assert props.notes == ()
    assert props.facts.distance == "C'est ici."


@pytest.mark.parametrize(
    ("place", "caption"),
    [
        (PLACE, "www.rdv-aide-numerique.fr"),
        (replace(PLACE, booking_url="https://www.rdv-aide-numerique.fr/"), "03\xa053\xa001\xa000\xa012"),
        (replace(PLACE, booking_url="https://elsewhere.example/org/1"), "03\xa053\xa001\xa000\xa012"),
        (replace(PLACE, booking_url="", phone="39 19"), "39\xa019"),
        (replace(PLACE, booking_url="", phone="poste 12"), "Médiathèque"),
        (replace(PLACE, booking_url="", phone=""), "Médiathèque"),
        (replace(PLACE, booking_url="", phone="", street=""), None),
    ],
)
def test_the_code_books_or_calls_or_is_not_there(place: Place, caption: str | None) -> None:
    """A link that really books comes first, then the phone, at last the address; what the code holds stands under it
    in plain words."""
    qr = shown(place).qr
    assert (qr.caption if qr else None) == caption
    if qr:
        assert qr.path.startswith("M4 4h7") and qr.side >= 21 + 8


def test_a_phone_service_is_a_call() -> None:
    """No address, no week, no age: its name in the visitor's language, and a code that calls."""
    line = Place("telephone--115", "115, pour dormir", kind="telephone", phone="115", hours="24/7")
    props = shown(line, t=MARKED, distance=None)
    assert props.facts.name == "<115, pour dormir>"
    assert {"address", "bring"}.isdisjoint(told(props)) and (props.week, props.notes) == ((), ())
    assert props.qr is not None and props.qr.caption == "115"


@pytest.mark.parametrize("place", [PLACE, replace(PLACE, hours="", hours_text="mardi", phone="", free=None)])
@pytest.mark.parametrize("t", [FRENCH, MARKED], ids=["fr", "ar"])
def test_what_is_said_is_what_is_shown(place: Place, t: Words) -> None:
    """Every line of a place is a string of its screen, or a part of one; no line is empty, and none is said twice."""
    props = shown(place, t=t)
    on_screen = set(strings(props))
    for line in props.spoken:
        assert line.words.strip() and line.text in on_screen, line
    assert len(set(props.spoken)) == len(props.spoken)


def test_names_are_said_by_a_french_voice_whatever_the_page() -> None:
    """The name of a place, its address and its town are French words: no other voice reads them; the languages
    spoken there are each said by their own."""
    props = shown(t=MARKED)
    french = in_french(props)
    assert (french["title"], french["address"]) == ("Médiathèque", "\u20681 rue Haute, 59999 Clairtilleul\u2069")
    assert {line.language for line in shown().spoken} == {"", "en", "ar"}
    spoken = {line.language: line.words for line in props.spoken if line.key == "languages"}
    assert (spoken["en"], spoken["ar"]) == ("English", "العربية")
    assert "On parle aussi" in spoken[""]


def test_every_word_of_the_product_is_translated() -> None:
    """In another language no sentence stays French: only names, numbers, dates and places are as they are."""
    props = shown(replace(PLACE, services=(HOUSING,), access=("se-presenter",)), t=MARKED)
    translated = {"why", "does", "opening", "charge", "publics", "languages", "contacts", "bring", "labels"}
    assert translated <= set(told(props))
    for line in (*props.told, *props.notes):
        if line.key in translated | {"updated"}:
            text = line.text.strip("\u2068\u2069\u200f")
            assert text.startswith("<") and text.endswith(">"), line
    assert props.facts.name == "Médiathèque"

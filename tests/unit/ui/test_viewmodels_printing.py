"""The codes of a place and the screen of its paper, as props."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kiosk.directory.models import Place
from kiosk.directory.opening import PARIS
from kiosk.flow import Print, Session
from kiosk.paper.printers.printer import Reason, Stage
from kiosk.paper.slip import Block, Kind, Slip
from kiosk.ui.viewmodels.moment import Moment
from kiosk.ui.viewmodels.place import PlaceProps, derive_place
from kiosk.ui.viewmodels.printing import BROKEN, PRINTED, SENT, SPENT, UNSURE, derive_printing, status_of
from tests.support.props import ASKED, BOOKING, FRENCH, FRIDAY_10, MARKED, PLACE, SETTINGS, VOCABULARY, lines, result

MAPPED = replace(PLACE, latitude=50.72, longitude=3.16)
SUNDAY = dt.datetime(2026, 11, 22, 10, 0, tzinfo=PARIS)
SLIP = Slip(
    "ar",
    "CCAS",
    (Block(Kind.TITLE, "title", "Médiathèque", "fr"), Block(Kind.TEXT, "why", "كلمة", "ar"), Block(Kind.RULE)),
)


def place(code: int = 0, at: dt.datetime = FRIDAY_10, **more: object) -> PlaceProps:
    moment = Moment(at, SETTINGS)
    return derive_place(result(MAPPED, at), ASKED, VOCABULARY, moment, FRENCH, code=code, **more)  # type: ignore[arg-type]


def titles(at: dt.datetime = FRIDAY_10) -> list[str]:
    """What the codes are for, in the order of the button that leads from one to the next."""
    found, index = [], 0
    while True:
        props = place(index, at)
        assert props.qr is not None
        if props.qr.title in found:
            return found
        found.append(props.qr.title)
        index = props.other.index


def test_every_code_is_reached_one_after_the_other_and_the_first_again() -> None:
    """The button goes round: booking, call, way, address, the next day on which one could come."""
    assert titles() == [
        "Prenez rendez-vous avec votre téléphone :",
        "Appelez avec votre téléphone :",
        "Trouvez le chemin avec votre téléphone :",
        "Gardez cette adresse dans votre téléphone :",
        "Notez votre visite dans votre téléphone :",
    ]
    assert place(4).qr.caption == "vendredi 20 novembre 2026, 14:00"  # type: ignore[union-attr]


def test_a_closed_place_has_a_visit_for_the_calendar() -> None:
    """On a Sunday one decides on Monday, when it opens; the hour stands beside the code and is read."""
    props = next(
        props for props in map(lambda n: place(n, SUNDAY), range(5)) if props.qr and "visite" in props.qr.title
    )
    assert props.qr and props.qr.caption == "lundi 23 novembre 2026, 09:00"
    assert lines(props)["qr"] == f"{props.qr.title} {props.qr.caption}"


def test_a_link_that_is_closed_is_no_code() -> None:
    """Where nobody can book, the first code calls."""
    props = place(is_closed=BOOKING.__eq__)
    assert props.qr and props.qr.title == "Appelez avec votre téléphone :"


def test_the_best_next_step_is_said_before_the_hours() -> None:
    """What to do first, with what one can do as well; closed links are no step; nothing of it on an old record, which
    says to call by itself, nor of a number one calls."""
    told = lines(place())
    assert told["next"] == "Le mieux : prendre rendez-vous. Vous pouvez aussi venir maintenant."
    assert list(told).index("next") < list(told).index("opening")
    assert lines(place(is_closed=BOOKING.__eq__))["next"].startswith("Le mieux : appeler.")
    bare = replace(MAPPED, booking_url="", phone="non communiqué", email="contact@ville.example")

    def derived(changed: Place, at: dt.datetime = FRIDAY_10) -> dict[str, str]:
        return lines(derive_place(result(changed, at), ASKED, VOCABULARY, Moment(at, SETTINGS), FRENCH))

    assert derived(bare)["next"] == "Vous pouvez venir maintenant."
    assert derived(bare)["email"] == "E-mail contact@ville.example"
    assert derived(bare, SUNDAY)["next"] == "Le mieux : écrire un e-mail."
    assert derived(replace(bare, email="x"), SUNDAY)["next"] == "Venez quand c'est ouvert."
    assert "next" not in derived(replace(MAPPED, updated=dt.date(2020, 1, 1)))
    assert "next" not in derived(replace(MAPPED, kind="telephone"))
    assert "next" not in derived(replace(MAPPED, booking_url="", hours="on sonne")), "the hours say it"


def test_one_code_alone_has_no_button() -> None:
    """Nothing leads to another code where there is none."""
    bare = replace(PLACE, booking_url="", street="", postcode="", city="", phone="0353010012", kind="telephone")
    props = derive_place(result(bare), ASKED, VOCABULARY, Moment(FRIDAY_10, SETTINGS), FRENCH)
    shown = [props.qr.title] if props.qr else []
    assert shown and (props.other.text == "") == (props.other.picture == "")


def test_the_paper_is_offered_where_something_prints() -> None:
    """With a printer a button leads to it, and is read as a button."""
    assert place().paper == ""
    props = place(printer=True)
    assert props.paper and (props.paper, True) in {(line.text, line.when_seen) for line in props.spoken}


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words_and_blames_nobody(reason: Reason) -> None:
    """Whatever went wrong, the screen says what, and whom to talk to."""
    words, picture = status_of(Print("failed", True, reason.value), False)
    assert words.endswith("Parlez à l'accueil.") and picture == "warning"
    assert "vous" not in words.lower().split()


def test_it_says_sent_until_the_printer_confirms() -> None:
    """No stage before the last says that the paper is there; a printer that says no more never does."""
    for stage in ("asked", *(stage.value for stage in Stage if stage is not Stage.FAILED)):
        words = status_of(Print(stage), False)[0]
        assert words == SENT, stage
    assert status_of(Print("sent", True), False)[0] == UNSURE
    assert status_of(Print("printed", True), False)[0] == PRINTED
    assert status_of(Print("printed", True), True)[0] == PRINTED
    assert status_of(Print("failed", True, "a new reason"), False)[0] == BROKEN
    assert status_of(Print(), True)[0] == SPENT
    assert status_of(Print(), False)[0] == ""


def test_all_that_stands_on_the_paper_is_read_each_in_its_language() -> None:
    """The slip is heard under one key; what is in French on it is said in French."""
    props = derive_printing(Session(language="ar", printer="p"), SLIP, MARKED)
    assert [(line.text, line.language) for line in props.spoken if line.key == "slip"] == [
        ("Médiathèque", "fr"),
        ("كلمة", ""),
    ]


def test_who_cannot_print_now_is_not_invited_to() -> None:
    """While a slip is under way, without a printer, or when the visit has had its slips."""
    able = Session(printer="p")
    for session in (replace(able, print=Print("sent")), replace(able, printer=""), replace(able, spent=True)):
        assert not derive_printing(session, SLIP, FRENCH).can
    assert derive_printing(able, SLIP, FRENCH).can
    assert derive_printing(replace(able, print=Print("failed", True, "jam")), SLIP, FRENCH).can

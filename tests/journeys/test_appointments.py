"""Visitors without a phone: from the home screen to a number, by names alone; and where what they typed has gone."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from nacl.public import PrivateKey

from kiosk.app.appointments import SiteAppointments, own_appointments
from kiosk.appointments.keys import key_to_text
from kiosk.flow import Screen
from kiosk.flow.wish import Outcome
from kiosk.guide.content import Content
from kiosk.i18n.formats import format_time
from kiosk.paper.printers.printer import PRINTED, Reason, failed
from kiosk.publish.desk.opening import open_all, sealed_files
from kiosk.settings import Appointments as Table
from kiosk.settings import Settings
from kiosk.ui.viewmodels.slots import slot_text
from tests.journeys.test_visits import every_text, follow, in_language
from tests.support.kiosks import FRIDAY, Stage, stage
from tests.support.print_desk import FakeDesk
from tests.support.visitor import Visitor
from tests.support.wishes import SLOTS, FakeAppointments

KEY = PrivateKey(bytes(range(1, 33)))
NAMES = {"fr": "MARIE-ÈVE", "ar": "محمد"}
PHONE = "0639981234"


@pytest.fixture
def shown(demonstration: Path) -> Iterator[Stage]:
    with stage(demonstration, appointments=FakeAppointments()) as shown:
        yield shown


def to_the_contact(shown: Stage, visitor: Visitor, which: int = 0) -> None:
    """Help, the button, a half-hour of the first page."""
    t = shown.content.release.catalogue[shown.kiosk.navigator.session.language]
    visitor.press(t("Parler à quelqu'un"))
    visitor.press(t("Demander un rendez-vous ici"))
    first = shown.kiosk.navigator.session.wish.slots[which]
    visitor.press(slot_text(first, t))


def type_in(shown: Stage, visitor: Visitor, text: str) -> None:
    """Key after key, as slowly as one looks for them; on the other page when a letter is not on this one."""
    t = shown.content.release.catalogue[shown.kiosk.navigator.session.language]
    names = {"-": t("Trait d'union"), "'": t("Apostrophe"), " ": t("Espace")}
    for sign in text:
        name = names.get(sign, sign)
        if name not in [button.name for button in visitor.buttons()]:
            visitor.press(t("D'autres lettres"))
        visitor.press(name)
    visitor.press(t("J'ai fini"))


@pytest.mark.parametrize("language", NAMES)
def test_from_home_to_the_number(shown: Stage, language: str) -> None:
    """Three answers, help, a half-hour, a first name, a phone, what is sent, the number: all by what is written."""
    t = shown.content.release.catalogue[language]
    visitor = in_language(shown, language)
    follow(shown, visitor, "papiers/etat/aides")
    to_the_contact(shown, visitor)
    visitor.press(f"{t('Écrire mon prénom')}")
    type_in(shown, visitor, NAMES[language])
    visitor.press(t("Écrire mon téléphone"))
    type_in(shown, visitor, PHONE)
    visitor.press(t("Continuer"))
    assert visitor.sees("06\u00a039\u00a098\u00a012\u00a034")
    visitor.press(t("Envoyer ma demande"))
    assert shown.kiosk.navigator.session.screen is Screen.DONE
    assert visitor.sees("B7-042") and visitor.sees(slot_text(SLOTS[0], t))
    fake = shown.appointments
    assert isinstance(fake, FakeAppointments)
    path = shown.content.guide.path("papiers/etat/aides")
    assert path is not None
    name = {"fr": "Marie-Ève", "ar": "محمد"}[language]
    assert fake.asked == [(SLOTS[0], path.id, path.labels, language, name, PHONE)]


def test_nothing_has_to_be_typed(shown: Stage) -> None:
    """Six presses from home, and nothing about anybody in what is asked."""
    visitor = Visitor(shown)
    to_the_contact(shown, visitor, 2)
    visitor.press("Continuer sans nom")
    visitor.press("Envoyer ma demande")
    assert visitor.sees("B7-042")
    fake = shown.appointments
    assert isinstance(fake, FakeAppointments) and fake.asked == [(SLOTS[2], "", (), "fr", "", "")]
    visitor.press("Retour")
    visitor.press("Parler à quelqu'un")
    visitor.press("Revoir mon numéro")
    assert visitor.sees("B7-042")


def test_the_numbered_slip_comes_out(demonstration: Path) -> None:
    """Nobody has to ask for it; it says sent, then printed, and can be looked at; the need is not on it. When the
    printer has no paper one is told, and writes the number down."""
    desk = FakeDesk()
    with stage(demonstration, appointments=FakeAppointments(), desk=desk) as shown:
        visitor = Visitor(shown)
        follow(shown, visitor, "papiers/etat/aides")
        to_the_contact(shown, visitor)
        visitor.press("Continuer sans nom")
        visitor.press("Envoyer ma demande")
        assert visitor.sees("B7-042") and visitor.sees("Envoyé à l'imprimante. Attendez un peu.")
        assert len(desk.sheets) == 1
        desk.say(failed(Reason.OUT_OF_PAPER))
        assert visitor.sees("L'imprimante n'a plus de papier. Parlez à l'accueil.")
        assert visitor.sees("Écrivez ce numéro. Ou prenez une photo.")
        visitor.press("Voir mon papier")
        visitor.settle()
        slip = shown.kiosk.screens.slip(shown.kiosk.navigator.session)
        assert "B7-042" in [block.text for block in slip.blocks]
        path = shown.content.guide.path("papiers/etat/aides")
        assert path is not None
        assert not [b.text for b in slip.blocks for label in path.labels if label in b.text or label in b.french]
        visitor.press("Imprimer")
        desk.say(PRINTED)
        assert visitor.sees("C'est imprimé. Prenez votre papier.") and len(desk.sheets) == 2
        visitor.press("Retour")
        assert visitor.sees("B7-042") and not visitor.sees("Écrivez ce numéro.")


def test_no_button_where_nothing_can_be_asked_for(demonstration: Path) -> None:
    """A site without appointments, one where all half-hours are given, one whose disk is gone: the help as before."""
    for appointments in (None, FakeAppointments(free=()), FakeAppointments(fails=True)):
        with stage(demonstration, appointments=appointments) as shown:
            visitor = Visitor(shown)
            visitor.press("Parler à quelqu'un")
            assert not visitor.sees("rendez-vous ici")
            visitor.press("Retour")
            assert shown.kiosk.navigator.session.fresh


def test_a_half_hour_taken_meanwhile_leads_back_gently(shown: Stage) -> None:
    """The sentence, the others, and no longer that one."""
    visitor, fake = Visitor(shown), shown.appointments
    assert isinstance(fake, FakeAppointments)
    to_the_contact(shown, visitor)
    visitor.press("Continuer sans nom")
    fake.outcome, fake.free = Outcome(taken=True), SLOTS[1:]
    visitor.press("Envoyer ma demande")
    assert visitor.sees("Une autre personne a pris cette heure. Choisissez une autre heure.")
    t = shown.content.release.catalogue["fr"]
    assert not visitor.sees(slot_text(SLOTS[0], t))
    fake.outcome = None
    visitor.press(slot_text(SLOTS[1], t))
    visitor.press("Continuer sans nom")
    visitor.press("Envoyer ma demande")
    assert visitor.sees("B7-042")


def test_a_request_that_cannot_be_kept_says_whom_to_ask(shown: Stage) -> None:
    visitor, fake = Visitor(shown), shown.appointments
    assert isinstance(fake, FakeAppointments)
    to_the_contact(shown, visitor)
    visitor.press("Continuer sans nom")
    fake.fails = True
    visitor.press("Envoyer ma demande")
    assert visitor.sees("Ce n'est pas votre faute. Une personne de l'accueil peut vous aider.")
    assert not visitor.sees("B7-")


def test_nothing_of_it_stays_behind_the_screen(shown: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """After the reset no item holds the name, the number typed or the number given; no log ever did."""
    caplog.set_level(logging.DEBUG)
    visitor = Visitor(shown)
    to_the_contact(shown, visitor)
    visitor.press("Écrire mon prénom")
    type_in(shown, visitor, "ZORA")
    visitor.press("Écrire mon téléphone")
    type_in(shown, visitor, PHONE)
    visitor.press("Continuer")
    typed = ("Zora", "39\u00a098")
    assert all(any(part in text for text in every_text(shown)) for part in typed)
    visitor.press("Envoyer ma demande")
    shown.kiosk.navigator.nobody_there()
    shown.kiosk.navigator.nobody_there()
    visitor.settle()
    assert shown.kiosk.navigator.session.fresh
    assert not [text for text in every_text(shown) if any(part in text for part in (*typed, "B7-042"))]
    assert "Zora" not in caplog.text and PHONE not in caplog.text


def test_keys_say_their_letter_to_who_hears_everything(shown: Stage) -> None:
    """With "Lisez-moi tout": the letter, and nothing more; without it, silence."""
    visitor = Visitor(shown)
    to_the_contact(shown, visitor)
    visitor.press("Écrire mon prénom")
    before = len(shown.speaker.said)
    visitor.press("A")
    assert len(shown.speaker.said) == before
    shown.kiosk.navigator.readAloud(True)
    visitor.settle()
    for key, words in (("B", ["B"]), ("Trait d'union", ["-", "Trait d'union"]), ("Effacer", ["Effacer"])):
        visitor.press(key)
        assert [line.text for line in shown.speaker.said[-1].lines] == words


def site(settings: Settings) -> Settings:
    """The demonstration with the town's key and an address, nothing else: the helper's hours count."""
    table = Table(desk="accueil", key=key_to_text(bytes(KEY.public_key)), send_to="https://rdv.example.fr")
    return dataclasses.replace(settings, appointments=table)


def test_what_was_typed_is_on_no_disk_and_opens_at_the_desk(
    demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The real modules: a half-hour of the helper's hours, a name and a phone; the folder holds neither in clear, the
    town's private key opens both, and the half-hour is not offered again."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def offered(content: Content) -> Content:
        return dataclasses.replace(content, settings=site(content.settings))

    with stage(demonstration) as plain:
        settings = site(plain.content.settings)
    real = own_appointments(settings, lambda: FRIDAY)
    assert isinstance(real, SiteAppointments)
    with stage(demonstration, change=offered, appointments=real) as shown:
        visitor = in_language(shown, "fr")
        follow(shown, visitor, "papiers/etat/aides")
        to_the_contact(shown, visitor)
        slot = shown.kiosk.navigator.session.wish.slot
        visitor.press("Écrire mon prénom")
        type_in(shown, visitor, "GWENDOLINE")
        visitor.press("Écrire mon téléphone")
        type_in(shown, visitor, PHONE)
        visitor.press("Continuer")
        visitor.press("Envoyer ma demande")
        assert slot is not None and visitor.sees("B1-001") and visitor.sees(format_time(slot))
        assert visitor.sees("L'heure n'est pas encore sûre. Demandez à l'accueil : donnez votre numéro.")
        assert slot not in real.slots()
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        readable = path.name.encode() + path.read_bytes()
        assert not [word for word in (b"wendoline", b"39981234", b"39 98", b"papiers") if word in readable]
    assert "wendoline" not in caplog.text and "39981234" not in caplog.text
    opened = open_all(sealed_files([tmp_path / "kiosk" / "appointments" / "outbox"]), bytes(KEY))
    (request,) = [request for half_hour in opened.half_hours for request in half_hour.requests]
    assert (request.contact.first_name, request.contact.phone) == ("Gwendoline", PHONE)
    assert (request.number, request.slot, request.need.path) == ("B1-001", slot, "papiers/etat/aides")
    assert request.language == "fr" and len(request.need.labels) == 3


def test_with_a_clock_that_is_wrong_nothing_is_offered(
    demonstration: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A request for another century would be lost at the desk; staff are told once."""
    with stage(demonstration) as plain:
        settings = site(plain.content.settings)
    assert SiteAppointments(settings, lambda: FRIDAY, tmp_path).slots()
    doubted = SiteAppointments(settings, lambda: FRIDAY, tmp_path, lambda at: "it is before the release was made")
    assert doubted.slots() == doubted.slots() == ()
    assert len(caplog.records) == 1 and "horloge" in caplog.text


def test_a_wrong_site_file_offers_nothing_and_tells_staff_once(
    demonstration: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with stage(demonstration) as plain:
        settings = site(plain.content.settings)
    wrong = dataclasses.replace(settings, appointments=dataclasses.replace(settings.appointments, key="rdv1:x"))
    appointments = SiteAppointments(wrong, lambda: FRIDAY, tmp_path)
    assert appointments.slots() == appointments.slots() == ()
    assert len(caplog.records) == 1 and "key" in caplog.text
    assert appointments.request(FRIDAY + dt.timedelta(days=3), "", (), "fr", "Zora", "") == Outcome()
    assert "Zora" not in caplog.text
    assert own_appointments(plain.content.settings, lambda: FRIDAY) is None

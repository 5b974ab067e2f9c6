"""The screens of an appointment: keys, half-hours, choices, what is sent, the number."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from kiosk.flow import Print, Screen, Session, SlipOf
from kiosk.flow.wish import Outcome, Wish
from kiosk.guide.tree import Guide, Need, Situation, Way
from kiosk.i18n.catalogue import Words
from kiosk.i18n.languages import LANGUAGES
from kiosk.ui.screens import WISH_SCREENS
from kiosk.ui.viewmodels.contact import derive_contact, derive_typing, shown_number
from kiosk.ui.viewmodels.help import appointment_button
from kiosk.ui.viewmodels.keyboard import LETTERS, key_pressed, keyboard
from kiosk.ui.viewmodels.need import need_of
from kiosk.ui.viewmodels.request import derive_confirm, derive_done
from kiosk.ui.viewmodels.slots import derive_slots
from kiosk.ui.viewmodels.wish import derive_wish
from tests.support.props import FRENCH, MARKED, SETTINGS, strings
from tests.support.wishes import SLOTS

WAY = Way("w", "Refaire", "phone", None, "fiche")  # type: ignore[arg-type]
GUIDE = Guide((Need("n", "Papiers", "house", (Situation("s", "Carte", "key", (WAY,)),)),), {}, {}, ("1", "2", "3"))
ASKED = Session(need="n", situation="s", way="w", wish=Wish(SLOTS, slot=SLOTS[0], name="Zoé", phone="0639981234"))


def words(code: str) -> Words:
    return Words(LANGUAGES[code])


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("page", [0, 1])
def test_every_key_types_what_it_says_once(code: str, page: int) -> None:
    """No key twice on a page, a name for each, letters of one script on the first page."""
    keys = [key for row in keyboard(Wish(typing="name", keys=page), words(code)) for key in row]
    assert (
        len({key.sign for key in keys})
        == len({key.name for key in keys})
        == len({key.key for key in keys})
        == len(keys)
    )
    assert all(len(key.sign) == len(key.label) == 1 and key.name for key in keys)
    scripts = {unicodedata.name(key.sign).split()[0] for key in keys if key.sign.isalpha()}
    assert scripts <= (
        {"LATIN"}
        if page or code not in ("ar", "fa", "uk", "ru")
        else {"ARABIC"}
        if code in ("ar", "fa")
        else {"CYRILLIC"}
    )


ALPHABETS = {
    "fr": "abcdefghijklmnopqrstuvwxyz",
    "en": "abcdefghijklmnopqrstuvwxyz",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى",
    "fa": "اآبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئء",
    "ro": "ăâîșțabcdefghijklmnopqrstuvwxyz",
    "es": "ñáéíóúabcdefghijklmnopqrstuvwxyz",
    "pt": "ãõçáéíóúâêôabcdefghijklmnopqrstuvwxyz",
    "it": "àèéìòùabcdefghijklmnopqrstuvwxyz",
    "pl": "ąćęłńóśźżabcdefghijklmnoprstuwyz",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_letter_of_the_alphabet_is_missing(code: str) -> None:
    """On the two pages together; a letter that has a form of its own for no other page stands on the first one."""
    typing = Wish(typing="name", draft="x")
    keys = {key.sign for page in (0, 1) for row in keyboard(replace(typing, keys=page), words(code)) for key in row}
    assert set(ALPHABETS[code]) - keys == set()
    if code in LETTERS and code != "fr":
        assert set(ALPHABETS[code]) - {key.sign for row in keyboard(typing, words(code)) for key in row} == set()


def test_a_name_and_its_parts_begin_with_a_capital() -> None:
    for draft, sign in (("", "A"), ("M", "a"), ("Jean-", "A"), ("Ali ", "A")):
        first = keyboard(Wish(typing="name", draft=draft), FRENCH)[0][0]
        assert (first.sign, first.label) == (sign, "A")
    turkish = {key.sign: key.label for row in keyboard(Wish(typing="name", draft="x"), words("tr")) for key in row}
    assert (turkish["i"], turkish["ı"]) == ("İ", "I")


def test_the_key_that_was_pressed_is_known() -> None:
    """By what it left in the draft: a letter, an erased one, nothing where the keyboard was only opened."""
    typing = Wish(typing="name", draft="Jo")
    assert key_pressed(typing, replace(typing, draft="Joé"), "fr") == "key:É"
    assert key_pressed(typing, replace(typing, draft="Joi"), "tr") == "key:İ"
    assert key_pressed(typing, replace(typing, draft="J"), "fr") == "erase"
    assert key_pressed(typing, replace(typing, draft="Jo "), "fr") == "key: "
    assert key_pressed(Wish(), typing, "fr") == key_pressed(typing, Wish(name="Jo"), "fr") == ""
    said = {line.key for line in derive_typing(replace(ASKED, wish=typing), FRENCH).spoken}
    assert {"key:A", "key: ", "erase"} <= said


def test_half_hours_are_told_with_their_day() -> None:
    """By day in full; each tile, heard alone, tells its day; the buttons are there when they lead somewhere."""
    props = derive_slots(replace(ASKED, screen=Screen.SLOTS), FRENCH)
    assert [day.line.text for day in props.days] == ["vendredi 20 novembre 2026", "lundi 23 novembre 2026"]
    first = props.days[0].slots[0]
    assert (first.time, first.name) == ("11:00", "vendredi 20 novembre 2026 à 11:00")
    assert (props.previous, bool(props.next), props.other, props.notice.text) == ("", True, "", "")
    later = derive_slots(Session(wish=Wish(SLOTS, page=1)), FRENCH)
    assert (later.previous, later.other) == ("Heures d'avant", "Un autre jour")
    persian = derive_slots(Session(wish=Wish(SLOTS)), words("fa"))
    assert persian.days[0].slots[0].time == "۱۱:۰۰"


def test_a_half_hour_that_went_is_told_gently() -> None:
    gone = derive_slots(Session(wish=Wish(SLOTS, taken=True)), FRENCH)
    assert gone.notice.text == "Une autre personne a pris cette heure. Choisissez une autre heure."
    none = derive_slots(Session(wish=Wish(taken=True)), FRENCH)
    assert none.notice.text.startswith("Toutes les heures sont prises.") and none.days == ()
    assert none.notice.text in {line.text for line in none.spoken}


def test_nobody_has_to_leave_a_name() -> None:
    """To go on comes first and stands out; what was typed is shown where it can be changed."""
    plain = derive_contact(replace(ASKED, wish=Wish(SLOTS, slot=SLOTS[0])), FRENCH)
    assert [(c.id, c.label, c.main) for c in plain.choices] == [
        ("", "Continuer sans nom", True),
        ("name", "Écrire mon prénom", False),
        ("phone", "Écrire mon téléphone", False),
    ]
    known = derive_contact(ASKED, FRENCH)
    assert [c.label for c in known.choices] == ["Continuer", "Changer mon prénom", "Changer mon téléphone"]
    assert "Zoé" in known.choices[1].hint and "06\u00a039\u00a098\u00a012\u00a034" in known.choices[2].hint


@pytest.mark.parametrize(
    ("number", "shown"),
    [("", ""), ("063", "06\u00a03"), ("+33639", "+33639"), ("0639981234", "06\u00a039\u00a098\u00a012\u00a034")],
)
def test_a_number_is_shown_in_pairs_as_it_grows(number: str, shown: str) -> None:
    assert shown_number(number).strip("\u2068\u2069") == shown


def test_what_will_be_sent_is_all_there() -> None:
    """The hour, to whom, the need, the language, the name, the number; only what there is."""
    told = "\n".join(line.text for line in derive_confirm(ASKED, GUIDE, SETTINGS, FRENCH).lines)
    for part in ("vendredi 20 novembre 2026 à 11:00", SETTINGS.helper.name, "Refaire", "Français", "Zoé", "12\u00a034"):
        assert part in told
    bare = derive_confirm(Session(wish=Wish(SLOTS, slot=SLOTS[0])), GUIDE, SETTINGS, FRENCH)
    assert [line.key for line in bare.lines] == ["when", "who", "language", "secret"]
    assert need_of(ASKED, GUIDE) == ("n/s/w", ("Papiers", "Carte", "Refaire"))
    assert need_of(Session(need="n"), GUIDE) == ("n", ("Papiers",))
    assert need_of(Session(need="x"), GUIDE) == ("", ())


def test_while_it_is_sent_there_is_no_button() -> None:
    props = derive_confirm(replace(ASKED, wish=replace(ASKED.wish, sending=True)), GUIDE, SETTINGS, FRENCH)
    assert (props.send, props.waiting) == ("", "Un instant")


def test_the_end_is_honest() -> None:
    """It waits here to be sent, and the desk confirms; where nothing could be asked for, there is somebody to ask."""
    session = replace(ASKED, wish=Wish(outcome=Outcome("B7-042", SLOTS[0], to_confirm=True)))
    done = derive_done(session, SETTINGS, FRENCH)
    told = " ".join(line.text for line in done.lines)
    assert done.number == "B7-042" and "garde votre demande" in told and "pas encore sûre" in told
    certain = derive_done(replace(session, wish=Wish(outcome=Outcome("B7-042", SLOTS[0]))), SETTINGS, FRENCH)
    assert certain.lines[-1].text == "À l'accueil, donnez votre numéro."
    failed = derive_done(replace(session, wish=Wish(outcome=Outcome())), SETTINGS, FRENCH)
    assert failed.number == "" and failed.lines[-1].text.replace("\u00a0", " ") == SETTINGS.helper.phone
    assert done.paper == failed.paper == ""


def test_the_number_tells_how_far_its_paper_is() -> None:
    """Where it is printed: sent, then to be taken, and nothing to write down any more; or why it does not come, and to
    write it down. What became of the paper of a place is not told here."""

    def told(stage: str, reason: str = "", of: SlipOf = SlipOf.APPOINTMENT) -> list[str]:
        wish = Wish(outcome=Outcome("B7-042", SLOTS[0]))
        over = stage in ("printed", "failed")
        session = replace(ASKED, wish=wish, printer="ticket", slip_of=of, print=Print(stage, over, reason))
        done = derive_done(session, SETTINGS, FRENCH)
        assert done.paper == "Voir mon papier" and done.paper in {line.text for line in done.spoken}
        return [line.text for line in done.lines if line.key in ("status", "keep")]

    keep = "Écrivez ce numéro. Ou prenez une photo."
    assert told("sent") == ["Envoyé à l'imprimante. Attendez un peu.", keep]
    assert told("printed") == ["C'est imprimé. Prenez votre papier."]
    assert told("failed", "out of paper") == ["L'imprimante n'a plus de papier. Parlez à l'accueil.", keep]
    assert told("printed", of=SlipOf.PLACE) == [keep]


def test_the_button_is_there_when_it_leads_somewhere() -> None:
    assert appointment_button(Session(), FRENCH) == ""
    assert appointment_button(Session(wish=Wish(SLOTS)), FRENCH) == "Demander un rendez-vous ici"
    assert appointment_button(Session(wish=Wish(outcome=Outcome("B7-1", SLOTS[0]))), FRENCH) == "Revoir mon numéro"
    assert appointment_button(Session(wish=Wish(outcome=Outcome())), FRENCH) == ""


@pytest.mark.parametrize("screen", WISH_SCREENS)
def test_every_word_goes_through_the_catalogue(screen: Screen) -> None:
    """In a language that marks what it translates, each spoken text bears the mark, a digit, a letter or a name."""
    wish = replace(ASKED.wish, typing="name" if screen is Screen.TYPING else "", outcome=Outcome("B7-042", SLOTS[0]))
    props = derive_wish(replace(ASKED, screen=screen, language="ar", wish=wish), GUIDE, SETTINGS, MARKED)
    own = ("Zoé", "B7-042", SETTINGS.helper.name)
    raw = [
        line.text
        for line in props.spoken
        if "<" not in line.text
        and len(line.text) > 1
        and not any(c.isdigit() for c in line.text)
        and not any(name in line.text for name in own)
    ]
    assert raw == []
    assert strings(props)

"""What stands on the slip, in its order, in every language; and what does not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kiosk.directory.opening import PARIS
from kiosk.i18n.languages import LANGUAGES
from kiosk.paper.slip import Block, Kind, Slip, lines
from kiosk.ui.viewmodels.slip import derive_slip
from tests.support.kiosks import SPOKEN
from tests.support.slips import FRIDAY_10, PATH, Slips, every_text, long_hours

ORDER = [
    "site",
    "site:address",
    "choice",
    "rung",
    "title",
    "phone",
    "address",
    "distance",
    "opening",
    "week",
    "week:0",
    "charge",
    "languages",
    "code",
    "fiche",
    "fiche:0",
    "bring",
    "bring:0",
    "show",
    "updated",
    "printed",
    "demonstration",
]
"""The blocks of a place that has everything."""


KNOWN = ("charge", "languages")


def keys(slip: Slip) -> list[str]:
    return [block.key for block in slip.blocks if block.key]


def block(slip: Slip, key: str) -> Block:
    return next(block for block in slip.blocks if block.key == key)


def phone_result(slips: Slips):  # type: ignore[no-untyped-def]
    return next(r for r in slips.results("urgence/suicide/moi") if r.place.kind == "telephone")


@pytest.mark.parametrize("language", SPOKEN)
def test_every_block_is_there_in_its_order(slips: Slips, language: str) -> None:
    """What was asked, who and where and when, the code, what to bring, how sure it is: the same in each language."""
    slip = slips.slip(slips.results()[0], language)
    found = [key for key in keys(slip) if key in ORDER]
    assert found == ORDER
    assert (slip.language, slip.rtl) == (language, LANGUAGES[language].rtl)
    assert [block.kind for block in slip.blocks].count(Kind.RULE) == 5
    assert slip.page(1, 2).count("{") == 0


@pytest.mark.parametrize("language", SPOKEN)
def test_each_block_knows_its_language(slips: Slips, language: str) -> None:
    """Names and addresses are French wherever they stand; a sentence is in the language of the slip."""
    slip = slips.slip(slips.results()[0], language)
    assert {block(slip, key).language for key in ("site", "title", "address", "code")} == {"fr"}
    assert {block(slip, key).language for key in ("rung", "opening", "bring:0", "printed")} == {language}
    assert all(each.rtl is LANGUAGES[each.language].rtl for each in slip.blocks)


@pytest.mark.parametrize("language", SPOKEN)
def test_french_stands_beneath_for_the_person_at_the_desk(slips: Slips, language: str) -> None:
    """All they need, as it stands on the French slip: nothing is twice on that one."""
    own, french = (slips.slip(slips.results()[0], each) for each in (language, "fr"))
    assert not [each for each in french.blocks if each.french or each.french_label]
    if language == "fr":
        return
    assert [each.key for each in own.blocks] == [each.key for each in french.blocks]
    assert [each.french_label for each in own.blocks] == [each.label for each in french.blocks]
    for key in ("choice", "rung", "week", "fiche", "bring", "bring:0", "show", "printed", "demonstration"):
        assert block(own, key).french == block(french, key).text
    assert block(own, "updated").french == "Informations du 20 octobre 2026"
    for key in ("opening", "week:0", "distance"):
        assert block(own, key).french == (block(french, key).text if language == "fa" else "")
    assert block(own, "week:1").french == "Fermé" and block(own, "week:1").french_label == "dimanche et lundi"


@pytest.mark.parametrize("language", [each for each in SPOKEN if each != "fr"])
def test_the_desk_is_not_told_what_it_knows(slips: Slips, language: str) -> None:
    """What help is about, what it costs, who speaks what: paper has an end."""
    slip = slips.slip(slips.results()[0], language)
    assert not [each for each in slip.blocks if each.key in KNOWN and each.french]
    assert not [each for each in slip.blocks if each.key.startswith("fiche:") and each.french]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_without_the_answers_nothing_tells_the_need(slips: Slips, language: str) -> None:
    """Neither the answers nor the fiche that follows from them; the papers to bring stay."""
    path, result = slips.path(), slips.results()[0]
    told = every_text(slips.slip(result, language, answers=False))
    fiche, t = slips.content.guide.fiches[path.way.fiche], slips.words(language)
    need = [*path.labels, fiche.title, *fiche.what]
    assert not [text for text in told for secret in (*need, *map(t, need)) if secret in text]
    assert set(map(t, fiche.bring)) <= set(told)
    slip = slips.slip(result, language, answers=False)
    assert {"choice", "fiche", "fiche:0"}.isdisjoint(keys(slip))
    assert not any(
        path.need.pictogram and each.picture == slips.source().pictograms[path.need.pictogram] for each in slip.blocks
    )


def test_two_visitors_with_one_question_take_the_same_slip_away(slips: Slips) -> None:
    """It depends on the place, the question, the language and the day, and on nobody; the hour is not on it."""
    result, later = slips.results()[0], FRIDAY_10 + dt.timedelta(minutes=47)
    path, words = slips.path(), slips.words("fr")
    assert derive_slip(slips.source(), result, path, words, words) == derive_slip(
        slips.source(later), result, path, words, words
    )


def test_a_paper_knows_no_now(slips: Slips) -> None:
    """The hours of the day of printing, under its date, in the place of "open now"; then the other days, each once."""
    slip = slips.slip(slips.results()[0])
    today = block(slip, "opening")
    assert (today.label, today.text) == ("vendredi 20 novembre 2026", "de 09:00 à 12:30 et de 13:30 à 18:00")
    days = " ".join(each.label for each in slip.blocks if each.kind is Kind.ROW)
    assert [days.count(day) for day in ("lundi", "mardi", "mercredi", "jeudi", "samedi", "dimanche")] == [1] * 6
    assert "vendredi" not in days
    assert not [text for text in every_text(slip) if "maintenant" in text]


def test_days_of_the_same_hours_stand_together(slips: Slips) -> None:
    """As on a door: three rows for a week, in the order of the days to come."""
    result = slips.changed(slips.results()[0], hours="Mo-Th 09:00-12:00; Sa 10:00-11:00; PH off")
    rows = [(each.label, each.text) for each in slips.slip(result).blocks if each.kind is Kind.ROW]
    assert rows == [
        ("samedi", "de 10:00 à 11:00"),
        ("dimanche", "Fermé"),
        ("lundi, mardi, mercredi et jeudi", "de 09:00 à 12:00"),
    ]


def test_with_a_wrong_clock_no_day_is_printed(slips: Slips) -> None:
    """The plain week, "call first", and no date of printing."""
    source = slips.source(FRIDAY_10, built=FRIDAY_10 + dt.timedelta(days=400))
    assert not source.moment.trusted
    result = slips.results()[0]
    unsure = replace(result, opening=replace(result.opening, open=None, doubt="clock", today=(), next_change=None))
    slip = derive_slip(source, unsure, slips.path(), slips.words("fr"), slips.words("fr"))
    assert block(slip, "opening").text == "Appelez avant de venir"
    assert block(slip, "week").text == "Les heures de la semaine"
    assert "printed" not in keys(slip)


def test_a_closure_and_a_holiday_are_said(slips: Slips) -> None:
    """Closed for now, until when; and call first on a holiday: both are true on paper too."""
    result = slips.results()[0]
    closed = slips.changed(result, closures=((dt.date(2026, 11, 16), dt.date(2026, 12, 4)),))
    assert block(slips.slip(closed), "opening").text.startswith("Fermé pour le moment")
    armistice = dt.datetime(2026, 11, 11, 10, tzinfo=PARIS)
    holiday = slips.changed(result, armistice, hours="Mo-Fr 09:00-12:00")
    slip = derive_slip(slips.source(armistice), holiday, slips.path(), slips.words("fr"), slips.words("fr"))
    assert "jour férié" in block(slip, "opening").text


def test_hours_that_nobody_can_read_are_there_as_written(slips: Slips) -> None:
    """All 682 characters of them, in French, marked so in another language."""
    written = long_hours()
    assert len(written) == 682
    result = slips.changed(slips.results()[0], hours="", hours_text=written)
    for language in ("fr", "ar"):
        slip = slips.slip(result, language)
        assert written in block(slip, "written").text
        assert (written, "fr") in [(words, code) for key, words, code in lines(slip) if key == "written"]
        assert not [each for each in slip.blocks if each.kind is Kind.ROW]


def test_an_address_without_a_street_and_a_place_without_anything(slips: Slips) -> None:
    """The town alone; and no empty label for what nobody knows."""
    result = slips.results()[0]
    town = slips.slip(slips.changed(result, street="", complement=""), "uk")
    assert block(town, "address").text == f"{result.place.postcode} {result.place.city}"
    bare = slips.changed(
        result, street="", complement="", postcode="", city="", phone="", hours="", booking_url="", languages=()
    )
    slip = slips.slip(replace(bare, distance_m=None, booking_host=""), "uk", coded=False)
    assert {"address", "phone", "distance", "languages", "week", "code"}.isdisjoint(keys(slip))
    assert [each for each in slip.blocks if each.label and not each.text] == []


@pytest.mark.parametrize(("number", "shown"), [("3646", "36\xa046"), ("+33353010203", "03\xa053\xa001\xa002\xa003")])
def test_numbers_are_written_as_they_are_dialled(slips: Slips, number: str, shown: str) -> None:
    """In pairs that never part, in Latin digits in every language."""
    result = slips.changed(slips.results()[0], phone=number)
    for language in ("fr", "fa"):
        assert block(slips.slip(result, language), "phone").text == shown


@pytest.mark.parametrize("language", ["fr", "fa"])
def test_a_number_one_calls_says_what_it_is_for(slips: Slips, language: str) -> None:
    """Its name in the language of the slip, what it does, when it answers; nothing to bring, nowhere to show it."""
    result = phone_result(slips)
    slip = slips.slip(result, language, "urgence/suicide/moi")
    assert block(slip, "title").language == language
    assert {"why", "phone", "opening"} <= set(keys(slip))
    assert {"address", "bring", "show"}.isdisjoint(keys(slip))


def test_old_information_is_said_to_be_old(slips: Slips) -> None:
    """Of a place, and of all of it."""
    old = slips.changed(slips.results()[0], updated=dt.date(2024, 1, 1))
    assert block(slips.slip(old), "old").kind is Kind.STRONG
    source = slips.source(FRIDAY_10, built=FRIDAY_10 - dt.timedelta(days=90))
    slip = derive_slip(source, slips.results()[0], slips.path(), slips.words("fr"), slips.words("fr"))
    assert block(slip, "dated").kind is Kind.STRONG


@pytest.mark.parametrize("language", SPOKEN)
def test_the_slip_can_be_read_aloud(slips: Slips, language: str) -> None:
    """Every text is said, in the order of the paper and in its language; the French beneath only when asked for."""
    slip = slips.slip(slips.results()[0], language)
    said = lines(slip)
    assert {"fr"} <= {code for _, _, code in said} <= set(LANGUAGES)
    order = list(dict.fromkeys(key for key, _, _ in said))
    assert order == [key for key in keys(slip)]
    for each in slip.blocks:
        words = "".join(text for key, text, _ in said if key == each.key)
        assert all(part in words for part in (each.label, each.text if not each.said else "") if part)
    assert "العربية" in " ".join(text for key, text, code in said if (key, code) == ("languages", "ar"))
    desk = [text for _, text, _ in lines(slip, desk=True)]
    again = [text for each in slip.blocks for text in (each.french, each.french_label) if text]
    assert set(again) <= set(desk) and len(desk) == len(said) + len(again)


def test_every_path_of_the_guide_makes_a_slip(slips: Slips) -> None:
    """The first place of each, in the languages in turn: a name, and no brace left open."""
    for number, path in enumerate(slips.content.guide.paths()):
        language = SPOKEN[number % len(SPOKEN)]
        slip = slips.slip(slips.results(path.id, language)[0], language, path.id)
        assert block(slip, "title").text
        assert not [text for text in every_text(slip) if "{" in text], path.id


def test_the_path_of_these_tests_is_a_place_to_go(slips: Slips) -> None:
    assert slips.results(PATH)[0].rung == "here"


def test_an_address_of_e_mail_is_on_the_paper(slips: Slips) -> None:
    """Where one can write, under its label; it is read by the French voice in every language."""
    result = slips.changed(slips.results()[0], email="contact@ville.example")
    line = block(slips.slip(result, "ar"), "email")
    assert (line.text, line.language) == ("contact@ville.example", "fr")
    assert "email" not in keys(slips.slip(slips.changed(slips.results()[0], email="non communiqué")))

"""How old what is shown is, said to whoever looks: quietly when it is fresh, aloud when it is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.flow import events as ev
from kiosk.i18n.formats import format_date_only
from kiosk.ui.viewmodels.place_facts import shown_phone
from tests.support.kiosks import FRIDAY, SPOKEN, Stage, stage
from tests.support.layout import faults
from tests.support.visitor import Visitor

NOVEMBER_12 = dt.datetime(2026, 11, 12, 9, tzinfo=dt.UTC)
LONG_AGO = dt.date(2024, 1, 2)
STALE = "Ces informations datent du 12 novembre 2026. Appelez avant de venir."
OLD = "Cette information est ancienne. Appelez avant de venir."
NOTE = "Entrez par la porte bleue."


def days_later(days: int) -> dt.datetime:
    return NOVEMBER_12 + dt.timedelta(days=days)


def on_results(shown: Stage, visitor: Visitor, **fields: object) -> None:
    """Walk to some results, all of whose places have these fields."""
    for label in shown.content.guide.path("papiers/etat/aides").labels:  # type: ignore[union-attr]
        visitor.press(label)
    navigator = shown.kiosk.navigator
    answer = navigator.session.answer
    assert answer is not None
    results = tuple(replace(each, place=replace(each.place, **fields)) for each in answer.results)  # type: ignore[arg-type]
    navigator._session = replace(navigator.session, answer=replace(answer, results=results))
    shown.kiosk.screens.show(navigator.session)


def place_with_phone(shown: Stage) -> tuple[str, str]:
    """The name and the number, as shown, of a place on the page that has one."""
    place = next(each.place for each in shown.kiosk.navigator.session.shown if each.place.phone)
    return place.name, shown_phone(place.phone)


@pytest.mark.parametrize(("days", "words"), [(0, "Informations du 12 novembre 2026"), (45, None), (46, STALE)])
def test_the_home_screen_says_from_when_all_this_is(demonstration: Path, days: int, words: str | None) -> None:
    """Up to 45 days the date alone, from the 46th a warning that can be heard by itself."""
    with stage(demonstration, at=days_later(days), built=NOVEMBER_12) as shown:
        visitor = Visitor(shown)
        assert (words or "Informations du 12 novembre 2026") in visitor.names()
        assert (f"Écouter : {STALE}" in visitor.names()) == (days > 45)
        visitor.press("Écouter")
        said = [line.text for line in shown.speaker.said[-1].lines]
        assert (words or "Informations du 12 novembre 2026") in said
        if days > 45:
            assert said.index(STALE) < said.index(shown.content.guide.needs[0].label)
            visitor.press(f"Écouter : {STALE}")
            assert [line.text for line in shown.speaker.said[-1].lines] == [STALE]


def test_the_site_says_how_old_is_too_old(demonstration: Path) -> None:
    """`stale_after_days` of the site file is the limit."""

    def change(content):  # type: ignore[no-untyped-def]
        return replace(content, settings=replace(content.settings, stale_after_days=2))

    with stage(demonstration, at=days_later(3), built=NOVEMBER_12, change=change) as shown:
        assert STALE in Visitor(shown).names()


def test_the_date_is_the_day_in_the_site_s_own_time_zone(demonstration: Path) -> None:
    """Made at half past eleven in the evening in London: the day after, in France."""
    with stage(demonstration, at=days_later(2), built=NOVEMBER_12.replace(hour=23, minute=30)) as shown:
        assert "Informations du 13 novembre 2026" in Visitor(shown).names()


@pytest.mark.parametrize("language", SPOKEN)
def test_every_language_says_it_on_the_home_screen_alone(demonstration: Path, language: str) -> None:
    """The date as that language writes it; no other screen gives it."""
    with stage(demonstration, at=days_later(1), built=NOVEMBER_12) as shown:
        go, visitor = shown.kiosk.navigator.happen, Visitor(shown)
        go(ev.LanguageChosen(language))
        date = format_date_only(NOVEMBER_12.date(), language)
        t = shown.content.release.catalogue[language]
        assert t("Informations du {date}", date=date) in visitor.names()
        go(ev.TileChosen(shown.content.guide.needs[0].id))
        assert not visitor.sees(date)
        go(ev.HelpAsked())
        assert not visitor.sees(date)


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)], ids=["portrait", "landscape"])
@pytest.mark.parametrize("text_size", ["normal", "largest"])
def test_the_warning_cuts_nothing(demonstration: Path, size: tuple[int, int], text_size: str) -> None:
    """In every language and both ways up, the warning and the tiles under it are whole."""
    told = []
    with stage(demonstration, size, text_size=text_size, at=days_later(99), built=NOVEMBER_12) as shown:
        visitor = Visitor(shown)
        for language in SPOKEN:
            shown.kiosk.navigator.happen(ev.LanguageChosen(language))
            visitor.settle()
            told += [f"{language}: {fault}" for fault in faults(shown.kiosk.shell.window)]
    assert told == []


def test_an_old_place_says_so_and_gives_its_phone_first(demonstration: Path) -> None:
    """On its screen the warning, then the number, before hours and address; on its card the number is the first fact;
    both are read in that order."""
    with stage(demonstration, at=FRIDAY) as shown:
        visitor = Visitor(shown)
        on_results(shown, visitor, updated=LONG_AGO)
        name, number = place_with_phone(shown)
        names = visitor.names()
        card = names[names.index(name) :]
        assert card.index(number) < next(n for n, text in enumerate(card) if "Ouvert" in text or "Fermé" in text)
        visitor.press(name)
        names = visitor.names()
        hours = next(n for n, text in enumerate(names) if text.startswith(("Ouvert", "Fermé")))
        assert names.index(OLD) < names.index(number) < hours
        assert names.count(OLD) == 1 and names.count(number) <= 2
        said = [line.text for line in shown.kiosk.screens.spoken]
        assert said.index(OLD) < said.index(number) < said.index(names[hours])


def test_a_fresh_place_keeps_its_order(demonstration: Path) -> None:
    """No warning; hours and address come before the number."""
    with stage(demonstration, at=FRIDAY) as shown:
        visitor = Visitor(shown)
        on_results(shown, visitor, updated=FRIDAY.date())
        name, number = place_with_phone(shown)
        visitor.press(name)
        names = visitor.names()
        hours = next(n for n, text in enumerate(names) if text.startswith(("Ouvert", "Fermé")))
        assert OLD not in names and hours < names.index(number)


def test_an_old_place_without_a_phone_sends_nobody_to_call(demonstration: Path) -> None:
    """Where there is no number, the desk of this very site is who can help."""
    with stage(demonstration, at=FRIDAY) as shown:
        visitor = Visitor(shown)
        on_results(shown, visitor, updated=LONG_AGO, phone="")
        visitor.press(shown.kiosk.navigator.session.shown[0].place.name)
        assert OLD not in visitor.names()
        assert "Cette information est ancienne. Demandez conseil à l'accueil." in visitor.names()


@pytest.mark.parametrize("language", SPOKEN)
def test_the_note_of_an_agent_stands_under_the_name_and_is_said_in_french(demonstration: Path, language: str) -> None:
    """One sentence about this place, marked as French in every other language, and read by a French voice."""
    with stage(demonstration, at=FRIDAY) as shown:
        visitor = Visitor(shown)
        on_results(shown, visitor, note=NOTE, updated=FRIDAY.date())
        visitor.press(shown.kiosk.navigator.session.shown[0].place.name)
        shown.kiosk.navigator.happen(ev.LanguageChosen(language))
        lines = [line for line in shown.kiosk.screens.spoken if line.key == "note"]
        french = [line for line in lines if line.words.strip("\u2068\u2069 ") == NOTE]
        assert len(french) == 1 and french[0].language == ("" if language == "fr" else "fr")
        assert visitor.sees(NOTE)
        shown_lines = shown.kiosk.screens.views[shown.kiosk.navigator.session.screen].map.value("told")
        assert shown_lines[0]["key"] == "note"


def test_a_place_without_a_note_has_no_place_for_one(demonstration: Path) -> None:
    """No empty line, no pictogram, nothing to hear."""
    with stage(demonstration, at=FRIDAY) as shown:
        visitor = Visitor(shown)
        on_results(shown, visitor, updated=FRIDAY.date())
        visitor.press(shown.kiosk.navigator.session.shown[0].place.name)
        told = shown.kiosk.screens.views[shown.kiosk.navigator.session.screen].map.value("told")
        assert "note" not in [line["key"] for line in told]

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours, State

from kiosk.publish.hours import days_to_osm, hours_of, normalise_osm, written_to_osm
from kiosk.publish.hours_in_words import in_words, respelt
from kiosk.publish.week_hours import DAYS, tidy_spans, week_to_osm
from kiosk.publish.written_tokens import DAY_NAMES

MONDAY = dt.datetime(2026, 3, 2)


def week_minutes(osm: str) -> list[tuple[dt.datetime, dt.datetime]]:
    intervals = OpeningHours(osm).intervals(MONDAY, MONDAY + dt.timedelta(days=7))
    return [(begins, ends) for begins, ends, state, _ in intervals if state == State.OPEN]


@pytest.mark.parametrize(
    ("text", "osm"),
    [
        ("Mo-Fr 09:00-12:00", "Mo-Fr 09:00-12:00"),
        ("  Mo-Fr  9:00-12:00 ,  14:00 - 17:00 ;; Sa 09:00–12:00 ; ", "Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00"),
        ("Mo-Fr\u00a009:00-12:00", "Mo-Fr 09:00-12:00"),
        ("Tu, We , Th 09:00-12:00; Fr 14:00-16:00", "Tu,We,Th 09:00-12:00; Fr 14:00-16:00"),
        ("Mo-Fr 09:00-12:00; We off", "Mo-Fr 09:00-12:00; We off"),
        ("Mo-Fr 09:00-12:00; PH off", "Mo-Fr 09:00-12:00; PH off"),
        ("Mo-Fr 09:00-12:00, Sa 10:00-12:00", "Mo-Fr 09:00-12:00, Sa 10:00-12:00"),
        ("Sa 10:00-14:00,14:00-19:00", "Sa 10:00-14:00,14:00-19:00"),
        ("Jul-Aug Mo-Fr 10:00-12:00; Dec 24-Jan 02 off", "Jul-Aug Mo-Fr 10:00-12:00; Dec 24-Jan 02 off"),
        ("Mo[1] 10:00-12:00", "Mo[1] 10:00-12:00"),
        ("Mo-Su 19:00-08:00", "Mo-Su 19:00-08:00"),
        ("Mo-Su 00:00-24:00", "Mo-Su 00:00-24:00"),
        ("mo-fr 09:00-12:00", "Mo-Fr 09:00-12:00"),
        ("Mo-Fr 9h-12h", "Mo-Fr 09:00-12:00"),
        ("MO-FR 9H - 12H30, 13h30-17 h; WE OFF", "Mo-Fr 09:00-12:30,13:30-17:00; We off"),
        ("24/7", "24/7"),
    ],
)
def test_osm_is_tidied_without_changing_its_rules(text: str, osm: str) -> None:
    """A sound schedule comes out with the same rules, spaced and padded as the grammar wants."""
    assert normalise_osm(text) == osm


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        ";",
        "Tu 12:30",
        "Mo 00:00",
        "Mo-Fr 10:00+",
        "Mo-Fr 08:30-12:00-13:30",
        "Mo-Fr 08:30-12:00,11:00-13:00",
        "Th 09:00-12:00,09:00-12:00",
        "We 14:00-14:00",
        "Fr 17:00-12:00",
        "Mo 25:00-26:00",
        "Mo-Fr",
        "off",
        "PH off",
        "Mo-Fr 08:30-12:00; 14:00-17:30",
        "Mo-Fr 08:30-12:00; off",
        '"sur rendez-vous"',
        'Mo-Fr 09:00-12:00 "sur rendez-vous"',
        "Mo-Fr 09:00-12:00 || unknown",
        "Mo-Fr 09:00-12:00; SH off",
        "Mo-Fr sunrise-sunset",
        "Horaires variables. Voir le programme.",
        "; ".join(["Mo-Fr 09:00-12:00"] * 30),
    ],
)
def test_osm_that_cannot_be_trusted_is_refused(text: str) -> None:
    """What does not parse, or parses into something no office keeps, gives an empty string."""
    assert normalise_osm(text) == ""


def test_a_second_rule_replaces_the_day_it_names() -> None:
    """Wednesday keeps only the hours of the last rule that names it, as OSM says."""
    wednesday = [
        (begins.hour, ends.hour)
        for begins, ends in week_minutes(normalise_osm("Mo-Fr 09:00-12:00;We 14:00-17:00"))
        if begins.weekday() == 2
    ]
    assert wednesday == [(14, 17)]


@pytest.mark.parametrize(
    ("text", "osm"),
    [
        (
            "Du lundi au vendredi : 09:00-12:00 et 14:00-16:30 / Samedi : 9h-12h",
            "Mo-Fr 09:00-12:00,14:00-16:30; Sa 09:00-12:00",
        ),
        ("du lundi au vendredi de 9h à 12h30 et de 13h30 à 18h", "Mo-Fr 09:00-12:30,13:30-18:00"),
        ("DU LUNDI AU VENDREDI DE 9 H 30 A 12 H et DE 14 H A 17 H", "Mo-Fr 09:30-12:00,14:00-17:00"),
        ("lundi, mardi et jeudi : 8H30-12H puis 13.30-17.00", "Mo-Tu,Th 08:30-12:00,13:30-17:00"),
        ("les mardis & vendredis 9h/12h, 14h/17h", "Tu,Fr 09:00-12:00,14:00-17:00"),
        ("9h-12h30 et 13h30-17h du lundi au vendredi", "Mo-Fr 09:00-12:30,13:30-17:00"),
        ("9h-12h le lundi, 14h-17h le mardi", "Mo 09:00-12:00; Tu 14:00-17:00"),
        ("du lundi au vendredit, 9h 12h / 14h 19h", "Mo-Fr 09:00-12:00,14:00-19:00"),
        ("lun.-ven. 9h-midi", "Mo-Fr 09:00-12:00"),
        ("tous les jours 10h-18h", "Mo-Su 10:00-18:00"),
        ("En semaine de 9h à 17h, week-end : 10h-12h", "Mo-Fr 09:00-17:00; Sa-Su 10:00-12:00"),
        ("Lundi : FERMÉ ; Mardi : 9h-12h ; Dimanche : fermée", "Tu 09:00-12:00"),
        ("Du lundi au vendredi 9h-12h, fermé le mercredi", "Mo-Tu,Th-Fr 09:00-12:00"),
        ("Samedi matin de 9h à 12h", "Sa 09:00-12:00"),
        ("Lundi le matin de 9h à 12h et l'après-midi de 14h à 17h", "Mo 09:00-12:00,14:00-17:00"),
        ("Horaires d'ouverture : mardi 9:00-10:30 et 10:30-12:00.", "Tu 09:00-12:00"),
        ("Vendredi 9h-12 et 14-17h", "Fr 09:00-12:00,14:00-17:00"),
        ("Lundi 14h18h", "Mo 14:00-18:00"),
        ("mardi 17h-24h", "Tu 17:00-24:00"),
        ("ouvert 24h/24 et 7j/7", "24/7"),
    ],
)
def test_certain_french_becomes_osm(text: str, osm: str) -> None:
    """Every way of writing in the grammar comes out as the week it means."""
    assert written_to_osm(text) == osm
    assert normalise_osm(osm) == osm


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Fermé",
        "lundi fermé",
        "9h-12h 13h30-17h",
        "Du lundi au vendredi",
        "lundi 9h-12h sur rendez-vous",
        "1er jeudi du mois 9h-12h",
        "lundi 9h-12h semaine paire",
        "mardi 9h-12h une semaine sur deux",
        "tous les jours sauf lundi 9h-12h",
        "tous les jours de la semaine 9h-12h",
        "tous les jours du lundi au vendredi 9h-12h",
        "lundi 9h-12h (hors vacances scolaires)",
        "Du lundi au vendredi 9h-12h. Fermé en août",
        "Initiation : mardi 14h-15h30 / Perfectionnement : mardi 10h-11h30",
        "Mardi : 14h-19h / Mercredi au samedi : 10h-12h / Jeudi : 14h-18h",
        "lundi fermé le matin",
        "jeudi (fermé le matin) 14h-16h30",
        "lundi 9h-12h, fermé le lundi",
        "lundi 14h-7h",
        "lundi 22h-6h",
        "lundi 12h-9h",
        "lundi 9h-25h",
        "lundi 9h61-12h",
        "lundi 2h-5h",
        "lundi 9h-12h, 11h-13h",
        "lundi 9h-12h-13h",
        "lundi 14-18",
        "lundi 14h 18",
        "lundi 10h 14h-16h 18h",
        "lundi 9h et 12h",
        "lundi 9h-12h et",
        "lundi 9h-12h, mardi",
        "lundi 9h-12h 14h-17h mardi",
        "vendredi au mardi 9h-12h",
        "du lundi ou vendredi 9h-12h",
        "du lundi 9h-12h",
        "lundi, lundi 9h-12h",
        "lundi matin 14h-17h",
        "lundi après-midi 9h-12h",
        "lundi matin 9h-12h et 14h-17h",
        "lundi au 03.20.28.01.50",
        "fermé lundi, mardi 9h-12h",
        "lundi 9h-12h 15/08",
    ],
)
def test_uncertain_french_stays_text(text: str) -> None:
    """One thing not understood, contradictory or impossible, and nothing at all is claimed."""
    assert written_to_osm(text) == ""


@pytest.mark.parametrize(
    ("days", "osm"),
    [
        (dict.fromkeys(DAYS[:5], "09:00 - 12:00 / 14:00 - 17:00"), "Mo-Fr 09:00-12:00,14:00-17:00"),
        (
            {"Mo": "-", "Tu": "09:00-12:00/13:30-17:00", "We": "", "Th": "09:00-12:00/13:30-17:00"},
            "Tu,Th 09:00-12:00,13:30-17:00",
        ),
        ({"Sa": "9h - 12h", "Su": "Fermé"}, "Sa 09:00-12:00"),
        ({"Mo": "09:00-12:00", "Tu": "sur rendez-vous"}, ""),
        ({"Mo": "09:00-12:00", "Tu": "mardi 9h-12h"}, ""),
        ({"Mo": "09:00-12:00", "Tu": "12:00-09:00"}, ""),
        ({"Lu": "09:00-12:00"}, ""),
        ({"Mo": "", "Tu": "-"}, ""),
        ({}, ""),
    ],
)
def test_one_column_a_day(days: dict[str, str], osm: str) -> None:
    """Equal days share a rule; one cell not understood makes the whole week uncertain."""
    assert days_to_osm(days) == osm


@pytest.mark.parametrize(
    ("osm", "written", "result"),
    [
        ("Mo 09:00-12:00; Tu 13:30-17:00", "9h-12h; 13h30-17h", ("", "9h-12h; 13h30-17h")),
        (
            "Mo-Fr 08:30-12:00; 14:00-17:30",
            "du lundi au vendredi 8h30-12h / 14h-17h30",
            ("Mo-Fr 08:30-12:00,14:00-17:30", ""),
        ),
        ("09:00-17:00", "9h-17h", ("", "9h-17h")),
        ("09:00-17:00", "", ("09:00-17:00", "")),
        ("Tu 12:30", "", ("", "Tu 12:30")),
        ("", "Tu 12:30-14:00", ("Tu 12:30-14:00", "")),
        ("lundi 9h-12h", "", ("Mo 09:00-12:00", "")),
        ("", " voir le site ", ("", "voir le site")),
        ("", "", ("", "")),
    ],
)
def test_two_columns_about_the_same_hours(osm: str, written: str, result: tuple[str, str]) -> None:
    """Where there is a text it alone counts, in French or in OSM; without one the OSM column does."""
    assert hours_of(osm, written) == result


FRENCH = "- / , ; . : & ( du au et le de à fermé matin 9h 12h30 14:00 17 midi 24h sauf"
OSM = 'PH SH off Dec 25 2026 easter week - , ; 09:00 12:00 26:00 + || 24/7 "x"'

words = st.sampled_from([*DAY_NAMES, *FRENCH.split()])
osm_words = st.sampled_from([*DAYS, " ", *OSM.split()])
any_text = st.text() | st.lists(words).map(" ".join) | st.lists(osm_words).map("".join) | st.text(st.characters())


@given(any_text)
def test_any_text_gives_sound_hours_or_none(text: str) -> None:
    """No text makes an error, and what comes out is always what the tidying would leave alone."""
    for osm in (normalise_osm(text), written_to_osm(text), days_to_osm({"Mo": text, "Tu": "9h-12h"})):
        assert osm == normalise_osm(osm)
        assert osm == "" or OpeningHours(osm)
    assert all(isinstance(part, str) for part in hours_of(text, text))


spans = st.lists(st.integers(5 * 12, 24 * 12), min_size=2, max_size=6, unique=True).map(
    lambda ticks: tidy_spans(
        (begins * 5, ends * 5) for begins, ends in zip(sorted(ticks)[::2], sorted(ticks)[1::2], strict=False)
    )
)
weeks = st.dictionaries(st.integers(0, 6), spans, min_size=1)


def minutes_of(week: dict[int, tuple[tuple[int, int], ...]]) -> list[tuple[dt.datetime, dt.datetime]]:
    return sorted(
        (MONDAY + dt.timedelta(days=day, minutes=begins), MONDAY + dt.timedelta(days=day, minutes=ends))
        for day, spans in week.items()
        for begins, ends in spans
    )


@given(weeks)
def test_a_week_in_osm_means_that_week(week: dict[int, tuple[tuple[int, int], ...]]) -> None:
    """The OSM written for a week is open exactly in its spans, and passes its own checks."""
    osm = week_to_osm(week)
    assert week_minutes(osm) == minutes_of(week)
    assert normalise_osm(osm) == osm


@given(
    weeks,
    st.sampled_from([("{} de {} à {}", " et ", " / "), ("{} : {}-{}", ", ", " ; "), ("le {} {} - {}", " / ", ". ")]),
)
def test_a_week_written_in_french_is_read_back(
    week: dict[int, tuple[tuple[int, int], ...]], style: tuple[str, str, str]
) -> None:
    """A week written out day by day in a common style comes back as the same week."""
    first, between_ranges, between_days = style
    days = []
    for day, day_spans in sorted(week.items()):
        clocks = [f"{m // 60}h{m % 60:02d}" for span in day_spans for m in span]
        ranges = [first.format(DAY_NAMES[day], *clocks[:2])]
        ranges += [f"{begins}-{ends}" for begins, ends in zip(clocks[2::2], clocks[3::2], strict=True)]
        days.append(between_ranges.join(ranges))
    assert week_minutes(written_to_osm(between_days.join(days))) == minutes_of(week)


def test_a_week_end_in_capitals_is_no_wednesday() -> None:
    """WE beside no English day is what the French call Saturday and Sunday."""
    assert normalise_osm("WE 9h-12h") == "" and in_words("WE 9h-12h") == "WE 9h-12h"


@pytest.mark.parametrize(
    ("osm", "words"),
    [
        ("Tu 12:30", "mardi 12:30"),
        ("Mo-Fr 09:00-12:00-14:00", "du lundi au vendredi 09:00-12:00-14:00"),
        (
            "Mo,We 09:00; Th[-1] 14:00; PH off",
            "lundi, mercredi 09:00; jeudi (dernier du mois) 14:00; jours fériés fermé",
        ),
        ('Mo-Fr 09:00-17:00 "sur rendez-vous"', "du lundi au vendredi 09:00-17:00 sur rendez-vous"),
        ("Jul-Aug Mo[1] 10:00", "juillet-août lundi (1er du mois) 10:00"),
        ("Sur rendez-vous", "Sur rendez-vous"),
        ("Lu-Ve 9h-12h, We 10h", "Lu-Ve 9h-12h, We 10h"),
        ("Horaires variables. Voir le programme.", "Horaires variables. Voir le programme."),
    ],
)
def test_hours_that_stay_text_are_told_in_french(osm: str, words: str) -> None:
    """No visitor reads raw OSM; prose is left alone."""
    assert in_words(osm) == words


@given(any_text)
def test_any_text_can_be_told_in_words(text: str) -> None:
    """Telling twice changes nothing more for what is no OSM, and a respelt schedule is only ever days and times."""
    assert isinstance(in_words(text), str)
    assert respelt(respelt(text)) == respelt(text)

from __future__ import annotations

import datetime as dt
import itertools
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.i18n.arabic_numbers import arabic_figures
from kiosk.i18n.formats import format_day, format_distance, format_phone, format_span
from kiosk.i18n.languages import LANGUAGES, Language
from kiosk.i18n.sayings import SAYINGS
from kiosk.speech.clips import Mark
from kiosk.speech.spoken import Said, Span, spoken
from kiosk.speech.utterance import MAX_CHARACTERS

NBSP = "\N{NO-BREAK SPACE}"
NNBSP = "\N{NARROW NO-BREAK SPACE}"
ISOLATED = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"
SIGNS = st.characters() | st.sampled_from(list(" 0123456789:hkm.,€/@-·›«»'‘’"))
TEXTS = st.text(SIGNS, max_size=200) | st.text(max_size=200)
CODES = st.sampled_from([*LANGUAGES, "xx"])


def written(said: Said, text: str) -> list[tuple[str, str]]:
    """Each said part with what it stands for."""
    return [(said.text[span.said_start : span.said_end], text[span.start : span.end]) for span in said.spans]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", "Appelez le 03 53 01 02 03.", "Appelez le 03, 53, 01, 02, 03."),
        ("fr", "Appelez le 0353010203.", "Appelez le 03, 53, 01, 02, 03."),
        ("fr", f"+33 3{NBSP}53 01 02 03", "03, 53, 01, 02, 03"),
        ("uk", "03.53.01.02.03", "03, 53, 01, 02, 03"),
        ("fr", "0 800 10 20 30", "0 800, 10, 20, 30"),
        ("fr", "+32 2 123 45 67", "+32, 2, 123, 45, 67"),
        ("uk", "+32 2 123 45 67", "плюс 32, 2, 123, 45, 67"),
        ("fr", "Le 3919 est gratuit", "Le 39 19 est gratuit"),
        ("en", "Call 3114, day and night.", "Call 31, 14, day and night."),
        ("fr", f"39{NBSP}19", "39 19"),
        ("ru", f"39{NBSP}19", "39, 19"),
        ("ro", f"116{NBSP}006", "116, 006"),
        ("fr", "Le 115 répond", "Le 115 répond"),
        ("fr", "3250 € par mois", "3250 euros par mois"),
        ("fr", "En 2026", "En 2026"),
    ],
)
def test_numbers_that_are_dialled(language: str, text: str, said: str) -> None:
    """A phone number is said in pairs, a short one as it is grouped, and no other number is taken for one."""
    assert spoken(text, language).text == said


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", "09:00-12:00", "9 heures à 12 heures"),
        ("fr", "de 9h30 à 12 h", "de 9 heures 30 à 12 heures"),
        ("fr", "14-17h", "14 à 17 heures"),
        ("fr", "01:00, 24:00", "1 heure, minuit"),
        ("en", "09:00-12:30", "9 AM to 12 30 PM"),
        ("en", "Opens at 14:05", "Opens at 2 oh 5 PM"),
        ("ar", "مفتوح الآن، حتى الساعة 12:30", "مفتوح الآن، حتى الساعة الثانية عشرة والنصف"),
        ("uk", "з 08:30 до 12:00", "із восьмої 30 до дванадцятої"),
        ("uk", "Відкриття: пʼятниця, 14:00", "Відкриття: п'ятниця, чотирнадцята"),
        ("ru", "с 08:30 до 12:00", "с восьми тридцати до двенадцати"),
        ("ru", "завтра, 22:00", "завтра, 22 часа"),
        ("ro", "de la 09:00-12:00", "de la 9 până la douăsprezece"),
        ("es", "Abre hoy a las 14:00", "Abre hoy a las 14 horas"),
        ("pt", "das 09:30 às 21:00", "das 9 e 30 às vinte e uma horas"),
        ("it", "09:00-12:30", "dalle 9 alle 12 e 30"),
        ("pl", "09:00-12:30", "od dziewiątej do dwunastej 30"),
        ("pl", "jutro o 03:00, 02:00", "jutro o trzeciej, druga"),
        ("tr", "09:00-12:30", "9 ile 12 buçuk arası"),
        ("fa", "۰۸:۳۰-۱۲:۰۰", "از 8 و نیم تا 12"),
        ("xx", "09:00", "09:00"),
    ],
)
def test_hours(language: str, text: str, said: str) -> None:
    """Hours and spans of hours are said the way people of each language say them, in the case that the language asks
    for."""
    assert spoken(text, language).text == said


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", f"12{NNBSP}km", "12 kilomètres"),
        ("fr", "d'1,2 km.", "d'1 virgule 2 kilomètre."),
        ("fr", "5-10 km", "5 à 10 kilomètres"),
        ("fr", "350 m", "350 mètres"),
        ("fr", "5 min", "5 minutes"),
        ("en", "1.25 km", "1 point 2 5 kilometres"),
        ("uk", "12 км", "12 кілометрів"),
        ("ru", "1,2 км", "одна целая две десятых километра"),
        ("uk", "2,15 км", "дві цілих 15 сотих кілометра"),
        ("ar", "2 كم", "كيلومتران"),
        ("fa", "۱٫۲ کیلومتر", "1 ممیز 2 کیلومتر"),
        ("fa", "2 km", "2 کیلومتر"),
        ("es", "1 km", "un kilómetro"),
        ("fr", f"1{NNBSP}234,50{NBSP}€", "1234 euros 50"),
        ("en", "€1,234.5", "1234 point 5 euros"),
        ("it", "1,00 €", "un euro"),
        ("fr", f"12{NNBSP}345 habitants", "12345 habitants"),
        ("fr", "16-25 ans", "16 à 25 ans"),
        ("fr", "dossier 25-16", "dossier 25-16"),
        ("uk", "5%", "5 відсотків"),
    ],
)
def test_amounts(language: str, text: str, said: str) -> None:
    """A number and its unit are said in words, decimals and thousands as one number."""
    assert spoken(text, language).text == said


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", "le 12/03/2026", "le 12 mars 2026"),
        ("fr", "2026-12-01", "1er décembre 2026"),
        ("fr", "le 31/02/2026", "le 31 02 2026"),
        ("en", "Friday, 2 November 2026", "Friday, 2nd of November 2026"),
        ("ru", f"20 ноября 2026{NNBSP}г.", "двадцатого ноября две тысячи двадцать шестого года"),
        ("pl", "3 lutego 1999 r.", "trzeciego lutego 1999 roku"),
        ("uk", "12.03.2026", "дванадцятого березня дві тисячі двадцять шостого року"),
        ("it", "1 ottobre", "primo ottobre"),
    ],
)
def test_dates(language: str, text: str, said: str) -> None:
    """The day of a month is the ordinal that the language says, and a date in figures is said in full."""
    assert spoken(text, language).text == said


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", "https://www.rdv-service-public.fr/org/12?x=1", "rdv tiret service tiret public point fr"),
        ("fr", "Voir https://ville.fr/a.", "Voir ville point fr."),
        ("en", "www.example.org", "example dot org"),
        ("fr", "accueil@ccas.fr", "accueil arobase C C A S point fr"),
        ("fr", "https://", "https:"),
        ("fr", "M. Petit, 2 av. Foch, 3e étage, n° 5", "monsieur Petit, 2 avenue Foch, 3ème étage, numéro 5"),
        ("fr", "Plan M. 7j/7, 24h/24", "Plan M. 7 jours sur 7, 24 heures sur 24"),
        ("fr", "Le RSA, la CPAM, la CAF", "Le R S A, la cépame, la CAF"),
        ("fr", "C.C.A.S. de Lille", "C C A S de Lille"),
        ("en", "The MDPH", "The M.D.P.H"),
        ("ru", "RSA", "эр эс а"),
        ("ru", "Пойти к врачу", "Пойти ко врачу"),
        ("ar", "كم تكلف الديون.", "كَم تكلف الدُيون."),
    ],
)
def test_names(language: str, text: str, said: str) -> None:
    """Of an address only the host is said; acronyms and abbreviations are what people say for them."""
    assert spoken(text, language).text == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("60 m ·", "60 mètres"),
        ("Papiers · Argent", "Papiers; Argent"),
        ("Mairie  ›  Papiers", "Mairie; Papiers"),
        ("Bus – arrêt Gare", "Bus, arrêt Gare"),
        ("Écouter : « oui » ?", "Écouter: oui?"),
        ("et/ou", "et ou"),
        ("*** [A] # B = C ***", "A, B, C"),
        (". Source", "Source"),
        ("😀", ""),
        ("", ""),
        ("a\x00b\n\t c\ud800 \x1b", "a b c"),
        ("e\N{COMBINING ACUTE ACCENT}cole", "école"),
    ],
)
def test_signs_are_not_said(text: str, said: str) -> None:
    """A sign alone is a pause between two words, never a word, and nothing at an end."""
    assert spoken(text, "fr").text == said


def test_every_said_word_knows_what_is_lit() -> None:
    """What is said in several words is cut as finely as it is written."""
    text = f"⁨09:00-12:30⁩ · 03{NBSP}53{NBSP}01{NBSP}02{NBSP}03, 1,2{NNBSP}km, ccas.fr."
    assert written(spoken(text, "fr"), text) == [
        ("9 heures", "09:00"),
        ("à 12 heures 30;", "-12:30"),
        ("03,", "03"),
        ("53,", "53"),
        ("01,", "01"),
        ("02,", "02"),
        ("03,", "03,"),
        ("1 virgule 2 kilomètre,", f"1,2{NNBSP}km,"),
        ("C C A S", "ccas"),
        ("point fr.", ".fr."),
    ]


@pytest.mark.parametrize("digits", [10, 11, 30, 31, 10_000])
def test_long_numbers_are_said_to_their_end(digits: int) -> None:
    """A number too long for a voice is said in pairs, each lit in its turn, and no digit is lost."""
    text = "".join(itertools.islice(itertools.cycle("1234567890"), digits))
    said = spoken(text, "fr")
    assert said.text.replace(" ", "") == text
    assert all(part == lit and len(part) <= 2 for part, lit in written(said, text))


def test_a_voice_reads_the_beginning_of_an_endless_text() -> None:
    """What is beyond any screen is not said."""
    assert spoken("a " * MAX_CHARACTERS, "fr").spans[-1].end <= MAX_CHARACTERS


@given(TEXTS, CODES)
def test_spoken_never_fails(text: str, language: str) -> None:
    """Any text has a spoken form, on one line, without control characters, isolates or spaces that do not break."""
    said = spoken(text, language).text
    assert said == " ".join(said.split(" ")).strip()
    assert all(unicodedata.category(sign) not in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") for sign in said)
    assert not set("\u200e\u200f\u2066\u2067\u2068\u2069\u00a0\u202f") & set(said)


@given(TEXTS, CODES)
def test_spans_cover_what_is_said_in_order(text: str, language: str) -> None:
    """Spans never go back nor overlap, on either side, and between them nothing but a space is said."""
    said = spoken(text, language)
    ends = [(0, 0), *((span.said_end, span.end) for span in said.spans)]
    for (said_end, end), span in zip(ends, said.spans, strict=False):
        assert said_end <= span.said_start < span.said_end <= len(said.text)
        assert end <= span.start < span.end <= len(text)
        assert not said.text[said_end : span.said_start].strip()
    assert ends[-1][0] == len(said.text)


@given(TEXTS, CODES)
def test_nothing_written_is_lost(text: str, language: str) -> None:
    """Every letter and digit of the text stands for something that is said."""
    lit = {at for span in spoken(text, language).spans for at in range(span.start, span.end)}
    assert all(at in lit for at, sign in enumerate(text) if unicodedata.category(sign) in ("Lu", "Ll", "Lo", "Nd"))


@given(st.from_regex(r"[ 0-9:hkm.,€/@-]{0,40}", fullmatch=True), st.sampled_from([*LANGUAGES]))
def test_heaps_of_figures_and_signs(text: str, language: str) -> None:
    """Any heap of digits and units is said when there is anything to say in it."""
    assert bool(spoken(text, language).text) >= any(map(str.isalnum, text))


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.integers(0, 200_000), st.times(), st.times())
def test_what_the_screens_write_is_said_in_words(language: str, metres: int, opens: dt.time, closes: dt.time) -> None:
    """Distances and spans of hours, as the kiosk itself writes them, keep no sign and no unit to guess."""
    hours = spoken(format_span(opens, closes, language), language).text
    distance = spoken(format_distance(metres, language), language).text
    assert not set(":-–٫.") & set(hours + distance)
    assert not {"km", "m", "км", "м", "كم", "م"} & set(distance.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_is_said_whole(language: str) -> None:
    """A date in full keeps its words, and each of its written words is lit."""
    text = format_day(dt.date(2026, 2, 1), language)
    said = spoken(text, language)
    assert len(said.spans) >= len(text.split()) - 1
    assert said.text.split()[0] == text.replace("ʼ", "'").split()[0]


def test_a_phone_number_is_the_same_in_every_language() -> None:
    """A number is dialled in France, and heard in pairs whatever the language; Arabic has it in words."""
    said = {spoken(format_phone("+33353010203"), language).text for language in LANGUAGES if language != "ar"}
    assert said == {"03, 53, 01, 02, 03"}


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ("0", "صفر"),
        ("03,", "صفر ثَلاثا,"),
        ("10 14 20", "عَشَرا أَربَعَت عشر عشرون"),
        ("119.", "مِئا و تِسعَت عشر."),
        ("620", "سِت مِئا و عشرون"),
        ("2026", "أَلفان و سِتّا و عشرون"),
        ("1000", "أَلف"),
        ("5100 11000", "خَمسا آلاف و مِئا أَحَد عشر أَلف"),
        ("A4", "A أَربَعا"),
        ("1234567", "واحد إثنان ثَلاثا أَربَعا خَمسا سِتّا سَبعا"),
    ],
)
def test_arabic_figures_are_said_in_words(figures: str, words: str) -> None:
    """The Arabic voice mangles figures, so it is given words."""
    assert spoken(figures, "ar").text == words


@given(st.integers(0, 999_999))
def test_no_arabic_figure_is_left(number: int) -> None:
    """Every number has words, and two numbers have not the same."""
    said = arabic_figures(str(number))
    assert said and not any(map(str.isdigit, said))
    assert said != arabic_figures(str(number + 1))


def test_every_language_of_the_product_has_its_sayings() -> None:
    """No language is said with the signs of the default."""
    assert set(SAYINGS) == set(LANGUAGES)
    assert all(saying.dot.isalpha() and saying.hours.to and saying.point for saying in SAYINGS.values())


def test_marks_move_to_the_written_words() -> None:
    """A written word that is said in several is lit once, from the first of them; marks outside are dropped."""
    said = Said("9 heures 30 puis", (Span(0, 11, 3, 8), Span(12, 16, 9, 13)))
    marks = (Mark(0, 0, 1), Mark(100, 2, 8), Mark(200, 9, 11), Mark(300, 12, 16), Mark(400, 20, 22))
    assert said.marks(marks) == (Mark(0, 3, 8), Mark(300, 9, 13))


def test_a_language_without_words_of_its_own_is_still_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more line in LANGUAGES is enough: signs stand where its words for them are not given."""
    monkeypatch.setitem(LANGUAGES, "de", Language("de", "Deutsch", "de_DE", "de"))
    assert spoken("ccas.fr", "de").text == "C C A S . fr"
    assert spoken("09:00-12:05, 1,5 km", "de").text == "9:00, 12:05, 1,5 Kilometer"


def test_babel_is_loaded_for_units_only() -> None:
    """The first words do not wait for Babel."""
    code = (
        "import sys; from kiosk.speech.spoken import spoken; spoken('Le 03 53 01 02 03, 09:00-12:00, ccas.fr', 'fr');"
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

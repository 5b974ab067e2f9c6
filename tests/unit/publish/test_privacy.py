"""Nothing about a person comes through, whatever the format and wherever it was written."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_samples import SAMPLES, Sample

from kiosk.publish.privacy import GENERIC_WORDS, public_email, public_phone, scrub, scrub_name
from kiosk.publish.source import read_source
from kiosk.publish.vocabulary import Vocabulary, load_vocabulary

TODAY = dt.date(2026, 6, 1)
PERSON = "Mme Jeanne Plantin"
MAIL = "jeanne.plantin@ville.example"
MOBILES = ("06 12 34 56 78", "+33612345678", "0612345678", "06.12.34.56.78", "+33 (0)7 98 76 54 32", "0692 12 34 56")
NEVER_READ = {
    "description": PERSON,
    "presentation_resume": f"Demander Jeanne Plantin, {MAIL}",
    "presentation_detail": "Jeanne Plantin 0612345678",
    "commentaire": "Jeanne Plantin",
    "contact_nom_prenom": "Jeanne Plantin",
    "contact_public": "Jeanne Plantin",
    "structure_porteuse": "Jeanne Plantin",
    "structure_parente": "Jeanne Plantin",
    "mobilisation_precisions": "Jeanne Plantin",
    "frais_autres": "Jeanne Plantin",
    "labels_autres": "Jeanne Plantin",
    "autres_formations_labels": "Jeanne Plantin",
    "contact_telephone_details": "0612345678",
    "groupe": "Jeanne Plantin",
    "Nombre d'agents formés": "Jeanne Plantin",
    "conseillers": "Jeanne Plantin",
}
PEOPLE = [{"prenom": "Jeanne", "nom": "Plantin", "email": MAIL, "telephone": "0612345678"}]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(Path(__file__).parents[3] / "content" / "vocabulary")


def traces(output: object) -> list[str]:
    """What of the planted person can still be seen."""
    text = repr(output)
    digits = re.sub(r"\D", "", re.sub(r"\W", "", text))
    found = [word for word in ("Jeanne", "Plantin", "jeanne", "plantin", "PLANTIN") if word in text]
    return found + [mobile for mobile in ("612345678", "798765432", "692123456") if mobile in digits]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.format} {sample.shape}")
def test_columns_outside_the_allow_list_are_never_read(sample: Sample, vocabulary: Vocabulary, tmp_path: Path) -> None:
    """A bare name in prose, remarks, contacts or a list of people leaves no trace at all."""
    planted = {**sample.row, **{key: value for key, value in NEVER_READ.items()}}
    if sample.shape == "json":
        planted |= {"mediateurs": PEOPLE, "mediateur": PEOPLE[0], "conseiller": {"contact": {"nom": "Plantin"}}}
    read = read_source(sample.file(tmp_path, [planted]), vocabulary, TODAY)
    assert read.format == sample.format
    assert traces(read.items) == []


@pytest.mark.parametrize("mobile", MOBILES)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.format} {sample.shape}")
def test_a_person_planted_in_any_field_is_cut_out(
    sample: Sample, mobile: str, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    """In every field of every format, added to what is there or instead of it: no name, e-mail or mobile is left."""
    intruder = f"{PERSON} {mobile} {MAIL}"
    rows = []
    for column, value in sample.row.items():
        if isinstance(value, list):
            rows += [{**sample.row, column: [*value, intruder]}, {**sample.row, column: [intruder]}]
        elif isinstance(value, dict):
            rows += [{**sample.row, column: {**value, key: f"{inside} {intruder}"}} for key, inside in value.items()]
        else:
            rows += [{**sample.row, column: text} for text in (intruder, f"{value} {intruder}", mobile, MAIL)]
    read = read_source(sample.file(tmp_path, rows), vocabulary, TODAY)
    assert read.rows == len(rows)
    assert traces(read.items) == []


@pytest.mark.parametrize(
    "mail",
    [
        "contact@ville.fr",
        "ccas59@ville.fr",
        "mairie.lille@orange.fr",
        "MEDIATHEQUE@Ville.FR",
        "secretariat-mairie@x.fr",
    ],
)
def test_the_mail_of_a_function_is_kept(mail: str) -> None:
    """An address made of generic words, or of one and the town's name, belongs to nobody."""
    assert public_email(mail, "Lille") == mail.lower()


@pytest.mark.parametrize(
    "mail",
    [
        "jean.dupont@ville.fr",
        "jdupont@ville.fr",
        "contact-jean@x.fr",
        "lille@x.fr",
        "Caf.fr / mon compte",
        "@x.fr",
        "contact@",
        "",
    ],
)
def test_any_other_mail_is_dropped(mail: str) -> None:
    """One word that is no function is enough to doubt."""
    assert public_email(mail, "Lille") == ""


@given(st.emails())
def test_a_kept_mail_starts_with_a_function(mail: str) -> None:
    """Whatever the address, what is kept holds a generic word before the @."""
    kept = public_email(mail)
    assert not kept or set(re.findall("[a-z]+", kept.split("@")[0])) <= GENERIC_WORDS


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("03 23 97 53 90", "+33323975390"),
        ("+33(0)3 20 81 57 57", "+33320815757"),
        ("0033320815757", "+33320815757"),
        ("327996050", "+33327996050"),
        ("03/23/97/53/90", "+33323975390"),
        ("Tél : 03 20 81 57 57 (accueil)", "+33320815757"),
        ("06 12 34 56 78 ou 03 20 00 00 00", "+33320000000"),
        ("+262262123456", "+262262123456"),
        ("3646", "3646"),
        ("39 60", "3960"),
        ("115", "115"),
        ("06 12 34 56 78", ""),
        ("+33712345678", ""),
        ("+262692123456", ""),
        ("0694 12 34 56", ""),
        ("+687 812345", ""),
        ("612345678", ""),
        ("+32 2 123 45 67", ""),
        ("1", ""),
        ("accueil", ""),
    ],
)
def test_phones(written: str, phone: str) -> None:
    """Landlines and short numbers in one form; mobiles, also overseas, and what is no number are dropped."""
    assert public_phone(written) == phone


@given(st.text(max_size=80), st.sampled_from(MOBILES))
def test_no_mobile_survives_any_text_around_it(text: str, mobile: str) -> None:
    """What is kept as a phone is never one of the mobiles, whatever is written around them."""
    assert not public_phone(f"{text}|{mobile}").startswith(("+336", "+337", "+262692"))


@pytest.mark.parametrize(
    "text",
    [
        "le lundi 9h-12h, demander M. Plantin",
        "Madame Plantin : mardi",
        "sur rendez-vous auprès de Mme Jeanne de la Plantin",
        "MME PLANTIN",
        "écrire à jeanne.plantin [at] ville.example",
        "appeler Mr Plantin au 06-12-34-56-78",
        "03 20 00 00 00/06 12 34 56 78",
        "tél 06/12/34/56/78",
        "+33 6 12 34 56 78, 0612 345 678, 0033612345678",
    ],
)
def test_texts_are_scrubbed(text: str) -> None:
    """A title gives its person away in any spelling."""
    assert traces(scrub(text)) == []


def test_opening_times_survive_the_scrubbing() -> None:
    """Hours and days are no phone numbers."""
    for text in (
        "Lundi 09:00-12:00 / 14:00-17:00, mardi 9h à 12h, 1er et 3ème jeudi",
        "fermé du 01/07/2026 - 31/08/2026",
        "2026-12-24/2027-01-02 2027-05-14",
    ):
        assert scrub(text) == text


@pytest.mark.parametrize("name", ["Caf@Arras", "Le L@bo", "La B@se", "Tr@cythèque"])
def test_a_sign_in_a_name_is_no_mail(name: str) -> None:
    """Places call themselves so; without a dotted domain it is nobody's address."""
    assert scrub_name(name) == name


@pytest.mark.parametrize(
    "street", ["rue Madame de Sévigné", "Place Monsieur Vincent", "Avenue M. Curie", "5 rue Haute"]
)
def test_streets_named_after_somebody_stay(street: str) -> None:
    """A street's name is not a person who works there."""
    assert scrub_name(street) == street

"""Nothing about a person comes through, whatever the format and wherever it was written."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from reader_samples import SAMPLES, Sample

from kiosk.publish.privacy import GENERIC_WORDS, public_email, public_phone
from kiosk.publish.scrubbing import scrub, scrub_name, scrub_request, without_user_info
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


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("M. Dupont", ""),
        ("Point numérique de M. Jean Dupont", "Point numérique"),
        ("MM. Dupont et Durand", ""),
        ("M. et Mme Dupont", ""),
        ("CCAS (M Dupont)", "CCAS"),
        ("3 rue Foch, M DUPONT", "3 rue Foch"),
        ("3 rue Foch chez M Dupont", "3 rue Foch"),
        ("rue Neuve M. Dupont", "rue Neuve"),
        ("Permanence de M Dupont", "Permanence"),
        ("Dr Martin", ""),
        ("Cabinet du Dr. Paul Martin", "Cabinet"),
        ("Docteur Martin", ""),
        ("Me Lefebvre", ""),
        ("Accueil de Maître Durand", "Accueil"),
        ("CCAS, Pr Durand", "CCAS"),
        ("Lille (M. Dupont)", "Lille"),
        ("CCAS jean.dupont@mairie", "CCAS"),
        ("Mairie - contact Mme Dupont 0612345678", "Mairie"),
        ("Bureau de Mme Dupont tel 06 12 34 56 78 x@free.example", "Bureau"),
        ("Fichier de Mme Dupont", "Fichier"),
        ("CCAS ()", "CCAS"),
    ],
)
def test_persons_in_names_go_with_the_words_that_led_to_them(name: str, left: str) -> None:
    """Every title, in names, streets and towns; no dangling word and no empty bracket is left."""
    assert scrub_name(name) == left


@pytest.mark.parametrize(
    "name",
    [
        "École M. Curie",
        "Médiathèque municipale M. Yourcenar",
        "Centre social Docteur Schweitzer",
        "Résidence Dr Calmette",
        "12 BD DOCTEUR JACQUES MINET",
        "4 bis Rue du Dr Schweitzer",
        "Place du Docteur Guersant (Hôtel de Ville)",
        "rue J.-M. Dupont",
        "Rue M Curie",
        "C. M. P. Lille",
        "Beam Me Up",
        "Léo Lagrange - Tiers lieu M - Fabrique",
        "ASSOC-PR ORDINATEUR",
        "Maître d'ouvrage",
        "CCAS - Jean Moulin",
        "Médi@line",
    ],
)
def test_names_on_a_sign_stay(name: str) -> None:
    """A street or a building named after somebody, initials, and letters that are no titles."""
    assert scrub_name(name) == name


@pytest.mark.parametrize(
    ("hours", "left"),
    [
        ("Sur RDV auprès de Madame Plantin au 06 01 23 45 67 ou plantin@orange.example", "Sur RDV"),
        ("Sur rendez-vous auprès de Jean Dupont, mardi 9h-12h", "Sur rendez-vous, mardi 9h-12h"),
        ("demander Jean Dupont le mardi de 9h à 12h", "le mardi de 9h à 12h"),
        ("Fermé. Contacter J. Dupont. Ouvert en août", "Fermé. Ouvert en août"),
        ("Lundi 9h-12h ; s'adresser à Sophie Martin ; mardi 14h-17h", "Lundi 9h-12h ; mardi 14h-17h"),
        ("Contacter Jean Dupont, Sophie Martin, 9h-12h", "9h-12h"),
        ("Lundi 9h (voir avec la conseillère Sophie)", "Lundi 9h"),
        ("Contact : Sophie / lundi 9h", "lundi 9h"),
    ],
)
def test_whom_to_ask_is_cut_out_of_hours(hours: str, left: str) -> None:
    """To the end of the clause; the days and times around it stay."""
    assert scrub_request(hours) == left


@pytest.mark.parametrize(
    "hours",
    [
        "Contacter le PIMMS pour obtenir le calendrier",
        "Horaires variables. Contacter l'Association",
        "sur rendez-vous auprès de l'accueil",
        "vous pouvez nous contacter par téléphone",
        "à contacter",
        "L M Me J V : 9h-12h",
        "pour les demandeurs d'emploi : lundi 9h-12h",
    ],
)
def test_asking_a_desk_is_asking_nobody(hours: str) -> None:
    """What sends to a function or a structure is useful and stays."""
    assert scrub_request(hours) == hours


@example("0.", "M. Plantin")
@example("C.", "M. Plantin")
@given(st.text(max_size=80), st.sampled_from(["M. Plantin", "Dr Plantin", "Me Plantin", "jeanne.plantin@mairie", MAIL]))
def test_no_text_around_it_brings_a_person_back(text: str, person: str) -> None:
    """Whatever stands before it, a titled person or an e-mail is cut, and cutting again changes nothing."""
    once = scrub(f"{text} {person}")
    assert "Plantin" not in once.removeprefix(text) or "lantin" in text
    assert "\0" not in once and without_user_info(once) is not None

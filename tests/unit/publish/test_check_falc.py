"""The FALC rules: what each catches, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.publish.check.falc import falc_findings
from kiosk.publish.check.finding import ERROR, HINT, LABEL, NAME, SENTENCE, UI, WARNING, Text
from kiosk.publish.check.lexicon import load_lexicon

LEXICON = load_lexicon(Path(__file__).parents[3] / "content" / "falc")

BAD = {
    "phrase-longue": {
        "Vous pouvez venir avec votre voisin et avec vos enfants le mardi.": WARNING,
        "Une personne de la mairie regarde avec vous les papiers de votre logement.": WARNING,
        "Une personne de la mairie regarde avec vous tous les papiers de votre logement et ceux du garage.": ERROR,
        "Venez. Vous pouvez venir avec votre voisin et avec vos enfants le mardi.": WARNING,
    },
    "paragraphe-long": {
        "Venez. Parlez. Lisez. Partez.": WARNING,
        "Venez ! Parlez ! Lisez ! Partez ! Mangez ! Dormez !": ERROR,
    },
    "virgules": {
        "Prenez un sac, une veste, un livre.": WARNING,
        "Prenez un sac, une veste, un livre, un stylo.": ERROR,
    },
    "subordonnees": {
        "La dame qui parle sait où vous allez.": WARNING,
        "Le papier que vous avez dit qui vous êtes.": WARNING,
        "La dame qui parle sait quand le bus qui part revient.": ERROR,
        "Il dit qu'il vient parce qu'il a faim.": WARNING,
        "Il dit qu’il vient lorsqu’il a faim, s’il peut.": ERROR,
    },
    "negation": {
        "Vous ne payez pas.": WARNING,
        "Ce n'est pas grave.": WARNING,
        "Ce n’est jamais loin.": WARNING,
        "Il n'y a rien à payer.": WARNING,
        "Personne ne répond.": WARNING,
        "Aucun papier n'est demandé.": WARNING,
        "Pas de chien.": WARNING,
        "À deux rues, pas de bus.": WARNING,
        "Vous ne signez pas et vous ne payez rien.": ERROR,
        "Ne donnez plus votre numéro.": WARNING,
    },
    "conditionnel": {
        "Vous pourriez venir.": WARNING,
        "Je voudrais un café.": WARNING,
        "Il faudrait un sac.": WARNING,
        "Les enfants seraient contents.": WARNING,
        "Vous devriez dormir.": WARNING,
        "Ce serait bien.": WARNING,
        "Nous aurions un lit.": WARNING,
        "Une aide permettrait cela.": WARNING,
    },
    "subjonctif": {
        "Il faut que vous veniez.": WARNING,
        "Il attend qu'elle soit là.": WARNING,
        "Appelez avant que le bus parte.": WARNING,
        "Une dame vient pour que vous dormiez.": WARNING,
        "On veut que ça aille bien.": WARNING,
    },
    "passif": {
        "La lettre est lue par une dame.": WARNING,
        "Les papiers sont gardés par la mairie.": WARNING,
        "Votre demande a été reçue.": WARNING,
        "Un papier est demandé.": WARNING,
        "L'argent est versé le 5.": WARNING,
        "Vous êtes accompagnés vite.": WARNING,
    },
    "caractere-special": {
        "Venez (le matin).": ERROR,
        "Un chat et/ou un chien": ERROR,
        "Le pain & le lait": ERROR,
        "Du pain, du lait…": ERROR,
        "Du pain ; du lait": ERROR,
        "Un prix – un lieu": ERROR,
        "50 % des gens": ERROR,
        "Il dit « bonjour ».": ERROR,
        "Le lieu n° 3": ERROR,
        "10 €": ERROR,
        "Les habitant·es": ERROR,
        "La mairie - le matin": ERROR,
        "Écrivez à aide@ville.example": ERROR,
        "Allez sur www.ville.example": ERROR,
        "Bonjour {name}": ERROR,
    },
    "majuscules": {
        "ATTENTION au chien": ERROR,
        "Venez TOUS": ERROR,
        "BONJOUR À TOUS": ERROR,
        "OUVERT LE LUNDI": ERROR,
        "Ne PAS toucher": ERROR,
        "L'ÉCOLE": ERROR,
        "Un ÉTAT": ERROR,
        "Votre ÂGE": ERROR,
    },
    "chiffres-romains": {
        "Au XXe siècle": ERROR,
        "Louis XIV": ERROR,
        "Chapitre IV": ERROR,
        "Napoléon Ier": ERROR,
        "Niveau II": ERROR,
        "Au Ve siècle": ERROR,
    },
    "nombre-en-lettres": {
        "Venez avec deux photos.": WARNING,
        "Il y a vingt-cinq places.": WARNING,
        "Une aide de mille euros": WARNING,
        "Attendez neuf jours.": WARNING,
        "Dix jours": WARNING,
        "Quatre-vingts ans": WARNING,
    },
    "pourcentage": {"Vous payez 20 pour cent.": WARNING, "Un petit pourcentage": WARNING},
    "grand-nombre": {
        "Un prêt de 5000 euros": WARNING,
        "Plus de 10 000 lieux": WARNING,
        "Il y a 1 200 places.": WARNING,
        "Une ville de 1.500 personnes": WARNING,
        "Le 3000 euros": WARNING,
        "Un prêt de 2000 euros": WARNING,
        "Une dette de 2026€": WARNING,
        "Il y a 3919 places.": WARNING,
    },
    "date": {
        "Avant le 18/11/2026": ERROR,
        "Avant le 18-11-2026": ERROR,
        "Depuis le 2026-11-18": ERROR,
        "Le 18 novembre 2026": ERROR,
        "Le 3 sept. à midi": ERROR,
        "Le lun. 4": ERROR,
        "Avant le 31 mai": WARNING,
        "Le samedi 18 novembre": WARNING,
    },
    "jargon": {
        "Votre justificatif": ERROR,
        "Vos justificatifs": ERROR,
        "L'usagère attend.": ERROR,
        "L’allocataire vient.": ERROR,
        "Une aide dematerialisee": ERROR,
        "Êtes-vous éligibles ?": ERROR,
        "Vous bénéficiez de cela.": ERROR,
        "Afin de dormir": ERROR,
        "N'hésitez pas à venir.": ERROR,
        "Les minima sociaux": ERROR,
        "Vous êtes domiciliée ici.": ERROR,
        "Effectuez la demande.": ERROR,
        "Demandez le WiFi.": ERROR,
    },
    "deux-mots": {
        "Apportez un document.": ERROR,
        "Téléphonez le matin.": ERROR,
        "Prenez un RDV.": ERROR,
        "Une automobile à louer": ERROR,
        "Des véhicules": ERROR,
        "Vous écrivez un courriel.": ERROR,
    },
    "sigle": {
        "Allez à la CAF.": ERROR,
        "Allez à la Caf.": ERROR,
        "La C.A.F. répond.": ERROR,
        "Le RSA": ERROR,
        "La MDPH écrit.": ERROR,
        "Le ZZTOP répond.": ERROR,
        "Vos CDD": ERROR,
        "Demandez le rsa.": ERROR,
        "À la caf.": ERROR,
        "Écrivez à la mdph.": ERROR,
    },
}
GOOD = {
    "phrase-longue": [
        "Venez demain matin.",
        "Vous venez avec votre voisin et vos enfants le mardi.",
        "Appelez le 0 800 23 13 13 et donnez votre nom de famille.",
        "Venez le mardi. Venez avec un ami. Venez avec vos enfants et leurs papiers.",
    ],
    "paragraphe-long": ["Venez. Parlez. Lisez.", "Le prix est de 3.50 euros.", "Venez"],
    "virgules": ["Prenez un sac, une veste.", "Cela coûte 3,50 euros, ou 2,20 euros.", "Prenez un sac et une veste."],
    "subordonnees": [
        "Qui êtes-vous ?",
        "Où allez-vous quand il pleut ?",
        "Est-ce que vous dormez ?",
        "La dame qui parle est ici.",
        "N'importe qui peut venir quand il veut.",
        "Quand venez-vous ?",
    ],
    "negation": [
        "Vous payez peu.",
        "Le pas de la porte est haut.",
        "Avancez pas à pas.",
        "N'importe qui vient.",
        "Rien qu'ici",
        "À quelques pas",
        "À deux pas d'ici",
        "À 3 pas de la mairie",
    ],
    "conditionnel": [
        "Les frais de port",
        "Il est vrai.",
        "Un extrait de naissance",
        "Le retrait et le portrait",
        "Vous souriez.",
        "Vous criez, vous riez.",
        "Il fait frais.",
        "Vous mariez votre fille.",
        "Parler français",
        "Les vrais papiers",
        "L'attrait du lieu",
    ],
    "subjonctif": ["Il dit que le bus est là.", "Soyez là à midi.", "Ayez un sac.", "Vous savez que c'est fermé."],
    "passif": [
        "Le lieu est fermé.",
        "Il est arrivé ce matin.",
        "Elle est partie par le train.",
        "Vous êtes né en France.",
        "La porte est ouverte.",
        "Elle est venue par ici.",
        "Vous avez reçu une lettre.",
    ],
    "caractere-special": ["Un sac, un livre.", "Est-ce ici ?", "Un rendez-vous", "Rendez-vous à 9 heures."],
    "majuscules": ["Paris et Lille", "La CAF répond.", "À Lille", "{NAME} vient.", "Un CV"],
    "chiffres-romains": ["Un CV", "Ce livre", "Le DVD", "Je vis ici.", "Un CDI", "Le 2 mai"],
    "nombre-en-lettres": [
        "Un sac et une photo",
        "Un vélo neuf",
        "Venez avec 2 photos.",
        "La cinquième rue",
        "La Maison des Six",
    ],
    "pourcentage": ["Pour cent personnes, un gâteau"],
    "grand-nombre": [
        "Appelez le 3919.",
        "Appelez le 116 006.",
        "Le numéro 3919",
        "Appelez le 0 800 23 13 13.",
        "Appelez le 03 20 00 00 00.",
        "En mai 2026",
        "Il y a 900 places.",
    ],
    "date": [
        "Le samedi 18 novembre 2026",
        "Chaque année, le 31 mai",
        "Le 03.20.00.00.00",
        "Vous jouez à un jeu.",
        "En novembre",
    ],
    "jargon": ["Votre papier", "Une demande", "Le bus en ville", "Le moteur", "Montrez vos mains."],
    "deux-mots": [
        "Apportez un papier.",
        "Votre téléphone",
        "Écrivez un e-mail.",
        "Une voiture",
        "Mon nouveau-né",
        "Un ami au téléphone",
    ],
    "sigle": [
        "La CAF, la Caisse d'allocations familiales, répond.",
        "Écrivez un SMS.",
        "Montrez le QR code.",
        "Louis XIV",
        "Venez TOUS",
        "Vous plie le papier, un clic.",
        "Clic",
        "Sur caf.example",
    ],
}


def found(text: str, kind: str = SENTENCE) -> dict[str, str]:
    """Rule → level."""
    return {finding.rule: finding.level for finding in falc_findings([Text(text, kind)], LEXICON)}


@pytest.mark.parametrize(
    ("rule", "text", "level"), [(rule, text, level) for rule, texts in BAD.items() for text, level in texts.items()]
)
def test_a_bad_text_is_caught(rule: str, text: str, level: str) -> None:
    """The rule fires, at its level."""
    assert found(text).get(rule) == level


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in GOOD.items() for text in texts])
def test_a_good_text_is_left_alone(rule: str, text: str) -> None:
    """The rule is silent."""
    assert rule not in found(text)


def test_every_rule_has_good_and_bad_examples() -> None:
    """No rule of one text is untried."""
    assert set(BAD) == set(GOOD)


def test_a_label_has_six_words() -> None:
    """Seven are an error on a tile, and nothing in a sentence."""
    assert found("Un lit pour ce soir ou demain", LABEL)["etiquette-longue"] == ERROR
    assert "etiquette-longue" not in found("Un lit pour ce soir, demain", LABEL)
    assert "etiquette-longue" not in found("Un lit pour ce soir ou demain")


def test_three_examples_under_a_tile_are_fine() -> None:
    """A hint is a list: two commas are nothing, three are an error."""
    assert "virgules" not in found("Lit, table, frigo", HINT)
    assert found("Lit, table, frigo, four", HINT)["virgules"] == ERROR


def test_only_the_screens_have_holes() -> None:
    """A placeholder is filled on a screen, and shown as it is anywhere else; a screen may name a holiday."""
    assert "caractere-special" not in found("Voici : {time}", UI)
    assert found("Voici : {time}", LABEL)["caractere-special"] == ERROR
    assert "date" not in found("8 mai", UI)


def test_names_keep_their_words() -> None:
    """A proper name may hold jargon or a number in letters."""
    assert found("Allô démarche, les deux rives", NAME) == {}


def test_an_acronym_is_fine_when_its_fiche_spells_it_out() -> None:
    """Elsewhere in the fiche is near enough; in another fiche is not."""
    around = ("La Caisse d’allocations familiales donne des aides.",)
    assert falc_findings([Text("Allez à la Caf.", around=around)], LEXICON) == []
    assert falc_findings([Text("Allez à la Caf.", around=("Venez.",))], LEXICON) != []


def test_a_hard_word_is_fine_when_its_fiche_explains_it() -> None:
    """Only with the words that explain it."""
    assert "jargon" not in {f.rule for f in falc_findings([Text("Le wifi", around=("Internet sans fil.",))], LEXICON)}
    assert "jargon" in {f.rule for f in falc_findings([Text("Le wifi", around=("Internet.",))], LEXICON)}


def test_a_fiche_has_twelve_words_at_the_median() -> None:
    """Two long sentences of three make the fiche too long, one does not."""
    long, short = "Vous pouvez venir ici avec votre voisin et avec tous vos enfants.", "Venez ici."

    def rules(*texts: str) -> set[str]:
        return {f.rule for f in falc_findings([Text(t, key="fiche x, what") for t in texts], LEXICON)}

    assert "fiche-longue" not in rules(long, short, short)
    assert "fiche-longue" in rules(f"Alors {long}", f"Alors {long}", short)


FRENCH = st.text(st.sampled_from("aeénrstlpcfÉŒ@wCAFXIV019€ ' ’.,;:!?…()/-%{}«»\u00a0\u0301œ\n"), max_size=80)


@given(st.one_of(st.text(max_size=60), FRENCH), st.sampled_from([LABEL, HINT, SENTENCE, NAME, UI]))
def test_no_text_makes_a_rule_raise_and_words_are_quoted_exactly(text: str, kind: str) -> None:
    """Whatever the text, the words of each finding stand in it, and the finding says what to write."""
    for finding in falc_findings([Text(text, kind)], LEXICON):
        assert finding.words in text
        assert finding.advice
        assert finding.level in (ERROR, WARNING)

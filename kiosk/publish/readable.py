"""Names as people read them: capitals brought down, acronyms and small words kept, missing accents put back."""

from __future__ import annotations

import re

from kiosk.publish.clean import clean_text, listed, shorten
from kiosk.publish.names import plain
from kiosk.publish.scrubbing import scrub_complement, scrub_name

LONGEST_NAME = 120

ACRONYMS = listed(
    """ACI ADIL AFPA ANPAA APEI ASBL BIJ BP CAARUD CADA CAF CARSAT CC CCAS CCI CDAS CESF CFA CHRS CIAS CIDFF CIO CLIC
    CMP CMPP CMS CNFS CPAM CPIE CRIJ CS CSAPA CSC CSE DDFIP DDTM DGFIP EHPAD EPCI EPDEF EPIDE EPN ES ESAT ESS ESTEY EVS
    FJT FS GEIQ GIP GRETA HLM HUDA IME INSEE IUT MAIF MDE MDEF MDPH MDS MDSI MEL MEF MFR MJC MJEP ML MPT MQ MSA MSAP
    MSP PAD PIJ PIMMS PLIE PME PMI PMR PTCE RAM RDV RSA SAMU SIAE SIAO SIVOM SIVU SMS SNC SPIP SSIAD TIC TZCLD UDAF
    UFCV ULIS URSSAF UTAS UTPAS VVV ZAC II III IV VI VII VIII IX XI XII XIII XIV XV XVI XIX XX XXI"""
)
SMALL_WORDS = listed(
    "a à au aux avec bis chez d dans de des du en entre et l la le les lès lez par pour sans sous sur ter un une vers"
)
ALWAYS_CAPITALS = listed("CAF CCAS CHRS CIAS CPAM EHPAD EPN MDPH MDS MJC MSAP PIMMS PMI")
"""Acronyms that sources also write "Ccas" and that no word is like."""
ACCENTED = {
    plain(word): word
    for word in listed(
        """Bibliothèque Bibliothèques Médiathèque Médiathèques Ludothèque Communauté Communautés Département
    Départemental Départementale Préfecture Santé École Écoles Hôtel Général Générale République Liberté Égalité
    Numérique Numériques Solidarité Solidarités Société Mobilité Médiation Itinérance Itinérant Théâtre Cinéma Collège
    Lycée Université Sécurité Étudiant Étudiants Éducation Prévention Résidence Fédération Régional Régionale Précarité
    Aînés Métiers Métropole Vallée Pépinière Mémoire Crèche Thiérache Économie Église Forêt Château Trésorerie Épicerie
    Développement Cohésion Délégation Réseau Réussite Odyssée"""
    )
    if plain(word) != word.lower()
}
"""Words that are never written without their accent: plain form → written form."""

_WORDS = re.compile(r"\b[A-Za-z]{3,}\b")
_SHOUTED = re.compile(r"(?<![(\w])[^\W\d_a-zà-öø-ÿ]{2,}(?:[ '’-]+[^\W\d_a-zà-öø-ÿ]+)*(?![\w)])")
_PARTS = re.compile(r"[^\W_]+|[\W_]+")
_CEDEX = re.compile(r"\s*\bcedex\b.*$", re.IGNORECASE)


def readable_name(value: object) -> str:
    """A place's name: spaces collapsed, capitals brought down, at most 120 characters cut at a word.

    Contacts and titled persons that crept into it are cut out.
    """
    text = scrub_name(clean_text(value)).strip(" .,;:-–_/|")
    if text.count('"') == 1:
        text = text.replace('"', "").strip()
    if text.count("(") > text.count(")"):
        text += ")"
    return shorten(_WORDS.sub(_spelling, _lowered(text)), LONGEST_NAME)


def with_ending(name: str, ending: str) -> str:
    """The name and " – " what tells it apart, at most 120 characters: the name is cut before the ending is."""
    ending = f" – {ending}"
    return name[: max(20, LONGEST_NAME - len(ending))] + ending


def readable_town(value: object) -> str:
    """A town's name without CEDEX, postcode or capitals: "LE COUDRAY-SAINT-GERMER" → "Le Coudray-Saint-Germer"."""
    text = re.sub(r"^\d{5}\s+", "", scrub_name(clean_text(value)))
    text = _CEDEX.sub("", text).strip(" ,;:-()")
    if not any(c.isalpha() for c in text):
        return ""
    return shorten(_capitals(text) if _all_capitals(text) or text.islower() else text, 60)


def readable_street(value: object) -> str:
    """One line of an address, capitals brought down, contacts and titled persons cut out."""
    return _address_line(scrub_name(clean_text(value)))


def readable_complement(value: object) -> str:
    """As `readable_street`, and without whom to ask at the door."""
    return _address_line(scrub_complement(clean_text(value)))


def _address_line(text: str) -> str:
    text = text.strip(" ,;:-")
    return shorten(_capitals(text) if _all_capitals(text) and len(text) > 4 else text, LONGEST_NAME)


def _all_capitals(text: str) -> bool:
    return text.isupper() and sum(c.isalpha() for c in text) > 1


def _lowered(text: str) -> str:
    letters = sum(c.isalpha() for c in text)
    if _all_capitals(text) and (letters > 4 or " " in text):
        return _capitals(text)
    text = _SHOUTED.sub(_calmed, text)
    return text[:1].upper() + text[1:]


def _calmed(found: re.Match[str]) -> str:
    """Several words in capitals inside a name: brought down when one is too long to be an acronym."""
    shouted = found[0]
    long = any(len(word) > 4 and word not in ACRONYMS for word in re.findall(r"[^\W\d_]+", shouted))
    return _capitals(shouted, found.start() == 0) if long else shouted


def _capitals(text: str, first: bool = True) -> str:
    """Title case the French way; a lone D or L before a vowel gets its apostrophe back."""
    text = re.sub(r"\b([DL]) (?=[AEIOUYHÀÂÉÈÊÎÔ])", r"\1'", text)
    out = []
    for part in _PARTS.findall(text):
        if not part[0].isalnum():
            out.append(part)
            first = first or any(c in part for c in '(:«"/–')
            continue
        out.append(_word(part, first))
        first = False
    return "".join(out)


def _word(word: str, first: bool) -> str:
    if any(c.isdigit() for c in word):
        return word.lower() if re.fullmatch(r"\d+(?:ER|ÈRE|ERE|E|ÈME|EME|BIS|TER)", word) else word
    if not first and word.lower() in SMALL_WORDS:
        return word.lower()
    if word.isupper() and (word in ACRONYMS or word.startswith("CC")):
        return word
    return word[:1].upper() + word[1:].lower()


def _spelling(found: re.Match[str]) -> str:
    word = found[0]
    if word.upper() in ALWAYS_CAPITALS:
        return word.upper()
    written = ACCENTED.get(word.lower())
    if written is None or word.isupper():
        return word
    return written if word[0].isupper() else written[0].lower() + written[1:]

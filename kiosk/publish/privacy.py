"""Nothing about a person who works there: what is cut out of texts, which e-mails and phone numbers are kept.

An e-mail is kept when what stands before the @ is a function and not a name. A mobile phone is somebody's own.
"""

from __future__ import annotations

import re

from kiosk.publish.clean import listed
from kiosk.publish.names import plain

_EMAIL = re.compile(
    r"[^\s<>()\[\],;:|\"]+(?:@|\s?\[at\]\s?|\s?\(at\)\s?|%40)[^\s<>()\[\],;:|\"@]*\.[a-z]{2,}", re.IGNORECASE
)
"""With a dotted domain: "L@bo" and "Caf@Arras" are names of places."""
_WHOLE_EMAIL = re.compile(r"[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)
_GAP = r"[\s.\-_()]*"
_PHONE = re.compile(
    rf"(?<![\d:])(?<!\b20\d\d-)(?<!\b20\d\d-\d\d-)"
    rf"(?:(?:\+|00)\s?\d{{2,3}}{_GAP}\d(?:{_GAP}\d){{5,9}}|0{_GAP}[1-9](?:{_GAP}\d){{8}}|0[1-9](?:\s?/\s?\d\d){{4}})"
    rf"(?![\d:])"
)
"""Phone numbers however grouped. Not times ("09:00"), nor days ("2026-12-24", "01/07/2026 - 31/08")."""
_PARTICLE = r"(?:(?:de|du|des|la|le|les|el|ben|van|von|d'|l'|d’|l’)\s*)*"
_WORD = r"[\w’'\-]+\.?"
_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-Þ])[\w’'\-]*\.?"
_TITLE_ANYWHERE = r"(?:M\.|MM\.|Mr|Mme|Mmes|Mlle|Melle|Mlles|Monsieur|Madame|Mademoiselle|Messieurs|Mesdames)\.?"
_TITLE_SURE = r"(?:Mr|Mme|Mmes|Mlle|Melle|Mlles|Monsieur|Madame|Mademoiselle)\.?"
_SURNAMES = rf"\s+{_PARTICLE}{_WORD}(?:\s+{_PARTICLE}{_CAPITAL}){{0,3}}"
_PERSON = re.compile(rf"(?<!\w){_TITLE_ANYWHERE}{_SURNAMES}", re.IGNORECASE)
_PERSON_IN_NAME = re.compile(
    rf"(?P<way>\b(?:rue|avenue|av|place|square|all[ée]e|impasse|boulevard|bd|passage|quai|chemin|parvis)\.?\s+"
    rf"(?:de\s+|du\s+|des\s+)?)?"
    rf"(?<!\w){_TITLE_SURE}{_SURNAMES}",
    re.IGNORECASE,
)
_EMPTIED = re.compile(r"\(\s*\)|\[\s*\]|\"\s*\"")
_LEFT_OVER = re.compile(
    r"[\s,;:/|–-]*(?:\b(?:au|à|chez|contact|contacter|auprès de|tél|tel|téléphone|par)\b[\s.:]*)*$", re.IGNORECASE
)


def scrub(text: str) -> str:
    """The text without e-mails, phone numbers and persons' names that follow a title (M., Mme, Madame…)."""
    text = _PERSON.sub(" ", _without_contacts(text))
    return _tidy(text)


def scrub_name(text: str) -> str:
    """As `scrub`, for names of places and streets: "rue Madame de Sévigné" and an initial ("M. Curie") stay.

    Beside an e-mail or a phone number, a person is a person to contact and no street.
    """
    bare = _without_contacts(text)
    if bare != text:
        return scrub(bare)
    return _tidy(_PERSON_IN_NAME.sub(lambda found: found[0] if found["way"] else " ", text))


def _without_contacts(text: str) -> str:
    if "@" in text or "%40" in text or "at" in text.lower():
        text = _EMAIL.sub(" ", text)
    return _PHONE.sub(" ", text)


def _tidy(text: str) -> str:
    before = None
    text = " ".join(text.split())
    while before != text:
        before = text
        text = " ".join(_EMPTIED.sub(" ", text).split())
    return text


def trim(text: str) -> str:
    """The text without the words that introduced what was cut from its end ("… contact :")."""
    return _LEFT_OVER.sub("", text).strip()


GENERIC_WORDS = listed(
    """accueil admin administration agence antenne asso association bibliotheque bonjour bureau caf carsat ccas
    centre centresocial cias commune communication conseil contact contacts cpam csc culture cyber cyberbase
    cybercentre emploi enfance epn espace espacenumerique famille familles france franceservice franceservices fs
    hello info information informations infos insertion jeunesse logement ludotheque mairie maison mds mdph
    mediatheque mediation mfs mission missionlocale mjc msa msap numerique office permanence pij pimms plie point
    pole poste prefecture public quartier rdv rendezvous reservation rsa secretariat senior seniors service services
    siege social solidarite solidarites tourisme urbanisme utpas ville"""
)


def public_email(text: str, town: str = "") -> str:
    """The e-mail in lower case when it belongs to a function ("contact@", "mairie.lille@" in Lille), else empty."""
    text = text.strip().removeprefix("mailto:")
    if not _WHOLE_EMAIL.fullmatch(text) or len(text) > 120:
        return ""
    local = text.split("@")[0]
    words = re.findall(r"[a-z]+", local.lower())
    others = [word for word in words if word not in GENERIC_WORDS]
    if len(others) == len(words) or (others and "".join(others) != plain(town).replace(" ", "")):
        return ""
    return text.lower()


_SHORT = re.compile(r"1[578]|11[2459]|19[16]|[13]\d{3}|11[68]\d{3}", re.ASCII)
_OVERSEAS = {
    "590": (9, "67"),
    "594": (9, "67"),
    "596": (9, "67"),
    "262": (9, "67"),
    "269": (9, "67"),
    "508": (6, "5"),
    "687": (6, "789"),
    "689": (8, "8"),
    "681": (6, "8"),
}
"""Country code → (digits after it, first digits of mobile phones)."""


def public_phone(text: str) -> str:
    """The number as "+33320000000", or a short number ("3646"); empty for a mobile phone or what is no number."""
    for piece in re.split(r"[|;,]|\s/\s|\bou\b|\bet\b", text):
        found = _one_phone(piece)
        if found:
            return found
    return ""


def _one_phone(text: str) -> str:
    digits = re.sub(r"[\s.\-_/()\u2010-\u2015]", "", text.replace("(0)", ""))
    if not re.fullmatch(r"\+?\d{2,15}", digits, re.ASCII):
        found = _PHONE.search(text)
        digits = re.sub(r"[^\d+]", "", found[0].replace("(0)", "")) if found else ""
    if _SHORT.fullmatch(digits):
        return digits
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if digits.startswith("+"):
        return _international(digits[1:])
    national = digits.removeprefix("0")
    if len(national) != 9 or (len(digits) == 9 and digits.startswith("0")):
        return ""
    return _international(f"33{national}")


def _international(digits: str) -> str:
    for code, (length, mobiles) in (("33", (9, "67")), *_OVERSEAS.items()):
        if digits.startswith(code):
            national = digits.removeprefix(code)
            national = national.removeprefix("0") if length == 9 and len(national) == 10 else national
            fits = len(national) == length and national[0] not in "0" + mobiles
            return f"+{code}{national}" if fits else ""
    return ""

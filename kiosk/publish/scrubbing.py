"""Nothing about a person who works there: what is cut out of names, addresses and hours.

An e-mail, a phone number and what follows a title (Mme, M., Dr, Me…) go, with the words that led to them
("auprès de", "tél"). A title in the name of a street or of a building (rue du Docteur Roux, École M. Curie) stays:
that person is on its sign. A name without a title cannot be told from a place's ("CCAS - Jean Moulin").
"""

from __future__ import annotations

import re

_BEFORE_AT = r"[^\s<>()\[\],;:|\"/?=&]"
_EMAIL = re.compile(
    rf"{_BEFORE_AT}+(?:@|\s?\[at\]\s?|\s?\(at\)\s?|%40)[^\s<>()\[\],;:|\"@]*\.[a-z]{{2,}}"
    rf"|[\w+-]+\.[\w.+-]*\w@[\w-]+",
    re.IGNORECASE,
)
"""With a dotted domain, or a dot before the sign: "L@bo" and "Caf@Arras" are names of places."""
_USER_INFO = re.compile(r"(?<=//)[^/\s@]*@")
_GAP = r"[\s.\-_()]*"
PHONE = re.compile(
    rf"(?<![\d:])(?<!\b20\d\d-)(?<!\b20\d\d-\d\d-)"
    rf"(?:(?:\+|00)\s?\d{{2,3}}{_GAP}\d(?:{_GAP}\d){{5,9}}|0{_GAP}[1-9](?:{_GAP}\d){{8}}|0[1-9](?:\s?/\s?\d\d){{4}})"
    rf"(?![\d:])"
)
"""Phone numbers however grouped. Not times ("09:00"), nor days ("2026-12-24", "01/07/2026 - 31/08")."""

_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?"
_PARTICLE = r"(?:(?:de|du|des|la|le|les|el|ben|van|von|d'|l'|d’|l’)\s*)*"
_WORD = r"[\w’'\-]+\.?"
_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-Þ])[\w’'\-]*\.?"
_MORE = rf"(?:\s+{_PARTICLE}{_CAPITAL}){{0,3}}"
_SURNAMES = rf"\s+{_PARTICLE}{_WORD}{_MORE}"
_SURNAME = rf"\s+(?:\w[.\-]+\s*)*(?!(?:{_DAY}|lun|mar|mer|jeu|ven|sam|dim)\b){_PARTICLE}"
_LONG_CAPITAL = r"(?!d['’])(?-i:[A-ZÀ-ÖØ-Þ])[\w’'\-]{2,}"
_CIVIL = rf"(?:Mr|Mmes?|Mlles?|Melle|Monsieur|Madame|Mademoiselle|Messieurs|Mesdames)\.?{_SURNAMES}"
_MISTER = rf"(?:M\.|MM\.?){_SURNAME}\w[\w’'\-]+{_MORE}(?:\s*(?:,|&|et)\s+{_LONG_CAPITAL})?"
_DOCTOR = rf"(?:Drs?\.?|Docteurs?){_SURNAMES}"
_MASTER = rf"Ma[iî]tre\s+{_LONG_CAPITAL}{_MORE}"
_SHORT = rf"(?-i:M|Me|ME|Pr|PR)\.?{_SURNAME}{_LONG_CAPITAL}{_MORE}"
_ALONE = r"(?<!\w)(?<!\w[.\-])(?<!\.-)(?<!\b\w\.\s)"
"""Not the end of "J.-M. Dupont" or "C. M. P."."""

_AFTER_LETTER = r"(?<!\w)(?<!\w[.\-])(?<!\.-)(?<=\b\w\.\s)"
_MISTER_ALONE = rf"M\.\s+(?!\w\.)\w[\w’'\-]+{_MORE}"
"""After a letter or a digit and its dot, "M." is a title only when a whole word follows: "2. M. Dupont"."""

_PERSON = re.compile(
    rf"{_ALONE}(?:{_CIVIL}|{_MISTER}|{_DOCTOR}|{_MASTER}|{_SHORT})"
    rf"|{_AFTER_LETTER}(?:{_CIVIL}|{_MISTER_ALONE}|{_DOCTOR}|{_MASTER}|Me\s+{_LONG_CAPITAL}{_MORE})",
    re.IGNORECASE,
)

_OF = r"(?:(?:de|du|des)\s+(?:la\s+)?|d['’])?"
_STREET = (
    r"\b(?:rue|avenue|av|ave|place|pl|square|all[ée]es?|impasse|imp|boulevard|bd|bld|passage|quai|chemin|parvis|route|"
    r"rte|cours?|esplanade|mail|promenade|faubourg|fg|rond-point|carrefour|sentier|ruelle|voie|mont[ée]e|pont)"
    rf"\.?\s+{_OF}"
)
_BUILDING = (
    r"\b(?:[ée]coles?|coll[èe]ge|lyc[ée]e|groupe|centre|complexe|m[ée]diath[èe]que|biblioth[èe]que|ludoth[èe]que|"
    r"r[ée]sidence|foyer|ehpad|espace|maison|salle|gymnase|stade|parc|cr[èe]che|halte-garderie|th[ée][âa]tre|mus[ée]e|"
    r"h[ôo]pital|clinique|institut|fondation|immeuble|b[âa]timent|p[ôo]le|cit[ée])"
    r"(?:\s+(?:scolaire|primaire|maternelle|[ée]l[ée]mentaire|publique|municipale?|communale?|intercommunale?|"
    r"d[ée]partementale?|sociale?|culturel(?:le)?|socio-?\s?culturel|sportif|hospitalier|polyvalente?|et))*"
    rf"\s+{_OF}"
)
_TITLE_IN_NAME = (
    re.compile(rf"(?P<way>{_STREET})?{_ALONE}{_CIVIL}", re.IGNORECASE),
    re.compile(rf"(?P<way>{_STREET}|{_BUILDING})?{_ALONE}(?:{_MISTER}|{_DOCTOR}|{_MASTER})", re.IGNORECASE),
    re.compile(
        rf"(?P<way>{_STREET}|{_BUILDING})?"
        r"(?:\b(?:chez|de|avec|par|contact|contacter|demander|permanence|bureau)\s+|(?<![\w.]\s))"
        rf"{_ALONE}{_SHORT}",
        re.IGNORECASE,
    ),
)
"""M, Me and Pr without a dot are titles at the start, after a sign, or after a word such as "chez": a tower may be
called M, and a song says "Beam me up"."""

_ROLE = (
    r"(?:conseill[eè]re?|m[ée]diat(?:eur|rice)|animat(?:eur|rice)|r[ée]f[ée]rente?|responsable|direct(?:eur|rice)|"
    r"secr[ée]taire|assistante?|agente?|coordinat(?:eur|rice)|charg[ée]e?|technicien(?:ne)?|facilitat(?:eur|rice))\b"
)
_NOBODY = (
    rf"(?:(?:les?|la|un|une|du|des|aux?|ce|cette|notre|nos|votre|vos)\s+(?!{_ROLE})|l['’](?!{_ROLE})|"
    r"(?:nous|vous|par|pour|en|avant|via|directement|lors|rdv|rendez-vous)\b)"
)
_ASK = re.compile(
    r"\b(?:aupr[èe]s|contacte[rz]|contact|demande[rz]|s['’]adresse[rz]|appele[rz]|joindre|voir avec)\b"
    rf"(?>\s*:?\s*(?:(?:de|à|avec)\b\s*|d['’])?)(?!{_NOBODY})[^\s;|().,].*?"
    rf"(?=\s*(?:$|[;|()]|(?<!\W\w)\.(?!\d)|,(?!\s*(?-i:[A-ZÀ-ÖØ-Þ]))|"
    rf"(?:[,/–-]\s*)?(?:\b(?:du|les?|de|d[èe]s|[àa]|tous les)\s+)*(?:\b{_DAY}\b|\b\d{{1,2}}\s?[h:])))",
    re.IGNORECASE,
)
"""Whom to ask, to the end of the clause; the days and hours that follow are another clause. Asking "le CCAS" or
"l'accueil" is asking nobody in particular, and stays."""

_CUT = "\0"
"""Stands for what was cut until the words that led to it are gone too."""
_LEADING = (
    r"(?:(?<![\w’'-])(?:au(?:pr[èe]s)?|aux|[àa]|chez|contact(?:e[rz])?|demande[rz]|voir|avec|et|ou|par|pour|sur|de|du|"
    r"des|les?|la|t[ée]l(?:[ée]phone)?|mobile|portable|mail|e-mail|courriel|appele[rz]|adresse[rz])(?![\w’'-])|"
    r"(?<![\w’'-])[dls][’'])"
)
_LED = re.compile(rf"[\s.:,;/|–-]*(?:{_LEADING}[\s.:,;/|–-]*)*{_CUT}", re.IGNORECASE)
_EMPTY = re.compile(rf"[(\[](?:{_LEADING}|[\s.:,;/|–{_CUT}-])*[)\]]|\"[\s{_CUT}]*\"", re.IGNORECASE)
_AT_START = re.compile(rf"^{_CUT}(?:[\s.:,;/|–-]|(?:et|ou|aux?)\b|{_CUT})*", re.IGNORECASE)
_BEFORE_SIGN = re.compile(rf"[\s{_CUT}]*{_CUT}\s*(?=[.,)])")


def scrub(text: str) -> str:
    """The text without e-mails, phone numbers and persons' names that follow a title (M., Mme, Dr, Me…)."""
    return _tidy(_PERSON.sub(_CUT, _without_contacts(text)))


def scrub_request(text: str) -> str:
    """As `scrub`, and without whom to ask ("auprès de…", "demander…"), to the end of the clause."""
    return _tidy(_ASK.sub(_CUT, _PERSON.sub(_CUT, _without_contacts(text))))


def scrub_complement(text: str) -> str:
    """As `scrub_name`, and without whom to ask."""
    return scrub_name(_ASK.sub(_CUT, text))


def scrub_name(text: str) -> str:
    """As `scrub`, for names of places and streets: "rue Madame de Sévigné" and "École M. Curie" stay.

    Beside an e-mail or a phone number, a person is a person to contact and no street.
    """
    bare = _without_contacts(text)
    if bare != text:
        return _tidy(_PERSON.sub(_CUT, bare))
    for pattern in _TITLE_IN_NAME:
        bare = pattern.sub(lambda found: found[0] if found["way"] else _CUT, bare)
    return _tidy(bare)


def without_user_info(text: str) -> str:
    """A link as it may be shown: its user name and password, if any, are replaced by "(hidden)"."""
    return _USER_INFO.sub("(hidden)@", text)


def _without_contacts(text: str) -> str:
    if "@" in text or "%40" in text or "at" in text.lower():
        text = _EMAIL.sub(_CUT, text)
    return PHONE.sub(_CUT, text)


def _tidy(text: str) -> str:
    before = None
    text = " ".join(text.split())
    while before != text:
        before = text
        text = " ".join(_EMPTY.sub(_CUT if _CUT in text else " ", text).split())
        if _CUT in text:
            text = _LED.sub(_CUT, text)
    if _CUT in text:
        text = _BEFORE_SIGN.sub("", _AT_START.sub("", text)).replace(_CUT, " ")
        text = " ".join(text.split())
    return text

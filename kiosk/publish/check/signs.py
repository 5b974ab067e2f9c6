"""FALC: capitals, signs, numbers and dates: whatever a new reader cannot read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.publish.check.finding import NAME, UI, Finding, Text
from kiosk.publish.check.prose import straight, without_holes

SIGNS = {
    "(": "Enlevez les parenthèses : faites une autre phrase.",
    ")": "Enlevez les parenthèses : faites une autre phrase.",
    "/": "Écrivez « ou », « et » ou « par ».",
    "&": "Écrivez « et ».",
    "%": "Dites-le autrement : « la moitié », « peu de personnes ».",
    ";": "Faites deux phrases.",
    "…": "Enlevez les points de suite : citez deux exemples.",
    "...": "Enlevez les points de suite : citez deux exemples.",
    "§": "Écrivez « partie ».",
    "#": "Écrivez « numéro ».",
    "€": "Écrivez « euros ».",
    "·": "Écrivez « les personnes » plutôt que deux formes du mot.",
    "«": "Enlevez les guillemets.",
    "»": "Enlevez les guillemets.",
    "@": "Écrivez « une adresse e-mail », sans la donner.",
    "www.": "Écrivez le nom du site, sans son adresse.",
    "{": "Enlevez cette accolade : rien ne la remplace ici.",
    "}": "Enlevez cette accolade : rien ne la remplace ici.",
    " - ": "Faites deux phrases, ou mettez une virgule.",
}
"""The signs of the rule, and what to write instead; those without a word of their own are in OTHER_SIGNS."""
OTHER_SIGNS = '<>–—*_[]|\\=+•→“”"°²^~'

MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_NUMBER_WORDS = (
    "deux|trois|quatre|cinq|six|sept|huit|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante"
    "|soixante|septante|nonante|cents?|mille|millions?|milliards?"
)
_SIGN = re.compile("|".join(map(re.escape, sorted({*SIGNS, *OTHER_SIGNS}, key=len, reverse=True))))
_LETTERS = re.compile(
    rf"\b(?:(?:{_NUMBER_WORDS})(?:(?:[- ]et)?[- ](?:{_NUMBER_WORDS}|une?|neuf))*"
    r"|neuf(?= (?:mois|ans|jours|heures|euros|personnes|fois|semaines)))\b(?!-)",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:])\s*")
_PERCENT = re.compile(r"\b\S+ pour(?: |-)cent\b|\bpourcentage\b", re.IGNORECASE)
_BIG = re.compile(
    r"(?<![\d.,+])(?<!\d[ \u00a0\u202f])(?!0)\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?!\d)|(?<![\d.,])(?!0)\d{4,}(?!\d)"
)
_PHONE = re.compile(r"\+?\d[\d \u00a0\u202f.]*\d")
_SHORT_PHONE = re.compile(r"(?:10|3\d)\d\d|11[68]\d{3}")
_ANNOUNCED = re.compile(r"\b(?:les?|aux?|du|numéro)\s+$", re.IGNORECASE)
_EUROS = re.compile(r"\s*(?:€|euros?\b)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROMAN = re.compile(
    r"\b(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(?:e|ème|ième)?\b|\bI(?:er|ère)\b|\b[IVX](?:e|ème|ième)(?= siècle)"
    r"|\b(?<=tre )[IVX]\b|\b(?<=eau )[IVX]\b|\b(?<=tie )[IVX]\b|\b(?<=exe )[IVX]\b|\b(?<=ape )[IVX]\b"
)
"""From 2 on, or 1 to 10 where the words before or after say so: "chapitre", "niveau", "partie", "annexe", "étape"."""
_NUMERIC_DATE = re.compile(
    r"(?<!\d)\d{1,2}([/.-])\d{1,2}(?:\1\d{2}(?:\d\d)?)\b|\b\d{1,2}/\d{1,2}\b|\b\d{4}-\d\d?-\d\d?\b"
    r"|\b\d{1,2}(?:er)? (?:janv|févr|fév|avr|juil|sept|oct|nov|déc)\b\.?"
    r"|\b(?:lun|mar|mer|jeu|ven|sam|dim)\.? \d{1,2}\b",
    re.IGNORECASE,
)
_DATE = re.compile(rf"(?:\b({DAYS}) )?\b(?:1er|\d{{1,2}}) (?:{MONTHS}) \d{{4}}\b", re.IGNORECASE)
_DAY_AND_MONTH = re.compile(rf"\b(?:1er|\d{{1,2}}) (?:{MONTHS})\b(?! \d{{4}})", re.IGNORECASE)
_EVERY_YEAR = re.compile(r"\b(?:chaque année|tous les ans)\b", re.IGNORECASE)
_SHOUTED = re.compile(
    r"\b[A-ZÀ-ÖØ-Þ]{2,}(?:['’-][A-ZÀ-ÖØ-Þ]+)*\b(?:(?:\s|['’])+[A-ZÀ-ÖØ-Þ]+\b)+|\b[A-ZÀ-ÖØ-Þ]{5,}\b"
    r"|\b(?=[A-Z]{0,9}[À-ÖØ-ÞŒ])[A-ZÀ-ÖØ-ÞŒ]{2,}\b"
)
COMMON_WORDS = frozenset(
    {"AU", "AUX", "AVEC", "DES", "DU", "EN", "ET", "ICI", "LA", "LE", "LES", "MAIS", "NE", "NON", "OU", "OUI", "PAS"}
    | {"PLUS", "POUR", "SANS", "SUR", "TOUS", "TOUT", "TRÈS", "UN", "UNE", "VOUS"}
)
_SHORT_SHOUT = re.compile(rf"\b(?:{'|'.join(sorted(COMMON_WORDS))})\b")


def special_signs(text: Text) -> Iterator[Finding]:
    """Each sign once, whatever its number. A time or a fraction inside a number is a sign too. Only the texts of the
    screens have holes that something fills."""
    bare = without_holes(text.text) if text.kind == UI else text.text
    for sign in dict.fromkeys(match[0] for match in _SIGN.finditer(bare)):
        advice = SIGNS.get(sign, "Enlevez ce signe : écrivez des mots.")
        yield text.error("caractere-special", sign, advice)


def capitals(text: Text) -> Iterator[Finding]:
    """Words that shout. Two acronyms side by side shout too; acronyms are another rule's matter."""
    bare = without_holes(text.text)
    found = [match for match in _SHOUTED.finditer(bare) if _shouts(match[0])]
    found += [m for m in _SHORT_SHOUT.finditer(bare) if not any(o.start() <= m.start() < o.end() for o in found)]
    for match in found:
        yield text.error("majuscules", match[0], "Écrivez en petites lettres.")


def _shouts(words: str) -> bool:
    """Whether this is French in capitals rather than acronyms: one common word of it, one long word, or one with an
    accent, is enough."""
    parts = re.split(r"[\s'’-]+", words)
    return any(part in COMMON_WORDS or len(part) >= 6 or (len(part) > 1 and not part.isascii()) for part in parts)


def roman_numerals(text: Text) -> Iterator[Finding]:
    for match in _ROMAN.finditer(text.text):
        yield text.error("chiffres-romains", match[0], "Écrivez le nombre en chiffres : 2, 14, 21.")


def numbers_in_letters(text: Text) -> Iterator[Finding]:
    if text.kind == NAME:
        return
    for match in _LETTERS.finditer(text.text):
        before = text.text[: match.start()]
        named = match[0][0].isupper() and not _SENTENCE_START.fullmatch(before[len(before.rstrip()) - 1 :])
        if not named and not (before.lower().endswith("pour ") and match[0].lower() == "cent"):
            yield text.warning("nombre-en-lettres", match[0], "Écrivez le nombre en chiffres.")


def percentages(text: Text) -> Iterator[Finding]:
    for match in _PERCENT.finditer(text.text):
        yield text.warning("pourcentage", match[0], "Dites-le autrement : « la moitié », « peu de personnes ».")


def big_numbers(text: Text) -> Iterator[Finding]:
    """Numbers from 1,000 on that are neither phone numbers nor years; a sum of money is never one. A short phone
    number is known by the word before it, such as "le 3919"."""
    phones = [match for match in _PHONE.finditer(text.text) if _is_phone(match[0])]
    for match in _BIG.finditer(text.text):
        phone = next((p for p in phones if p.start() <= match.start() < p.end()), None)
        dialled = phone and (not _is_short(phone[0]) or _ANNOUNCED.search(text.text[: phone.start()]))
        money = _EUROS.match(text.text, match.end())
        if text.kind == NAME or (not money and (dialled or _YEAR.fullmatch(match[0]))):
            continue
        yield text.warning("grand-nombre", match[0], "Un grand nombre se comprend mal : dites « beaucoup ».")


def _is_phone(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    return _is_short(text) or (len(digits) == 10 and digits[0] == "0") or text.startswith("+")


def _is_short(text: str) -> bool:
    return bool(_SHORT_PHONE.fullmatch(re.sub(r"\D", "", text)))


def dates(text: Text) -> Iterator[Finding]:
    """Dates in figures, shortened months and days, and dates without the day of the week, or the year. The screens name
    holidays."""
    same = straight(text.text)
    example = "Écrivez la date en entier : samedi 18 novembre 2026."
    phones = [match for match in _PHONE.finditer(same) if _is_phone(match[0])]
    for match in _NUMERIC_DATE.finditer(same):
        if not any(p.start() <= match.start() < p.end() for p in phones):
            yield text.error("date", text.text[slice(*match.span())], example)
    for match in _DATE.finditer(same):
        if not match[1]:
            yield text.error("date", text.text[slice(*match.span())], example)
    for match in _DAY_AND_MONTH.finditer(same):
        if text.kind != UI and not _EVERY_YEAR.search(same):
            advice = f"{example} Si c'est tous les ans, dites « chaque année »."
            yield text.warning("date", text.text[slice(*match.span())], advice)

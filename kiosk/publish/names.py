"""Comparing names the way people do: without case, accents, small words, or the town's own name."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def plain(text: str) -> str:
    """Lower case, no accents, only letters and digits, words separated by single spaces."""
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES)
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    if bare.isascii():
        return _NOT_WORD.sub(" ", bare).strip()
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def normalised(text: str) -> str:
    """`plain` without spaces. No two places of one postcode have the same in the end."""
    return plain(text).replace(" ", "")


_ACRONYMS = (
    (r"centres? communal d action sociale", "ccas"),
    (r"centre intercommunal d action sociale", "cias"),
    (r"caisse d allocations? familiales?", "caf"),
    (r"caisse primaire d assurance maladie", "cpam"),
    (r"maison des jeunes et de la culture", "mjc"),
    (r"maison departementale (des|de la|de) solidarites?", "mds"),
    (r"protection maternelle (et )?infantile", "pmi"),
    (r"foyer (de|des) jeunes travailleurs", "fjt"),
)
"""Written out or not, it is the same name."""
_EXPRESSIONS = (
    *_ACRONYMS,
    (r"maison departementale des personnes handicapees", "mdph"),
    (r"maison (de|des|du) services? au public", "franceservices"),
    (r"(maison |espace |antenne )?(departementale? )?france services?", "franceservices"),
    (r"msap", "franceservices"),
    (r"mfs", "franceservices"),
    (r"relais (de )?services? (au )?publics?", "franceservices"),
    (r"espace public numerique", "epn"),
    (r"communaute de communes", "cc"),
    (r"communaute d agglomeration", "ca"),
    (r"(mairie|commune|ville|hotel de ville|municipalite)", "mairie"),
    (r"(mediatheque|bibliotheque)", "mediatheque"),
    (r"centre (socio culturel|socioculturel|social et culturel|social culturel)", "centresocial"),
    (r"centre social", "centresocial"),
    (r"pole emploi|france travail", "francetravail"),
    (r"(la )?poste", "poste"),
    (r"association|asso", ""),
)
_REWRITES = tuple((re.compile(rf"\b(?:{pattern})\b"), word) for pattern, word in _EXPRESSIONS)
_SHORTENINGS = _REWRITES[: len(_ACRONYMS)]
_SMALL_WORDS = frozenset(plain("à au aux d de des du en et l la le les pour s sur un une municipale municipal").split())


def name_key(name: str) -> str:
    """The name by which two records of one postcode are one place: `normalised`, with usual acronyms for what they
    stand for."""
    text = plain(name)
    for pattern, word in _SHORTENINGS:
        text = pattern.sub(word, text)
    return text.replace(" ", "")


def tokens(name: str, city: str = "") -> frozenset[str]:
    """The words of a name that tell it apart: usual expressions made one word, small words and the town left out."""
    text = plain(name)
    for pattern, word in _REWRITES:
        text = pattern.sub(word, text)
    town = set(plain(city).split())
    return frozenset(word for word in text.split() if word not in _SMALL_WORDS and word not in town)

"""FALC: say what one can do, in the present, with somebody who does it. Spotted by endings and lists, not by parsing.

A participle after "être" is only called a passive when an agent follows or when the verb is known to act on something:
"est fermé" and "est arrivé" are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.publish.check.finding import Finding, Text
from kiosk.publish.check.prose import sentences, straight

_WORDS = r"(?:[\w'-]+\s+){0,4}?"
_FORECLUSION = r"(?:pas|plus|jamais|rien|personne|aucune?s?|gu[eè]re|ni)\b"
_NEGATION = re.compile(
    rf"\b(?:(?:personne|rien|aucune?s?\s+\w+|jamais)\s+(?:ne\b|n')"
    rf"|(?:ne\s+|n'(?!importe\b))(?:[\w'-]+\s+)?{_WORDS}{_FORECLUSION}"
    rf"|ne\s+{_FORECLUSION})",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?<!pas à )(?<!\bun )(?<!\ble )(?<!\bau )(?<!chaque )(?<!quelques )(?<!\d )(?<!deux )(?<!trois )\bpas\b(?! à pas)"
    r"|\bsans aucune?\b",
    re.IGNORECASE,
)
"""Without "ne"; what is walked, such as "pas à pas" or "à deux pas d'ici", is no negation."""

_CONDITIONAL = re.compile(
    r"\b\w*(?:er|ir|dr|vr|ur|rr|ttr|[iî]tr)(?:ais|ait|aient)\b|\b\w*(?:er|ir|dr|vr|ur|rr|ttr)(?:ions|iez)\b",
    re.IGNORECASE,
)
_NOT_CONDITIONAL = re.compile(
    r"souri(?:ez|ons)|centurions|vrais|attrait|(?:re)?(?:ouvr|couvr|découvr)(?:ais|ait|aient)", re.IGNORECASE
)
_SUBJUNCTIVE = re.compile(
    r"\b(?:(?:afin|pour|bien|avant|sans|à condition|de peur|de sorte|il faut|jusqu'à ce)\s(?:que\b|qu')"
    r"|(?:que\s|qu')(?:\w+\s){0,2}(?:soit|soient|soyez|ayez|ait|aient|puisse|puissent|puissiez|fasse|fassent|fassiez"
    r"|aille|aillent|alliez|sache|sachent|sachiez|veuille|veuillent|vienne|viennent|preniez|prenne)\b)",
    re.IGNORECASE,
)

_BE = r"(?:est|sont|êtes|sommes|suis|sera|seront|serez|était|étaient|être|(?:a|ont|avez|ai|avons|aura|auront)\s+été)"
_ADVERB = r"(?:(?:pas|plus|aussi|souvent|toujours|déjà|bien|vite|directement|\w+ment)\s+){0,2}"
_MOVED = r"(?!(?:all|arriv|part|ven|reven|deven|rest|tomb|entr|rentr|sort|mont|pass|retourn)(?:é|i|u)e?s?\b)"
"""Verbs whose past is made with "être" too."""
_PARTICIPLE = _MOVED + r"[^\W\d_]+(?:é|i|u|is|it|ert|int)(?:e?s?)"
_ACTED_ON = (
    r"(?:demandé|envoyé|donné|proposé|reçu|rempli|signé|traité|versé|remboursé|délivré|organisé|accompagné|orienté"
    r"|conservé|transmis|remis|calculé|étudié|accordé|refusé|vérifié|écouté|protégé|payé|assuré|effectué|réalisé|examiné"
    r"|attribué|géré|financé|pris en charge|mis à disposition|tenu|exigé|requis|enregistré|communiqué|utilisé)e?s?"
)
_PASSIVE = re.compile(
    rf"\b(?:{_BE}\s+{_ADVERB}(?:{_PARTICIPLE}\s+(?:\w+\s+){{0,2}}?par\s(?!exemple|an\b|mois|jour|semaine|heure|personne\b)"
    rf"(?:une?|les?|la|l'|des|votre|vos|cette|ce|son|sa|leur)\b|{_ACTED_ON}\b)"
    rf"|(?:a|ont|avez|ai|avons|aura|auront)\s+été\s+{_ADVERB}{_PARTICIPLE}\b)",
    re.IGNORECASE,
)


def negations(text: Text) -> Iterator[Finding]:
    """One negation is a warning, two in a sentence an error."""
    for sentence in sentences(text.text):
        same = straight(sentence)
        spans = [match.span() for match in _NEGATION.finditer(same)]
        inside = [range(*span) for span in spans]
        spans += [m.span() for m in _BARE.finditer(same) if not any(m.start() in taken for taken in inside)]
        if not spans:
            continue
        start, end = min(first for first, _ in spans), max(last for _, last in spans)
        advice = "Dites ce qu'on peut faire, sans « ne … pas »."
        yield from text.above(len(spans), 0, 1, "negation", sentence[start:end], advice)


def conditionals(text: Text) -> Iterator[Finding]:
    same = straight(text.text)
    for match in _CONDITIONAL.finditer(same):
        if not _NOT_CONDITIONAL.fullmatch(match[0]):
            yield text.warning("conditionnel", text.text[slice(*match.span())], "Écrivez au présent.")


def subjunctives(text: Text) -> Iterator[Finding]:
    for match in _SUBJUNCTIVE.finditer(straight(text.text)):
        advice = "Écrivez au présent, en deux phrases : « Il faut venir », « pour venir »."
        yield text.warning("subjonctif", text.text[slice(*match.span())], advice)


def passives(text: Text) -> Iterator[Finding]:
    for match in _PASSIVE.finditer(straight(text.text)):
        advice = "Dites qui le fait : « Une personne remplit le papier avec vous. »"
        yield text.warning("passif", text.text[slice(*match.span())], advice)

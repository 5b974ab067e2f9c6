"""FALC: how long, and how many ideas at once. Figures from the European standards for easy-to-read information."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from statistics import median

from kiosk.publish.check.finding import HINT, LABEL, SENTENCE, Finding, Text
from kiosk.publish.check.prose import sentences, straight, words

LABEL_WORDS = 6
SENTENCE_WORDS = (10, 15)
FICHE_MEDIAN = 12
PARAGRAPH_SENTENCES = (3, 5)
COMMAS = (1, 2)
SUBORDINATES = (1, 2)

_COMMA = re.compile(r"(?<!\d),|,(?!\d)")
_SUBORDINATE = re.compile(
    r"\b(?:(?:parce|afin|pour|avant|pendant|tandis|bien|dès|sans|puis|lors|quoi|alors)[ -]?(?:que\b|qu')"
    r"|qui\b|que\b|qu'|dont\b|où\b|quand\b|lorsque\b|lorsqu'|puisque\b|puisqu'|quoique\b"
    r"|(?:la|les?|aux?|des?|du)?quel(?:le)?s?\b|si\b|s'ils?\b)",
    re.IGNORECASE,
)
_NO_SUBORDINATE = re.compile(r"est-ce (?:que\b|qu')|n'importe (?:qui|où|quand|quel\w*)|ne (?=\w+ que)", re.IGNORECASE)


def long_label(text: Text) -> Iterator[Finding]:
    if text.kind == LABEL and len(words(text.text)) > LABEL_WORDS:
        yield text.error("etiquette-longue", text.text, f"Écrivez {LABEL_WORDS} mots au plus.")


def long_sentence(text: Text) -> Iterator[Finding]:
    for sentence in sentences(text.text):
        count = len(words(sentence))
        advice = f"{count} mots : faites deux phrases. Visez 10 mots, jamais plus de 15."
        yield from text.above(count, *SENTENCE_WORDS, "phrase-longue", sentence, advice)


def long_paragraph(text: Text) -> Iterator[Finding]:
    count = len(sentences(text.text))
    advice = f"{count} phrases de suite : gardez-en 3, ou faites deux paragraphes."
    yield from text.above(count, *PARAGRAPH_SENTENCES, "paragraphe-long", text.text, advice)


def commas(text: Text) -> Iterator[Finding]:
    """The examples of a tile are a list: three of them take two commas, and nobody minds."""
    warn, error = COMMAS
    for sentence in sentences(text.text):
        count = len(_COMMA.findall(sentence))
        advice = f"{count} virgules : une seule idée par phrase. Coupez la phrase, ou gardez moins d'exemples."
        yield from text.above(count, error if text.kind == HINT else warn, error, "virgules", sentence, advice)


def subordinates(text: Text) -> Iterator[Finding]:
    """A word that asks the question at the head of a sentence subordinates nothing."""
    for sentence in sentences(text.text):
        bare = _NO_SUBORDINATE.sub("", straight(sentence))
        found = [match[0] for match in _SUBORDINATE.finditer(bare) if match.start() > 0]
        advice = f"Une seule idée par phrase : coupez à « {' », « '.join(found)} »."
        yield from text.above(len(found), *SUBORDINATES, "subordonnees", sentence, advice)


def long_fiches(texts: Iterable[Text]) -> Iterator[Finding]:
    """The sentences of one fiche have 12 words at the median."""
    fiches: dict[tuple[str, ...], list[Text]] = {}
    for text in texts:
        if text.kind == SENTENCE and text.key.startswith("fiche "):
            fiches.setdefault((text.file, text.key.split(",")[0]), []).append(text)
    for found in fiches.values():
        middle = median(len(words(sentence)) for text in found for sentence in sentences(text.text) or [""])
        if middle > FICHE_MEDIAN:
            advice = f"La moitié des phrases de cette fiche ont plus de {FICHE_MEDIAN} mots : raccourcissez-les."
            yield found[0].error("fiche-longue", found[0].text, advice)
